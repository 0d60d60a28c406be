package schema

import (
	"time"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/ast"

	"liuyuan/registry"
)

func (b *builder) makeScalars() {
	b.dateTime = graphql.NewScalar(graphql.ScalarConfig{
		Name:        "DateTime",
		Description: "An instant, RFC 3339 with offset, such as 2026-03-02T09:30:00+08:00.",
		Serialize: func(v any) any {
			t, ok := v.(time.Time)
			if !ok || t.IsZero() {
				return nil
			}
			return t.In(registry.Shanghai()).Format(time.RFC3339)
		},
		ParseValue: func(v any) any {
			s, ok := v.(string)
			if !ok {
				return nil
			}
			return parseDateTime(s)
		},
		ParseLiteral: func(v ast.Value) any {
			s, ok := v.(*ast.StringValue)
			if !ok {
				return nil
			}
			return parseDateTime(s.Value)
		},
	})
	b.date = graphql.NewScalar(graphql.ScalarConfig{
		Name:        "Date",
		Description: "A calendar day in Asia/Shanghai, such as 2026-03-02.",
		Serialize: func(v any) any {
			d, ok := v.(registry.Date)
			if !ok || d == "" {
				return nil
			}
			return string(d)
		},
		ParseValue: func(v any) any {
			s, ok := v.(string)
			if !ok {
				return nil
			}
			return parseDate(s)
		},
		ParseLiteral: func(v ast.Value) any {
			s, ok := v.(*ast.StringValue)
			if !ok {
				return nil
			}
			return parseDate(s.Value)
		},
	})
}

// parseDateTime gives nil for what is not an instant, which refuses the value.
func parseDateTime(s string) any {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1900 || t.Year() > 2200 {
		return nil
	}
	return t
}

func parseDate(s string) any {
	d, err := registry.ParseDate(s)
	if err != nil {
		return nil
	}
	return d
}

// SpecifiedBy names the specifications of the own scalars.
func SpecifiedBy() map[string]string {
	return map[string]string{
		"DateTime": "https://scalars.graphql.org/andimarek/date-time.html",
		"Date":     "https://scalars.graphql.org/andimarek/local-date.html",
	}
}
