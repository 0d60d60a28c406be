package registry

import "time"

// Audit is one line of the audit log: append-only, never with a value.
type Audit struct {
	At      time.Time `json:"at"`
	By      string    `json:"by"` // principal
	Action  string    `json:"action"`
	Object  string    `json:"object"` // identifier
	Fields  []string  `json:"fields,omitempty"`
	Purpose string    `json:"purpose,omitempty"`
}

// The actions.
const (
	AuditReveal      = "party.reveal"
	AuditRevealLimit = "party.reveal.limit" // an alert: someone asked for more than the limit
	AuditLookup      = "party.lookup"
	AuditKeyMisused  = "key.misused" // a good key from an address it may not be used from
)
