package main

import (
	"fmt"
	"strings"
	"time"
)

// page is docs/fairness.md.
func page(cases int, runs []run) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# How evenly the work is spread · 派案是否均衡

A year of %d disputes in Pengjiang, assigned one after another to the first person
of the ranking on the demonstration roster (synthetic people, real regions). Load
and rotation move as they would in the office; a case lies open for 30 days; one
that nobody can take is tried again each day and given up after 14. The villages are
drawn alike; types, risk and headcount by shares that are local assumptions
(`+"`bench/year/scenario.go`"+`). This page and its pictures are written by

    go run ./bench/year

and are the same bytes on every machine. 一年模拟：按排序首位派案，检查负担、等待与路程是否均衡。

`, cases)
	b.WriteString("| | " + names(runs) + " |\n| --- |" + strings.Repeat(" ---: |", len(runs)) + "\n")
	for _, line := range []struct {
		name string
		of   func(run) string
	}{
		{"assigned", func(r run) string { return fmt.Sprint(r.Assigned) }},
		{"given up", func(r run) string { return fmt.Sprint(r.GivenUp) }},
		{"had to wait", func(r run) string { return fmt.Sprint(r.Waited) }},
		{"mean wait of those, days", func(r run) string { return fmt.Sprintf("%.1f", float64(r.MeanWait)/float64(24*time.Hour)) }},
		{"people who could be asked", func(r run) string { return fmt.Sprint(r.Spread.People) }},
		{"people who were asked", func(r run) string { return fmt.Sprint(len(r.Units)) }},
		{"Gini over everyone who could be asked", func(r run) string { return fmt.Sprintf("%.3f", float64(r.Spread.GiniThousandth)/1000) }},
		{"… if every case were shared evenly by all who may take it", func(r run) string { return fmt.Sprintf("%.3f", float64(r.Even.GiniThousandth)/1000) }},
		{"people who may take the very same cases as another", func(r run) string { return fmt.Sprint(r.Alike.People) }},
		{"Gini among those, group by group", func(r run) string { return fmt.Sprintf("%.3f", float64(r.Alike.GiniThousandth)/1000) }},
		{"most loaded over mean", func(r run) string { return fmt.Sprintf("%.1f", float64(r.Spread.MaxOverMean)/100) }},
		{"mean score of the speciality, of 100", func(r run) string { return fmt.Sprint(r.MeanSpeciality) }},
		{"median distance, km", func(r run) string { return fmt.Sprintf("%.1f", float64(r.MedianMetres)/1000) }},
		{"nine in ten within, km", func(r run) string { return fmt.Sprintf("%.1f", float64(r.P90Metres)/1000) }},
	} {
		b.WriteString("| " + line.name + " |")
		for _, r := range runs {
			b.WriteString(" " + line.of(r) + " |")
		}
		b.WriteString("\n")
	}
	for _, p := range pictures(runs) {
		fmt.Fprintf(&b, "\n![%s](pictures/%s)\n", p.title, p.file)
	}
	b.WriteString("\n## By town and by type, under the policy in force\n\n| town of the dispute | people asked | units | Gini | max ÷ mean |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, g := range runs[0].Towns {
		fmt.Fprintf(&b, "| %s | %d | %d | %.3f | %.1f |\n", runs[0].towns[g.Group], g.People, g.Units, float64(g.GiniThousandth)/1000, float64(g.MaxOverMean)/100)
	}
	b.WriteString("\n| family of types | people asked | units | Gini | max ÷ mean |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, g := range runs[0].Families {
		fmt.Fprintf(&b, "| %s | %d | %d | %.3f | %.1f |\n", g.Group, g.People, g.Units, float64(g.GiniThousandth)/1000, float64(g.MaxOverMean)/100)
	}
	gini := func(i int) float64 { return float64(runs[i].Spread.GiniThousandth) / 1000 }
	even := func(i int) float64 { return float64(runs[i].Even.GiniThousandth) / 1000 }
	alike := func(i int) float64 { return float64(runs[i].Alike.GiniThousandth) / 1000 }
	fmt.Fprintf(&b, `
Gini over everyone is high by nature: who serves one quiet village for one type may
be asked rarely, whatever the policy, and is counted with zero, while who serves a
whole town for many types may always be asked. Were every case shared evenly by all
who may take it, the Gini would be %.3f: that much place and qualification alone make
of it, and the policy is more even than that. The question of fairness is asked among
people who could have been asked about the very same cases: there it is %.3f, against
%.3f without load and rotation. What is left is distance, level and language, and that
a few cases do not divide among a few people. The rows by town and by type count only
those who were asked at all.

Load and rotation in the score bring the Gini from %.3f to %.3f and the people who
are asked from %d to %d. Asking the nearest first, whoever it is, gives %.3f: distance
alone spreads by where disputes happen, and sends them to people without the
speciality. Load and rotation are also the first two ties: among people equal in
everything else the less loaded, then the one who waited longest, is asked.

A centre that wants it more even has the two weights in its policy file: twice as heavy
they bring the Gini to %.3f, and %.3f among comparable people, for a speciality of %d
instead of %d and nine in ten within %.1f km instead of %.1f. `+"`liuyuan policy compare FILE`"+`
shows beforehand who would be asked instead.
`, even(0), alike(0), alike(1), gini(1), gini(0), len(runs[1].Units), len(runs[0].Units), gini(2),
		gini(4), alike(4), runs[4].MeanSpeciality, runs[0].MeanSpeciality, float64(runs[4].P90Metres)/1000, float64(runs[0].P90Metres)/1000)
	return b.String()
}

func names(runs []run) string {
	var all []string
	for _, r := range runs {
		all = append(all, r.name)
	}
	return strings.Join(all, " | ")
}
