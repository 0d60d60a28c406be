package centre

import (
	"context"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Organization gives one institution; NOT_FOUND if there is none.
func (c *Centre) Organization(_ context.Context, _ identity.Viewer, id registry.OrganizationID) (registry.Organization, error) {
	o, ok := c.places.Load().organization(id)
	if !ok {
		return o, registry.NotFound("id")
	}
	return o, nil
}

// OrganizationFilter narrows the list of institutions; fields are joined by AND.
type OrganizationFilter struct {
	Kinds       []registry.OrganizationKind
	Region      registry.RegionCode
	DisputeType registry.TypeCode
}

func (f OrganizationFilter) holds(o registry.Organization) bool {
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, o.Kind) {
		return false
	}
	if f.Region != "" && !f.Region.Contains(o.Region) {
		return false
	}
	if f.DisputeType == "" {
		return true
	}
	for _, s := range o.Specialties {
		if f.DisputeType.Covers(s) || s.Covers(f.DisputeType) {
			return true
		}
	}
	return false
}

// ListOrganizations gives all institutions that the filter holds, by identifier.
func (c *Centre) ListOrganizations(_ context.Context, v identity.Viewer, f OrganizationFilter) ([]registry.Organization, error) {
	if err := c.allow(v, "Query", "organizations"); err != nil {
		return nil, err
	}
	var found []registry.Organization
	for _, o := range c.places.Load().organizations {
		if f.holds(o) {
			found = append(found, o)
		}
	}
	return found, nil
}

// Members gives the identifiers of the people with a post at the institution, at
// most limit after one, and how many there are in all.
func (c *Centre) Members(ctx context.Context, _ identity.Viewer, org registry.OrganizationID, after registry.MediatorID, limit int) (ids []registry.MediatorID, total int, err error) {
	err = c.view(ctx, func(tx registry.Reader) error {
		if ids, err = tx.Members(org, after, limit); err != nil {
			return err
		}
		total, err = tx.CountMembers(org)
		return err
	})
	return ids, total, err
}
