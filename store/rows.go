package store

import (
	"database/sql"
	"sync/atomic"

	"liuyuan/registry"
)

// Filling the pool from three million people is a matter of processor time, so
// the roster is read in the order of the table, which no index has to be asked for,
// and as a pipeline: one goroutine takes rows from the database, a second decodes
// them, a third hands them over. Pages go round, so that their memory is used again.

// rowPage is how many people go from one stage to the next together.
const rowPage = 512

type rosterPage struct {
	docs   []string
	loads  []registry.Workload
	people []registry.Mediator
	reader jsonReader
	err    error
}

// EachRow streams the roster for the pool: see registry.Reader.
func (t *tx) EachRow(fn func(*registry.Mediator, registry.Workload) error) error {
	read, decoded, free := make(chan *rosterPage, 1), make(chan *rosterPage, 1), make(chan *rosterPage, 5)
	w := newWords()
	for range cap(free) {
		free <- &rosterPage{reader: jsonReader{words: w, lean: true}}
	}
	go func() {
		defer close(decoded)
		for p := range read {
			p.decode()
			decoded <- p
		}
	}()
	var failed atomic.Pointer[error]
	done := make(chan struct{})
	go func() {
		defer close(done)
		for p := range decoded {
			if failed.Load() == nil { // else the rest is only let through
				if err := p.hand(fn); err != nil {
					failed.Store(&err)
				}
			}
			free <- p
		}
	}()
	err := t.pages(free, read, &failed)
	close(read)
	<-done
	if first := failed.Load(); first != nil {
		return *first
	}
	return err
}

// pages reads the table into free pages, until a later stage has failed.
func (t *tx) pages(free, read chan *rosterPage, failed *atomic.Pointer[error]) error {
	p := (<-free).empty()
	err := t.each(`SELECT doc, open_load, last_assigned FROM mediator WHERE status <> $1`, []any{string(registry.MediatorRemoved)}, func(row *sql.Rows) error {
		var doc string
		var w registry.Workload
		var last int64
		if err := row.Scan(&doc, &w.Open, &last); err != nil {
			return err
		}
		w.LastAssignedAt = fromMicros(last)
		p.docs, p.loads = append(p.docs, doc), append(p.loads, w)
		if len(p.docs) < rowPage {
			return nil
		}
		read <- p
		p = (<-free).empty()
		if err := failed.Load(); err != nil {
			return *err
		}
		return nil
	})
	if err == nil {
		read <- p
	}
	return err
}

func (p *rosterPage) empty() *rosterPage {
	p.docs, p.loads = p.docs[:0], p.loads[:0]
	return p
}

func (p *rosterPage) decode() {
	if p.people == nil {
		p.people = make([]registry.Mediator, rowPage)
	}
	p.reader.lists.reuse()
	for i, doc := range p.docs {
		if p.err = p.reader.read(doc, &p.people[i]); p.err != nil {
			return
		}
	}
}

func (p *rosterPage) hand(fn func(*registry.Mediator, registry.Workload) error) error {
	if p.err != nil {
		return p.err
	}
	for i, w := range p.loads {
		m := &p.people[i]
		w.Mediator = m.ID
		if err := fn(m, w); err != nil {
			return err
		}
	}
	return nil
}
