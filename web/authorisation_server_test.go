package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/web/servertest"
)

// frontDesk is a running service with a few keys and people, for the cases of the table of authorisation that
// concern credentials, public keys and streams. The cases of casework are in package schema.
type frontDesk struct {
	*servertest.Server
	data                  string
	public, town, keepers string // keys: a public app, a town's clerk, the roster's keeper
}

const deskPhone = "0750-3312345"

// newKey makes a key of a data directory, for a town's clerk unless more says otherwise.
func newKey(t *testing.T, data string, more ...string) string {
	t.Helper()
	out := servertest.Run(t, append([]string{"key", "create", "--data", data, "--role", "STAFF", "--region", "440703101"}, more...)...)
	return strings.TrimSpace(out)
}

func bearer(key string) []string { return []string{"Authorization", "Bearer " + key} }

func openFrontDesk(t *testing.T) *frontDesk {
	d := &frontDesk{data: t.TempDir()}
	key := func(role, region string) string { return newKey(t, d.data, "--role", role, "--region", region) }
	d.public, d.town, d.keepers = key("PUBLIC_APP", "440703"), key("STAFF", "440703101"), key("ROSTER_ADMIN", "440703")
	d.Server = servertest.Start(t, "--data", d.data, "--proxies", "127.0.0.0/8", "--log-level", "error")
	for _, name := range []string{"公示甲", "公示乙"} {
		d.must(t, d.keepers, `mutation($n:String!,$p:String!){registerMediator(input:{name:$n,dutyPhone:$p,roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:"10.01",level:2}],serviceAreaCodes:["440703"],homeRegionCode:"440703101",languages:["cmn"],capacity:5}){mediator{id} userErrors{message}}}`,
			map[string]any{"n": name, "p": deskPhone})
	}
	id := regexp.MustCompile(`"id":"([^"]+)"`).FindStringSubmatch(d.must(t, d.keepers, `{searchDirectory(query:"公示乙",first:1){nodes{...on Mediator{id}}}}`, nil))
	d.must(t, d.keepers, `mutation($id:ID!){suspendMediator(input:{mediatorId:$id,reason:"进修"}){userErrors{message}}}`, map[string]any{"id": id[1]})
	return d
}

// must asks what has to succeed, and gives the body.
func (d *frontDesk) must(t *testing.T, key, document string, variables map[string]any) string {
	t.Helper()
	answer := d.Ask(t, document, variables, bearer(key)...)
	if body := string(answer.Body); answer.Status != 200 || len(answer.Errors) > 0 || strings.Contains(body, `"userErrors":[{`) {
		t.Fatalf("%.80s: %d %s", document, answer.Status, body)
	}
	return string(answer.Body)
}

func TestAuthorisationOfCredentialsAndPublicKeys(t *testing.T) {
	d := openFrontDesk(t)
	for _, c := range []struct {
		number, who, does string
		check             func(*testing.T, *frontDesk)
	}{
		{"Z01", "nobody", "asks anything but for health: one 401 for a missing, bad and expired key", nobody},
		{"Z02", "a public app's key", "searches: active people, public fields", publicSearch},
		{"Z03", "a public app's key", "asks for a phone, an identity number, an address: never a value", noPersonalFields},
		{"Z04", "a public app's key", "asks for disputes: FORBIDDEN", publicForbidden(`{disputes(first:1){totalCount}}`, `{dispute(id:"x"){id}}`)},
		{"Z05", "a public app's key", "asks for load and capacity: available alone", noLoads},
		{"Z06", "a public app's key", "searches a phone's number: no hit", phonesAreNotIndexed},
		{"Z07", "a public app's key", "assigns, registers: FORBIDDEN", publicForbidden(`mutation{offerAssignment(input:{disputeId:"x",mediatorId:"x"}){userErrors{code}}}`, `mutation{registerDispute(input:{narrative:"x",regionCode:"440703"}){userErrors{code}}}`)},
		{"Z08", "a public app's key", "is used from a network it is not bound to: 401, audited", fromElsewhere},
		{"Z09", "a public app's key", "asks once more than its quota: 429, other keys unaffected", overQuota},
		{"Z49", "a town's clerk", "follows a foreign matter: no event; and a revoked key's stream ends", streamsEnd},
	} {
		t.Run(c.number+" "+c.who+" "+c.does, func(t *testing.T) { c.check(t, d) })
	}
}

func nobody(t *testing.T, d *frontDesk) {
	good, expired, revoked, elsewhere := d.town, newKey(t, d.data, "--expire", "1ns"), newKey(t, d.data), newKey(t, d.data, "--allow-ip", "203.0.113.0/24")
	servertest.Run(t, "key", "revoke", "--data", d.data, strings.Split(revoked, "_")[1])
	bodies := map[string]bool{}
	for name, headers := range map[string][]string{
		"none": nil, "empty": {"Authorization", ""}, "no scheme": {"Authorization", good}, "another scheme": {"Authorization", "Basic " + good},
		"rubbish": bearer("x"), "unknown": bearer("ly_0123456789abcdef_" + strings.Repeat("A", 43)), "wrong secret": bearer(good[:len(good)-3] + "AAA"),
		"expired": bearer(expired), "revoked": bearer(revoked), "from elsewhere": bearer(elsewhere), "a persona": {demoHeader, "STAFF"},
	} {
		for _, document := range []string{whoAmI, `{__typename}`, `{searchDirectory(query:"公示"){totalCount}}`, `{`} {
			answer := d.Ask(t, document, nil, headers...)
			if answer.Status != http.StatusUnauthorized || answer.Header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: %d %s", name, answer.Status, answer.Body)
			}
			bodies[regexp.MustCompile(`"requestId":"[^"]*"`).ReplaceAllString(string(answer.Body), "")] = true
		}
	}
	if len(bodies) != 1 {
		t.Errorf("the answers differ: %v", bodies)
	}
	for path, status := range map[string]int{"/healthz": 200, "/readyz": 200, "/metrics": 401, "/metrics?": 200, "/graphql/stream": 401} {
		r, _ := http.NewRequest(http.MethodGet, d.URL+path, nil) // the arguments are good
		if path == "/metrics?" {
			r.Header.Set("Authorization", "Bearer "+good)
		}
		r.Header.Set("Accept", "*/*")
		if answer := servertest.Send(t, r); answer.Status != status {
			t.Errorf("%s: %d, want %d", path, answer.Status, status)
		}
	}
}

func publicSearch(t *testing.T, d *frontDesk) {
	const fields = `name specialties{disputeType{name}} posts{organization{name}} home{name} languages available`
	for _, document := range []string{`{searchDirectory(query:"公示",first:20){nodes{...on Mediator{` + fields + `}}}}`, `{mediators(first:20){totalCount nodes{` + fields + `}}}`} {
		if body := d.must(t, d.public, document, nil); !strings.Contains(body, "公示甲") || strings.Contains(body, "公示乙") {
			t.Errorf("%.60s: %s", document, body)
		}
	}
	if body := d.must(t, d.keepers, `{mediators(first:20){nodes{name}}}`, nil); !strings.Contains(body, "公示乙") {
		t.Errorf("nobody is suspended: %s", body)
	}
}

func noPersonalFields(t *testing.T, d *frontDesk) {
	for _, field := range []string{"phone", "idCard", "identityNumber", "homeAddress", "birthDate"} {
		if answer := d.Ask(t, `{mediators(first:1){nodes{`+field+`}}}`, nil, bearer(d.public)...); answer.Status != 400 || answer.Codes()[0] != "GRAPHQL_VALIDATION_FAILED" {
			t.Errorf("%s: %d %s", field, answer.Status, answer.Body)
		}
	}
	const shown = `{searchDirectory(query:"公示甲",first:1){nodes{...on Mediator{dutyPhone}}}}`
	if body := d.must(t, d.public, shown, nil); strings.Contains(body, deskPhone) || !strings.Contains(body, `"dutyPhone":null`) {
		t.Error(body)
	}
	if body := d.must(t, d.town, shown, nil); !strings.Contains(body, deskPhone) {
		t.Errorf("the town's clerk does not see it either: %s", body)
	}
}

func publicForbidden(documents ...string) func(*testing.T, *frontDesk) {
	return func(t *testing.T, d *frontDesk) {
		for _, document := range documents {
			answer := d.Ask(t, document, nil, bearer(d.public)...)
			if codes := answer.Codes(); len(codes) != 1 || codes[0] != "FORBIDDEN" || strings.Contains(string(answer.Data), "{") && !strings.Contains(string(answer.Data), "null") {
				t.Errorf("%s: %d %s", document, answer.Status, answer.Body)
			}
		}
	}
}

func noLoads(t *testing.T, d *frontDesk) {
	const person = `capacity openLoad moreOffers available`
	body := d.must(t, d.public, `{searchDirectory(query:"公示甲",first:1){nodes{...on Mediator{`+person+`}}}}`, nil)
	if !strings.Contains(body, `{"capacity":null,"openLoad":null,"moreOffers":null,"available":true}`) {
		t.Error(body)
	}
	for _, field := range []string{"openLoad", "capacity"} {
		answer := d.Ask(t, `{matchMediators(input:{disputeType:"10.01",regionCode:"440703"},first:1){candidates{`+field+` total}}}`, nil, bearer(d.public)...)
		if regexp.MustCompile(field + `":\d`).Match(answer.Body) {
			t.Errorf("a match tells it: %s", answer.Body)
		}
	}
}

func phonesAreNotIndexed(t *testing.T, d *frontDesk) {
	for _, key := range []string{d.public, d.town} {
		for _, number := range []string{deskPhone, "3312345", "07503312345"} {
			if body := d.must(t, key, `query($q:String!){searchDirectory(query:$q){totalCount}}`, map[string]any{"q": number}); !strings.Contains(body, `"totalCount":0`) {
				t.Errorf("%s: %s", number, body)
			}
		}
	}
}

func fromElsewhere(t *testing.T, d *frontDesk) {
	bound := newKey(t, d.data, "--role", "PUBLIC_APP", "--allow-ip", "203.0.113.0/24", "--allow-ip", "2001:db8::/32")
	d.must(t, newKey(t, d.data, "--role", "PUBLIC_APP", "--allow-ip", "127.0.0.0/8"), whoAmI, nil)
	for name, forwarded := range map[string]string{"itself": "", "another": "198.51.100.9", "a forger": "203.0.113.7, 198.51.100.9"} {
		if answer := d.Ask(t, whoAmI, nil, append(bearer(bound), "X-Forwarded-For", forwarded)...); answer.Status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", name, answer.Status, answer.Body)
		}
	}
	for _, forwarded := range []string{"198.51.100.9, 203.0.113.7", "2001:db8::7, 127.0.0.3"} {
		if answer := d.Ask(t, whoAmI, nil, append(bearer(bound), "X-Forwarded-For", forwarded)...); answer.Status != 200 {
			t.Errorf("from its own network, through proxies of ours: %d %s", answer.Status, answer.Body)
		}
	}
	db, err := store.OpenSQLite(t.Context(), d.data, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	principal, audited := identity.OfKey(registry.Key{ID: registry.KeyID(strings.Split(bound, "_")[1])}).Principal, 0
	if _, err := db.Update(t.Context(), func(w registry.Writer) (err error) {
		audited, err = w.CountAudit(principal, registry.AuditKeyMisused, w.Now().Add(-time.Hour))
		return err
	}); err != nil || audited == 0 {
		t.Errorf("%d records of the audit, %v", audited, err)
	}
}

func overQuota(t *testing.T, d *frontDesk) {
	const perMinute = 60
	few, other := newKey(t, d.data, "--role", "PUBLIC_APP", "--per-minute", "60"), newKey(t, d.data, "--role", "PUBLIC_APP", "--per-minute", "60")
	allowed, began := 0, time.Now()
	answer := d.Ask(t, whoAmI, nil, bearer(few)...)
	for ; answer.Status == 200; answer = d.Ask(t, whoAmI, nil, bearer(few)...) {
		allowed++
	}
	if most := perMinute + int(time.Since(began).Seconds()) + 1; allowed < perMinute || allowed > most { // the quota comes back second by second
		t.Errorf("%d requests were let in, want %d..%d", allowed, perMinute, most)
	}
	if answer.Status != http.StatusTooManyRequests || answer.Codes()[0] != "RATE_LIMITED" || answer.Header.Get("Retry-After") == "" {
		t.Errorf("%d %v %s", answer.Status, answer.Header, answer.Body)
	}
	d.must(t, other, whoAmI, nil)
}

func streamsEnd(t *testing.T, d *frontDesk) {
	register := func(key, region string) string {
		body := d.must(t, key, `mutation($r:String!){registerDispute(input:{narrative:"邻居阳台漏水",regionCode:$r,disputeType:"01",riskLevel:LOW}){dispute{id} userErrors{message}}}`, map[string]any{"r": region})
		return regexp.MustCompile(`"id":"([^"]+)"`).FindStringSubmatch(body)[1]
	}
	district := newKey(t, d.data, "--role", "DISTRICT_STAFF", "--region", "440703")
	leaving := newKey(t, d.data, "--role", "STAFF", "--region", "440703101")
	own, foreign := register(d.town, "440703101"), register(district, "440703102")
	const follow = `subscription($id:ID!){disputeChanged(id:$id){id headcount}}`
	if codes := strings.Join(d.Subscribe(t, follow, map[string]any{"id": foreign}, bearer(d.town)...).Next(t).Codes(), " "); codes != "NOT_FOUND" {
		t.Errorf("a foreign matter is followed: %q", codes)
	}
	stays, ends := d.Subscribe(t, follow, map[string]any{"id": own}, bearer(d.town)...), d.Subscribe(t, follow, map[string]any{"id": own}, bearer(leaving)...)
	servertest.Run(t, "key", "revoke", "--data", d.data, strings.Split(leaving, "_")[1])
	revoked := time.Now()
	d.must(t, district, `mutation($id:ID!){updateDispute(input:{disputeId:$id,headcount:7}){userErrors{message}}}`, map[string]any{"id": own})
	if event := stays.Next(t); !strings.Contains(string(event.Body), `"headcount":7`) {
		t.Errorf("the matter is not followed: %s", event.Body)
	}
	for event := range ends.Events { // until the stream ends
		if strings.Contains(string(event.Body), "headcount") {
			t.Errorf("a revoked key is told of an event: %s", event.Body)
		}
	}
	t.Logf("the stream of the revoked key ended after %v", time.Since(revoked))
}
