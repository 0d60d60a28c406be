package store_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"liuyuan/store"
	"liuyuan/store/pgtest"
	"liuyuan/store/storetest"
)

// cluster is one PostgreSQL for all tests of this binary; it ends with it.
var cluster = sync.OnceValues(func() (*pgtest.Cluster, error) {
	clusterStarted.Store(true)
	return pgtest.Start(pgtest.Options{})
})

var clusterStarted atomic.Bool

func stopCluster() {
	if !clusterStarted.Load() {
		return
	}
	if c, err := cluster(); err == nil {
		_ = c.Close() // its leash removes what is left
	}
}

// freshURL is the address of an empty, migrated database of its own.
func freshURL(t testing.TB) string {
	t.Helper()
	c, err := cluster()
	if err != nil {
		t.Fatal(err)
	}
	return freshIn(t, c)
}

func freshIn(t testing.TB, c *pgtest.Cluster) string {
	t.Helper()
	url, err := c.Database(context.Background(), func(url string) error {
		db, err := store.OpenPostgres(context.Background(), url, store.Options{})
		if err != nil {
			return err
		}
		return db.Close()
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Drop(context.Background(), url); err != nil {
			t.Error(err)
		}
	})
	return url
}

func openPostgres(t testing.TB, options store.Options) *store.DB {
	t.Helper()
	return openPostgresAt(t, freshURL(t), options)
}

func openPostgresAt(t testing.TB, url string, options store.Options) *store.DB {
	t.Helper()
	db, err := store.OpenPostgres(context.Background(), url, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestPostgres(t *testing.T) { storetest.Run(t, openPostgres) }
