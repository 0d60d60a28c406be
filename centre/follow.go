package centre

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"liuyuan/registry"
)

// Times of following. Polling catches what a lost wake-up missed and what other
// processes wrote; a change must be seen within a second.
const (
	pollEvery   = 250 * time.Millisecond
	feedPage    = 2000
	faultPause  = time.Second
	waitForSelf = 3 * time.Second
)

// follower carries the change feed into one projection. It reads changes after
// its position, hands them over, and moves on; a failure is logged, shown in
// Ready, and tried again. Replaying changes is harmless.
type follower struct {
	name  string
	c     *Centre
	apply func(context.Context, []registry.Change, registry.Mark) error
	tells []registry.ChangeKind // what subscribers are told of once it is applied
	epoch registry.Epoch
	at    atomic.Int64
	fault atomic.Pointer[error]
	// remake makes the projection anew and gives its position; whole reports whether
	// it is still what was made (nil: it cannot be damaged).
	remake func(context.Context) (registry.Mark, error)
	whole  func() bool
	// building is true while the projection is made anew; pause holds the
	// follower off meanwhile.
	building atomic.Bool
	pause    sync.Mutex
	wake     chan struct{}
	mu       sync.Mutex
	moved    chan struct{} // closed and replaced when the position moves
}

func newFollower(name string, c *Centre, from registry.Mark, apply func(context.Context, []registry.Change, registry.Mark) error) *follower {
	f := &follower{name: name, c: c, apply: apply, epoch: from.Epoch, wake: make(chan struct{}, 1), moved: make(chan struct{})}
	f.at.Store(from.Seq)
	return f
}

func (f *follower) run(ctx context.Context) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for look := true; ; {
		f.pause.Lock()
		err := f.follow(ctx, look)
		f.pause.Unlock()
		look = err != nil
		if err != nil && ctx.Err() == nil {
			if f.fault.Swap(&err) == nil {
				f.c.log.Error().Err(err).Str("projection", f.name).Msg("following the store failed; trying again")
			}
			f.tell() // whoever waits need not wait for it
			rest(ctx, faultPause)
		} else if f.fault.Swap(nil) != nil {
			f.c.log.Info().Str("projection", f.name).Msg("following the store again")
		}
		select {
		case <-ctx.Done():
			return
		case <-f.wake:
		case <-tick.C:
			look = true
		}
	}
}

// follow carries over what is new; look says to look first whether the projection
// can go on from where it is, and to make it anew if not.
func (f *follower) follow(ctx context.Context, look bool) error {
	if look {
		store, err := f.c.store.Mark(ctx)
		if err != nil {
			return err
		}
		if !f.goesOn(store) {
			f.building.Store(true)
			at, err := f.remake(ctx)
			if err == nil {
				err = f.c.failAt(f.name + ".remade")
			}
			if err != nil {
				return err
			}
			f.restart(at)
		}
	}
	return f.catchUp(ctx)
}

// goesOn reports whether the feed leads on from the projection's position. It does
// not when the projection is damaged, of another life of the database (a restore),
// ahead of the store, or so far behind that the feed has been pruned.
func (f *follower) goesOn(store registry.Mark) bool {
	at := f.at.Load()
	return f.epoch == store.Epoch && store.Pruned <= at && at <= store.Seq && (f.whole == nil || f.whole())
}

func (f *follower) catchUp(ctx context.Context) error {
	for {
		changes, err := f.c.store.Feed(ctx, f.at.Load(), feedPage)
		if err != nil || len(changes) == 0 {
			return err
		}
		last := registry.Mark{Epoch: f.epoch, Seq: changes[len(changes)-1].Seq}
		if err := f.c.failAt(f.name + ".read"); err != nil {
			return err
		}
		if err := f.apply(ctx, changes, last); err != nil {
			return err
		}
		if err := f.c.failAt(f.name + ".applied"); err != nil {
			return err
		}
		f.moveTo(last.Seq)
		f.c.events.publish(changes, f.tells)
	}
}

func (f *follower) moveTo(seq int64) {
	f.at.Store(seq)
	f.tell()
}

// tell lets those who wait look again.
func (f *follower) tell() {
	f.mu.Lock()
	close(f.moved)
	f.moved = make(chan struct{})
	f.mu.Unlock()
}

// restart continues from the position of a projection made anew.
func (f *follower) restart(at registry.Mark) {
	f.epoch = at.Epoch
	f.c.epoch.Store(at.Epoch)
	f.fault.Store(nil)
	f.building.Store(false)
	f.moveTo(at.Seq)
}

// nudge wakes the follower; nudges while it works are coalesced.
func (f *follower) nudge() {
	select {
	case f.wake <- struct{}{}:
	default:
	}
}

// wait returns when the projection holds the position, or with an error: at once
// if it cannot follow at the moment.
func (f *follower) wait(ctx context.Context, seq int64) error {
	for {
		f.mu.Lock()
		moved := f.moved
		f.mu.Unlock()
		if f.at.Load() >= seq && !f.building.Load() {
			return nil
		}
		if fault := f.fault.Load(); fault != nil {
			return *fault
		}
		f.nudge()
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// wakeFollowers passes the store's wake-ups on to every follower.
func (c *Centre) wakeFollowers(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-c.store.Wake():
			for _, f := range c.projections() {
				f.nudge()
			}
		}
	}
}

// AtLeast waits until search and match hold the position, so that a caller reads
// what it (or another node) has written. UNAVAILABLE if that takes too long.
func (c *Centre) AtLeast(ctx context.Context, seq int64) error {
	ctx, cancel := context.WithTimeout(ctx, waitForSelf)
	defer cancel()
	if err := c.reach(ctx, seq); err != nil {
		return registry.Fault(registry.CodeUnavailable, err,
			"数据正在同步，请稍后重试", "the projections are catching up; try again shortly")
	}
	return nil
}

// CatchUp waits until search and match show what is stored by now, as long as that
// takes: for a database that was filled a moment ago.
func (c *Centre) CatchUp(ctx context.Context) error {
	mark, err := c.store.Mark(ctx)
	if err != nil {
		return err
	}
	return c.reach(ctx, mark.Seq)
}

// reach waits until every projection holds the position.
func (c *Centre) reach(ctx context.Context, seq int64) error {
	for _, f := range c.projections() {
		if err := f.wait(ctx, seq); err != nil {
			return fmt.Errorf("%s is behind: %w", f.name, err)
		}
	}
	return nil
}

// settle waits for a write of this process to be seen. The write is done whatever
// comes of it, so being late is no error.
func (c *Centre) settle(ctx context.Context, seq int64) {
	if seq == 0 {
		return
	}
	if err := c.AtLeast(ctx, seq); err != nil {
		c.log.Warn().Int64("seq", seq).Msg("a write is stored and will be seen in search and match later")
	}
}

func rest(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
