// Command year simulates a year of a district's disputes on the demonstration
// roster and writes docs/fairness.md with its pictures: how evenly the policy in
// force spreads the work, who waits, who travels, and what it would be without
// load and rotation in the score. The same program gives the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "docs", "where fairness.md and pictures/ are written")
	cases := flag.Int("cases", 10_000, "disputes of the year")
	flag.Parse()
	if err := write(*out, *cases); err != nil {
		fmt.Fprintln(os.Stderr, "year:", err)
		os.Exit(1)
	}
}

func write(out string, cases int) error {
	runs, err := simulate(cases)
	if err != nil {
		return err
	}
	files := map[string]string{"fairness.md": page(cases, runs)}
	for _, p := range pictures(runs) {
		files[filepath.Join("pictures", p.file)] = p.svg()
	}
	if err := os.MkdirAll(filepath.Join(out, "pictures"), 0o755); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(out, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
