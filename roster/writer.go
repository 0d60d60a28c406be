package roster

import (
	"encoding/csv"
	"io"
	"iter"

	"liuyuan/registry"
)

// BOM tells spreadsheets that a file is UTF-8. An export for people starts with
// it; readers here accept it and do not need it.
const BOM = "\ufeff"

// Writer writes a roster file, row by row. The caller keeps the order: regions,
// institutions, people. Close the file only after Flush.
type Writer struct {
	out   *csv.Writer
	place map[string]int
	row   []string
	begun bool
}

// NewWriter makes a Writer. The header goes out with the first row or with Flush.
func NewWriter(w io.Writer) *Writer {
	columns := Columns()
	place := make(map[string]int, len(columns))
	for i, c := range columns {
		place[c.Key] = i
	}
	return &Writer{out: csv.NewWriter(w), place: place, row: make([]string, len(columns))}
}

// Region writes one region.
func (w *Writer) Region(r registry.Region) error { return w.Write(Record{Region: &r}) }

// Organization writes one institution.
func (w *Writer) Organization(o registry.Organization) error {
	return w.Write(Record{Organization: &o})
}

// Mediator writes one person.
func (w *Writer) Mediator(m registry.Mediator) error { return w.Write(Record{Mediator: &m}) }

// Write writes one record. Errors are those of the file.
func (w *Writer) Write(r Record) error {
	if err := w.header(); err != nil {
		return err
	}
	clear(w.row)
	r.cells(func(key, cell string) { w.row[w.place[key]] = defuse(cell) })
	return w.out.Write(w.row)
}

func (w *Writer) header() error {
	if w.begun {
		return nil
	}
	w.begun = true
	for i, c := range Columns() {
		w.row[i] = c.Key
	}
	return w.out.Write(w.row)
}

// Flush hands everything to the file; an empty roster has a header too.
func (w *Writer) Flush() error {
	if err := w.header(); err != nil {
		return err
	}
	w.out.Flush()
	return w.out.Error()
}

// Write writes a whole roster and gives the number of rows without the header.
// It ends with the first error of the records or of the file.
func Write(out io.Writer, records iter.Seq2[Record, error]) (int, error) {
	w := NewWriter(out)
	n := 0
	for r, err := range records {
		if err == nil {
			err = w.Write(r)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, w.Flush()
}

// Records strings regions, institutions and people together for Write.
func Records(regions iter.Seq[registry.Region], organizations iter.Seq[registry.Organization], mediators iter.Seq[registry.Mediator]) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for r := range regions {
			if !yield(Record{Region: &r}, nil) {
				return
			}
		}
		for o := range organizations {
			if !yield(Record{Organization: &o}, nil) {
				return
			}
		}
		for m := range mediators {
			if !yield(Record{Mediator: &m}, nil) {
				return
			}
		}
	}
}
