package schema

import (
	"context"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// found is a directory answer with its records.
type found struct {
	connection
	answer registry.DirectoryAnswer
}

// hit is one edge of a directory answer.
type hit struct {
	edge
	registry.DirectoryHit
}

// directoryFilter is the API's DirectoryFilter.
type directoryFilter struct {
	Kinds       []registry.DirectoryKind `json:"kinds"`
	Region      registry.RegionCode      `json:"regionCode"`
	DisputeType registry.TypeCode        `json:"disputeType"`
	Roles       []registry.Role          `json:"roles"`
	Languages   []registry.Language      `json:"languages"`
}

func (b *builder) makeDirectory() {
	b.directoryEntry = graphql.NewUnion(graphql.UnionConfig{
		Name: "DirectoryEntry", Description: "A person or an institution.",
		Types:       []*graphql.Object{b.mediator, b.organization},
		ResolveType: func(p graphql.ResolveTypeParams) *graphql.Object { return b.objectOf(p.Value) },
	})
}

func (b *builder) directoryConnection() *graphql.Object {
	edgeType := graphql.NewObject(graphql.ObjectConfig{
		Name: "DirectoryEdge", Description: "A hit with its place, relevance and the words that matched.",
		Fields: graphql.Fields{
			"cursor":     field(nonNull(graphql.String), "Opaque place in the answer.", from(func(h hit) any { return h.cursor })),
			"node":       field(nonNull(b.directoryEntry), "The record.", from(func(h hit) any { return h.node })),
			"score":      field(nonNull(graphql.Float), "Relevance; comparable within one answer only.", from(func(h hit) any { return h.Score })),
			"highlights": field(listOf(graphql.String), "Pieces of the text with the matched words between <em> and </em>; escape before showing as HTML.", from(func(h hit) any { return orEmpty(h.Highlights) })),
		},
	})
	value := graphql.NewObject(graphql.ObjectConfig{
		Name: "FacetValue", Description: "One value of a facet.",
		Fields: graphql.Fields{
			"value": field(nonNull(graphql.String), "The code, to be used in the filter.", from(func(v facetValue) any { return v.value })),
			"label": field(nonNull(graphql.String), "Its name in the caller's language.", from(func(v facetValue) any { return v.label })),
			"count": field(nonNull(graphql.Int), "Hits with this value.", from(func(v facetValue) any { return v.count })),
		},
	})
	facet := graphql.NewObject(graphql.ObjectConfig{
		Name: "Facet", Description: "Counts of the values of one trait over all hits.",
		Fields: graphql.Fields{
			"name": field(nonNull(graphql.String), "kind, role, region, type or language.", from(func(f registry.DirectoryFacet) any { return f.Name })),
			"values": field(listOf(value), "Values, most frequent first.", asking(func(_ context.Context, r *request, f registry.DirectoryFacet, _ graphql.ResolveParams) (any, error) {
				return b.facetValues(r, f), nil
			})),
		},
	})
	interpreted := graphql.NewObject(graphql.ObjectConfig{
		Name: "InterpretedFilter", Description: "Words of the query that were understood as a filter; shown as a removable chip.",
		Fields: graphql.Fields{
			"kind":  field(nonNull(graphql.String), "region, type, language, role, gender, facet or time.", from(func(f registry.InterpretedFilter) any { return f.Kind })),
			"value": field(nonNull(graphql.String), "The code.", from(func(f registry.InterpretedFilter) any { return f.Value })),
			"label": field(nonNull(graphql.String), "What the chip shows.", asking(func(_ context.Context, r *request, f registry.InterpretedFilter, _ graphql.ResolveParams) (any, error) {
				return f.Label.In(r.locale), nil
			})),
			"text": field(nonNull(graphql.String), "The words of the query it stands for.", from(func(f registry.InterpretedFilter) any { return f.Text })),
		},
	})
	return graphql.NewObject(graphql.ObjectConfig{
		Name: "DirectoryConnection", Description: "What was found, best first.",
		Fields: graphql.Fields{
			"edges":       field(listOf(edgeType), "Hits.", from(func(f found) any { return hitsOf(f) })),
			"nodes":       field(listOf(b.directoryEntry), "The records alone.", from(func(f found) any { return nodesOf(f.edges) })),
			"pageInfo":    field(nonNull(b.pageInfo), "Where the page stands.", from(func(f found) any { return f.connection })),
			"totalCount":  field(nonNull(graphql.Int), "All hits.", from(func(f found) any { return f.total })),
			"facets":      field(listOf(facet), "Counts over all hits.", from(func(f found) any { return orEmpty(f.answer.Facets) })),
			"interpreted": field(listOf(interpreted), "Words understood as filters.", from(func(f found) any { return orEmpty(f.answer.Interpreted) })),
			"didYouMean":  field(graphql.String, "Another spelling, only when nothing fits.", from(func(f found) any { return orNil(f.answer.DidYouMean) })),
		},
	})
}

func (b *builder) directoryQueries() graphql.Fields {
	filter := graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "DirectoryFilter", Description: "Narrows a search; fields are joined by AND, list entries by OR.",
		Fields: graphql.InputObjectConfigFieldMap{
			"kinds":       input(optionalList(b.enums["DirectoryKind"]), "Any of these kinds."),
			"regionCode":  input(graphql.String, "Within this region."),
			"disputeType": input(graphql.String, "Handles this type."),
			"roles":       input(optionalList(b.enums["MediatorRole"]), "Any of these roles."),
			"languages":   input(optionalList(graphql.String), "Any of these languages."),
		},
	})
	suggestion := graphql.NewObject(graphql.ObjectConfig{
		Name: "Suggestion", Description: "A type-ahead suggestion.",
		Fields: graphql.Fields{
			"text":  field(nonNull(graphql.String), "What to put into the box.", from(func(s registry.SuggestionHit) any { return s.Text })),
			"kind":  field(nonNull(b.enums["DirectoryKind"]), "What it is.", from(func(s registry.SuggestionHit) any { return s.Kind })),
			"entry": field(b.directoryEntry, "The record.", b.suggestedEntry()),
		},
	})
	return graphql.Fields{
		"searchDirectory": &graphql.Field{
			Type: nonNull(b.directoryConnection()), Description: "Finds people and institutions by words: names, pinyin, initials, nicknames, needs. The query is literal text.",
			Args: graphql.FieldConfigArgument{
				"query":  arg(nonNull(graphql.String), "At most 200 characters; empty lists what the filter holds."),
				"filter": arg(filter, "Narrows the search."),
				"first":  &graphql.ArgumentConfig{Type: graphql.Int, DefaultValue: defaultPage, Description: "How many hits, 1 to 100."},
				"after":  arg(graphql.String, "Continue after this cursor."),
			},
			Resolve: root(b.search),
		},
		"suggest": &graphql.Field{
			Type: listOf(suggestion), Description: "Type-ahead: names, brands and rooms that begin with the words, pinyin or initials.",
			Args: graphql.FieldConfigArgument{
				"prefix": arg(nonNull(graphql.String), "What was typed so far."),
				"first":  &graphql.ArgumentConfig{Type: graphql.Int, DefaultValue: 8, Description: "How many, 1 to 20."},
			},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				n, _ := args["first"].(int)
				hits, err := b.centre.Suggest(ctx, r.viewer, args["prefix"].(string), n)
				return orEmpty(hits), tell(ctx, err)
			}),
		},
	}
}

func (b *builder) suggestedEntry() graphql.FieldResolveFn {
	return asking(func(ctx context.Context, r *request, s registry.SuggestionHit, _ graphql.ResolveParams) (any, error) {
		if s.Mediator != "" {
			return b.person(ctx, r, s.Mediator)
		}
		return b.organizationOrNil(s.Organization), nil
	})
}

func (b *builder) search(ctx context.Context, r *request, args map[string]any) (any, error) {
	w, err := windowOf(args)
	if err != nil {
		return nil, tell(ctx, err)
	}
	filter, err := decode[directoryFilter](args["filter"])
	if err != nil {
		return nil, err
	}
	q := registry.DirectoryQuestion{Text: args["query"].(string), Filter: registry.DirectoryFilter(filter), First: w.limit, Facets: true}
	list := "search:" + q.Text
	if w.after != "" {
		if q.Offset, err = place[int](b, list, w.after); err != nil {
			return nil, tell(ctx, err)
		}
	}
	answer, err := b.centre.Search(ctx, r.viewer, q)
	if err != nil {
		return nil, tell(ctx, err)
	}
	return b.withRecords(ctx, r, list, q, answer)
}

// withRecords reads the records of the hits: facts come from the store, and a hit
// that is gone, or not the viewer's to see, is left out.
func (b *builder) withRecords(ctx context.Context, r *request, list string, q registry.DirectoryQuestion, answer registry.DirectoryAnswer) (any, error) {
	var ids []registry.MediatorID
	for _, h := range answer.Hits {
		if h.Mediator != "" {
			ids = append(ids, h.Mediator)
		}
	}
	people, err := b.centre.Mediators(ctx, r.viewer, ids)
	if err != nil {
		return nil, tell(ctx, err)
	}
	byID := map[registry.MediatorID]*centre.Person{}
	for i, id := range ids {
		byID[id] = people[i]
	}
	f := found{answer: answer}
	f.total, f.previous, f.next = answer.Total, q.Offset > 0, q.Offset+len(answer.Hits) < answer.Total
	kept := answer.Hits[:0:0]
	for i, h := range answer.Hits {
		var node any
		if h.Mediator == "" {
			node = b.organizationOrNil(h.Organization)
		} else if p := byID[h.Mediator]; p != nil {
			node = p
		}
		if node == nil {
			continue
		}
		kept = append(kept, h)
		f.edges = append(f.edges, edge{b.cursor(list, q.Offset+i+1), node})
	}
	f.answer.Hits = kept
	return f, nil
}

func hitsOf(f found) []hit {
	hits := make([]hit, len(f.edges))
	for i, e := range f.edges {
		hits[i] = hit{e, f.answer.Hits[i]}
	}
	return hits
}

// facetValue is a counted value with its name.
type facetValue struct {
	value, label string
	count        int
}

func (b *builder) facetValues(r *request, f registry.DirectoryFacet) []facetValue {
	values := make([]facetValue, len(f.Values))
	for i, v := range f.Values {
		values[i] = facetValue{v.Value, b.centre.Label(f.Name, v.Value, r.locale), v.Count}
	}
	return values
}
