package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/evidence"
)

// programVar makes the test binary be the program.
const programVar = "GATEFOLD_TEST_PROGRAM"

// Kill the server while readers press buttons, ten times: every one who got
// their piece has a receipt, and the log is whole.
func TestServerIsKilled(t *testing.T) {
	dir := publication(t, map[string]string{"content/coast/lamp.md": twoGates, "gatefold.toml": "evidence = \"receipts\"\n"})
	var opened atomic.Int64
	for range 10 {
		killServer(t, dir, &opened)
	}
	files, err := evidence.Files(filepath.Join(dir, "receipts"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := evidence.Verify(t.Context(), files, "", func(l evidence.Line) {
		if !l.Fault.Unfinished { // the last server had no successor
			t.Error(l.Fault)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pieces were opened, %d receipts are there", opened.Load(), sum.Receipts)
	if sum.Receipts < opened.Load() || opened.Load() < 10 {
		t.Errorf("%d pieces were opened, but only %d receipts are there", opened.Load(), sum.Receipts)
	}
}

// startServer starts the program as the server of a publication, and gives what it says behind
// its greeting, and its address.
func startServer(t *testing.T, dir string) (cmd *exec.Cmd, out io.Reader, address string) {
	t.Helper()
	cmd = exec.Command(os.Args[0], "serve", dir, "--listen", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), programVar+"=yes")
	cmd.Stderr = new(bytes.Buffer)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan()
	m := greeting.FindStringSubmatch(lines.Text())
	if m == nil {
		t.Fatalf("it greets with %q: %s", lines.Text(), cmd.Stderr)
	}
	return cmd, out, m[1]
}

// killServer serves a publication to a crowd and dies of SIGKILL.
func killServer(t *testing.T, dir string, opened *atomic.Int64) {
	t.Helper()
	cmd, out, address := startServer(t, dir)
	go func() { _, _ = io.Copy(io.Discard, out) }()
	s := &served{dir: dir, url: address}
	target := s.form(t, "/coast/lamp/", "yes")

	ctx, stop := context.WithCancel(t.Context())
	var crowd sync.WaitGroup
	for range 8 {
		crowd.Go(func() {
			for ctx.Err() == nil && openPiece(ctx, s.url+target) {
				opened.Add(1)
			}
		})
	}
	// Not a wait for something to happen: the moment is meant to be random.
	time.Sleep(20*time.Millisecond + time.Duration(rand.Int64N(int64(100*time.Millisecond))))
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait()
	stop()
	crowd.Wait()
}

// openPiece asks for a piece and says whether it came.
func openPiece(ctx context.Context, address string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return err == nil && res.StatusCode == http.StatusOK
}
