package gatehttp

import (
	"net/http"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

func TestEmbedDocumentsAreServed(t *testing.T) {
	d := testDoor(t, nil)
	s := serve(t, d, answering(404, "<p>not here", html))
	m, ok := provider.Default().ByKey("youtube", "jofNR_WkoCE")
	if !ok {
		t.Fatal("the catalogue has lost YouTube")
	}
	x := ask(t, http.MethodGet, s.URL+d.o.Gates.DocumentPath(m, "ar")+"?gf=1")
	if x.StatusCode != 200 || !strings.Contains(x.body, `lang="ar"`) || !strings.Contains(x.body, "youtube") {
		t.Errorf("%d %q", x.StatusCode, x.body)
	}
	if got, want := x.Header.Get("Content-Security-Policy"), gate.HeaderPolicy(d.o.Gates.DocumentPolicy(m)); got != want {
		t.Errorf("its policy is %q, want %q", got, want)
	}
	for _, path := range []string{"/_gatefold/embed/youtube/../", "/_gatefold/embed/youtube/jofNR_WkoCE/xx/", "/_gatefold/embed/other/abc.def/", "/_gatefold/none.js"} {
		if x := ask(t, http.MethodGet, s.URL+path); x.StatusCode != 404 || !strings.Contains(x.body, "NOT HERE") {
			t.Errorf("%s: %d %q", path, x.StatusCode, x.body)
		}
	}
}

// A frame of an unknown party opens at a signed address and at no other.
func TestSignedDocuments(t *testing.T) {
	d := testDoor(t, nil)
	s := serve(t, d, answering(404, "<p>not here", html))
	m, ok := provider.Stranger{Kind: provider.StrangeFrame, Address: "https://far.example/frame?x=1"}.Match()
	if !ok {
		t.Fatal("a frame of an unknown party is no match")
	}
	path := d.o.Gates.DocumentPath(m, "en")
	x := ask(t, http.MethodGet, s.URL+path)
	if x.StatusCode != 200 || !strings.Contains(x.Header.Get("Content-Security-Policy"), "https://far.example") {
		t.Errorf("%d %v", x.StatusCode, x.Header)
	}
	forged := strings.Replace(path, ".", "x.", 1)
	if x := ask(t, http.MethodGet, s.URL+forged); x.StatusCode != 404 {
		t.Errorf("%s: %d", forged, x.StatusCode)
	}
}

func TestAssetsAreServed(t *testing.T) {
	s := serve(t, testDoor(t, nil), answering(404, "no", html))
	for _, a := range gate.Assets() {
		x := ask(t, http.MethodGet, s.URL+a.Path)
		if x.body != string(a.Body) || x.Header.Get("Content-Type") != a.Type || !strings.Contains(x.Header.Get("Cache-Control"), "immutable") {
			t.Errorf("%s: %d %v", a.Path, x.StatusCode, x.Header)
		}
		if x := ask(t, http.MethodHead, s.URL+a.Path); x.StatusCode != 200 || x.ContentLength != int64(len(a.Body)) {
			t.Errorf("HEAD %s: %d, %d", a.Path, x.StatusCode, x.ContentLength)
		}
	}
}

func TestRefusalsAreInTheReadersLanguage(t *testing.T) {
	d := testDoor(t, nil)
	s := serve(t, d, func(w http.ResponseWriter, r *http.Request) { d.Refuse(w, r, http.StatusGatewayTimeout) })
	for header, want := range map[string]string{"": "en", "ar-EG,ar;q=0.9": "ar", "nl, de": "en", "xx-*-;;": "en", "nl, ar;q=0.1": "ar"} {
		x := ask(t, http.MethodGet, s.URL+"/a", "Accept-Language: "+header)
		if x.StatusCode != 504 || !strings.Contains(strings.ToLower(x.body), `<html lang="`+want) || x.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%q: %d %s", header, x.StatusCode, x.body[:60])
		}
	}
}
