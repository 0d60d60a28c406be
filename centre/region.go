package centre

import (
	"context"
	"fmt"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Region gives one region; NOT_FOUND if the code is not in the registry.
func (c *Centre) Region(_ context.Context, _ identity.Viewer, code registry.RegionCode) (registry.Region, error) {
	r, ok := c.places.Load().region(code)
	if !ok {
		return r, registry.NotFound("regionCode")
	}
	return r, nil
}

// Regions gives the children of a region, by code; without a parent all regions
// of the level, or the top of the tree when no level is asked either.
func (c *Centre) Regions(_ context.Context, _ identity.Viewer, parent registry.RegionCode, level registry.RegionLevel) []registry.Region {
	p := c.places.Load()
	var found []registry.Region
	for _, r := range p.regions {
		switch {
		case parent != "" && !(parent.Contains(r.Code) && parent != r.Code):
		case parent != "" && level == "" && r.Code.Parent() != parent:
		case level != "" && r.Code.Level() != level:
		case parent == "" && level == "" && p.hasParent(r.Code):
		default:
			found = append(found, r)
		}
	}
	return found
}

// Children gives the regions directly below one, by code.
func (c *Centre) Children(code registry.RegionCode) []registry.Region {
	p := c.places.Load()
	var kids []registry.Region
	for _, k := range p.children[code] {
		r, _ := p.region(k)
		kids = append(kids, r)
	}
	return kids
}

func (p *places) hasParent(code registry.RegionCode) bool {
	_, ok := p.region(code.Parent())
	return ok
}

// PointOf is the region's own point or the nearest container's.
func (c *Centre) PointOf(code registry.RegionCode) *registry.Point {
	p := c.places.Load()
	for _, r := range code.Lineage() {
		if reg, ok := p.region(r); ok && reg.Point != nil {
			return reg.Point
		}
	}
	return nil
}

// FindRegion accepts a code or an unambiguous name, for the command line.
func (c *Centre) FindRegion(ctx context.Context, v identity.Viewer, codeOrName string) (registry.Region, error) {
	if r, err := c.Region(ctx, v, registry.RegionCode(codeOrName)); err == nil {
		return r, nil
	}
	found := c.places.Load().named(codeOrName)
	switch {
	case len(found) == 0:
		return registry.Region{}, registry.Refuse(registry.CodeNotFound, []string{"region"},
			"没有这个区划代码或名称", "no region has this code or name")
	case len(found) > 1 && found[0].Code.Level() == found[1].Code.Level():
		return registry.Region{}, registry.Invalid([]string{"region"},
			fmt.Sprintf("有 %d 个同名地区，请用代码，如 %s", len(found), found[0].Code),
			fmt.Sprintf("%d regions have this name; give a code such as %s", len(found), found[0].Code))
	}
	return found[0], nil
}

// Seats gives the six seats of a village with their holders of today, in the usual
// order of the roles. Other regions have no seats of their own.
func (c *Centre) Seats(ctx context.Context, _ identity.Viewer, code registry.RegionCode) ([]registry.SeatHolder, error) {
	if code.Level() != registry.Village {
		return nil, nil
	}
	var holders []registry.SeatHolder
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		holders, err = tx.Seats(code, registry.DateOf(c.clock()))
		return err
	})
	return holders, err
}
