package store_test

import (
	"testing"

	"liuyuan/store/storetest"
)

func TestABackupOfOneDatabaseIsRestoredIntoTheOther(t *testing.T) {
	t.Run("SQLite to PostgreSQL and back", func(t *testing.T) { storetest.Crossed(t, openSQLite, openPostgres) })
	t.Run("PostgreSQL to SQLite and back", func(t *testing.T) { storetest.Crossed(t, openPostgres, openSQLite) })
}
