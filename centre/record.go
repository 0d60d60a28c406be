package centre

import (
	"context"

	"github.com/google/uuid"

	"liuyuan/identity"
	"liuyuan/registry"
)

// NewRecord asks for a match to be kept.
type NewRecord struct {
	Match MatchInput // Match.Dispute names the dispute
	First int
	Key   string `json:"-"`
}

// RecordMatch answers who suits a dispute and keeps the answer with the policy's
// version and the time, so that it can be explained later.
func (c *Centre) RecordMatch(ctx context.Context, v identity.Viewer, in NewRecord) (Settled, error) {
	if err := c.allow(v, "Mutation", "recordMatch"); err != nil {
		return Settled{}, err
	}
	q, err := c.question(ctx, v, in.Match)
	if err != nil {
		return Settled{}, err
	}
	q.First = min(max(in.First, 0), registry.MaxCandidates)
	answer := c.pool.Load().Match(c.matching, q)
	return c.changeCase(ctx, v, "recordMatch", in.Key, in, func(tx registry.Writer) (Settled, error) {
		w, err := c.hold(tx, v, nil, *in.Match.Dispute)
		if err != nil {
			return Settled{}, err
		}
		id, err := uuid.NewV7()
		if err != nil {
			return Settled{}, err
		}
		kept := q
		kept.Point = nil // the exact place stays sealed
		record := registry.MatchRecord{ID: registry.MatchRecordID(id.String()), Dispute: w.d.ID, At: w.now, By: v.Principal, PolicyVersion: answer.PolicyVersion, Question: kept, Answer: answer}
		if err := tx.PutMatchRecord(record); err != nil {
			return Settled{}, err
		}
		if w.d.Status == registry.DisputeRegistered {
			if err := w.d.Move(registry.DisputeAwaitingMatch); err != nil {
				return Settled{}, err
			}
		}
		if err := w.note(registry.EventMatched, nil, answer.PolicyVersion, ""); err != nil {
			return Settled{}, err
		}
		return Settled{Dispute: w.d.ID, Record: record.ID}, w.save()
	})
}

// Record is a kept answer with the people it names, as they are today.
type Record struct {
	registry.MatchRecord
	Result *Answer
}

// MatchRecord gives a kept answer; NOT_FOUND if there is none to see.
func (c *Centre) MatchRecord(ctx context.Context, v identity.Viewer, id registry.MatchRecordID) (*Record, error) {
	return c.kept(ctx, v, func(tx registry.Reader) (registry.MatchRecord, error) { return tx.MatchRecord(identity.ScopeOf(v), id) })
}

// LastMatch gives the newest kept answer of a dispute; NOT_FOUND if there is none.
func (c *Centre) LastMatch(ctx context.Context, v identity.Viewer, id registry.DisputeID) (*Record, error) {
	return c.kept(ctx, v, func(tx registry.Reader) (registry.MatchRecord, error) {
		return tx.LastMatchRecord(identity.ScopeOf(v), id)
	})
}

func (c *Centre) kept(ctx context.Context, v identity.Viewer, read func(registry.Reader) (registry.MatchRecord, error)) (*Record, error) {
	r := &Record{}
	err := c.view(ctx, func(tx registry.Reader) (err error) {
		r.MatchRecord, err = read(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	r.Result, err = c.answer(ctx, v, r.Answer)
	return r, err
}
