package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"liuyuan/store/pgtest"
)

// operating measures what an operator waits for, with the program as shipped: an
// import of a file, the start after it, and the start after a kill -9 in the
// middle of writes, with what verify says then.
func operating(ctx context.Context, n int, o options) error {
	if o.peersUpTo > 0 && n > o.peersUpTo {
		return nil
	}
	dir, remove, err := tempDir()
	if err != nil {
		return err
	}
	defer remove()
	program, err := buildShipped(ctx, dir)
	if err != nil {
		return err
	}
	file := filepath.Join(dir, "roster.csv")
	if _, err := program.run(ctx, "generate", "--mediators", strconv.Itoa(n), "--seed", strconv.Itoa(dataSeed), file); err != nil {
		return err
	}
	cluster, err := pgtest.Start(pgtest.Options{Durable: true})
	if err != nil {
		return err
	}
	defer func() { _ = cluster.Close() }()
	fmt.Printf("\n### Operating, %s people: liuyuan import, serve, kill -9, serve, verify\n\n", thousands(n))
	t := newTable("database", "import s", "people/s", "its CPU s", "peak MiB", "ready s", "words s", "ready after kill s", "verify: differences")
	for _, place := range []struct {
		name string
		args []string
	}{
		{"SQLite", []string{"--data", filepath.Join(dir, "lite")}},
		{"PostgreSQL", []string{"--data", filepath.Join(dir, "beside-pg"), "--database", cluster.URL("postgres")}},
	} {
		row, err := operate(ctx, program, file, n, place.args, func(format string, args ...any) { o.log(place.name+": "+format, args...) })
		if err != nil {
			return fmt.Errorf("%s: %w", place.name, err)
		}
		t.add(append([]string{place.name}, row...)...)
	}
	t.print()
	fmt.Printf("\n%s\n", loadAverage())
	return nil
}

func operate(ctx context.Context, program shipped, file string, n int, place []string, log func(string, ...any)) ([]string, error) {
	imported, err := program.run(ctx, append([]string{"import", "--apply", file}, place...)...)
	if err != nil {
		return nil, err
	}
	log("imported in %.1f s, peak %d MiB", imported.wall.Seconds(), imported.peakMiB)
	key, err := program.run(ctx, append([]string{"key", "create", "--role", "ROSTER_ADMIN", "--region", "440703"}, place...)...)
	if err != nil {
		return nil, err
	}
	first, err := program.serve(ctx, place...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = first.kill() }()
	matching, err := first.waitFor(ctx, ready)
	if err != nil {
		return nil, err
	}
	words, err := first.waitFor(ctx, searchable)
	if err != nil {
		return nil, err
	}
	log("ready in %.1f s, words whole after %.1f s", matching.Seconds(), words.Seconds())
	again, acknowledged, err := killed(ctx, program, first, key.out, place)
	if err != nil {
		return nil, err
	}
	log("killed and ready again in %.2f s", again.Seconds())
	verified, err := program.run(ctx, append([]string{"verify"}, place...)...)
	if err != nil {
		return nil, err
	}
	_, verdict, _ := strings.Cut(verified.out, "· ")
	var people, organizations, differences int
	if _, err := fmt.Sscanf(verdict, "%d people, %d organisations, %d differences", &people, &organizations, &differences); err != nil {
		return nil, fmt.Errorf("verify says %q: %w", verified.out, err)
	}
	if people < n+acknowledged || people > n+acknowledged+1 { // one may have been written and not answered
		return nil, fmt.Errorf("%d people of %d imported and %d acknowledged", people, n, acknowledged)
	}
	seconds := func(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()) }
	return []string{seconds(imported.wall), figure(float64(n) / imported.wall.Seconds()), seconds(imported.cpu), strconv.Itoa(imported.peakMiB),
		seconds(matching), seconds(words), fmt.Sprintf("%.2f", again.Seconds()), strconv.Itoa(differences)}, nil
}

// killed kills the service while a client writes, starts it again, and gives the
// time until it was ready, and how many writes had been acknowledged.
func killed(ctx context.Context, program shipped, first *serving, credential string, place []string) (time.Duration, int, error) {
	acknowledged := make(chan int)
	go func() { acknowledged <- first.register(ctx, credential) }()
	timer := time.NewTimer(2 * time.Second)
	<-timer.C
	if err := first.kill(); err != nil {
		return 0, 0, err
	}
	n := <-acknowledged
	second, err := program.serve(ctx, place...)
	if err != nil {
		return 0, n, err
	}
	took, err := second.waitFor(ctx, ready)
	if err == nil {
		_, err = second.waitFor(ctx, searchable)
	}
	if killing := second.kill(); err == nil {
		err = killing
	}
	return took, n, err
}
