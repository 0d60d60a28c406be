package roster

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// Encoding is how the text of a file is stored. It is never guessed.
type Encoding string

// The encodings; the values are those of the command line's --encoding.
const (
	UTF8    Encoding = "utf-8" // with or without BOM; the default
	GB18030 Encoding = "gb18030"
)

// maxRow bounds one row in bytes, so that a quotation mark that is never closed
// does not read the whole file into memory. The largest valid person takes a tenth.
const maxRow = 1 << 20

// scanner reads rows of RFC 4180. Unlike encoding/csv it keeps line breaks within
// cells as they are and bounds a row.
type scanner struct {
	in       *bufio.Reader
	encoding Encoding
	line     int // of the row last read, from 1
	next     int // line of the next row
	row      []byte
	cells    []string
}

// newScanner looks at the first bytes of the file and refuses encodings that
// were not asked for.
func newScanner(r io.Reader, e Encoding) (*scanner, error) {
	raw := bufio.NewReaderSize(r, 64<<10)
	head, err := raw.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return nil, fileError("文件是 UTF-16；请在表格软件里另存为“CSV UTF-8”", "the file is UTF-16; save it as “CSV UTF-8”")
	case bytes.HasPrefix(head, []byte(BOM)) && e == GB18030:
		return nil, fileError("文件是 UTF-8，不是 GB18030；请去掉 --encoding gb18030", "the file is UTF-8, not GB18030; leave out --encoding gb18030")
	case bytes.HasPrefix(head, []byte{0x84, 0x31, 0x95, 0x33}) && e != GB18030:
		return nil, notUTF8()
	}
	s := &scanner{in: raw, encoding: e, next: 1}
	if e == GB18030 {
		s.in = bufio.NewReaderSize(transform.NewReader(raw, simplifiedchinese.GB18030.NewDecoder()), 64<<10)
	}
	if mark, _ := s.in.Peek(len(BOM)); string(mark) == BOM {
		_, err = s.in.Discard(len(BOM))
		return s, err
	}
	return s, nil
}

func notUTF8() error {
	return fileError("文件不是 UTF-8；若由中文 Excel 另存为 CSV（GB18030/GBK），请加 --encoding gb18030，或另存为“CSV UTF-8”",
		"the file is not UTF-8; if it is GB18030 (GBK) as Chinese Excel saves it, add --encoding gb18030, or save it as “CSV UTF-8”")
}

// read gives the cells of the next row that is not empty; io.EOF after the last.
// The slice is used again by the next read, its strings are not.
func (s *scanner) read() ([]string, error) {
	for {
		if err := s.load(); err != nil {
			return nil, err
		}
		if len(s.row) > 0 {
			return s.split(string(s.row))
		}
	}
}

// load reads lines until all quotation marks are closed. Within a well-formed row
// they come in pairs exactly at its end.
func (s *scanner) load() error {
	s.row, s.line = s.row[:0], s.next
	quotes := 0
	for {
		part, err := s.in.ReadSlice('\n')
		s.row = append(s.row, part...)
		quotes += bytes.Count(part, []byte{'"'})
		if len(s.row) > maxRow {
			return rowError(s.line, "这一行太长，多半是引号没有成对", "the row is too long; probably a quotation mark is not closed")
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		end := err != nil
		if !end {
			s.next++
		}
		switch {
		case end && len(s.row) == 0:
			return io.EOF
		case end && quotes%2 == 1:
			return rowError(s.line, "引号没有成对，直到文件结束", "a quotation mark is not closed before the end of the file")
		case !end && quotes%2 == 1:
			continue
		}
		s.row = bytes.TrimSuffix(bytes.TrimSuffix(s.row, []byte("\n")), []byte("\r"))
		return s.check()
	}
}

func (s *scanner) check() error {
	if s.encoding != GB18030 && !utf8.Valid(s.row) {
		return notUTF8()
	}
	if s.encoding == GB18030 && bytes.ContainsRune(s.row, utf8.RuneError) {
		return rowError(s.line, "有不属于 GB18030 的字节", "some bytes are not GB18030")
	}
	return nil
}

// split cuts a row at its commas.
func (s *scanner) split(row string) ([]string, error) {
	s.cells = s.cells[:0]
	for {
		var cell string
		var ok bool
		if strings.HasPrefix(row, `"`) {
			cell, row, ok = quoted(row[1:])
		} else {
			end := strings.IndexByte(row, ',')
			if end < 0 {
				end = len(row)
			}
			cell, row = row[:end], row[end:]
			ok = !strings.ContainsAny(cell, "\"\r\n")
		}
		if !ok {
			return nil, rowError(s.line, "引号用法不对：含逗号、引号或换行的单元格须整个加引号，里面的引号写两个",
				"a quotation mark is misplaced: a cell with commas, quotes or line breaks is quoted as a whole, quotes within are doubled")
		}
		s.cells = append(s.cells, cell)
		if row == "" {
			return s.cells, nil
		}
		row = row[1:] // the comma
	}
}

// quoted reads a cell after its opening quotation mark and gives what follows the
// closing one: nothing or a comma.
func quoted(row string) (cell, rest string, ok bool) {
	var doubled bool
	for at := 0; ; {
		i := strings.IndexByte(row[at:], '"')
		if i < 0 {
			return "", "", false
		}
		at += i
		if at+1 < len(row) && row[at+1] == '"' {
			doubled = true
			at += 2
			continue
		}
		cell, rest = row[:at], row[at+1:]
		break
	}
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	return cell, rest, rest == "" || rest[0] == ','
}
