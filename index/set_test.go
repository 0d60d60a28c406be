package index

import (
	"math/rand/v2"
	"testing"

	"github.com/RoaringBitmap/roaring/v2"

	"liuyuan/registry"
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

// One by one and by eights, and more than the planes hold.
func TestUprightCountersCountEachBit(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var got bitTally
	var want [64]uint32
	for range 2 << planes / 8 {
		var eight [8]uint64
		for i := range eight {
			eight[i] = random.Uint64() | 1
		}
		one := random.Uint64()&random.Uint64() | 1
		got.addEight(&eight)
		got.add(one)
		for _, mask := range append(eight[:], one) {
			for i := range want {
				want[i] += uint32(mask >> i & 1)
			}
		}
	}
	if got.flush(); got.counts != want {
		t.Errorf("counted %v, want %v", got.counts, want)
	}
}

// However a set is evaluated, alone or within others, it holds the same documents.
func TestSetsWithinOthersAreTheirIntersection(t *testing.T) {
	x := filled(t, literal(t), directory(t))
	err := x.read(func(g *generation) error {
		v, err := g.take()
		if err != nil {
			return err
		}
		defer v.close()
		for _, p := range v.segments {
			l := newLooker()
			sets := []set{all{}, anyOf{}, term{fieldRole, "LAWYER"}, near{fieldPinyin, beginning("chen"), maxNear},
				anyOf{term{fieldRole, "LAWYER"}, near{fieldPinyin, beginning("chen"), maxNear}},
				filterSet(registry.DirectoryFilter{Region: "440703101", DisputeType: "10"}, x.options.Taxonomy)}
			for _, text := range []string{"棠下劳资", "船哥工作室", "调解", "陈", "chen", "律师 擅长"} {
				sets = append(sets, l.phrase(newPhrase(text), textFields()))
			}
			for i, a := range sets {
				if n := share(a).in(p).GetCardinality(); n > a.size(p) {
					t.Errorf("set %d holds %d, at most %d were told", i, n, a.size(p))
				}
				for j, b := range sets {
					want := roaring.And(share(a).in(p), share(b).in(p))
					for way, got := range []*roaring.Bitmap{a.within(p, b.in(p)), share(a).within(p, b.in(p)), all{a, b}.in(p), all{b, a}.within(p, p.live())} {
						if !got.Equals(want) {
							t.Errorf("sets %d and %d, way %d: %d documents, want %d", i, j, way, got.GetCardinality(), want.GetCardinality())
						}
					}
				}
			}
		}
		return v.fault()
	})
	if err != nil {
		t.Fatal(err)
	}
}
