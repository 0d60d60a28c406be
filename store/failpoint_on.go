//go:build failpoint

package store

// at calls Options.Fail at a named point: commit.before, commit.after,
// sweep.locked, sweep.numbered, import.chunk, restore.commit.
func (db *DB) at(point string) error {
	if db.options.Fail == nil {
		return nil
	}
	return db.options.Fail(point)
}
