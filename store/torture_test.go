package store_test

import (
	"context"
	"testing"

	"liuyuan/store"
	"liuyuan/store/storetest"
)

func TestSixteenWritersNeverExceedACapacityOrTakeALeadTwice(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { storetest.Torture(t, openSQLite) })
	t.Run("PostgreSQL", func(t *testing.T) { storetest.Torture(t, openPostgres) })
	t.Run("a desk that counts, then inserts is caught", storetest.TortureCatches)
}

func TestWhatManyClientsAreToldIsLinearizable(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { storetest.Histories(t, openSQLite, nil) })
	t.Run("PostgreSQL, back ends terminated in every second one", func(t *testing.T) {
		c := ownCluster(t)
		open := func(t testing.TB, o store.Options) *store.DB {
			return openPostgresAt(t, freshIn(t, c), o)
		}
		storetest.Histories(t, open, func() error {
			return c.Exec(context.Background(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name = 'liuyuan'`)
		})
	})
	t.Run("a desk that counts, then inserts is caught", storetest.HistoriesCatch)
}
