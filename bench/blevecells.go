package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// cellDocument is a person with one term for each family in their cell.
type cellDocument struct {
	Cells []string `json:"cells"`
}

// Type keeps Bleve from looking for one.
func (cellDocument) Type() string { return "person" }

func cellMapping() mapping.IndexMapping {
	field := bleve.NewTextFieldMapping()
	field.Analyzer = keyword.Name
	field.Store, field.IncludeInAll, field.IncludeTermVectors, field.DocValues, field.SkipFreqNorm = false, false, false, false, true
	person := bleve.NewDocumentStaticMapping()
	person.AddFieldMappingsAt("cells", field)
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	m.AddDocumentMapping("person", person)
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	return m
}

// bleveContender asks Bleve alone, through its reader: exact terms of family and
// cell, ring by ring. The other attributes come from a table by document.
func bleveContender(w *world) (*contender, error) {
	dir, err := os.MkdirTemp("", "liuyuan-bench-")
	if err != nil {
		return nil, err
	}
	x, err := bleve.NewUsing(filepath.Join(dir, "bleve"), cellMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	c := &contender{name: "Bleve alone, cell terms", exact: true, group: "reduced", note: "in process; reader API, attributes from memory",
		close: func() { _ = x.Close(); _ = os.RemoveAll(dir) }}
	if err := loadCells(x, w); err != nil {
		c.close()
		return nil, err
	}
	engine, err := x.Advanced()
	if err != nil {
		c.close()
		return nil, err
	}
	c.ask = func(_ int, q *question) ([]int, error) { return w.cellQuery(engine, q) }
	return c, nil
}

func loadCells(x bleve.Index, w *world) error {
	batch := x.NewBatch()
	for i := range w.rows {
		r := &w.rows[i]
		var d cellDocument
		for _, s := range r.skills {
			d.Cells = append(d.Cells, cellTerm(s.family, cellOf(r.lat, r.lng)))
		}
		if err := batch.Index(strconv.Itoa(i), d); err != nil {
			return err
		}
		if batch.Size() == 10_000 || i == len(w.rows)-1 {
			if err := x.Batch(batch); err != nil {
				return err
			}
			batch = x.NewBatch()
		}
	}
	return nil
}

func cellTerm(family uint8, cell int32) string {
	return strconv.Itoa(int(family)) + "/" + strconv.Itoa(int(cell))
}

func (w *world) cellQuery(engine bleveindex.Index, q *question) (best tenBest, err error) {
	reader, err := engine.Reader()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	numbers, err := reader.DocValueReader([]string{"_id"})
	if err != nil {
		return nil, err
	}
	before := 0
	for _, metres := range steps() {
		for _, cell := range cellsWithin(q.lat, q.lng, metres, before) {
			if err := w.eachInCell(reader, numbers, cellTerm(q.family, cell), func(r *row) {
				if t, ok := w.total(r, q); ok {
					best.offer(t)
				}
			}); err != nil {
				return nil, err
			}
		}
		if best.done(w, q.family, metres) {
			break
		}
		before = metres
	}
	return best, nil
}

func (w *world) eachInCell(reader bleveindex.IndexReader, numbers bleveindex.DocValueReader, term string, visit func(*row)) (err error) {
	postings, err := reader.TermFieldReader(context.Background(), []byte(term), "cells", false, false, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, postings.Close()) }()
	for doc, err := postings.Next(nil); doc != nil || err != nil; doc, err = postings.Next(nil) {
		if err != nil {
			return err
		}
		number := -1
		if err := numbers.VisitDocValues(doc.ID, func(_ string, term []byte) {
			if n, err := strconv.Atoi(string(term)); err == nil {
				number = n
			}
		}); err != nil {
			return err
		}
		if number < 0 {
			return errors.New("bleve: a document without its identifier")
		}
		visit(&w.rows[number])
	}
	return nil
}
