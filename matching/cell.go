package matching

import "sync/atomic"

// maxCell is how many people a cell holds at most: a bit of a word each.
const maxCell = 64

// cellKey says who is filed together.
type cellKey struct {
	region place
	square square
}

// cell is up to 64 neighbours: a row each, and across the rows what rules ask most,
// a bit for each person.
type cell struct {
	cellKey
	number   uint32
	rows     []row
	words    []uint64
	at       [maxCell]coords
	capacity [maxCell]uint16
	loads    [maxCell]uint64 // live, read and written atomically
	facts    facts
	best     best
	dated    atomic.Pointer[dated]
}

// facts are the answers of a cell's people to what rules ask most, the i-th bit
// the i-th person's.
type facts struct {
	suspended uint64 // now or once
	stopped   uint64 // capacity 0
	female    uint64
	male      uint64
	online    uint64
	located   uint64 // with coordinates
	serving   uint64 // with a service area
	leaves    uint64 // with a leave, whenever it is
	sworn     uint64 // with a standing that may lead, whenever it is in force
	court     uint64 // with a court's invitation
	posted    uint64
	hourless  uint64 // with a post without hours
	presence  [3]uint64
	unskilled uint64 // without any speciality
	roles     [16]uint64
	families  [32]uint64 // of the specialities
	languages [8]uint64  // the first eight that the pool met
}

// dated is what a cell's people answer on a day. Most questions are about today, so
// it is worked out once a day.
type dated struct {
	day    day
	barred uint64 // suspended
	leads  uint64 // may lead
	away   uint64 // on leave
}

func (c *cell) everyone() uint64 { return 1<<len(c.rows) - 1 } // 1<<64 is 0, less 1 all

func (c *cell) load(i int) load { return load(atomic.LoadUint64(&c.loads[i&63])) }

func (c *cell) setLoad(i int, l load) { atomic.StoreUint64(&c.loads[i], uint64(l)) }

// person is the i-th row as rules and scorers see it.
func (c *cell) person(i int, l load) person {
	return person{row: &c.rows[i], words: c.words, at: c.at[i], capacity: c.capacity[i], load: l}
}

// add appends a person.
func (c *cell) add(t *tables, r *packed, l load) int {
	i := len(c.rows)
	r.off = uint32(len(c.words))
	c.words = append(roomFor(c.words, len(r.words)), r.words...)
	c.rows = append(roomFor(c.rows, 1), r.row)
	if len(c.rows) == maxCell {
		c.words = append(make([]uint64, 0, len(c.words)), c.words...) // full: no slack
	}
	c.at[i], c.capacity[i] = r.at, r.capacity
	c.setLoad(i, l)
	c.summarise(t, i)
	return i
}

// roomFor grows a list by a quarter only: three million people should not carry as
// much slack again.
func roomFor[T any](list []T, n int) []T {
	if len(list)+n <= cap(list) {
		return list
	}
	grown := make([]T, len(list), len(list)+len(list)/4+n)
	copy(grown, list)
	return grown
}

// remove takes a row out; the last row takes its place. Rows and words are written
// once and never changed: whoever holds a person keeps what was read.
func (c *cell) remove(t *tables, i int) {
	last := len(c.rows) - 1
	stay := make([]packed, last)
	loads := make([]load, last)
	for j := range stay {
		from := j
		if j == i {
			from = last
		}
		p := c.person(from, c.load(from))
		stay[j], loads[j] = p.packed(), p.load
	}
	c.rows, c.words, c.facts, c.best = make([]row, 0, last), make([]uint64, 0, len(c.words)), facts{}, noBest()
	for j := range stay {
		c.add(t, &stay[j], loads[j])
	}
}

// summariseAll works facts and best out anew, after institutions changed.
func (c *cell) summariseAll(t *tables) {
	c.facts, c.best = facts{}, noBest()
	for i := range c.rows {
		c.summarise(t, i)
	}
}

// summarise adds a person to facts and best.
func (c *cell) summarise(t *tables, i int) {
	p := c.person(i, 0)
	c.best.add(t, &p)
	c.facts.add(t, &p, 1<<i)
	c.dated.Store(nil)
}

func (f *facts) add(t *tables, p *person, bit uint64) {
	set := func(mask *uint64, is bool) {
		if is {
			*mask |= bit
		}
	}
	set(&f.suspended, p.flags&flagSuspended != 0)
	set(&f.stopped, p.capacity == 0)
	set(&f.female, p.flags&flagFemale != 0)
	set(&f.male, p.flags&flagMale != 0)
	set(&f.online, p.flags&flagOnline != 0)
	set(&f.located, p.at.known())
	set(&f.serving, p.areas > 0)
	set(&f.leaves, p.leaves > 0)
	set(&f.unskilled, p.specs == 0)
	for _, w := range p.standingList() {
		set(&f.sworn, standingWord(w).kind() <= 1)
		set(&f.court, standingWord(w).kind() == 2)
	}
	for _, w := range p.postList() {
		f.posted |= bit
		f.presence[postWord(w).presence()] |= bit
		set(&f.hourless, postWord(w).hours() == 0)
	}
	for i := range f.roles {
		set(&f.roles[i], p.roles>>i&1 == 1)
	}
	for i := range f.families {
		set(&f.families[i], p.families>>i&1 == 1)
	}
	for i := range f.languages {
		set(&f.languages[i], t.languageSets[p.languages].speaks(uint16(i)))
	}
}
