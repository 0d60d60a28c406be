package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"liuyuan/centre"
	"liuyuan/store"
)

// machine describes what the figures were made on.
func machine() string {
	model := "unknown processor"
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	return fmt.Sprintf("%d × %s, %s memory, %s/%s, %s", runtime.NumCPU(), model, memory(), runtime.GOOS, runtime.GOARCH, runtime.Version())
}

func memory() string {
	kib := procKiB("/proc/meminfo", "MemTotal:")
	return fmt.Sprintf("%d GiB", (kib+1<<19)>>20)
}

// procKiB reads a line such as "VmHWM: 123 kB".
func procKiB(file, name string) int {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), name)
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kib, err := strconv.Atoi(fields[0])
	if err != nil {
		return 0
	}
	return kib
}

// loadAverage says how busy the machine is with other things as well.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "load average unknown"
	}
	f := strings.Fields(string(text))
	return "load average (1, 5, 15 minutes) at the end: " + strings.Join(f[:3], ", ")
}

// heapMiB is the live heap.
func heapMiB() int {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc >> 20)
}

// started is what a start of the service's inside costs.
type started struct {
	Seconds, CPU                  float64
	HeapMiB, ResidentMiB, PeakMiB int
}

// startFlag makes this program a child that starts the inside on a directory and
// prints what it cost: in a process of its own memory is honest.
const startFlag = "-start-on"

func startInChild(dir string) (started, error) {
	var s started
	self, err := os.Executable()
	if err != nil {
		return s, err
	}
	if strings.HasSuffix(self, ".test") {
		return s, fmt.Errorf("not from a test")
	}
	command := exec.Command(self, startFlag, dir)
	command.Env = append(os.Environ(), "GOGC=25") // as the program bounds it: cmd/liuyuan/memory.go
	out, err := command.Output()
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(out, &s)
}

func startOn(ctx context.Context, dir string) error {
	db, err := store.OpenSQLite(ctx, dir, store.Options{SortKey: centre.NameKey})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	begin := time.Now()
	c, err := newCentre(ctx, db)
	if err != nil {
		return err
	}
	s := started{Seconds: time.Since(begin).Seconds(), CPU: ownCPU().Seconds()}
	s.PeakMiB = procKiB("/proc/self/status", "VmHWM:") >> 10
	debug.FreeOSMemory() // as the program does once it is open
	s.HeapMiB, s.ResidentMiB = heapMiB(), procKiB("/proc/self/status", "VmRSS:")>>10
	c.Close()
	return json.NewEncoder(os.Stdout).Encode(s)
}
