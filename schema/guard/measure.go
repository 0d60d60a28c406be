package guard

import (
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// Shape is what a parsed document amounts to after expanding its fragments. It does not depend on the caller, so it
// is kept with the document and compared with each caller's Limits by Allow.
type Shape struct {
	Operations     int
	Fields         int // of the largest definition
	Aliases        int
	Repeats        int // most times one response key stands in one selection set
	Depth          int // nested fields outside introspection
	IntrospectDeep int // nested fields on paths through __schema or __type
	Introspects    bool
}

// Measure walks every definition of the document once; each fragment is measured once however often it is spread.
// A fragment that reaches itself is refused, because expanding it would not end. Spreads of unknown fragments count
// nothing: validation names them.
func Measure(doc *ast.QueryDocument) (Shape, *Refusal) {
	m := measurer{fragments: make(map[string]*measured, len(doc.Fragments))}
	for _, f := range doc.Fragments {
		if m.fragments[f.Name] == nil {
			m.fragments[f.Name] = &measured{definition: f}
		}
	}
	shape := Shape{Operations: len(doc.Operations)}
	for _, f := range doc.Fragments {
		x := m.fragment(f.Name)
		if strings.HasPrefix(f.TypeCondition, "__") { // can only be spread below __schema or __type
			x = extent{x.fields, x.aliases, 0, max(x.depth, x.introspectDeep)}
		}
		shape.add(x)
	}
	for _, op := range doc.Operations {
		shape.add(m.set(op.SelectionSet))
	}
	shape.Repeats = m.repeats
	return shape, m.refusal
}

// Allow compares the shape with a caller's limits.
func (s Shape) Allow(l Limits) *Refusal {
	switch {
	case s.Operations > l.Operations:
		return Refuse(TooManyOperations, "一次最多 %d 个操作 · more than %[1]d operations in one document", l.Operations)
	case s.Introspects && !l.Introspection:
		return Refuse(IntrospectionDisabled, "此密钥不能内省 · introspection is off for this key; read schema.graphql instead")
	case s.Fields > l.Fields:
		return Refuse(QueryTooComplex, "字段过多 · more than %d fields after expanding fragments", l.Fields)
	case s.Repeats > l.Repeats:
		return Refuse(QueryTooComplex, "同一字段重复过多 · one field is repeated more than %d times", l.Repeats)
	case s.Aliases > l.Aliases:
		return Refuse(QueryTooComplex, "别名过多 · more than %d aliases", l.Aliases)
	case s.Depth > l.Depth:
		return Refuse(QueryTooDeep, "查询嵌套过深 · fields nest deeper than %d", l.Depth)
	case s.IntrospectDeep > l.IntrospectDeep:
		return Refuse(QueryTooDeep, "内省嵌套过深 · introspection nests deeper than %d", l.IntrospectDeep)
	}
	return nil
}

func (s *Shape) add(x extent) {
	s.Fields = max(s.Fields, x.fields)
	s.Aliases = max(s.Aliases, x.aliases)
	s.Depth = max(s.Depth, x.depth)
	s.IntrospectDeep = max(s.IntrospectDeep, x.introspectDeep)
	s.Introspects = s.Introspects || x.introspectDeep > 0
}

// extent is the size of one selection set with its fragments expanded; sums stop at math.MaxInt32.
type extent struct{ fields, aliases, depth, introspectDeep int }

func (x *extent) include(y extent) {
	x.fields = saturate(x.fields + y.fields)
	x.aliases = saturate(x.aliases + y.aliases)
	x.depth = max(x.depth, y.depth)
	x.introspectDeep = max(x.introspectDeep, y.introspectDeep)
}

func saturate(n int) int { return min(n, math.MaxInt32) }

type measured struct {
	definition   *ast.FragmentDefinition
	extent       extent
	busy, finish bool
}

type measurer struct {
	fragments map[string]*measured
	repeats   int
	refusal   *Refusal
}

func (m *measurer) fragment(name string) extent {
	f := m.fragments[name]
	switch {
	case f == nil || m.refusal != nil:
		return extent{}
	case f.finish:
		return f.extent
	case f.busy:
		m.refusal = Refuse(FragmentCycle, "片段互相引用成环 · a fragment spreads itself")
		if p := f.definition.Position; p != nil {
			m.refusal.At(p.Line, p.Column)
		}
		return extent{}
	}
	f.busy = true
	f.extent = m.set(f.definition.SelectionSet)
	f.busy, f.finish = false, true
	return f.extent
}

func (m *measurer) set(set ast.SelectionSet) extent {
	var total extent
	keys := make(map[string]int, len(set))
	for _, selection := range set {
		switch it := selection.(type) {
		case *ast.Field:
			keys[it.Alias]++
			m.repeats = max(m.repeats, keys[it.Alias])
			total.include(m.field(it))
		case *ast.InlineFragment:
			total.include(m.set(it.SelectionSet))
		case *ast.FragmentSpread:
			keys["..."+it.Name]++
			m.repeats = max(m.repeats, keys["..."+it.Name])
			total.include(m.fragment(it.Name))
		}
	}
	return total
}

func (m *measurer) field(f *ast.Field) extent {
	x := m.set(f.SelectionSet)
	x.fields = saturate(x.fields + 1)
	if f.Alias != f.Name {
		x.aliases = saturate(x.aliases + 1)
	}
	if f.Name == "__schema" || f.Name == "__type" {
		return extent{x.fields, x.aliases, 1, 1 + max(x.depth, x.introspectDeep)}
	}
	x.depth++
	if x.introspectDeep > 0 {
		x.introspectDeep++
	}
	return x
}
