package caddygate

import (
	"html"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/caddyserver/caddy/v2"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/evidence"
)

var (
	theForm  = regexp.MustCompile(`<form class="gf-yes" action="([^"]+)[^>]*>(.*?)</form>`)
	theField = regexp.MustCompile(`name="(\w+)" value="([^"]*)"`)
)

// Receipts are kept before and after Caddy has taken a new configuration, in one
// log, while both configurations hold it.
func TestReceipts(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page))
	}))
	defer up.Close()
	dir := filepath.Join(t.TempDir(), "receipts")
	site := "gatefold {\nkey 0123456789abcdef0123\nevidence " + dir + "\n}\nreverse_proxy " + up.URL
	at := run(t, site)
	_, body := get(t, at+"/tides/")
	form := theForm.FindStringSubmatch(body)
	if form == nil {
		t.Fatalf("no gate: %s", body)
	}
	target := at + html.UnescapeString(form[1]) + "?"
	for _, f := range theField.FindAllStringSubmatch(form[2], -1) {
		target += f[1] + "=" + html.UnescapeString(f[2]) + "&"
	}
	get(t, target, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: iframe")
	reload(t, at, site+"\nheader X-New yes")
	if res, _ := get(t, target, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: iframe"); res.Header.Get("X-New") == "" {
		t.Error("the old configuration is at work")
	}
	get(t, target, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: iframe")
	if err := caddy.Stop(); err != nil {
		t.Fatal(err)
	}
	files, err := evidence.Files(dir)
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	if _, err := evidence.Walk(t.Context(), files, func(l evidence.Line) error {
		if l.Fault != nil {
			t.Error(l.Fault)
		} else if r, ok := l.Record.Entry.(consent.Receipt); ok {
			pages = append(pages, r.Page)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if strings.Join(pages, " ") != "/tides/ /tides/" {
		t.Errorf("receipts for %v", pages)
	}
}
