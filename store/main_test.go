package store_test

import (
	"fmt"
	"os"
	"testing"
)

// TestMain lets the test binary serve as the child process that is killed.
func TestMain(m *testing.M) {
	if job := os.Getenv(childJob); job != "" {
		if err := child(job, os.Getenv(childStore)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	code := m.Run()
	stopCluster()
	os.Exit(code)
}

// torture asks for the long forms of the tests.
func torture(normal, long int) int {
	if os.Getenv("LIUYUAN_TORTURE") != "" {
		return long
	}
	return normal
}
