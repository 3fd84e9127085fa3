package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
)

func TestOneGate(t *testing.T) {
	site, err := newSite("https://vimeo.com/55073825")
	if err != nil {
		t.Fatal(err)
	}
	page := get(t, site, "/")
	if policy := page.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src 'self'") || strings.Contains(policy, "https:") {
		t.Errorf("the page's policy is %s", policy)
	}
	doc := htmltest.Parse(t, page.Body.Bytes())
	doc.LoadsOnlyFrom("/")
	doc.UniqueIDs()
	doc.Resolves()

	script := get(t, site, doc.One("script").Attr("src"))
	if kind := script.Header().Get("Content-Type"); !strings.HasPrefix(kind, "text/javascript") {
		t.Errorf("the script is %s", kind)
	}
	piece := get(t, site, doc.One("form.gf-yes").Attr("action"))
	if policy := piece.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "frame-src https://player.vimeo.com") {
		t.Errorf("the policy of the embed document is %s", policy)
	}
	inner := htmltest.Parse(t, piece.Body.Bytes())
	inner.LoadsOnlyFrom("/", "https://player.vimeo.com/video/55073825")
	for _, asset := range append(inner.All("script"), inner.All("link[rel=stylesheet]")...) {
		get(t, site, asset.Attr("src")+asset.Attr("href"))
	}
}

func TestUnknownAddress(t *testing.T) {
	if _, err := newSite("https://example.org/"); err == nil {
		t.Error("a page of a site that nobody knows has a gate")
	}
}

func get(t *testing.T, site http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, w.Code)
	}
	return w
}
