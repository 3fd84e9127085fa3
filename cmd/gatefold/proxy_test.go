package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/retrofit"
)

// Every setting is explained in the manual.
func TestEverySettingOfDoorsIsDocumented(t *testing.T) {
	manual, err := os.ReadFile("../../docs/retrofit.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[doorConfig](), reflect.TypeFor[allowConfig]()} {
		for i := range typ.NumField() {
			if key := typ.Field(i).Tag.Get("toml"); !strings.Contains(string(manual), "`"+key+"`") && !strings.Contains(string(manual), "["+key) {
				t.Errorf("docs/retrofit.md does not explain %s", key)
			}
		}
	}
}

// said is what a program has said so far.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

var proxyGreeting = regexp.MustCompile(`^Serving on (http://\S+)/ what `)

// startProxy runs "gatefold proxy" until the test ends.
func startProxy(t *testing.T, upstream string, flags ...string) (address string, log *said) {
	t.Helper()
	log = &said{}
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"proxy", "--upstream", upstream, "--listen", "127.0.0.1:0"}, flags...), nil, in, log)
		in.Close()
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("it ended with %d: %s", <-ended, log)
	}
	m := proxyGreeting.FindStringSubmatch(lines.Text())
	if m == nil {
		t.Fatalf("it greets with %q", lines.Text())
	}
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitOK {
			t.Errorf("it ended with %d: %s", code, log)
		}
	})
	return m[1], log
}

// A whole proxy: the page has a gate, the gate opens, the report knows, and the
// log does not know who asked.
func TestProxy(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><html lang="en"><title>A</title><iframe src="https://player.nobody.example/x"></iframe>`+
			`<script src="https://stats.example/s.js"></script>`)
	}))
	defer up.Close()
	dir := t.TempDir()
	write(t, dir, "door.toml", "origin = \"https://site.example\"\nkey_file = \"key\"\n")
	flags := []string{"--config", filepath.Join(dir, "door.toml"), "--report-token", "a-secret-of-some-length", "--log-level", "debug"}
	address, log := startProxy(t, up.URL, flags...)
	s := &served{url: address}
	_, page := s.get(t, "/a?reader=7")
	action := regexp.MustCompile(`action="(/_gatefold/embed/other/[^"]+)"`).FindStringSubmatch(page)
	if action == nil || strings.Contains(page, "<iframe src") {
		t.Fatalf("%s", page)
	}
	if code, doc := s.get(t, action[1]); code != 200 || !strings.Contains(doc, "https://player.nobody.example/x") {
		t.Errorf("%d %s", code, doc)
	}
	if code, report := s.get(t, "/_gatefold/report.json?token=a-secret-of-some-length"); code != 200 || !strings.Contains(report, "stats.example") || strings.Contains(report, "reader") {
		t.Errorf("%d %s", code, report)
	}
	if code, _ := s.get(t, "/_gatefold/ready"); code != 200 {
		t.Errorf("%d", code)
	}
	if text := log.String(); strings.Contains(text, "127.0.0.1:") && strings.Contains(text, "remote") || strings.Contains(text, "reader=7") || !strings.Contains(text, "path=/a") {
		t.Errorf("the log says %s", text)
	}

	if text := log.String(); strings.Contains(text, "status=0") || !strings.Contains(text, "path=/_gatefold/report.json status=200") {
		t.Errorf("the log says %s", text)
	}

	// The key outlives the program, so gates in cached pages do, too.
	again, _ := startProxy(t, up.URL, flags...)
	if code, _ := (&served{url: again}).get(t, action[1]); code != 200 {
		t.Errorf("after a restart the gate answers %d", code)
	}
	if info, err := os.Stat(filepath.Join(dir, "key")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key: %v %v", info, err)
	}
}

// What an upstream says behind its answer is part of a page, and no part of it gets into the
// log.
func TestLogQuotesNoPages(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, rw, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		fmt.Fprint(rw, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p>xof somebody")
		_ = rw.Flush()
		_, _ = io.Copy(io.Discard, conn) // until the proxy closes it
	}))
	defer up.Close()
	address, log := startProxy(t, up.URL)
	if code, page := (&served{url: address}).get(t, "/"); code != 200 || !strings.Contains(page, "<p>x") {
		t.Fatalf("%d %s", code, page)
	}
	for end := time.Now().Add(time.Minute); !strings.Contains(log.String(), "Unsolicited response"); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("the log says %s", log)
		}
	}
	if strings.Contains(log.String(), "somebody") {
		t.Errorf("the log says %s", log)
	}
}

func TestProxyThatOnlyReports(t *testing.T) {
	const text = `<!doctype html><iframe src="https://player.nobody.example/x"></iframe>`
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, text)
	}))
	defer up.Close()
	address, _ := startProxy(t, up.URL, "--report-only", "--report-token", "a-secret-of-some-length")
	s := &served{url: address}
	if _, page := s.get(t, "/"); page != text {
		t.Errorf("%s", page)
	}
	if _, report := s.get(t, "/_gatefold/report.json?token=a-secret-of-some-length"); !strings.Contains(report, "player.nobody.example") || !strings.Contains(report, `"reportOnly": true`) {
		t.Errorf("%s", report)
	}
}

func TestExitCodeOfFindings(t *testing.T) {
	dir := publication(t, map[string]string{"index.html": `<script src="https://stats.example/s.js"></script>`, "door.toml": "unknown_scripts = \"fail\"\n"})
	for want, args := range map[int][]string{
		exitFound: {"rewrite", dir, "--report-only", "--fail-on", "script"},
		exitOK:    {"rewrite", dir, "--report-only", "--fail-on", "frame"},
		exitUsage: {"rewrite", dir, "--report-only", "--fail-on", "skript"},
	} {
		if got := run(t.Context(), args, nil, io.Discard, io.Discard); got != want {
			t.Errorf("%q: %d, want %d", args, got, want)
		}
	}
	if got := run(t.Context(), []string{"rewrite", dir, "--report-only", "--config", filepath.Join(dir, "door.toml")}, nil, io.Discard, io.Discard); got != exitFound {
		t.Errorf("unknown_scripts: %d", got)
	}
}

// Without gates there is none that a restart could keep from opening.
func TestNoWarningOfAKeyThatNothingNeeds(t *testing.T) {
	for reportOnly, want := range map[bool]bool{true: false, false: true} {
		var out strings.Builder
		d := &doors{Config: retrofit.Config{ReportOnly: reportOnly}}
		d.warnOfKey(slog.New(newPlainLog(&out, slog.LevelWarn)))
		if got := strings.Contains(out.String(), "no key_file"); got != want {
			t.Errorf("report only %v: %q", reportOnly, out.String())
		}
	}
}
