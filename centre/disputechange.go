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
	return c.changeCase(ctx, v, "updateDispute", in.Key, in, func(tx registry.Writer) (Settled, error) {
		people, err := concerned(tx, in.Dispute, nil)
		if err != nil {
			return Settled{}, err
		}
		w, err := c.hold(tx, v, people, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if err := checkVersion(in.Version, w.d.Version); err != nil {
			return Settled{}, err
		}
		if w.d.Status.Final() {
			return Settled{}, registry.Refuse(registry.CodeState, []string{"disputeId"}, "纠纷已经办结，不能再改", "the dispute is over and cannot be changed")
		}
		before := w.d
		if err := w.change(in); err != nil {
			return Settled{}, err
		}
		if err := w.note(registry.EventUpdated, nil, "", ""); err != nil {
			return Settled{}, err
		}
		if w.d.Type != before.Type || w.d.Region != before.Region || w.d.Risk != before.Risk {
			err = w.rematch()
		}
		if err == nil && w.d.Weight != before.Weight {
			err = w.reweigh()
		}
		if err != nil {
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
	w.d.Weight = w.c.matching.Weight(w.d.Risk, w.d.Headcount)
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
		if err := w.end(&a, registry.AssignmentRescinded, registry.EventRescinded, "REMATCH", ""); err != nil {
			return err
		}
		if err := w.tell(registry.NoticeRescinded, a); err != nil {
			return err
		}
	}
	w.d.Choice = nil
	if err := w.reopen(); err != nil {
		return err
	}
	if w.d.NeedsAssessment() && w.d.Status.May(registry.DisputeAssessing) {
		return w.d.Move(registry.DisputeAssessing)
	}
	if !w.d.NeedsAssessment() && w.d.Status == registry.DisputeAssessing {
		return w.d.Move(registry.DisputeAwaitingMatch)
	}
	return nil
}

// reweigh changes what the live work of the dispute counts.
func (w *work) reweigh() error {
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

// NewAssessment is a person's judgement of a matter.
type NewAssessment struct {
	Dispute        registry.DisputeID
	Risk           registry.RiskLevel // empty: as graded
	Note           string
	PoliceInformed bool
	Version        *int
	Key            string `json:"-"`
}

// AssessDispute records a human assessment, after which offers may be made.
func (c *Centre) AssessDispute(ctx context.Context, v identity.Viewer, in NewAssessment) (Settled, error) {
	return c.changeCase(ctx, v, "assessDispute", in.Key, in, func(tx registry.Writer) (Settled, error) {
		people, err := concerned(tx, in.Dispute, nil)
		if err != nil {
			return Settled{}, err
		}
		w, err := c.hold(tx, v, people, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if err := checkVersion(in.Version, w.d.Version); err != nil {
			return Settled{}, err
		}
		if err := checkNote("note", in.Note); err != nil {
			return Settled{}, err
		}
		if w.d.Status.Final() {
			return Settled{}, registry.Refuse(registry.CodeState, []string{"disputeId"}, "纠纷已经办结", "the dispute is over")
		}
		if in.Risk != "" {
			w.d.Risk = in.Risk
		}
		w.d.Assessed = &registry.Assessment{At: w.now, By: v.Principal, Risk: w.d.Risk, PoliceInformed: in.PoliceInformed}
		if err := w.c.checkCase(v, &w.d); err != nil {
			return Settled{}, err
		}
		if weight := c.matching.Weight(w.d.Risk, w.d.Headcount); weight != w.d.Weight {
			w.d.Weight = weight
			if err := w.reweigh(); err != nil {
				return Settled{}, err
			}
		}
		if w.d.Status == registry.DisputeAssessing || w.d.Status == registry.DisputeRegistered {
			if err := w.d.Move(registry.DisputeAwaitingMatch); err != nil {
				return Settled{}, err
			}
		}
		if err := w.note(registry.EventAssessed, nil, string(w.d.Risk), in.Note); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID}, w.save()
	})
}

// Ending terminates a mediation.
type Ending struct {
	Dispute registry.DisputeID
	Reason  registry.TerminationReason
	Note    string
	Version *int
	Key     string `json:"-"`
}

// TerminateDispute ends a mediation without an agreement (人民调解法 art. 17, 26):
// all live work ends at once. The routes that stay open are registry.Routes.
func (c *Centre) TerminateDispute(ctx context.Context, v identity.Viewer, in Ending) (Settled, error) {
	return c.changeCase(ctx, v, "terminateDispute", in.Key, in, func(tx registry.Writer) (Settled, error) {
		people, err := concerned(tx, in.Dispute, nil)
		if err != nil {
			return Settled{}, err
		}
		w, err := c.hold(tx, v, people, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if err := checkVersion(in.Version, w.d.Version); err != nil {
			return Settled{}, err
		}
		if err := checkNote("note", in.Note); err != nil {
			return Settled{}, err
		}
		live, err := w.live()
		if err != nil {
			return Settled{}, err
		}
		if err := w.d.Move(registry.DisputeTerminated); err != nil || w.d.Ended != nil {
			return Settled{}, registry.Refuse(registry.CodeState, []string{"disputeId"}, "纠纷已经终止或办结", "the dispute is over already")
		}
		for _, a := range live {
			if err := w.end(&a, registry.AssignmentWithdrawn, registry.EventWithdrawn, "TERMINATED", ""); err != nil {
				return Settled{}, err
			}
			if err := w.tell(registry.NoticeWithdrawn, a); err != nil {
				return Settled{}, err
			}
		}
		w.d.Ended = &registry.Termination{Reason: in.Reason, At: w.now}
		if err := w.note(registry.EventTerminated, nil, string(in.Reason), in.Note); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID}, w.save()
	})
}
