package centre

import (
	"strconv"
	"testing"

	"liuyuan/registry"
)

// watching opens a subscription on a hub alone.
func watching(h *hub, id string, kinds ...registry.ChangeKind) *Subscription {
	s := &Subscription{kinds: kinds, id: id, hub: h, changes: make(chan registry.Change, eventBuffer)}
	h.subscribers[s] = true
	return s
}

func mediatorChanges(n int) []registry.Change {
	changes := make([]registry.Change, n)
	for i := range changes {
		changes[i] = registry.Change{Seq: int64(i + 1), Kind: registry.ChangedMediator, ID: strconv.Itoa(i)}
	}
	return changes
}

func TestASubscriberIsToldWhatItAskedForOnceEach(t *testing.T) {
	h := newHub()
	all, one, other := watching(h, "", registry.ChangedMediator), watching(h, "2", registry.ChangedMediator), watching(h, "", registry.ChangedDispute)
	changes := append(mediatorChanges(3), registry.Change{Seq: 4, Kind: registry.ChangedMediator, ID: "2"}, registry.Change{Seq: 5, Kind: registry.ChangedLoad, ID: "2"})
	h.publish(changes, directoryKinds())
	h.publish([]registry.Change{{Seq: 6, Kind: registry.ChangedDispute, ID: "2"}}, directoryKinds()) // not this follower's to tell
	if len(all.changes) != 3 || len(one.changes) != 1 || len(other.changes) != 0 {
		t.Errorf("told %d, %d and %d changes, want 3, 1 and 0", len(all.changes), len(one.changes), len(other.changes))
	}
}

func TestASubscriberThatDoesNotReadIsGivenUpAndNobodyWaitsForIt(t *testing.T) {
	h := newHub()
	slow, quick := watching(h, "", registry.ChangedMediator), watching(h, "7", registry.ChangedMediator)
	h.publish(mediatorChanges(eventBuffer+1), directoryKinds())
	told := 0
	for range slow.Changes() { // ends because it is closed
		told++
	}
	if told != eventBuffer || len(h.subscribers) != 1 || len(quick.changes) != 1 {
		t.Errorf("%d told before it was given up, %d left, %d for the other", told, len(h.subscribers), len(quick.changes))
	}
	slow.Close()
	quick.Close()
	quick.Close()
	if len(h.subscribers) != 0 {
		t.Error("closed subscriptions stay")
	}
}
