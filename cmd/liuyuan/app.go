package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/index"
	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/store"
	"liuyuan/terms"
)

// app is one wired instance: what serve runs and what end-to-end tests run.
type app struct {
	store  *store.DB
	index  *index.Index
	centre *centre.Centre
	undo   []func()
}

// appOptions say which parts a command needs.
type appOptions struct {
	place
	Log       zerolog.Logger
	Demo      bool          // a throw-away embedded database with the seed
	DemoDate  registry.Date // the day the seed is made for; empty: today
	Search    bool          // open the word index
	Matching  bool          // build the matching pool
	Exclusive bool          // a running serve: nobody else may serve this directory
	Migrate   bool
	Webhook   centre.Webhook // of a running serve
	AutoOffer bool           // of a running serve
	Rules     rulesFlag      // the matching policy in force
	Holidays  []string       // files with the holidays of further years
}

// openApp opens store, index and centre in that order; close undoes it in reverse.
func openApp(ctx context.Context, o appOptions) (*app, error) {
	settle := thrifty()
	defer settle()
	a := &app{}
	if err := a.open(ctx, o); err != nil {
		a.close()
		return nil, err
	}
	return a, nil
}

func (a *app) open(ctx context.Context, o appOptions) (err error) {
	if o.Demo {
		if o.Data, err = os.MkdirTemp("", "liuyuan-demo-"); err != nil {
			return err
		}
		dir := o.Data
		a.onClose(func() { _ = os.RemoveAll(dir) })
		o.Database = ""
	}
	rules, err := o.Rules.read()
	if err != nil {
		return err
	}
	if a.store, err = openStore(ctx, o); err != nil {
		return err
	}
	a.onClose(func() { _ = a.store.Close() })
	var words registry.Index
	if o.Search {
		if a.index, err = a.openIndex(o); err != nil {
			return err
		}
		a.onClose(func() { _ = a.index.Close() })
		if why := a.index.Damage(); why != nil {
			o.Log.Warn().Err(why).Msg("the word index cannot be used as it is and is made anew")
		}
		words = a.index
	}
	keys, err := a.keyring(ctx, o)
	if err != nil {
		return err
	}
	var notices [][]byte
	for _, file := range o.Holidays {
		notice, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		notices = append(notices, notice)
	}
	if a.centre, err = centre.New(ctx, centre.Options{Store: a.store, Index: words, Log: o.Log, Matching: o.Matching, Keyring: keys, Duties: o.Exclusive, Webhook: o.Webhook, AutoOffer: o.AutoOffer, Holidays: notices, Rules: rules}); err != nil {
		return err
	}
	a.onClose(a.centre.Close)
	if o.Demo {
		if err := a.loadSeed(ctx, o.DemoDate); err != nil || !o.Exclusive {
			return err
		}
		if err := a.loadMatters(ctx, cmp.Or(o.DemoDate, registry.DateOf(time.Now()))); err != nil {
			return err
		}
		return a.centre.CatchUp(ctx)
	}
	return a.loadPlaces(ctx)
}

func openStore(ctx context.Context, o appOptions) (*store.DB, error) {
	options := store.Options{SortKey: centre.NameKey, Migrate: o.Migrate, Exclusive: o.Exclusive}
	if o.Database != "" {
		return store.OpenPostgres(ctx, o.Database, options)
	}
	return store.OpenSQLite(ctx, o.Data, options)
}

// openIndex opens the word index beside the data, or in a temporary directory when
// the data is on PostgreSQL and no directory was made for it.
func (a *app) openIndex(o appOptions) (*index.Index, error) {
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		return nil, err
	}
	return index.Open(filepath.Join(o.Data, "index"), index.Options{
		Taxonomy: taxonomy, TermsVersion: terms.Version(),
		// The centre exists once the first query comes.
		Understand: func(q string) ([]registry.InterpretedFilter, string) { return a.centre.Understand(q) },
		Regions:    func() []registry.Region { return a.centre.AllRegions() },
	})
}

// loadSeed fills a fresh demonstration database through the centre, as an import does.
func (a *app) loadSeed(ctx context.Context, day registry.Date) error {
	if day == "" {
		day = registry.DateOf(time.Now())
	}
	people := seed.Mediators(day)
	return a.load(ctx, centre.Roster{Regions: seed.Regions(), Organizations: seed.Organizations(),
		Mediators: func(yield func(registry.Mediator, error) bool) {
			for _, m := range people {
				if !yield(m, nil) {
					return
				}
			}
		}})
}

// loadPlaces gives a fresh database the real regions that the binary carries, so
// that a roster can be kept from the first minute.
func (a *app) loadPlaces(ctx context.Context) error {
	if len(a.centre.AllRegions()) > 0 {
		return nil
	}
	return a.load(ctx, centre.Roster{Regions: seed.Regions(), Mediators: func(func(registry.Mediator, error) bool) {}})
}

func (a *app) load(ctx context.Context, r centre.Roster) error {
	open := func() (centre.Roster, error) { return r, nil }
	if _, err := a.centre.Import(ctx, identity.System(), open, centre.ImportOptions{Apply: true}); err != nil {
		return err
	}
	return a.centre.CatchUp(ctx)
}

func (a *app) onClose(fn func()) { a.undo = append(a.undo, fn) }

func (a *app) close() {
	for i := len(a.undo) - 1; i >= 0; i-- {
		a.undo[i]()
	}
	a.undo = nil
}
