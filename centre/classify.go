package centre

import (
	"cmp"
	"context"
	"strings"
	"unicode/utf8"

	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/terms"
)

// Classify tells what a text is about that was reported on a day; today if empty. The
// text is not kept.
func (c *Centre) Classify(_ context.Context, v identity.Viewer, text string, on registry.Date) (registry.Words, error) {
	if err := c.allow(v, "Query", "classifyDispute"); err != nil {
		return registry.Words{}, err
	}
	if err := checkText(text); err != nil {
		return registry.Words{}, err
	}
	words := c.places.Load().classifier.Classify(text)
	words.Times = terms.Times(text, cmp.Or(on, registry.DateOf(c.clock())))
	return words, nil
}

func checkText(text string) error {
	if strings.TrimSpace(text) == "" {
		return registry.Refuse(registry.CodeOutOfRange, []string{"text"},
			"请写下纠纷的情况，一句话也可以", "say what the dispute is about; one sentence is enough")
	}
	if utf8.RuneCountInString(text) > registry.MaxNarrative {
		return tooLong("text", registry.MaxNarrative)
	}
	return nil
}
