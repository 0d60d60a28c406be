package registry

import "context"

// Index is the word index over people and institutions: a projection of the
// store, disposable, rebuilt when missing, stale or damaged. It holds no personal
// data of parties and no case facts.
type Index interface {
	// Mark is the position that the index reflects; the zero Mark if it is empty.
	Mark() (Mark, error)
	// Apply replaces and removes documents and sets the new position in one batch.
	Apply(ctx context.Context, batch IndexBatch) error
	// Rebuild fills a fresh index beside the old one and swaps it in; searches go
	// on in the old one meanwhile. fill calls add for every document.
	Rebuild(ctx context.Context, at Mark, fill func(add func(IndexDocument) error) error) error
	// Search finds people and institutions; facts shown are read from the store.
	Search(ctx context.Context, q DirectoryQuestion) (DirectoryAnswer, error)
	// Suggest gives type-ahead suggestions for a prefix, best first.
	Suggest(ctx context.Context, prefix string, n int) ([]SuggestionHit, error)
	// Each gives every document's identity and version, for verification.
	Each(ctx context.Context, fn func(id string, version int) error) error
	// Close releases the index.
	Close() error
}

// IndexBatch is one step of the index along the change feed.
type IndexBatch struct {
	Put    []IndexDocument
	Delete []string // identifiers of people or institutions
	At     Mark
}

// IndexDocument is a person or an institution (exactly one is set) with what is
// needed to find it: the institutions of a person's posts.
type IndexDocument struct {
	Mediator     *Mediator
	Organization *Organization
	Posts        []Organization // of the mediator's posts and standings
}

// ID is the identifier of the document's record.
func (d IndexDocument) ID() string {
	if d.Mediator != nil {
		return string(d.Mediator.ID)
	}
	return string(d.Organization.ID)
}
