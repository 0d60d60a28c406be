// Command liuyuan is the mediator directory and matching service: one binary that
// serves the API and the console, and runs the operations of an installation.
// Start with serve.go; app.go wires the parts, config.go holds every setting.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"liuyuan/registry"
)

// Exit codes, for scripts.
const (
	exitOK          = 0
	exitFailed      = 1 // the operation was refused or failed
	exitUsage       = 2 // unknown command or flag
	exitDifferences = 3 // verify found differences
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run executes one command and gives its exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	var c commands
	parser, err := kong.New(&c, kong.Name("liuyuan"), kong.Writers(out, errs), kong.UsageOnError(),
		kong.Description("Liuyuan 六员: sends each dispute to the right people, and says why. 把每件矛盾纠纷交给合适的人，并说明理由。"),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.DefaultEnvars("LIUYUAN"), kong.Exit(func(code int) { panic(exit(code)) }))
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitUsage
	}
	return execute(ctx, parser, args, streams{in, out, errs})
}

// exit carries the code of --help and the like out of the parser.
type exit int

func execute(ctx context.Context, parser *kong.Kong, args []string, s streams) (code int) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exit)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(s.err, "liuyuan: %v\n命令或参数有误，见 liuyuan --help · see liuyuan --help\n", err)
		return exitUsage
	}
	k.BindTo(ctx, (*context.Context)(nil))
	k.Bind(s)
	if err := k.Run(); err != nil {
		return report(s.err, err)
	}
	return exitOK
}

// report tells an error in both languages and gives the exit code.
func report(w io.Writer, err error) int {
	var coded codedExit
	if errors.As(err, &coded) {
		fmt.Fprintln(w, coded.message)
		return coded.code
	}
	var e *registry.Error
	if errors.As(err, &e) && e.Cause == nil {
		where := ""
		if len(e.Field) > 0 {
			where = fmt.Sprintf(" [%s]", e.Field[len(e.Field)-1])
		}
		fmt.Fprintf(w, "liuyuan: %s%s\n         %s (%s)\n", e.Text.ZH, where, e.Text.EN, e.Code)
		return exitFailed
	}
	fmt.Fprintf(w, "liuyuan: %v\n", err)
	return exitFailed
}

// codedExit is an outcome with an exit code of its own.
type codedExit struct {
	code    int
	message string
}

func (e codedExit) Error() string { return e.message }
