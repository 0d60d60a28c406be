package execute

import (
	"context"
	"runtime/debug"
	"slices"

	"github.com/graphql-go/graphql"
)

// Thunk is what a resolver may return instead of a value. It is called after everything that could be resolved
// without it, so a loader has seen every key of the level.
type Thunk = func() (any, error)

// state says what a node of the answer holds.
type state uint8

const (
	isPending state = iota // or an object, list or leaf not yet complete
	isNull
	isLeaf
	isObject
	isList
)

// node is one value of the answer. Nodes refer to each other by index, because their slice grows.
type node struct {
	state        state
	field        *fieldPlan // its field; nil for the root and for items of lists
	out          *outType
	parent       int32 // -1 for the root
	index        int32 // in its list
	start, count int32 // of its children, or of its bytes
}

// task is an object whose fields are to be resolved.
type task struct {
	node   int32
	plan   *objectPlan
	source any
}

type waiting struct {
	node  int32
	thunk Thunk
}

// failure is an error at a node.
type failure struct {
	node int32
	err  error
}

// run is the state of one execution. Results are gathered breadth first into nodes and leaves, then written depth
// first, so that thunks of a level meet in one batch and keys come in the order of the query.
type run struct {
	ctx       context.Context
	engine    *Engine
	mutation  bool
	requestID string
	variables map[string]any
	arguments map[*fieldPlan]map[string]any // of fields whose arguments hold variables

	nodes    []node
	leaves   []byte
	written  int // leaves
	queue    []task
	pending  []waiting
	failures []failure
	nulled   bool // some node was nulled with others below it
	stop     *codedError
	objects  int // actual cost
}

// reset readies a pooled run; buffers that grew large are dropped.
func (r *run) reset() {
	clear(r.nodes)
	clear(r.queue)
	clear(r.failures)
	nodes, leaves, queue, failures := r.nodes[:0], r.leaves[:0], r.queue[:0], r.failures[:0]
	if cap(nodes) > 1<<15 || cap(leaves) > 1<<19 {
		nodes, leaves, queue, failures = nil, nil, nil, nil
	}
	*r = run{nodes: nodes, leaves: leaves, queue: queue, failures: failures}
}

// execute resolves the whole operation from a root value.
func (r *run) execute(p *plan, root any) {
	r.nodes = append(r.nodes, node{state: isObject, parent: -1, out: &outType{kind: objectKind}})
	if !r.mutation {
		r.object(task{0, p.root, root})
		r.drain()
		return
	}
	first := r.children(0, len(p.root.fields))
	for i, f := range p.root.fields { // one after the other, each with all that is below it
		if r.nodes[0].state == isNull || r.stop != nil {
			return
		}
		r.field(first+int32(i), 0, f, root)
		r.drain()
	}
}

// drain resolves what is queued, then runs the thunks that gathered, until nothing is left.
func (r *run) drain() {
	for done := 0; r.stop == nil; {
		if done < len(r.queue) {
			t := r.queue[done]
			done++
			if !r.dead(t.node) {
				r.object(t)
			}
			continue
		}
		clear(r.queue)
		r.queue, done = r.queue[:0], 0
		batch := r.pending
		if len(batch) == 0 {
			return
		}
		r.pending = nil
		for _, w := range batch {
			if r.stop == nil && !r.dead(w.node) {
				r.resume(w)
			}
		}
	}
}

// object resolves the fields of one object.
func (r *run) object(t task) {
	first := r.children(t.node, len(t.plan.fields))
	for i, f := range t.plan.fields {
		if r.stop != nil {
			return
		}
		r.field(first+int32(i), t.node, f, t.source)
		if r.nulled && r.dead(t.node) {
			return
		}
	}
}

// children makes room for the children of a node and answers the index of the first.
func (r *run) children(parent int32, count int) int32 {
	first := int32(len(r.nodes))
	r.nodes[parent].start, r.nodes[parent].count = first, int32(count)
	r.nodes = slices.Grow(r.nodes, count)
	for range count {
		r.nodes = append(r.nodes, node{parent: parent})
	}
	if r.size() > r.engine.options.MaxAnswer {
		r.stop = tooLarge(r.engine.options.MaxAnswer)
	}
	return first
}

// size is a lower bound of the answer in bytes, but for what an error nulls later: every node takes at least two, of
// which a leaf that is written counts one itself.
func (r *run) size() int { return len(r.leaves) + 2*len(r.nodes) - r.written }

// cancelled stops the run once its context is done; it is asked before every call of a resolver.
func (r *run) cancelled() bool {
	if r.stop == nil && r.ctx.Err() != nil {
		r.stop = stopped(r.ctx.Err(), r.mutation)
	}
	return r.stop != nil
}

// dead reports whether a node or one above it is null already.
func (r *run) dead(i int32) bool {
	if !r.nulled {
		return false
	}
	for ; i >= 0; i = r.nodes[i].parent {
		if r.nodes[i].state == isNull {
			return true
		}
	}
	return false
}

func (r *run) field(i, parent int32, f *fieldPlan, source any) {
	n := &r.nodes[i]
	n.field, n.out, n.parent = f, f.field.out, parent
	if f.typename != nil {
		r.leaf(i, f.typename)
		return
	}
	if r.cancelled() {
		return
	}
	defer r.rescue(i)
	arguments := f.arguments
	if arguments == nil {
		var err error
		if arguments, err = r.argumentsOf(f); err != nil {
			r.fail(i, err)
			return
		}
	}
	resolve := f.field.definition.Resolve
	if resolve == nil {
		resolve = graphql.DefaultResolveFn
	}
	if parent == 0 && f.field.out.kind == leafKind {
		r.objects++
	}
	value, err := resolve(graphql.ResolveParams{Source: source, Args: arguments, Info: f.info, Context: r.ctx})
	if err != nil {
		r.fail(i, err)
		return
	}
	r.complete(i, f.field.out, value)
}

func (r *run) argumentsOf(f *fieldPlan) (map[string]any, error) {
	if known, ok := r.arguments[f]; ok {
		return known, nil
	}
	arguments, err := r.engine.types.arguments(f.field, f.nodes[0], r.variables)
	if err == nil {
		if r.arguments == nil {
			r.arguments = map[*fieldPlan]map[string]any{}
		}
		r.arguments[f] = arguments
	}
	return arguments, err
}

func (r *run) resume(w waiting) {
	if r.cancelled() {
		return
	}
	defer r.rescue(w.node)
	value, err := w.thunk()
	if err != nil {
		r.fail(w.node, err)
		return
	}
	r.complete(w.node, r.nodes[w.node].out, value)
}

// rescue turns a panic of the schema's functions into a failed field.
func (r *run) rescue(i int32) {
	if p := recover(); p != nil {
		r.fail(i, &panicked{p, debug.Stack()})
	}
}
