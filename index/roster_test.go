package index

import (
	"strings"
	"testing"

	"liuyuan/registry"
	"liuyuan/seed"
	"liuyuan/terms"
)

// Everybody of the demonstration's roster, as somebody would type the name: the person,
// or somebody whose name sounds the same, is among the first three.
func TestPeopleOfALargerRosterAreFoundHoweverTheirNamesAreTyped(t *testing.T) {
	people := seed.Mediators("2026-03-02")
	var docs []registry.IndexDocument
	for _, o := range seed.Organizations() {
		docs = append(docs, registry.IndexDocument{Organization: &o})
	}
	names := map[string]string{}
	for i := range people {
		names[string(people[i].ID)] = people[i].Name
		docs = append(docs, registry.IndexDocument{Mediator: &people[i]})
	}
	x := filled(t, understanding(t), docs)
	sound := func(name string) string { return terms.Soundings(name)[0].Whole() }
	for way, typed := range map[string]func(string) string{
		"name":           func(n string) string { return n },
		"pinyin":         sound,
		"cut pinyin":     func(n string) string { return strings.Join(terms.Soundings(n)[0], " ") },
		"swapped letter": func(n string) string { s := sound(n); return s[:2] + s[3:4] + s[2:3] + s[4:] },
		"title":          func(n string) string { return n + "主任的电话" },
		"spaces":         func(n string) string { return " " + strings.Join(terms.Chars(n), " ") },
	} {
		asked, found := 0, 0
		for i := 0; i < len(people); i += 16 {
			m := people[i]
			if m.Status == registry.MediatorRemoved || len(sound(m.Name)) < 6 {
				continue
			}
			asked++
			got := ask(t, x, typed(m.Name))
			for _, id := range got[:min(3, len(got))] {
				if name := names[id]; name != "" && sound(name) == sound(m.Name) {
					found++
					break
				}
			}
		}
		if asked < 50 || found*100 < asked*95 {
			t.Errorf("%s: %d of %d people are found", way, found, asked)
		}
	}
}
