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
			if f.Subscribe != nil {
				f.Subscribe = b.guardedBy(name, fieldName, false, f.Subscribe)
			}
		}
	}
}

func (b *builder) guarded(typ, fieldName string, f *graphql.FieldDefinition) graphql.FieldResolveFn {
	_, required := f.Type.(*graphql.NonNull)
	atRoot := typ == "Query" || typ == "Mutation" || typ == "Subscription"
	return b.guardedBy(typ, fieldName, !required && !atRoot, f.Resolve)
}

// guardedBy asks the table before it resolves; a silent refusal is null.
func (b *builder) guardedBy(typ, fieldName string, silent bool, resolve graphql.FieldResolveFn) graphql.FieldResolveFn {
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
