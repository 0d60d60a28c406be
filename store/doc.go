// Package store is the one truth on SQLite (a file in the data directory, the
// default) and PostgreSQL, behind registry.Store. Start with store.go; README.md
// beside it tells the feed, the order of locks and why things are as they are.
//
// One noun is one file: mediator.go, organization.go, region.go, seat.go,
// workload.go, key.go, receipt.go, change.go; trait.go and roster.go make the
// filters. What only one database has is in sqlite*.go, train.go and session.go,
// or postgres.go and sweep.go. To add a noun: a migration in both folders, its
// file here, its methods on *tx, a line in archivedTables (backup), and its tests
// in storetest, which both databases pass.
package store
