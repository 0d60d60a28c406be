// Package terms knows Chinese words: folding and pinyin (fold.go, pinyin.go), the
// words of a directory query that are filters (lexicon.go), and what the text of a
// dispute is about: type, traits, risk, numbers (classifier.go). It is pure; its
// word data are the taxonomy's synonyms and the JSON files beside this file.
package terms
