package centre

import (
	"context"
	"encoding/json"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Export gives regions and institutions, then every person of the roster, in the
// order in which an import reads them.
func (c *Centre) Export(ctx context.Context, v identity.Viewer, region func(registry.Region) error, organization func(registry.Organization) error, person func(registry.Mediator) error) error {
	if err := c.allow(v, "Mutation", "registerMediator"); err != nil {
		return err
	}
	p := c.places.Load()
	for _, r := range p.regions {
		if err := region(r); err != nil {
			return err
		}
	}
	for _, o := range p.organizations {
		if err := organization(o); err != nil {
			return err
		}
	}
	return c.view(ctx, func(tx registry.Reader) error {
		return tx.EachMediator(func(m registry.Mediator, _ registry.Workload) error {
			if m.Status == registry.MediatorRemoved || !c.keeps(v, m) {
				return nil
			}
			return person(m)
		})
	})
}

// sameRecord compares two records by what is stored of them.
func sameRecord[T any](a, b T) bool {
	x, err1 := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err1 == nil && err2 == nil && string(x) == string(y)
}
