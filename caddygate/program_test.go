package caddygate

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The program that cmd/caddy builds is a Caddy that knows the module: it checks a
// Caddyfile, runs it, takes another one while it runs, and ends when it is asked to.
func TestProgram(t *testing.T) {
	program := filepath.Join(t.TempDir(), "caddy")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/caddy").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	home, err := os.MkdirTemp("", "caddy") // t.TempDir would be too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	command := func(args ...string) *exec.Cmd {
		c := exec.Command(program, args...)
		c.Dir = home
		c.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "XDG_CONFIG_HOME="+home)
		return c
	}
	do := func(args ...string) string {
		t.Helper()
		out, err := command(args...).CombinedOutput()
		if err != nil {
			t.Fatalf("caddy %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	if modules := do("list-modules"); !strings.Contains(modules, "http.handlers.gatefold\n") {
		t.Fatalf("the program does not have the module:\n%s", modules)
	}

	upstream := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, page)
	}))
	defer upstream.Close()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := "http://" + ln.Addr().String()
	ln.Close()
	write := func(settings string) {
		t.Helper()
		text := fmt.Sprintf("{\n\tadmin unix/%s\n\tauto_https off\n}\n\n%s {\n\tencode zstd gzip\n\tgatefold%s\n\treverse_proxy %s\n}\n",
			filepath.Join(home, "admin"), at, settings, upstream.URL)
		if err := os.WriteFile(filepath.Join(home, "Caddyfile"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("")
	do("validate", "--config", "Caddyfile")

	caddy := command("run", "--config", "Caddyfile")
	var log lockedBuffer
	caddy.Stdout, caddy.Stderr = &log, &log
	if err := caddy.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- caddy.Wait() }()
	t.Cleanup(func() { caddy.Process.Kill() })
	body := firstAnswer(t, at+"/", ended, &log)
	if !strings.Contains(body, `action="/_gatefold/embed/other/`) || strings.Contains(body, "<iframe src") || strings.Contains(body, `<script src="https://`) {
		t.Errorf("the page has no gate, or a script of others:\n%s", body)
	}

	write(" {\n\t\tallow stats.example \"counts visits\" script\n\t}")
	do("reload", "--config", "Caddyfile", "--address", "unix/"+filepath.Join(home, "admin"))
	if _, body := get(t, at+"/"); !strings.Contains(body, `src="https://stats.example/s.js"`) || strings.Contains(body, `<script src="https://other.example`) {
		t.Errorf("the other configuration does not hold:\n%s", body)
	}

	// An exception without a reason is refused, and what runs stays.
	write(" {\n\t\tallow other.example\n\t}")
	if out, err := command("reload", "--config", "Caddyfile", "--address", "unix/"+filepath.Join(home, "admin")).CombinedOutput(); err == nil || !bytes.Contains(out, []byte("reason")) {
		t.Errorf("%v\n%s", err, out)
	}
	if res, _ := get(t, at+"/"); res.StatusCode != http.StatusOK {
		t.Errorf("status %d after a configuration that was refused", res.StatusCode)
	}

	if err := caddy.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("%v\n%s", err, log.String())
		}
	case <-time.After(time.Minute):
		t.Error("the program does not end")
	}
}

// firstAnswer asks until a program that has just been started listens.
func firstAnswer(t *testing.T, address string, ended <-chan error, log fmt.Stringer) string {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	late := time.After(time.Minute)
	for {
		select {
		case err := <-ended:
			t.Fatalf("the program ended: %v\n%s", err, log)
		case <-late:
			t.Fatalf("nobody listens\n%s", log)
		case <-tick.C:
		}
		res, err := http.Get(address)
		if err != nil {
			continue
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
}

// lockedBuffer keeps what a program says while it runs.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
