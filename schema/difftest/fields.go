package difftest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/graphql-go/graphql"
)

type params = graphql.ResolveParams

func nonNull(t graphql.Type) *graphql.NonNull { return graphql.NewNonNull(t) }
func listOf(t graphql.Type) *graphql.List     { return graphql.NewList(t) }

// of makes a field from a function over its source.
func of[S any](t graphql.Output, get func(S, params) (any, error)) *graphql.Field {
	return &graphql.Field{Type: t, Resolve: func(p params) (any, error) { return get(p.Source.(S), p) }}
}

func plain[S any](t graphql.Output, get func(S) any) *graphql.Field {
	return of(t, func(s S, _ params) (any, error) { return get(s), nil })
}

func (w *world) personFields() graphql.Fields {
	person, place, role, date := w.person.(*graphql.Object), w.place.(*graphql.Object), w.role.(*graphql.Enum), w.date.(*graphql.Scalar)
	name := of(nonNull(graphql.String), func(s *Person, p params) (any, error) { return upper(s.Name, p.Args["upper"]), nil })
	name.Args = graphql.FieldConfigArgument{"upper": {Type: graphql.Boolean, DefaultValue: false, Description: "In capitals."}}
	name.Description = "As on the identity card."
	friends := of(nonNull(listOf(nonNull(person))), func(s *Person, p params) (any, error) { return w.some(s.Friends, p.Args["first"]), nil })
	friends.Args = graphql.FieldConfigArgument{"first": {Type: graphql.Int, DefaultValue: 2}}
	old := plain(graphql.String, func(s *Person) any { return s.Name })
	old.DeprecationReason = "Use name."
	return graphql.Fields{
		"id": plain(nonNull(graphql.ID), func(s *Person) any { return s.ID }), "name": name, "oldName": old,
		"age":      plain(graphql.Int, func(s *Person) any { return s.Age }),
		"score":    plain(graphql.Float, func(s *Person) any { return float64(s.Age) / 7 }),
		"tiny":     plain(graphql.Float, func(s *Person) any { return 0.00000012 }),
		"whole":    plain(graphql.Float, func(s *Person) any { return 5.0 }),
		"big":      plain(graphql.Int, func(*Person) any { return 1 << 40 }),
		"role":     plain(nonNull(role), func(s *Person) any { return s.Role }),
		"badRole":  plain(role, func(s *Person) any { return Role(99) }),
		"nick":     plain(graphql.String, func(s *Person) any { return s.Nick }),
		"adult":    plain(graphql.Boolean, func(s *Person) any { return s.Age >= 18 }),
		"born":     plain(date, func(s *Person) any { return time.Date(2026-s.Age, 1, 2, 0, 0, 0, 0, time.UTC) }),
		"friends":  friends,
		"best":     plain(person, func(s *Person) any { return w.first(s.Friends) }),
		"home":     plain(place, func(s *Person) any { return w.places[s.Home] }),
		"failing":  of(graphql.String, func(*Person, params) (any, error) { return nil, Shown{} }),
		"strict":   of(nonNull(graphql.String), func(*Person, params) (any, error) { return nil, Shown{} }),
		"missing":  plain(nonNull(graphql.String), func(*Person) any { return nil }),
		"numbers":  plain(listOf(graphql.Int), func(*Person) any { return []any{1, nil, 3} }),
		"strictly": plain(listOf(nonNull(graphql.Int)), func(*Person) any { return []any{1, nil, 3} }),
		"later":    of(graphql.String, func(s *Person, p params) (any, error) { return func() (any, error) { return s.Name, nil }, nil }),
		"lateFail": of(nonNull(graphql.String), func(*Person, params) (any, error) {
			return func() (any, error) { return nil, errHidden }, nil
		}),
		"lateBest": of(person, func(s *Person, p params) (any, error) {
			return func() (any, error) { return w.first(s.Friends), nil }, nil
		}),
	}
}

func (w *world) placeFields() graphql.Fields {
	return graphql.Fields{
		"id":     plain(nonNull(graphql.ID), func(s *Place) any { return s.ID }),
		"title":  plain(nonNull(graphql.String), func(s *Place) any { return s.Title }),
		"strict": plain(nonNull(graphql.String), func(s *Place) any { return "ok" }),
		"people": plain(nonNull(listOf(nonNull(w.person.(*graphql.Object)))), func(*Place) any { return w.some([]string{"p1", "p2"}, nil) }),
		"nodes":  plain(nonNull(listOf(w.node.(*graphql.Interface))), func(s *Place) any { return []any{w.people["p1"], s, nil} }),
	}
}

func (w *world) some(ids []string, first any) []*Person {
	list := []*Person{}
	for _, id := range ids {
		if n, limited := first.(int); limited && len(list) >= n {
			break
		}
		list = append(list, w.people[id])
	}
	return list
}

func (w *world) first(ids []string) *Person {
	if len(ids) == 0 {
		return nil
	}
	return w.people[ids[0]]
}

func (w *world) byID(p params) (any, error) {
	id, _ := p.Args["id"].(string)
	if person := w.people[id]; person != nil {
		return person, nil
	}
	if place := w.places[id]; place != nil {
		return place, nil
	}
	return nil, nil
}

func (w *world) queries() graphql.Fields {
	person, node, thing := w.person.(*graphql.Object), w.node.(*graphql.Interface), w.thing.(*graphql.Union)
	byID := graphql.FieldConfigArgument{"id": {Type: nonNull(graphql.ID)}}
	return graphql.Fields{
		"person": {Type: person, Args: byID, Resolve: func(p params) (any, error) { return w.people[p.Args["id"].(string)], nil }},
		"people": {Type: nonNull(listOf(nonNull(person))), Args: graphql.FieldConfigArgument{"first": {Type: graphql.Int, DefaultValue: 2}},
			Resolve: func(p params) (any, error) { return w.some([]string{"p1", "p2", "p3"}, p.Args["first"]), nil }},
		"node":       {Type: node, Args: byID, Resolve: w.byID},
		"things":     {Type: listOf(thing), Resolve: func(params) (any, error) { return []any{w.people["p1"], w.places["h1"], nil, w.people["p2"]}, nil }},
		"echo":       {Type: nonNull(graphql.String), Args: w.echoArguments(), Resolve: func(p params) (any, error) { return canonical(p.Args), nil }},
		"need":       {Type: graphql.String, Args: graphql.FieldConfigArgument{"x": {Type: nonNull(graphql.Int)}}, Resolve: func(p params) (any, error) { return canonical(p.Args), nil }},
		"boom":       {Type: graphql.String, Resolve: func(params) (any, error) { panic("password=secret") }},
		"boomStrict": {Type: nonNull(graphql.String), Resolve: func(params) (any, error) { return nil, errHidden }},
		"confused":   {Type: node, Resolve: func(params) (any, error) { return 42, nil }},
	}
}

func (w *world) echoArguments() graphql.FieldConfigArgument {
	role, date, filter := w.role.(*graphql.Enum), w.date.(*graphql.Scalar), w.filter.(*graphql.InputObject)
	return graphql.FieldConfigArgument{
		"i": {Type: graphql.Int}, "f": {Type: graphql.Float}, "s": {Type: graphql.String}, "b": {Type: graphql.Boolean},
		"id": {Type: graphql.ID}, "role": {Type: role}, "when": {Type: date}, "filter": {Type: filter},
		"list": {Type: listOf(nonNull(graphql.Int))}, "grid": {Type: listOf(listOf(graphql.Int))}, "roles": {Type: listOf(role)},
		"req": {Type: nonNull(graphql.Int), DefaultValue: 7}, "def": {Type: graphql.String, DefaultValue: "d"},
		"point": {Type: w.point.(*graphql.InputObject), DefaultValue: map[string]any{"lat": 1.5}},
	}
}

func (w *world) mutations() graphql.Fields {
	counter := graphql.NewObject(graphql.ObjectConfig{Name: "Counter", Fields: graphql.Fields{
		"value": plain(nonNull(graphql.Int), func(n int) any { return n }),
		"late": of(nonNull(graphql.Int), func(_ int, p params) (any, error) {
			return func() (any, error) { return counterOf(p.Context).Load(), nil }, nil
		}),
	}})
	return graphql.Fields{
		"bump": {Type: nonNull(counter), Args: graphql.FieldConfigArgument{"by": {Type: graphql.Int, DefaultValue: 1}},
			Resolve: func(p params) (any, error) {
				by, _ := p.Args["by"].(int)
				return int(counterOf(p.Context).Add(int64(by))), nil
			}},
		"fail":     {Type: nonNull(graphql.Int), Resolve: func(params) (any, error) { return nil, Shown{} }},
		"failSoft": {Type: graphql.Int, Resolve: func(params) (any, error) { return nil, Shown{} }},
	}
}

func counterOf(ctx context.Context) *atomic.Int64 {
	counter, ok := ctx.Value(counterKey{}).(*atomic.Int64)
	if !ok {
		return new(atomic.Int64)
	}
	return counter
}

func (w *world) subscriptions() graphql.Fields {
	ticks := func(p params) (any, error) {
		events := make(chan any)
		go func() {
			defer close(events)
			for i := range p.Args["n"].(int) {
				select {
				case events <- i:
				case <-p.Context.Done():
					return
				}
			}
		}()
		return events, nil
	}
	return graphql.Fields{
		"ticks": {Type: nonNull(graphql.Int), Args: graphql.FieldConfigArgument{"n": {Type: nonNull(graphql.Int)}}, Subscribe: ticks,
			Resolve: func(p params) (any, error) { return p.Source, nil }},
		"silent": {Type: graphql.Int, Resolve: func(p params) (any, error) { return p.Source, nil }, Subscribe: func(p params) (any, error) {
			events := make(chan any)
			context.AfterFunc(p.Context, func() { close(events) })
			return events, nil
		}},
		"refused": {Type: graphql.Int, Subscribe: func(params) (any, error) { return nil, Shown{} }, Resolve: func(p params) (any, error) { return p.Source, nil }},
	}
}

// canonical prints coerced arguments the same way in Go and JavaScript: JSON with sorted keys, enums by their names.
func canonical(v any) string {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		out := "{"
		for i, k := range keys {
			if i > 0 {
				out += ","
			}
			out += k + ":" + canonical(v[k])
		}
		return out + "}"
	case []any:
		out := "["
		for i := range v {
			if i > 0 {
				out += ","
			}
			out += canonical(v[i])
		}
		return out + "]"
	case Role:
		return map[Role]string{elder: `"ELDER"`, lawyer: `"LAWYER"`, mediator: `"MEDIATOR"`}[v]
	case time.Time:
		return "day " + v.Format(time.DateOnly)
	case string:
		return quoted(v)
	case float64:
		if v == 0 {
			return "0" // JSON.stringify(-0)
		}
	case nil:
		return "null"
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// quoted writes a string as JSON.stringify does.
func quoted(s string) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // strings always encode
	return strings.TrimSuffix(out.String(), "\n")
}
