package centre

import (
	"liuyuan/registry"
	"liuyuan/terms"
)

// Understand tells which words of a directory query are filters, and the rest. 今天 and
// 明天 become the day of the week that it is.
func (c *Centre) Understand(query string) ([]registry.InterpretedFilter, string) {
	filters, rest := c.places.Load().lexicon.Understand(query)
	return terms.OnDay(filters, c.clock().In(registry.Shanghai()).Weekday()), rest
}

// AllRegions gives every region of the registry, by code.
func (c *Centre) AllRegions() []registry.Region { return c.places.Load().regions }

// OrganizationName names an institution; an unknown one is named by its identifier.
func (c *Centre) OrganizationName(id registry.OrganizationID) string {
	return c.places.Load().organizationName(id)
}

// NameKey is the text by which a name is ordered: its pinyin.
func NameKey(name string) string { return terms.SortKey(name) }
