package storetest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"liuyuan/registry"
	"liuyuan/store"
)

// The tests of this file walk the port itself, so that a method added tomorrow is
// tested for what holds of all.
func portTests() map[string]func(*testing.T, Factory) {
	return map[string]func(*testing.T, Factory){
		"every read of an empty store finds nothing":            emptyReads,
		"every method notices that its caller has gone away":    goneNoticed,
		"every operation of a store notices it before it acts":  operationsNotice,
		"a duplicate and a stale put are refused, of all kinds": putsRefused,
	}
}

// sample is a value of the type that is not empty: a text "x", a list of one, 1, a
// function that gives nothing.
func sample(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Slice:
		v.Set(reflect.Append(v, sample(t.Elem())))
	case reflect.Struct:
		if t != reflect.TypeFor[time.Time]() {
			for i := range t.NumField() {
				if f := t.Field(i); f.IsExported() && f.Type.Kind() != reflect.Pointer {
					v.Field(i).Set(sample(f.Type))
				}
			}
		}
	case reflect.Func:
		v.Set(reflect.MakeFunc(t, func([]reflect.Value) []reflect.Value {
			var out []reflect.Value
			for i := range t.NumOut() {
				out = append(out, reflect.Zero(t.Out(i)))
			}
			return out
		}))
	}
	return v
}

// call calls a method with samples and gives its results.
func call(on reflect.Value, m reflect.Method, adapt func(*reflect.Value)) []reflect.Value {
	method := on.MethodByName(m.Name)
	var args []reflect.Value
	for i := range method.Type().NumIn() {
		a := sample(method.Type().In(i))
		if adapt != nil {
			adapt(&a)
		}
		args = append(args, a)
	}
	return method.Call(args)
}

func lastError(results []reflect.Value) (error, bool) {
	if len(results) == 0 || results[len(results)-1].Type() != reflect.TypeFor[error]() {
		return nil, false
	}
	err, _ := results[len(results)-1].Interface().(error)
	return err, true
}

func emptyReads(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	port, tested := reflect.TypeFor[registry.Reader](), 0
	view(t, db, func(r registry.Reader) error {
		for i := range port.NumMethod() {
			m := port.Method(i)
			results := call(reflect.ValueOf(r), m, func(a *reflect.Value) {
				switch a.Type() { // the samples of their orders are not known
				case reflect.TypeFor[registry.MediatorPage]():
					*a = reflect.ValueOf(registry.MediatorPage{Limit: 1})
				case reflect.TypeFor[registry.DisputePage]():
					*a = reflect.ValueOf(registry.DisputePage{Limit: 1})
				}
			})
			err, can := lastError(results)
			if !can {
				continue
			}
			tested++
			switch found := results[0]; {
			case len(results) == 1, found.Kind() == reflect.Slice, found.Kind() == reflect.Int, found.Kind() == reflect.Map:
				if err != nil || len(results) > 1 && !found.IsZero() && (found.Kind() == reflect.Int || found.Len() > 0) {
					t.Errorf("%s of an empty store: %v, %v", m.Name, found, err)
				}
			default:
				if registry.CodeOf(err) != registry.CodeNotFound || !found.IsZero() {
					t.Errorf("%s of an empty store: %v, %v, want NOT_FOUND", m.Name, found, err)
				}
			}
		}
		return nil
	})
	if tested < 25 {
		t.Errorf("only %d methods were tested", tested)
	}
}

// goneNoticed calls every method of a transaction whose context has ended.
func goneNoticed(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("x", "陈"))
	port := reflect.TypeFor[registry.Writer]()
	for i := range port.NumMethod() {
		m := port.Method(i)
		ctx, cancel := context.WithCancel(testContext(t))
		_, err := db.Update(ctx, func(w registry.Writer) error {
			cancel()
			err, can := lastError(call(reflect.ValueOf(w), m, nil))
			// Seats and Ledger know from the samples that there is nothing to ask for.
			if can && err == nil && m.Name != "Seats" && m.Name != "Ledger" {
				t.Errorf("%s answers a caller that has gone away", m.Name)
			}
			return nil // even if the function does not look
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after %s: %v", m.Name, err)
		}
	}
	wantRosterOf(t, db, "x")
}

// operationsNotice calls every method of the store with a context that has ended.
func operationsNotice(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	put(t, db, person("x", "陈"))
	ctx, cancel := context.WithCancel(testContext(t))
	cancel()
	port := reflect.TypeFor[registry.Store]()
	for i := range port.NumMethod() {
		m := port.Method(i)
		if kind := m.Type; kind.NumIn() == 0 || kind.In(0) != reflect.TypeFor[context.Context]() {
			continue
		}
		results := call(reflect.ValueOf(db), m, func(a *reflect.Value) {
			if a.Type() == reflect.TypeFor[context.Context]() {
				*a = reflect.ValueOf(ctx)
			}
			if a.Kind() == reflect.Func && a.Type().NumOut() == 0 { // the people of an import
				*a = reflect.ValueOf(sequence([]registry.Mediator{person("y", "李")})).Convert(a.Type())
			}
		})
		if err, _ := lastError(results); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", m.Name, err)
		}
	}
	wantRosterOf(t, db, "x")
}

func wantRosterOf(t *testing.T, db *store.DB, ids ...registry.MediatorID) {
	t.Helper()
	var found []registry.MediatorID
	view(t, db, func(r registry.Reader) error {
		return r.EachMediator(func(m registry.Mediator, _ registry.Workload) error { found = append(found, m.ID); return nil })
	})
	if !reflect.DeepEqual(ids, found) {
		t.Errorf("%v, want %v", found, ids)
	}
}

// putsRefused puts each versioned record twice as new, then with a version that
// nobody has given.
func putsRefused(t *testing.T, open Factory) {
	db := open(t, store.Options{})
	port, tested := reflect.TypeFor[registry.Writer](), 0
	for i := range port.NumMethod() {
		m := port.Method(i)
		if m.Name == "PutAssignment" { // it depends on other records and has tests of its own
			continue
		}
		if m.Type.NumIn() != 1 || m.Type.NumOut() != 2 || m.Type.In(0).Kind() != reflect.Struct {
			continue
		}
		if _, versioned := m.Type.In(0).FieldByName("Version"); !versioned {
			continue
		}
		tested++
		attempt := func(version int64) error {
			_, err := db.Update(testContext(t), func(w registry.Writer) error {
				record := reflect.New(m.Type.In(0)).Elem()
				for _, key := range []string{"ID", "Code"} {
					if f := record.FieldByName(key); f.IsValid() {
						f.SetString("x")
					}
				}
				record.FieldByName("Version").SetInt(version)
				err, _ := lastError(reflect.ValueOf(w).MethodByName(m.Name).Call([]reflect.Value{record}))
				return err
			})
			return err
		}
		if err := attempt(0); err != nil {
			t.Errorf("%s of a new record: %v", m.Name, err)
			continue
		}
		for _, version := range []int64{0, 7} {
			if err := attempt(version); registry.CodeOf(err) != registry.CodeVersionConflict {
				t.Errorf("%s with the version %d over 1: %v", m.Name, version, err)
			}
		}
	}
	if tested < 4 {
		t.Errorf("only %d puts were tested", tested)
	}
}
