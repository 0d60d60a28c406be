package matching

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestThePoolAnswersAsTheNaiveScanDoes(t *testing.T) {
	tax, policy := testTaxonomy(t), mustPolicy(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := smallRoster(rt, tax, 40)
		pool := newTestPool(tax, r)
		for range 4 {
			q := drawQuestion(rt, r.People)
			if diff := cmp.Diff(r.Match(policy, q), pool.Match(policy, q)); diff != "" {
				rt.Fatalf("naive −, pool +:\n%s", diff)
			}
		}
	})
}
