package web

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"liuyuan/schema/guard"
)

// TrustedDocuments is a registry of operations that may be named by the SHA-256 of their text, as Relay, Apollo and
// graphql-codegen write them. Callers with TrustedOnly may run nothing else.
type TrustedDocuments struct{ texts map[string]string }

// NewTrustedDocuments registers documents; their ids are the lower-case hexadecimal SHA-256 of the exact text.
func NewTrustedDocuments(documents ...string) *TrustedDocuments {
	t := &TrustedDocuments{texts: make(map[string]string, len(documents))}
	for _, text := range documents {
		t.texts[digest(text)] = text
	}
	return t
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// documentID is the id a request names: documentId, or extensions.persistedQuery.sha256Hash as Apollo sends it.
func documentID(r guard.Request) string {
	id := r.DocumentID
	if persisted, ok := r.Extensions["persistedQuery"].(map[string]any); ok && id == "" {
		id, _ = persisted["sha256Hash"].(string)
	}
	return strings.TrimPrefix(id, "sha256:")
}

// document is the text to run for a request. The nil registry knows no document.
func (t *TrustedDocuments) document(r guard.Request, only bool) (string, *guard.Refusal) {
	known := map[string]string(nil)
	if t != nil {
		known = t.texts
	}
	id := documentID(r)
	text, found := known[id]
	switch {
	case id != "" && found && (r.Query == "" || r.Query == text):
		return text, nil
	case id != "" && r.Query == "":
		return "", guard.Refuse("PERSISTED_QUERY_NOT_FOUND", "没有登记这个操作 · no document is registered under this id")
	case !only:
		return r.Query, nil
	}
	if text, found = known[digest(r.Query)]; found {
		return text, nil
	}
	return "", guard.Refuse("PERSISTED_QUERY_REQUIRED", "此密钥只能运行已登记的操作 · this key may run registered documents only")
}
