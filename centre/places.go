package centre

import (
	"context"
	"reflect"
	"slices"
	"sort"
	"strings"

	"liuyuan/registry"
	"liuyuan/terms"
)

// places is an immutable snapshot of regions and institutions: small, read by
// every answer, replaced as a whole when one of them changes.
type places struct {
	regions       []registry.Region       // by code
	organizations []registry.Organization // by identifier
	byCode        map[registry.RegionCode]int
	byID          map[registry.OrganizationID]int
	children      map[registry.RegionCode][]registry.RegionCode
	points        *pointGrid
	words
}

// words are what the names of the regions are found with. They are made anew only
// when a region changed: institutions are none of their business.
type words struct {
	lexicon    *terms.Lexicon
	classifier *terms.Classifier
}

// loadPlaces reads all regions and institutions.
func (c *Centre) loadPlaces(ctx context.Context) error {
	c.placesTurn.Lock()
	defer c.placesTurn.Unlock()
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
	old := c.places.Load()
	if old != nil && reflect.DeepEqual(old.regions, regions) {
		c.places.Store(old.withOrganizations(organizations))
		return nil
	}
	return c.setPlaces(newPlaces(regions, organizations))
}

// setPlaces puts a snapshot of other regions in force.
func (c *Centre) setPlaces(p *places) (err error) {
	if old := c.places.Load(); old != nil {
		p.classifier = old.classifier.With(p.regions)
	} else if p.classifier, err = terms.NewClassifier(c.taxonomy, p.regions); err != nil {
		return err
	}
	p.lexicon = terms.NewLexicon(c.taxonomy, p.regions)
	c.places.Store(p)
	return nil
}

// refreshPlaces reads the regions and institutions that changed. Both followers call
// it, in any order: what is read is the present truth, and one reads at a time.
func (c *Centre) refreshPlaces(ctx context.Context, t touched) error {
	if len(t.regions)+len(t.organizations) > manyPlaces {
		return c.loadPlaces(ctx)
	}
	c.placesTurn.Lock()
	defer c.placesTurn.Unlock()
	old := c.places.Load()
	regions, organizations := old.regions, slices.Clone(old.organizations)
	err := c.view(ctx, func(tx registry.Reader) error {
		for _, code := range t.regions {
			r, err := tx.Region(code)
			if err != nil {
				return err
			}
			if at, known := old.byCode[code]; !known || !reflect.DeepEqual(old.regions[at], r) {
				regions = put(slices.Clone(regions), r, func(r registry.Region) string { return string(r.Code) })
			}
		}
		for _, id := range t.organizations {
			o, err := tx.Organization(id)
			if err != nil {
				return err
			}
			organizations = put(organizations, o, func(o registry.Organization) string { return string(o.ID) })
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(regions) == len(old.regions) && (len(regions) == 0 || &regions[0] == &old.regions[0]) {
		c.places.Store(old.withOrganizations(organizations))
		return nil
	}
	return c.setPlaces(newPlaces(regions, organizations))
}

// put replaces or adds a record in a list by key.
func put[T any](list []T, one T, key func(T) string) []T {
	at, found := slices.BinarySearchFunc(list, key(one), func(e T, k string) int { return strings.Compare(key(e), k) })
	if found {
		list[at] = one
		return list
	}
	return slices.Insert(list, at, one)
}

func newPlaces(regions []registry.Region, organizations []registry.Organization) *places {
	p := &places{regions: regions, byCode: map[registry.RegionCode]int{}, children: map[registry.RegionCode][]registry.RegionCode{},
		points: newPointGrid(regions)}
	for i, r := range regions {
		p.byCode[r.Code] = i
		p.children[r.Code.Parent()] = append(p.children[r.Code.Parent()], r.Code)
	}
	return p.withOrganizations(organizations)
}

// withOrganizations is the snapshot with other institutions in the same regions.
func (p *places) withOrganizations(organizations []registry.Organization) *places {
	next := *p
	next.organizations, next.byID = organizations, make(map[registry.OrganizationID]int, len(organizations))
	for i, o := range organizations {
		next.byID[o.ID] = i
	}
	return &next
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
		if r.Name == name || slices.Contains(r.Aliases, name) {
			found = append(found, r)
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return len(found[i].Code) < len(found[j].Code) })
	return found
}
