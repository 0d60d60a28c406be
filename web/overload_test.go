package web

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

func TestAnOverloadIsToldOnceInAWhileWithItsNumber(t *testing.T) {
	var out bytes.Buffer
	log, now := zerolog.New(&out), time.Now()
	var o overloadLog
	for range 100 {
		o.note(log, now)
	}
	o.note(log, now.Add(overloadEvery))
	if lines := strings.Count(out.String(), "\n"); lines != 2 || !strings.Contains(out.String(), `"requests":1,`) || !strings.Contains(out.String(), `"requests":100,`) {
		t.Errorf("%d lines: %s", lines, &out)
	}
}
