package execute

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"

	"liuyuan/schema/guard"
)

// document is a parsed and validated document with what is known of it; it is only read after it is kept, but for
// its plans, which guard themselves.
type document struct {
	ast        *ast.QueryDocument
	shape      guard.Shape
	tokens     int
	operations map[string]*operation
}

// cache keeps the documents used last, bounded by their tokens, since the memory of a document goes with its tokens
// and not with its bytes.
type cache struct {
	mu     sync.Mutex
	lru    *simplelru.LRU[string, *document]
	tokens int
	budget int
}

func newCache(budget int) *cache {
	lru, _ := simplelru.NewLRU[string, *document](max(budget, 1), nil) // fails for sizes below 1 only
	return &cache{lru: lru, budget: budget}
}

func (c *cache) get(text string) *document {
	c.mu.Lock()
	defer c.mu.Unlock()
	d, _ := c.lru.Get(text)
	return d
}

func (c *cache) add(text string, d *document) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lru.Contains(text) {
		return
	}
	c.lru.Add(text, d)
	c.tokens += d.tokens
	for c.tokens > c.budget && c.lru.Len() > 1 {
		_, oldest, _ := c.lru.RemoveOldest()
		c.tokens -= oldest.tokens
	}
}
