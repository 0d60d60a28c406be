package registry

import "time"

// AssignmentStatus is where an offer stands; the values are the API's.
type AssignmentStatus string

// The statuses. OFFERED and ACCEPTED are live: they count in the person's load.
const (
	AssignmentOffered   AssignmentStatus = "OFFERED"
	AssignmentAccepted  AssignmentStatus = "ACCEPTED"
	AssignmentDeclined  AssignmentStatus = "DECLINED"
	AssignmentExpired   AssignmentStatus = "EXPIRED"
	AssignmentRescinded AssignmentStatus = "RESCINDED" // taken back: another accepted first, or offered by mistake
	AssignmentWithdrawn AssignmentStatus = "WITHDRAWN" // ended after or before acceptance, with a reason
	AssignmentCompleted AssignmentStatus = "COMPLETED"
)

// AssignmentStatusName is a status with its name and what may follow.
type AssignmentStatusName struct {
	Status AssignmentStatus
	Name   Text
	Next   []AssignmentStatus
}

// AssignmentStatuses is the state machine of an offer.
func AssignmentStatuses() []AssignmentStatusName {
	return []AssignmentStatusName{
		{AssignmentOffered, Text{"待接受", "offered"}, []AssignmentStatus{AssignmentAccepted, AssignmentDeclined, AssignmentExpired, AssignmentRescinded, AssignmentWithdrawn}},
		{AssignmentAccepted, Text{"已接受", "accepted"}, []AssignmentStatus{AssignmentWithdrawn, AssignmentCompleted}},
		{AssignmentDeclined, Text{"已婉拒", "declined"}, nil},
		{AssignmentExpired, Text{"逾期未答", "expired"}, nil},
		{AssignmentRescinded, Text{"已撤销", "rescinded"}, nil},
		{AssignmentWithdrawn, Text{"已退出", "withdrawn"}, nil},
		{AssignmentCompleted, Text{"已办结", "completed"}, nil},
	}
}

// May reports whether the status may follow.
func (s AssignmentStatus) May(next AssignmentStatus) bool {
	for _, n := range AssignmentStatuses() {
		if n.Status == s {
			for _, x := range n.Next {
				if x == next {
					return true
				}
			}
		}
	}
	return false
}

// Live reports whether the assignment counts in the person's load.
func (s AssignmentStatus) Live() bool { return s == AssignmentOffered || s == AssignmentAccepted }

// DeclineReason is why a person declines; the values are the API's. Reasons feed
// matching and the ledger, never a person's score.
type DeclineReason string

// The reasons.
const (
	DeclineOutOfScope     DeclineReason = "OUT_OF_SCOPE"
	DeclineOutOfExpertise DeclineReason = "OUT_OF_EXPERTISE"
	DeclineConflict       DeclineReason = "CONFLICT_OF_INTEREST"
	DeclineUnavailable    DeclineReason = "UNAVAILABLE"
	DeclineUnsuitable     DeclineReason = "UNSUITABLE"
	DeclineOther          DeclineReason = "OTHER"
)

// DeclineReasons lists the reasons with their names.
func DeclineReasons() []DeclineName {
	return []DeclineName{
		{DeclineOutOfScope, Text{"不属于调解范围", "outside mediation"}},
		{DeclineOutOfExpertise, Text{"不是自己的专长", "outside my field"}},
		{DeclineConflict, Text{"有利害关系，应当回避", "conflict of interest"}},
		{DeclineUnavailable, Text{"近期没有时间", "not available"}},
		{DeclineUnsuitable, Text{"不适合由自己调解", "unsuitable for me"}},
		{DeclineOther, Text{"其他", "other"}},
	}
}

// DeclineName is a reason with its name.
type DeclineName struct {
	Reason DeclineReason
	Name   Text
}

// ContactChannel is how an answer reached the centre; the values are the API's.
type ContactChannel string

// The channels.
const (
	ChannelConsole  ContactChannel = "CONSOLE"
	ChannelPhone    ContactChannel = "PHONE"
	ChannelWeChat   ContactChannel = "WECHAT"
	ChannelInPerson ContactChannel = "IN_PERSON"
	ChannelSystem   ContactChannel = "SYSTEM"
)

// SelectionMode is how the mediator came to be asked (人民调解法 art. 19).
type SelectionMode string

// The modes: the organisation appoints (the default), the parties choose, both
// sides strike and rank.
const (
	SelectionAppointed   SelectionMode = "ORGANISATION_APPOINTS"
	SelectionPartyChoice SelectionMode = "PARTY_CHOICE"
	SelectionJointRank   SelectionMode = "JOINT_RANK"
)

// Assignment is one offer of one dispute to one person, and what became of it.
type Assignment struct {
	ID       AssignmentID     `json:"id"`
	Dispute  DisputeID        `json:"dispute"`
	Mediator MediatorID       `json:"mediator"`
	Part     Part             `json:"part"`
	Status   AssignmentStatus `json:"status"`
	// Committee is whose seal goes on the agreement (人民调解法 art. 29).
	Committee OrganizationID `json:"committee,omitempty"`
	Weight    int            `json:"weight"` // load units it counts while live
	// Slot is 1 for the one live lead of a dispute; offers made to several people
	// at once take 1, 2, 3 …, and whoever accepts first keeps 1.
	Slot       int            `json:"slot"`
	Selection  SelectionMode  `json:"selection,omitempty"`
	OfferedAt  time.Time      `json:"offeredAt"`
	OfferedBy  string         `json:"offeredBy"` // principal
	ExpiresAt  time.Time      `json:"expiresAt"`
	AcceptedAt time.Time      `json:"acceptedAt,omitzero"`
	EndedAt    time.Time      `json:"endedAt,omitzero"` // when it ceased to be live
	Channel    ContactChannel `json:"channel,omitempty"`
	Declined   DeclineReason  `json:"declined,omitempty"`
	Replaces   AssignmentID   `json:"replaces,omitempty"` // whose work this one takes over
	Undone     bool           `json:"undone,omitempty"`   // offered by mistake: counts nowhere
	// Consents are the parties who agreed that this person is invited (人民调解法 art. 20).
	Consents map[PartyID]time.Time `json:"consents,omitempty"`
	Quota    int                   `json:"quota,omitempty"` // the person's bound (Quota.No) that it was counted in
	Version  int                   `json:"version"`
}

// Consented reports whether every party agreed that an invited person takes part.
// Members of the committee and engaged mediators need no such consent.
func (a Assignment) Consented(parties []PartyID) bool {
	if a.Part != PartInvited {
		return true
	}
	for _, p := range parties {
		if _, agreed := a.Consents[p]; !agreed {
			return false
		}
	}
	return len(parties) > 0
}

// Load is what the assignment adds to the person's load now.
func (a Assignment) Load() int {
	if a.Status.Live() {
		return a.Weight
	}
	return 0
}

// Move changes the status at a time; STATE if the state machine does not allow it.
func (a *Assignment) Move(next AssignmentStatus, at time.Time) error {
	if !a.Status.May(next) {
		return Refuse(CodeState, []string{"assignmentId"}, "这份派单已经有了结果，请刷新后再看", "this offer has been settled already; load it again")
	}
	a.Status = next
	if next == AssignmentAccepted {
		a.AcceptedAt = at
	} else {
		a.EndedAt = at
	}
	return nil
}
