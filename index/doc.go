// Package index finds people and institutions by words. It is a projection of the
// store on Bleve: disposable, rebuilt when it is missing, foreign or damaged.
package index
