package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// A site that nobody changes keeps receipts: of what readers press, under the
// words that they saw, through a restart and a change of words.
func TestProxyKeepsReceipts(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><html lang="en"><title>Tides</title><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`)
	}))
	defer up.Close()
	dir := t.TempDir()
	receipts := filepath.Join(dir, "receipts")
	const settings = "key_file = \"key\"\nevidence = \"receipts\"\n"
	write(t, dir, "door.toml", settings)
	flags := []string{"--config", filepath.Join(dir, "door.toml")}
	var loaded []string // a page that is open in a browser all the time
	t.Run("before", func(t *testing.T) {
		address, _ := startProxy(t, up.URL, flags...)
		s := &served{url: address}
		s.press(t, "/tides/?reader=7", "yes", "always", "1")
		exported(t, receipts, 1) // while it runs
		loaded = []string{s.form(t, "/tides/", "yes"), s.form(t, "/tides/", "no", "do", "withdrawn", "always", "1")}
	})
	write(t, dir, "door.toml", settings+"[strings.en]\n\"gate.not\" = \"Open sesame? Not now\"\n")
	t.Run("after", func(t *testing.T) {
		address, _ := startProxy(t, up.URL, flags...)
		s := &served{url: address}
		for _, path := range loaded {
			s.send(t, path)
		}
		s.press(t, "/tides/", "yes")
		s.get(t, strings.TrimSuffix(loaded[0][:strings.IndexByte(loaded[0], '?')], "/")+"/") // remembered
	})
	lines := exported(t, receipts, 4)
	for i, want := range []string{`"action":"given","scope":"provider"`, `"action":"given","scope":"piece"`, `"action":"withdrawn","scope":"provider"`, `"action":"given","scope":"piece"`} {
		if !strings.Contains(lines[i], want) || !strings.Contains(lines[i], `"page":"/tides/"`) || strings.Contains(lines[i], "reader") {
			t.Errorf("receipt %d: %s", i, lines[i])
		}
		_, out, _ := command(t, "evidence", "show", receiptID(t, lines[i]), receipts)
		if strings.Contains(out, "Open sesame") != (i == 3) {
			t.Errorf("receipt %d shows other words than the reader saw: %s", i, out)
		}
	}
	if code, out, said := command(t, "evidence", "verify", receipts); code != exitOK {
		t.Errorf("exit code %d: %s%s", code, out, said)
	}

	// A folder keeps none, and says so.
	write(t, dir, "in/index.html", `<!doctype html><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`)
	code, _, said := command(t, append([]string{"rewrite", filepath.Join(dir, "in"), filepath.Join(dir, "out"), "--origin", "https://site.example"}, flags...)...)
	if code != exitOK || !strings.Contains(said, "no receipts are kept") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// Without a key the log says what a restart costs.
func TestProxyWarnsOfReceiptsWithoutKey(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "door.toml", "evidence = \"receipts\"\n")
	_, log := startProxy(t, "http://127.0.0.1:1", "--config", filepath.Join(dir, "door.toml"))
	if !strings.Contains(log.String(), "without a key") {
		t.Errorf("the log says %s", log)
	}
}
