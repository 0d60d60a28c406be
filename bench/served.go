package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"liuyuan/centre"
	"liuyuan/registry"
	"liuyuan/store"
	"liuyuan/web"
)

// stored is the world in the embedded store, as the service has it.
type stored struct {
	dir      string
	db       *store.DB
	imported time.Duration // of the people
}

// newStored imports the world into a fresh SQLite store and states its loads.
func newStored(ctx context.Context, w *world) (*stored, error) {
	dir, err := os.MkdirTemp("", "liuyuan-bench-")
	if err != nil {
		return nil, err
	}
	s := &stored{dir: dir}
	if s.db, err = store.OpenSQLite(ctx, dir, store.Options{SortKey: centre.NameKey}); err == nil {
		s.imported, err = importWorld(ctx, s.db, w)
	}
	if err == nil {
		err = setLoads(ctx, s.db, w)
	}
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *stored) close() {
	if s.db != nil {
		_ = s.db.Close()
	}
	_ = os.RemoveAll(s.dir)
}

// importWorld fills a store and gives the time that the people took.
func importWorld(ctx context.Context, db *store.DB, w *world) (time.Duration, error) {
	const chunk = 2000
	for from := 0; from < max(len(w.regions), len(w.organizations)); from += chunk {
		if _, err := db.Update(ctx, func(tx registry.Writer) error {
			for _, r := range part(w.regions, from, chunk) {
				if _, err := tx.PutRegion(r); err != nil {
					return err
				}
			}
			for _, o := range part(w.organizations, from, chunk) {
				if _, err := tx.PutOrganization(o); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			return 0, err
		}
	}
	start := time.Now()
	done, err := db.Import(ctx, func(yield func(registry.Mediator, error) bool) {
		for m := range w.roster.Mediators {
			if !yield(m, nil) {
				return
			}
		}
	})
	if err == nil && done.Added != w.n {
		err = fmt.Errorf("imported %d of %d people", done.Added, w.n)
	}
	return time.Since(start), err
}

func part[T any](list []T, from, n int) []T { return list[min(from, len(list)):min(from+n, len(list))] }

// setLoads states the loads in the order of identifiers, which is that of the
// database's pages.
func setLoads(ctx context.Context, db *store.DB, w *world) error {
	loads := make([]registry.Workload, 0, w.n)
	for m := range w.roster.Mediators {
		loads = append(loads, workload(&m))
	}
	slices.SortFunc(loads, func(a, b registry.Workload) int { return cmp.Compare(a.Mediator, b.Mediator) })
	for chunk := range slices.Chunk(loads, 5000) {
		if _, err := db.SetWorkload(ctx, chunk...); err != nil {
			return err
		}
	}
	return nil
}

// newCentre is the service's inside on a store, with its pool.
func newCentre(ctx context.Context, db *store.DB) (*centre.Centre, error) {
	return centre.New(ctx, centre.Options{Store: db, Log: zerolog.Nop(), Clock: asOf, Matching: true})
}

// servedContender asks the whole service over HTTP and GraphQL on the loopback:
// identifiers, names and totals of the ten best, full rules.
func servedContender(ctx context.Context, db *store.DB) (*contender, error) {
	c, err := newCentre(ctx, db)
	if err != nil {
		return nil, err
	}
	server, err := web.NewServer(c, web.ServerOptions{Log: zerolog.Nop(), Demo: true})
	if err != nil {
		c.Close()
		return nil, err
	}
	listening := httptest.NewServer(server)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: clients}}
	return &contender{name: "六员 over HTTP and GraphQL, full rules", exact: true, group: "full", note: "loopback; id, name, total of ten; client in the same process",
		ask:   func(_ int, q *question) ([]int, error) { return askServed(client, listening.URL+"/graphql", q) },
		close: func() { listening.Close(); c.Close() }}, nil
}

const servedQuery = `query($input:MatchMediatorsInput!){matchMediators(input:$input,first:10){candidates{mediator{id name} total}}}`

type servedAnswer struct {
	Data struct {
		MatchMediators struct {
			Candidates []struct {
				Mediator struct{ ID, Name string }
				Total    int
			}
		}
	}
	Errors []struct{ Message string }
}

func askServed(client *http.Client, url string, q *question) (totals []int, err error) {
	input := map[string]any{"disputeType": q.full.Type, "regionCode": q.full.Region, "at": asOf().Format(time.RFC3339),
		"point": map[string]float64{"latitude": q.full.Point.Lat, "longitude": q.full.Point.Lng}}
	if len(q.full.Languages) > 0 {
		input["languages"] = q.full.Languages
	}
	body, err := json.Marshal(map[string]any{"query": servedQuery, "variables": map[string]any{"input": input}})
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Demo-Role", string(registry.AccessDistrictStaff))
	response, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	var answer servedAnswer
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, fmt.Errorf("%s: %w", response.Status, err)
	}
	if len(answer.Errors) > 0 {
		return nil, fmt.Errorf("%s: %s", response.Status, answer.Errors[0].Message)
	}
	for _, c := range answer.Data.MatchMediators.Candidates {
		if c.Mediator.ID == "" || c.Mediator.Name == "" {
			return nil, errors.New("a candidate without identifier or name")
		}
		totals = append(totals, c.Total)
	}
	return totals, nil
}
