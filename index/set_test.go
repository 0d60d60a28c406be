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
