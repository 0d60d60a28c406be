package roster

import (
	"errors"
	"io"
	"iter"

	"liuyuan/registry"
)

// File is a roster file whose places have been read and whose people stream: what
// the centre loads.
type File struct {
	Regions       []registry.Region
	Organizations []registry.Organization
	// Mediators streams the people, once. An error is one of Read's.
	Mediators iter.Seq2[registry.Mediator, error]
	// Close ends the reading early; after the last person it does nothing.
	Close func()
}

// Open reads the regions and institutions at the head of a file. If any row up to
// the first person is wrong, all these errors are returned joined and no File.
func Open(r io.Reader, o Options) (*File, error) {
	next, stop := iter.Pull2(Read(r, o))
	f := &File{Close: stop}
	var wrong []error
	for {
		rec, err, more := next()
		if err != nil {
			wrong = append(wrong, err)
		}
		switch {
		case more && rec.Mediator == nil:
			if rec.Region != nil {
				f.Regions = append(f.Regions, *rec.Region)
			} else if rec.Organization != nil {
				f.Organizations = append(f.Organizations, *rec.Organization)
			}
			continue
		case len(wrong) > 0:
			stop()
			return nil, errors.Join(wrong...)
		}
		f.Mediators = people(rec.Mediator, next, stop)
		return f, nil
	}
}

// people gives the first person, then those that follow.
func people(first *registry.Mediator, next func() (Record, error, bool), stop func()) iter.Seq2[registry.Mediator, error] {
	return func(yield func(registry.Mediator, error) bool) {
		defer stop()
		if first == nil || !yield(*first, nil) {
			return
		}
		for {
			rec, err, more := next()
			if !more {
				return
			}
			var m registry.Mediator
			if rec.Mediator != nil {
				m = *rec.Mediator
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// Checked counts the sound rows of a file.
type Checked struct {
	Regions, Organizations, Mediators int
}

// Check reads a whole file without keeping it: the preview of an import. Errors
// are all that Read tells, in the order of lines; none means that every row is
// sound by itself. progress, if given, is told the rows read every thousand.
func Check(r io.Reader, o Options, progress func(rows int)) (Checked, []error) {
	var n Checked
	var wrong []error
	rows := 0
	for rec, err := range Read(r, o) {
		if rows++; progress != nil && rows%1000 == 0 {
			progress(rows)
		}
		switch {
		case err != nil:
			wrong = append(wrong, err)
		case rec.Region != nil:
			n.Regions++
		case rec.Organization != nil:
			n.Organizations++
		default:
			n.Mediators++
		}
	}
	return n, wrong
}
