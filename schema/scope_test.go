package schema_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liuyuan/identity"
	"liuyuan/registry"
)

// trap puts a dispute into a region whose code only begins like a town's.
func (o *office) trap(code registry.RegionCode) error {
	_, err := o.store.Update(context.Background(), func(w registry.Writer) error {
		_, err := w.PutDispute(registry.Dispute{ID: "trap", Number: "trap", Status: registry.DisputeRegistered, Type: "99", Region: code, CreatedAt: time.Now()})
		return err
	})
	return err
}

// answer is the whole answer to a question for a dispute, the cost left out.
func (o *office) answer(v identity.Viewer, id string) []byte {
	_, _, body := o.ask(v, fmt.Sprintf(`{dispute(id:%q){id number}}`, id))
	return body
}

func (o *office) audits(principal string) (revealed, alerts int) {
	return o.audited(principal, registry.AuditReveal), o.audited(principal, registry.AuditRevealLimit)
}

// audited counts the lines of the audit log.
func (o *office) audited(principal, action string) (n int) {
	err := o.store.View(context.Background(), func(r registry.Reader) (err error) {
		n, err = r.CountAudit(principal, action, time.Time{})
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

func TestWhatIsSaidAboutPeopleStandsNowhereInTheClear(t *testing.T) {
	onBothStores(t, func(t *testing.T, o *office) {
		canaries := []string{"金丝雀", "13877776666", "11010519491231002X", "鸟笼路", "笼中所述", "笼外便条"}
		staff := staffOf("440703101", "t")
		payload := o.must(staff, "registerDispute", `narrative:"笼中所述：老板拖欠工资",regionCode:"440703101203",idempotencyKey:"k1",parties:[{name:"金丝雀",side:APPLICANT,phone:"13877776666",identityNumber:"11010519491231002X",address:"鸟笼路 8 号"}]`, "dispute{id}")
		id := at(payload, "dispute", "id").(string)
		a, _ := o.offer(staff, id, "ann")
		o.must(staff, "acceptAssignment", fmt.Sprintf(`assignmentId:%q,note:"笼外便条",idempotencyKey:"k2"`, a), "")
		_, code := o.change(staff, "registerDispute", `narrative:"笼中所述",regionCode:"440703101203",parties:[{name:"金丝雀",side:APPLICANT,identityNumber:"110105194912310021",phone:"13877776666"}]`, "dispute{id}")
		if code != "INVALID" {
			t.Fatal(code)
		}
		_, _, body := o.ask(staff, `mutation{registerDispute(input:{narrative:"笼中所述",regionCode:"440703101203",parties:[{name:"金丝雀",side:APPLICANT,identityNumber:"110105194912310021"}]}){userErrors{code field message}}}`)
		for _, c := range canaries {
			if bytes.Contains(body, []byte(c)) {
				t.Errorf("an error repeats %s", c)
			}
		}
		backup := filepath.Join(t.TempDir(), "backup")
		if _, err := o.store.Backup(context.Background(), backup); err != nil {
			t.Fatal(err)
		}
		err := o.store.View(context.Background(), func(r registry.Reader) error {
			d, err := r.Dispute(identity.ScopeOf(identity.System()), ownOf(id))
			parties, _ := r.Parties(identity.ScopeOf(identity.System()), []registry.DisputeID{ownOf(id)})
			events, _ := r.Events(identity.ScopeOf(identity.System()), ownOf(id), 0, 99)
			receipt, _ := r.Receipt(staff.Principal, "k1")
			text := fmt.Sprintf("%s %s %s %s", fmt.Sprint(d), fmt.Sprint(parties), fmt.Sprint(events), receipt.Answer)
			for _, c := range canaries {
				if strings.Contains(text, c) {
					t.Errorf("a record holds %s in the clear", c)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if o.dir != "" {
			searched := 0
			_ = filepath.WalkDir(o.dir, func(path string, e fs.DirEntry, err error) error {
				if err != nil || e.IsDir() {
					return err
				}
				data, err := os.ReadFile(path)
				searched += len(data)
				for _, c := range canaries {
					if bytes.Contains(data, []byte(c)) {
						t.Errorf("%s holds %s", e.Name(), c)
					}
				}
				return err
			})
			if searched < 10_000 {
				t.Errorf("only %d bytes were searched", searched)
			}
		}
		data, _, _ := o.ask(staffOf("440703101", "t"), fmt.Sprintf(`{dispute(id:%q){narrative parties{phone} timeline{nodes{note}}}}`, id))
		if !strings.Contains(fmt.Sprint(data), "13877776666") || !strings.Contains(fmt.Sprint(data), "笼外便条") {
			t.Errorf("the clerk who typed it does not get it back: %v", data)
		}
	})
}

func ownOf(global string) registry.DisputeID {
	_, own, _ := strings.Cut(decodeGlobal(global), ":")
	return registry.DisputeID(own)
}
