package centre

import (
	"context"
	"slices"
	"sort"

	"liuyuan/registry"
	"liuyuan/terms"
)

// places is an immutable snapshot of regions and institutions: small, read by
// every answer, replaced as a whole when one of them changes.
type places struct {
	regions       []registry.Region // by code
	organizations []registry.Organization
	byCode        map[registry.RegionCode]int
	byID          map[registry.OrganizationID]int
	children      map[registry.RegionCode][]registry.RegionCode
	lexicon       *terms.Lexicon
	classifier    *terms.Classifier
}

func (c *Centre) loadPlaces(ctx context.Context) error {
	var regions []registry.Region
	var organizations []registry.Organization
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		if regions, err = tx.Regions(); err != nil {
			return err
		}
		organizations, err = tx.Organizations()
		return err
	})
	if err != nil {
		return err
	}
	p := newPlaces(regions, organizations)
	p.lexicon = terms.NewLexicon(c.taxonomy, regions)
	if p.classifier, err = terms.NewClassifier(c.taxonomy, regions); err != nil {
		return err
	}
	c.places.Store(p)
	return nil
}

func newPlaces(regions []registry.Region, organizations []registry.Organization) *places {
	p := &places{regions: regions, organizations: organizations, byCode: map[registry.RegionCode]int{},
		byID: map[registry.OrganizationID]int{}, children: map[registry.RegionCode][]registry.RegionCode{}}
	for i, r := range regions {
		p.byCode[r.Code] = i
		p.children[r.Code.Parent()] = append(p.children[r.Code.Parent()], r.Code)
	}
	for i, o := range organizations {
		p.byID[o.ID] = i
	}
	return p
}

// with is the snapshot as it will be once an import's places are in it; it has no
// words and serves checks only.
func (p *places) with(regions []registry.Region, organizations []registry.Organization) *places {
	return newPlaces(append(slices.Clone(p.regions), regions...), append(slices.Clone(p.organizations), organizations...))
}

func (p *places) region(code registry.RegionCode) (registry.Region, bool) {
	i, ok := p.byCode[code]
	if !ok {
		return registry.Region{}, false
	}
	return p.regions[i], true
}

func (p *places) organization(id registry.OrganizationID) (registry.Organization, bool) {
	i, ok := p.byID[id]
	if !ok {
		return registry.Organization{}, false
	}
	return p.organizations[i], true
}

func (p *places) regionName(code registry.RegionCode) string {
	if r, ok := p.region(code); ok {
		return r.Name
	}
	return string(code)
}

func (p *places) organizationName(id registry.OrganizationID) string {
	if o, ok := p.organization(id); ok {
		return o.Name
	}
	return string(id)
}

// named finds regions by whole name or alias, for the command line.
func (p *places) named(name string) []registry.Region {
	var found []registry.Region
	for _, r := range p.regions {
		if r.Name == name || contains(r.Aliases, name) {
			found = append(found, r)
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return len(found[i].Code) < len(found[j].Code) })
	return found
}

func contains[T comparable](list []T, x T) bool {
	for _, e := range list {
		if e == x {
			return true
		}
	}
	return false
}
