package matching

import (
	"time"

	"liuyuan/registry"
)

// row is the fixed part of a person; its lists are words of the cell, from off
// on, in this order: areas, standings, leaves, posts, seats (two words each),
// specialties (four a word).
type row struct {
	key       key
	home      place
	families  uint32 // of the specialties
	languages uint32 // set
	off       uint32
	roles     uint16
	facets    uint16
	until     day // last day of a suspension
	assured   day
	flags     uint8
	areas     uint8
	standings uint8
	leaves    uint8
	posts     uint8
	seats     uint8
	specs     uint8
}

const (
	flagSuspended = 1 << iota
	flagFemale
	flagMale
	flagOnline
	flagOwnPoint // the person's own point, not a region's
)

// standing word: kind, institution + 1, span. post word: institution, presence,
// hours. speciality: type and level.
const (
	standingShift = 62
	presenceShift = 30
	levelBits     = 2
)

type standingWord uint64

func (s standingWord) kind() int             { return int(s >> standingShift) }
func (s standingWord) term() span            { return span(s) }
func (s standingWord) organization() (n int) { return int(s>>32&(1<<30-1)) - 1 }

type postWord uint64

func (w postWord) organization() uint32 { return uint32(w >> 32) }
func (w postWord) presence() int        { return int(w >> presenceShift & 3) }
func (w postWord) hours() uint32        { return uint32(w & (1<<presenceShift - 1)) }

// presences by number.
const (
	resident = iota
	onCall
	rotating
)

type specWord uint16

func (s specWord) typ() uint16 { return uint16(s >> levelBits) }
func (s specWord) level() int  { return int(s & (1<<levelBits - 1)) }

// load is open units and the time of the last assignment in one atomic word:
// 20 bits of units, 44 bits of milliseconds since 1970 (0: never).
type load uint64

const (
	lastBits = 44
	maxOpen  = 1<<20 - 1
)

func loadOf(w registry.Workload) load {
	open := min(max(w.Open, 0), maxOpen)
	last := int64(0)
	if !w.LastAssignedAt.IsZero() {
		last = min(max(w.LastAssignedAt.UnixMilli(), 1), 1<<lastBits-1)
	}
	return load(open)<<lastBits | load(last)
}

func (l load) open() int   { return int(l >> lastBits) }
func (l load) last() int64 { return int64(l & (1<<lastBits - 1)) }

func (l load) lastAssigned() time.Time { return time.UnixMilli(l.last()) }

// packed is a person that no cell holds yet.
type packed struct {
	row
	words    []uint64
	at       coords
	capacity uint16
}

func (r *packed) person(l load) person {
	return person{row: &r.row, words: r.words, at: r.at, capacity: r.capacity, load: l}
}

// encode packs a person. Unknown types, roles and facets are left out; an
// absurd point counts as none.
func (t *tables) encode(m *registry.Mediator) *packed {
	r := row{
		key: t.intern(m.ID), home: placeOf(m.Home), languages: t.internLanguages(m.Languages),
		roles: t.roleMask(m.Roles), facets: t.facetMask(m.Facets),
		until: dayOf(m.StatusUntil), assured: dayOf(m.AssuredAt),
	}
	r.setFlags(m)
	at := coordsOf(m.Point)
	if at.known() {
		r.flags |= flagOwnPoint
	} else {
		at = t.pointOf(r.home)
	}
	words := t.encodeLists(&r, m)
	return &packed{r, words, at, uint16(min(max(m.Capacity, 0), 1<<16-1))}
}

func (r *row) setFlags(m *registry.Mediator) {
	if m.Status != registry.MediatorActive {
		r.flags |= flagSuspended
	}
	switch m.Gender {
	case registry.Female:
		r.flags |= flagFemale
	case registry.Male:
		r.flags |= flagMale
	}
	if m.Online {
		r.flags |= flagOnline
	}
}

func (t *tables) encodeLists(r *row, m *registry.Mediator) []uint64 {
	words := make([]uint64, 0, len(m.ServiceAreas)+len(m.Standings)+len(m.Leaves)+len(m.Posts)+2*len(m.Seats)+(len(m.Specialties)+3)/4)
	for _, a := range m.ServiceAreas {
		if p := placeOf(a); p != 0 && r.areas < 255 {
			words = append(words, uint64(p))
			r.areas++
		}
	}
	for _, s := range m.Standings {
		if r.standings == 255 {
			break
		}
		w := uint64(standingNumber(s.Kind))<<standingShift | uint64(spanOf(s.Term))
		if s.Organization != "" {
			w |= uint64(t.organizationNumber(s.Organization)+1) << 32
		}
		words = append(words, w)
		r.standings++
	}
	for _, l := range m.Leaves {
		if r.leaves < 255 {
			words = append(words, uint64(spanOf(l.Term)))
			r.leaves++
		}
	}
	for _, p := range m.Posts {
		if r.posts < 255 {
			words = append(words, uint64(t.organizationNumber(p.Organization))<<32|
				uint64(presenceNumber(p.Presence))<<presenceShift|uint64(t.internHours(p.Hours)))
			r.posts++
		}
	}
	for _, s := range m.Seats {
		if p := placeOf(s.Region); p != 0 && r.seats < 127 {
			words = append(words, uint64(p), uint64(t.roles[s.Role])<<32|uint64(spanOf(s.Term)))
			r.seats++
		}
	}
	return t.encodeSpecs(r, m, words)
}

func (t *tables) encodeSpecs(r *row, m *registry.Mediator, words []uint64) []uint64 {
	for _, s := range m.Specialties {
		n, ok := t.typeNumber(s.Type)
		if !ok || r.specs == 255 {
			continue
		}
		if r.specs%4 == 0 {
			words = append(words, 0)
		}
		w := uint64(n)<<levelBits | uint64(min(max(s.Level, 1), 3))
		words[len(words)-1] |= w << (16 * (r.specs % 4))
		r.families |= 1 << t.family[n]
		r.specs++
	}
	return words
}

func standingNumber(s registry.Standing) int {
	for i, n := range registry.Standings() {
		if n.Standing == s {
			return i
		}
	}
	return len(registry.Standings()) - 1 // takes part as invited
}

func presenceNumber(p registry.Presence) int {
	switch p {
	case registry.PresenceOnCall:
		return onCall
	case registry.PresenceRotating:
		return rotating
	}
	return resident
}

// length is the number of words of the row's lists.
func (r *row) length() int {
	return int(r.areas) + int(r.standings) + int(r.leaves) + int(r.posts) + 2*int(r.seats) + (int(r.specs)+3)/4
}
