// Package seed is what Liuyuan shows without any roster of its own: the real
// regions of Pengjiang, the rooms and studios that the district names, further
// institutions and about 1,900 synthetic people; and a generator of synthetic
// rosters of any size. Nothing here touches a store: whoever loads it goes
// through the centre, as any import does.
//
// Start with region.go, organization.go and mediator.go; generate.go is the
// generator. The same arguments give equal values on every machine: identifiers
// are name-based UUIDs (version 5) and every draw is seeded by the identifier of
// what is drawn, so that a new village changes nobody else's.
//
// Workloads are not seeded: open load must equal open work, so it comes from
// disputes alone.
package seed
