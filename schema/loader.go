package schema

import (
	"context"
	"sync"
)

// loader gathers the keys that resolvers of one level ask for and fetches them in
// one call: a resolver returns the thunk, the executor runs thunks after the level
// is queued.
type loader[K comparable, V any] struct {
	fetch func(context.Context, []K) ([]V, error)

	mu      sync.Mutex
	pending []K
	loaded  map[K]V
	err     error
}

func newLoader[K comparable, V any](fetch func(context.Context, []K) ([]V, error)) *loader[K, V] {
	return &loader[K, V]{fetch: fetch, loaded: map[K]V{}}
}

// load queues a key and returns the thunk that gives its value through show.
func (l *loader[K, V]) load(ctx context.Context, key K, show func(V) (any, error)) (any, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.loaded[key]; !ok {
		l.pending = append(l.pending, key)
	}
	return func() (any, error) {
		v, err := l.get(ctx, key)
		if err != nil {
			return nil, err
		}
		return show(v)
	}, nil
}

func (l *loader[K, V]) get(ctx context.Context, key K) (V, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.pending) > 0 && l.err == nil {
		keys := l.pending
		l.pending = nil
		values, err := l.fetch(ctx, keys)
		if err != nil {
			l.err = err
		}
		for i := range values {
			l.loaded[keys[i]] = values[i]
		}
	}
	return l.loaded[key], l.err
}
