package schema_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"liuyuan/identity"
	"liuyuan/registry"
)

// partyOf registers a dispute by another clerk and gives its party, and how the
// clerk reveals it.
func (o *office) partyOf() (reveal func(v identity.Viewer, purpose string) (any, string)) {
	id := o.register(staffOf("440703101", "typist"), ownVillage, fullParty)
	data, _, _ := o.ask(townClerk(), fmt.Sprintf(`{dispute(id:%q){parties{id}}}`, id))
	party := at(data, "dispute", "parties", 0, "id")
	return func(v identity.Viewer, purpose string) (any, string) {
		return o.change(v, "revealParty", fmt.Sprintf(`partyId:%q,purpose:%q`, party, purpose), "party{phone}")
	}
}

func revealed(t *testing.T, o *office) {
	reveal, clerk := o.partyOf(), staffOf("440703101", "z20")
	payload, code := reveal(clerk, "联系当事人")
	if code != "" || at(payload, "party", "phone") != "13812341234" {
		t.Errorf("%q %v", code, payload)
	}
	if n, _ := o.audits(clerk.Principal); n != 1 {
		t.Errorf("%d lines are in the audit log", n)
	}
	if _, code := reveal(staffOf("440703102", "x"), "看看"); code != "NOT_FOUND" {
		t.Errorf("of another town: %q", code)
	}
}

func noAuditNoData(t *testing.T, o *office) {
	reveal := o.partyOf()
	if _, code := reveal(townClerk(), "  "); code != "INVALID" {
		t.Errorf("without a purpose: %q", code)
	}
	o.sql(t, `ALTER TABLE audit RENAME TO audit_gone`)
	payload, code := reveal(townClerk(), "联系当事人")
	if code != "UNAVAILABLE" || strings.Contains(fmt.Sprint(payload), "1381234") {
		t.Errorf("without an audit log: %q %v", code, payload)
	}
	if _, codes, _ := o.ask(townClerk(), `{disputes(first:1,filter:{partyPhone:"13812341234"}){totalCount}}`); len(codes) == 0 {
		t.Error("a look-up is answered without an audit log")
	}
	o.sql(t, `ALTER TABLE audit_gone RENAME TO audit`)
	if _, code := reveal(townClerk(), "联系当事人"); code != "" {
		t.Errorf("with it again: %q", code)
	}
}

// sql runs a statement beside the store.
func (o *office) sql(t *testing.T, text string) {
	t.Helper()
	if o.url != "" {
		conn, err := pgx.Connect(context.Background(), o.url)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.Close(context.Background()) }()
		if _, err := conn.Exec(context.Background(), text); err != nil {
			t.Fatal(err)
		}
		return
	}
	pool, err := sql.Open("sqlite", filepath.Join(o.dir, "liuyuan.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	if _, err := pool.Exec(text); err != nil {
		t.Fatal(err)
	}
}

func revealLimited(t *testing.T, o *office) {
	reveal, clerk := o.partyOf(), staffOf("440703101", "z22")
	for i := range 20 {
		if _, code := reveal(clerk, "联系当事人"); code != "" {
			t.Fatalf("reveal %d: %q", i+1, code)
		}
	}
	payload, code := reveal(clerk, "联系当事人")
	if code != "RATE_LIMITED" || strings.Contains(fmt.Sprint(payload), "1381234") {
		t.Errorf("%q %v", code, payload)
	}
	if n, alerts := o.audits(clerk.Principal); n != 20 || alerts != 1 {
		t.Errorf("%d reveals and %d alerts are audited", n, alerts)
	}
	if _, code := reveal(staffOf("440703101", "another"), "联系当事人"); code != "" {
		t.Errorf("another clerk: %q", code)
	}
}

func phoneLookedUp(t *testing.T, o *office) {
	o.register(townClerk(), ownVillage, fullParty)
	for phone, want := range map[string]any{"13812341234": 1.0, "138 1234 1234": 1.0, "13812341235": 0.0} {
		data, codes, _ := o.ask(townClerk(), fmt.Sprintf(`{disputes(first:1,filter:{partyPhone:%q}){totalCount}}`, phone))
		if len(codes) > 0 || at(data, "disputes", "totalCount") != want {
			t.Errorf("%s: %v %v", phone, codes, data)
		}
	}
	if _, codes, _ := o.ask(townClerk(), `{disputes(first:1,filter:{partyPhone:"138*"}){totalCount}}`); len(codes) != 1 {
		t.Error("a wildcard is accepted")
	}
	if n := o.audited(townClerk().Principal, registry.AuditLookup); n != 3 {
		t.Errorf("%d look-ups are audited", n)
	}
}
