package schema

import (
	"context"
	"strconv"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

func (b *builder) subscription() *graphql.Object {
	change := graphql.NewObject(graphql.ObjectConfig{
		Name: "DirectoryChange", Description: "A person or an institution whose record changed. It says nothing of what changed.",
		Fields: graphql.Fields{
			"id":        field(nonNull(graphql.ID), "Global id of the record.", from(func(d directoryChange) any { return d.globalID() })),
			"entry":     field(b.directoryEntry, "The record as it is now; null if it is gone or not yours to see.", from(func(d directoryChange) any { return d.entry })),
			"removed":   field(nonNull(graphql.Boolean), "Take it out of your lists: there is no entry for you any more.", from(func(d directoryChange) any { return d.entry == nil })),
			"syncToken": field(nonNull(graphql.String), "Position of the change; pass it as atLeast to read it on any node.", from(func(d directoryChange) any { return strconv.FormatInt(d.Seq, 10) })),
		},
	})
	return graphql.NewObject(graphql.ObjectConfig{
		Name: "Subscription", Description: "What can be followed, at /graphql/stream as text/event-stream. What each event may show is judged anew.",
		Fields: graphql.Fields{
			"directoryChanged": b.followed(nonNull(change), "People and institutions as their records change.", nil, b.directoryNews),
			"disputeChanged": b.followed(nonNull(b.dispute), "One dispute, whenever it or one of its assignments changes.",
				graphql.FieldConfigArgument{"id": arg(nonNull(graphql.ID), "Global id.")}, b.disputeNews),
			"assignmentOffered": b.followed(nonNull(b.assignment), "Offers as they are made: to the mediator who asks, or in the region of the staff who ask.", nil, b.offerNews),
		},
	})
}

// news is one event on its way to one subscriber. The record is read when the event
// is judged, in the event's own context and as the viewer is then.
type news struct {
	change registry.Change
	read   reader
	record any
	err    error
}

// reader gives the record of a change, and whether it is one for the viewer.
type reader func(context.Context, *request, registry.Change) (record any, shown bool, err error)

// Shown reads the record. An event that could not be read is shown, as an error.
func (n *news) Shown(ctx context.Context) (shown bool) {
	if n.err != nil {
		return true
	}
	n.record, shown, n.err = n.read(ctx, requestOf(ctx), n.change)
	if registry.CodeOf(n.err) == registry.CodeNotFound {
		return false
	}
	return shown || n.err != nil
}

// followed is a field of the Subscription type; open says whether the viewer may
// follow it, and how its events are read.
func (b *builder) followed(t graphql.Output, description string, args graphql.FieldConfigArgument,
	open func(context.Context, *request, map[string]any) (*centre.Subscription, reader, error)) *graphql.Field {
	return &graphql.Field{Type: t, Description: description, Args: args,
		Subscribe: func(p graphql.ResolveParams) (any, error) {
			s, read, err := open(p.Context, requestOf(p.Context), p.Args)
			if err != nil {
				return nil, tell(p.Context, err)
			}
			events := make(chan any)
			go pump(p.Context, s, read, events)
			return events, nil
		},
		Resolve: asking(func(ctx context.Context, _ *request, n *news, _ graphql.ResolveParams) (any, error) {
			return n.record, tell(ctx, n.err)
		}),
	}
}

// pump carries changes to a subscriber until it goes or falls behind, which is the
// last thing that it is told.
func pump(ctx context.Context, s *centre.Subscription, read reader, events chan<- any) {
	defer close(events)
	defer s.Close()
	for {
		var n *news
		select {
		case <-ctx.Done():
			return
		case change, more := <-s.Changes():
			if n = (&news{change: change, read: read}); !more {
				n.err = centre.Behind()
			}
		}
		select {
		case <-ctx.Done():
			return
		case events <- n:
		}
		if n.err != nil {
			return
		}
	}
}

// directoryChange is a change with the record, nil where there is none to see.
type directoryChange struct {
	registry.Change
	entry any
}

func (d directoryChange) globalID() string {
	if d.Kind == registry.ChangedMediator {
		return globalID("Mediator", d.ID)
	}
	return globalID("Organization", d.ID)
}

func (b *builder) directoryNews(_ context.Context, r *request, _ map[string]any) (*centre.Subscription, reader, error) {
	s, err := b.centre.WatchDirectory(r.viewer)
	return s, func(ctx context.Context, r *request, ch registry.Change) (any, bool, error) {
		if ch.Kind == registry.ChangedOrganization {
			return directoryChange{ch, b.organizationOrNil(registry.OrganizationID(ch.ID))}, true, nil
		}
		people, err := b.centre.Mediators(ctx, r.viewer, []registry.MediatorID{registry.MediatorID(ch.ID)})
		if err != nil || people[0] == nil {
			return directoryChange{ch, nil}, true, err
		}
		return directoryChange{ch, people[0]}, true, nil
	}, err
}

func (b *builder) disputeNews(ctx context.Context, r *request, args map[string]any) (*centre.Subscription, reader, error) {
	id := ownDispute(args["id"].(string))
	s, err := b.centre.WatchDispute(r.viewer, id)
	if err != nil {
		return nil, nil, err
	}
	if _, err := b.centre.Dispute(ctx, r.viewer, id); err != nil { // after the watch began: nothing is missed between
		s.Close()
		return nil, nil, err
	}
	return s, func(ctx context.Context, r *request, _ registry.Change) (any, bool, error) {
		d, err := b.centre.Dispute(ctx, r.viewer, id)
		return d, true, err
	}, nil
}

func (b *builder) offerNews(_ context.Context, r *request, _ map[string]any) (*centre.Subscription, reader, error) {
	s, err := b.centre.WatchAssignments(r.viewer)
	return s, func(ctx context.Context, r *request, ch registry.Change) (any, bool, error) {
		a, err := b.centre.Assignment(ctx, r.viewer, registry.AssignmentID(ch.ID))
		if err != nil {
			return nil, false, err
		}
		return a, a.Status == registry.AssignmentOffered && (r.viewer.Casework() || a.Mediator == r.viewer.Mediator), nil
	}, err
}
