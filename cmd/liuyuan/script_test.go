package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"liuyuan": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// The scripts in testdata/script drive the real binary as a person at a shell would.
func TestCommandsAsPeopleUseThem(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}
