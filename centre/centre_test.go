package centre_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
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

func monday() time.Time { return time.Date(2026, 3, 2, 10, 0, 0, 0, registry.Shanghai()) }

// house is a centre with its store and index, on directories that can be opened again.
type house struct {
	t       testing.TB
	data    string
	words   string
	store   *store.DB
	index   *index.Index
	centre  *centre.Centre
	wrap    func(*index.Index) registry.Index // nil: as it is
	closers []func()
	dress   func(*store.DB) registry.Store // what the centre sees of the store; nil: all
}

func newHouse(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, data: t.TempDir(), words: t.TempDir() + "/index"}
	h.open()
	t.Cleanup(func() { h.close() })
	return h
}

func (h *house) open() {
	h.t.Helper()
	ctx := context.Background()
	var err error
	if h.store, err = store.OpenSQLite(ctx, h.data, store.Options{SortKey: centre.NameKey}); err != nil {
		h.t.Fatal(err)
	}
	h.closers = append(h.closers, func() { _ = h.store.Close() })
	taxonomy, err := registry.LoadTaxonomy()
	if err != nil {
		h.t.Fatal(err)
	}
	if h.index, err = index.Open(h.words, index.Options{Taxonomy: taxonomy, TermsVersion: terms.Version(),
		Understand: func(q string) ([]registry.InterpretedFilter, string) { return h.centre.Understand(q) }}); err != nil {
		h.t.Fatal(err)
	}
	h.closers = append(h.closers, func() { _ = h.index.Close() })
	words := registry.Index(h.index)
	if h.wrap != nil {
		words = h.wrap(h.index)
	}
	var seen registry.Store = h.store
	if h.dress != nil {
		seen = h.dress(h.store)
	}
	if h.centre, err = centre.New(ctx, centre.Options{Store: seen, Index: words, Log: zerolog.Nop(), Clock: monday, Matching: true}); err != nil {
		h.t.Fatal(err)
	}
	h.closers = append(h.closers, h.centre.Close)
}

func (h *house) close() {
	for i := len(h.closers) - 1; i >= 0; i-- {
		h.closers[i]()
	}
	h.closers = nil
}

// small is a corner of the seed: one town, its institutions and thirty of its people.
func small() centre.Roster {
	r := centre.Roster{Regions: seed.Regions(), Organizations: seed.Organizations()}
	people := seed.Mediators(registry.DateOf(monday()))
	r.Mediators = func(yield func(registry.Mediator, error) bool) {
		for i := 0; i < len(people); i += 60 {
			if !yield(people[i], nil) {
				return
			}
		}
	}
	return r
}

func (h *house) load(r func() centre.Roster) centre.Imported {
	h.t.Helper()
	n, err := h.centre.Import(context.Background(), identity.System(), func() (centre.Roster, error) { return r(), nil }, centre.ImportOptions{Apply: true})
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

func (h *house) verify() {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	v, err := h.centre.Verify(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	if len(v.Differences) > 0 {
		h.t.Fatalf("store and projections differ: %v", v.Differences)
	}
}

func admin() identity.Viewer {
	v, _ := identity.Demo(registry.AccessRosterAdmin, "440703")
	return v
}

func clerk() identity.Viewer {
	v, _ := identity.Demo(registry.AccessDistrictStaff, "440703")
	return v
}

func newcomer(name string) registry.Mediator {
	return registry.Mediator{Name: name, Roles: []registry.Role{registry.RoleMediator}, Standings: []registry.StandingTerm{{Kind: registry.StandingEngaged}},
		Specialties: []registry.Specialty{{Type: "16.01", Level: 3}}, ServiceAreas: []registry.RegionCode{"440703"}, Home: "440703101203", Languages: []registry.Language{"cmn"}, Capacity: 4}
}

func (h *house) search(text string) int {
	h.t.Helper()
	answer, err := h.centre.Search(context.Background(), clerk(), registry.DirectoryQuestion{Text: text, First: 10})
	if err != nil {
		h.t.Fatal(err)
	}
	return answer.Total
}

// ranked gives the place of a person in the answer to a trade-mark matter, 0 if not in it.
func (h *house) ranked(id registry.MediatorID) int {
	h.t.Helper()
	answer, err := h.centre.Match(context.Background(), clerk(), centre.MatchInput{Type: "16.01", Region: "440703101203"}, 100)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, c := range answer.Candidates {
		if c.Mediator == id {
			return c.Rank
		}
	}
	return 0
}

func TestAChangeOfTheRosterShowsInSearchAndMatchAtOnce(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	ctx := context.Background()
	w, err := h.centre.RegisterMediator(ctx, admin(), newcomer("欧阳麒麟"), "")
	if err != nil {
		t.Fatal(err)
	}
	if h.search("欧阳麒麟") != 1 || h.ranked(w.Mediator) != 1 {
		t.Fatal("a new person is not found at once")
	}
	rename := func(m *registry.Mediator) { m.Name = "司马麒麟" }
	version := w.Version
	w, err = h.centre.UpdateMediator(ctx, admin(), centre.MediatorChange{Mediator: w.Mediator, Version: &version, Input: "rename", Change: rename})
	if err != nil || w.Version != version+1 {
		t.Fatalf("version %d, %v", w.Version, err)
	}
	if h.search("司马麒麟") != 1 || h.search("欧阳麒麟") != 0 {
		t.Fatal("search does not follow the change")
	}
	if _, err := h.centre.UpdateMediator(ctx, admin(), centre.MediatorChange{Mediator: w.Mediator, Version: &version, Input: "again", Change: rename}); registry.CodeOf(err) != registry.CodeVersionConflict {
		t.Fatalf("a stale version: %v", err)
	}
	if _, err := h.centre.SuspendMediator(ctx, admin(), centre.Suspension{Mediator: w.Mediator, Reason: "培训", Until: "2026-03-31"}); err != nil {
		t.Fatal(err)
	}
	if h.ranked(w.Mediator) != 0 {
		t.Fatal("a suspended person is proposed")
	}
	h.verify()
}

func TestWhatWasCommittedButNotIndexedIsCaughtUpAtTheNextStart(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	h.centre.Close() // the process is killed here: the store commits, nobody follows
	m := newcomer("诸葛守望")
	m.ID, m.Status, m.AssuredAt = "0190c2e0-0000-7000-8000-00000000abcd", registry.MediatorActive, "2026-03-01"
	if _, err := h.store.Update(context.Background(), func(tx registry.Writer) error {
		_, err := tx.PutMediator(m)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := h.index.Search(context.Background(), registry.DirectoryQuestion{Text: "诸葛守望", First: 1}); err != nil {
		t.Fatal(err)
	}
	h.closers = h.closers[:2] // the centre is closed already
	h.close()
	h.open()
	h.verify()
	if h.search("诸葛守望") != 1 || h.ranked(m.ID) == 0 {
		t.Fatal("the committed person is not found after the restart")
	}
}

func TestVerifySeesAStaleIndex(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	h.verify()
	mark, err := h.index.Mark()
	if err != nil {
		t.Fatal(err)
	}
	stranger := newcomer("百里无影")
	stranger.ID, stranger.Version = "0190c2e0-0000-7000-8000-00000000ffff", 1
	if err := h.index.Apply(context.Background(), registry.IndexBatch{Put: []registry.IndexDocument{{Mediator: &stranger}}, At: mark}); err != nil {
		t.Fatal(err)
	}
	v, err := h.centre.Verify(context.Background())
	if err != nil || len(v.Differences) != 1 || v.Differences[0].What != "extra" {
		t.Fatalf("%v %v", v.Differences, err)
	}
	if err := h.centre.Reindex(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	h.verify()
}

func TestTwinsOfOneKeyHaveOneEffectAndEqualAnswers(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	const twins = 50
	answers := make([]centre.Written, twins)
	failures := make([]error, twins)
	var wait sync.WaitGroup
	for i := range twins {
		wait.Add(1)
		go func() {
			defer wait.Done()
			answers[i], failures[i] = h.centre.RegisterMediator(context.Background(), admin(), newcomer("双生"), "key-1")
		}()
	}
	wait.Wait()
	for i := range twins {
		if failures[i] != nil || answers[i].Mediator != answers[0].Mediator || answers[i].Version != answers[0].Version {
			t.Fatalf("twin %d: %+v, %v; the first got %+v", i, answers[i], failures[i], answers[0])
		}
	}
	if n := h.search("双生"); n != 1 {
		t.Fatalf("%d people were registered", n)
	}
	if _, err := h.centre.RegisterMediator(context.Background(), admin(), newcomer("另一人"), "key-1"); registry.CodeOf(err) != registry.CodeKeyReused {
		t.Fatalf("another input under the key: %v", err)
	}
}

func TestAnImportIsAllOrNothing(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	before, _ := h.centre.Verify(context.Background())
	bad := func() (centre.Roster, error) {
		return centre.Roster{Mediators: func(yield func(registry.Mediator, error) bool) {
			for i := range 5 {
				m := newcomer(fmt.Sprintf("新人%d", i))
				m.ID, m.Status = registry.MediatorID(fmt.Sprintf("0190c2e0-0000-7000-8000-%012d", i)), registry.MediatorActive
				if i == 3 {
					m.Home = "990000"
				}
				if i == 4 {
					m.Capacity = -2
				}
				if !yield(m, nil) {
					return
				}
			}
		}}, nil
	}
	_, err := h.centre.Import(context.Background(), identity.System(), bad, centre.ImportOptions{Apply: true})
	if err == nil || !strings.Contains(err.Error(), "第 4 人") || !strings.Contains(err.Error(), "第 5 人") {
		t.Fatalf("both wrong people should be named: %v", err)
	}
	after, _ := h.centre.Verify(context.Background())
	if after.Mediators != before.Mediators || h.search("新人0") != 0 {
		t.Fatal("a refused import wrote something")
	}
	if n := h.load(small); n.New != 0 || n.Changed != 0 || n.Unchanged == 0 {
		t.Fatalf("the same roster twice: %+v", n)
	}
}

func TestAnAdminKeepsTheOwnRegionOnly(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	town, _ := identity.Demo(registry.AccessRosterAdmin, "440703102")
	var e *registry.Error
	if _, err := h.centre.RegisterMediator(context.Background(), town, newcomer("外镇人"), ""); !errors.As(err, &e) || e.Code != registry.CodeForbidden || len(e.Field) == 0 {
		t.Fatalf("a person of another town was registered: %v", err)
	}
	if _, err := h.centre.RegisterMediator(context.Background(), clerk(), newcomer("无权人"), ""); !errors.As(err, &e) || e.Code != registry.CodeForbidden || len(e.Field) != 0 {
		t.Fatalf("a clerk keeps the roster: %v", err)
	}
	w, err := h.centre.RegisterMediator(context.Background(), admin(), newcomer("本区人"), "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.centre.SuspendMediator(context.Background(), town, centre.Suspension{Mediator: w.Mediator, Reason: "x"})
	_, missing := h.centre.SuspendMediator(context.Background(), town, centre.Suspension{Mediator: "0190c2e0-0000-7000-8000-00000000dead", Reason: "x"})
	if err == nil || missing == nil || err.Error() != missing.Error() {
		t.Fatalf("not yours and not there must be told alike: %v / %v", err, missing)
	}
}
