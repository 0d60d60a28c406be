package identity

import "liuyuan/registry"

// ScopeOf bounds what a viewer's transactions show: staff their region, a
// mediator the matters given to them, the program everything, all others nothing.
func ScopeOf(v Viewer) registry.Scope {
	if v.IsSystem() {
		return registry.Scope{Everything: true}
	}
	var s registry.Scope
	if (v.Has(registry.AccessStaff) || v.Has(registry.AccessDistrictStaff)) && v.Region != "" {
		s.Regions = []registry.RegionCode{v.Region}
	}
	if v.Has(registry.AccessMediator) {
		s.Mediator = v.Mediator
	}
	return s
}

// Casework reports whether the viewer works on disputes by region, not only on
// the own ones.
func (v Viewer) Casework() bool {
	return v.Has(registry.AccessStaff) || v.Has(registry.AccessDistrictStaff)
}
