//go:build failpoint

package centre

// failAt calls Options.Fail at a named point of a follower, whose name is "index" or
// "pool": index.read (changes are read, not applied), index.applied (applied, the
// position not moved), index.remade (made anew, not followed yet).
func (c *Centre) failAt(point string) error {
	if c.fail == nil {
		return nil
	}
	return c.fail(point)
}
