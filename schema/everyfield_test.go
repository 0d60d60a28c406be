package schema_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/schema"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"
)

// wide lifts the limits on size, so that one document may ask for everything.
func wide() guard.Limits {
	l := guard.Staff()
	l.DocumentBytes, l.Tokens, l.Fields, l.Depth, l.Brackets, l.Cost, l.Repeats, l.Aliases = 1<<20, 100_000, 100_000, 30, 60, 1<<30, 1000, 1000
	return l
}

// asker runs documents as a viewer.
type asker struct {
	t      testing.TB
	engine *execute.Engine
	centre *centre.Centre
}

func (a asker) ask(v identity.Viewer, document string) (map[string]any, []string, []byte) {
	a.t.Helper()
	op, refusals := a.engine.Prepare(execute.Request{Document: document, Limits: wide()})
	if refusals != nil {
		a.t.Fatalf("refused: %v\n%.300s", refusals[0], document)
	}
	ctx := schema.WithRequest(context.Background(), a.centre, v, registry.Chinese)
	body, outcome := op.Run(ctx, nil, "request")
	var answer struct{ Data map[string]any }
	if err := json.Unmarshal(body, &answer); err != nil {
		a.t.Fatalf("the answer is no JSON: %v\n%s", err, body)
	}
	return answer.Data, outcome.Codes, body
}

// selections writes a selection of every field of a type, and notes what it asks
// for. Each type is opened once in a document; elsewhere its plain fields are asked.
func selections(t graphql.Type, opened, seen map[string]bool) string {
	named := graphql.GetNamed(t)
	union, isUnion := named.(*graphql.Union)
	iface, isInterface := named.(*graphql.Interface)
	if isUnion || isInterface {
		var parts []string
		for _, o := range possible(union, iface) {
			parts = append(parts, fmt.Sprintf("... on %s %s", o.Name(), selections(o, opened, seen)))
		}
		return "{__typename " + strings.Join(parts, " ") + "}"
	}
	object, ok := named.(*graphql.Object)
	if !ok {
		return ""
	}
	first := !opened[object.Name()]
	opened[object.Name()] = true
	names := []string{}
	for name := range object.Fields() {
		names = append(names, name)
	}
	sort.Strings(names)
	var parts []string
	for _, name := range names {
		f := object.Fields()[name]
		below := graphql.GetNamed(f.Type)
		_, leaf := below.(graphql.Leaf)
		if !leaf && !first {
			continue
		}
		seen[object.Name()+"."+name] = true
		args := ""
		if name == "members" {
			args = "(first: 2)"
		}
		parts = append(parts, aliasFor(object.Name(), name)+name+args+selections(f.Type, opened, seen))
	}
	return "{__typename " + strings.Join(parts, " ") + "}"
}

// aliasFor keeps fields of the same name and different types apart where a union
// is selected.
func aliasFor(typ, name string) string { return strings.ToLower(typ[:1]) + typ[1:] + "_" + name + ": " }

func possible(u *graphql.Union, i *graphql.Interface) []*graphql.Object {
	if u != nil {
		return u.Types()
	}
	return nil
}

// rootArguments are arguments that make each query answer something.
func rootArguments(mediator, organization string) map[string]string {
	in := `(input: {text: "工地拖欠我们十二个工人三个月工资", regionCode: "440703101", at: "2026-03-02T10:00:00+08:00"}`
	village := `(input: {text: "老人没人赡养", regionCode: "440703101203", at: "2026-03-02T10:00:00+08:00"})`
	return map[string]string{
		"node": `(id: "` + mediator + `")`, "nodes": `(ids: ["` + mediator + `", "` + organization + `"])`,
		"viewer": "", "region": `(code: "440703101203")`, "regions": `(parentCode: "440703")`, "disputeTypes": "",
		"mediators": "(first: 3)", "organizations": "(first: 3)", "searchDirectory": `(query: "劳资", first: 3)`, "suggest": `(prefix: "棠下")`,
		"classifyDispute": `(text: "老细走佬冇粮出")`, "matchMediators": in + ", first: 3)", "explainMediator": in + `, mediatorId: "` + mediator + `")`,
		"proposePanel": village,
	}
}

func TestEveryFieldAnswersThroughThePolicyOfEveryRole(t *testing.T) {
	s, c := newSchema(t)
	a := asker{t, newEngine(t, c), c}
	staff, _ := identity.Demo("", "440703")
	data, _, _ := a.ask(staff, `{mediators(first:1){nodes{id}} organizations(first:1){nodes{id}}}`)
	mediator := firstID(data["mediators"])
	arguments := rootArguments(mediator, firstID(data["organizations"]))
	matter := newMatter(t, c)
	matter.arguments(arguments)
	seen := map[string]bool{}
	documents := map[string]string{}
	for name, f := range s.QueryType().Fields() {
		args, known := arguments[name]
		if !known {
			t.Errorf("Query.%s has no arguments in this test", name)
			continue
		}
		seen["Query."+name] = true
		body := selections(f.Type, map[string]bool{}, seen)
		if name == "node" || name == "nodes" {
			body = "{__typename id}"
		}
		documents[name] = "{" + name + args + body + "}"
	}
	for _, role := range append(registry.Accesses(), "") {
		viewer, _ := identity.Demo(role, "440703")
		if role == registry.AccessMediator {
			viewer.Mediator = matter.mediator
		}
		for name, document := range documents {
			data, codes, body := a.ask(viewer, document)
			if !c.Policy().May(viewer, "Query", name) {
				if len(codes) != 1 || codes[0] != "FORBIDDEN" || data != nil && data[name] != nil {
					t.Errorf("%s asking %s: codes %v, want FORBIDDEN alone", role, name, codes)
				}
				continue
			}
			for _, code := range codes {
				if code != "FORBIDDEN" {
					t.Errorf("%s asking %s: %s\n%.400s", role, name, code, body)
				}
			}
			if role == "" && len(codes) > 0 {
				t.Errorf("the district clerk is refused in %s: %v\n%.400s", name, codes, body)
			}
			deniedFieldsAreNull(t, c, viewer, data)
		}
	}
	for name, o := range objects(s) {
		if name == "Mutation" || name == "Subscription" || name == "DirectoryChange" || strings.HasSuffix(name, "Payload") || name == "UserError" {
			continue // mutations and subscriptions have tests of their own
		}
		for field := range o.Fields() {
			if !seen[name+"."+field] {
				t.Errorf("%s.%s was not asked for", name, field)
			}
		}
	}
}

func firstID(connection any) string {
	return connection.(map[string]any)["nodes"].([]any)[0].(map[string]any)["id"].(string)
}

// deniedFieldsAreNull walks an answer: a field the viewer may not read has no value.
func deniedFieldsAreNull(t *testing.T, c *centre.Centre, v identity.Viewer, value any) {
	t.Helper()
	switch value := value.(type) {
	case []any:
		for _, e := range value {
			deniedFieldsAreNull(t, c, v, e)
		}
	case map[string]any:
		typ, _ := value["__typename"].(string)
		for key, e := range value {
			if _, field, ok := strings.Cut(key, "_"); ok && typ != "" && key != "__typename" && e != nil && !c.Policy().May(v, typ, field) {
				t.Errorf("%v reads %s.%s", v.Roles, typ, field)
			}
			deniedFieldsAreNull(t, c, v, e)
		}
	}
}

func TestTheSameQuestionWithATimeHasTheSameBytes(t *testing.T) {
	_, c := newSchema(t)
	a := asker{t, newEngine(t, c), c}
	staff, _ := identity.Demo("", "440703")
	question := `{matchMediators(input:{text:"楼上漏水物业不管", regionCode:"440703006", at:"2026-03-02T10:00:00+08:00"}, first:20){candidates{rank mediator{id name} total contributions{points reason{code message}}} summary{eligible excluded{count reason{message}}} asOf policyVersion}}`
	_, codes, once := a.ask(staff, question)
	_, _, again := a.ask(staff, question)
	if len(codes) > 0 || string(once) != string(again) {
		t.Fatalf("codes %v, two answers differ:\n%s\n%s", codes, once, again)
	}
}
