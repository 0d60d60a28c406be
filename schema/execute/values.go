package execute

import (
	"slices"

	"github.com/graphql-go/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// valuesOfCorrectType is the rule of the specification's section 5.6.1, in place of gqlparser's, which lets an object
// stand for a scalar, refuses large whole numbers for Float and ID, does not ask custom scalars, and repeats what was
// written in its messages.
func (r *typeSystem) valuesOfCorrectType(observers *core.Events, fail core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.ExpectedType == nil || v.Definition == nil || v.Kind == ast.Variable {
			return
		}
		wrong := func() {
			fail(core.Message("Expected a value of type %q.", v.ExpectedType.String()), core.At(v.Position))
		}
		switch {
		case v.Kind == ast.NullValue:
			if v.ExpectedType.NonNull {
				wrong()
			}
		case v.Kind == ast.ListValue && v.ExpectedType.Elem != nil: // its items are visited themselves
		case v.Definition.Kind == ast.InputObject:
			if v.Kind != ast.ObjectValue {
				wrong()
				return
			}
			checkFields(v, fail)
		case !r.fitsLeaf(v):
			wrong()
		}
	})
}

func checkFields(v *ast.Value, fail core.AddErrFunc) {
	for _, f := range v.Definition.Fields {
		if f.Type.NonNull && f.DefaultValue == nil && v.Children.ForName(f.Name) == nil {
			fail(core.Message("Field %q of required type %q was not provided.", v.Definition.Name+"."+f.Name, f.Type.String()), core.At(v.Position))
		}
	}
	for _, child := range v.Children {
		if v.Definition.Fields.ForName(child.Name) == nil {
			fail(core.Message("Field %q is not defined by type %q.", child.Name, v.Definition.Name), core.At(child.Position))
		}
	}
}

// fitsLeaf reports whether a literal is one of the enum or scalar it stands for.
func (r *typeSystem) fitsLeaf(v *ast.Value) bool {
	if v.Definition.Kind == ast.Enum {
		return v.Kind == ast.EnumValue && v.Definition.EnumValues.ForName(v.Raw) != nil
	}
	scalar, known := r.scalar(v.Definition.Name)
	if !known || holdsVariable(v) { // a custom scalar with variables inside is read when they are known
		return true
	}
	_, err := scalarLiteralValue(scalar, v)
	return err == nil
}

func holdsVariable(v *ast.Value) bool {
	return v.Kind == ast.Variable || slices.ContainsFunc(v.Children, func(c *ast.ChildValue) bool { return holdsVariable(c.Value) })
}

// scalar is a scalar of the schema or one of the five built in, which graphql-go lists only where they are used.
func (r *typeSystem) scalar(name string) (*graphql.Scalar, bool) {
	if s, ok := r.schema.Type(name).(*graphql.Scalar); ok {
		return s, true
	}
	for _, s := range []*graphql.Scalar{graphql.String, graphql.Boolean, graphql.Int, graphql.Float, graphql.ID} {
		if s.Name() == name {
			return s, true
		}
	}
	return nil, false
}
