package execute

import (
	"context"
	"errors"
	"reflect"

	"github.com/graphql-go/graphql"
)

var (
	errNullForNonNull = errors.New("a non-null field resolved to null")
	errNoList         = errors.New("a list field did not resolve to a slice or array")
	errNoType         = errors.New("the type of the value could not be told")
	errWrongType      = errors.New("the value is not of the type of its field")
)

// complete turns a resolved value into the node.
func (r *run) complete(i int32, out *outType, value any) {
	switch v := value.(type) {
	case Thunk:
		if v != nil {
			r.pending = append(r.pending, waiting{i, v})
			return
		}
	case error:
		if !isNil(v) {
			r.fail(i, v)
			return
		}
	}
	switch {
	case isNil(value):
		if out.nonNull {
			r.fail(i, errNullForNonNull)
			return
		}
		r.nodes[i].state = isNull
	case out.kind == leafKind:
		r.leafOf(i, out, value)
	case out.kind == listKind:
		r.list(i, out.elem, value)
	default:
		r.composite(i, out, value)
	}
}

func (r *run) leaf(i int32, text []byte) {
	start := len(r.leaves)
	r.leaves = append(r.leaves, text...)
	r.written++
	r.nodes[i].state, r.nodes[i].start, r.nodes[i].count = isLeaf, int32(start), int32(len(r.leaves)-start)
}

func (r *run) leafOf(i int32, out *outType, value any) {
	start := len(r.leaves)
	text, err := out.leaf(r.leaves, value)
	if err != nil {
		r.leaves = r.leaves[:start]
		r.fail(i, err)
		return
	}
	r.leaves = text
	r.written++
	if r.size() > r.engine.options.MaxAnswer {
		r.stop = tooLarge(r.engine.options.MaxAnswer)
	}
	r.nodes[i].state, r.nodes[i].start, r.nodes[i].count = isLeaf, int32(start), int32(len(text)-start)
}

func (r *run) list(i int32, elem *outType, value any) {
	items, direct := value.([]any)
	var reflected reflect.Value
	count := len(items)
	if !direct {
		reflected = indirect(value)
		if k := reflected.Kind(); k != reflect.Slice && k != reflect.Array {
			r.fail(i, errNoList)
			return
		}
		count = reflected.Len()
	}
	if r.size()+2*count > r.engine.options.MaxAnswer {
		r.stop = tooLarge(r.engine.options.MaxAnswer)
		return
	}
	r.nodes[i].state = isList
	first := r.children(i, count)
	for j := range count {
		item := first + int32(j)
		r.nodes[item].out, r.nodes[item].index = elem, int32(j)
		if direct {
			r.complete(item, elem, items[j])
		} else {
			r.complete(item, elem, reflected.Index(j).Interface())
		}
		if r.stop != nil || r.nulled && r.dead(i) {
			return
		}
	}
}

func (r *run) composite(i int32, out *outType, value any) {
	f := r.fieldOf(i)
	object := out.object
	if out.kind == abstractKind {
		if object = r.runtimeType(out.abstract, f, value); object == nil {
			r.fail(i, errNoType)
			return
		}
	}
	if is := object.object.IsTypeOf; is != nil && !is(graphql.IsTypeOfParams{Value: value, Info: f.info, Context: r.ctx}) {
		r.fail(i, errWrongType)
		return
	}
	if !object.free {
		r.objects++
	}
	r.nodes[i].state = isObject
	r.queue = append(r.queue, task{i, f.selection.of(object), value})
}

// fieldOf is the field a node belongs to, for items of lists that of their list.
func (r *run) fieldOf(i int32) *fieldPlan {
	for r.nodes[i].field == nil {
		i = r.nodes[i].parent
	}
	return r.nodes[i].field
}

func (r *run) runtimeType(t *abstractType, f *fieldPlan, value any) *objectType {
	if t.resolveType != nil {
		resolved := t.resolveType(graphql.ResolveTypeParams{Value: value, Info: f.info, Context: r.ctx})
		for _, p := range t.possible {
			if resolved != nil && p.object.Name() == resolved.Name() {
				return p
			}
		}
		return nil
	}
	for _, p := range t.possible {
		if is := p.object.IsTypeOf; is != nil && is(graphql.IsTypeOfParams{Value: value, Info: f.info, Context: r.ctx}) {
			return p
		}
	}
	return nil
}

// fail notes an error at a node and nulls it or the nearest nullable node above it.
func (r *run) fail(i int32, err error) {
	if r.ctx.Err() != nil && (errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)) {
		r.cancelled()
		return
	}
	r.failures = append(r.failures, failure{i, err})
	top := i
	for r.nodes[top].out.nonNull && r.nodes[top].parent >= 0 {
		top = r.nodes[top].parent
	}
	r.nodes[top].state = isNull
	if top != i || r.nodes[i].count > 0 {
		r.nulled = true
	}
}
