package identity

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"liuyuan/registry"
)

// keyFile is the file of the keyring: it stands outside the database and outside
// its backups. Without it personal data cannot be read by anybody, ever.
type keyFile struct {
	Note    string            `json:"note"`
	Current uint32            `json:"current"`
	Keys    map[string][]byte `json:"keys"` // number → 32 bytes
	Lookup  []byte            `json:"lookup"`
}

const keyNote = "Liuyuan 个人信息加密密钥：请与数据库分开备份，丢失后个人信息无法恢复 · keys of personal data: back them up apart from the database; lost keys cannot be replaced"

// NewKeyring makes a keyring of fresh keys.
func NewKeyring() *Keyring {
	f := keyFile{Note: keyNote, Current: 1, Keys: map[string][]byte{"1": random(keySize)}, Lookup: random(keySize)}
	k, err := newKeyring(f)
	if err != nil {
		panic(err) // fresh keys have the right size
	}
	return k
}

func random(n int) []byte {
	b := make([]byte, n)
	if _, err := rand.Read(b); err != nil {
		panic("the system has no randomness: " + err.Error()) // crypto/rand never fails on supported systems
	}
	return b
}

func newKeyring(f keyFile) (*Keyring, error) {
	k := &Keyring{current: f.Current, keys: map[uint32]cipher.AEAD{}, lookup: f.Lookup, file: f}
	for number, key := range f.Keys {
		n, err := strconv.ParseUint(number, 10, 32)
		if err != nil || len(key) != keySize {
			return nil, badKeyFile(err)
		}
		if k.keys[uint32(n)], err = newGCM(key); err != nil {
			return nil, err
		}
	}
	if k.keys[k.current] == nil || len(k.lookup) != keySize {
		return nil, badKeyFile(nil)
	}
	return k, nil
}

// OpenKeyring reads the keyring's file. If it is missing and make is set, a new
// one is made, readable by its owner alone; make it only beside a database that
// holds nothing sealed yet. A missing file is NOT_FOUND, another file INVALID.
func OpenKeyring(path string, make bool) (*Keyring, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if !make {
			return nil, registry.Refuse(registry.CodeNotFound, nil,
				"找不到个人信息密钥文件；请从备份放回，否则个人信息无法显示", "the key file of personal data is missing: put it back from its backup, or personal data cannot be shown")
		}
		k := NewKeyring()
		err := k.write(path)
		if errors.Is(err, fs.ErrExist) { // another process was first: its keys count
			return OpenKeyring(path, false)
		}
		return k, err
	}
	if err != nil {
		return nil, badKeyFile(err)
	}
	var f keyFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, badKeyFile(nil) // the cause would quote the file
	}
	return newKeyring(f)
}

// write makes the file under another name first: a half-written one never stands.
func (k *Keyring) write(path string) error {
	data, err := json.MarshalIndent(k.file, "", " ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "liuyuan.keys-*")
	if err != nil {
		return badKeyFile(err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // gone after the link
	_, err = f.Write(data)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return badKeyFile(err)
	}
	// A link, unlike a rename, never replaces the keys that another process made.
	if err := os.Link(f.Name(), path); err != nil {
		return badKeyFile(err)
	}
	return nil
}

func badKeyFile(cause error) error {
	return registry.Fault(registry.CodeInvalid, cause,
		"个人信息密钥文件读不了或不完整；请从备份放回", "the key file of personal data cannot be read or is incomplete: put it back from its backup")
}
