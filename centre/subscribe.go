package centre

import (
	"slices"
	"sync"

	"liuyuan/identity"
	"liuyuan/registry"
)

// eventBuffer is how many changes one subscriber may be behind before it is given
// up: it must read anew and subscribe again.
const eventBuffer = 256

// hub passes changes on to whoever is subscribed. It is fed by the followers once a
// change is in their projection, so that a subscriber who then asks finds it there.
type hub struct {
	mu          sync.Mutex
	subscribers map[*Subscription]bool
}

// Subscription is one open subscription. Whoever opens one closes it.
type Subscription struct {
	kinds   []registry.ChangeKind
	id      string // of the one record wanted; empty: all
	hub     *hub
	changes chan registry.Change
}

// directoryKinds are told once the index holds them, caseKinds once the pool does.
func directoryKinds() []registry.ChangeKind {
	return []registry.ChangeKind{registry.ChangedMediator, registry.ChangedOrganization}
}

func caseKinds() []registry.ChangeKind {
	return []registry.ChangeKind{registry.ChangedDispute, registry.ChangedAssignment}
}

func newHub() *hub { return &hub{subscribers: map[*Subscription]bool{}} }

// publish hands changes of some kinds to those who want them, and never waits.
func (h *hub) publish(changes []registry.Change, kinds []registry.ChangeKind) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.subscribers) == 0 {
		return
	}
	var once []registry.Change // a record is read anew at each event: once is enough
	told := map[string]bool{}
	for _, ch := range changes {
		if slices.Contains(kinds, ch.Kind) && !told[string(ch.Kind)+ch.ID] {
			told[string(ch.Kind)+ch.ID] = true
			once = append(once, ch)
		}
	}
	for s := range h.subscribers {
		h.hand(s, once)
	}
}

func (h *hub) hand(s *Subscription, changes []registry.Change) {
	for _, ch := range changes {
		if !slices.Contains(s.kinds, ch.Kind) || s.id != "" && s.id != ch.ID {
			continue
		}
		select {
		case s.changes <- ch:
		default:
			h.leave(s)
			return
		}
	}
}

// leave ends a subscription; h.mu is held.
func (h *hub) leave(s *Subscription) {
	if h.subscribers[s] {
		delete(h.subscribers, s)
		close(s.changes)
	}
}

// Changes are what changed, in order. A change says only that a record changed:
// whoever is told reads it as the viewer then may. The channel is closed when the
// subscriber fell too far behind, with Behind, or by Close.
func (s *Subscription) Changes() <-chan registry.Change { return s.changes }

// Close ends the subscription; again is harmless.
func (s *Subscription) Close() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.hub.leave(s)
}

// Behind is what a subscriber is told that was given up.
func Behind() error {
	return registry.Refuse(registry.CodeUnavailable, nil, "变化太多，来不及送达；请重新读取并重新订阅",
		"more changed than could be delivered; read anew and subscribe again")
}

func (c *Centre) watch(v identity.Viewer, field, id string, kinds ...registry.ChangeKind) (*Subscription, error) {
	if err := c.allow(v, "Subscription", field); err != nil {
		return nil, err
	}
	s := &Subscription{kinds: kinds, id: id, hub: c.events, changes: make(chan registry.Change, eventBuffer)}
	c.events.mu.Lock()
	defer c.events.mu.Unlock()
	c.events.subscribers[s] = true
	return s, nil
}

// WatchDirectory follows people and institutions.
func (c *Centre) WatchDirectory(v identity.Viewer) (*Subscription, error) {
	return c.watch(v, "directoryChanged", "", directoryKinds()...)
}

// WatchDispute follows one dispute. That the viewer may see it is for the caller to
// find out, at the beginning and at each change.
func (c *Centre) WatchDispute(v identity.Viewer, id registry.DisputeID) (*Subscription, error) {
	return c.watch(v, "disputeChanged", string(id), registry.ChangedDispute)
}

// WatchAssignments follows assignments; which of them are the viewer's is found out
// as each is read.
func (c *Centre) WatchAssignments(v identity.Viewer) (*Subscription, error) {
	return c.watch(v, "assignmentOffered", "", registry.ChangedAssignment)
}

// Subscribers is how many subscriptions are open.
func (c *Centre) Subscribers() int {
	c.events.mu.Lock()
	defer c.events.mu.Unlock()
	return len(c.events.subscribers)
}
