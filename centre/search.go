package centre

import (
	"context"
	"fmt"
	"unicode/utf8"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Search finds people and institutions by words. An empty query lists what the
// filter holds. Hits carry identifiers; facts are read from the store.
func (c *Centre) Search(ctx context.Context, v identity.Viewer, q registry.DirectoryQuestion) (registry.DirectoryAnswer, error) {
	if err := c.allow(v, "Query", "searchDirectory"); err != nil {
		return registry.DirectoryAnswer{}, err
	}
	if utf8.RuneCountInString(q.Text) > registry.MaxQuery {
		return registry.DirectoryAnswer{}, tooLong("query", registry.MaxQuery)
	}
	if err := c.knownFilter(q.Filter.Region, q.Filter.DisputeType); err != nil {
		return registry.DirectoryAnswer{}, err
	}
	if err := c.searchable(); err != nil {
		return registry.DirectoryAnswer{}, err
	}
	return c.index.Search(ctx, q)
}

// Suggest gives type-ahead suggestions, n of 1…20, best first.
func (c *Centre) Suggest(ctx context.Context, v identity.Viewer, prefix string, n int) ([]registry.SuggestionHit, error) {
	if err := c.allow(v, "Query", "suggest"); err != nil {
		return nil, err
	}
	if n < 1 || n > 20 {
		return nil, registry.Refuse(registry.CodeOutOfRange, []string{"first"}, "first 须在 1 到 20 之间", "first is 1 to 20")
	}
	if utf8.RuneCountInString(prefix) > registry.MaxQuery {
		return nil, tooLong("prefix", registry.MaxQuery)
	}
	if err := c.searchable(); err != nil {
		return nil, err
	}
	return c.index.Suggest(ctx, prefix, n)
}

// searchable refuses while the words are made for the first time or anew after a
// restore, so that a directory not yet filled is not mistaken for "nobody there".
// While words of the same data are made again (reindex), the old ones serve on.
func (c *Centre) searchable() error {
	if c.index == nil {
		return registry.Refuse(registry.CodeUnavailable, nil, "没有打开词索引", "the index is not open")
	}
	if f := c.indexFollower; f == nil || !f.building.Load() {
		return nil
	}
	if at, err := c.index.Mark(); err == nil && at.Epoch == c.epoch.Load() {
		return nil
	}
	return registry.Refuse(registry.CodeUnavailable, nil, "名录的词索引正在建立，请稍后再搜；按纠纷找人不受影响",
		"the words of the directory are being indexed: search again shortly; matching works meanwhile")
}

// knownFilter refuses a filter that names a place or a type that does not exist,
// so that a typing error is not mistaken for "nobody there".
func (c *Centre) knownFilter(region registry.RegionCode, t registry.TypeCode) error {
	if region != "" {
		if _, ok := c.places.Load().region(region); !ok {
			return registry.Refuse(registry.CodeNotFound, []string{"regionCode"}, "没有这个区划代码", "no region has this code")
		}
	}
	if t != "" {
		if _, ok := c.taxonomy.Resolve(t); !ok {
			return registry.Refuse(registry.CodeNotFound, []string{"disputeType"}, "没有这个纠纷类型代码", "no dispute type has this code")
		}
	}
	return nil
}

func tooLong(field string, limit int) error {
	return registry.Refuse(registry.CodeTooLong, []string{field},
		fmt.Sprintf("最多 %d 个字", limit), fmt.Sprintf("at most %d characters", limit))
}
