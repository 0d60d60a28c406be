package registry

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// segments cuts a code the slow way: at its true lengths.
func segments(c RegionCode) []string {
	var cuts []string
	for _, n := range []int{2, 4, 6, 9, 12, 15} {
		if len(c) >= n {
			cuts = append(cuts, string(c[:n]))
		}
	}
	return cuts
}

func drawCode(t *rapid.T, label string) RegionCode {
	digits := rapid.StringMatching(`[01]{12}`).Draw(t, label)
	n := rapid.SampledFrom([]int{2, 4, 6, 9, 12, 15}).Draw(t, label+" length")
	if n == 15 {
		return RegionCode(digits + "-0" + rapid.StringMatching(`[01]`).Draw(t, label+" grid"))
	}
	return RegionCode(digits[:n])
}

func TestContainmentComparesWholeSegments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawCode(t, "a"), drawCode(t, "b")
		want := false
		for _, s := range segments(b) {
			want = want || s == string(a)
		}
		if got := a.Contains(b); got != want {
			t.Fatalf("%s contains %s: %v, want %v", a, b, got, want)
		}
	})
}

func TestAStringPrefixIsNoRegion(t *testing.T) {
	for _, trap := range []RegionCode{"4407031010", "44070310", "4407031", "440703101203-1", "440703101203x01", "", "4407a3"} {
		if RegionCode("440703101").Contains(trap) || trap.Level() != "" {
			t.Errorf("%q passes for a region", trap)
		}
	}
}

func TestLineageClimbsToTheProvince(t *testing.T) {
	var line []string
	for _, c := range RegionCode("440703101203-07").Lineage() {
		line = append(line, string(c))
	}
	if got := strings.Join(line, " "); got != "440703101203-07 440703101203 440703101 440703 4407 44" {
		t.Fatal(got)
	}
	if at := RegionCode("440703101203").At(Town); at != "440703101" {
		t.Fatal(at)
	}
	if at := RegionCode("4407").At(Town); at != "" {
		t.Fatalf("a city lies in the town %q", at)
	}
}
