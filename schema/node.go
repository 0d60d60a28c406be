package schema

import (
	"context"
	"encoding/base64"
	"strings"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// maxGlobalID is the longest global id that is looked at, in bytes.
const maxGlobalID = 200

// globalID makes an opaque id of a type's name and the record's own identifier.
func globalID(typ, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(typ + ":" + id))
}

// parseGlobalID gives type and identifier; false for anything else.
func parseGlobalID(id string) (typ, own string, ok bool) {
	if len(id) > maxGlobalID {
		return "", "", false
	}
	raw, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil {
		return "", "", false
	}
	typ, own, ok = strings.Cut(string(raw), ":")
	return typ, own, ok && own != ""
}

// ownID gives the identifier of a global id that must be of the type, else the
// empty identifier, which no record has.
func ownID[T ~string](typ, id string) T {
	if t, own, ok := parseGlobalID(id); ok && t == typ {
		return T(own)
	}
	return ""
}

func (b *builder) makeNode() {
	b.node = graphql.NewInterface(graphql.InterfaceConfig{
		Name:        "Node",
		Description: "Anything with a global id.",
		Fields:      graphql.Fields{"id": &graphql.Field{Type: nonNull(graphql.ID), Description: "Opaque global id."}},
		ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object { return b.objectOf(p.Value) },
	})
}

// objectOf gives the object type of a record.
func (b *builder) objectOf(v any) *graphql.Object {
	switch v.(type) {
	case registry.Region:
		return b.region
	case registry.Organization:
		return b.organization
	case *centre.Person:
		return b.mediator
	case *centre.Case:
		return b.dispute
	case *registry.Assignment:
		return b.assignment
	case registry.Event:
		return b.event
	case *centre.Record:
		return b.record
	}
	return nil
}

func (b *builder) nodeQueries() graphql.Fields {
	return graphql.Fields{
		"node": &graphql.Field{
			Type: b.node, Description: "The record of a global id; null if it does not exist or is not yours to see.",
			Args: graphql.FieldConfigArgument{"id": arg(nonNull(graphql.ID), "Global id.")},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				return b.fetch(ctx, r, args["id"].(string))
			}),
		},
		"nodes": &graphql.Field{
			Type: nonNull(graphql.NewList(b.node)), Description: "The records of up to 100 global ids, in order; null where there is none.",
			Args: graphql.FieldConfigArgument{"ids": arg(listOf(graphql.ID), "Global ids, at most 100.")},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				ids := args["ids"].([]any)
				if len(ids) > maxPage {
					return nil, tell(ctx, registry.Refuse(registry.CodeOutOfRange, []string{"ids"}, "一次最多 100 个 id", "at most 100 ids"))
				}
				found := make([]any, len(ids))
				for i, id := range ids {
					v, err := b.fetch(ctx, r, id.(string))
					if err != nil {
						return nil, err
					}
					found[i] = v
				}
				return found, nil
			}),
		},
	}
}

// fetch gives the record of a global id, or nil, or a thunk that gives it.
func (b *builder) fetch(ctx context.Context, r *request, id string) (any, error) {
	typ, own, ok := parseGlobalID(id)
	if !ok {
		return nil, nil
	}
	switch typ {
	case "Region":
		if reg, err := b.centre.Region(ctx, r.viewer, registry.RegionCode(own)); err == nil {
			return reg, nil
		}
	case "Organization":
		if o, err := b.centre.Organization(ctx, r.viewer, registry.OrganizationID(own)); err == nil {
			return o, nil
		}
	case "Mediator":
		return b.person(ctx, r, registry.MediatorID(own))
	case "Dispute":
		if b.centre.Policy().May(r.viewer, "Query", "dispute") {
			return b.caseOf(ctx, r, registry.DisputeID(own))
		}
	case "MatchRecord":
		return b.recordOf(ctx, r, registry.MatchRecordID(own))
	case "Event":
		return b.eventOf(ctx, r, own)
	case "Assignment":
		if b.centre.Policy().May(r.viewer, "Query", "dispute") {
			if a, err := b.centre.Assignment(ctx, r.viewer, registry.AssignmentID(own)); err == nil {
				return a, nil
			}
		}
	}
	return nil, nil
}

// person gives a thunk for a mediator; null if there is none to see.
func (b *builder) person(ctx context.Context, r *request, id registry.MediatorID) (any, error) {
	return r.mediators.load(ctx, id, func(p *centre.Person) (any, error) {
		if p == nil {
			return nil, nil
		}
		return p, nil
	})
}
