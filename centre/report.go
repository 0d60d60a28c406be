package centre

import (
	"cmp"
	"context"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/terms"
)

// Report is what is known of a matter that nobody has put on file yet.
type Report struct {
	Text   string
	Region registry.RegionCode // empty: as the text says, else the viewer's region
	Type   registry.TypeCode   // empty: as the text says
}

// DuplicatesOf gives matters on file that a report may speak of, so that a clerk
// sees them while typing. The text is not kept.
func (c *Centre) DuplicatesOf(ctx context.Context, v identity.Viewer, in Report) ([]Duplicate, error) {
	if err := c.allow(v, "Query", "likelyDuplicates"); err != nil {
		return nil, err
	}
	own, place, err := c.hear(v, in)
	if err != nil {
		return nil, err
	}
	var found []Duplicate
	err = c.view(ctx, func(tx registry.Reader) error {
		own.Day = registry.DateOf(tx.Now())
		others, err := c.nearby(tx, v, place, typeOf(own.Words), tx.Now(), "")
		if err != nil {
			return err
		}
		found = alike(own, others, nil)
		return nil
	})
	return found, err
}

// hear reads a report and where to look for its like: what is given overrides what
// its words say.
func (c *Centre) hear(v identity.Viewer, in Report) (own terms.Text, place registry.RegionCode, err error) {
	if err := checkText(in.Text); err != nil {
		return own, "", err
	}
	if err := c.knownFilter(in.Region, in.Type); err != nil {
		return own, "", err
	}
	own = terms.Text{Body: in.Text, Words: c.places.Load().classifier.Classify(in.Text)}
	if in.Type != "" {
		typ, _ := c.taxonomy.Resolve(in.Type)
		own.Words.Suggestions = []registry.TypeSuggestion{{Type: typ}}
	}
	place = cmp.Or(in.Region, smallest(own.Words.Places), v.Region)
	if place.At(registry.Town) != "" { // a district holds every place and so tells none
		own.Region, own.Words.Places = place, nil
	}
	return own, place, nil
}

func smallest(places []registry.RegionCode) registry.RegionCode {
	if len(places) == 0 {
		return ""
	}
	return slices.MaxFunc(places, func(a, b registry.RegionCode) int { return cmp.Compare(len(a), len(b)) })
}

func typeOf(w registry.Words) registry.TypeCode {
	if len(w.Suggestions) == 0 {
		return ""
	}
	return w.Suggestions[0].Type
}
