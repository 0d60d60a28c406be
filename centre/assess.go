package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewAssessment is a person's judgement of a matter.
type NewAssessment struct {
	Dispute        registry.DisputeID
	Risk           registry.RiskLevel // empty: as graded
	Note           string
	PoliceInformed bool
	Version        *int
	Key            string `json:"-"`
}

// AssessDispute records a human assessment. Offers may be made after it; in a
// matter with a safety flag a second person confirms it first.
func (c *Centre) AssessDispute(ctx context.Context, v identity.Viewer, in NewAssessment) (Settled, error) {
	return c.onDispute(ctx, v, "assessDispute", in.Key, in.Dispute, in.Version, in, func(w *work) error {
		if err := checkNote("note", in.Note); err != nil {
			return err
		}
		set(&w.d.Risk, nonZero(in.Risk))
		w.d.Assessed = &registry.Assessment{At: w.now, By: v.Principal, Risk: w.d.Risk, PoliceInformed: in.PoliceInformed}
		if err := w.c.checkCase(v, &w.d); err != nil {
			return err
		}
		if err := w.reweigh(); err != nil {
			return err
		}
		settle := w.await
		if w.d.Held() { // flags ask for a second person, offers made before rest on less
			settle = w.rematch
		}
		if err := settle(); err != nil {
			return err
		}
		return w.note(registry.EventAssessed, nil, string(w.d.Risk), in.Note)
	})
}

// Confirmation is a second person's look at an assessment.
type Confirmation struct {
	Dispute registry.DisputeID
	Note    string
	Version *int
	Key     string `json:"-"`
}

// ConfirmAssessment records that a second person agrees with the assessment of a
// matter with a safety flag (two-person rule, local policy). Whoever assessed it
// is refused: two keys in one hand are one person's.
func (c *Centre) ConfirmAssessment(ctx context.Context, v identity.Viewer, in Confirmation) (Settled, error) {
	return c.onDispute(ctx, v, "confirmAssessment", in.Key, in.Dispute, in.Version, in, func(w *work) error {
		if err := checkNote("note", in.Note); err != nil {
			return err
		}
		if !w.d.NeedsConfirmation() {
			return registry.Refuse(registry.CodeState, []string{"disputeId"}, "这件纠纷没有待复核的研判，请刷新后再看", "no assessment of this dispute waits to be confirmed; load it again")
		}
		if w.d.Assessed.By == v.Principal {
			return registry.Refuse(registry.CodeForbidden, []string{"disputeId"}, "须由另一位工作人员复核，不能复核自己的研判", "a second person must confirm it: nobody confirms the own assessment")
		}
		second := *w.d.Assessed
		second.ConfirmedBy, second.ConfirmedAt = v.Principal, w.now
		w.d.Assessed = &second
		if err := w.await(); err != nil {
			return err
		}
		return w.note(registry.EventConfirmed, nil, "", in.Note)
	})
}

// nonZero points to a value that was given.
func nonZero[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}
