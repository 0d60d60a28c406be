package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
)

func receiptTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"an answer is kept with its effect and given again": receiptKept,
		"a refused twin leaves no effect":                   twinWithoutEffect,
		"fifty parallel twins have one effect":              twinsOneEffect,
		"without receipts the twins are caught":             twinsCaught,
		"old answers are forgotten":                         receiptsForgotten,
	}
}

var receipt = registry.Receipt{Principal: "p", Key: "k", Operation: "registerMediator", Hash: []byte{0, 1, 255}, Answer: []byte(`{"ok":true}`),
	At: time.Date(2026, 7, 1, 9, 0, 0, 1000, time.UTC)}

func receiptKept(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error {
		if err := w.PutReceipt(registry.Receipt{Principal: "other", Key: "k"}); err != nil {
			return err
		}
		return w.PutReceipt(receipt)
	})
	view(t, db, func(r registry.Reader) error {
		got, err := r.Receipt("p", "k")
		if diff := different(receipt, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
		_, err = r.Receipt("p", "other")
		wantCode(t, err, registry.CodeNotFound)
		return nil
	})
}

func twinWithoutEffect(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	update(t, db, func(w registry.Writer) error { return w.PutReceipt(receipt) })
	_, err := db.Update(testContext(t), func(w registry.Writer) error {
		if _, err := w.PutMediator(person("m", "陈")); err != nil {
			return err
		}
		return w.PutReceipt(receipt)
	})
	wantCode(t, err, registry.CodeKeyReused)
	wantPeople(t, db, 0)
}

func wantPeople(t testing.TB, db *store.DB, want int) {
	t.Helper()
	view(t, db, func(r registry.Reader) error {
		n, err := r.CountMediators(registry.MediatorFilter{})
		if n != want {
			t.Errorf("%d people, want %d", n, want)
		}
		return err
	})
}

// register is a mutation as the centre runs it: the effect under a new
// identifier each time, and, if kept, the receipt that makes it one.
func register(ctx context.Context, db *store.DB, attempt int, kept bool) (answer string, err error) {
	answer = fmt.Sprintf("m%d", attempt)
	_, err = db.Update(ctx, func(w registry.Writer) error {
		if !kept {
			_, err := w.PutMediator(person(answer, "陈"))
			return err
		}
		r := receipt
		r.Answer = []byte(answer)
		if err := w.PutReceipt(r); err != nil {
			return err
		}
		_, err := w.PutMediator(person(answer, "陈"))
		return err
	})
	if registry.CodeOf(err) != registry.CodeKeyReused {
		return answer, err
	}
	err = db.View(ctx, func(r registry.Reader) error {
		first, err := r.Receipt(receipt.Principal, receipt.Key)
		answer = string(first.Answer)
		return err
	})
	return answer, err
}

func twins(t *testing.T, db *store.DB, kept bool) map[string]int {
	answers := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	var failed error
	ctx := testContext(t)
	for i := range 50 {
		wg.Go(func() {
			answer, err := register(ctx, db, i, kept)
			mu.Lock()
			defer mu.Unlock()
			answers[answer]++
			failed = errors.Join(failed, err)
		})
	}
	wg.Wait()
	if failed != nil {
		t.Fatal(failed)
	}
	return answers
}

func twinsOneEffect(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	if answers := twins(t, db, true); len(answers) != 1 {
		t.Errorf("the twins were answered differently: %v", answers)
	}
	wantPeople(t, db, 1)
}

// twinsCaught plants the bug: without the receipt the test above must fail.
func twinsCaught(t *testing.T, open Factory) {
	if answers := twins(t, open(t, store.Options{}), false); len(answers) < 2 {
		t.Errorf("twins without a receipt had one effect: the test sees nothing")
	}
}

func receiptsForgotten(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	young := receipt
	young.Key, young.At = "young", receipt.At.Add(time.Hour)
	update(t, db, func(w registry.Writer) error {
		return errors.Join(w.PutReceipt(receipt), w.PutReceipt(young))
	})
	n, err := db.ForgetReceipts(testContext(t), young.At)
	if n != 1 || err != nil {
		t.Errorf("forgot %d, %v", n, err)
	}
	view(t, db, func(r registry.Reader) error {
		_, err := r.Receipt("p", "k")
		wantCode(t, err, registry.CodeNotFound)
		_, err = r.Receipt("p", "young")
		return err
	})
}
