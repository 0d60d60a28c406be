package registry

import "time"

// MatchRecordID names a kept answer.
type MatchRecordID string

// MatchRecord is an answer that was kept: what was asked, what was proposed, by
// which policy and when, so that it can be explained later.
type MatchRecord struct {
	ID            MatchRecordID `json:"id"`
	Dispute       DisputeID     `json:"dispute"`
	At            time.Time     `json:"at"`
	By            string        `json:"by"` // principal
	PolicyVersion string        `json:"policyVersion"`
	Question      MatchQuestion `json:"question"`
	Answer        MatchAnswer   `json:"answer"`
}
