//go:build unix

package export

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The test binary plays the program that is killed, or that may only write
// small files, when these are set.
const (
	roleVar = "GATEFOLD_TEST_ROLE"
	outVar  = "GATEFOLD_TEST_OUT"
)

func TestMain(m *testing.M) {
	switch os.Getenv(roleVar) {
	case "forever-tree":
		buildForever(os.Getenv(outVar), fast())
	case "forever-journal":
		buildForever(os.Getenv(outVar), ways["journal"]())
	case "small-files":
		buildSmallFiles(os.Getenv(outVar))
	}
	os.Exit(m.Run())
}

// large makes sites with enough files that a build takes a while.
func large(day string) tree {
	t := tree{"index.html": day, day + "/index.html": "only " + day}
	for i := range 60 {
		t[fmt.Sprintf("news/%d/index.html", i)] = "the same"
		t[fmt.Sprintf("sport/%d/index.html", i)] = day
	}
	return t
}

// buildForever builds two sites in turn and says each time that it is alive.
func buildForever(out string, o Options) {
	for {
		for _, day := range []string{"monday", "tuesday"} {
			if _, err := write(context.Background(), large(day).items(), out, o); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("built")
		}
	}
}

func TestKilledAtRandom(t *testing.T) {
	for _, way := range []string{"tree", "journal"} {
		t.Run(way, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "public")
			rounds := 25
			if testing.Short() {
				rounds = 5
			}
			for range rounds {
				killOneBuild(t, way, out)
				if way == "tree" {
					wantOneOf(t, out)
				}
				if err := revive(out); err != nil {
					t.Fatal(err)
				}
				wantOneOf(t, out)
				wantTidy(t, out)
			}
		})
	}
}

// killOneBuild starts the program, waits for one whole build, and kills it with
// SIGKILL somewhere in the next.
func killOneBuild(t *testing.T, way, out string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), roleVar+"=forever-"+way, outVar+"="+out)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 256)
	began := time.Now()
	if n, _ := pipe.Read(line); !strings.HasPrefix(string(line[:n]), "built\n") { // a busy machine may show us two at once
		t.Errorf("the program said %q", line[:n])
	}
	took := time.Since(began)
	// Not a wait for something to happen: the moment is meant to be random.
	time.Sleep(time.Duration(rand.Int64N(int64(took))))
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
}

func wantOneOf(t *testing.T, out string) {
	t.Helper()
	got := readTree(t, out)
	if cmp.Diff(large("monday"), got) != "" && cmp.Diff(large("tuesday"), got) != "" {
		t.Fatalf("neither monday's site nor tuesday's, but %d files", len(got))
	}
}

// buildSmallFiles builds with a limit on the size of files that the new site
// does not keep.
func buildSmallFiles(out string) {
	limit := syscall.Rlimit{Cur: 8 << 10, Max: 8 << 10}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		fmt.Println(err)
		os.Exit(2)
	}
	_, err := write(context.Background(), tooLarge().items(), out, fast())
	fmt.Println(err)
	os.Exit(1)
}

func tooLarge() tree {
	return tuesday.with(tree{"news/long/index.html": string(make([]byte, 64<<10))})
}

func TestFileSizeLimit(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	mustWrite(t, monday, out, fast())
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), roleVar+"=small-files", outVar+"="+out)
	said, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != 1 {
		t.Fatalf("exit code %d: %s", code, said)
	}
	wantContains(t, string(said), "ulimit -f")
	wantTree(t, out, monday)
	wantTidy(t, out)
}
