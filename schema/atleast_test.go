package schema_test

import (
	"strings"
	"testing"

	"liuyuan/web/servertest"
)

func TestAReaderWithTheTokenSeesTheWrite(t *testing.T) {
	s := servertest.Demo(t, "--log-level", "error")
	for i := range 20 {
		name := "令牌" + string(rune('甲'+i))
		token := must[registered](t, s, registerPerson, somebody(name)).RegisterMediator.SyncToken
		found := must[struct {
			SearchDirectory struct{ Nodes []struct{ Name string } }
		}](t, s,
			`query($q:String!,$t:String){searchDirectory(query:$q,first:1,atLeast:$t){nodes{...on Mediator{name}}}}`, map[string]any{"q": name, "t": token})
		if len(found.SearchDirectory.Nodes) == 0 || found.SearchDirectory.Nodes[0].Name != name {
			t.Fatalf("%s is not found after its token: %+v", name, found)
		}
	}
	for _, token := range []string{"", "x", "-1", "1.5", "9999999999", "99999999999999999999"} {
		answer := s.Ask(t, `query($t:String){mediators(first:1,atLeast:$t){totalCount}}`, map[string]any{"t": token})
		if strings.Join(answer.Codes(), " ") != "ARGUMENT_OUT_OF_RANGE" {
			t.Errorf("token %q: %s", token, answer.Body)
		}
	}
	if answer := s.Ask(t, `{mediators(first:1,atLeast:null){totalCount}}`, nil); len(answer.Errors) > 0 {
		t.Errorf("null asks for nothing: %s", answer.Body)
	}
}
