package schema_test

import (
	"context"
	"encoding/base64"
	"testing"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
)

// matter is a dispute with everything a dispute may have.
type matter struct {
	dispute    registry.DisputeID
	assignment registry.AssignmentID
	mediator   registry.MediatorID
}

// global is an id as the API writes it.
func global(typ, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(typ + ":" + id))
}

func (m matter) arguments(of map[string]string) {
	of["dispute"] = `(id: "` + global("Dispute", string(m.dispute)) + `")`
	of["disputes"], of["myAssignments"] = "(first: 2)", ""
	of["likelyDuplicates"] = `(text: "工地拖欠我们十二个工人三个月工资", regionCode: "440703101203")`
	of["planAssignments"], of["ledger"] = `(input: {maxCandidates: 5})`, `(from: "2026-01-01", to: "2026-12-31")`
}

// clerk is a clerk of the district.
func clerk() identity.Viewer {
	return identity.Viewer{Principal: "key:clerk", Roles: []registry.Access{registry.AccessDistrictStaff}, Region: "440703"}
}

// newMatter registers a dispute with parties, a declared tie, and a lead who accepted.
func newMatter(t testing.TB, c *centre.Centre) matter {
	t.Helper()
	ctx := context.Background()
	d, err := c.RegisterDispute(ctx, clerk(), centre.NewDispute{
		Narrative: "工地拖欠我们十二个工人三个月工资", Region: "440703101203", Point: &registry.Point{Lat: 22.6, Lng: 113.0}, Languages: []registry.Language{"cmn"},
		Parties: []centre.NewParty{
			{Side: registry.SideApplicant, PartyFacts: registry.PartyFacts{Name: "测试甲", Phone: "13800001234", IdentityNumber: "11010519491231002X", Address: "江门市蓬江区某路 1 号"}},
			{Side: registry.SideRespondent, Kind: registry.PartyOrganization, PartyFacts: registry.PartyFacts{Name: "某某公司"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Match(ctx, clerk(), centre.MatchInput{Dispute: &d.Dispute}, 3)
	if err != nil || len(found.Candidates) < 3 {
		t.Fatalf("match: %v, %d candidates", err, len(found.Candidates))
	}
	if _, err := c.DeclareTie(ctx, clerk(), centre.NewTie{Dispute: d.Dispute, Mediator: found.Candidates[1].Mediator, Kind: registry.TieKin}); err != nil {
		t.Fatal(err)
	}
	o, err := c.OfferAssignment(ctx, clerk(), centre.NewOffer{Dispute: d.Dispute, Mediators: []registry.MediatorID{found.Candidates[0].Mediator}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.AcceptAssignment(ctx, clerk(), centre.Reply{Assignment: o.Assignment, Channel: registry.ChannelPhone, Note: "电话答复"}); err != nil {
		t.Fatal(err)
	}
	return matter{d.Dispute, o.Assignment, found.Candidates[0].Mediator}
}

func decodeGlobal(id string) string {
	raw, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil {
		return ""
	}
	return string(raw)
}
