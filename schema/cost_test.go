package schema_test

import (
	"strings"
	"testing"
)

func TestEveryCostIsOfAFieldThatExists(t *testing.T) {
	_, c := newSchema(t)
	if unknown := newEngine(t, c).UnknownCosts(); len(unknown) > 0 {
		t.Errorf("costs() prices fields that do not exist: %s", strings.Join(unknown, ", "))
	}
}
