package centre_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"liuyuan/centre"
	"liuyuan/index"
	"liuyuan/registry"
	"liuyuan/store"
)

// soon waits until the condition holds.
func soon(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-deadline:
			t.Fatal("not in time: " + what)
		case <-tick.C:
		}
	}
}

// write commits a person past the centre, as another process does.
func (h *house) write(db *store.DB, n int, name string) registry.MediatorID {
	h.t.Helper()
	m := newcomer(name)
	m.ID, m.Status, m.AssuredAt = registry.MediatorID(fmt.Sprintf("0190c2e0-0000-7000-8000-%012d", n)), registry.MediatorActive, "2026-03-01"
	if _, err := db.Update(context.Background(), func(tx registry.Writer) error {
		_, err := tx.PutMediator(m)
		return err
	}); err != nil {
		h.t.Fatal(err)
	}
	return m.ID
}

func (h *house) finds(name string) bool {
	answer, err := h.centre.Search(context.Background(), clerk(), registry.DirectoryQuestion{Text: name, First: 1})
	return err == nil && answer.Total == 1
}

// deaf is a store whose wake-ups are all lost.
type deaf struct{ registry.Store }

func (deaf) Wake() <-chan struct{} { return nil }

func TestChangesWhoseWakeUpsAreLostAreFoundByPolling(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	h.close()
	h.dress = func(db *store.DB) registry.Store { return deaf{db} }
	h.open()
	for n := range 5 {
		name := "诸葛守望" + string(rune('甲'+n))
		id := h.write(h.store, n, name)
		soon(t, "the change is found in search and match", func() bool { return h.shows(name, id) })
	}
	h.verify()
}

func (h *house) shows(name string, id registry.MediatorID) bool {
	return h.finds(name) && h.ranked(id) != 0
}

// asleep plants the bug: it is deaf and looks for nothing by itself.
type asleep struct {
	deaf
	looks atomic.Int64
}

func (a *asleep) Feed(context.Context, int64, int) ([]registry.Change, error) {
	a.looks.Add(1)
	return nil, nil
}

func TestLookingOnlyWhenWokenIsCaught(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	h.close()
	var sleepy *asleep
	h.dress = func(db *store.DB) registry.Store { sleepy = &asleep{deaf: deaf{db}}; return sleepy }
	h.open()
	id, before := h.write(h.store, 1, "诸葛守望"), sleepy.looks.Load()
	soon(t, "both followers have looked twice", func() bool { return sleepy.looks.Load() >= before+4 })
	if h.shows("诸葛守望", id) {
		t.Error("the change is found without a look: the test sees nothing")
	}
}

// damaged is an index that is found damaged at a moment: as the real one then, it
// has the zero mark and answers nothing until it is rebuilt.
type damaged struct {
	registry.Index
	now atomic.Bool
}

func (d *damaged) Mark() (registry.Mark, error) {
	if d.now.Load() {
		return registry.Mark{}, nil
	}
	return d.Index.Mark()
}

func (d *damaged) Search(ctx context.Context, q registry.DirectoryQuestion) (registry.DirectoryAnswer, error) {
	if d.now.Load() {
		return registry.DirectoryAnswer{}, registry.Refuse(registry.CodeUnavailable, nil, "坏了", "damaged")
	}
	return d.Index.Search(ctx, q)
}

func (d *damaged) Rebuild(ctx context.Context, at registry.Mark, fill func(func(registry.IndexDocument) error) error) error {
	err := d.Index.Rebuild(ctx, at, fill)
	if err == nil {
		d.now.Store(false)
	}
	return err
}

func TestAnIndexDamagedWhileServingIsRebuilt(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	h.close()
	var words *damaged
	h.wrap = func(x *index.Index) registry.Index { words = &damaged{Index: x}; return words }
	h.open()
	h.write(h.store, 1, "诸葛守望")
	soon(t, "the person is found", func() bool { return h.finds("诸葛守望") })
	words.now.Store(true)
	if h.finds("诸葛守望") {
		t.Fatal("the damage does not show: the test tests nothing")
	}
	soon(t, "the index is rebuilt", func() bool { return h.finds("诸葛守望") })
	h.verify()
}

func TestARestoreUnderARunningCentreIsFollowed(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	before := h.centre.Epoch()
	id := h.restoreUnder()
	soon(t, "the new life is followed", func() bool { return h.follows(id) })
	if now, err := h.store.Mark(context.Background()); err != nil || now.Epoch == before || h.centre.Epoch() != now.Epoch {
		t.Errorf("cursors are signed with %q, the life was %q and is %q, %v", h.centre.Epoch(), before, now.Epoch, err)
	}
	h.verify()
}

// follows reports whether the records after restoreUnder are shown, and no others.
func (h *house) follows(id registry.MediatorID) bool {
	return h.shows("百里重来", id) && h.search("诸葛守望") == 0
}

// restoreUnder takes three people away by a restore from another process, which then
// registers one.
func (h *house) restoreUnder() registry.MediatorID {
	h.t.Helper()
	ctx, file := context.Background(), filepath.Join(h.t.TempDir(), "backup")
	if _, err := h.store.Backup(ctx, file); err != nil {
		h.t.Fatal(err)
	}
	for n := range 3 {
		h.write(h.store, n, "诸葛守望")
	}
	soon(h.t, "the people are found", func() bool { return h.search("诸葛守望") == 3 })
	other, err := store.OpenSQLite(ctx, h.data, store.Options{SortKey: centre.NameKey})
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	if _, err := other.Restore(ctx, file, true); err != nil {
		h.t.Fatal(err)
	}
	return h.write(other, 9, "百里重来")
}

// oneLife plants the bug: a restore is not told from the life before, and positions
// never go back.
type oneLife struct {
	*store.DB
	epoch registry.Epoch
	top   atomic.Int64
	marks atomic.Int64
}

func (o *oneLife) Mark(ctx context.Context) (registry.Mark, error) {
	m, err := o.DB.Mark(ctx)
	o.marks.Add(1)
	o.top.Store(max(o.top.Load(), m.Seq))
	m.Epoch, m.Seq = o.epoch, o.top.Load()
	return m, err
}

func TestTakingARestoreForTheSameLifeIsCaught(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	epoch := h.centre.Epoch()
	h.close()
	var same *oneLife
	h.dress = func(db *store.DB) registry.Store { same = &oneLife{DB: db, epoch: epoch}; return same }
	h.open()
	id := h.restoreUnder()
	before := same.marks.Load()
	soon(t, "both followers have looked twice", func() bool { return same.marks.Load() >= before+4 })
	if h.follows(id) {
		t.Error("the restore is followed without an epoch: the test sees nothing")
	}
}

func TestProjectionsBehindAPrunedFeedAreMadeAnew(t *testing.T) {
	h := newHouse(t)
	h.fallBehindAPrunedFeed()
	h.open()
	h.verify()
	if h.search("诸葛守望甲") != 1 {
		t.Error("what was pruned is missing")
	}
}

// fallBehindAPrunedFeed leaves the house closed, with an index that has missed
// changes which the feed no longer tells.
func (h *house) fallBehindAPrunedFeed() {
	h.load(small)
	h.verify()
	h.centre.Close()
	h.closers = h.closers[:2]
	for n := range 3 {
		h.write(h.store, n, "诸葛守望"+string(rune('甲'+n)))
	}
	if err := h.store.Prune(context.Background(), 1); err != nil {
		h.t.Fatal(err)
	}
	h.close()
}

// blind plants a bug: it does not tell that the feed was pruned, and reads on after
// the gap.
type blind struct{ *store.DB }

func (b blind) Mark(ctx context.Context) (registry.Mark, error) {
	m, err := b.DB.Mark(ctx)
	m.Pruned = 0
	return m, err
}

func (b blind) Feed(ctx context.Context, after int64, limit int) ([]registry.Change, error) {
	m, err := b.DB.Mark(ctx)
	if err != nil {
		return nil, err
	}
	return b.DB.Feed(ctx, max(after, m.Pruned), limit)
}

func TestReadingOnAfterAGapInTheFeedIsCaught(t *testing.T) {
	h := newHouse(t)
	h.fallBehindAPrunedFeed()
	h.dress = func(db *store.DB) registry.Store { return blind{db} }
	h.open()
	v, err := h.centre.Verify(context.Background())
	if err != nil || len(v.Differences) != 2 {
		t.Errorf("%v, %v, want the two people of the gap", v.Differences, err)
	}
}
