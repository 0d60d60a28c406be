package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"liuyuan/registry"
	"liuyuan/store"
)

// lateCommit has two transactions whose order of commits is not that of their
// insertions, with a reader that looks between the commits. It gives what the
// reader saw by the numbers of the feed, and what one sees that plants the bug: to
// follow the table's own sequence.
func lateCommit(t *testing.T) (feed, sequence []string) {
	ctx := context.Background()
	url := freshURL(t)
	db := openPostgresAt(t, url, store.Options{})
	begin := func(id string) pgx.Tx {
		conn, err := pgx.Connect(ctx, url)
		must(t, err)
		t.Cleanup(func() { _ = conn.Close(ctx) })
		tx, err := conn.Begin(ctx)
		must(t, err)
		_, err = tx.Exec(ctx, `INSERT INTO change (kind, record) VALUES ('MEDIATOR', $1)`, id)
		must(t, err)
		return tx
	}
	conn, err := pgx.Connect(ctx, url)
	must(t, err)
	t.Cleanup(func() { _ = conn.Close(ctx) })
	seq, no := int64(0), int64(0)
	read := func() {
		changes, err := db.Feed(ctx, seq, 10)
		must(t, err)
		for _, c := range changes {
			feed, seq = append(feed, c.ID), c.Seq
		}
		rows, err := conn.Query(ctx, `SELECT no, record FROM change WHERE no > $1 ORDER BY no`, no)
		must(t, err)
		var id string
		_, err = pgx.ForEachRow(rows, []any{&no, &id}, func() error { sequence = append(sequence, id); return nil })
		must(t, err)
	}
	first, second := begin("first"), begin("second")
	must(t, second.Commit(ctx))
	read()
	must(t, first.Commit(ctx))
	read()
	return feed, sequence
}

func TestALateCommitIsToldByTheFeed(t *testing.T) {
	t.Parallel()
	if feed, _ := lateCommit(t); fmt.Sprint(feed) != "[second first]" {
		t.Errorf("the feed told %v", feed)
	}
}

func TestALateCommitMissedByFollowingTheSequenceIsCaught(t *testing.T) {
	t.Parallel()
	if _, sequence := lateCommit(t); fmt.Sprint(sequence) != "[second]" {
		t.Errorf("following the sequence told %v: the test sees nothing", sequence)
	}
}

func TestSeveralNodesSweepAndFollowOneFeed(t *testing.T) {
	t.Parallel()
	url := freshURL(t)
	const nodes, each = 3, 60
	var dbs []*store.DB
	for range nodes {
		dbs = append(dbs, openPostgresAt(t, url, store.Options{Connections: 4}))
	}
	var write, read sync.WaitGroup
	done := make(chan struct{})
	for n, db := range dbs {
		for w := range 2 {
			write.Go(func() {
				for i := range each {
					if _, err := db.Update(context.Background(), func(tx registry.Writer) error {
						_, err := tx.PutMediator(somebody(fmt.Sprintf("%d-%d-%d", n, w, i)))
						return err
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		read.Go(func() { // follows by wakes alone, as a node does between its polls
			seen, after := map[string]bool{}, int64(0)
			for last := false; ; {
				changes, err := db.Feed(context.Background(), after, 50)
				if err != nil {
					t.Error(err)
					return
				}
				for _, c := range changes {
					if after++; c.Seq != after || seen[c.ID] {
						t.Errorf("node %d: number %d of %s after %d", n, c.Seq, c.ID, after-1)
					}
					seen[c.ID] = true
				}
				if len(changes) > 0 {
					continue
				}
				if last {
					break
				}
				select {
				case <-db.Wake():
				case <-done:
					last = true
				}
			}
			if len(seen) != nodes*2*each {
				t.Errorf("node %d was told of %d of %d changes", n, len(seen), nodes*2*each)
			}
		})
	}
	write.Wait()
	close(done)
	read.Wait()
}

func TestACommitOfAnotherNodeWakes(t *testing.T) {
	t.Parallel()
	url := freshURL(t)
	writer, reader := openPostgresAt(t, url, store.Options{}), openPostgresAt(t, url, store.Options{})
	<-reader.Wake() // it rings once when it has begun to listen
	_, err := writer.Update(context.Background(), func(w registry.Writer) error { _, err := w.PutMediator(somebody("m")); return err })
	must(t, err)
	<-reader.Wake()
	mark, err := reader.Mark(context.Background())
	must(t, err)
	if mark.Seq != 1 {
		t.Errorf("woken at %v", mark)
	}
}
