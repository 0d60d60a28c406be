package identity

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"liuyuan/registry"
)

func TestSealedDataOpensAtItsPlaceOnlyAndUnderItsKeysOnly(t *testing.T) {
	k, other := NewKeyring(), NewKeyring()
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		at := Place{"party", "sealed", rapid.StringN(1, 20, -1).Draw(t, "row")}
		sealed, err := k.Seal(at, plain)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := k.Open(at, sealed); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("opened %x, %v", got, err)
		}
		for _, elsewhere := range []Place{{"dispute", "sealed", at.Row}, {"party", "name", at.Row}, {"party", "sealed", at.Row + "x"}} {
			if _, err := k.Open(elsewhere, sealed); !errors.Is(err, ErrSealed) {
				t.Fatalf("opens at %v: %v", elsewhere, err)
			}
		}
		if _, err := other.Open(at, sealed); !errors.Is(err, ErrSealed) {
			t.Fatalf("opens under other keys: %v", err)
		}
		i := rapid.IntRange(0, len(sealed)-1).Draw(t, "byte")
		sealed[i] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if _, err := k.Open(at, sealed); !errors.Is(err, ErrSealed) {
			t.Fatalf("byte %d changed and it opens: %v", i, err)
		}
		if _, err := k.Open(at, sealed[:i]); !errors.Is(err, ErrSealed) {
			t.Fatalf("cut at %d and it opens: %v", i, err)
		}
	})
}

func TestTheSameTextIsSealedDifferentlyEachTime(t *testing.T) {
	k := NewKeyring()
	a, _ := k.Seal(Place{"t", "c", "r"}, []byte("13812341234"))
	b, _ := k.Seal(Place{"t", "c", "r"}, []byte("13812341234"))
	if bytes.Equal(a, b) || bytes.Contains(a, []byte("13812341234")) {
		t.Error("sealed data tells of its content")
	}
}

func TestALookUpIsEqualForEqualValuesUnderTheSameKeysOnly(t *testing.T) {
	k := NewKeyring()
	if !bytes.Equal(k.Lookup("phone", "1"), k.Lookup("phone", "1")) || bytes.Equal(k.Lookup("phone", "1"), k.Lookup("identity", "1")) ||
		bytes.Equal(k.Lookup("phone", "1"), NewKeyring().Lookup("phone", "1")) || k.Lookup("phone", "") != nil {
		t.Error("keyed hashes are wrong")
	}
}

func TestTheKeyFileIsMadeOnceForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "liuyuan.keys")
	if _, err := OpenKeyring(path, false); registry.CodeOf(err) != registry.CodeNotFound {
		t.Errorf("a missing file: %v", err)
	}
	k, err := OpenKeyring(path, true)
	if err != nil {
		t.Fatal(err)
	}
	sealed, _ := k.Seal(Place{"t", "c", "r"}, []byte("x"))
	again, err := OpenKeyring(path, true)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := again.Open(Place{"t", "c", "r"}, sealed); err != nil || string(plain) != "x" || !bytes.Equal(k.Lookup("a", "b"), again.Lookup("a", "b")) {
		t.Errorf("the file holds other keys: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the keys: %v %v", info.Mode(), err)
	}
	for _, broken := range []string{"", "{}", `{"current":1,"keys":{"1":"AAAA"},"lookup":"AAAA"}`} {
		if err := os.WriteFile(path, []byte(broken), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenKeyring(path, true); registry.CodeOf(err) != registry.CodeInvalid {
			t.Errorf("%q: %v", broken, err)
		}
	}
}
