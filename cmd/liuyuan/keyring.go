package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"

	"liuyuan/identity"
	"liuyuan/registry"
)

// keysFile holds the keys of personal data. It stands in the data directory, never
// in the database or its backups: whoever keeps the backups keeps this file apart.
const keysFile = "liuyuan.keys"

// keyring opens the keys of personal data; a demonstration has keys for itself. A
// service makes the file at its first start, but never beside a database that
// holds disputes already: those were sealed with other keys. Without the keys the
// service runs and says so: personal data is neither shown nor taken.
func (a *app) keyring(ctx context.Context, o appOptions) (*identity.Keyring, error) {
	if o.Demo {
		return identity.NewKeyring(), nil
	}
	path := cmp.Or(o.Keys, filepath.Join(o.Data, keysFile))
	sealed := 0
	if o.Exclusive {
		err := a.store.View(ctx, func(r registry.Reader) (err error) {
			sealed, err = r.CountDisputes(identity.ScopeOf(identity.System()), registry.DisputeFilter{})
			return err
		})
		if err != nil {
			return nil, err
		}
		if err := os.MkdirAll(o.Data, 0o700); err != nil {
			return nil, err
		}
	}
	k, err := identity.OpenKeyring(path, o.Exclusive && sealed == 0)
	if registry.CodeOf(err) == registry.CodeNotFound {
		if o.Exclusive {
			o.Log.Error().Msg("the key file of personal data is missing: put it back from its backup, then restart")
		}
		return nil, nil
	}
	return k, err
}
