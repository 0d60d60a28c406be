//go:build !failpoint

package centre

// failAt is a failpoint; in this build it is nothing.
func (c *Centre) failAt(string) error { return nil }
