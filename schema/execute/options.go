package execute

import (
	"context"

	"liuyuan/schema/guard"
)

// Options tells the engine what a graphql-go schema cannot say. Keys are "Type.field", "Type.field.argument" or
// "Input.field". The zero value works.
type Options struct {
	// Description of the schema itself.
	Description string
	// Order is the declaration order of fields, enum values, union members, input fields (key: the type) and of
	// arguments (key: "Type.field"). Names that are not listed follow in alphabetical order: graphql-go keeps maps.
	Order map[string][]string
	// SpecifiedBy is the URL of the specification of a custom scalar, by its name.
	SpecifiedBy map[string]string
	// DeprecatedInputs is the reason why an argument or input field is deprecated.
	DeprecatedInputs map[string]string
	// Costs declares how long lists are; see guard.Cost. A DefaultSize of 0 means 20.
	Costs guard.CostTable
	// MaxAnswer is the largest answer in bytes; 0 means 2 MiB.
	MaxAnswer int
	// CacheTokens bounds the kept documents by their tokens; 0 means 50,000 (some 25 MiB at most).
	CacheTokens int
	// Report is told of every fault that is masked as INTERNAL. It must not block.
	Report func(ctx context.Context, fault Fault)
}

func (o *Options) fill() {
	if o.Costs.DefaultSize == 0 {
		o.Costs.DefaultSize = 20
	}
	if o.MaxAnswer == 0 {
		o.MaxAnswer = 2 << 20
	}
	if o.CacheTokens == 0 {
		o.CacheTokens = 50_000
	}
	if o.Report == nil {
		o.Report = func(context.Context, Fault) {}
	}
}

// Fault is an error or panic that the caller is told of only as INTERNAL.
type Fault struct {
	RequestID string
	Path      string // of the field in the answer: "mediators.edges.0.node.name"
	Err       error
	Stack     []byte // of a panic, else nil
}
