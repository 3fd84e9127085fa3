//go:build unix

package main

import (
	"io"
	"os"
	"os/signal"
	"syscall"
	"testing"
)

func TestEmptyAddressIsNone(t *testing.T) {
	if got := listenAt(""); got != ":8080" {
		t.Errorf("listens at %q", got)
	}
	if got := listenAt("127.0.0.1:0"); got != "127.0.0.1:0" {
		t.Errorf("listens at %q", got)
	}
}

// Whoever stops the server lets answers that are under way end: a key, a
// supervisor, a terminal that is closed.
func TestSignalsStopTheServer(t *testing.T) {
	dir := publication(t, map[string]string{"content/coast/lamp.md": story("The lamp", "")})
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if signal.Ignored(s) {
			continue // by nohup, which the server heeds, too
		}
		cmd, out, _ := startServer(t, dir)
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, out)
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: it ended with %v: %s", s, err, cmd.Stderr)
		}
	}
}
