package index

import "liuyuan/registry"

// sense is what a query asks for: filters, and what these leave as text.
type sense struct {
	filters []registry.InterpretedFilter
	left    phrase
	words   string // the query with what was spelled written in characters
	spelled bool   // words were known by their sound alone
}

// typed is the sense of the words as they are written. It is worked out once.
func (s *search) typed() sense {
	if s.asTyped == nil {
		filters, rest := s.index.options.Understand(s.q.Text)
		s.asTyped = &sense{filters: filters, left: newPhrase(rest), words: s.q.Text}
	}
	return *s.asTyped
}

// heard is the sense of the words as they sound. It is worked out once.
func (s *search) heard() sense {
	if s.asHeard == nil {
		h := s.hear()
		s.asHeard = &h
	}
	return *s.asHeard
}

// senses are the ways to take the query, the one that understands more first.
func (s *search) senses() []sense {
	if h := s.heard(); h.spelled {
		return []sense{h, s.typed()}
	}
	return []sense{s.typed()}
}
