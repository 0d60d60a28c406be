// Package storetest is the one suite that every store passes, given a factory of
// fresh databases. Start with Run.
package storetest

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liuyuan/registry"
	"liuyuan/store"
)

// Factory opens a store on a fresh, empty database that is closed and removed
// with the test.
type Factory func(t testing.TB, options store.Options) *store.DB

// Run runs the whole suite. Every test has its own database and runs in parallel.
func Run(t *testing.T, open Factory) {
	for _, group := range []map[string]func(*testing.T, Factory){
		recordTests(), mediatorTests(), rosterTests(), receiptTests(), transactionTests(), feedTests(), operationTests(), modelTests(), disputeTests(), portTests(),
	} {
		for name, test := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				test(t, open)
			})
		}
	}
}

// deadline bounds every test's context so that a hang ends; nothing waits for it to pass.
const deadline = 10 * time.Minute

func testContext(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	t.Cleanup(cancel)
	return ctx
}

func view(t testing.TB, db *store.DB, fn func(registry.Reader) error) {
	t.Helper()
	if err := db.View(testContext(t), fn); err != nil {
		t.Fatal(err)
	}
}

func update(t testing.TB, db *store.DB, fn func(registry.Writer) error) int64 {
	t.Helper()
	seq, err := db.Update(testContext(t), fn)
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

// different gives the difference of two values, empty if they are equal; it is
// only then that go-cmp's slow walk is taken.
func different(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return cmp.Diff(want, got)
}

func wantCode(t testing.TB, err error, code registry.ErrorCode) {
	t.Helper()
	if registry.CodeOf(err) != code {
		t.Errorf("got %v, want the code %s", err, code)
	}
}
