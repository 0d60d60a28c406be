package matching

import (
	"fmt"
	"slices"

	"liuyuan/registry"
)

// Bounds of a policy's figures. They keep totals far from overflow.
const (
	maxWeight = 1000
	maxUnits  = 100 // load units of one dispute
)

// check refuses a policy that the table cannot run with, naming the place.
func (p *Policy) check() error {
	if p.Version == "" || len(p.Version) > 40 {
		return badPolicy("version", "策略须有版本号（最多 40 个字符）", "a policy needs a version of at most 40 characters")
	}
	for _, step := range []func() error{p.checkWeights, p.checkScores, p.checkRoles, p.checkLists, p.checkLoads} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Policy) checkWeights() error {
	for _, s := range scorers() {
		w, ok := p.Weights[s.Criterion]
		if !ok {
			return badPolicy("weights."+string(s.Criterion), "缺少这一项的权重", "the weight of this criterion is missing")
		}
		if w < 0 || w > maxWeight {
			return badPolicy("weights."+string(s.Criterion), fmt.Sprintf("权重 %d 不在 0 到 %d 之间", w, maxWeight), fmt.Sprintf("weight %d is not 0 to %d", w, maxWeight))
		}
	}
	if len(p.Weights) != len(scorers()) {
		for name := range p.Weights {
			if !slices.ContainsFunc(scorers(), func(s Scorer) bool { return s.Criterion == name }) {
				return badPolicy("weights."+string(name), "没有这个评分项", "there is no such scorer")
			}
		}
	}
	return nil
}

func (p *Policy) checkScores() error {
	s, r, x, n := &p.Speciality, &p.Room, &p.Proximity, &p.Presence
	for _, f := range []struct {
		name   string
		scores []int
	}{
		{"speciality.exact", s.Exact[:]}, {"speciality.parent", s.Parent[:]}, {"speciality.sibling", s.Sibling[:]},
		{"speciality.secondary", s.Secondary[:]}, {"speciality.general", []int{s.General}}, {"speciality.alsoSecondary", []int{s.AlsoSecondary}},
		{"room.type", []int{r.Type}}, {"room.facet", []int{r.Facet}}, {"room.both", []int{r.Both}},
		{"room.sameTown", []int{r.SameTown}}, {"room.sameDistrict", []int{r.SameDistrict}}, {"room.sameCity", []int{r.SameCity}},
		{"proximity.village", []int{x.Village}}, {"proximity.town", []int{x.Town}}, {"proximity.district", []int{x.District}},
		{"proximity.city", []int{x.City}}, {"proximity.online", []int{x.Online}},
		{"presence.onDuty", []int{n.OnDuty}}, {"presence.onCall", []int{n.OnCall}}, {"presence.appointment", []int{n.Appointment}},
		{"presence.noPost", []int{n.NoPost}}, {"presence.offDuty", []int{n.OffDuty}}, {"role.fitsFrom", []int{p.Role.FitsFrom}},
	} {
		for _, v := range f.scores {
			if err := checkScore(f.name, v); err != nil {
				return err
			}
		}
	}
	if p.Few < 0 || p.Few > registry.MaxCandidates || p.ReachMetres < 0 || p.ReachMetres > 20_000_000 || p.RotationDays < 1 {
		return badPolicy("few, reachMetres, rotationDays", "数值超出范围", "a figure is out of range: few 0 to 100, reachMetres 0 to 20,000,000, rotationDays from 1")
	}
	return p.checkMetres()
}

func (p *Policy) checkMetres() error {
	m := p.Proximity.Metres
	if len(m) == 0 || m[0][0] != 0 {
		return badPolicy("proximity.metres", "距离表须从 0 米开始", "the table of distances starts at 0 metres")
	}
	for i, e := range m {
		if err := checkScore("proximity.metres", e[1]); err != nil {
			return err
		}
		if i > 0 && (e[0] <= m[i-1][0] || e[1] > m[i-1][1]) {
			return badPolicy("proximity.metres", "距离须递增，得分不得随距离上升", "distances ascend and scores never rise with distance")
		}
	}
	return nil
}

func (p *Policy) checkRoles() error {
	tables := map[string]map[registry.Role]int{"role.usual": p.Role.Usual, "role.highRisk": p.Role.HighRisk}
	for family, t := range p.Role.Families {
		if !family.Valid() || family.Parent() != "" {
			return badPolicy("role.families", "类别代码须为两位数字", "a family is a level-one code")
		}
		tables["role.families."+string(family)] = t
	}
	for name, t := range tables {
		for role, score := range t {
			if !role.Valid() {
				return badPolicy(name, "角色不认识", "unknown role")
			}
			if err := checkScore(name+"."+string(role), score); err != nil {
				return err
			}
		}
	}
	for _, n := range registry.Roles() {
		if _, ok := p.Role.Usual[n.Role]; !ok {
			return badPolicy("role.usual."+string(n.Role), "缺少这个角色的得分", "the score of this role is missing")
		}
		if _, ok := p.Role.HighRisk[n.Role]; !ok {
			return badPolicy("role.highRisk."+string(n.Role), "缺少这个角色的得分", "the score of this role is missing")
		}
	}
	return nil
}

func (p *Policy) checkLists() error {
	roles := map[string][]registry.Role{"speciality.generalRoles": p.Speciality.GeneralRoles, "panel.usual": p.Panel.Usual, "panel.highRisk": p.Panel.HighRisk}
	for f, list := range p.Panel.Families {
		roles["panel.families."+string(f)] = list
	}
	for _, g := range p.Guards {
		roles["guards.layRoles"] = append(roles["guards.layRoles"], g.LayRoles...)
		if !knownFacet(g.Facet) {
			return badPolicy("guards.facet", "没有这个特征", "there is no such facet")
		}
	}
	for _, o := range p.Panel.Outside {
		roles["panel.outside"] = append(roles["panel.outside"], o.Role)
		if !all(o.Facets, knownFacet) {
			return badPolicy("panel.outside.facets", "没有这个特征", "there is no such facet")
		}
	}
	for name, list := range roles {
		if !all(list, registry.Role.Valid) {
			return badPolicy(name, "角色不认识", "unknown role")
		}
	}
	for region, list := range p.LocalLanguages {
		if region.Level() == "" || !all(list, registry.Language.Valid) {
			return badPolicy("localLanguages."+string(region), "区划代码或语言代码不对", "a region or language code is wrong")
		}
	}
	return nil
}

func (p *Policy) checkLoads() error {
	w := &p.Loads
	if w.Ordinary < 1 || w.Ordinary > maxUnits {
		return badPolicy("weight.ordinary", "普通纠纷的权重须在 1 到 100 之间", "an ordinary dispute weighs 1 to 100")
	}
	for i, c := range w.Crowd {
		if c.Add < 0 || c.Add > maxUnits || c.From < 0 || i > 0 && c.From <= w.Crowd[i-1].From {
			return badPolicy("weight.crowd", "人数须递增，权重须在 0 到 100 之间", "numbers of people ascend and add 0 to 100 units")
		}
	}
	for level, add := range w.Risk {
		if level != registry.RiskLow && level != registry.RiskMedium && level != registry.RiskHigh || add < 0 || add > maxUnits {
			return badPolicy("weight.risk."+string(level), "风险等级不认识，或权重不在 0 到 100 之间", "unknown risk level, or not 0 to 100 units")
		}
	}
	return nil
}

func checkScore(name string, v int) error {
	if v < 0 || v > 100 {
		return badPolicy(name, fmt.Sprintf("得分 %d 不在 0 到 100 之间", v), fmt.Sprintf("score %d is not 0 to 100", v))
	}
	return nil
}

func badPolicy(place, zh, en string) error {
	return registry.Invalid([]string{place}, zh, en)
}

func knownFacet(f registry.Facet) bool {
	return slices.ContainsFunc(registry.Facets(), func(n registry.FacetName) bool { return n.Facet == f })
}

func all[T any](list []T, ok func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !ok(x) })
}
