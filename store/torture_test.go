package store_test

import (
	"testing"

	"liuyuan/store/storetest"
)

func TestSixteenWritersNeverExceedACapacityOrTakeALeadTwice(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { storetest.Torture(t, openSQLite) })
	t.Run("PostgreSQL", func(t *testing.T) { storetest.Torture(t, openPostgres) })
	t.Run("a desk that counts, then inserts is caught", storetest.TortureCatches)
}

func TestWhatManyClientsAreToldIsLinearizable(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { storetest.Histories(t, openSQLite) })
	t.Run("PostgreSQL", func(t *testing.T) { storetest.Histories(t, openPostgres) })
	t.Run("a desk that counts, then inserts is caught", storetest.HistoriesCatch)
}
