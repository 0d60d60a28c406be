package schema_test

import (
	"context"
	"encoding/json"
	"runtime"
	"strings"
	"testing"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/schema"
	"liuyuan/schema/execute"
	"liuyuan/schema/guard"

	"liuyuan/web/servertest"
)

// as gives the header of a demonstration persona.
func as(role string) []string { return []string{"X-Demo-Role", role} }

// must sends a document that has to succeed and reads its data.
func must[T any](t *testing.T, s *servertest.Server, document string, variables map[string]any, headers ...string) T {
	t.Helper()
	answer := s.Ask(t, document, variables, headers...)
	if answer.Status != 200 || len(answer.Errors) > 0 {
		t.Fatalf("%d %s\n%.200s", answer.Status, answer.Body, document)
	}
	return read[T](t, answer)
}

func read[T any](t *testing.T, a servertest.Answer) (data T) {
	t.Helper()
	if err := json.Unmarshal(a.Data, &data); err != nil {
		t.Fatalf("%v: %s", err, a.Body)
	}
	return data
}

const registerPerson = `mutation($input:RegisterMediatorInput!){registerMediator(input:$input){mediator{id version} userErrors{code} syncToken}}`

type registered struct {
	RegisterMediator struct {
		Mediator  struct{ ID string }
		SyncToken string
	}
}

func somebody(name string) map[string]any {
	return map[string]any{"input": map[string]any{"name": name, "roles": []string{"MEDIATOR"}, "standings": []any{map[string]any{"kind": "ENGAGED"}},
		"specialties": []any{map[string]any{"disputeType": "10.01", "level": 2}}, "serviceAreaCodes": []string{"440703"}, "homeRegionCode": "440703101",
		"languages": []string{"cmn"}, "capacity": 5}}
}

const registerDispute = `mutation($input:RegisterDisputeInput!){registerDispute(input:$input){dispute{id version} userErrors{code message}}}`

type filed struct {
	RegisterDispute struct{ Dispute struct{ ID string } }
}

func matterIn(region string) map[string]any {
	return map[string]any{"input": map[string]any{"narrative": "邻居阳台漏水，双方对维修费有争议", "regionCode": region, "disputeType": "01", "riskLevel": "LOW",
		"parties": []any{map[string]any{"name": "张三", "side": "APPLICANT"}, map[string]any{"name": "不详", "side": "RESPONDENT"}}}}
}

func TestWhoFollowsTheDirectorySeesAPersonComeAndFindsHimAtOnce(t *testing.T) {
	s := servertest.Demo(t, "--log-level", "error")
	const document = `subscription{directoryChanged{id removed syncToken entry{__typename ...on Mediator{id name capacity}}}}`
	staff, public := s.Subscribe(t, document, nil), s.Subscribe(t, document, nil, as("PUBLIC_APP")...)
	made := must[registered](t, s, registerPerson, somebody("关注一号"))
	type changed struct {
		DirectoryChanged struct {
			ID, SyncToken string
			Removed       bool
			Entry         struct {
				Name     string
				Capacity *int
			}
		}
	}
	event := read[changed](t, staff.Next(t)).DirectoryChanged
	if event.ID != made.RegisterMediator.Mediator.ID || event.Entry.Name != "关注一号" || event.Removed || event.Entry.Capacity == nil || event.SyncToken != made.RegisterMediator.SyncToken {
		t.Errorf("%+v, want %+v", event, made)
	}
	if seen := read[changed](t, public.Next(t)).DirectoryChanged; seen.Entry.Name != "关注一号" || seen.Entry.Capacity != nil {
		t.Errorf("the public sees the name and no capacity: %+v", seen)
	}
	found := must[struct{ SearchDirectory struct{ TotalCount int } }](t, s, `{searchDirectory(query:"关注一号",first:1){totalCount}}`, nil)
	if found.SearchDirectory.TotalCount == 0 {
		t.Error("search does not hold what the event told")
	}
	must[struct{}](t, s, `mutation($id:ID!){suspendMediator(input:{mediatorId:$id,reason:"进修"}){userErrors{code}}}`, map[string]any{"id": event.ID})
	if after := read[changed](t, public.Next(t)).DirectoryChanged; !after.Removed || after.ID != event.ID || after.Entry.Name != "" {
		t.Errorf("the public is told to drop a suspended person: %+v", after)
	}
}

func TestADisputeIsFollowedByThoseWhoMaySeeIt(t *testing.T) {
	s := servertest.Demo(t, "--log-level", "error")
	inTown := must[filed](t, s, registerDispute, matterIn("440703101")).RegisterDispute.Dispute.ID
	elsewhere := must[filed](t, s, registerDispute, matterIn("440703102")).RegisterDispute.Dispute.ID
	const document = `subscription($id:ID!){disputeChanged(id:$id){id status headcount}}`
	clerk := s.Subscribe(t, document, map[string]any{"id": inTown}, as("STAFF")...)
	// Foreign, missing and other records are refused alike; a role without disputes is forbidden.
	for _, id := range []string{elsewhere, "RGlzcHV0ZTpub25l", "x"} {
		if codes := s.Subscribe(t, document, map[string]any{"id": id}, as("STAFF")...).Next(t).Codes(); strings.Join(codes, " ") != "NOT_FOUND" {
			t.Errorf("the town's clerk follows %s: %v", id, codes)
		}
	}
	if codes := s.Subscribe(t, document, map[string]any{"id": inTown}, as("PUBLIC_APP")...).Next(t).Codes(); strings.Join(codes, " ") != "FORBIDDEN" {
		t.Errorf("the public follows a dispute: %v", codes)
	}
	update := `mutation($id:ID!){updateDispute(input:{disputeId:$id,headcount:7}){userErrors{code message}}}`
	must[struct{}](t, s, update, map[string]any{"id": elsewhere})
	must[struct{}](t, s, update, map[string]any{"id": inTown})
	event := read[struct {
		DisputeChanged struct {
			ID        string
			Headcount int
		}
	}](t, clerk.Next(t)).DisputeChanged
	if event.ID != inTown || event.Headcount != 7 {
		t.Errorf("%+v", event)
	}
}

func TestAnOfferReachesTheRegionItIsMadeInAndNoOther(t *testing.T) {
	s := servertest.Demo(t, "--log-level", "error")
	const document = `subscription{assignmentOffered{id status mediator{name} dispute{id}}}`
	town, district := s.Subscribe(t, document, nil, as("STAFF")...), s.Subscribe(t, document, nil)
	offer := func(region string) string {
		id := must[filed](t, s, registerDispute, matterIn(region)).RegisterDispute.Dispute.ID
		best := must[struct {
			MatchMediators struct {
				Candidates []struct{ Mediator struct{ ID string } }
			}
		}](t, s, `query($id:ID!){matchMediators(input:{disputeId:$id},first:1){candidates{mediator{id}}}}`, map[string]any{"id": id})
		answer := s.Ask(t, `mutation($d:ID!,$m:ID!){offerAssignment(input:{disputeId:$d,mediatorId:$m}){assignment{id} userErrors{code message}}}`,
			map[string]any{"d": id, "m": best.MatchMediators.Candidates[0].Mediator.ID})
		if !strings.Contains(string(answer.Data), `"userErrors":[]`) {
			t.Fatalf("%s", answer.Body)
		}
		return id
	}
	elsewhere, inTown := offer("440703102"), offer("440703101")
	type offered struct {
		AssignmentOffered struct {
			Status  string
			Dispute struct{ ID string }
		}
	}
	first, second := read[offered](t, district.Next(t)).AssignmentOffered, read[offered](t, district.Next(t)).AssignmentOffered
	if first.Dispute.ID != elsewhere || second.Dispute.ID != inTown || first.Status != "OFFERED" {
		t.Errorf("the district sees both: %+v %+v", first, second)
	}
	if only := read[offered](t, town.Next(t)).AssignmentOffered; only.Dispute.ID != inTown {
		t.Errorf("the town sees its own alone: %+v", only)
	}
}

func TestAThousandSubscribersThatGoLeaveNothingBehind(t *testing.T) {
	c := newCentre(t)
	engine := newEngine(t, c)
	viewer, _ := identity.Demo("", "440703")
	op, refusals := engine.Prepare(execute.Request{Document: `subscription{directoryChanged{id}}`, Limits: guard.Staff()})
	if refusals != nil {
		t.Fatal(refusals)
	}
	before := runtime.NumGoroutine()
	for range 1000 {
		ctx, cancel := context.WithCancel(schema.WithRequest(t.Context(), c, viewer, registry.Chinese))
		answers, refusal := op.Subscribe(ctx, "r", func(ctx context.Context) (context.Context, context.CancelFunc, bool) { return ctx, func() {}, true })
		if refusal != nil {
			t.Fatal(refusal)
		}
		cancel()
		for range answers { // ends with the source
		}
	}
	deadline := time.After(20 * time.Second)
	for c.Subscribers() > 0 || runtime.NumGoroutine() > before+5 {
		select {
		case <-deadline:
			t.Fatalf("%d subscriptions and %d goroutines are left of %d", c.Subscribers(), runtime.NumGoroutine(), before)
		case <-time.After(time.Millisecond):
		}
	}
}
