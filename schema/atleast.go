package schema

import (
	"context"

	"github.com/graphql-go/graphql"
)

// readYourWrites gives queries over what changes the argument atLeast: they first wait
// until this node shows the change that a mutation's syncToken stands for. What the
// binary carries and what is asked of a text alone needs no waiting. node keeps its one
// argument, which relay-compiler insists on; nodes can wait.
func (b *builder) readYourWrites(queries graphql.Fields) graphql.Fields {
	for name, f := range queries {
		switch name {
		case "viewer", "disputeTypes", "classifyDispute", "node":
			continue
		}
		if f.Args == nil {
			f.Args = graphql.FieldConfigArgument{}
		}
		f.Args["atLeast"] = arg(graphql.String, "A syncToken: wait until this node shows that change.")
		f.Resolve = b.after(f.Resolve)
	}
	return queries
}

func (b *builder) after(resolve graphql.FieldResolveFn) graphql.FieldResolveFn {
	return func(p graphql.ResolveParams) (any, error) {
		if token, given := p.Args["atLeast"].(string); given {
			if err := b.readAfter(p.Context, token); err != nil {
				return nil, err
			}
		}
		return resolve(p)
	}
}

func (b *builder) readAfter(ctx context.Context, token string) error {
	return tell(ctx, b.centre.ReadAfter(ctx, token))
}
