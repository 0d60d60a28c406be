package matching

import (
	"sync"

	"liuyuan/registry"
)

// Pool is the roster as matching needs it, in memory. It is safe for concurrent
// use: matches and changes of load go on together, changes of records exclude
// both for some microseconds.
//
// Fill it with Put before sharing it; then keep it by the change feed: Put and
// Remove for people, SetLoad for work, PutOrganization and PutRegion for places.
// Each of them may be repeated without harm.
type Pool struct {
	mu     sync.RWMutex
	tables *tables
	cells  []*cell
	where  *locator
	open   map[cellKey]*cell // with room for one more
	areas  map[place]*area   // down to towns; zero is the country
}

// area is a region of the tree with the cells of the people filed there.
type area struct {
	place    place
	children []*area
	cells    []*cell
	best     best // of all people in it
}

// NewPool makes an empty pool that knows the places and institutions. hint is the
// number of people to expect (0: unknown); it only saves growing.
func NewPool(tax *registry.Taxonomy, regions []registry.Region, organizations []registry.Organization, hint int) *Pool {
	p := &Pool{
		tables: newTables(tax), open: map[cellKey]*cell{},
		areas: map[place]*area{0: {best: noBest()}},
	}
	p.where = newLocator(hint, func(l location) *key { return &p.cells[l.cell()].rows[l.row()].key })
	for _, r := range regions {
		p.tables.putRegion(r)
	}
	for _, o := range organizations {
		p.tables.putOrganization(o)
	}
	return p
}

// Len is the number of people. Removed people are not kept.
func (p *Pool) Len() int {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.where.count
}

// Has reports whether the person is in the pool.
func (p *Pool) Has(id registry.MediatorID) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	_, ok := p.find(id)
	return ok
}

// Load is a person's live load as the pool has it; false if the person is not in it.
func (p *Pool) Load(id registry.MediatorID) (registry.Workload, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	at, ok := p.find(id)
	if !ok {
		return registry.Workload{}, false
	}
	l := p.cells[at.cell()].load(at.row())
	w := registry.Workload{Mediator: id, Open: l.open()}
	if l.last() > 0 {
		w.LastAssignedAt = l.lastAssigned()
	}
	return w, true
}

func (p *Pool) find(id registry.MediatorID) (location, bool) {
	k, ok := p.tables.keyOf(id)
	if !ok {
		return 0, false
	}
	return p.where.get(&k)
}

// Put adds a person or replaces the record and the load. A removed person is taken out.
func (p *Pool) Put(m *registry.Mediator, w registry.Workload) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.remove(m.ID)
	if m.Status == registry.MediatorRemoved {
		return
	}
	p.insert(p.tables.encode(m), loadOf(w))
}

// Remove takes a person out; unknown people are no error.
func (p *Pool) Remove(id registry.MediatorID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.remove(id)
}

// SetLoad sets a person's open load and last assignment, whatever the capacity;
// false if the person is not in the pool.
func (p *Pool) SetLoad(w registry.Workload) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	at, ok := p.find(w.Mediator)
	if ok {
		p.cells[at.cell()].setLoad(at.row(), loadOf(w))
	}
	return ok
}

// PutOrganization adds or replaces an institution. A room that now covers other
// matters costs a pass over all cells.
func (p *Pool) PutOrganization(o registry.Organization) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := p.tables.organizationNumber(o.ID)
	before := p.tables.organizations[n]
	p.tables.putOrganization(o)
	after := p.tables.organizations[n]
	if before.room() == after.room() && before.family == after.family && before.facets == after.facets {
		return // no cell's best depends on the rest
	}
	for _, n := range p.areas {
		n.best = noBest()
	}
	for _, c := range p.cells {
		c.summariseAll(p.tables)
		p.widen(c)
	}
}

// PutRegion adds or replaces a region. People who stand at the region's point
// because they have none of their own move with it.
func (p *Pool) PutRegion(r registry.Region) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tables.putRegion(r)
	changed := placeOf(r.Code)
	type moved struct {
		packed
		load load
	}
	var move []moved
	for _, c := range p.cells {
		for i := range c.rows {
			if q := c.person(i, c.load(i)); q.flags&flagOwnPoint == 0 && changed.contains(q.home) && p.tables.pointOf(q.home) != q.at {
				move = append(move, moved{q.packed(), q.load})
			}
		}
	}
	for _, m := range move {
		p.removeKey(m.key)
		m.at = p.tables.pointOf(m.home)
		p.insert(&m.packed, m.load)
	}
}

func (p *Pool) remove(id registry.MediatorID) {
	if k, ok := p.tables.keyOf(id); ok {
		p.removeKey(k)
	}
}

func (p *Pool) removeKey(k key) {
	at, ok := p.where.get(&k)
	if !ok {
		return
	}
	c := p.cells[at.cell()]
	p.where.remove(&k)
	if last := len(c.rows) - 1; at.row() < last { // the last row takes its place
		p.where.put(&c.rows[last].key, at)
	}
	c.remove(p.tables, at.row())
	p.open[c.cellKey] = c
}

func (p *Pool) insert(r *packed, l load) {
	q := r.person(l)
	anchor := q.anchor()
	k := cellKey{region: anchor.at(min(anchor.level(), townLevel)), square: r.at.square(squareSize(anchor.level()))}
	c := p.open[k]
	if c == nil || len(c.rows) == maxCell {
		c = p.newCell(k)
	}
	i := c.add(p.tables, r, l)
	p.widen(c)
	p.where.put(&r.key, locationOf(c, i))
}

// townLevel is the smallest region that people are filed under: who belongs to a
// village is filed with the whole town, so that cells are full.
const townLevel = 4

func (p *Pool) newCell(k cellKey) *cell {
	c := &cell{cellKey: k, number: uint32(len(p.cells)), best: noBest()}
	p.cells = append(p.cells, c)
	p.open[k] = c
	a := p.area(k.region)
	a.cells = append(a.cells, c)
	return c
}

// widen lets the regions that a cell lies in know how good its people are.
func (p *Pool) widen(c *cell) {
	for l := range c.region.level() + 1 {
		p.areas[c.region.at(l)].best.join(&c.best)
	}
}

// area is the node of a place, made with its ancestors on demand.
func (p *Pool) area(at place) *area {
	a, ok := p.areas[at]
	if !ok {
		a = &area{place: at, best: noBest()}
		p.areas[at] = a
		up := p.area(at.at(at.level() - 1))
		up.children = append(up.children, a)
	}
	return a
}
