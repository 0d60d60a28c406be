package execute

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"liuyuan/schema/guard"
)

// Outcome says how a run went, for status, metrics and logs.
type Outcome struct {
	Codes      []string // of the errors in the answer, in their order
	Unanswered bool     // data is null, or every field at the root is
	Actual     int      // objects in the answer, comparable with Operation.Cost
}

// Run executes the operation and appends the whole answer to dst: {"errors":…,"data":…,"extensions":{"cost":…}}.
// It ends soon after ctx is done: no resolver is called any more, and the answer is an error. The answer of a query
// that reads the same is the same bytes, but for requestID.
func (o *Operation) Run(ctx context.Context, dst []byte, requestID string) ([]byte, Outcome) {
	return o.run(ctx, dst, requestID, nil)
}

func (o *Operation) run(ctx context.Context, dst []byte, requestID string, root any) ([]byte, Outcome) {
	r, pooled := o.engine.runs.Get().(*run)
	if !pooled {
		r = new(run)
	}
	defer func() { r.reset(); o.engine.runs.Put(r) }()
	r.ctx, r.engine, r.requestID = ctx, o.engine, requestID
	r.mutation, r.variables = o.Kind == Mutation, o.variables
	r.execute(o.operation.plan(o.variables), root)
	if r.stop == nil {
		length := len(dst)
		dst, outcome := r.write(dst, o.Cost)
		if len(dst)-length <= o.engine.options.MaxAnswer {
			return dst, outcome
		}
		r.stop = tooLarge(o.engine.options.MaxAnswer)
	}
	dst = append(dst, `{"errors":[`...)
	dst = appendError(dst, r.stop.message, r.stop.code, requestID, nil, nil)
	return append(dst, `],"data":null}`...), Outcome{Codes: []string{r.stop.code}, Unanswered: true, Actual: r.objects}
}

func (r *run) write(dst []byte, requested int) ([]byte, Outcome) {
	outcome := Outcome{Unanswered: r.unanswered(), Actual: r.objects}
	dst = append(dst, '{')
	if len(r.failures) > 0 {
		dst = append(dst, `"errors":[`...)
		for i, f := range r.sorted() {
			if i > 0 {
				dst = append(dst, ',')
			}
			message, code := r.tell(f)
			outcome.Codes = append(outcome.Codes, code)
			dst = appendError(dst, message, code, r.requestID, r.locations(f), r.path(f.node))
		}
		dst = append(dst, `],`...)
	}
	dst = r.value(append(dst, `"data":`...), 0)
	dst = append(dst, `,"extensions":{"cost":{"requested":`...)
	dst = strconv.AppendInt(dst, int64(requested), 10)
	dst = append(dst, `,"actual":`...)
	dst = strconv.AppendInt(dst, int64(r.objects), 10)
	return append(dst, `}}}`...), outcome
}

func (r *run) unanswered() bool {
	root := r.nodes[0]
	if root.state == isNull {
		return true
	}
	for i := range root.count {
		if r.nodes[root.start+i].state != isNull {
			return false
		}
	}
	return root.count > 0 && len(r.failures) > 0
}

func (r *run) value(dst []byte, i int32) []byte {
	n := &r.nodes[i]
	switch n.state {
	case isLeaf:
		return append(dst, r.leaves[n.start:n.start+n.count]...)
	case isObject:
		dst = append(dst, '{')
		for j := range n.count {
			if j > 0 {
				dst = append(dst, ',')
			}
			dst = append(dst, r.nodes[n.start+j].field.encoded...)
			dst = r.value(dst, n.start+j)
		}
		return append(dst, '}')
	case isList:
		dst = append(dst, '[')
		for j := range n.count {
			if j > 0 {
				dst = append(dst, ',')
			}
			dst = r.value(dst, n.start+j)
		}
		return append(dst, ']')
	}
	return append(dst, "null"...)
}

// tell is what the caller learns of a failure; what is not a CodedError is masked and reported.
func (r *run) tell(f failure) (message, code string) {
	var coded CodedError
	if errors.As(f.err, &coded) {
		return coded.GraphQLMessage(), coded.GraphQLCode()
	}
	fault := Fault{RequestID: r.requestID, Path: joinPath(r.path(f.node)), Err: f.err}
	var p *panicked
	if errors.As(f.err, &p) {
		fault.Stack = p.stack
	}
	r.engine.options.Report(r.ctx, fault)
	return InternalMessage, Internal
}

// sorted is the failures in the order of the answer, whatever level they came from.
func (r *run) sorted() []failure {
	slices.SortStableFunc(r.failures, func(a, b failure) int {
		return slices.Compare(r.place(a.node), r.place(b.node))
	})
	return r.failures
}

// place is the way from the root to a node in numbers of children.
func (r *run) place(i int32) []int32 {
	var way []int32
	for ; r.nodes[i].parent >= 0; i = r.nodes[i].parent {
		way = append(way, i-r.nodes[r.nodes[i].parent].start)
	}
	slices.Reverse(way)
	return way
}

// path is the response keys and indexes from the root to a node.
func (r *run) path(i int32) []any {
	var path []any
	for ; r.nodes[i].parent >= 0; i = r.nodes[i].parent {
		if f := r.nodes[i].field; f != nil {
			path = append(path, f.key)
		} else {
			path = append(path, int(r.nodes[i].index))
		}
	}
	slices.Reverse(path)
	return path
}

func joinPath(path []any) string {
	parts := make([]string, len(path))
	for i, p := range path {
		switch p := p.(type) {
		case string:
			parts[i] = p
		case int:
			parts[i] = strconv.Itoa(p)
		}
	}
	return strings.Join(parts, ".")
}

// locations is every place where the field is written, or that of the argument that is wrong.
func (r *run) locations(f failure) []guard.Location {
	var argument *argumentError
	if errors.As(f.err, &argument) {
		return []guard.Location{{Line: argument.position.Line, Column: argument.position.Column}}
	}
	var list []guard.Location
	for _, n := range r.fieldOf(f.node).nodes {
		list = append(list, guard.Location{Line: n.Position.Line, Column: n.Position.Column})
	}
	return list
}

// AppendRefusals appends the answer to a request that was not run: {"errors":[…]} and no data.
func AppendRefusals(dst []byte, refusals []*guard.Refusal, requestID string) []byte {
	dst = append(dst, `{"errors":[`...)
	for i, refusal := range refusals {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendError(dst, refusal.Message, string(refusal.Code), requestID, refusal.Locations, nil)
	}
	return append(dst, `]}`...)
}

func appendError(dst []byte, message, code, requestID string, locations []guard.Location, path []any) []byte {
	dst = appendString(append(dst, `{"message":`...), message)
	if len(locations) > 0 {
		dst = append(dst, `,"locations":[`...)
		for i, l := range locations {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = strconv.AppendInt(append(dst, `{"line":`...), int64(l.Line), 10)
			dst = strconv.AppendInt(append(dst, `,"column":`...), int64(l.Column), 10)
			dst = append(dst, '}')
		}
		dst = append(dst, ']')
	}
	if path != nil {
		dst = appendPath(append(dst, `,"path":`...), path)
	}
	dst = appendString(append(dst, `,"extensions":{"code":`...), code)
	dst = appendString(append(dst, `,"requestId":`...), requestID)
	return append(dst, `}}`...)
}

func appendPath(dst []byte, path []any) []byte {
	dst = append(dst, '[')
	for i, p := range path {
		if i > 0 {
			dst = append(dst, ',')
		}
		switch p := p.(type) {
		case string:
			dst = appendString(dst, p)
		case int:
			dst = strconv.AppendInt(dst, int64(p), 10)
		}
	}
	return append(dst, ']')
}
