package centre_test

import (
	"context"
	"os"
	"testing"
	"time"

	"liuyuan/index"
	"liuyuan/registry"
)

// held is the word index, whose rebuild waits until the test lets it go.
type held struct {
	*index.Index
	begun chan struct{}
	free  chan struct{}
}

func (h held) Rebuild(ctx context.Context, at registry.Mark, fill func(add func(registry.IndexDocument) error) error) error {
	return h.Index.Rebuild(ctx, at, func(add func(registry.IndexDocument) error) error {
		close(h.begun)
		<-h.free
		return fill(add)
	})
}

func TestTheServiceMatchesWhileItsIndexIsBuilt(t *testing.T) {
	h := newHouse(t)
	h.load(small)
	h.close()
	if err := os.RemoveAll(h.words); err != nil { // lost: this start builds it again
		t.Fatal(err)
	}
	words := held{begun: make(chan struct{}), free: make(chan struct{})}
	h.wrap = func(x *index.Index) registry.Index {
		words.Index = x
		return words
	}
	h.open()
	<-words.begun
	ctx := context.Background()
	if r := h.centre.Ready(ctx); !r.Ready || r.Index != "rebuilding" {
		t.Errorf("while the index is built: %+v", r)
	}
	if _, err := h.centre.Search(ctx, admin(), registry.DirectoryQuestion{First: 10}); registry.CodeOf(err) != registry.CodeUnavailable {
		t.Errorf("a directory that is not yet filled: %v, want UNAVAILABLE", err)
	}
	if _, err := h.centre.Suggest(ctx, admin(), "欧阳", 5); registry.CodeOf(err) != registry.CodeUnavailable {
		t.Errorf("suggestions of a directory that is not yet filled: %v, want UNAVAILABLE", err)
	}
	w, err := h.centre.RegisterMediator(ctx, admin(), newcomer("欧阳麒麟"), "")
	if err != nil {
		t.Fatalf("a change while the index is built: %v", err)
	}
	if h.ranked(w.Mediator) != 1 {
		t.Error("who was registered meanwhile is not matched")
	}
	close(words.free)
	for limit := time.Now().Add(20 * time.Second); h.centre.Ready(ctx).Index != "ok"; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("the index was not built: %+v", h.centre.Ready(ctx))
		}
	}
	if n := h.search("欧阳麒麟"); n != 1 {
		t.Errorf("who was registered meanwhile is found %d times", n)
	}
	h.verify()
}
