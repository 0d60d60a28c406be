package centre

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/calendar"
	"liuyuan/identity"
	"liuyuan/matching"
	"liuyuan/registry"
)

// Centre is one running instance. It is safe for concurrent use.
type Centre struct {
	store    registry.Store
	index    registry.Index
	log      zerolog.Logger
	clock    func() time.Time
	epoch    atomic.Value // the registry.Epoch that is followed
	taxonomy *registry.Taxonomy
	wording  *registry.Wording
	matching *matching.Policy
	policy   *identity.Policy
	keyring  *identity.Keyring // nil: personal data can be neither written nor read
	calendar *calendar.Calendar
	clocks   *calendar.Clocks
	webhook  Webhook
	auto     bool
	fail     func(point string) error

	places     atomic.Pointer[places] // regions and institutions, replaced when they change
	placesTurn sync.Mutex             // one reads and replaces them at a time
	pool       atomic.Pointer[matching.Pool]

	poolFollower  *follower
	indexFollower *follower
	indexed       int64 // the position last written into the index; its follower's own
	events        *hub
	stop          context.CancelFunc
	done          sync.WaitGroup
}

// Options are what an instance is made of.
type Options struct {
	Store registry.Store
	Index registry.Index // nil: no search (commands that only match or import)
	Log   zerolog.Logger
	Clock func() time.Time // nil: time.Now
	// Matching builds the pool. Commands that neither match nor verify go without,
	// so that they cost no memory on a large roster.
	Matching bool
	// Keyring seals what is said about people. Without one no dispute is registered.
	Keyring *identity.Keyring
	// Duties runs the clocks: offers expire and notices are sent. One process or
	// several may do so.
	Duties bool
	// Webhook receives the notices; the zero value keeps them in the outbox.
	Webhook Webhook
	// Holidays are notices of further years (calendar.Add), of which a later one replaces the year.
	Holidays [][]byte
	// Matching policy in force; nil: the one that the binary carries.
	Rules *matching.Policy
	// AutoOffer offers to the next person by the ranking when an offer expires, in
	// matters of low risk (local policy; off unless the centre decides so).
	AutoOffer bool
	// Fail is called at the named points in builds with the tag failpoint; an error it
	// returns takes the place of the step. Other builds ignore it.
	Fail func(point string) error
}

// New builds the projections from the store and starts to follow it. It returns
// when matching is ready; an index that must be rebuilt is rebuilt meanwhile
// (Ready tells). Close ends it.
func New(ctx context.Context, o Options) (*Centre, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	c := &Centre{store: o.Store, index: o.Index, log: o.Log, clock: o.Clock, policy: identity.NewPolicy(),
		events: newHub(), keyring: o.Keyring, webhook: o.Webhook, auto: o.AutoOffer, fail: o.Fail}
	if err := c.loadData(o); err != nil {
		return nil, err
	}
	mark, err := o.Store.Mark(ctx)
	if err != nil {
		return nil, err
	}
	c.epoch.Store(mark.Epoch)
	if err := c.loadPlaces(ctx); err != nil {
		return nil, err
	}
	run, stop := context.WithCancel(context.Background())
	c.stop = stop
	if o.Matching {
		if err := c.loadPool(ctx); err != nil {
			stop()
			return nil, err
		}
		c.poolFollower = newFollower("pool", c, mark, c.applyToPool)
		c.poolFollower.tells, c.poolFollower.remake = caseKinds(), c.remakePool
		c.goRun(func() { c.poolFollower.run(run) })
	}
	if c.index != nil {
		c.startIndex(run, mark)
	}
	c.goRun(func() { c.wakeFollowers(run) })
	if o.Duties {
		c.goRun(func() { c.runDuties(run) })
	}
	return c, nil
}

// loadData reads the data that the binary carries.
func (c *Centre) loadData(o Options) (err error) {
	if c.taxonomy, err = registry.LoadTaxonomy(); err != nil {
		return err
	}
	if c.wording, err = registry.NewWording(c.taxonomy); err != nil {
		return err
	}
	c.wording.RegionName = func(r registry.RegionCode) string { return c.places.Load().regionName(r) }
	c.wording.OrganizationName = func(id registry.OrganizationID) string { return c.places.Load().organizationName(id) }
	if c.calendar, err = calendar.Load(); err != nil {
		return err
	}
	for _, notice := range o.Holidays {
		if c.calendar, err = c.calendar.Add(notice); err != nil {
			return registry.Fault(registry.CodeInvalid, err, "节假日文件不对，请对照 docs/operations.md 的格式", "a file of holidays is wrong: compare it with the form in docs/operations.md")
		}
	}
	if c.clocks, err = calendar.LoadClocks(); err != nil {
		return err
	}
	if c.matching = o.Rules; c.matching == nil {
		c.matching, err = matching.DefaultPolicy()
	}
	return err
}

// projections are the followers in use.
func (c *Centre) projections() []*follower {
	var all []*follower
	for _, f := range []*follower{c.poolFollower, c.indexFollower} {
		if f != nil {
			all = append(all, f)
		}
	}
	return all
}

func (c *Centre) goRun(fn func()) {
	c.done.Add(1)
	go func() {
		defer c.done.Done()
		fn()
	}()
}

// Close stops the followers. Store and index stay open: whoever opened them closes them.
func (c *Centre) Close() {
	c.stop()
	c.done.Wait()
}

// Taxonomy is the table of dispute types in force.
func (c *Centre) Taxonomy() *registry.Taxonomy { return c.taxonomy }

// Epoch names the life of the database that is served; it signs cursors. A restore
// under the running centre changes it.
func (c *Centre) Epoch() registry.Epoch {
	epoch, _ := c.epoch.Load().(registry.Epoch)
	return epoch
}

// Policy is the permission table.
func (c *Centre) Policy() *identity.Policy { return c.policy }

// Message puts a reason into words.
func (c *Centre) Message(r registry.Reason, l registry.Locale) string { return c.wording.Message(r, l) }

// allow refuses a viewer whose roles do not admit the operation.
func (c *Centre) allow(v identity.Viewer, typ, operation string) error {
	if c.policy.May(v, typ, operation) {
		return nil
	}
	return registry.Refuse(registry.CodeForbidden, nil, "您的角色不能进行这项操作", "your role does not allow this")
}

// view reads in one transaction.
func (c *Centre) view(ctx context.Context, fn func(registry.Reader) error) error {
	return c.store.View(ctx, fn)
}
