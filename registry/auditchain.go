package registry

import (
	"crypto/sha256"
	"encoding/binary"
)

// AuditHash binds a line of the audit log to all lines before it: SHA-256 over the
// hash before (32 zero bytes for the first line) and the line as it is stored,
// each text with its length.
func AuditHash(before []byte, at int64, texts ...string) []byte {
	h := sha256.New()
	number := func(n int64) { _, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) } // a hash takes everything
	_, _ = h.Write(before)
	number(at)
	for _, s := range texts {
		number(int64(len(s)))
		_, _ = h.Write([]byte(s))
	}
	return h.Sum(nil)
}

// AuditProof is what a verification of the audit log found.
type AuditProof struct {
	Lines    int64    `json:"lines"`
	Head     string   `json:"head"` // hash of the last line, in hex; note it elsewhere
	Problems []string `json:"problems"`
}
