package store

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"liuyuan/registry"
)

// A trait is one thing a person can be found by. All traits stand in one table
// whose key is (kind, value, person, since, until): one b-tree serves every
// filter, and an unchanged trait costs an update nothing. Every filter is a look at
// exact values, never at a range: what contains a place, or a type, is a trait of
// its own. The table is drawn from the records alone and can always be made again.
type trait struct {
	kind         traitKind
	value        string
	since, until registry.Date // both included; empty: open
}

type traitKind int64

// The kinds are stored: never renumber them.
const (
	traitRole     traitKind = 1 // value: the role
	traitPlace    traitKind = 2 // a region: home, seat or service area
	traitType     traitKind = 3 // a speciality's type, and the level-one type above it
	traitLanguage traitKind = 4 // the language
	traitStanding traitKind = 5 // the standing, with its term
	traitPost     traitKind = 6 // the institution of a post
	traitSeat     traitKind = 7 // region/role of a seat, with its term
	traitLeave    traitKind = 8 // empty, with its term
	traitWithin   traitKind = 9 // a region that is or contains one of the places
)

// traits draws a person's traits, sorted, each once.
func traits(m *registry.Mediator) []trait {
	all := make([]trait, 0, len(m.Roles)+len(m.Standings)+len(m.Specialties)+len(m.Posts)+2*len(m.Seats)+4*len(m.ServiceAreas)+len(m.Languages)+len(m.Leaves)+1)
	add := func(kind traitKind, value string, in registry.Term) {
		all = append(all, trait{kind, clean(value), registry.Date(clean(string(in.From))), registry.Date(clean(string(in.To)))})
	}
	always := registry.Term{}
	for _, r := range m.Roles {
		add(traitRole, string(r), always)
	}
	place := func(r registry.RegionCode) {
		add(traitPlace, string(r), always)
		for _, above := range r.Lineage() {
			add(traitWithin, string(above), always)
		}
	}
	for _, a := range m.ServiceAreas {
		place(a)
	}
	if m.Home != "" {
		place(m.Home)
	}
	for _, s := range m.Seats {
		place(s.Region)
		add(traitSeat, string(s.Region)+"/"+string(s.Role), s.Term)
	}
	for _, s := range m.Specialties {
		add(traitType, string(s.Type), always)
		if above := s.Type.Parent(); above != "" {
			add(traitType, string(above), always)
		}
	}
	for _, l := range m.Languages {
		add(traitLanguage, string(l), always)
	}
	for _, s := range m.Standings {
		add(traitStanding, string(s.Kind), s.Term)
	}
	for _, p := range m.Posts {
		add(traitPost, string(p.Organization), always)
	}
	for _, l := range m.Leaves {
		add(traitLeave, "", l.Term)
	}
	slices.SortFunc(all, compareTraits)
	return slices.Compact(all)
}

func compareTraits(a, b trait) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.value, b.value), cmp.Compare(a.since, b.since), cmp.Compare(a.until, b.until))
}

// putTraits turns the stored traits of a person from old into new.
func (t *tx) putTraits(no int64, old, new []trait) error {
	for _, gone := range without(old, new) {
		if _, err := t.exec(`DELETE FROM trait WHERE kind = $1 AND value = $2 AND mediator = $3 AND since = $4 AND until = $5`,
			gone.kind, gone.value, no, string(gone.since), string(gone.until)); err != nil {
			return err
		}
	}
	for chunk := range slices.Chunk(without(new, old), 64) {
		args := make([]any, 0, 5*len(chunk))
		for _, a := range chunk {
			args = append(args, int64(a.kind), a.value, no, string(a.since), string(a.until))
		}
		if _, err := t.exec(`INSERT INTO trait (kind, value, mediator, since, until) VALUES `+placeholders(len(chunk), 5), args...); err != nil {
			return err
		}
	}
	return nil
}

// without gives the entries of a that are not in b; both are sorted.
func without(a, b []trait) []trait {
	if len(b) == 0 {
		return a
	}
	var rest []trait
	for _, x := range a {
		if _, found := slices.BinarySearchFunc(b, x, compareTraits); !found {
			rest = append(rest, x)
		}
	}
	return rest
}

// placeholders writes rows of parameters: ($1,$2),($3,$4).
func placeholders(rows, columns int) string {
	var b strings.Builder
	for i := range rows * columns {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%columns == 0:
			b.WriteString("),(")
		default:
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(i + 1))
	}
	b.WriteByte(')')
	return b.String()
}
