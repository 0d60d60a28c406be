package store

// NumberChanges is the statement that a sweep numbers changes with.
const NumberChanges = numberChanges
