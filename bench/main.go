package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	sizes := flags.String("sizes", "2000,50000", "people, separated by commas")
	full := flags.Bool("full", false, "2,000 to 3,000,000 people, longer (an hour, 20 GiB of disk)")
	only := flags.String("only", "match,search,store,operate,nodes,plan", "sections, separated by commas")
	questions := flags.Int("questions", 100, "questions of a size")
	length := flags.Duration("length", 900*time.Millisecond, "of each contender's throughput")
	upTo := flags.Int("peers-up-to", 1_000_000, "the largest size at which peers are asked")
	quick := flags.Bool("postgres-alone", false, "of the peers only PostgreSQL and PostGIS: what the ratios refer to")
	served := flags.Bool("http", true, "import into a store and ask over HTTP as well (most of the time at large sizes)")
	start := flags.String(startFlag[1:], "", "measure a start of the service on a data directory, and end")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *start != "" {
		return startOn(ctx, *start)
	}
	o := options{questions: *questions, length: *length, peers: true, quick: *quick, served: *served, peersUpTo: *upTo,
		log: func(format string, args ...any) {
			fmt.Printf("%s  "+format+"\n", append([]any{time.Now().Format(time.TimeOnly)}, args...)...)
		}}
	if *full {
		*sizes = "2000,50000,300000,1000000,3000000"
		o.questions, o.length = max(*questions, 200), max(*length, 6*time.Second)
	}
	for _, s := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1000 {
			return fmt.Errorf("-sizes: %q is not a number of people from 1000 on", s)
		}
		o.sizes = append(o.sizes, n)
	}
	fmt.Printf("%s\n%s\n", machine(), loadAverage())
	return sections(ctx, strings.Split(*only, ","), o)
}

// sections runs what was asked for, in this order.
func sections(ctx context.Context, only []string, o options) error {
	known := []struct {
		name string
		run  func(context.Context, int, options) error
	}{{"match", match}, {"search", searching}, {"store", storing}, {"operate", operating}, {"nodes", nodes}, {"plan", planning}}
	for _, name := range only {
		if !slices.ContainsFunc(known, func(s struct {
			name string
			run  func(context.Context, int, options) error
		}) bool {
			return s.name == name
		}) {
			return fmt.Errorf("-only: there is no section %q", name)
		}
	}
	for _, s := range known {
		if !slices.Contains(only, s.name) {
			continue
		}
		for _, n := range o.sizes {
			if err := s.run(ctx, n, o); err != nil {
				return fmt.Errorf("%s at %d: %w", s.name, n, err)
			}
		}
	}
	return nil
}
