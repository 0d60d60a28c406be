package centre

import (
	"liuyuan/registry"
	"liuyuan/terms"
)

// Understand tells which words of a directory query are filters, and the rest.
func (c *Centre) Understand(query string) ([]registry.InterpretedFilter, string) {
	return c.places.Load().lexicon.Understand(query)
}

// AllRegions gives every region of the registry, by code.
func (c *Centre) AllRegions() []registry.Region { return c.places.Load().regions }

// OrganizationName names an institution; an unknown one is named by its identifier.
func (c *Centre) OrganizationName(id registry.OrganizationID) string {
	return c.places.Load().organizationName(id)
}

// NameKey is the text by which a name is ordered: its pinyin.
func NameKey(name string) string { return terms.SortKey(name) }
