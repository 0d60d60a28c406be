package registry

import "time"

// NoticeID names one message to one receiver; a receiver that has seen the
// identifier may drop a repetition.
type NoticeID string

// NoticeKind is what a notice tells.
type NoticeKind string

// The kinds.
const (
	NoticeOffered   NoticeKind = "ASSIGNMENT_OFFERED"
	NoticeRescinded NoticeKind = "ASSIGNMENT_RESCINDED"
	NoticeExpired   NoticeKind = "ASSIGNMENT_EXPIRED"
	NoticeWithdrawn NoticeKind = "ASSIGNMENT_WITHDRAWN"
)

// NoticeState is where a notice stands; the values are the API's.
type NoticeState string

// The states. A notice that keeps failing is given up and shown as FAILED; where
// no receiver is set up it is READY for a person to pass on.
const (
	NoticePending NoticeState = "PENDING"
	NoticeSent    NoticeState = "SENT"
	NoticeFailed  NoticeState = "FAILED"
)

// Notice is one entry of the outbox. It is written in the transaction of what it
// tells and names nobody but the person addressed, by identifier.
type Notice struct {
	ID         NoticeID     `json:"id"`
	Kind       NoticeKind   `json:"kind"`
	Assignment AssignmentID `json:"assignment"`
	Mediator   MediatorID   `json:"mediator"`
	Dispute    DisputeID    `json:"dispute"`
	Number     string       `json:"number"` // of the dispute
	ExpiresAt  time.Time    `json:"expiresAt,omitzero"`
	State      NoticeState  `json:"state"`
	Tries      int          `json:"tries,omitempty"`
	CreatedAt  time.Time    `json:"createdAt"`
	DueAt      time.Time    `json:"dueAt"`           // next attempt
	SentAt     time.Time    `json:"sentAt,omitzero"` // when the receiver confirmed
	Code       string       `json:"code,omitempty"`  // of the last failure: a status or a word, never an address
}

// Text is the message for WeChat or SMS: no name, no place, no matter.
func (n Notice) Text() Text {
	until := ""
	untilEN := ""
	if !n.ExpiresAt.IsZero() && n.Kind == NoticeOffered {
		at := n.ExpiresAt.In(Shanghai())
		until = "，请于" + at.Format("1月2日15:04") + "前答复"
		untilEN = "; please answer before " + at.Format("2006-01-02 15:04")
	}
	switch n.Kind {
	case NoticeOffered:
		return Text{"【综治中心】您有一件调解派单，编号" + n.Number + until + "。", "[Centre] You are offered mediation " + n.Number + untilEN + "."}
	case NoticeRescinded:
		return Text{"【综治中心】编号" + n.Number + "的派单已撤销，您不用再答复。", "[Centre] The offer " + n.Number + " was taken back; no answer is needed."}
	case NoticeExpired:
		return Text{"【综治中心】编号" + n.Number + "的派单已过答复时限。", "[Centre] The time to answer " + n.Number + " has passed."}
	}
	return Text{"【综治中心】编号" + n.Number + "的派单已结束。", "[Centre] The assignment " + n.Number + " has ended."}
}
