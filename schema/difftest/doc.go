// Package difftest holds a small schema that uses every part of GraphQL that the engine runs, and compares the engine
// with graphql-js over it. The tests of packages execute and web borrow the schema.
//
// reference.mjs gives the same SDL the same meaning in JavaScript; whoever changes one changes the other.
// documents.txt is written by hand; two matrices send every value, and write every literal, for every input type.
// Compared are the kind of outcome (syntax error, refused, answered), data byte for byte with its order of keys, and
// the path and places of each error.
//
// Left out, each with its reason:
//
//   - Messages and codes of errors: ours are in two languages and hide what was sent.
//   - The order of errors: graphql-js tells them as they happen, we in the order of the answer, so that the same
//     request gives the same bytes. Both are sorted before comparing.
//   - Errors below an object that another error made null: we resolve level by level and may see the upper error
//     first, graphql-js the lower; the specification allows either.
//   - Pages out of 1..100 (people(first: 0)): refused by the guard, on purpose.
//   - A null for a variable of @skip or @include that has a default: refused with the request, where graphql-js fails
//     the field around it.
//   - Type definitions in a document: a syntax error here, a validation error there.
//   - defaultValue of an input object in introspection: as declared here, with the defaults of its fields filled in
//     there. Both mean the same.
//   - Whole numbers beyond 2^53 as variables: JSON.parse rounds them before graphql-js sees them.
//   - A Float literal beyond what a double holds (1e400): refused here, Infinity there, which JSON shows as null.
//   - @defer, which neither executes, and the execution of subscriptions, which the tests of execute and web cover.
package difftest
