package centre

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewDispute is a matter to be registered. What is not given is taken from the
// narrative: type, risk, headcount, traits.
type NewDispute struct {
	Narrative string                `json:"narrative"`
	Region    registry.RegionCode   `json:"region"`
	Source    registry.SignalSource `json:"source"`
	Origin    registry.DisputeOrigin
	Type      registry.TypeCode
	Secondary []registry.TypeCode
	Risk      registry.RiskLevel
	Point     *registry.Point
	Headcount *int
	Facets    *[]registry.Facet
	Languages []registry.Language
	Gender    registry.Gender
	Online    bool
	Parties   []NewParty
	Key       string `json:"-"`
}

// NewParty is a party as a clerk types it.
type NewParty struct {
	registry.PartyFacts
	Kind registry.PartyKind
	Side registry.PartySide
}

// RegisterDispute puts a matter on file and gives it a number. A matter with a
// safety flag or of HIGH risk waits for a person's assessment; the others for a
// match.
func (c *Centre) RegisterDispute(ctx context.Context, v identity.Viewer, in NewDispute) (Settled, error) {
	if err := c.allow(v, "Mutation", "registerDispute"); err != nil {
		return Settled{}, err
	}
	d, words, err := c.newDispute(v, in)
	if err != nil {
		return Settled{}, err
	}
	d.Safety = safetyOf(words.RiskTerms, d.Facets)
	if d.NeedsAssessment() {
		d.Status = registry.DisputeAssessing
	}
	return c.changeCase(ctx, v, "registerDispute", in.Key, in, func(tx registry.Writer) (Settled, error) {
		id, err := uuid.NewV7()
		if err != nil {
			return Settled{}, err
		}
		w := &work{c: c, tx: tx, v: v, scope: identity.ScopeOf(v), now: tx.Now(), d: d}
		w.d.ID, w.d.CreatedAt, w.d.CreatedBy = registry.DisputeID(id.String()), w.now, v.Principal
		return Settled{Dispute: w.d.ID}, w.register(in)
	})
}

func (w *work) register(in NewDispute) (err error) {
	if w.d.Sealed, err = w.c.sealJSON(casePlace(w.d.ID), caseFacts{in.Narrative, in.Point}); err != nil {
		return err
	}
	if w.d.Number, err = w.number(); err != nil {
		return err
	}
	if err := w.save(); err != nil {
		return err
	}
	for _, p := range in.Parties {
		if err := w.addParty(p); err != nil {
			return err
		}
	}
	return w.note(registry.EventRegistered, nil, string(w.d.Source), "")
}

// number is the next of the district's year: 440703-2026-000123.
func (w *work) number() (string, error) {
	district := w.d.Region.At(registry.District)
	if district == "" {
		district = w.d.Region
	}
	series := fmt.Sprintf("%s-%d", district, w.d.CreatedAt.In(registry.Shanghai()).Year())
	n, err := w.tx.Next("dispute:" + series)
	return fmt.Sprintf("%s-%06d", series, n), err
}

// newDispute checks the input and fills in what the narrative tells.
func (c *Centre) newDispute(v identity.Viewer, in NewDispute) (registry.Dispute, registry.Words, error) {
	var d registry.Dispute
	if err := checkNarrative(in.Narrative); err != nil {
		return d, registry.Words{}, err
	}
	words := c.places.Load().classifier.Classify(in.Narrative)
	d = registry.Dispute{
		Status: registry.DisputeRegistered, Type: in.Type, Secondary: in.Secondary, Risk: in.Risk, Region: in.Region, Languages: in.Languages,
		Gender: in.Gender, Online: in.Online, Source: in.Source, Origin: in.Origin, Facets: words.Facets, Headcount: words.Headcount,
	}
	if d.Type == "" && len(words.Suggestions) > 0 {
		d.Type, d.Secondary = words.Suggestions[0].Type, words.Secondary
	}
	if in.Facets != nil {
		d.Facets = *in.Facets
	}
	if in.Headcount != nil {
		d.Headcount = *in.Headcount
	}
	if d.Risk == "" {
		d.Risk = words.Risk
	}
	fillCase(&d)
	if err := c.checkCase(v, &d); err != nil {
		return d, words, err
	}
	if in.Point != nil && !in.Point.Valid() {
		return d, words, registry.Invalid([]string{"point"}, "坐标超出范围（WGS-84）", "the point is off the globe (WGS-84)")
	}
	if len(in.Parties) > registry.MaxParties {
		return d, words, registry.Invalid([]string{"parties"}, fmt.Sprintf("当事人最多 %d 位；更多的请登记代表", registry.MaxParties),
			fmt.Sprintf("at most %d parties; register the representatives of more", registry.MaxParties))
	}
	for _, p := range in.Parties {
		if err := p.Validate(p.Kind); err != nil {
			return d, words, err
		}
	}
	d.Weight = c.matching.Weight(d.Risk, d.Headcount)
	return d, words, nil
}

func fillCase(d *registry.Dispute) {
	if d.Type == "" {
		d.Type = "99" // the words gave nothing to go by
	}
	if d.Risk == "" {
		d.Risk = registry.RiskLow
	}
	if d.Source == "" {
		d.Source = registry.SourceWalkIn
	}
	if d.Origin == "" {
		d.Origin = registry.OriginApplication
	}
}

// checkCase refuses a record the store may not hold, a place that does not exist,
// and one outside the viewer's region.
func (c *Centre) checkCase(v identity.Viewer, d *registry.Dispute) error {
	if err := d.Validate(c.taxonomy); err != nil {
		return err
	}
	d.Type, _ = c.taxonomy.Resolve(d.Type)
	for i, s := range d.Secondary {
		d.Secondary[i], _ = c.taxonomy.Resolve(s)
	}
	if _, ok := c.places.Load().region(d.Region); !ok {
		return unknownPlace("regionCode")
	}
	if !identity.ScopeOf(v).Covers(d.Region) {
		return registry.Refuse(registry.CodeForbidden, []string{"regionCode"}, "只能登记本辖区的纠纷", "you register disputes of your own region only")
	}
	return nil
}

func checkNarrative(text string) error {
	if strings.TrimSpace(text) == "" {
		return registry.Invalid([]string{"narrative"}, "请写下纠纷的情况，一句话也可以", "say what the dispute is about; one sentence is enough")
	}
	if utf8.RuneCountInString(text) > registry.MaxNarrative || !utf8.ValidString(text) {
		return registry.Invalid([]string{"narrative"}, fmt.Sprintf("最多 %d 个字", registry.MaxNarrative), fmt.Sprintf("at most %d characters", registry.MaxNarrative))
	}
	return nil
}

// Case is a dispute as a viewer may see it.
type Case struct {
	registry.Dispute
	Narrative string          // empty where the viewer may not read it yet
	Point     *registry.Point // nil where it is not known or not shown
	// Named reports whether the viewer may see who the parties are.
	Named bool
	// Open reports whether the parties are shown unmasked: to the mediator of an
	// accepted assignment.
	Open bool
	Now  time.Time // the database's clock when it was read
}

// Disputes gives the disputes asked, in the order asked; nil for one that does not
// exist or is not the viewer's to see.
func (c *Centre) Disputes(ctx context.Context, v identity.Viewer, ids []registry.DisputeID) ([]*Case, error) {
	cases := make([]*Case, len(ids))
	err := c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.DisputesByID(identity.ScopeOf(v), ids)
		if err != nil {
			return err
		}
		shown, err := c.cases(tx, v, found)
		if err != nil {
			return err
		}
		byID := map[registry.DisputeID]*Case{}
		for _, s := range shown {
			byID[s.ID] = s
		}
		for i, id := range ids {
			cases[i] = byID[id]
		}
		return nil
	})
	return cases, err
}

// Dispute gives one dispute; NOT_FOUND if there is none to see.
func (c *Centre) Dispute(ctx context.Context, v identity.Viewer, id registry.DisputeID) (*Case, error) {
	if err := c.allow(v, "Query", "dispute"); err != nil {
		return nil, err
	}
	found, err := c.Disputes(ctx, v, []registry.DisputeID{id})
	if err != nil {
		return nil, err
	}
	if found[0] == nil {
		return nil, registry.NotFound()
	}
	return found[0], nil
}

// openAfterEnd is how long the mediator of a matter sees the parties after its end.
const openAfterEnd = 30 * 24 * time.Hour

// cases shows records to a viewer: casework staff read what was said; a mediator
// does so once the offer is accepted, and until a month after the end.
func (c *Centre) cases(tx registry.Reader, v identity.Viewer, found []registry.Dispute) ([]*Case, error) {
	shown := make([]*Case, len(found))
	own := map[registry.DisputeID]bool{}
	if !v.Casework() && v.Mediator != "" {
		ids := make([]registry.DisputeID, len(found))
		for i, d := range found {
			ids[i] = d.ID
		}
		given, err := tx.Assignments(identity.ScopeOf(v), ids)
		if err != nil {
			return nil, err
		}
		for _, a := range given {
			if a.Mediator == v.Mediator && (a.Status == registry.AssignmentAccepted || a.Status == registry.AssignmentCompleted && tx.Now().Sub(a.EndedAt) < openAfterEnd) {
				own[a.Dispute] = true
			}
		}
	}
	for i, d := range found {
		s := &Case{Dispute: d, Now: tx.Now(), Open: own[d.ID], Named: v.Casework() || v.IsSystem() || own[d.ID]}
		if s.Named {
			var facts caseFacts
			if s.Narrative = Unreadable; c.unseal(casePlace(d.ID), d.Sealed, &facts) {
				s.Narrative, s.Point = facts.Narrative, facts.Point
			}
		}
		shown[i] = s
	}
	return shown, nil
}
