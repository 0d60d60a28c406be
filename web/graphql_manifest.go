package web

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
)

// maxTrusted is the largest file of trusted documents, in bytes.
const maxTrusted = 4 << 20

// LoadTrustedDocuments reads the operations that apps were released with: every
// *.graphql file is one document, every *.json file a manifest as the build tools write
// it: {"id": "text", …} (relay-compiler, graphql-codegen) or {"operations":
// [{"id": …, "body": "text"}, …]} (Apollo). Whatever ids a manifest uses, documents are
// registered by the SHA-256 of their text.
func LoadTrustedDocuments(dir fs.FS) (*TrustedDocuments, error) {
	var texts []string
	err := fs.WalkDir(dir, ".", func(name string, entry fs.DirEntry, err error) error {
		kind := path.Ext(name)
		if err != nil || entry.IsDir() || kind != ".graphql" && kind != ".json" {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		if info.Size() > maxTrusted {
			return fmt.Errorf("trusted documents: %s is larger than 4 MiB", name)
		}
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return err
		}
		if kind == ".graphql" {
			texts = append(texts, string(text))
			return nil
		}
		listed, err := manifest(text)
		if err != nil {
			return fmt.Errorf("trusted documents: %s is no manifest of operations: %w", name, err)
		}
		texts = append(texts, listed...)
		return nil
	})
	if err == nil && len(texts) == 0 {
		err = fmt.Errorf("trusted documents: the directory holds no *.graphql and no *.json file")
	}
	return NewTrustedDocuments(texts...), err
}

func manifest(text []byte) (texts []string, err error) {
	var apollo struct {
		Operations []struct{ Body string }
	}
	if err := json.Unmarshal(text, &apollo); err == nil && len(apollo.Operations) > 0 {
		for _, o := range apollo.Operations {
			texts = append(texts, o.Body)
		}
		return texts, nil
	}
	var byID map[string]string
	if err := json.Unmarshal(text, &byID); err != nil {
		return nil, err
	}
	for _, body := range byID {
		texts = append(texts, body)
	}
	return texts, nil
}

// Len is how many documents are registered.
func (t *TrustedDocuments) Len() int { return len(t.texts) }
