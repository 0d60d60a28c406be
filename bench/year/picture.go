package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// picture is a bar chart of a few series side by side.
type picture struct {
	file, title, x, y string
	labels            []string
	series            []series
}

type series struct {
	name   string
	values []float64
}

// The frame of a picture, in its own units.
const (
	wide, high             = 760, 360
	left, right, up, below = 64, 16, 64, 56
)

// svg draws the picture. It names its colours itself and carries its own ground,
// so that it reads the same on light and dark pages.
func (p picture) svg() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-labelledby="t" font-family="system-ui, 'Noto Sans CJK SC', sans-serif" font-size="12">`+"\n", wide, high, wide, high)
	fmt.Fprintf(&b, `<title id="t">%s</title>`+"\n"+`<rect width="%d" height="%d" fill="#fbfaf7"/>`+"\n", p.title, wide, high)
	fmt.Fprintf(&b, `<text x="%d" y="24" font-size="15" fill="#1f2933">%s</text>`+"\n", left, p.title)
	for i, s := range p.series {
		fmt.Fprintf(&b, `<rect x="%d" y="36" width="12" height="12" fill="%s"/><text x="%d" y="46" fill="#3e4c59">%s</text>`+"\n", left+i*230, colour(i), left+i*230+18, s.name)
	}
	most := p.most()
	for i := range 5 {
		value := most * float64(i) / 4
		y := at(value, most)
		fmt.Fprintf(&b, `<line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#d9d4c7"/><text x="%d" y="%.1f" text-anchor="end" fill="#52606d">%s</text>`+"\n",
			left, y, wide-right, y, left-8, y+4, short(value))
	}
	p.bars(&b, most)
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle" fill="#3e4c59">%s</text>`+"\n", (left+wide-right)/2, high-12, p.x)
	fmt.Fprintf(&b, `<text transform="translate(16 %d) rotate(-90)" text-anchor="middle" fill="#3e4c59">%s</text>`+"\n</svg>\n", (up+high-below)/2, p.y)
	return b.String()
}

func (p picture) bars(b *strings.Builder, most float64) {
	slot := float64(wide-left-right) / float64(len(p.labels))
	bar := slot * 0.8 / float64(len(p.series))
	for i, label := range p.labels {
		x := float64(left) + slot*float64(i)
		for k, s := range p.series {
			y := at(s.values[i], most)
			fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"><title>%s: %s</title></rect>`+"\n",
				x+slot*0.1+bar*float64(k), y, bar, float64(high-below)-y, colour(k), label, short(s.values[i]))
		}
		fmt.Fprintf(b, `<text x="%.1f" y="%d" text-anchor="middle" fill="#52606d">%s</text>`+"\n", x+slot/2, high-below+18, label)
	}
}

func (p picture) most() float64 {
	most := 0.0
	for _, s := range p.series {
		for _, v := range s.values {
			most = max(most, v)
		}
	}
	if most == 0 {
		return 1
	}
	// The next of 1, 2, 4, 6, 8 × a power of ten: quarters of it read well.
	power := math.Pow(10, math.Floor(math.Log10(most)))
	for _, n := range []float64{1, 2, 4, 6, 8} {
		if most <= n*power {
			return n * power
		}
	}
	return 10 * power
}

func at(value, most float64) float64 {
	return float64(high-below) - value/most*float64(high-below-up)
}

func colour(i int) string { return []string{"#1f6f5c", "#c9822b", "#7a8793"}[i] }

func short(x float64) string {
	if x < 1 && x > 0 {
		return fmt.Sprintf("%.3f", x)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
}

// pictures are those of the page.
func pictures(runs []run) []picture {
	load := picture{file: "load.svg", title: "How much work people had in the year", x: "weight units in the year", y: "people", labels: []string{"0", "1–2", "3–5", "6–10", "11–15", "16–20", "21–30", "31–50", "51–"}}
	gini := picture{file: "gini.svg", title: "Inequality among those asked, by town (Gini: 0 equal, 1 one person does all)", x: "town", y: "Gini"}
	travel := picture{file: "travel.svg", title: "How far the person is from the dispute", x: "kilometres", y: "disputes", labels: []string{"0–1", "1–2", "2–3", "3–5", "5–8", "8–12", "12–"}}
	wait := picture{file: "waiting.svg", title: "Days until somebody could take a dispute that had to wait", x: "days", y: "disputes", labels: []string{"1", "2", "3", "4", "5–7", "8–14", "given up"}}
	for i, g := range runs[0].Towns {
		if i < 10 {
			gini.labels = append(gini.labels, runs[0].towns[g.Group])
		}
	}
	for i, r := range runs {
		wait.add(i == 0 || i == 3, r.name, append(histogram(days(r.Waits), []int{1, 2, 3, 4, 7})[:6], float64(r.GivenUp)))
		if i >= 3 {
			continue // few people, or a policy for the table alone
		}
		people := histogram(r.Units, []int{2, 5, 10, 15, 20, 30, 50})
		load.series = append(load.series, series{r.name, append([]float64{float64(r.Spread.People - len(r.Units))}, people...)})
		travel.series = append(travel.series, series{r.name, histogram(r.Metres, []int{1000, 2000, 3000, 5000, 8000, 12_000})})
		towns := series{name: r.name}
		for i := range gini.labels {
			towns.values = append(towns.values, float64(r.Towns[i].GiniThousandth)/1000)
		}
		gini.series = append(gini.series, towns)
	}
	return []picture{load, gini, travel, wait}
}

// add appends a series if it is wanted.
func (p *picture) add(wanted bool, name string, values []float64) {
	if wanted {
		p.series = append(p.series, series{name, values})
	}
}

// histogram counts values up to each bound, and those above the last.
func histogram(values, bounds []int) []float64 {
	counts := make([]float64, len(bounds)+1)
	for _, v := range values {
		i := 0
		for i < len(bounds) && v > bounds[i] {
			i++
		}
		counts[i]++
	}
	return counts
}

func days(waits []time.Duration) []int {
	list := make([]int, len(waits))
	for i, w := range waits {
		list[i] = int((w + 23*time.Hour) / (24 * time.Hour))
	}
	return list
}
