package web

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"liuyuan/web/servertest"
)

// Every metric that the dashboard draws is told by a real server, and every metric of
// ours is drawn.
func TestTheDashboardAndTheMetricsFitEachOther(t *testing.T) {
	file, err := os.ReadFile("../docs/grafana/liuyuan.json")
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(file, &dashboard); err != nil {
		t.Fatal(err)
	}
	server := servertest.Demo(t)
	server.Ask(t, `{viewer{roles}}`, nil)
	server.Ask(t, `{mediatorz}`, nil) // an error and a refusal, so that their counters exist
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^\w+`).FindAllString(string(servertest.Send(t, request).Body), -1) {
		told[line] = true
	}
	drawn := map[string]bool{}
	for _, p := range dashboard.Panels {
		for _, target := range p.Targets {
			for _, name := range regexp.MustCompile(`\b(liuyuan|go|process)_\w+`).FindAllString(target.Expr, -1) {
				drawn[strings.NewReplacer("_bucket", "", "_count", "", "_sum", "").Replace(name)] = true
				if !told[name] {
					t.Errorf("panel %q draws %s, which the server does not tell", p.Title, name)
				}
			}
		}
	}
	for name := range told {
		if own := strings.NewReplacer("_bucket", "", "_count", "", "_sum", "").Replace(name); strings.HasPrefix(own, "liuyuan_") && !drawn[own] {
			t.Errorf("no panel draws %s", own)
		}
	}
	if len(drawn) < 10 {
		t.Errorf("the dashboard draws %d metrics only", len(drawn))
	}
}
