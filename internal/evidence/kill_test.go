package evidence

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"
)

// The test binary plays the program that is killed when these are set.
const (
	roleVar = "GATEFOLD_TEST_ROLE"
	dirVar  = "GATEFOLD_TEST_DIR"
)

func TestMain(m *testing.M) {
	if os.Getenv(roleVar) == "writer" {
		writeForever(os.Getenv(dirVar))
	}
	os.Exit(m.Run())
}

// writeForever keeps receipts, from many readers at a time, and prints the ID
// of each one that is acknowledged.
func writeForever(dir string) {
	l, err := Open(Options{Dir: dir, FileSize: 40_000})
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	l.Offer(sampleNotices())
	for range 32 {
		go func() {
			for {
				r := sampleReceipt()
				done := make(chan error, 1)
				if err := l.enqueue(r, done); err != nil {
					fmt.Println("error:", err)
					return
				}
				if err := <-done; err != nil {
					fmt.Println("error:", err)
					return
				}
				fmt.Println(r.ID) // one write(2): it is out when it returns
			}
		}()
	}
	select {}
}

// Kill the program while it writes, ten times: every receipt that was
// acknowledged is there, and the log is whole.
func TestKilledAtRandom(t *testing.T) {
	dir := t.TempDir()
	var acknowledged []string
	for range 10 {
		acknowledged = append(acknowledged, killOneWriter(t, dir)...)
		closed(t, opened(t, Options{Dir: dir}))
	}
	s := wantWhole(t, dir, acknowledged)
	t.Logf("%d acknowledged, %d kept, %d unfinished ends put aside, %d files", len(acknowledged), s.Receipts, s.Asides, s.Files)
	if len(acknowledged) < 20 {
		t.Errorf("hardly anything was written: %d receipts", len(acknowledged))
	}
}

// killOneWriter starts the program, lets it work for a random time, kills it
// with SIGKILL, and gives all that it acknowledged.
func killOneWriter(t *testing.T, dir string) (ids []string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), roleVar+"=writer", dirVar+"="+dir)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(pipe)
	var killer *time.Timer
	for lines.Scan() {
		if killer == nil {
			// Not a wait for something to happen: the moment is meant to be
			// random.
			killer = time.AfterFunc(time.Duration(rand.Int64N(int64(100*time.Millisecond))), func() { _ = cmd.Process.Kill() })
		}
		id := lines.Text()
		if len(id) != 16 {
			t.Errorf("the program said %q", id)
			continue
		}
		ids = append(ids, id)
	}
	_ = cmd.Wait()
	return ids
}
