package registry

// Scope bounds which disputes, and with them which parties and assignments, a
// transaction shows. Only package identity makes one, from a viewer. The zero
// Scope shows nothing: whoever forgets it leaks nothing.
type Scope struct {
	Everything bool         // the program itself
	Regions    []RegionCode // disputes within any of these, whole segments compared
	Mediator   MediatorID   // disputes offered to this person, or theirs
}

// Covers reports whether the scope's regions show a dispute of the region. The
// disputes of a Mediator are known to the store alone.
func (s Scope) Covers(r RegionCode) bool {
	if s.Everything {
		return true
	}
	for _, c := range s.Regions {
		if c.Contains(r) {
			return true
		}
	}
	return false
}
