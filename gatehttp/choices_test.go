package gatehttp

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/htmltest"
)

// The page of choices is there where the site has none, in the reader's language.
func TestPageOfChoices(t *testing.T) {
	d := testDoor(t, nil)
	s := serve(t, d, answering(404, "<p>not here", html))
	x := ask(t, http.MethodGet, s.URL+gate.ChoicesFolder, "Accept-Language: ar")
	doc := htmltest.Parse(t, []byte(x.body))
	doc.UniqueIDs()
	doc.LoadsOnlyFrom("/")
	if x.StatusCode != 200 || doc.One("html").Attr("lang") != "ar" || doc.One("#gf-choices").Data != "section" || x.Header.Get("Vary") != "Accept-Language" {
		t.Errorf("%d %v", x.StatusCode, x.Header)
	}
	if p := x.Header.Get("Content-Security-Policy"); p != gate.HeaderPolicy(doc.One("meta[http-equiv=Content-Security-Policy]").Attr("content")) {
		t.Errorf("its policy is %q", p)
	}
	if !strings.Contains(x.body, "<style>"+choicesStyle+gate.Style()+"</style>") {
		t.Error("its style is not the one that its policy allows")
	}
	if script := ask(t, http.MethodGet, s.URL+doc.One("script").Attr("src")); script.StatusCode != 200 {
		t.Errorf("its script answers %d", script.StatusCode)
	}
	if x := ask(t, http.MethodGet, s.URL+signalPath); x.body != string(SignalFile()) || x.Header.Get("Content-Type") != "application/json" {
		t.Errorf("%d %q", x.StatusCode, x.body)
	}
	if x := ask(t, http.MethodGet, s.URL+"/other/"); x.StatusCode != 404 || x.body != "<P>NOT HERE" {
		t.Errorf("%d %q", x.StatusCode, x.body)
	}

	own := serve(t, d, answering(200, "<p>our own", html))
	if x := ask(t, http.MethodGet, own.URL+gate.ChoicesFolder); x.body != "<P>OUR OWN" {
		t.Errorf("a page of the site's own: %q", x.body)
	}
}
