package schema

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"

	"github.com/graphql-go/graphql"

	"liuyuan/registry"
)

// Page sizes.
const (
	maxPage     = 100
	defaultPage = 20
	// macLen is how much of the MAC a cursor carries, in bytes: enough that a
	// forged one is not guessed, short enough for a URL.
	macLen = 12
)

// connection is one page of a list, whatever the noun.
type connection struct {
	edges    []edge
	total    int
	next     bool
	previous bool
}

// edge is one member of a page.
type edge struct {
	cursor string
	node   any
}

func (b *builder) makePaging() {
	b.pageInfo = graphql.NewObject(graphql.ObjectConfig{
		Name: "PageInfo", Description: "Where a page stands in its list.",
		Fields: graphql.Fields{
			"hasNextPage":     field(nonNull(graphql.Boolean), "More records after this page.", from(func(c connection) any { return c.next })),
			"hasPreviousPage": field(nonNull(graphql.Boolean), "More records before this page.", from(func(c connection) any { return c.previous })),
			"startCursor": field(graphql.String, "Cursor of the first record; null on an empty page.", from(func(c connection) any {
				if len(c.edges) == 0 {
					return nil
				}
				return c.edges[0].cursor
			})),
			"endCursor": field(graphql.String, "Cursor of the last record; null on an empty page.", from(func(c connection) any {
				if len(c.edges) == 0 {
					return nil
				}
				return c.edges[len(c.edges)-1].cursor
			})),
		},
	})
}

// connectionOf makes the Relay connection of a noun: edges, nodes, pageInfo, totalCount.
func (b *builder) connectionOf(noun string, node graphql.Output) *graphql.Object {
	edgeType := graphql.NewObject(graphql.ObjectConfig{
		Name: noun + "Edge", Description: "A " + noun + " with its place in the list.",
		Fields: graphql.Fields{
			"cursor": field(nonNull(graphql.String), "Opaque place in the list.", from(func(e edge) any { return e.cursor })),
			"node":   field(nonNull(node), "The record.", from(func(e edge) any { return e.node })),
		},
	})
	return graphql.NewObject(graphql.ObjectConfig{
		Name: noun + "Connection", Description: "One page of a list of " + noun + ".",
		Fields: graphql.Fields{
			"edges":      field(listOf(edgeType), "The records with their cursors.", from(func(c connection) any { return c.edges })),
			"nodes":      field(listOf(node), "The records alone.", from(func(c connection) any { return nodesOf(c.edges) })),
			"pageInfo":   field(nonNull(b.pageInfo), "Where the page stands.", from(func(c connection) any { return c })),
			"totalCount": field(nonNull(graphql.Int), "Size of the whole list.", from(func(c connection) any { return c.total })),
		},
	})
}

func nodesOf(edges []edge) []any {
	nodes := make([]any, len(edges))
	for i, e := range edges {
		nodes[i] = e.node
	}
	return nodes
}

// forwardArgs are the arguments of a list that is read forwards only.
func forwardArgs() graphql.FieldConfigArgument {
	return graphql.FieldConfigArgument{
		"first": arg(graphql.Int, "How many records, 1 to 100; 20 if absent."),
		"after": arg(graphql.String, "Continue after this cursor."),
	}
}

// pageArgs are the arguments of a list that is read both ways.
func pageArgs() graphql.FieldConfigArgument {
	args := forwardArgs()
	args["last"] = arg(graphql.Int, "The last so many records, 1 to 100; not together with first.")
	args["before"] = arg(graphql.String, "Continue before this cursor.")
	return args
}

// window is what a page's arguments ask.
type window struct {
	limit         int
	backward      bool
	after, before string
}

func windowOf(args map[string]any) (window, error) {
	w := window{limit: defaultPage}
	first, hasFirst := args["first"].(int)
	last, hasLast := args["last"].(int)
	if hasFirst && hasLast {
		return w, registry.Refuse(registry.CodeOutOfRange, []string{"last"}, "first 与 last 只能给一个", "give first or last, not both")
	}
	if hasFirst {
		w.limit = first
	}
	if hasLast {
		w.limit, w.backward = last, true
	}
	if w.limit < 1 || w.limit > maxPage {
		return w, registry.Refuse(registry.CodeOutOfRange, []string{"first"}, "每页须为 1 到 100 条", "a page has 1 to 100 records")
	}
	w.after, _ = args["after"].(string)
	w.before, _ = args["before"].(string)
	return w, nil
}

// cursor signs a place in a list. A cursor is bound to its list and order, so that
// one from elsewhere is refused instead of giving a wrong page.
func (b *builder) cursor(list string, place any) string {
	body, err := json.Marshal(place)
	if err != nil {
		return "" // places are plain structs of text and numbers
	}
	return base64.RawURLEncoding.EncodeToString(append(b.mac(list, body), body...))
}

// place reads a signed cursor; BAD_CURSOR for anything else.
func place[T any](b *builder, list, cursor string) (T, error) {
	var p T
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(cursor) > 1000 || len(raw) <= macLen || !hmac.Equal(raw[:macLen], b.mac(list, raw[macLen:])) {
		return p, badCursor()
	}
	if err := json.Unmarshal(raw[macLen:], &p); err != nil {
		return p, badCursor()
	}
	return p, nil
}

func (b *builder) mac(list string, body []byte) []byte {
	key := sha256.Sum256([]byte("cursor\x00" + b.epoch()))
	h := hmac.New(sha256.New, key[:])
	h.Write([]byte(list))
	h.Write([]byte{0})
	h.Write(body)
	return h.Sum(nil)[:macLen]
}

func badCursor() error {
	return registry.Refuse(registry.CodeBadCursor, nil, "游标无效，请从第一页重新开始", "the cursor is not valid; start again from the first page")
}
