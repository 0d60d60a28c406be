package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// shipped is the program as operators run it.
type shipped struct{ binary string }

// buildShipped builds it into a directory.
func buildShipped(ctx context.Context, dir string) (shipped, error) {
	s := shipped{filepath.Join(dir, "liuyuan")}
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", s.binary, "liuyuan/cmd/liuyuan").CombinedOutput(); err != nil {
		return s, fmt.Errorf("%w\n%s", err, out)
	}
	return s, nil
}

// ran is what one run of a command took.
type ran struct {
	wall, cpu time.Duration
	peakMiB   int
	out       string
}

// run runs a command to its end.
func (s shipped) run(ctx context.Context, args ...string) (ran, error) {
	var out, errs bytes.Buffer
	command := exec.CommandContext(ctx, s.binary, args...)
	command.Stdout, command.Stderr = &out, &errs
	begin := time.Now()
	if err := command.Start(); err != nil {
		return ran{}, err
	}
	ended, peak := make(chan struct{}), make(chan int)
	go func() { peak <- watchPeak(command.Process.Pid, ended) }()
	err := command.Wait()
	r := ran{wall: time.Since(begin), cpu: command.ProcessState.UserTime() + command.ProcessState.SystemTime(), out: strings.TrimSpace(out.String())}
	close(ended)
	r.peakMiB = <-peak
	if err != nil {
		return r, fmt.Errorf("liuyuan %s: %w\n%s%s", strings.Join(args, " "), err, out.String(), errs.String())
	}
	return r, nil
}

// watchPeak reads the most memory a process had while it runs: the figure that
// wait4 gives includes what its parent had.
func watchPeak(pid int, ended chan struct{}) (mib int) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		mib = max(mib, procKiB("/proc/"+strconv.Itoa(pid)+"/status", "VmHWM:")>>10)
		select {
		case <-ended:
			return mib
		case <-tick.C:
		}
	}
}

// serving is a running serve.
type serving struct {
	command *exec.Cmd
	url     string
	begun   time.Time
}

func (s shipped) serve(ctx context.Context, args ...string) (*serving, error) {
	command := exec.CommandContext(ctx, s.binary, append([]string{"serve", "--listen", "127.0.0.1:0", "--log-level", "error"}, args...)...)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	running := &serving{command: command, begun: time.Now()}
	if err := command.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(fmt.Errorf("serve said nothing: %w", err), running.kill())
	}
	running.url = strings.TrimSpace(strings.TrimPrefix(line, "listening on "))
	return running, nil
}

// waitFor waits until /readyz is as wanted and gives the time since the start.
func (s *serving) waitFor(ctx context.Context, wanted func(ready bool, index string) bool) (time.Duration, error) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		if r, err := http.Get(s.url + "/readyz"); err == nil {
			var health struct {
				Ready bool
				Index string
			}
			err = json.NewDecoder(r.Body).Decode(&health)
			if err = errors.Join(err, r.Body.Close()); err == nil && wanted(health.Ready, health.Index) {
				return time.Since(s.begun), nil
			}
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-tick.C:
		}
	}
}

func ready(ready bool, _ string) bool       { return ready }
func searchable(ready bool, ix string) bool { return ready && ix == "ok" }

// kill is kill -9.
func (s *serving) kill() error {
	err := s.command.Process.Kill()
	_ = s.command.Wait() // it was killed
	return err
}

// register adds people as fast as one client can until the service is gone, and
// gives how many were acknowledged.
func (s *serving) register(ctx context.Context, credential string) (acknowledged int) {
	for n := 0; ctx.Err() == nil; n++ {
		body, _ := json.Marshal(map[string]any{"query": registerQuery, "variables": map[string]string{"name": "守望" + strconv.Itoa(n)}}) // texts only
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/graphql", bytes.NewReader(body))
		if err != nil {
			return acknowledged
		}
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer "+credential)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return acknowledged
		}
		var answer struct {
			Data struct {
				RegisterMediator struct{ Mediator struct{ ID string } }
			}
		}
		err = json.NewDecoder(response.Body).Decode(&answer)
		if err = errors.Join(err, response.Body.Close()); err != nil {
			return acknowledged
		}
		if answer.Data.RegisterMediator.Mediator.ID != "" {
			acknowledged++
		}
	}
	return acknowledged
}

const registerQuery = `mutation($name:String!){registerMediator(input:{name:$name,roles:[MEDIATOR],standings:[{kind:ENGAGED}],specialties:[{disputeType:"10.01",level:2}],serviceAreaCodes:["440703"],homeRegionCode:"440703101",languages:["cmn"],capacity:5}){mediator{id}}}`
