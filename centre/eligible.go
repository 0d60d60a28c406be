package centre

import (
	"strings"
	"time"

	"liuyuan/registry"
)

// eligible re-checks, on the records as they stand in the transaction, what the
// proposal was based on: status, leave, standing to lead, area, a party's wish,
// conflicts. Capacity is the store's to check. The override is a district
// clerk's reason for someone who does not serve the place.
func (w *work) eligible(m *registry.Mediator, part registry.Part, override string) error {
	day := registry.DateOf(w.now)
	if m.Status == registry.MediatorRemoved {
		return registry.NotFound("mediatorId")
	}
	if !m.ActiveOn(day) {
		return notEligible("这位调解员已暂停接案，请另选一位", "this person is suspended: choose another")
	}
	if m.OnLeave(day) {
		return notEligible("这位调解员正在休假，请另选一位", "this person is on leave: choose another")
	}
	if q := m.QuotaOn(day); q != nil && q.Left == 0 {
		return notEligible("这位调解员在此期间不再接新案，请另选一位", "this person takes no more matters for now: choose another")
	}
	if err := w.mayTake(m, part); err != nil {
		return err
	}
	if err := w.serves(m, override); err != nil {
		return err
	}
	if w.d.Gender != "" && m.Gender != w.d.Gender {
		return notEligible("当事人要求由另一性别的调解员调解，请另选一位", "a party asked for a mediator of the other gender: choose another")
	}
	return w.conflictFree(m.ID, part)
}

// mayTake checks standing (人民调解法 art. 13, 29): committee members and engaged
// mediators lead; a court-invited one leads what a court referred.
func (w *work) mayTake(m *registry.Mediator, part registry.Part) error {
	day := registry.DateOf(w.now)
	if part != registry.PartLead || registry.Strongest(m.Standings, day).Kind.MayLead() {
		return nil
	}
	if w.d.Origin == registry.OriginReferral && registry.Strongest(m.Standings, day).Kind == registry.StandingCourtInvited {
		return nil
	}
	return notEligible("这位人员没有主持调解的资格（须为在任的调委会委员或聘任调解员），可以邀请协助", "this person may not lead (a committee member or engaged mediator in office may): invite them to take part")
}

func (w *work) serves(m *registry.Mediator, override string) error {
	if m.Serves(w.d.Region) || w.d.Online && m.Online {
		return nil
	}
	if w.d.Region.Level() != registry.Village && w.d.Region.Level() != registry.Grid {
		for _, a := range m.ServiceAreas { // placed no closer than the town: someone of one of its villages serves
			if w.d.Region.Contains(a) {
				return nil
			}
		}
	}
	if strings.TrimSpace(override) == "" {
		return notEligible("这位调解员不服务纠纷所在地；确有需要的，由区级工作人员写明理由后派单", "this person does not serve the place; the district's staff may override with a reason")
	}
	if !w.v.Has(registry.AccessDistrictStaff) {
		return registry.Refuse(registry.CodeNotEligible, []string{"override"}, "跨区域派单须由区级工作人员写明理由", "only the district's staff may override the area, with a reason")
	}
	return nil
}

func notEligible(zh, en string) error {
	return registry.Refuse(registry.CodeNotEligible, []string{"mediatorId"}, zh, en)
}

// conflictFree refuses people with a declared tie to a party that not all parties
// have waived.
func (w *work) conflictFree(id registry.MediatorID, part registry.Part) error {
	conflicted, err := conflictsOf(w.tx, w.d.ID, part)
	if err != nil {
		return err
	}
	if _, tied := conflicted[id]; tied {
		return registry.Refuse(registry.CodeConflictOfInterest, []string{"mediatorId"},
			"这位调解员与当事人有利害关系，应当回避；告知各方并经全体同意后方可调解", "this person has a tie to a party and must stand aside, unless it is disclosed to all parties and waived by each")
	}
	return nil
}

// conflictsOf are the people whose ties keep them from the part in a dispute.
func conflictsOf(tx registry.Reader, id registry.DisputeID, part registry.Part) (map[registry.MediatorID]registry.TieKind, error) {
	ties, err := tx.Ties(id)
	if err != nil || len(ties) == 0 {
		return nil, err
	}
	parties, err := tx.Parties(everything(), []registry.DisputeID{id})
	if err != nil {
		return nil, err
	}
	ids := make([]registry.PartyID, len(parties))
	for i, p := range parties {
		ids[i] = p.ID
	}
	conflicted := map[registry.MediatorID]registry.TieKind{}
	for _, t := range ties {
		if t.Excludes(part, ids) {
			conflicted[t.Mediator] = t.Kind
		}
	}
	return conflicted, nil
}

// committee is the people's mediation committee whose seal goes on what the person
// leads: of the standing in force, of the institution of a post, or the nearest
// one of the place. Empty only where the directory has no committee at all.
func (w *work) committee(m *registry.Mediator) registry.OrganizationID {
	p := w.c.places.Load()
	day := registry.DateOf(w.now)
	isCommittee := func(id registry.OrganizationID) bool {
		o, ok := p.organization(id)
		return ok && o.Kind == registry.KindCommittee
	}
	for _, s := range m.Standings {
		if s.Kind.MayLead() && s.Covers(day) && isCommittee(s.Organization) {
			return s.Organization
		}
	}
	for _, post := range m.Posts {
		if o, ok := p.organization(post.Organization); ok && isCommittee(o.Committee) {
			return o.Committee
		}
	}
	for _, r := range w.d.Region.Lineage() {
		for _, o := range p.organizations {
			if o.Kind == registry.KindCommittee && o.Region == r {
				return o.ID
			}
		}
	}
	return ""
}

// expiry is when an offer runs out: as given, else by the clock of the risk.
func (w *work) expiry(given *time.Time) (time.Time, error) {
	if given == nil {
		return w.c.calendar.Due(w.c.clocks.Acceptance(w.d.Risk), w.now), nil
	}
	if !given.After(w.now) || given.After(w.now.AddDate(0, 1, 0)) {
		return time.Time{}, registry.Invalid([]string{"expiresAt"}, "答复时限须在此刻之后、一个月之内", "the time to answer lies between now and a month from now")
	}
	return given.UTC().Truncate(time.Microsecond), nil
}
