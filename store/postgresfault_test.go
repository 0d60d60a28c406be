package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/store/pgtest"
)

// ownCluster is a server of the test's own, for faults that others must not feel.
func ownCluster(t testing.TB, settings ...string) *pgtest.Cluster {
	t.Helper()
	c, err := pgtest.Start(pgtest.Options{Settings: settings})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTerminatedBackEndsCauseNoLossAndNoDoubleEffect(t *testing.T) {
	t.Parallel()
	c := ownCluster(t)
	db := openPostgresAt(t, c.URL("postgres"), store.Options{})
	writing := startClients(t, db, 8)
	for range torture(40, 1000) {
		writing.written(writing.count() + 5)
		must(t, c.Exec(context.Background(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`))
	}
	writing.wantExact(db)
}

func TestARestartedServerIsFoundAgainWithoutLoss(t *testing.T) {
	t.Parallel()
	c := ownCluster(t)
	db := openPostgresAt(t, c.URL("postgres"), store.Options{})
	writing := startClients(t, db, 4)
	for range torture(3, 30) {
		writing.written(writing.count() + 20)
		must(t, c.Kill())
		_, err := db.Feed(context.Background(), 0, 1)
		wantCode(t, err, registry.CodeUnavailable)
		must(t, c.Up())
	}
	writing.written(writing.count() + 20)
	writing.wantExact(db)
}

func TestAnExhaustedPoolEndsWithTheCallersDeadlineAndRecovers(t *testing.T) {
	t.Parallel()
	db := openPostgres(t, store.Options{Connections: 2})
	held, release := make(chan struct{}), make(chan struct{})
	finished := make(chan error)
	for range 2 {
		go func() {
			finished <- db.View(context.Background(), func(registry.Reader) error {
				held <- struct{}{}
				<-release
				return nil
			})
		}()
	}
	<-held
	<-held
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if err := db.View(ctx, func(registry.Reader) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a view got %v", err)
	}
	if _, err := db.Update(ctx, func(registry.Writer) error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("an update got %v", err)
	}
	close(release)
	must(t, errors.Join(<-finished, <-finished))
	must(t, db.View(context.Background(), func(registry.Reader) error { return nil }))
}

// awaited has a commit that waits for a standby which never comes, until the
// caller's deadline: it took effect here, and the caller cannot know.
func awaited(t *testing.T, plain bool) (people int) {
	c := ownCluster(t)
	db := openPostgresAt(t, c.URL("postgres"), store.Options{})
	standby := func(names string) {
		must(t, c.Exec(context.Background(), "ALTER SYSTEM SET synchronous_standby_names = '"+names+"'"))
		must(t, c.Exec(context.Background(), "SELECT pg_reload_conf()"))
		must(t, c.Await(context.Background(), "SELECT current_setting('synchronous_standby_names') = '"+names+"'"))
	}
	client := &clients{db: db, plain: plain, answered: map[string]string{}, t: t}
	standby("nobody")
	ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
	defer cancel()
	first, err := client.try(ctx, "key")
	wantCode(t, err, registry.CodeOutcomeUnknown)
	standby("")
	again, err := client.try(context.Background(), "key")
	must(t, err)
	if !plain && first != again {
		t.Errorf("the retry was answered %s, not %s", again, first)
	}
	stored, _ := contents(t, db)
	return len(stored)
}

func TestAnUnknownOutcomeIsResolvedByARetryWithTheKey(t *testing.T) {
	t.Parallel()
	if n := awaited(t, false); n != 1 {
		t.Errorf("the write took effect %d times", n)
	}
}

func TestADoubleEffectWithoutReceiptsIsCaught(t *testing.T) {
	t.Parallel()
	if n := awaited(t, true); n != 2 {
		t.Errorf("%d effects without a receipt: the test sees nothing", n)
	}
}

func TestFailoverToASynchronousStandbyLosesNothing(t *testing.T) {
	t.Parallel()
	primary := ownCluster(t)
	must(t, openPostgresAt(t, primary.URL("postgres"), store.Options{}).Close())
	standby := follow(t, primary)
	must(t, primary.Exec(context.Background(), "ALTER SYSTEM SET synchronous_standby_names = '*'"))
	must(t, primary.Exec(context.Background(), "SELECT pg_reload_conf()"))
	must(t, primary.Await(context.Background(), "SELECT count(*) > 0 FROM pg_stat_replication WHERE sync_state = 'sync'"))

	db := openPostgresAt(t, pgtest.URLs(primary, standby, "postgres"), store.Options{})
	writing := startClients(t, db, 6)
	writing.written(60)
	must(t, primary.Kill())
	must(t, standby.Promote(context.Background()))
	writing.written(writing.count() + 60)
	writing.wantExact(db)
}

func follow(t *testing.T, primary *pgtest.Cluster) *pgtest.Cluster {
	t.Helper()
	standby, err := primary.Standby()
	must(t, err)
	t.Cleanup(func() {
		if err := standby.Close(); err != nil {
			t.Error(err)
		}
	})
	return standby
}

// The planted bug is the durability mode: without a synchronous standby what was
// acknowledged while the link was down is gone after a failover.
func TestLossByAnAsynchronousStandbyIsCaught(t *testing.T) {
	t.Parallel()
	primary := ownCluster(t)
	must(t, openPostgresAt(t, primary.URL("postgres"), store.Options{}).Close())
	standby := follow(t, primary)
	must(t, primary.Await(context.Background(), "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'"))
	must(t, standby.Exec(context.Background(), "ALTER SYSTEM SET primary_conninfo = ''"))
	must(t, standby.Exec(context.Background(), "SELECT pg_reload_conf()"))
	must(t, primary.Await(context.Background(), "SELECT count(*) = 0 FROM pg_stat_replication"))

	db := openPostgresAt(t, pgtest.URLs(primary, standby, "postgres"), store.Options{})
	writing := startClients(t, db, 2)
	writing.written(20)
	must(t, primary.Kill())
	must(t, standby.Promote(context.Background()))
	writing.written(writing.count() + 5)
	if lost, _ := writing.end(db); lost == 0 {
		t.Error("nothing is lost: the failover test sees nothing")
	}
}

func TestImportsOfTheSamePeopleAtOnceAddEachOnce(t *testing.T) {
	t.Parallel()
	db := openPostgres(t, store.Options{})
	people := func(yield func(registry.Mediator, error) bool) {
		for i := range 300 {
			if !yield(somebody(fmt.Sprintf("%04d", (i*7)%300)), nil) {
				return
			}
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if done, err := db.Import(context.Background(), people); err != nil || done.Added+done.Same != 300 {
				t.Errorf("%+v, %v", done, err)
			}
		})
	}
	wg.Wait()
	if stored, changes := contents(t, db); len(stored) != 300 || changes != 300 {
		t.Errorf("%d people, %d changes", len(stored), changes)
	}
}
