package index

import "liuyuan/registry"

// Options is what the index needs to know of the world. Functions are called for
// each search and never by Open, so that changed regions count at once and the index
// may be opened before they are known; all must be safe for use from many goroutines.
type Options struct {
	// Taxonomy names the dispute types: families and retired codes. Required.
	Taxonomy *registry.Taxonomy
	// Understand tells which words of a query are filters, and what is left as
	// text. Required; see terms.Lexicon.
	Understand func(query string) (filters []registry.InterpretedFilter, rest string)
	// Regions lists the known places, for the region facet of people who serve a
	// whole district, and for their pinyin. A changed list is another slice. If nil,
	// only places that occur in records count.
	Regions func() []registry.Region
	// TermsVersion names the version of the word data; another one than the
	// index was made with makes it foreign, and it is rebuilt.
	TermsVersion string
	// Workers is how many batches a rebuild writes at the same time; 0 means 2.
	Workers int
}
