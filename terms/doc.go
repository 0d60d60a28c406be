// Package terms knows Chinese words: folding and pinyin (fold.go, pinyin.go), the
// words of a directory query that are filters (lexicon.go, place.go), describe a
// person (alike.go) or ask for an office (office.go), and what the text of a dispute is about: type, traits, risk,
// numbers (classifier.go), decided by cues (cue.go) and trained models (model.go);
// Similar finds likely duplicates. It is pure; its word data are the taxonomy's
// synonyms and the files in data. README.md explains how words decide, with the
// figures.
package terms
