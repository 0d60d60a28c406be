package schema

import "liuyuan/registry"

// makeCaseEnums makes the enums of disputes and assignments.
func (b *builder) makeCaseEnums() {
	var statuses, sources, ends, declines, states, ties, events []enumValue
	for _, s := range registry.DisputeStatuses() {
		statuses = append(statuses, named(s.Status, both(s.Name)))
	}
	for _, s := range registry.SignalSources() {
		sources = append(sources, named(s.Source, both(s.Name)))
	}
	for _, s := range registry.TerminationReasons() {
		ends = append(ends, named(s.Reason, both(s.Name)))
	}
	for _, s := range registry.DeclineReasons() {
		declines = append(declines, named(s.Reason, both(s.Name)))
	}
	for _, s := range registry.AssignmentStatuses() {
		states = append(states, named(s.Status, both(s.Name)))
	}
	for _, s := range registry.TieKinds() {
		ties = append(ties, named(s.Kind, both(s.Name)))
	}
	for _, s := range registry.EventKinds() {
		events = append(events, named(s.Kind, both(s.Name)))
	}
	b.enum("DisputeStatus", "Where a dispute stands.", statuses...)
	b.enum("SignalSource", "Where a matter came from.", sources...)
	b.enum("TerminationReason", "Why mediation ended without an agreement.", ends...)
	b.enum("DeclineReason", "Why a person declines; never held against anyone.", declines...)
	b.enum("AssignmentStatus", "Where an offer stands; OFFERED and ACCEPTED count in the load.", states...)
	b.enum("TieKind", "What ties a person to a party, as declared.", ties...)
	b.enum("EventKind", "What happened to a dispute.", events...)
	b.enum("DisputeOrigin", "How mediation began (人民调解法 17, 18).",
		named(registry.OriginApplication, "申请 · on application"), named(registry.OriginOwn, "主动 · on the committee's own initiative"), named(registry.OriginReferral, "委托移送 · referred"))
	b.enum("PartyKind", "What a party is.",
		named(registry.PartyPerson, "自然人 · a person"), named(registry.PartyOrganization, "法人 · a legal person"), named(registry.PartyUnincorporated, "非法人组织 · an unincorporated organisation"))
	b.enum("PartySide", "On which side a party stands.",
		named(registry.SideApplicant, "申请人 · applicant"), named(registry.SideRespondent, "被申请人 · respondent"), named(registry.SideThird, "第三人 · third party"))
	b.enum("ContactChannel", "How an answer reached the centre.",
		named(registry.ChannelConsole, "工作台 · console"), named(registry.ChannelPhone, "电话 · phone"), named(registry.ChannelWeChat, "微信 · WeChat"),
		named(registry.ChannelInPerson, "当面 · in person"), named(registry.ChannelSystem, "系统 · system"))
	b.enum("SafetyFlag", "Why a person must assess before anything is offered: a reason for care, never proof.",
		named(registry.SafetyViolence, "暴力 · violence"), named(registry.SafetySelfHarm, "自伤 · self-harm"), named(registry.SafetyMinorHarm, "伤害未成年人 · harm to a minor"))
	b.enum("SelectionMode", "How the mediator came to be asked (人民调解法 19).",
		named(registry.SelectionAppointed, "组织指定 · the organisation appoints"), named(registry.SelectionPartyChoice, "当事人选定 · the parties choose"), named(registry.SelectionJointRank, "双方划选排序 · both sides strike and rank"))
	b.enum("NoticeState", "Where a notice stands.",
		named(registry.NoticePending, "待发 · pending"), named(registry.NoticeSent, "已送达 · sent"), named(registry.NoticeFailed, "未送达 · failed"))
	b.enum("NoticeKind", "What a notice tells.",
		named(registry.NoticeOffered, "派单 · offered"), named(registry.NoticeRescinded, "撤销 · rescinded"), named(registry.NoticeExpired, "逾期 · expired"), named(registry.NoticeWithdrawn, "退出 · withdrawn"))
	b.enum("DisputeOrderField", "What disputes are sorted by.",
		named(registry.DisputesByCreated, "登记时间 · time of registration"), named(registry.DisputesByNumber, "编号 · number"), named(registry.DisputesByRisk, "风险 · risk"))
}
