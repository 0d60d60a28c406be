package centre

import (
	"context"
	"slices"

	"liuyuan/identity"
	"liuyuan/registry"
)

// DisputeChange changes what is registered about a matter; nil is unchanged.
type DisputeChange struct {
	Dispute   registry.DisputeID
	Narrative *string
	Region    *registry.RegionCode
	Type      *registry.TypeCode
	Secondary *[]registry.TypeCode
	Facets    *[]registry.Facet
	Risk      *registry.RiskLevel
	Headcount *int
	Point     *registry.Point
	Languages *[]registry.Language
	Gender    *registry.Gender
	Online    *bool
	AddParty  []NewParty
	Clear     []string // headcount, point, secondaryTypes, facets, languages, gender
	Version   *int
	Key       string `json:"-"`
}

// UpdateDispute changes a matter. Another type, place or risk re-opens matching:
// offers that nobody has answered are taken back, since they rest on what was
// known before; accepted work goes on.
func (c *Centre) UpdateDispute(ctx context.Context, v identity.Viewer, in DisputeChange) (Settled, error) {
	return c.onDispute(ctx, v, "updateDispute", in.Key, in.Dispute, in.Version, in, func(w *work) error {
		before := w.d
		if err := w.change(in); err != nil {
			return err
		}
		if err := w.note(registry.EventUpdated, nil, "", ""); err != nil {
			return err
		}
		if w.d.Type != before.Type || w.d.Region != before.Region || w.d.Risk != before.Risk || w.d.Held() && !before.Held() {
			if err := w.rematch(); err != nil {
				return err
			}
		}
		return w.reweigh()
	})
}

// onDispute runs one change of a matter that is not over, while it and everybody
// with live work on it are held, and saves it.
func (c *Centre) onDispute(ctx context.Context, v identity.Viewer, operation, key string, id registry.DisputeID, version *int, input any, apply func(*work) error) (Settled, error) {
	return c.changeCase(ctx, v, operation, key, input, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, nil, id)
		if err != nil {
			return Settled{}, err
		}
		if err := checkVersion(version, w.d.Version); err != nil {
			return Settled{}, err
		}
		if w.d.Status.Final() {
			return Settled{}, registry.Refuse(registry.CodeState, []string{"disputeId"}, "纠纷已经终止或办结，不能再改", "the dispute is over and cannot be changed")
		}
		if err := apply(w); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID}, w.save()
	})
}

func (w *work) change(in DisputeChange) error {
	set(&w.d.Region, in.Region)
	set(&w.d.Type, in.Type)
	set(&w.d.Secondary, in.Secondary)
	set(&w.d.Facets, in.Facets)
	set(&w.d.Risk, in.Risk)
	set(&w.d.Headcount, in.Headcount)
	set(&w.d.Languages, in.Languages)
	set(&w.d.Gender, in.Gender)
	set(&w.d.Online, in.Online)
	var facts caseFacts
	if !w.c.unseal(casePlace(w.d.ID), w.d.Sealed, &facts) {
		return noKeys()
	}
	if in.Narrative != nil {
		if err := checkNarrative(*in.Narrative); err != nil {
			return err
		}
		facts.Narrative = *in.Narrative
		words := w.c.places.Load().classifier.Classify(facts.Narrative)
		for _, f := range safetyOf(words.RiskTerms, w.d.Facets) { // flags are added, never dropped by a new wording
			if !slices.Contains(w.d.Safety, f) {
				w.d.Safety, w.d.Assessed = append(w.d.Safety, f), nil
			}
		}
	}
	if in.Point != nil {
		if !in.Point.Valid() {
			return registry.Invalid([]string{"point"}, "坐标超出范围（WGS-84）", "the point is off the globe (WGS-84)")
		}
		facts.Point = in.Point
	}
	if err := w.clear(in.Clear, &facts); err != nil {
		return err
	}
	if err := w.c.checkCase(w.v, &w.d); err != nil {
		return err
	}
	if err := w.addParties(in.AddParty); err != nil {
		return err
	}
	var err error
	w.d.Sealed, err = w.c.sealJSON(casePlace(w.d.ID), facts)
	return err
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

func (w *work) clear(fields []string, facts *caseFacts) error {
	for _, f := range fields {
		switch f {
		case "headcount":
			w.d.Headcount = 0
		case "point":
			facts.Point = nil
		case "secondaryTypes":
			w.d.Secondary = nil
		case "facets":
			w.d.Facets = nil
		case "languages":
			w.d.Languages = nil
		case "gender":
			w.d.Gender = ""
		default:
			return registry.Invalid([]string{"clear"}, "clear 里有不能清空的字段", "clear names a field that cannot be emptied")
		}
	}
	return nil
}

func (w *work) addParties(list []NewParty) error {
	if len(list) == 0 {
		return nil
	}
	present, err := w.tx.Parties(w.scope, []registry.DisputeID{w.d.ID})
	if err != nil {
		return err
	}
	if len(present)+len(list) > registry.MaxParties {
		return registry.Invalid([]string{"addParties"}, "当事人太多，请登记代表", "too many parties: register their representatives")
	}
	for _, p := range list {
		if err := p.Validate(p.Kind); err != nil {
			return err
		}
		if err := w.addParty(p); err != nil {
			return err
		}
	}
	return nil
}

// rematch takes unanswered offers back and awaits a match, or an assessment.
func (w *work) rematch() error {
	live, err := w.live()
	if err != nil {
		return err
	}
	for _, a := range live {
		if a.Status != registry.AssignmentOffered {
			continue
		}
		if err := w.rescind(&a, "REMATCH"); err != nil {
			return err
		}
	}
	w.d.Choice = nil
	if err := w.reopen(); err != nil {
		return err
	}
	return w.await()
}

// await has a matter wait for people's look where it must, and for a match where
// it need not.
func (w *work) await() error {
	switch {
	case w.d.Held() && w.d.Status.May(registry.DisputeAssessing):
		return w.d.Move(registry.DisputeAssessing)
	case !w.d.Held() && (w.d.Status == registry.DisputeAssessing || w.d.Status == registry.DisputeRegistered):
		return w.d.Move(registry.DisputeAwaitingMatch)
	}
	return nil
}

// reweigh weighs the matter anew and changes what its live work counts.
func (w *work) reweigh() error {
	weight := w.c.matching.Weight(w.d.Risk, w.d.Headcount)
	if weight == w.d.Weight {
		return nil
	}
	w.d.Weight = weight
	live, err := w.live()
	if err != nil {
		return err
	}
	for _, a := range live {
		a.Weight = w.d.Weight
		if _, err := w.tx.PutAssignment(a); err != nil {
			return err
		}
	}
	return nil
}
