package schema

import (
	"time"

	"github.com/graphql-go/graphql"

	"liuyuan/centre"
	"liuyuan/registry"
)

// pointInput is the API's PointInput.
type pointInput struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

func (p *pointInput) registry() *registry.Point {
	if p == nil {
		return nil
	}
	return &registry.Point{Lat: p.Latitude, Lng: p.Longitude}
}

// matchInput is the API's MatchMediatorsInput.
type matchInput struct {
	Dispute        string              `json:"disputeId"`
	Text           *string             `json:"text"`
	DisputeType    registry.TypeCode   `json:"disputeType"`
	SecondaryTypes []registry.TypeCode `json:"secondaryTypes"`
	Facets         *[]registry.Facet   `json:"facets"`
	RiskLevel      registry.RiskLevel  `json:"riskLevel"`
	Headcount      *int                `json:"headcount"`
	RegionCode     registry.RegionCode `json:"regionCode"`
	Point          *pointInput         `json:"point"`
	Online         bool                `json:"online"`
	Part           registry.Part       `json:"part"`
	Roles          []registry.Role     `json:"roles"`
	Languages      []registry.Language `json:"languages"`
	Gender         registry.Gender     `json:"gender"`
	Exclude        []string            `json:"excludeMediatorIds"`
	At             *time.Time          `json:"at"`
}

func (in matchInput) centre() centre.MatchInput {
	out := centre.MatchInput{
		Text: in.Text, Type: in.DisputeType, Secondary: in.SecondaryTypes, Facets: in.Facets, Risk: in.RiskLevel,
		Headcount: in.Headcount, Region: in.RegionCode, Point: in.Point.registry(), Online: in.Online, Part: in.Part,
		Roles: in.Roles, Languages: in.Languages, Gender: in.Gender, At: in.At,
	}
	if in.Dispute != "" {
		// An id of another type is an id that does not exist.
		id := ownID[registry.DisputeID]("Dispute", in.Dispute)
		out.Dispute = &id
	}
	for _, id := range in.Exclude {
		if own := ownID[registry.MediatorID]("Mediator", id); own != "" {
			out.Exclude = append(out.Exclude, own)
		}
	}
	return out
}

func (b *builder) makeMatchInput() {
	b.pointInput = graphql.NewInputObject(graphql.InputObjectConfig{
		Name: "PointInput", Description: "A position, WGS-84 degrees.",
		Fields: graphql.InputObjectConfigFieldMap{
			"latitude":  input(nonNull(graphql.Float), "-90 to 90."),
			"longitude": input(nonNull(graphql.Float), "-180 to 180."),
		},
	})
	b.matchInput = graphql.NewInputObject(graphql.InputObjectConfig{
		Name:        "MatchMediatorsInput",
		Description: "Who suits a dispute? One of disputeId, text and disputeType is required; explicit fields override what the dispute or the text says.",
		Fields: graphql.InputObjectConfigFieldMap{
			"disputeId":          input(graphql.ID, "A registered dispute."),
			"text":               input(graphql.String, "What the citizen says, at most 4,000 characters; it is not kept."),
			"disputeType":        input(graphql.String, "Type code LL or LL.SS."),
			"secondaryTypes":     input(optionalList(graphql.String), "Further types the matter touches."),
			"facets":             input(optionalList(graphql.String), "Traits, such as 涉侨."),
			"riskLevel":          input(b.enums["RiskLevel"], "Risk, as a person assessed it."),
			"headcount":          input(graphql.Int, "People concerned, 0 to 100,000."),
			"regionCode":         input(graphql.String, "Where the matter is; the viewer's region if absent."),
			"point":              input(b.pointInput, "The exact place, if known; it is not kept."),
			"online":             &graphql.InputObjectFieldConfig{Type: graphql.Boolean, DefaultValue: false, Description: "The parties accept to meet by video."},
			"part":               &graphql.InputObjectFieldConfig{Type: b.enums["AssignmentPart"], DefaultValue: registry.PartLead, Description: "How the person takes part; standing excludes only for LEAD."},
			"roles":              input(optionalList(b.enums["MediatorRole"]), "Only people of any of these roles."),
			"languages":          input(optionalList(graphql.String), "Only people who speak all of these."),
			"gender":             input(b.enums["Gender"], "Only people of this gender, where a party asks."),
			"excludeMediatorIds": input(optionalList(graphql.ID), "Not these people, at most 200."),
			"at":                 input(b.dateTime, "Duty and leave are judged at this time; now if absent."),
		},
	})
}
