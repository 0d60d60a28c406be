package registry

import "testing"

func TestABrokenTaxonomyIsRefused(t *testing.T) {
	for name, file := range map[string]string{
		"repeated":      `{"types":[{"code":"10","name":"a","nameEn":"a"},{"code":"10","name":"b","nameEn":"b"}]}`,
		"orphan":        `{"types":[{"code":"10.01","name":"a","nameEn":"a"}]}`,
		"malformed":     `{"types":[{"code":"1","name":"a","nameEn":"a"}]}`,
		"no name":       `{"types":[{"code":"10","nameEn":"a"}]}`,
		"loose alias":   `{"types":[{"code":"10","name":"a","nameEn":"a"}],"aliases":{"11":"12"}}`,
		"alias in use":  `{"types":[{"code":"10","name":"a","nameEn":"a"}],"aliases":{"10":"10"}}`,
		"not JSON":      `{`,
		"letters in it": `{"types":[{"code":"1a","name":"a","nameEn":"a"}]}`,
	} {
		if _, err := ParseTaxonomy([]byte(file)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestEveryTypeOfTheTaxonomyHasBothNamesAndAPlace(t *testing.T) {
	taxonomy, err := LoadTaxonomy()
	if err != nil {
		t.Fatal(err)
	}
	if taxonomy.Version == "" {
		t.Error("the taxonomy has no version")
	}
	for from, to := range taxonomy.Aliases {
		if got, ok := taxonomy.Resolve(from); !ok || got != to {
			t.Errorf("alias %s leads to %s", from, got)
		}
	}
	for _, d := range taxonomy.Types {
		if d.Ministry != "" {
			if _, ok := taxonomy.Type(d.Ministry); !ok {
				t.Errorf("%s maps to the unknown %s", d.Code, d.Ministry)
			}
		}
	}
}
