package centre

import (
	"context"
	"fmt"
	"slices"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewChoice puts three to five names to the parties.
type NewChoice struct {
	Dispute   registry.DisputeID
	Mediators []registry.MediatorID  // empty: the three first by the ranking
	Mode      registry.SelectionMode // PARTY_CHOICE or JOINT_RANK
	Version   *int
	Key       string `json:"-"`
}

// ProposeChoice puts names to both sides, who answer within two working days
// (在线调解规则 art. 10, as a model), each unseen by the other. Everyone named must be
// eligible now; whoever is offered it later is checked again.
func (c *Centre) ProposeChoice(ctx context.Context, v identity.Viewer, in NewChoice) (Settled, error) {
	if err := c.allow(v, "Mutation", "proposeChoice"); err != nil {
		return Settled{}, err
	}
	names := in.Mediators
	if len(names) == 0 {
		found, err := c.Match(ctx, v, MatchInput{Dispute: &in.Dispute}, registry.MinChoice)
		if err != nil {
			return Settled{}, err
		}
		for _, x := range found.Candidates {
			names = append(names, x.Mediator)
		}
	}
	if len(names) < registry.MinChoice || len(names) > registry.MaxChoice {
		return Settled{}, registry.Invalid([]string{"mediatorIds"}, fmt.Sprintf("名单须有 %d 到 %d 人", registry.MinChoice, registry.MaxChoice),
			fmt.Sprintf("a list has %d to %d names", registry.MinChoice, registry.MaxChoice))
	}
	return c.changeCase(ctx, v, "proposeChoice", in.Key, in, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, names, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if err := checkVersion(in.Version, w.d.Version); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID}, w.propose(names, in.Mode)
	})
}

func (w *work) propose(names []registry.MediatorID, mode registry.SelectionMode) error {
	if err := w.mayOffer(); err != nil {
		return err
	}
	seen := map[registry.MediatorID]bool{}
	for _, id := range names {
		m, err := w.tx.Mediator(id)
		if err != nil || seen[id] {
			return registry.NotFound("mediatorIds")
		}
		seen[id] = true
		if err := w.eligible(&m, registry.PartLead, ""); err != nil {
			return err
		}
	}
	if err := w.d.Move(registry.DisputeAwaitingChoice); err != nil {
		return err
	}
	clock, _ := w.c.clocks.Clock("CHOICE")
	w.d.Choice = &registry.Choice{Mode: mode, Names: names, Deadline: w.c.calendar.Due(clock, w.now)}
	if err := w.note(registry.EventChoiceOpen, nil, string(mode), ""); err != nil {
		return err
	}
	return w.save()
}

// NewBallot is one side's answer to a list.
type NewBallot struct {
	Dispute registry.DisputeID
	Side    registry.PartySide
	Strikes []registry.MediatorID
	Ranking []registry.MediatorID
	Leave   bool // the side leaves it to the organisation
	Version *int
	Key     string `json:"-"`
}

// RecordChoice keeps one side's strikes and ranking. Until both sides have
// answered or the time is over, nobody is shown the combined order.
func (c *Centre) RecordChoice(ctx context.Context, v identity.Viewer, in NewBallot) (Settled, error) {
	return c.changeCase(ctx, v, "recordChoice", in.Key, in, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, nil, in.Dispute)
		if err != nil {
			return Settled{}, err
		}
		if err := checkVersion(in.Version, w.d.Version); err != nil {
			return Settled{}, err
		}
		ch := w.d.Choice
		if w.d.Status != registry.DisputeAwaitingChoice || ch == nil {
			return Settled{}, registry.Refuse(registry.CodeState, []string{"disputeId"}, "这件纠纷没有待选的名单", "no list is put to the parties of this dispute")
		}
		if !w.now.Before(ch.Deadline) {
			return Settled{}, registry.Refuse(registry.CodeState, []string{"disputeId"}, "选定期限已过，由组织按双方意见指定", "the time to choose is over: the organisation appoints")
		}
		if in.Side == registry.SideThird {
			return Settled{}, registry.Invalid([]string{"side"}, "由申请人和被申请人选定", "applicant and respondent choose")
		}
		ballot := registry.Ballot{Strikes: in.Strikes, Ranking: in.Ranking, At: w.now}
		if err := ballot.Validate(ch); err != nil {
			return Settled{}, err
		}
		if ch.Ballots == nil {
			ch.Ballots, ch.Waiver = map[registry.PartySide]registry.Ballot{}, map[registry.PartySide]time.Time{}
		}
		if in.Leave {
			ch.Waiver[in.Side] = w.now
		} else {
			ch.Ballots[in.Side] = ballot
		}
		if err := w.note(registry.EventBallot, nil, string(in.Side), ""); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID}, w.save()
	})
}

// ChoiceOrder is the combined ranking of a dispute's list, once it may be seen:
// when both sides have answered, or the time is over.
func ChoiceOrder(d *Case) []registry.MediatorID {
	if d.Choice == nil || !d.Choice.Complete() && d.Now.Before(d.Choice.Deadline) {
		return nil
	}
	return slices.Clone(d.Choice.Order())
}
