package registry

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"testing"
)

// People say a matter in many ways; a type with few words is one that search and
// classification miss.
func TestEveryTypeHasEightWords(t *testing.T) {
	tax, err := LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range tax.Types {
		distinct := map[string]bool{}
		for _, list := range [][]string{d.Formal, d.Spoken, d.Cantonese} {
			for _, w := range list {
				distinct[w] = true
			}
		}
		if len(distinct) < 8 {
			t.Errorf("%s %s has %d words: %v", d.Code, d.Name, len(distinct), distinct)
		}
	}
}

// Whoever changes types or words raises the version and writes it here.
func TestTheVersionIsRaisedWithTheWords(t *testing.T) {
	tax, err := LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	content, err := json.Marshal([]any{tax.Types, tax.Aliases})
	if err != nil {
		t.Fatal(err)
	}
	const version, want = "2026.3", "265abd51ed95fe91"
	if got := fmt.Sprintf("%x", sha256.Sum256(content))[:16]; tax.Version != version || got != want {
		t.Errorf("version %s has the words %s; this test knows %s with %s", tax.Version, got, version, want)
	}
}
