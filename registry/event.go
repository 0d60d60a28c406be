package registry

import "time"

// EventKind is what happened to a dispute; the values are the API's.
type EventKind string

// The kinds.
const (
	EventRegistered  EventKind = "REGISTERED"
	EventUpdated     EventKind = "UPDATED"
	EventAssessed    EventKind = "ASSESSED"
	EventConfirmed   EventKind = "ASSESSMENT_CONFIRMED"
	EventMatched     EventKind = "MATCHED"
	EventChoiceOpen  EventKind = "CHOICE_PROPOSED"
	EventBallot      EventKind = "CHOICE_RECORDED"
	EventOffered     EventKind = "OFFERED"
	EventAccepted    EventKind = "ACCEPTED"
	EventDeclined    EventKind = "DECLINED"
	EventExpired     EventKind = "EXPIRED"
	EventRescinded   EventKind = "RESCINDED"
	EventWithdrawn   EventKind = "WITHDRAWN"
	EventUndone      EventKind = "UNDONE"
	EventNext        EventKind = "NEXT_PROPOSED"
	EventTieDeclared EventKind = "TIE_DECLARED"
	EventTieWaived   EventKind = "TIE_WAIVED"
	EventConsented   EventKind = "CONSENTED"
	EventTerminated  EventKind = "TERMINATED"
	EventAgreed      EventKind = "AGREED"
	EventClosed      EventKind = "CLOSED"
)

// EventName is a kind with its sentence.
type EventName struct {
	Kind EventKind
	Name Text
}

// EventKinds lists the kinds with their sentences.
func EventKinds() []EventName {
	return []EventName{
		{EventRegistered, Text{"登记", "registered"}},
		{EventUpdated, Text{"修改登记信息", "details changed"}},
		{EventAssessed, Text{"人工研判", "assessed by a person"}},
		{EventConfirmed, Text{"第二人复核研判", "assessment confirmed by a second person"}},
		{EventMatched, Text{"记录匹配结果", "match recorded"}},
		{EventChoiceOpen, Text{"向双方提供名单", "names put to both sides"}},
		{EventBallot, Text{"一方选定", "one side chose"}},
		{EventOffered, Text{"派单", "offered"}},
		{EventAccepted, Text{"接受", "accepted"}},
		{EventDeclined, Text{"婉拒", "declined"}},
		{EventExpired, Text{"逾期未答", "offer expired"}},
		{EventRescinded, Text{"撤销派单", "offer rescinded"}},
		{EventWithdrawn, Text{"退出", "withdrawn"}},
		{EventUndone, Text{"误派撤回", "mistaken offer undone"}},
		{EventNext, Text{"建议下一位", "next person proposed"}},
		{EventTieDeclared, Text{"申报利害关系", "tie declared"}},
		{EventTieWaived, Text{"当事人知情并同意", "tie disclosed and waived"}},
		{EventConsented, Text{"当事人同意邀请", "parties consented to an invitation"}},
		{EventTerminated, Text{"终止调解", "mediation terminated"}},
		{EventAgreed, Text{"达成协议", "agreed"}},
		{EventClosed, Text{"结案", "closed"}},
	}
}

// Event is one line of a dispute's history: append-only, numbered from 1 in each
// dispute. It names no party; what people wrote stands sealed in Note.
type Event struct {
	Dispute    DisputeID     `json:"-"`
	No         int           `json:"-"` // given by the store
	Kind       EventKind     `json:"kind"`
	At         time.Time     `json:"at"`
	By         string        `json:"by"`             // principal
	Role       Access        `json:"role,omitempty"` // of who did it; empty: the program
	Status     DisputeStatus `json:"status"`         // of the dispute afterwards
	Assignment AssignmentID  `json:"assignment,omitempty"`
	Mediator   MediatorID    `json:"mediator,omitempty"`
	Code       string        `json:"code,omitempty"` // reason, channel or kind, as the event has one
	Note       []byte        `json:"note,omitempty"` // sealed
}
