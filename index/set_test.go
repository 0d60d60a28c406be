package index

import (
	"testing"

	"github.com/RoaringBitmap/roaring/v2"
)

// Bleve drops deleted documents from its files only when it merges them, so a set
// of a segment holds them until then.
func TestDeletedDocumentsAreTakenOut(t *testing.T) {
	hits := roaring.BitmapOf(1, 2, 3)
	if got := (&part{deleted: roaring.BitmapOf(2, 9)}).without(hits); !got.Equals(roaring.BitmapOf(1, 3)) {
		t.Errorf("left %v", got)
	}
	if got := (&part{}).without(hits); !got.Equals(hits) {
		t.Errorf("nothing is deleted, left %v", got)
	}
	if !hits.Equals(roaring.BitmapOf(1, 2, 3)) {
		t.Error("the segment's own set was changed")
	}
}

func TestSyllablesAreCutInEveryLikelyWay(t *testing.T) {
	w := newWriting()
	for word, want := range map[string][]string{
		"chuange":  {"chuang e", "chuan ge", "chu ang e", "chu an ge"},
		"xian":     {"xian", "xi an"},
		"tangxia":  {"tang xia", "tang xi a"},
		"lvshi":    {"lv shi"},
		"qwrt":     nil,
		"棠下":       nil,
		"zhuangbb": nil,
	} {
		got := w.cuts(word)
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", word, got, want)
			continue
		}
		for i := range want {
			text := ""
			for j, s := range got[i] {
				if j > 0 {
					text += " "
				}
				text += s
			}
			if text != want[i] {
				t.Errorf("%s: %v, want %v", word, got, want)
			}
		}
	}
}
