package centre

import (
	"context"

	"liuyuan/identity"
	"liuyuan/registry"
)

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
	return c.onDispute(ctx, v, "terminateDispute", in.Key, in.Dispute, in.Version, in, func(w *work) error {
		if err := checkNote("note", in.Note); err != nil {
			return err
		}
		live, err := w.live()
		if err != nil {
			return err
		}
		if err := w.d.Move(registry.DisputeTerminated); err != nil {
			return err
		}
		for _, a := range live {
			if err := w.withdraw(&a, "TERMINATED", ""); err != nil {
				return err
			}
		}
		w.d.Ended = &registry.Termination{Reason: in.Reason, At: w.now}
		return w.note(registry.EventTerminated, nil, string(in.Reason), in.Note)
	})
}
