package centre

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Roster is a roster to be imported: a file, the seed, or the generator. People
// are streamed, so that memory does not grow with their number.
type Roster struct {
	Regions       []registry.Region
	Organizations []registry.Organization
	Mediators     iter.Seq2[registry.Mediator, error]
	Close         func() // may be nil
}

// Bounds of an import.
const (
	importBatch     = 2000 // people compared at once in a preview
	maxImportErrors = 100  // told at the most
)

// ImportOptions say how an import is run.
type ImportOptions struct {
	Apply bool // false: a preview that writes nothing
	// Progress is told after each batch of people; may be nil. of is how many there
	// are, 0 in the first pass, which checks them and counts.
	Progress func(done, of int)
}

// Imported counts what an import changed, or in a preview would change.
type Imported struct {
	Regions       int `json:"regions"`
	Organizations int `json:"organizations"`
	New           int `json:"new"`
	Changed       int `json:"changed"`
	Unchanged     int `json:"unchanged"`
}

// Import adds and changes records by their identifiers. It is strict: the whole
// roster is read and checked first, and nothing is written if anything is wrong;
// all errors up to a limit are returned joined. Importing the same roster twice
// changes nothing. open gives the roster from its start, and is called twice when
// the import is applied.
func (c *Centre) Import(ctx context.Context, v identity.Viewer, open func() (Roster, error), o ImportOptions) (Imported, error) {
	if err := c.allow(v, "Mutation", "registerMediator"); err != nil {
		return Imported{}, err
	}
	preview := importRun{Centre: c, viewer: v, progress: o.Progress, checksOnly: o.Apply}
	counts, err := preview.run(ctx, open)
	if err != nil || !o.Apply {
		return counts, err
	}
	apply := importRun{Centre: c, viewer: v, progress: o.Progress, apply: true, people: preview.people}
	if counts, err = apply.run(ctx, open); err != nil {
		err = &ImportStopped{err}
	}
	return counts, err
}

// ImportStopped is the error of an import that had begun to write. What was written
// stays; running it again finishes it.
type ImportStopped struct{ Err error }

func (e *ImportStopped) Error() string { return e.Err.Error() }

// Unwrap gives the cause.
func (e *ImportStopped) Unwrap() error { return e.Err }

// importRun is one pass over a roster.
type importRun struct {
	*Centre
	viewer   identity.Viewer
	apply    bool
	progress func(done, of int)
	people   int // of the roster, once it has been read
	// checksOnly: the pass before a write looks for mistakes and counts nothing.
	checksOnly bool

	known  *places // the registry's places and the roster's own
	counts Imported
	wrong  []error
	last   int64
}

func (r *importRun) run(ctx context.Context, open func() (Roster, error)) (Imported, error) {
	roster, err := open()
	if err != nil {
		return r.counts, err
	}
	if roster.Close != nil {
		defer roster.Close()
	}
	if err := r.importPlaces(ctx, roster); err != nil {
		return r.counts, err
	}
	roster.Regions, roster.Organizations = nil, nil // a country's need not stay in memory twice
	if err := r.importPeople(ctx, roster.Mediators); err != nil {
		return r.counts, err
	}
	if len(r.wrong) > 0 {
		return r.counts, errors.Join(r.wrong...)
	}
	r.settle(ctx, r.last)
	return r.counts, nil
}

func (r *importRun) importPlaces(ctx context.Context, roster Roster) error {
	r.known = r.places.Load().with(roster.Regions, roster.Organizations)
	for _, reg := range roster.Regions {
		r.note(reg.Validate())
	}
	for _, o := range roster.Organizations {
		r.note(o.Validate(r.taxonomy))
		if _, ok := r.known.region(o.Region); !ok {
			r.note(unknownPlace("regionCode"))
		}
	}
	if len(r.wrong) > 0 {
		return errors.Join(r.wrong...)
	}
	r.counts.Regions, r.counts.Organizations = len(roster.Regions), len(roster.Organizations)
	if !r.apply {
		return nil
	}
	if err := r.putPlaces(ctx, roster); err != nil {
		return err
	}
	err := r.loadPlaces(ctx)
	if err == nil {
		r.known = r.places.Load() // which holds the roster's now: a province's need not stay in memory twice
	}
	return err
}

// placesAtOnce is how many regions and institutions one transaction writes.
const placesAtOnce = 5000

// putPlaces writes the regions and institutions that are new or differ, regions first.
func (r *importRun) putPlaces(ctx context.Context, roster Roster) error {
	present := r.places.Load()
	for chunk := range slices.Chunk(roster.Regions, placesAtOnce) {
		if err := r.write(ctx, func(tx registry.Writer) error {
			var fresh []registry.Region
			for _, reg := range chunk {
				old, known := present.region(reg.Code)
				if reg.Version = old.Version; !known {
					fresh = append(fresh, reg)
				} else if !sameRecord(old, reg) {
					if _, err := tx.PutRegion(reg); err != nil {
						return err
					}
				}
			}
			return tx.AddPlaces(fresh, nil)
		}); err != nil {
			return err
		}
	}
	for chunk := range slices.Chunk(roster.Organizations, placesAtOnce) {
		if err := r.write(ctx, func(tx registry.Writer) error {
			var fresh []registry.Organization
			for _, o := range chunk {
				old, known := present.organization(o.ID)
				if o.Version = old.Version; !known {
					fresh = append(fresh, o)
				} else if !sameRecord(old, o) {
					if _, err := tx.PutOrganization(o); err != nil {
						return err
					}
				}
			}
			return tx.AddPlaces(nil, fresh)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (r *importRun) write(ctx context.Context, fn func(registry.Writer) error) error {
	seq, err := r.store.Update(ctx, fn)
	r.last = max(r.last, seq)
	return err
}

// importPeople checks everybody and, in a preview, compares them with the store;
// when the import is applied the store takes them in bulk.
func (r *importRun) importPeople(ctx context.Context, people iter.Seq2[registry.Mediator, error]) error {
	if !r.apply {
		return r.preview(ctx, people)
	}
	done := 0
	counts, err := r.store.Import(ctx, func(yield func(registry.Mediator, error) bool) {
		for m, err := range people {
			if err == nil {
				err = r.checkRecord(r.known, r.viewer, m)
			}
			if done++; done%importBatch == 0 {
				r.tell(done, r.people)
			}
			if !yield(m, err) {
				return
			}
		}
	})
	r.counts.New, r.counts.Changed, r.counts.Unchanged = counts.Added, counts.Changed, counts.Same
	if err != nil {
		return err
	}
	mark, err := r.store.Mark(ctx)
	r.last = max(r.last, mark.Seq)
	return err
}

func (r *importRun) preview(ctx context.Context, people iter.Seq2[registry.Mediator, error]) error {
	batch := make([]registry.Mediator, 0, importBatch)
	for m, err := range people {
		r.people++
		if err == nil {
			if err = r.checkRecord(r.known, r.viewer, m); err != nil {
				err = fmt.Errorf("第 %d 人 · person %d: %w", r.people, r.people, err)
			}
		}
		if r.people%importBatch == 0 {
			if r.tell(r.people, 0); ctx.Err() != nil {
				return ctx.Err()
			}
		}
		if r.note(err) {
			return nil // enough errors were seen
		}
		if err != nil || r.checksOnly {
			continue
		}
		if batch = append(batch, m); len(batch) == importBatch {
			if err := r.compare(ctx, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return r.compare(ctx, batch)
}

// note keeps an error; true once there are as many as are told.
func (r *importRun) note(err error) (full bool) {
	if err != nil {
		r.wrong = append(r.wrong, err)
	}
	return len(r.wrong) >= maxImportErrors
}

// compare counts what a batch would change.
func (r *importRun) compare(ctx context.Context, batch []registry.Mediator) error {
	if len(batch) == 0 {
		return ctx.Err()
	}
	stored := map[registry.MediatorID]registry.Mediator{}
	err := r.view(ctx, func(tx registry.Reader) error {
		ids := make([]registry.MediatorID, len(batch))
		for i, m := range batch {
			ids[i] = m.ID
		}
		present, err := tx.MediatorsByID(ids)
		for _, m := range present {
			stored[m.ID] = m
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, m := range batch {
		old, exists := stored[m.ID]
		m.Version, m.Quota = old.Version, old.Quota // a roster tells nothing of the week
		switch {
		case !exists:
			r.counts.New++
		case sameRecord(old, m):
			r.counts.Unchanged++
		default:
			r.counts.Changed++
		}
	}
	return nil
}

func (r *importRun) tell(done, of int) {
	if r.progress != nil {
		r.progress(done, of)
	}
}
