package matching

import (
	"slices"

	"liuyuan/registry"
)

// requiredSeats is the minimum useful subset of the six for the type and risk.
func (p *Policy) requiredSeats(a *ask) []registry.Role {
	roles, ok := p.Panel.Families[a.q.Type.Family()]
	if !ok {
		roles = p.Panel.Usual
	}
	roles = slices.Clone(roles)
	if a.q.Risk == registry.RiskHigh {
		roles = append(roles, p.Panel.HighRisk...)
	}
	return roles
}

// outsideRoles are the professionals that the matter asks for, each once.
func (p *Policy) outsideRoles(a *ask) []registry.Role {
	var roles []registry.Role
	for _, o := range p.Panel.Outside {
		applies := a.typed && slices.Contains(o.Families, a.q.Type.Family()) || o.Risk != "" && o.Risk == a.q.Risk ||
			slices.ContainsFunc(o.Facets, func(f registry.Facet) bool { return slices.Contains(a.q.Facets, f) })
		if applies && !slices.Contains(roles, o.Role) {
			roles = append(roles, o.Role)
		}
	}
	return roles
}

// panel puts the team into the form of the API, with the gaps.
func (b *team) panel() registry.Panel {
	out := registry.Panel{PolicyVersion: b.a.policy.Version}
	for i := range b.seats {
		s := &b.seats[i]
		seat := registry.PanelSeat{Role: s.role, Required: s.required, Part: b.part(s), Reason: b.seatReason(s)}
		if s.holder != nil {
			c := b.a.candidate(s.holder, 1)
			seat.Candidate = &c
			if s.leads {
				out.Lead = &c
			}
		}
		if s.reserve != nil {
			c := b.a.candidate(s.reserve, 2)
			seat.Reserve = &c
		}
		out.Seats = append(out.Seats, seat)
		b.gap(s)
	}
	out.Gaps = b.gaps
	return out
}

// part: the lead leads; who could lead co-mediates; the others are invited.
func (b *team) part(s *teamSeat) registry.Part {
	switch {
	case s.leads:
		return registry.PartLead
	case b.mayLead(s.holder):
		return registry.PartCoMediator
	}
	return registry.PartInvited
}

func (b *team) seatReason(s *teamSeat) registry.Reason {
	role := registry.Name("role", registry.ParamRole, s.role)
	region := registry.Name("region", registry.ParamRegion, b.village.code())
	switch {
	case s.holder == nil && s.outside:
		return registry.Because(PanelNoOutside, role)
	case s.holder == nil:
		return registry.Because(PanelEmpty, region, role)
	case s.outside && s.leads:
		return registry.Because(PanelOutsideLead, role, b.standing(s.holder))
	case s.outside:
		return registry.Because(PanelOutside, role)
	case s.leads:
		return registry.Because(PanelLead, region, role, b.standing(s.holder))
	case b.involved[s.holder.key]:
		return registry.Because(PanelInvolved, region, role)
	}
	return registry.Because(PanelHolder, region, role)
}

func (b *team) standing(x *ranked) registry.Param {
	kind := len(registry.Standings()) - 1
	for _, w := range x.standingList() {
		if s := standingWord(w); s.term().covers(b.a.day) {
			kind = min(kind, s.kind())
		}
	}
	return registry.Name("standing", registry.ParamStanding, registry.Standings()[kind].Standing)
}

// gap tells what a seat lacks: of every seat its holder, of required ones a reserve.
func (b *team) gap(s *teamSeat) {
	role := registry.Name("role", registry.ParamRole, s.role)
	region := registry.Name("region", registry.ParamRegion, b.village.code())
	switch {
	case s.holder == nil && s.outside:
		b.gaps = append(b.gaps, registry.Because(GapOutside, role))
	case s.holder != nil && s.reserve == nil && s.required && !s.outside:
		b.gaps = append(b.gaps, registry.Because(GapNoReserve, region, role))
	case s.holder != nil:
	case s.holders == 0:
		b.gaps = append(b.gaps, registry.Because(GapNoHolder, region, role))
	case len(s.candidates) == 0:
		b.gaps = append(b.gaps, registry.Because(GapUnavailable, region, role))
	default:
		b.gaps = append(b.gaps, registry.Because(GapTaken, region, role))
	}
}
