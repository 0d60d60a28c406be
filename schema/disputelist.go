package schema

import (
	"context"
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// disputeFilter is the API's DisputeFilter.
type disputeFilter struct {
	Status         []registry.DisputeStatus `json:"status"`
	Risk           []registry.RiskLevel     `json:"riskLevel"`
	Sources        []registry.SignalSource  `json:"source"`
	Region         registry.RegionCode      `json:"regionCode"`
	DisputeType    registry.TypeCode        `json:"disputeType"`
	Mediator       string                   `json:"mediatorId"`
	Number         string                   `json:"number"`
	From           time.Time                `json:"registeredFrom"`
	To             time.Time                `json:"registeredTo"`
	Phone          string                   `json:"partyPhone"`
	IdentityNumber string                   `json:"partyIdentityNumber"`
}

func (f disputeFilter) registry() registry.DisputeFilter {
	out := registry.DisputeFilter{Statuses: f.Status, Risks: f.Risk, Sources: f.Sources, Region: f.Region, Type: f.DisputeType, Number: f.Number, From: f.From, To: f.To}
	if f.Mediator != "" {
		if out.Mediator = ownMediator(f.Mediator); out.Mediator == "" {
			out.Mediator = "none" // an id of another type holds nothing
		}
	}
	return out
}

type disputeOrder struct {
	Field     registry.DisputeOrder `json:"field"`
	Direction string                `json:"direction"`
}

func (b *builder) disputeQueries() graphql.Fields {
	filter := inputOf("DisputeFilter", "Narrows the disputes; fields are joined by AND, list entries by OR.", graphql.InputObjectConfigFieldMap{
		"status":              input(optionalList(b.enums["DisputeStatus"]), "Any of these statuses."),
		"riskLevel":           input(optionalList(b.enums["RiskLevel"]), "Any of these risks."),
		"source":              input(optionalList(b.enums["SignalSource"]), "Any of these sources."),
		"regionCode":          input(graphql.String, "Within this region."),
		"disputeType":         input(graphql.String, "Of this type, or one of its second level."),
		"mediatorId":          input(graphql.ID, "This person was asked."),
		"number":              input(graphql.String, "Exactly this number."),
		"registeredFrom":      input(b.dateTime, "Registered at or after this time."),
		"registeredTo":        input(b.dateTime, "Registered before this time."),
		"partyPhone":          input(graphql.String, "A party has exactly this phone number; the look-up is audited."),
		"partyIdentityNumber": input(graphql.String, "A party has exactly this identity number; the look-up is audited."),
	})
	order := inputOf("DisputeOrder", "Order of disputes; ties are broken by identifier.", graphql.InputObjectConfigFieldMap{
		"field":     input(nonNull(b.enums["DisputeOrderField"]), "What to sort by."),
		"direction": withDefault(b.enums["Direction"], "ASC", "Ascending if absent."),
	})
	args := pageArgs()
	args["filter"] = arg(filter, "Narrows the disputes.")
	args["orderBy"] = arg(order, "Order; newest first if absent.")
	mine := graphql.FieldConfigArgument{"status": arg(optionalList(b.enums["AssignmentStatus"]), "Any of these; OFFERED and ACCEPTED if absent.")}
	return graphql.Fields{
		"dispute": &graphql.Field{Type: b.dispute, Description: "One dispute; NOT_FOUND if it does not exist or is not yours to see.",
			Args: graphql.FieldConfigArgument{"id": arg(nonNull(graphql.ID), "Global id.")},
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				d, err := b.centre.Dispute(ctx, r.viewer, ownDispute(args["id"].(string)))
				if err != nil {
					return nil, tell(ctx, err)
				}
				return d, nil
			})},
		"disputes": &graphql.Field{Type: nonNull(b.disputeConnection), Description: "The disputes of your region.", Args: args, Resolve: root(b.listDisputes)},
		"myAssignments": &graphql.Field{Type: listOf(b.assignment), Description: "What you, a mediator, are asked and do, newest first, at most 100.", Args: mine,
			Resolve: root(func(ctx context.Context, r *request, args map[string]any) (any, error) {
				in, err := decode[struct {
					Status []registry.AssignmentStatus `json:"status"`
				}](args)
				if err != nil {
					return nil, err
				}
				own, err := b.centre.OwnAssignments(ctx, r.viewer, in.Status, maxPage)
				return orEmpty(own), tell(ctx, err)
			})},
	}
}

func (b *builder) listDisputes(ctx context.Context, r *request, args map[string]any) (any, error) {
	w, err := windowOf(args)
	if err != nil {
		return nil, tell(ctx, err)
	}
	filter, err := decode[disputeFilter](args["filter"])
	if err != nil {
		return nil, err
	}
	order := disputeOrder{Field: registry.DisputesByCreated, Direction: "DESC"}
	if args["orderBy"] != nil {
		if order, err = decode[disputeOrder](args["orderBy"]); err != nil {
			return nil, err
		}
	}
	page := registry.DisputePage{Filter: filter.registry(), Order: order.Field, Descending: order.Direction == "DESC", Backward: w.backward, Limit: w.limit}
	list := "disputes:" + string(order.Field) + order.Direction
	if page.After, err = b.disputePlace(list, w.after); err != nil {
		return nil, tell(ctx, err)
	}
	if page.Before, err = b.disputePlace(list, w.before); err != nil {
		return nil, tell(ctx, err)
	}
	found, err := b.centre.ListDisputes(ctx, r.viewer, centre.DisputeSearch{DisputePage: page, Phone: filter.Phone, IdentityNumber: filter.IdentityNumber})
	if err != nil {
		return nil, tell(ctx, err)
	}
	c := connection{total: found.Total}
	c.next, c.previous = found.More, page.After != nil
	if w.backward {
		c.next, c.previous = page.Before != nil, found.More
	}
	for _, d := range found.Cases {
		c.edges = append(c.edges, edge{b.cursor(list, d.PlaceIn(order.Field)), d})
	}
	return c, nil
}

func (b *builder) disputePlace(list, cursor string) (*registry.DisputePlace, error) {
	if cursor == "" {
		return nil, nil
	}
	p, err := place[registry.DisputePlace](b, list, cursor)
	return &p, err
}
