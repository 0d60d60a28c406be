package centre

import (
	"context"
	"strings"

	"liuyuan/identity"
	"liuyuan/registry"
)

// DisputeList is one page of disputes with the size of the whole.
type DisputeList struct {
	Cases []*Case
	More  bool // further records in the direction of the page
	Total int
}

// DisputeSearch narrows a list of disputes by what the store can compare, and by
// a party's exact phone or identity number, which is looked up by keyed hash.
type DisputeSearch struct {
	registry.DisputePage
	Phone          string
	IdentityNumber string
}

// ListDisputes gives one page of the disputes the viewer may see; a look-up by a
// party's number is audited before it is answered.
func (c *Centre) ListDisputes(ctx context.Context, v identity.Viewer, in DisputeSearch) (DisputeList, error) {
	var list DisputeList
	if err := c.allow(v, "Query", "disputes"); err != nil {
		return list, err
	}
	if in.Phone != "" || in.IdentityNumber != "" {
		if err := c.lookUp(ctx, v, &in); err != nil {
			return list, err
		}
	}
	page := in.DisputePage
	limit := page.Limit
	page.Limit++
	scope := identity.ScopeOf(v)
	err := c.view(ctx, func(tx registry.Reader) error {
		found, err := tx.Disputes(scope, page)
		if err != nil {
			return err
		}
		if list.Total, err = tx.CountDisputes(scope, page.Filter); err != nil {
			return err
		}
		if list.More = len(found) > limit; list.More {
			if page.Backward {
				found = found[1:]
			} else {
				found = found[:limit]
			}
		}
		list.Cases, err = c.cases(tx, v, found)
		return err
	})
	return list, err
}

// lookUp turns a party's number into its keyed hash and writes who asked.
func (c *Centre) lookUp(ctx context.Context, v identity.Viewer, in *DisputeSearch) error {
	if !v.Casework() {
		return registry.Refuse(registry.CodeForbidden, []string{"filter"}, "您的角色不能按当事人查找", "your role may not look parties up")
	}
	if c.keyring == nil {
		return noKeys()
	}
	if in.Phone != "" && in.IdentityNumber != "" {
		return registry.Invalid([]string{"filter"}, "电话与证件号只能给一个", "give a phone or an identity number, not both")
	}
	fields := []string{"phone"}
	if in.Phone != "" {
		if err := (registry.PartyFacts{Name: registry.UnknownName, Phone: in.Phone}).Validate(registry.PartyPerson); err != nil {
			return registry.Invalid([]string{"filter", "partyPhone"}, "请给出完整的电话号码，不支持通配", "give the whole phone number; wildcards are refused")
		}
		in.Filter.Subject = c.phoneHash(in.Phone)
	} else {
		if strings.ContainsAny(in.IdentityNumber, "*?%_ ") {
			return registry.Invalid([]string{"filter", "partyIdentityNumber"}, "请给出完整的证件号码，不支持通配", "give the whole number; wildcards are refused")
		}
		in.Filter.Subject, fields = c.identityHash(in.IdentityNumber), []string{"identityNumber"}
	}
	_, err := c.store.Update(ctx, func(tx registry.Writer) error {
		return tx.AddAudit(registry.Audit{At: tx.Now(), By: v.Principal, Action: registry.AuditLookup, Object: "disputes", Fields: fields})
	})
	if err != nil {
		return noAudit(err)
	}
	return nil
}

// Timeline gives a dispute's history after a number.
func (c *Centre) Timeline(ctx context.Context, v identity.Viewer, id registry.DisputeID, after, limit int) (events []registry.Event, total int, err error) {
	scope := identity.ScopeOf(v)
	err = c.view(ctx, func(tx registry.Reader) error {
		if events, err = tx.Events(scope, id, after, limit); err != nil {
			return err
		}
		total, err = tx.CountEvents(scope, id)
		return err
	})
	return events, total, err
}

// NoteOf is what someone wrote at an event; empty where there is nothing or the
// viewer works no cases.
func (c *Centre) NoteOf(v identity.Viewer, e registry.Event) string {
	if !v.Casework() {
		return ""
	}
	return c.unsealText(notePlace(e.Dispute), e.Note)
}
