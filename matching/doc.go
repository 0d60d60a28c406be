// Package matching finds the people who suit a dispute, with every reason. It is
// pure: no context, no clock (the question carries its time), no database, no
// logger, no chance. The same pool, policy and question give the same bytes.
//
// Start with table.go: the policy is one table of rules, which exclude, and of
// scorers, which rate from 0 to 100. Points are score × weight and the total is
// their sum, built by one loop. Weights and switches are data: policy.json.
//
// # The pool in ten lines
//
//  1. A person is one row of 64 bytes and a few words (areas, terms, posts, types).
//  2. Texts are interned: types, languages, hours and institutions are small numbers.
//  3. A person is filed once: under the smallest region that holds all of service
//     areas, home and seats, there by a map square and by "works online".
//  4. A region's people are then exactly among the files on the path from the
//     country down to it, and those below it. Nobody else is looked at.
//  5. Every file (cell) knows its best: types, roles, languages, rooms, nearest edge.
//  6. From that follows an upper bound of any total in it; cells are taken best first.
//  7. The rules run over every considered row: that is the complete funnel.
//  8. Scorers run only where the bound can still reach the first k; the rest is skipped.
//  9. Live load is one atomic word a person; it changes while others match.
//  10. Records change under a lock, in the one cell they concern.
//
// # Order
//
// Higher total first; ties: fewer open units, then longest since the last
// assignment (never first), then identifier. Load and rotation are the person's,
// not the role's: who has two roles is not drawn twice.
//
// # Who is counted
//
// The summary counts over the question's region everyone whose home or seat lies
// in it, or whose service area lies in it or contains it; when the parties accept
// video, also everyone elsewhere who works online. Considered = Eligible + people
// excluded. A person excluded by several rules is counted by each of them, so the
// exclusion counts add up to at least the people excluded. Removed people are
// nowhere. A question with a point and without a region is about the people within
// the policy's reach of the point. Bulk work may leave the summary out (NoSummary):
// then cells that cannot hold one of the first are skipped whole.
package matching
