package roster

import (
	"strings"
	"unicode/utf8"
)

// apostrophe stands before a cell that a spreadsheet would run as a formula.
const apostrophe = '\''

// dangerous reports whether a spreadsheet may take a cell with this first
// character for a formula (OWASP: CSV injection), also in full width.
func dangerous(first rune) bool {
	switch first {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
		return true
	}
	return false
}

// defuse puts an apostrophe before a dangerous cell, and before one that would
// look defused already, so that undo gives back exactly what was.
func defuse(cell string) string {
	first, size := utf8.DecodeRuneInString(cell)
	if dangerous(first) {
		return string(apostrophe) + cell
	}
	if first == apostrophe {
		if next, _ := utf8.DecodeRuneInString(cell[size:]); dangerous(next) || next == apostrophe {
			return string(apostrophe) + cell
		}
	}
	return cell
}

// undo takes off the apostrophe that defuse has put; any other cell stays.
func undo(cell string) string {
	if len(cell) < 2 || cell[0] != apostrophe {
		return cell
	}
	if next, _ := utf8.DecodeRuneInString(cell[1:]); dangerous(next) || next == apostrophe {
		return cell[1:]
	}
	return cell
}

// entries splits a cell of codes at ";" or "；" and trims spaces; an empty cell
// has none.
func entries(cell string) []string {
	if strings.TrimSpace(cell) == "" {
		return nil
	}
	if strings.Contains(cell, "；") {
		cell = strings.ReplaceAll(cell, "；", ";")
	}
	all := strings.Split(cell, ";")
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	return all
}

// parts splits an entry at "|" into exactly n parts; missing ones are empty.
// It is false if there are more.
func parts(entry string, n int) ([]string, bool) {
	all := strings.Split(entry, "|")
	if len(all) > n {
		return nil, false
	}
	for i := range all {
		all[i] = strings.TrimSpace(all[i])
	}
	for len(all) < n {
		all = append(all, "")
	}
	return all, true
}

// joinParts is the opposite of parts.
func joinParts(all ...string) string {
	for len(all) > 1 && all[len(all)-1] == "" {
		all = all[:len(all)-1]
	}
	return strings.Join(all, "|")
}

// joinWords joins free words; an empty one is written \0.
func joinWords(words []string) string {
	escaped := make([]string, len(words))
	for i, w := range words {
		escaped[i] = strings.NewReplacer(`\`, `\\`, ";", `\;`).Replace(w)
		if w == "" {
			escaped[i] = `\0`
		}
	}
	return strings.Join(escaped, ";")
}

// splitWords is the opposite of joinWords; it is false for a backslash before
// anything but a backslash, a semicolon or 0.
func splitWords(cell string) ([]string, bool) {
	if cell == "" {
		return nil, true
	}
	var words []string
	var word strings.Builder
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == ';':
			words = append(words, word.String())
			word.Reset()
		case cell[i] != '\\':
			word.WriteByte(cell[i])
		case i+1 == len(cell) || !strings.ContainsRune(`\;0`, rune(cell[i+1])):
			return nil, false
		default:
			if i++; cell[i] != '0' {
				word.WriteByte(cell[i])
			}
		}
	}
	return append(words, word.String()), true
}
