package matching

// person is a row with its words and one reading of its live load: what rules
// and scorers see. A match reads the load once, so that an answer agrees with
// itself while others assign.
type person struct {
	*row
	words    []uint64 // of the whole cell
	at       coords
	load     load
	capacity uint16
}

func (p *person) list(before int, n uint8) []uint64 { return p.words[int(p.off)+before:][:n] }

func (p *person) areaList() []uint64     { return p.list(0, p.areas) }
func (p *person) standingList() []uint64 { return p.list(int(p.areas), p.standings) }
func (p *person) leaveList() []uint64    { return p.list(int(p.areas)+int(p.standings), p.leaves) }
func (p *person) postList() []uint64 {
	return p.list(int(p.areas)+int(p.standings)+int(p.leaves), p.posts)
}

// seatList holds pairs: place, then role and span.
func (p *person) seatList() []uint64 {
	return p.list(int(p.areas)+int(p.standings)+int(p.leaves)+int(p.posts), 2*p.seats)
}

func (p *person) spec(i int) specWord {
	from := int(p.off) + p.length() - (int(p.specs)+3)/4
	return specWord(p.words[from+i/4] >> (16 * (i % 4)))
}

// packed is a copy that no cell holds.
func (p *person) packed() packed {
	r := packed{row: *p.row, words: append([]uint64(nil), p.words[p.off:][:p.length()]...), at: p.at, capacity: p.capacity}
	r.off = 0
	return r
}

// serves reports whether a service area contains the place, or lies in it: a
// dispute that is placed no closer than its town may be anywhere in the town.
func (p *person) serves(r place) bool {
	for _, a := range p.areaList() {
		if a := place(a); a.contains(r) || r.contains(a) {
			return true
		}
	}
	return false
}

// touches reports whether home, a seat or a service area concerns the region.
func (p *person) touches(r place) bool {
	if r.contains(p.home) || p.serves(r) {
		return true
	}
	seats := p.seatList()
	for i := 0; i < len(seats); i += 2 {
		if r.contains(place(seats[i])) {
			return true
		}
	}
	return false
}

// worksAt reports whether the person has a post at the institution.
func (p *person) worksAt(organization uint32) bool {
	for _, w := range p.postList() {
		if postWord(w).organization() == organization {
			return true
		}
	}
	return false
}

// anchor is the smallest region that holds all areas, home and seats: where the
// person is filed. Zero: only the country does.
func (p *person) anchor() place {
	var a place
	first := true
	join := func(q place) {
		switch {
		case q == 0:
		case first:
			a, first = q, false
		default:
			a = a.common(q)
		}
	}
	join(p.home)
	for _, q := range p.areaList() {
		join(place(q))
	}
	seats := p.seatList()
	for i := 0; i < len(seats); i += 2 {
		join(place(seats[i]))
	}
	return a
}
