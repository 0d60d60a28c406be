package main

import (
	"fmt"
	"slices"
)

// mostCompared is how many hits of a query are compared one by one.
const mostCompared = 1000

// sameHits compares hits before anything is timed. The peers must find the same
// records as each other, and our index all of those: it compares pairs of characters,
// so it may find more (棠下劳资 in 棠下镇劳资…), never less.
func sameHits(s *searchWorld, list []*searcher) error {
	ours, peers := list[0], list[1:]
	compared, many, same, more := 0, 0, 0, 0
	for _, kind := range searchKinds() {
		if kind == "suggestion" {
			continue
		}
		for _, q := range s.queries[kind] {
			n, err := ours.find(q)
			if err != nil {
				return err
			}
			if n > mostCompared {
				many++
				continue // totals are compared in every row
			}
			want, err := agreed(peers, q)
			if err != nil {
				return err
			}
			got, err := ours.all(q)
			if err != nil {
				return err
			}
			slices.Sort(got)
			for _, id := range want {
				if _, ok := slices.BinarySearch(got, id); !ok {
					return fmt.Errorf("%s: %q: %s does not find %s, its peers do", kind, q, ours.name, id)
				}
			}
			if compared++; len(got) == len(want) {
				same++
			}
			more += len(got) - len(want)
		}
	}
	fmt.Printf("%d queries compared hit by hit: %s finds every hit of its peers in all of them, exactly those in %d, and %d further ones in the others; "+
		"%d queries of more than %d hits compared by their totals.\n\n", compared, ours.name, same, more, many, mostCompared)
	return nil
}

// agreed are the hits that all peers give, by identifier.
func agreed(peers []*searcher, q string) (want []string, err error) {
	for i, p := range peers {
		got, err := p.all(q)
		if err != nil {
			return nil, err
		}
		slices.Sort(got)
		if i > 0 && !slices.Equal(got, want) {
			return nil, fmt.Errorf("%q: %s finds %d records and %s %d others", q, peers[0].name, len(want), p.name, len(got))
		}
		want = got
	}
	return want, nil
}
