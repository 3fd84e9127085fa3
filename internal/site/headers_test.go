package site

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// sent is what a static host sends for a path, as it reads _headers: all rules
// that fit. A header that several rules give is joined, as Cloudflare does, or
// the last one's, as Netlify does.
func sent(file, path string, join bool) map[string]string {
	got := map[string]string{}
	fits := false
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		if !strings.HasPrefix(line, " ") {
			prefix, suffix, wild := strings.Cut(line, "*")
			fits = path == line || wild && strings.HasPrefix(path, prefix) && strings.HasSuffix(path, suffix)
			continue
		}
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if had, ok := got[name]; fits && ok && join {
			got[name] = had + ", " + value
		} else if fits {
			got[name] = value
		}
	}
	return got
}

// Whatever a static host makes of _headers, together with the policy in the
// document it is what the server sends.
func TestStaticHostsSendTheSame(t *testing.T) {
	cfg, c := estuary(t)
	c.files = append(c.files, file(t, "/logo.svg", "<svg/>"))
	s := build(t, cfg, c)
	headers := at(t, s, "/_headers")
	for _, d := range s.Documents() {
		if d.HostOnly {
			continue
		}
		for _, join := range []bool{true, false} {
			got := sent(headers, s.Base()+d.Path, join)
			for _, h := range d.Headers() {
				if h.Name != policyHeader && got[h.Name] != h.Value {
					t.Errorf("%s: the static host sends %q as %s, the server %q", d.Path, got[h.Name], h.Name, h.Value)
				}
			}
			if cache := got["Cache-Control"]; d.Immutable != (cache == cacheForever) {
				t.Errorf("%s: the static host keeps it as %q", d.Path, cache)
			}
			checkPolicies(t, d, strings.Split(got[policyHeader], ", "))
			if sandboxed := strings.Contains(got[policyHeader], "; sandbox;"); sandboxed != (d.Path == "/logo.svg") {
				t.Errorf("%s: the static host sends it in a sandbox: %t", d.Path, sandboxed)
			}
		}
	}
}

// checkPolicies checks that a document works under the policies of a static
// host, and that these and its own are as strict as the server's.
func checkPolicies(t *testing.T, d *Document, static []string) {
	t.Helper()
	server := directives(d.Policy())
	for _, p := range static {
		for name, sources := range directives(p) {
			allowed, ok := server[name]
			if !ok {
				allowed, ok = server["default-src"]
			}
			for _, source := range allowed {
				inline := strings.HasPrefix(source, "'sha256-") && slices.Contains(sources, "'unsafe-inline'")
				if source != "'none'" && !inline && !slices.Contains(sources, source) {
					t.Errorf("%s: the static host forbids %s %s", d.Path, name, source)
				}
			}
			if !ok {
				t.Errorf("%s: the static host restricts %s, the server does not", d.Path, name)
			}
		}
	}
	if !slices.Contains(server["frame-ancestors"], "'self'") || !strings.Contains(strings.Join(static, ","), "frame-ancestors 'self'") {
		t.Errorf("%s may be framed by anybody", d.Path)
	}
}

func directives(policy string) map[string][]string {
	all := map[string][]string{}
	for part := range strings.SplitSeq(policy, ";") {
		if fields := strings.Fields(part); len(fields) > 0 {
			all[fields[0]] = fields[1:]
		}
	}
	return all
}

func TestPolicies(t *testing.T) {
	cfg, c := estuary(t)
	c.files = append(c.files, file(t, "/logo.svg", "<svg/>"))
	s := build(t, cfg, c)
	page := dumper{}.Policy() + "; frame-ancestors 'self'"
	for path, want := range map[string]string{
		"/": page, "/science/tides/": page, "/404.html": page, "/old/tides/": page, "/science/retracted/": page,
		"/logo.svg": drawing, "/index.xml": wall, "/robots.txt": wall,
		"/_gatefold/embed/youtube/abcdefghijk/":                                   gate.HeaderPolicy(gate.New(gate.Options{}).DocumentPolicy(match(t, video))),
		"/_gatefold/embed/youtube/abcdefghijk/ar/":                                gate.HeaderPolicy(gate.New(gate.Options{}).DocumentPolicy(match(t, video))),
		"/_gatefold/embed/mastodon/mastodon.example~~~-otter~112233445566778899/": gate.HeaderPolicy(gate.New(gate.Options{}).DocumentPolicy(match(t, toot))),
	} {
		d, ok := s.Find(path)
		if !ok {
			t.Errorf("there is no %s", path)
			continue
		}
		if got := d.Policy(); got != want {
			t.Errorf("the policy of %s is\n%s\nwant\n%s", path, got, want)
		}
	}
}

// What the headers deny, no provider may need.
func TestPermissionsLeaveFramesAlone(t *testing.T) {
	var denied []string
	for _, g := range general {
		if g.Name == "Permissions-Policy" {
			for part := range strings.SplitSeq(g.Value, ", ") {
				denied = append(denied, strings.TrimSuffix(part, "=()"))
			}
		}
	}
	if len(denied) < 3 {
		t.Fatalf("hardly anything is denied: %v", denied)
	}
	for _, p := range provider.Default().All() {
		for part := range strings.SplitSeq(p.Allow, ";") {
			if feature, _, _ := strings.Cut(strings.TrimSpace(part), " "); slices.Contains(denied, feature) {
				t.Errorf("%s needs %s, which the headers deny", p.ID, feature)
			}
		}
	}
}

// Cloudflare Pages reads 100 rules, lines of 2,000 bytes and 2,000 redirects.
func TestHostFilesStayWithinLimits(t *testing.T) {
	c := &content{}
	for _, p := range provider.Default().All() {
		for _, address := range p.Examples {
			if m, ok := provider.Default().Recognise(address); ok && m.CanFrame() {
				a := anArticle("science", slug(p.ID+address), len(c.articles))
				a.Body.Pieces = append(a.Body.Pieces, article.Piece{Embed: &article.Embed{Match: m}})
				c.add(a)
			}
		}
	}
	for _, a := range c.articles {
		for range 20 {
			a.Aliases = append(a.Aliases, "/old-"+slug(a.ID)+strings.Repeat("x", len(a.Aliases))+"/")
		}
	}
	s := build(t, config(), c)
	headers, redirects := at(t, s, "/_headers"), at(t, s, "/_redirects")
	if n := countRules([]byte(headers)); n > maxRules || n < maxRules/2 {
		t.Errorf("_headers has %d rules", n)
	}
	if n := strings.Count(redirects, "\n"); n > maxRedirects || n < maxRedirects/2 {
		t.Errorf("_redirects has %d lines", n)
	}
	for line := range strings.Lines(headers) {
		if len(line) > maxLine {
			t.Errorf("_headers has a line of %d bytes", len(line))
		}
	}
}

func TestCacheControl(t *testing.T) {
	cfg, c := estuary(t)
	c.files = append(c.files, file(t, "/logo.svg", "<svg/>"), file(t, "/terms.txt", "x"))
	s := build(t, cfg, c)
	for path, want := range map[string]string{
		"/": "public, max-age=0, must-revalidate", "/index.xml": "public, max-age=0, must-revalidate", "/terms.txt": "public, max-age=0, must-revalidate",
		"/logo.svg": "public, max-age=3600", gate.ScriptPath(): "public, max-age=31536000, immutable",
	} {
		if d, _ := s.Find(path); d.CacheControl() != want {
			t.Errorf("%s is kept as %q, want %q", path, d.CacheControl(), want)
		}
	}
	cfg.Drafts = true
	if d, _ := build(t, cfg, c).Find("/"); d.CacheControl() != "no-store" {
		t.Errorf("a preview is kept as %q", d.CacheControl())
	}
}
