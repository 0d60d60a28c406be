package index

import (
	"cmp"
	"slices"
	"strings"

	"liuyuan/registry"
)

// facetValue is one value of a facet.
type facetValue struct{ facet, value string }

// numbering gives the values of facets numbers, the same in all segments of a
// generation, so that hits are counted in arrays. It only grows.
type numbering struct {
	number map[facetValue]uint32
	known  values
}

// values are numbered values. Who holds a copy is not disturbed by new ones.
type values struct {
	list  []facetValue // by number
	order []uint32     // numbers by facet and value
}

// of gives the number of a value, a new one if it has none.
func (n *numbering) of(v facetValue) uint32 {
	if i, ok := n.number[v]; ok {
		return i
	}
	if n.number == nil {
		n.number = map[facetValue]uint32{}
	}
	i := uint32(len(n.known.list))
	n.number[v] = i
	n.known.list = append(n.known.list, v)
	return i
}

// values are all that have a number now.
func (n *numbering) values() values {
	list := n.known.list
	if len(n.known.order) < len(list) {
		order := make([]uint32, len(list))
		for i := range order {
			order[i] = uint32(i)
		}
		slices.SortFunc(order, func(a, b uint32) int {
			return cmp.Or(strings.Compare(list[a].facet, list[b].facet), strings.Compare(list[a].value, list[b].value))
		})
		n.known.order = order
	}
	return n.known
}

// counted gives the values of a facet that were counted, largest first, then by value.
func (v values) counted(facet string, counts []uint32) []registry.FacetCount {
	keys := make([]uint64, 0, len(v.order)) // the count, turned round, before the place
	for at, i := range v.order {
		if counts[i] > 0 && v.list[i].facet == facet {
			keys = append(keys, uint64(^counts[i])<<32|uint64(at))
		}
	}
	slices.Sort(keys)
	out := make([]registry.FacetCount, len(keys))
	for k, key := range keys {
		i := v.order[uint32(key)]
		out[k] = registry.FacetCount{Value: v.list[i].value, Count: int(counts[i])}
	}
	return out
}
