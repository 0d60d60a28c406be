package matching

import "sync/atomic"

// maxCell bounds the rows of a cell, so that a change costs the same everywhere.
const maxCell = 256

// cellKey says who is filed together.
type cellKey struct {
	anchor place
	square square
	online bool
}

// cell is a handful of people with the same anchor in the same map square, and
// what the best of them could be.
type cell struct {
	cellKey
	number uint32
	rows   []row
	words  []uint64
	loads  []uint64 // load, read and written atomically
	best   best
}

// best is the union of a cell's people: no person in it is better than this.
type best struct {
	box          box
	noPoint      bool // someone without coordinates
	families     uint32
	types        uint64 // of the specialities; types whose numbers are 64 apart share a bit
	unskilled    bool   // someone without any speciality
	roles        uint16
	facets       uint16
	roomFamilies uint32 // of rooms and studios where someone has a post
	roomFacets   uint16
	assured      day // latest
}

// person is the i-th row as rules and scorers see it.
func (c *cell) person(i int) person {
	r := &c.rows[i]
	return person{row: r, list: c.words[r.off:][:r.words()], load: c.load(i)}
}

func (c *cell) load(i int) load { return load(atomic.LoadUint64(&c.loads[i])) }

func (c *cell) setLoad(i int, l load) { atomic.StoreUint64(&c.loads[i], uint64(l)) }

// add appends a row and widens what the best could be.
func (c *cell) add(t *tables, r row, words []uint64, l load) int {
	r.off = uint32(len(c.words))
	c.words = append(roomFor(c.words, len(words)), words...)
	c.rows = append(roomFor(c.rows, 1), r)
	c.loads = append(roomFor(c.loads, 1), uint64(l))
	p := c.person(len(c.rows) - 1)
	c.best.add(t, &p)
	return len(c.rows) - 1
}

// roomFor grows a list by a quarter only: most cells stay small, and three million
// people should not carry as much slack again.
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
	old := *c
	last := len(old.rows) - 1
	c.rows, c.words, c.loads = make([]row, 0, last), make([]uint64, 0, len(old.words)), make([]uint64, 0, last)
	c.best = noBest()
	for j := range last {
		from := j
		if j == i {
			from = last
		}
		p := old.person(from)
		c.add(t, *p.row, p.list, p.load)
	}
}

// summarise computes the best anew, after institutions changed.
func (c *cell) summarise(t *tables) {
	c.best = noBest()
	for i := range c.rows {
		p := c.person(i)
		c.best.add(t, &p)
	}
}

func noBest() best { return best{box: emptyBox()} }

func (b *best) add(t *tables, p *person) {
	if p.at.known() {
		b.box.add(p.at)
	} else {
		b.noPoint = true
	}
	b.families |= p.families
	for i := range int(p.specs) {
		b.types |= 1 << (p.spec(i).typ() % 64)
	}
	b.unskilled = b.unskilled || p.specs == 0
	b.roles |= p.roles
	b.facets |= p.facets
	b.assured = max(b.assured, p.assured)
	for _, w := range p.postList() {
		if o := &t.organizations[postWord(w).organization()]; o.room() {
			b.roomFamilies |= o.family
			b.roomFacets |= o.facets
		}
	}
}
