package centre

import (
	"context"

	"liuyuan/registry"
)

// touched sorts the identifiers of changes by kind, each once.
type touched struct {
	mediators     []registry.MediatorID
	organizations []registry.OrganizationID
	regions       []registry.RegionCode
	loads         []registry.MediatorID
	places        bool // regions or institutions changed
}

func touchedBy(changes []registry.Change) touched {
	var t touched
	seen := map[string]bool{}
	for _, ch := range changes {
		key := string(ch.Kind) + ch.ID
		if seen[key] {
			continue
		}
		seen[key] = true
		switch ch.Kind {
		case registry.ChangedMediator:
			t.mediators = append(t.mediators, registry.MediatorID(ch.ID))
		case registry.ChangedOrganization:
			t.organizations = append(t.organizations, registry.OrganizationID(ch.ID))
			t.places = true
		case registry.ChangedRegion:
			t.regions = append(t.regions, registry.RegionCode(ch.ID))
			t.places = true
		case registry.ChangedLoad:
			t.loads = append(t.loads, registry.MediatorID(ch.ID))
		}
	}
	return t
}

// records are the present state of what changes touched; missing means removed.
type records struct {
	mediators map[registry.MediatorID]registry.Mediator
	workloads map[registry.MediatorID]registry.Workload
}

func (c *Centre) reread(ctx context.Context, ids []registry.MediatorID) (records, error) {
	r := records{map[registry.MediatorID]registry.Mediator{}, map[registry.MediatorID]registry.Workload{}}
	if len(ids) == 0 {
		return r, nil
	}
	err := c.view(ctx, func(tx registry.Reader) error {
		people, err := tx.MediatorsByID(ids)
		if err != nil {
			return err
		}
		loads, err := tx.Workloads(ids)
		if err != nil {
			return err
		}
		for _, m := range people {
			r.mediators[m.ID] = m
		}
		for _, w := range loads {
			r.workloads[w.Mediator] = w
		}
		return nil
	})
	return r, err
}

// document is what the index needs of a person: the record and the institutions
// of posts and standings.
func (c *Centre) document(m registry.Mediator) registry.IndexDocument {
	p := c.places.Load()
	doc := registry.IndexDocument{Mediator: &m}
	seen := map[registry.OrganizationID]bool{}
	add := func(id registry.OrganizationID) {
		if o, ok := p.organization(id); ok && !seen[id] {
			seen[id] = true
			doc.Posts = append(doc.Posts, o)
		}
	}
	for _, post := range m.Posts {
		add(post.Organization)
	}
	for _, s := range m.Standings {
		add(s.Organization)
	}
	return doc
}

// markEvery is how many changes of load the index may leave without writing its
// position down: a start reads them again, and the feed keeps many more.
const markEvery = 10_000

// applyToIndex brings the words up to a position. Changes of load do not concern
// it: a step of nothing else costs no batch.
func (c *Centre) applyToIndex(ctx context.Context, changes []registry.Change, at registry.Mark) error {
	t := touchedBy(changes)
	if len(t.mediators)+len(t.organizations) == 0 && !t.places && at.Seq-c.indexed < markEvery {
		return nil
	}
	if t.places {
		if err := c.refreshPlaces(ctx, t); err != nil {
			return err
		}
	}
	now, err := c.reread(ctx, t.mediators)
	if err != nil {
		return err
	}
	batch := registry.IndexBatch{At: at}
	for _, id := range t.mediators {
		if m, ok := now.mediators[id]; ok && m.Status != registry.MediatorRemoved {
			batch.Put = append(batch.Put, c.document(m))
		} else {
			batch.Delete = append(batch.Delete, string(id))
		}
	}
	for _, id := range t.organizations {
		if o, ok := c.places.Load().organization(id); ok {
			batch.Put = append(batch.Put, registry.IndexDocument{Organization: &o})
		} else {
			batch.Delete = append(batch.Delete, string(id))
		}
	}
	err = c.index.Apply(ctx, batch)
	if err == nil {
		c.indexed = at.Seq
	}
	return err
}

// startIndex follows the store from the index's own position, or rebuilds it first.
func (c *Centre) startIndex(ctx context.Context, store registry.Mark) {
	mark, _ := c.index.Mark() // a position that cannot be read is that of an empty index
	f := newFollower("index", c, mark, c.applyToIndex)
	f.tells = directoryKinds()
	f.whole = func() bool {
		now, err := c.index.Mark()
		return err != nil || now.Epoch == f.epoch // damage shows as the zero mark
	}
	f.remake = func(ctx context.Context) (registry.Mark, error) { return c.rebuildIndex(ctx, nil) }
	f.building.Store(!f.goesOn(store))
	c.indexFollower = f
	c.goRun(func() { f.run(ctx) })
}

// rebuildIndex fills a fresh index from the store. The position is read before the
// records, places included, so that what changes meanwhile is applied again, harmlessly.
func (c *Centre) rebuildIndex(ctx context.Context, progress func(done int)) (registry.Mark, error) {
	at, err := c.store.Mark(ctx)
	if err == nil {
		err = c.loadPlaces(ctx)
	}
	if err != nil {
		return at, err
	}
	err = c.index.Rebuild(ctx, at, func(add func(registry.IndexDocument) error) error {
		done := 0
		return c.view(ctx, func(tx registry.Reader) error {
			for _, o := range c.places.Load().organizations {
				if err := add(registry.IndexDocument{Organization: &o}); err != nil {
					return err
				}
			}
			return tx.EachMediator(func(m registry.Mediator, _ registry.Workload) error {
				if done++; progress != nil {
					progress(done)
				}
				if m.Status == registry.MediatorRemoved {
					return nil
				}
				return add(c.document(m))
			})
		})
	})
	return at, err
}
