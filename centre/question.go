package centre

import (
	"context"
	"fmt"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// Bounds of a question.
const (
	maxHeadcount = 100_000
	maxExcluded  = 200
)

// MatchInput asks who suits a dispute. One of Dispute, Text and Type is needed;
// what is given explicitly overrides what the dispute or the text says.
type MatchInput struct {
	Dispute   *registry.DisputeID
	Text      *string
	Type      registry.TypeCode
	Secondary []registry.TypeCode
	Facets    *[]registry.Facet
	Risk      registry.RiskLevel
	Headcount *int
	Region    registry.RegionCode
	Point     *registry.Point
	Online    bool
	Part      registry.Part
	Roles     []registry.Role
	Languages []registry.Language
	Gender    registry.Gender
	Exclude   []registry.MediatorID
	At        *time.Time

	// PeopleAlone leaves the funnel and the ladder out: nobody will read them.
	PeopleAlone bool

	// Conflicted and Asked are filled from the dispute: people with an unwaived tie
	// to a party, and people who were asked already.
	Conflicted []registry.MediatorID
	Asked      []registry.MediatorID
}

// question fills in what the input leaves open and refuses what cannot be meant,
// naming the place. The words are what a text told.
func (c *Centre) question(ctx context.Context, v identity.Viewer, in MatchInput) (registry.MatchQuestion, error) {
	if in.Dispute != nil {
		var err error
		if in, err = c.fromDispute(ctx, v, in); err != nil {
			return registry.MatchQuestion{}, err
		}
	}
	q := registry.MatchQuestion{
		Type: in.Type, Secondary: in.Secondary, Risk: in.Risk, Region: in.Region, Point: in.Point, Online: in.Online,
		Part: in.Part, Roles: in.Roles, Languages: in.Languages, Gender: in.Gender, Exclude: in.Exclude,
		Conflicted: in.Conflicted, Asked: in.Asked, NoSummary: in.PeopleAlone,
	}
	if in.Dispute == nil && in.Text == nil && in.Type == "" {
		return q, registry.Refuse(registry.CodeOutOfRange, []string{"input"},
			"请给出纠纷编号、纠纷描述或纠纷类型之一", "give one of disputeId, text and disputeType")
	}
	if in.Text != nil {
		if err := checkText(*in.Text); err != nil {
			return q, err
		}
		fillFromWords(&q, c.places.Load().classifier.Classify(*in.Text))
	}
	if in.Facets != nil {
		q.Facets = *in.Facets
	}
	if in.Headcount != nil {
		q.Headcount = *in.Headcount
	}
	c.fillDefaults(&q, v, in)
	return q, c.checkQuestion(&q)
}

// fillFromWords takes type, traits, risk and headcount from the words where the
// input does not give them.
func fillFromWords(q *registry.MatchQuestion, w registry.Words) {
	if q.Type == "" && len(w.Suggestions) > 0 {
		q.Type = w.Suggestions[0].Type
		if q.Secondary == nil {
			q.Secondary = w.Secondary
		}
	}
	q.Facets = w.Facets
	q.Headcount = w.Headcount
	if q.Risk == "" {
		q.Risk = w.Risk
	}
}

func (c *Centre) fillDefaults(q *registry.MatchQuestion, v identity.Viewer, in MatchInput) {
	if q.Type == "" {
		q.Type = "99" // the words gave nothing to go by: whoever takes any matter
	}
	if q.Risk == "" {
		q.Risk = registry.RiskLow
	}
	if q.Part == "" {
		q.Part = registry.PartLead
	}
	if q.Region == "" && q.Point != nil {
		q.Region = c.places.Load().points.nearest(*q.Point)
	}
	if q.Region == "" {
		q.Region = v.Region
	}
	if in.At != nil {
		q.At = *in.At
	} else {
		q.At = c.clock()
	}
}

func (c *Centre) checkQuestion(q *registry.MatchQuestion) error {
	if err := c.knownFilter(q.Region, q.Type); err != nil {
		return err
	}
	if q.Region == "" {
		return registry.Refuse(registry.CodeOutOfRange, []string{"regionCode"}, "请给出纠纷发生的地区", "say where the matter is: regionCode or point")
	}
	q.Type, _ = c.taxonomy.Resolve(q.Type)
	for i, s := range q.Secondary {
		code, ok := c.taxonomy.Resolve(s)
		if !ok {
			return registry.Refuse(registry.CodeNotFound, []string{"secondaryTypes"}, "没有这个纠纷类型代码", "no dispute type has this code")
		}
		q.Secondary[i] = code
	}
	if q.Point != nil && !q.Point.Valid() {
		return registry.Refuse(registry.CodeOutOfRange, []string{"point"}, "坐标超出范围（WGS-84）", "the point is off the globe (WGS-84)")
	}
	if q.Headcount < 0 || q.Headcount > maxHeadcount {
		return registry.Refuse(registry.CodeOutOfRange, []string{"headcount"},
			fmt.Sprintf("人数须在 0 到 %d 之间", maxHeadcount), fmt.Sprintf("headcount is 0 to %d", maxHeadcount))
	}
	if len(q.Exclude) > maxExcluded || len(q.Secondary) > registry.MaxList || len(q.Languages) > registry.MaxList || len(q.Facets) > registry.MaxList {
		return registry.Refuse(registry.CodeOutOfRange, []string{"input"}, "列表太长", "a list is too long")
	}
	for _, l := range q.Languages {
		if !l.Valid() {
			return registry.Refuse(registry.CodeOutOfRange, []string{"languages"}, "语言须为 BCP 47 代码，如 cmn、yue", "a language is a BCP 47 tag such as cmn or yue")
		}
	}
	for _, f := range q.Facets {
		if !knownFacet(f) {
			return registry.Refuse(registry.CodeNotFound, []string{"facets"}, "没有这个特征，如 涉侨、群体性", "no facet has this name; they read like 涉侨")
		}
	}
	return nil
}

func knownFacet(f registry.Facet) bool {
	for _, n := range registry.Facets() {
		if n.Facet == f {
			return true
		}
	}
	return false
}
