//go:build unix

// Package pgtest starts throw-away PostgreSQL clusters from the binaries that
// Debian installs, for tests and benchmarks. A cluster ends with the process
// that started it, however that ends.
package pgtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Options say how a cluster is run.
type Options struct {
	Durable  bool     // sync to disk, as in earnest; without it a crash of the machine (not of the server) may lose data
	Settings []string // further settings, name=value
}

// Cluster is a running PostgreSQL server on a socket in a directory of its own.
type Cluster struct {
	bin     string
	home    string // holds data, socket and log
	options Options
	account *syscall.Credential // nil: our own; PostgreSQL does not run as root

	server *exec.Cmd
	leash  io.Closer // the server ends when this is closed, also by our death

	mu       sync.Mutex
	template bool
	made     int
}

// Start makes a cluster and starts it. If there are no binaries the error says
// what to install.
func Start(options Options) (*Cluster, error) {
	c, err := newCluster(options)
	if err != nil {
		return nil, err
	}
	// The locale is one that sorts unlike bytes: what must sort by bytes says so.
	if err := c.run("initdb", "-D", c.data(), "-U", superuser, "--auth=trust", "--no-sync", "--no-instructions",
		"--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh"); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	if err := c.Up(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

const superuser = "liuyuan"

func newCluster(options Options) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	account, err := serverAccount()
	if err != nil {
		return nil, err
	}
	home, err := os.MkdirTemp("", "liuyuan-pg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{bin: bin, home: home, options: options, account: account}
	if account != nil {
		err = os.Chown(home, int(account.Uid), int(account.Gid))
	}
	return c, err
}

// binaries finds the newest installed server.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // the pattern is well-formed
	if len(found) == 0 {
		if path, err := exec.LookPath("initdb"); err == nil {
			if path, err = filepath.EvalSymlinks(path); err == nil {
				found = []string{path}
			}
		}
	}
	if len(found) == 0 {
		return "", errors.New("no PostgreSQL server is installed: run `apt-get install -y postgresql` (Debian, Ubuntu) or put initdb on the PATH, version 15 or newer")
	}
	newest := slices.MaxFunc(found, func(a, b string) int { return release(a) - release(b) })
	return filepath.Dir(newest), nil
}

func release(path string) int {
	n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // 0 for an unusual place
	return n
}

// serverAccount is whom the server runs as when we are root.
func serverAccount() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, err1 := strconv.Atoi(u.Uid)
			gid, err2 := strconv.Atoi(u.Gid)
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(err1, err2)
		}
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")
}

func (c *Cluster) data() string { return filepath.Join(c.home, "data") }

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = c.home
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.account, Setpgid: true}
	return cmd
}

// run runs one of the server's programs to its end.
func (c *Cluster) run(program string, args ...string) error {
	out, err := c.command(filepath.Join(c.bin, program), args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, bytes.TrimSpace(out))
	}
	return nil
}

// leashScript ends the server and removes its data when its own input ends: that
// is when we close the leash, or die.
const leashScript = `exec 3<&0; "$@" </dev/null >>log 2>&1 & p=$!
(cat <&3 >/dev/null; touch over; kill -QUIT $p) 2>/dev/null & w=$!
wait $p; kill $w 2>/dev/null; [ -e over ] && rm -rf "$PWD"
exit 0`

// Up starts the server and waits until it answers.
func (c *Cluster) Up() error {
	settings := append([]string{
		"listen_addresses=", "unix_socket_directories=" + c.home, "max_connections=200", "shared_buffers=128MB",
		"max_wal_size=4GB", "log_min_messages=fatal", "timezone=Asia/Shanghai", "wal_level=replica", "hot_standby=on",
	}, c.options.Settings...)
	if !c.options.Durable {
		settings = append(settings, "fsync=off")
	}
	args := []string{"-c", leashScript, "sh", filepath.Join(c.bin, "postgres"), "-D", c.data()}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	c.server = c.command("/bin/sh", args...)
	leash, err := c.server.StdinPipe()
	if err != nil {
		return err
	}
	c.leash = leash
	if err := c.server.Start(); err != nil {
		return err
	}
	return c.wait()
}

func (c *Cluster) wait() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := c.Exec(ctx, "SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(c.home, "log"))
			return fmt.Errorf("PostgreSQL does not start: %w: %s", err, bytes.TrimSpace(log))
		case <-ticker.C:
		}
	}
}

// Kill ends the server at once, without a checkpoint, as a crash would.
func (c *Cluster) Kill() error {
	if c.server == nil {
		return nil
	}
	pid, err := c.pid()
	if err == nil {
		err = syscall.Kill(pid, syscall.SIGQUIT)
	}
	if err != nil { // it is starting or ending
		_ = c.leash.Close()
	}
	err = c.server.Wait()
	c.server = nil
	return err
}

func (c *Cluster) pid() (int, error) {
	file, err := os.ReadFile(filepath.Join(c.data(), "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	first, _, _ := strings.Cut(string(file), "\n")
	return strconv.Atoi(first)
}

// Restart crashes the server and starts it again.
func (c *Cluster) Restart() error { return errors.Join(c.Kill(), c.Up()) }

// Close ends the server and removes its data.
func (c *Cluster) Close() error {
	return errors.Join(c.Kill(), os.RemoveAll(c.home))
}

// URL is the address of a database of the cluster.
func (c *Cluster) URL(database string) string {
	q := url.Values{"host": {c.home}, "user": {superuser}, "sslmode": {"disable"}}
	return "postgres:///" + url.PathEscape(database) + "?" + q.Encode()
}

// Exec runs a statement in the database postgres.
func (c *Cluster) Exec(ctx context.Context, text string) error {
	conn, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, text)
	return errors.Join(err, conn.Close(context.Background()))
}

// Await runs a query of one truth value until it is true.
func (c *Cluster) Await(ctx context.Context, question string) error {
	conn, err := pgx.Connect(ctx, c.URL("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.Background()) }()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		var yes bool
		if err := conn.QueryRow(ctx, question).Scan(&yes); err != nil || yes {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
	}
}

// Database makes a fresh database. The first call lets prepare set up a template
// that all are copied from.
func (c *Cluster) Database(ctx context.Context, prepare func(url string) error) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.template {
		if err := c.Exec(ctx, "CREATE DATABASE template_liuyuan"); err != nil {
			return "", err
		}
		if err := prepare(c.URL("template_liuyuan")); err != nil {
			return "", err
		}
		c.template = true
	}
	c.made++
	name := "test" + strconv.Itoa(c.made)
	if err := c.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE template_liuyuan"); err != nil {
		return "", err
	}
	return c.URL(name), nil
}

// Standby starts a second server that follows this one and can be promoted.
func (c *Cluster) Standby() (*Cluster, error) {
	s, err := newCluster(c.options)
	if err != nil {
		return nil, err
	}
	s.options.Settings = nil // of the primary, such as the names of its standbys
	if err := s.run("pg_basebackup", "-D", s.data(), "-h", c.home, "-U", superuser, "-R", "--checkpoint=fast", "--no-sync", "-X", "stream"); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.Up(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Promote ends the following: the standby becomes a primary.
func (c *Cluster) Promote(ctx context.Context) error { return c.Exec(ctx, "SELECT pg_promote()") }

// URLs is the address of a database on whichever of two servers accepts writes.
func URLs(a, b *Cluster, database string) string {
	q := url.Values{"host": {a.home + "," + b.home}, "port": {"5432,5432"}, "user": {superuser}, "sslmode": {"disable"}, "target_session_attrs": {"read-write"}}
	return "postgres:///" + url.PathEscape(database) + "?" + q.Encode()
}

// Drop removes a database made by Database, with whoever is connected.
func (c *Cluster) Drop(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	return c.Exec(ctx, "DROP DATABASE "+strings.TrimPrefix(u.Path, "/")+" WITH (FORCE)")
}
