package caddygate

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/caddyserver/caddy/v2"
	"github.com/caddyserver/caddy/v2/caddyconfig"
	"github.com/caddyserver/caddy/v2/caddyconfig/caddyfile"
	_ "github.com/caddyserver/caddy/v2/caddyconfig/httpcaddyfile"
	_ "github.com/caddyserver/caddy/v2/modules/caddyhttp/encode"
	_ "github.com/caddyserver/caddy/v2/modules/caddyhttp/encode/gzip"
	_ "github.com/caddyserver/caddy/v2/modules/caddyhttp/encode/zstd"
	_ "github.com/caddyserver/caddy/v2/modules/caddyhttp/fileserver"
	_ "github.com/caddyserver/caddy/v2/modules/caddyhttp/reverseproxy"
	_ "github.com/caddyserver/caddy/v2/modules/filestorage"
	_ "github.com/caddyserver/caddy/v2/modules/logging"
)

// run starts a real Caddy with a site block, and gives its address.
func run(t *testing.T, site string) string {
	t.Helper()
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + ln.Addr().String()
	ln.Close()
	reload(t, address, site)
	t.Cleanup(func() {
		if err := caddy.Stop(); err != nil {
			t.Error(err)
		}
	})
	return address
}

// reload gives Caddy a site block in place of the one that it has.
func reload(t *testing.T, address, site string) {
	t.Helper()
	text := "{\nadmin off\npersist_config off\nauto_https off\nstorage file_system " + t.TempDir() + "\nlog {\noutput discard\n}\n}\n" +
		address + " {\n" + site + "\n}\n"
	json, warnings, err := caddyconfig.GetAdapter("caddyfile").Adapt([]byte(text), nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, w := range warnings {
		if !strings.Contains(w.Message, "not formatted") {
			t.Errorf("%v", w)
		}
	}
	if err := caddy.Load(json, true); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, address string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(b)
}

const page = `<!doctype html><html lang="en"><title>A</title><body><iframe src="https://player.nobody.example/x"></iframe>` +
	`<script src="https://stats.example/s.js"></script><script src="https://other.example/o.js"></script>`

// A page of an upstream gets its gate, the gate opens, and the report knows.
func TestInFrontOfAnUpstream(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "a picture")
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Link", "<https://fonts.example>; rel=preconnect")
		fmt.Fprint(w, page+strings.Repeat("<p>text", 200))
	}))
	defer up.Close()
	t.Setenv("REPORT", "a-secret-of-some-length")
	at := run(t, `encode gzip
		gatefold {
			first_party cdn.site.example
			allow stats.example "counts visits" script
			report_token {env.REPORT}
		}
		reverse_proxy `+up.URL)
	res, _ := get(t, at+"/", "Accept-Encoding: gzip")
	if res.Header.Get("Content-Encoding") != "gzip" || res.Header.Get("Link") != "" {
		t.Errorf("%v", res.Header)
	}
	res, body := get(t, at+"/")
	action := regexp.MustCompile(`action="(/_gatefold/embed/other/[^"]+)"`).FindStringSubmatch(body)
	if action == nil || strings.Contains(body, "<iframe src") || !strings.Contains(body, `src="https://stats.example/s.js"`) ||
		!strings.Contains(res.Header.Get("Content-Security-Policy"), "stats.example") {
		t.Fatalf("%v\n%s", res.Header, body)
	}
	if strings.Contains(body, `<script src="https://other.example`) {
		t.Error("an unknown script is let through")
	}
	if res, doc := get(t, at+action[1]); res.StatusCode != 200 || !strings.Contains(doc, "https://player.nobody.example/x") {
		t.Errorf("%d %s", res.StatusCode, doc)
	}
	if _, picture := get(t, at+"/a.png"); picture != "a picture" {
		t.Errorf("%q", picture)
	}
	if _, report := get(t, at+"/_gatefold/report.json?token=a-secret-of-some-length"); !strings.Contains(report, "counts visits") {
		t.Errorf("%s", report)
	}
	if res, _ := get(t, at+"/_gatefold/report.json"); res.StatusCode != 404 {
		t.Errorf("%d", res.StatusCode)
	}
}

// Files, ranges of them, and errors, which stay Caddy's.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"index.html": page, "film.mp4": "0123456789", "lost.html": "<p>lost</p>"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := run(t, "root * "+dir+`
		gatefold
		file_server
		handle_errors {
			rewrite * /lost.html
			file_server
		}`)
	if _, body := get(t, at+"/"); strings.Contains(body, "<iframe src") || !strings.Contains(body, "_gatefold/embed/other/") {
		t.Errorf("%s", body)
	}
	if res, body := get(t, at+"/film.mp4", "Range: bytes=2-4"); res.StatusCode != 206 || body != "234" {
		t.Errorf("%d %q", res.StatusCode, body)
	}
	if res, body := get(t, at+"/index.html", "Range: bytes=2-4"); res.StatusCode != 200 || !strings.Contains(body, "_gatefold/embed/") {
		t.Errorf("%d %q", res.StatusCode, body)
	}
	if res, body := get(t, at+"/none"); res.StatusCode != 404 || body != "<p>lost</p>" {
		t.Errorf("%d %q", res.StatusCode, body)
	}
	res, _ := get(t, at+"/")
	if again, _ := get(t, at+"/", "If-None-Match: "+res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("%d", again.StatusCode)
	}
}

// An upstream that is down is Caddy's to tell.
func TestUpstreamThatIsDown(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	at := run(t, "gatefold\nreverse_proxy "+gone.URL)
	if res, _ := get(t, at+"/"); res.StatusCode != http.StatusBadGateway {
		t.Errorf("%d", res.StatusCode)
	}
}

func TestReportOnly(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, page)
	}))
	defer up.Close()
	at := run(t, "gatefold {\nreport_only\n}\nreverse_proxy "+up.URL)
	if res, body := get(t, at+"/"); body != page || res.Header.Get("Content-Security-Policy") != "" {
		t.Errorf("%v %s", res.Header, body)
	}
}

func TestCaddyfile(t *testing.T) {
	parse := func(text string) (*Handler, error) {
		h := new(Handler)
		return h, h.UnmarshalCaddyfile(caddyfile.NewTestDispenser(text))
	}
	h, err := parse(`gatefold {
		origin https://site.example
		first_party a.example *.b.example
		first_party c.example
		allow d.example "because" script style
		allow e.example "also"
		language de
		report_only
		localise font
		keep_dir /tmp/x
		key 0123456789abcdef
		days 30
		evidence receipts
		report_token {env.TOKEN}
	}`)
	if err != nil {
		t.Fatal(err)
	}
	if h.Origin != "https://site.example" || len(h.FirstParty) != 3 || len(h.Allow) != 2 || len(h.Allow[0].Kinds) != 2 || h.Language != "de" ||
		!h.ReportOnly || len(h.Localise) != 1 || h.Days != 30 || h.ReportToken != "{env.TOKEN}" || h.Key == "" || h.KeepDir != "/tmp/x" || h.Evidence != "receipts" {
		t.Errorf("%+v", h)
	}
	for text, want := range map[string]string{
		"gatefold {\nallow a.example\n}":              "every exception has a reason",
		"gatefold {\nallow a.example \"x\" skript\n}": "did you mean",
		"gatefold {\nnonsense\n}":                     "no setting",
		"gatefold {\nfirst_prty a.example\n}":         `did you mean "first_party"?`,
		"gatefold {\nlocalise script\n}":              "no copy of \"script\" can be kept",
		"gatefold {\ndays many\n}":                    "no number",
		"gatefold {\ndays -1\n}":                      "for not at all",
		"gatefold {\norigin\n}":                       "argument",
		"gatefold x":                                  "argument",
		"gatefold {\nreport_only yes\n}":              "argument",
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// The Caddyfile of the guide is one.
func TestCaddyfileOfTheGuide(t *testing.T) {
	guide, err := os.ReadFile("../docs/retrofit.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```\\n(example\\.org \\{.*?)```").FindAllSubmatch(guide, -1)
	if len(blocks) != 1 {
		t.Fatalf("the guide has %d Caddyfiles", len(blocks))
	}
	out, warnings, err := caddyconfig.GetAdapter("caddyfile").Adapt(blocks[0][1], nil)
	if err != nil || len(warnings) > 0 {
		t.Fatalf("%v %v", err, warnings)
	}
	// It stands inside encode and around the upstream.
	text := string(out)
	encode, gate, upstream := strings.Index(text, `"handler":"encode"`), strings.Index(text, `"handler":"gatefold"`), strings.Index(text, `"handler":"reverse_proxy"`)
	if encode < 0 || encode > gate || gate > upstream {
		t.Errorf("%s", text)
	}
}

// What is wrong stops Caddy before it takes the old configuration away.
func TestConfigurationsThatAreRefused(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for name, h := range map[string]*Handler{
		"no reason":     {Allow: []Allow{{Host: "a.example"}}},
		"no host":       {FirstParty: []string{"https://a"}},
		"a short key":   {Key: "x"},
		"too many days": {Days: 365},
		"no origin":     {Origin: "site"},
	} {
		ctx, cancel := caddy.NewContext(caddy.Context{Context: t.Context()})
		if err := h.Provision(ctx); err == nil {
			t.Errorf("%s passes", name)
		}
		cancel()
	}
	if err := (&Handler{ReportToken: "short"}).Validate(); err == nil {
		t.Error("a short token passes")
	}
}
