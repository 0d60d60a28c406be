package execute

import (
	"fmt"
	"testing"
)

func TestCacheKeepsTheDocumentsUsedLastWithinItsTokens(t *testing.T) {
	c := newCache(10)
	for i := range 5 {
		c.add(fmt.Sprint(i), &document{tokens: 4})
		c.get("0") // used all the time
		if c.tokens > 10 {
			t.Fatalf("%d tokens kept, want at most 10", c.tokens)
		}
	}
	for text, kept := range map[string]bool{"0": true, "1": false, "3": false, "4": true} {
		if (c.get(text) != nil) != kept {
			t.Errorf("document %s kept: %v", text, !kept)
		}
	}
	c.add("large", &document{tokens: 100})
	if c.lru.Len() != 1 || c.tokens != 100 {
		t.Errorf("a document larger than the cache stands alone: %d documents, %d tokens", c.lru.Len(), c.tokens)
	}
}
