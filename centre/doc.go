// Package centre holds the operations: what staff, admins and systems can ask.
// GraphQL, the command line, imports and the seed all go through it and touch
// neither store nor index nor pool themselves. Each operation takes a context and
// the viewer first, checks permission, composes the store's transactions, and
// leaves the projections to the followers (follow.go).
//
// Start with centre.go (what an instance holds) and match.go (the main job).
package centre
