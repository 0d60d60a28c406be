package centre

import (
	"bytes"
	"context"
	"slices"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/terms"
)

// What counts as likely the same (local policy).
const (
	duplicateWindow = 92 * 24 * time.Hour
	duplicateLooked = 200  // newest matters of the town and family that are compared
	duplicateShown  = 5    // at most
	duplicateAlike  = 0.35 // Dice's coefficient of the narratives' bigrams
)

// Duplicates gives matters of the same town, family of types and last three
// months that may be the same as a dispute, most alike first: those that share a
// party's number, and those whose narratives are alike.
func (c *Centre) Duplicates(ctx context.Context, v identity.Viewer, id registry.DisputeID) ([]*Case, error) {
	var found []*Case
	scope := identity.ScopeOf(v)
	err := c.view(ctx, func(tx registry.Reader) error {
		d, err := tx.Dispute(scope, id)
		if err != nil {
			return err
		}
		own, err := c.cases(tx, v, []registry.Dispute{d})
		if err != nil || !own[0].Named {
			return err
		}
		near, err := c.nearby(tx, scope, d)
		if err != nil {
			return err
		}
		shown, err := c.cases(tx, v, near)
		if err != nil {
			return err
		}
		found, err = alike(tx, scope, own[0], shown)
		return err
	})
	return found, err
}

func (c *Centre) nearby(tx registry.Reader, scope registry.Scope, d registry.Dispute) ([]registry.Dispute, error) {
	town := d.Region.At(registry.Town)
	if town == "" {
		town = d.Region
	}
	return tx.Disputes(scope, registry.DisputePage{Descending: true, Limit: duplicateLooked, Filter: registry.DisputeFilter{
		Region: town, TypeFamily: d.Type, From: d.CreatedAt.Add(-duplicateWindow), To: d.CreatedAt.Add(time.Microsecond), NotID: d.ID,
	}})
}

func alike(tx registry.Reader, scope registry.Scope, own *Case, others []*Case) ([]*Case, error) {
	ids := []registry.DisputeID{own.ID}
	for _, o := range others {
		ids = append(ids, o.ID)
	}
	parties, err := tx.Parties(scope, ids)
	if err != nil {
		return nil, err
	}
	hashes := map[registry.DisputeID][][]byte{}
	for _, p := range parties {
		hashes[p.Dispute] = append(hashes[p.Dispute], subjects([]registry.Party{p})...)
	}
	type scored struct {
		d     *Case
		score float64
	}
	var like []scored
	mine := bigrams(own.Narrative)
	for _, o := range others {
		score := dice(mine, bigrams(o.Narrative))
		if share(hashes[own.ID], hashes[o.ID]) {
			score++
		}
		if score >= duplicateAlike {
			like = append(like, scored{o, score})
		}
	}
	slices.SortStableFunc(like, func(a, b scored) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var out []*Case
	for _, s := range like[:min(len(like), duplicateShown)] {
		out = append(out, s.d)
	}
	return out, nil
}

func share(a, b [][]byte) bool {
	return slices.ContainsFunc(a, func(x []byte) bool {
		return slices.ContainsFunc(b, func(y []byte) bool { return bytes.Equal(x, y) })
	})
}

// bigrams are the pairs of neighbouring characters of a folded text.
func bigrams(text string) map[[2]rune]bool {
	set := map[[2]rune]bool{}
	runes := []rune(terms.Squeeze(terms.Fold(text)))
	for i := 1; i < len(runes); i++ {
		set[[2]rune{runes[i-1], runes[i]}] = true
	}
	return set
}

// dice is twice the common part over the sum of both (Dice 1945), 0…1.
func dice(a, b map[[2]rune]bool) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common := 0
	for x := range a {
		if b[x] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}
