package main

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// progress is a bar on a terminal and silent elsewhere.
type progress struct{ bar *progressbar.ProgressBar }

// newProgress starts a bar; a negative total shows a count and a rate only.
func newProgress(w io.Writer, label string, total int64) *progress {
	if !isTerminal(w) {
		return &progress{}
	}
	return &progress{progressbar.NewOptions64(total, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(label),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionThrottle(100_000_000), progressbar.OptionClearOnFinish())}
}

func (p *progress) set(done int) {
	if p.bar != nil {
		_ = p.bar.Set(done) // a bar that cannot be drawn is no failure
	}
}

// finish takes the bar away; nil is a bar that was never begun.
func (p *progress) finish() {
	if p != nil && p.bar != nil {
		_ = p.bar.Finish()
	}
}
