// Package execute runs GraphQL documents over a graphql-go schema: graphql-go's types, resolvers and scalars as they
// are, but neither its parser, its validator nor its executor.
//
// Start with New, then Engine.Prepare and Operation.Run. A request goes through guard.Scan, gqlparser, guard.Measure,
// validation against the printed SDL, coercion of variables and guard.Cost; documents that came so far are kept. Run
// then follows a plan of the document: each field is collected and its constant arguments are read once, not once per
// object. Results are gathered level by level, so that thunks of one level can share a batch, and written in the
// order of the query.
//
// Why not graphql.Do: it validates each time, loses explicit nulls and the order of keys, coerces variables laxly,
// tells panic texts, goes on after a deadline, and costs twenty times the time of this package (BenchmarkRun).
package execute
