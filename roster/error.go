package roster

import (
	"fmt"
	"strconv"

	"liuyuan/registry"
)

// Errors name the place and what is wanted, never the cell's text: it may be
// somebody's name.

// fileError is about the file as a whole.
func fileError(zh, en string) error { return registry.Invalid(nil, zh, en) }

// rowError is about one row.
func rowError(line int, zh, en string) error {
	return registry.Invalid([]string{strconv.Itoa(line)}, fmt.Sprintf("第 %d 行：%s", line, zh), fmt.Sprintf("line %d: %s", line, en))
}

// cellError is about one cell; its field is the line and the column's key.
func cellError(line int, column string, t registry.Text) error {
	return registry.Invalid([]string{strconv.Itoa(line), column},
		fmt.Sprintf("第 %d 行 %s 列：%s", line, column, t.ZH), fmt.Sprintf("line %d, column %s: %s", line, column, t.EN))
}
