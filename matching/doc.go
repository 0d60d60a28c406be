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
//  1. A person is one short row and a few words (areas, terms, posts, types); texts
//     are interned, so that types, languages, hours and institutions are numbers.
//  2. A person is filed once: under the smallest region that holds all of service
//     areas, home and seats, no smaller than a town.
//  3. A region's people are then exactly those filed on the path from the country
//     down to it, and below it. Nobody else is looked at.
//  4. Up to 64 neighbours are a cell: for each fact that rules ask a word, a bit for
//     each person. A rule sifts a whole cell with a few operations (sift.go) and asks
//     one by one only those whom the words cannot decide.
//  5. Counting the bits of every rule gives the complete funnel.
//  6. Cells and regions know the best of their people: levels by family, roles,
//     languages, rooms, the nearest edge. From that follows a bound of any total.
//  7. Without a funnel regions are opened best first, until no bound reaches the first k.
//  8. A person's total begins at the cell's bound and loses what the person lacks,
//     cheapest scorers first; most are given up after load and distance.
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
// then regions and cells that cannot hold one of the first are skipped whole.
package matching
