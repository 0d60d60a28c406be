package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// table is a Markdown table that is also aligned on a terminal, where Chinese
// characters are two columns wide.
type table struct{ rows [][]string }

func newTable(head ...string) *table { return &table{rows: [][]string{head}} }

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) print() { fmt.Print(t.text()) }

func (t *table) text() string {
	widths := make([]int, len(t.rows[0]))
	for _, r := range t.rows {
		for i, cell := range r {
			widths[i] = max(widths[i], columns(cell))
		}
	}
	var b strings.Builder
	for n, r := range t.rows {
		for i, cell := range r {
			gap := strings.Repeat(" ", widths[i]-columns(cell))
			if numeric(t.rows[len(t.rows)-1][i]) {
				cell = gap + cell
			} else {
				cell += gap
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
		if n == 0 {
			for i, w := range widths {
				line := strings.Repeat("-", w)
				if numeric(t.rows[len(t.rows)-1][i]) {
					line = line[1:] + ":"
				}
				b.WriteString("| " + line + " ")
			}
			b.WriteString("|\n")
		}
	}
	return b.String()
}

// numeric says that a column is set to the right.
func numeric(cell string) bool {
	return cell != "" && (cell[0] >= '0' && cell[0] <= '9' || cell == "—")
}

// columns is how wide a text is on a terminal.
func columns(s string) (n int) {
	for _, r := range s {
		switch {
		case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff, r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60:
			n += 2
		default:
			n++
		}
	}
	return n
}

func millis(d time.Duration) string {
	switch ms := float64(d.Nanoseconds()) / 1e6; {
	case ms < 10:
		return fmt.Sprintf("%.3f", ms)
	default:
		return fmt.Sprintf("%.1f", ms)
	}
}

func figure(x float64) string {
	if x < 10 {
		return fmt.Sprintf("%.1f", x)
	}
	return thousands(int(x + 0.5))
}

// thousands groups digits by three.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func ratio(x, base float64) string {
	switch {
	case base == 0:
		return "—"
	case x/base < 10:
		return fmt.Sprintf("%.2f", x/base)
	}
	return fmt.Sprintf("%.0f", x/base)
}
