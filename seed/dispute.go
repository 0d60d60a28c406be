package seed

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"liuyuan/registry"
)

// Matter is an invented dispute of the past half year with what was said and who
// the parties are. Status tells how far it came.
type Matter struct {
	registry.Dispute
	Narrative string
	Point     *registry.Point
	Parties   []MatterParty
}

// MatterParty is an invented party. Its phone is of a range that is not in use.
type MatterParty struct {
	Side  registry.PartySide
	Kind  registry.PartyKind
	Facts registry.PartyFacts
}

// matterCount is how many disputes the demonstration shows, over matterDays days.
const (
	matterCount = 360
	matterDays  = 182
)

// story is a kind of matter as people tell it; {n} are people, {m} months, {k} thousands of yuan.
type story struct {
	Type registry.TypeCode  `json:"type"`
	Text string             `json:"text"`
	Firm bool               `json:"firm,omitempty"` // the other side is an enterprise
	Risk registry.RiskLevel `json:"risk,omitempty"`
	Face []registry.Facet   `json:"facets,omitempty"`
}

// Matters are the disputes of the demonstration: in all states, over the half year
// before the day given, more of them lately. The same day gives the same matters.
func Matters(at registry.Date) []Matter {
	var stories []story
	decode("stories.json", &stories)
	names := newMaker("matters", at).names
	var villages []village
	for _, t := range pengjiangPlaces() {
		villages = append(villages, t.villages...)
	}
	all := make([]Matter, 0, matterCount)
	for i := range matterCount {
		d := drawFor("matter/" + strconv.Itoa(i))
		all = append(all, matter(d, i, at, pick(d, stories), pick(d, villages), names))
	}
	return all
}

func matter(d *draw, i int, at registry.Date, s story, v village, n names) Matter {
	left := matterCount - 1 - i
	back := left * left * matterDays / matterCount / matterCount // quadratic: more of them lately
	status := matterStatus(d, back)
	if status == registry.DisputeAssessing {
		s = story{Type: "02.07", Text: "两家因界址争执，一方扬言再动工就拿刀，邻居都很担心。", Risk: registry.RiskHigh}
	}
	created := at.AddDays(-back).Time().Add(time.Duration(d.between(8*60+30, 17*60)) * time.Minute).UTC()
	people := 0
	if strings.Contains(s.Text, "{n}") {
		people = d.between(3, 24)
	}
	m := Matter{Dispute: registry.Dispute{
		ID:     registry.DisputeID(uuid.NewSHA1(uuid.NameSpaceURL, []byte("liuyuan/matter/"+strconv.Itoa(i))).String()),
		Status: status, Type: s.Type, Facets: s.Face, Risk: s.Risk, Headcount: people, Region: v.code, Source: matterSource(d),
		Origin: registry.OriginApplication, CreatedAt: created, Synthetic: true,
	}}
	if m.Risk == "" {
		m.Risk = registry.RiskLow
	}
	if people >= 10 && m.Risk == registry.RiskLow {
		m.Risk = registry.RiskMedium
	}
	m.Narrative = strings.NewReplacer("{n}", strconv.Itoa(people), "{m}", strconv.Itoa(d.between(2, 9)), "{k}", strconv.Itoa(d.between(3, 60))).Replace(s.Text)
	m.Parties = matterParties(d, i, s, n)
	return m
}

// matterStatus: old matters are over, those of the last weeks stand anywhere.
func matterStatus(d *draw, back int) registry.DisputeStatus {
	var weighted []registry.DisputeStatus
	add := func(s registry.DisputeStatus, n int) {
		for range n {
			weighted = append(weighted, s)
		}
	}
	switch {
	case back <= 3:
		add(registry.DisputeRegistered, 3)
		add(registry.DisputeAssessing, 1)
		add(registry.DisputeAwaitingMatch, 3)
		add(registry.DisputeAwaitingChoice, 1)
		add(registry.DisputeAwaitingAcceptance, 4)
	case back <= 30:
		add(registry.DisputeMediating, 10)
		add(registry.DisputeAwaitingAcceptance, 1)
		add(registry.DisputeAwaitingMatch, 1)
		add(registry.DisputeAgreed, 3)
		add(registry.DisputePerforming, 3)
		add(registry.DisputeClosed, 4)
		add(registry.DisputeTerminated, 2)
	default:
		add(registry.DisputePerforming, 2)
		add(registry.DisputeClosed, 14)
		add(registry.DisputeTerminated, 3)
	}
	return pick(d, weighted)
}

func matterSource(d *draw) registry.SignalSource {
	sources := registry.SignalSources()
	if d.chance(40) {
		return registry.SourceWalkIn
	}
	return pick(d, sources[:len(sources)-1]).Source
}

func matterParties(d *draw, i int, s story, n names) []MatterParty {
	person := func(side registry.PartySide, no int) MatterParty {
		return MatterParty{Side: side, Kind: registry.PartyPerson, Facts: registry.PartyFacts{
			Name: pick(d, n.Last) + pick(d, n.Generic), Phone: fmt.Sprintf("1000%03d%04d", no, i)}}
	}
	parties := []MatterParty{person(registry.SideApplicant, 1)}
	if s.Firm {
		return append(parties, MatterParty{Side: registry.SideRespondent, Kind: registry.PartyOrganization,
			Facts: registry.PartyFacts{Name: "（虚构）" + pick(d, []string{"恒利", "永丰", "兴业", "宏达", "顺景"}) + pick(d, []string{"五金厂", "建筑劳务公司", "物业公司", "商贸行", "培训中心"})}})
	}
	if d.chance(15) {
		return append(parties, MatterParty{Side: registry.SideRespondent, Kind: registry.PartyPerson, Facts: registry.PartyFacts{Name: registry.UnknownName}})
	}
	return append(parties, person(registry.SideRespondent, 2))
}
