package serve

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/evidence"
)

// witnesses keeps what it is told.
type witnesses struct {
	notice   consent.Notice
	receipts []consent.Receipt
	hangs    bool // the disk
}

func (w *witnesses) Notice(hash string) (consent.Notice, bool) {
	return w.notice, hash == w.notice.Hash()
}
func (w *witnesses) Append(ctx context.Context, r consent.Receipt) error {
	w.receipts = append(w.receipts, r)
	if w.hangs {
		<-ctx.Done()
	}
	return ctx.Err()
}

var aNotice = consent.Notice{
	Provider: "examplevideo", Recipient: "Example Video Ltd, Ireland", Lang: "en", Days: 180, Text: "Load the video",
}

const (
	anEmbed  = "/_gatefold/embed/examplevideo/abc123/"
	aClosed  = "/_gatefold/closed.0a1b2c.html"
	aPage    = "/news/tide/"
	anotherP = "/_gatefold/embed/otherhost/abc123/"
)

// newWitness is a server that keeps receipts.
func newWitness(t *testing.T, base string) (*Server, *witnesses) {
	t.Helper()
	w := &witnesses{notice: aNotice}
	s, docs := New(Options{Evidence: w}), newShelf(t, base)
	docs.put(anEmbed, longText+"embed")
	docs.put(anotherP, longText+"other")
	docs.put(aClosed, "<!doctype html><title>Closed</title>")
	s.show(docs, nil)
	return s, w
}

func query(more ...string) string {
	q := url.Values{"n": {aNotice.Hash()}, "p": {aPage}}
	for i := 0; i < len(more); i += 2 {
		q.Set(more[i], more[i+1])
	}
	return "?" + q.Encode()
}

// opening are the headers of a browser whose reader presses the button.
var opening = []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "iframe", "Sec-Fetch-Mode", "navigate"}

func TestReceipts(t *testing.T) {
	for name, c := range map[string]struct {
		target  string
		headers []string
		want    consent.Receipt // ID, time and what the notice says are left out
	}{
		"given":          {anEmbed + query(), opening, consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "piece"}}},
		"given always":   {anEmbed + query("always", "1"), opening, consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "provider", Days: 180}}},
		"given, signal":  {anEmbed + query(), append(opening, "Sec-GPC", "1"), consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "piece"}, Signal: true}},
		"script, signal": {anEmbed + query("gpc", "1"), opening, consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "piece"}, Signal: true}},
		"in a tab": {anEmbed + query(), []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "document", "Sec-Fetch-User", "?1"},
			consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "piece"}}},
		"an old browser": {anEmbed + query(), []string{"Referer", "http://example.org" + aPage}, consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "piece"}}},
		"no headers":     {anEmbed + query(), nil, consent.Receipt{Decision: consent.Decision{Action: "given", Scope: "piece"}}},
		"refused by form": {aClosed + query("do", "refused", "always", "on"), opening,
			consent.Receipt{Decision: consent.Decision{Action: "refused", Scope: "provider", Days: 180}}},
		"withdrawn by script": {aClosed + query("do", "withdrawn", "always", "1"), []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "empty"},
			consent.Receipt{Decision: consent.Decision{Action: "withdrawn", Scope: "provider"}}},
	} {
		t.Run(name, func(t *testing.T) {
			s, w := newWitness(t, "")
			res := ask(s, "GET", c.target, c.headers...)
			if res.Code != 200 || res.Header().Get("Cache-Control") != "private, no-cache" {
				t.Errorf("status %d, Cache-Control %q", res.Code, res.Header().Get("Cache-Control"))
			}
			if len(w.receipts) != 1 {
				t.Fatalf("%d receipts", len(w.receipts))
			}
			got := w.receipts[0]
			if err := got.Validate(); err != nil {
				t.Error(err)
			}
			if got.Decision != c.want.Decision || got.Signal != c.want.Signal || got.Page != aPage || got.Notice != aNotice.Hash() || got.Recipient != aNotice.Recipient {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestNoReceipt(t *testing.T) {
	for name, c := range map[string]struct {
		method, target string
		headers        []string
	}{
		"HEAD":                   {"HEAD", anEmbed + query(), opening},
		"remembered":             {"GET", anEmbed, opening},
		"another query":          {"GET", anEmbed + "?utm_source=a", opening},
		"prefetch":               {"GET", anEmbed + query(), append(opening, "Sec-Purpose", "prefetch")},
		"prerender":              {"GET", anEmbed + query(), append(opening, "Sec-Purpose", "prefetch;prerender")},
		"old prefetch":           {"GET", anEmbed + query(), []string{"X-Moz", "prefetch"}},
		"another site's frame":   {"GET", anEmbed + query(), []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "iframe"}},
		"a neighbour's frame":    {"GET", anEmbed + query(), []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Dest", "iframe"}},
		"a picture of this site": {"GET", anEmbed + query(), []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "image"}},
		"typed in":               {"GET", anEmbed + query(), []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Dest", "document", "Sec-Fetch-User", "?1"}},
		"a tab by itself":        {"GET", anEmbed + query(), []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "document"}},
		"old, from elsewhere":    {"GET", anEmbed + query(), []string{"Referer", "http://elsewhere.example/"}},
		"unknown notice":         {"GET", anEmbed + query("n", strings.Repeat("A", 22)), opening},
		"no notice":              {"GET", anEmbed + query("n", ""), opening},
		"another provider":       {"GET", anotherP + query(), opening},
		"page elsewhere":         {"GET", anEmbed + query("p", "//elsewhere.example/"), opening},
		"no such page":           {"GET", anEmbed + query("p", "/news/rubbish/"), opening},
		"page with rubbish":      {"GET", anEmbed + query("p", aPage+"?x=\n"), opening},
		"no page":                {"GET", anEmbed + query("p", ""), opening},
		"a picture as a page":    {"GET", anEmbed + query("p", "/pictures/a.jpg"), opening},
		"a document as a page":   {"GET", anEmbed + query("p", anEmbed), opening},
		"two notices":            {"GET", anEmbed + query() + "&n=x", opening},
		"too long":               {"GET", anEmbed + query("p", aPage+strings.Repeat("x", 5000)), opening},
		"refused where it opens": {"GET", anEmbed + query("do", "refused"), opening},
		"given where it closes":  {"GET", aClosed + query("do", "given"), opening},
		"nothing is done":        {"GET", aClosed + query(), opening},
		"an ordinary page":       {"GET", aPage + query(), opening},
		"a missing document":     {"GET", "/_gatefold/embed/examplevideo/none/" + query(), opening},
	} {
		t.Run(name, func(t *testing.T) {
			s, w := newWitness(t, "")
			with := ask(s, c.method, c.target, c.headers...)
			if len(w.receipts) > 0 {
				t.Errorf("a receipt: %+v", w.receipts)
			}
			plain, _, _ := strings.Cut(c.target, "?")
			without := ask(s, c.method, plain, c.headers...)
			if with.Code != without.Code || with.Body.String() != without.Body.String() {
				t.Errorf("the answer differs: %d and %d", with.Code, without.Code)
			}
		})
	}
}

// A second decision is seen even if the browser has the document already.
func TestAskedAgain(t *testing.T) {
	s, w := newWitness(t, "")
	tag := ask(s, "GET", anEmbed+query(), opening...).Header().Get("Etag")
	res := ask(s, "GET", anEmbed+query(), append(opening, "If-None-Match", tag)...)
	if res.Code != 304 || res.Header().Get("Cache-Control") != "private, no-cache" || len(w.receipts) != 2 {
		t.Errorf("status %d, Cache-Control %q, %d receipts", res.Code, res.Header().Get("Cache-Control"), len(w.receipts))
	}
	if w.receipts[0].ID == w.receipts[1].ID {
		t.Error("two receipts with one ID")
	}
}

func TestPagesOfReceipts(t *testing.T) {
	s, w := newWitness(t, "/paper")
	for asked, want := range map[string]string{
		"/paper/news/tide/": "/paper/news/tide/",
		"/news/tide/":       "/paper/news/tide/",
		"/paper/ar/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/": "/paper/ar/أخبار/",
		"/paper/": "/paper/",
	} {
		w.receipts = nil
		ask(s, "GET", "/paper"+anEmbed+query("p", asked), opening...)
		if len(w.receipts) != 1 || w.receipts[0].Page != want {
			t.Errorf("%s: %+v", asked, w.receipts)
		}
	}
}

// A disk that hangs, or a reader who goes away, changes nothing.
func TestHangingDisk(t *testing.T) {
	s, w := newWitness(t, "")
	w.hangs = true
	if res := ask(s, "GET", anEmbed+query(), opening...); res.Code != 200 || res.Body.Len() == 0 || len(w.receipts) != 1 {
		t.Errorf("status %d, %d receipts", res.Code, len(w.receipts))
	}
}

// Without evidence, such queries mean nothing.
func TestWithoutEvidence(t *testing.T) {
	s, docs := newServer(t, Options{})
	docs.put(anEmbed, longText)
	if got := ask(s, "GET", anEmbed+query(), opening...).Header().Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control %q", got)
	}
}

// BenchmarkDecisions measures decisions a second, each answered when its
// receipt is on the disk.
func BenchmarkDecisions(b *testing.B) {
	l, err := evidence.Open(evidence.Options{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	l.Offer([]consent.Notice{aNotice})
	s, docs := newServer(b, Options{Evidence: l})
	docs.put(anEmbed, longText)
	b.ReportAllocs()
	b.SetParallelism(128)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			ask(s, "GET", anEmbed+query(), opening...)
		}
	})
	if err := l.Close(); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	if got := l.Stats(); got.Kept != int64(b.N) {
		b.Errorf("%+v of %d", got, b.N)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "receipts/s")
}
