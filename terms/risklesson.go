package terms

import (
	"io"
	"strings"

	"liuyuan/registry"
)

// How the model of danger is learnt.
var riskSchooling = schooling{step: 0.5, leastTexts: 2, leastTenths: 1}

// TrainRisk writes the model that tells danger from what only sounds like it. Cases
// with a level are lessons of it; of those without one only what no cue calls
// dangerous, as harmless. The cues of data/risk.json that are single words and the
// harmless words are lessons as well.
func TrainRisk(w io.Writer, cases []Case) error {
	g, err := loadRiskCues()
	if err != nil {
		return err
	}
	d, err := readRisks()
	if err != nil {
		return err
	}
	school := newSchool()
	school.open(harmless, harmless)
	school.open(alarming, alarming)
	enrol := func(text string, class registry.TypeCode, weight float64, sure bool) error {
		folded := []rune(Fold(text))
		r := g.read(folded, denials(folded), headcount(folded).figure)
		if !sure && r.level == registry.RiskHigh {
			return nil
		}
		return school.enrol(Lesson{text, class, weight}, g.signs(folded, r))
	}
	for _, group := range d.High {
		for _, word := range group.Words {
			if strings.ContainsAny(word, "@!+&") {
				continue
			}
			if err := enrol(word, alarming, wordWeight, true); err != nil {
				return err
			}
		}
	}
	for _, group := range d.Medium { // care, but no danger
		if err := enrol(group.Example, harmless, 6, true); err != nil {
			return err
		}
	}
	for _, word := range d.Never {
		if err := enrol(word, harmless, wordWeight, true); err != nil {
			return err
		}
	}
	for _, c := range cases {
		class, weight := harmless, 1.0
		if c.Risk == registry.RiskHigh {
			class, weight = alarming, 2
		}
		if err := enrol(c.Text, class, weight, c.Risk != ""); err != nil {
			return err
		}
	}
	return school.write(w, riskSchooling)
}
