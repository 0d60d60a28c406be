package schema

import (
	"fmt"

	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

// guardFields puts the permission table in front of every field: a denied root
// field or non-null field is FORBIDDEN, a denied nullable field is null. What the
// table does not list is denied to all.
func (b *builder) guardFields(s graphql.Schema) {
	for name, t := range s.TypeMap() {
		object, ok := t.(*graphql.Object)
		if !ok || len(name) > 1 && name[:2] == "__" {
			continue
		}
		for fieldName, f := range object.Fields() {
			f.Resolve = b.guarded(name, fieldName, f)
		}
	}
}

func (b *builder) guarded(typ, fieldName string, f *graphql.FieldDefinition) graphql.FieldResolveFn {
	resolve := f.Resolve
	_, required := f.Type.(*graphql.NonNull)
	silent := !required && typ != "Query" && typ != "Mutation"
	policy := b.centre.Policy()
	return func(p graphql.ResolveParams) (any, error) {
		if policy.May(requestOf(p.Context).viewer, typ, fieldName) {
			if resolve == nil {
				return nil, fmt.Errorf("schema: %s.%s has no resolver", typ, fieldName)
			}
			return resolve(p)
		}
		if silent {
			return nil, nil
		}
		return nil, tell(p.Context, registry.Refuse(registry.CodeForbidden, nil, "您的角色不能查看或进行这一项", "your role does not allow this"))
	}
}
