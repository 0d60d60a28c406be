package main

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes this program the shipped one when it is called liuyuan, and puts it on
// the PATH under that name.
func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"liuyuan": main}) }

// The scripts in testdata/script drive the real binary as a person at a shell would.
func TestCommandsAsPeopleUseThem(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: func(e *testscript.Env) error {
		e.Setenv("ROOT", root)
		return nil
	}})
}
