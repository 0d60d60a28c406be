package schema

import (
	"bytes"
	"encoding/base64"
	"testing"

	"liuyuan/registry"
)

// somewhere is a place in a list, of the shape of the real ones.
type somewhere struct {
	Name string
	ID   string
	At   int64
}

const aList = "Query.mediators"

// Whatever a client sends as a cursor is read back as it was made, or BAD_CURSOR.
func FuzzCursorsOfOthersAreRefused(f *testing.F) {
	b := &builder{epoch: func() registry.Epoch { return "0123456789abcdef0123456789abcdef" }}
	made := b.cursor(aList, somewhere{"王芳", "p1", -1})
	for _, seed := range []string{"", made, made[:len(made)-1], made + "A", made[1:], b.cursor("Query.disputes", somewhere{"王芳", "p1", -1}),
		b.cursor(aList, []int{1}), "!", "AAAAAAAAAAAAAAAAe30", base64.StdEncoding.EncodeToString([]byte(made))} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		got, err := place[somewhere](b, aList, cursor)
		if err != nil {
			if code := registry.CodeOf(err); code != registry.CodeBadCursor {
				t.Fatalf("%q: %v", cursor, err)
			}
			return
		}
		sent, _ := base64.RawURLEncoding.DecodeString(cursor)
		own, _ := base64.RawURLEncoding.DecodeString(b.cursor(aList, got))
		if !bytes.Equal(sent, own) {
			t.Fatalf("%q is read as %+v, whose cursor is another", cursor, got)
		}
	})
}
