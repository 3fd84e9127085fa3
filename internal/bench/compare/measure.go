package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// bench holds what all measurements share.
type bench struct {
	ctx      context.Context
	work     string // a temporary folder
	runs     int
	gatefold string // the program measured
	hugo     string // its peer
}

// cost is what one run of a process took.
type cost struct {
	cpu, wall time.Duration
	memory    int64 // bytes
}

// programs builds the program, as "make build" does, and, if it is wanted, Hugo
// alike, which comes from the Go module proxy.
func (b *bench) programs(hugo bool) error {
	b.gatefold = filepath.Join(b.work, "gatefold")
	b.hugo = filepath.Join(b.work, "hugo")
	if err := b.tool([]string{"CGO_ENABLED=0"}, "go", "build", "-trimpath", "-o", b.gatefold, "./cmd/gatefold"); err != nil {
		return err
	}
	if !hugo {
		return nil
	}
	return b.tool([]string{"CGO_ENABLED=0", "GOBIN=" + b.work}, "go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
}

// tool runs a command that is not measured.
func (b *bench) tool(env []string, name string, args ...string) error {
	cmd := exec.CommandContext(b.ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %v: %w\n%s", name, args, err, out)
	}
	return nil
}

// measure runs a command to its end and returns what it took.
func (b *bench) measure(name string, args ...string) (cost, error) {
	cmd := exec.CommandContext(b.ctx, name, args...)
	// A cache of its own, so that a measurement neither uses nor leaves
	// anything in the cache of whoever runs it.
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(b.work, "cache"))
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	settleDisk()
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return cost{}, fmt.Errorf("%s %v: %w\n%s", name, args, err, out.Bytes())
	}
	c := cost{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall: time.Since(start)}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		c.memory = usage.Maxrss * 1024 // Linux counts in KiB
	}
	return c, nil
}

// median returns the middle of each figure on its own.
func median(costs []cost) cost {
	return cost{
		cpu:    middle(costs, func(c cost) time.Duration { return c.cpu }),
		wall:   middle(costs, func(c cost) time.Duration { return c.wall }),
		memory: middle(costs, func(c cost) int64 { return c.memory }),
	}
}

func middle[T ~int64](costs []cost, of func(cost) T) T {
	values := make([]T, len(costs))
	for i, c := range costs {
		values[i] = of(c)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
