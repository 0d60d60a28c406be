package roster

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/google/uuid"

	"liuyuan/registry"
)

// Options say how a file is read.
type Options struct {
	Taxonomy  *registry.Taxonomy // records are checked against it; required
	Encoding  Encoding           // empty: UTF8
	MaxErrors int                // reading ends after so many errors; 0: 100
}

// Read gives the records of a file in its order, each checked on its own (that
// institutions and regions exist is the centre's to say). What is wrong comes as
// errors with line and column, a row with any gives no record, and reading goes
// on: whoever wants all or nothing stops at the first, whoever wants a list reads
// to the end. A fault of the file itself ends the reading. The sequence can be
// read once.
func Read(r io.Reader, o Options) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		in := &reader{options: o, yield: yield, words: knownWords(), left: o.MaxErrors}
		if in.left == 0 {
			in.left = 100
		}
		if err := in.run(r); err != nil && !errors.Is(err, errStopped) {
			yield(Record{}, err)
		}
	}
}

// errStopped says that the caller wants no more or has been told enough.
var errStopped = errors.New("stopped")

type reader struct {
	options Options
	yield   func(Record, error) bool
	words   words
	left    int            // errors still to be told
	rank    int            // of the last row's kind
	width   int            // columns of the file
	place   []int          // of Columns' entries in the file, -1 if absent
	index   map[string]int // of Columns' entries by key
	row     []string       // the present row in the order of Columns
	columns []Column
}

func (in *reader) run(r io.Reader) error {
	s, err := newScanner(r, in.options.Encoding)
	if err != nil {
		return err
	}
	head, err := s.read()
	if errors.Is(err, io.EOF) {
		return fileError("文件是空的；第一行须为列名", "the file is empty; its first row must name the columns")
	}
	if err == nil {
		err = in.header(head)
	}
	for err == nil {
		var cells []string
		if cells, err = s.read(); err == nil {
			err = in.record(s.line, cells)
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// header finds the columns by key or title.
func (in *reader) header(head []string) error {
	in.columns, in.width = Columns(), len(head)
	in.place, in.row = make([]int, len(in.columns)), make([]string, len(in.columns))
	in.index = map[string]int{}
	names := map[string]int{}
	for i, c := range in.columns {
		in.index[c.Key] = i
		in.place[i] = -1
		for _, name := range []string{c.Key, c.Title.ZH, c.Title.EN} {
			names[strings.ToLower(name)] = i
		}
	}
	for at, cell := range head {
		i, ok := names[strings.ToLower(strings.TrimSpace(cell))]
		if !ok {
			return rowError(1, fmt.Sprintf("第 %d 列的列名不认识；列名如 name、roles、serviceAreas", at+1),
				fmt.Sprintf("column %d has an unknown name; names are such as name, roles, serviceAreas", at+1))
		}
		if in.place[i] >= 0 {
			return rowError(1, fmt.Sprintf("列 %s 出现两次", in.columns[i].Key), fmt.Sprintf("column %s appears twice", in.columns[i].Key))
		}
		in.place[i] = at
	}
	return nil
}

// record reads one row and hands on the record or what is wrong with it.
func (in *reader) record(line int, cells []string) error {
	if blank(cells) {
		return nil
	}
	if len(cells) != in.width {
		return in.tell(rowError(line, fmt.Sprintf("有 %d 个单元格，列名有 %d 个", len(cells), in.width),
			fmt.Sprintf("has %d cells where the first row names %d columns", len(cells), in.width)))
	}
	for i, at := range in.place {
		in.row[i] = ""
		if at >= 0 {
			in.row[i] = undo(cells[at])
		}
	}
	d := &decoder{cell: func(key string) string { return in.row[in.index[key]] }, line: line}
	r := in.decode(d, cells)
	if len(d.errors) == 0 {
		if err := in.validate(r); err != nil {
			d.errors = append(d.errors, invalidRecord(line, err))
		}
	}
	for _, err := range d.errors {
		if err := in.tell(err); err != nil {
			return err
		}
	}
	if len(d.errors) == 0 && !in.yield(r, nil) {
		return errStopped
	}
	return nil
}

func blank(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}

// decode reads the row as its kind says and keeps the order of kinds.
func (in *reader) decode(d *decoder, cells []string) Record {
	k := kind(d.code("record"))
	rank := map[kind]int{regionRow: 0, organizationRow: 1, mediatorRow: 2, "": 2}
	at, known := rank[k]
	if !known {
		d.refuse("record", "须为 REGION、ORGANIZATION 或 MEDIATOR", "must be REGION, ORGANIZATION or MEDIATOR")
		return Record{}
	}
	if at < in.rank {
		d.refuse("record", "地区须在机构之前，机构须在人员之前", "regions come before institutions, institutions before people")
	}
	in.rank = max(in.rank, at)
	if k == "" {
		k = mediatorRow
	}
	for _, c := range in.columns {
		if !c.used(k) && d.cell(c.Key) != "" {
			d.refuse(c.Key, "这类记录不用这一列，请留空", "rows of this kind leave this column empty")
		}
	}
	r := Record{Line: d.line}
	switch k {
	case regionRow:
		r.Region = d.regionRow()
	case organizationRow:
		r.Organization = d.organizationRow(in.words)
	default:
		r.Mediator = d.mediatorRow(in.words)
		if r.Mediator.ID == "" {
			r.Mediator.ID = newID(cells)
		}
	}
	return r
}

// newID names a new person by the row, so that reading the file again adds nobody.
func newID(cells []string) registry.MediatorID {
	space := uuid.UUID{'l', 'i', 'u', 'y', 'u', 'a', 'n', '/', 'r', 'o', 'w', 0, 0, 0, 0, 1}
	return registry.MediatorID(uuid.NewSHA1(space, []byte(strings.Join(cells, "\x1f"))).String())
}

func (in *reader) validate(r Record) error {
	switch {
	case r.Region != nil:
		return r.Region.Validate()
	case r.Organization != nil:
		return r.Organization.Validate(in.options.Taxonomy)
	}
	return r.Mediator.Validate(in.options.Taxonomy)
}

// invalidRecord gives a record's own refusal its line and column.
func invalidRecord(line int, err error) error {
	var refusal *registry.Error
	if !errors.As(err, &refusal) || len(refusal.Field) == 0 {
		return rowError(line, err.Error(), err.Error())
	}
	column := refusal.Field[0]
	switch column { // the input's names where they differ from the columns'
	case "serviceAreaCodes":
		column = "serviceAreas"
	case "homeRegionCode":
		column = "home"
	case "regionCode":
		column = "region"
	case "reason":
		column = "statusReason"
	}
	return cellError(line, column, refusal.Text)
}

// tell hands on an error and ends the reading when there were enough.
func (in *reader) tell(err error) error {
	if !in.yield(Record{}, err) {
		return errStopped
	}
	if in.left--; in.left == 0 {
		in.yield(Record{}, fileError("错误太多，后面的不再检查；请先改正以上各处", "too many errors; the rest was not checked; correct these first"))
		return errStopped
	}
	return nil
}
