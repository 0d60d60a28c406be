package centre_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"liuyuan/centre"
	"liuyuan/identity"
	"liuyuan/registry"
	"liuyuan/seed"
)

// crowd is a roster of so many new people, which tells how many were read.
func crowd(n int, read *int) func() (centre.Roster, error) {
	return func() (centre.Roster, error) {
		return centre.Roster{Regions: seed.Regions(), Organizations: seed.Organizations(), Mediators: func(yield func(registry.Mediator, error) bool) {
			*read = 0
			for i := range n {
				m := newcomer(fmt.Sprintf("新人%d", i))
				m.ID, m.Status = registry.MediatorID(fmt.Sprintf("0190c2e0-0000-7000-8000-%012d", i)), registry.MediatorActive
				if *read++; !yield(m, nil) {
					return
				}
			}
		}}, nil
	}
}

func TestAnImportTellsBothPassesAndHowManyThereAre(t *testing.T) {
	h := newHouse(t)
	var told [][2]int
	read := 0
	n, err := h.centre.Import(context.Background(), identity.System(), crowd(4100, &read), centre.ImportOptions{Apply: true,
		Progress: func(done, of int) { told = append(told, [2]int{done, of}) }})
	if err != nil || n.New != 4100 {
		t.Fatalf("%+v, %v", n, err)
	}
	if want := [][2]int{{2000, 0}, {4000, 0}, {2000, 4100}, {4000, 4100}}; fmt.Sprint(told) != fmt.Sprint(want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestAnImportStopsWhileItChecks(t *testing.T) {
	h := newHouse(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	read := 0
	_, err := h.centre.Import(ctx, identity.System(), crowd(20_000, &read), centre.ImportOptions{Apply: true,
		Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) || read > 4000 {
		t.Errorf("after a cancel %d people were read: %v", read, err)
	}
}
