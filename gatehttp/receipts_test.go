package gatehttp

import (
	"context"
	unescape "html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// drawer keeps what it is given.
type drawer struct {
	notices  map[string]consent.Notice
	receipts []consent.Receipt
	hangs    bool // the disk
}

func (k *drawer) Notice(hash string) (consent.Notice, bool) {
	n, ok := k.notices[hash]
	return n, ok
}

func (k *drawer) Keep(ctx context.Context, n consent.Notice, r consent.Receipt) error {
	k.notices[n.Hash()] = n
	k.receipts = append(k.receipts, r)
	if k.hangs {
		<-ctx.Done()
	}
	return ctx.Err()
}

func newDrawer() *drawer { return &drawer{notices: map[string]consent.Notice{}} }

// keepingDoor is a door as programs have it, which keeps receipts. words replace
// those of the catalogue.
func keepingDoor(t *testing.T, k *drawer, words map[string]string) *Door {
	t.Helper()
	bundle, err := locale.New(map[string]map[string]string{"en": words})
	if err != nil {
		t.Fatal(err)
	}
	gates := gate.New(gate.Options{Catalogue: provider.Default(), DefaultLang: "en", Key: []byte(key), Evidence: true})
	rewriter, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: provider.Default(), Locale: bundle.For})
	if err != nil {
		t.Fatal(err)
	}
	d, err := New(Options{Rewriter: rewriter, Gates: gates, Locale: bundle.For, Receipts: k, Origin: mustParse(t, "https://site.example")})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const pageOfAnother = `<!doctype html><html lang="en"><p>Watch:
<iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>
<iframe src="https://tides.nobody.example/now"></iframe>
<iframe src="https://mastodon.social/@Gargron/103254193998341330/embed" class="mastodon-embed"></iframe>`

// send lets a door answer one request.
func send(d *Door, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "https://site.example"+target, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	d.Middleware(answering(200, pageOfAnother, "Content-Type: text/html; charset=utf-8")).ServeHTTP(w, r)
	return w
}

var (
	aForm  = regexp.MustCompile(`<form class="?gf-(yes|no)"?[^>]*action="([^"]+)[^>]*>(.*?)</form>`)
	aField = regexp.MustCompile(`<input type="?hidden"? name="?(\w+)"? value="?([^">]*)`)
)

// button is what a gate's form asks for.
type button struct {
	action string
	fields url.Values
}

// with gives the address that the form asks for, with fields changed; "-" takes
// one away.
func (b button) with(changes ...string) string {
	q := url.Values{}
	for name, v := range b.fields {
		q[name] = v
	}
	for i := 0; i < len(changes); i += 2 {
		if q.Set(changes[i], changes[i+1]); changes[i+1] == "-" {
			q.Del(changes[i])
		}
	}
	return b.action + "?" + q.Encode()
}

// buttons gives the forms of the gates of a page, by kind.
func buttons(t *testing.T, d *Door, page string) map[string][]button {
	t.Helper()
	all := map[string][]button{}
	for _, form := range aForm.FindAllStringSubmatch(send(d, "GET", page).Body.String(), -1) {
		b := button{unescape.UnescapeString(form[2]), url.Values{}}
		for _, f := range aField.FindAllStringSubmatch(form[3], -1) {
			b.fields.Set(f[1], unescape.UnescapeString(f[2]))
		}
		all[form[1]] = append(all[form[1]], b)
	}
	if len(all["yes"]) != 3 || len(all["no"]) != 3 {
		t.Fatalf("the page has other gates than expected: %v", all)
	}
	return all
}

// pressing are the headers of a browser whose reader presses a button.
var pressing = []string{"Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: iframe"}

func TestReceiptsOfRewrittenPages(t *testing.T) {
	const page = "/coast/keeper's%20log/?reader=7"
	on := buttons(t, keepingDoor(t, newDrawer(), nil), page)
	yes, no := on["yes"], on["no"]
	given := consent.Decision{Action: consent.Given, Scope: consent.Piece}
	for name, c := range map[string]struct {
		target   string
		headers  []string
		want     consent.Decision
		provider string
		signal   bool
	}{
		"given":               {yes[0].with(), pressing, given, "youtube", false},
		"given always":        {yes[0].with("always", "1"), pressing, consent.Decision{Action: consent.Given, Scope: consent.FromProvider, Days: 180}, "youtube", false},
		"an unknown party":    {yes[1].with(), pressing, given, "other", false},
		"one of many hosts":   {yes[2].with(), append(pressing, "Sec-GPC: 1"), given, "mastodon", true},
		"an old browser":      {yes[0].with("gpc", "1"), []string{"Referer: https://site.example/"}, given, "youtube", true},
		"refused":             {no[0].with("do", "refused"), pressing, consent.Decision{Action: consent.Refused, Scope: consent.Piece}, "youtube", false},
		"withdrawn":           {no[2].with("do", "withdrawn", "always", "1"), pressing, consent.Decision{Action: consent.Withdrawn, Scope: consent.FromProvider}, "mastodon", false},
		"an unknown one shut": {no[1].with("do", "withdrawn"), pressing, consent.Decision{Action: consent.Withdrawn, Scope: consent.Piece}, "other", false},
	} {
		t.Run(name, func(t *testing.T) {
			k := newDrawer()
			res := send(keepingDoor(t, k, nil), "GET", c.target, c.headers...) // a door that has never made the page
			if res.Code != 200 || res.Header().Get("Cache-Control") != "private, no-cache" {
				t.Errorf("status %d, Cache-Control %q", res.Code, res.Header().Get("Cache-Control"))
			}
			if len(k.receipts) != 1 {
				t.Fatalf("%d receipts", len(k.receipts))
			}
			r := k.receipts[0]
			if err := r.Validate(); err != nil {
				t.Error(err)
			}
			if r.Decision != c.want || r.Provider != c.provider || r.Signal != c.signal || r.Page != "/coast/keeper%27s%20log/" || k.notices[r.Notice].Text == "" {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestNoReceiptOfRewrittenPages(t *testing.T) {
	on := buttons(t, keepingDoor(t, newDrawer(), nil), "/tides/")
	elsewhere := buttons(t, keepingDoor(t, newDrawer(), nil), "/other/")
	yes, no := on["yes"][0], on["no"][0]
	for name, c := range map[string]struct {
		method, target string
		headers        []string
	}{
		"HEAD":                 {"HEAD", yes.with(), pressing},
		"remembered":           {"GET", yes.action, pressing},
		"another query":        {"GET", yes.action + "?utm_source=a", pressing},
		"prefetch":             {"GET", yes.with(), append(pressing, "Sec-Purpose: prefetch")},
		"another site's frame": {"GET", yes.with(), []string{"Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: iframe"}},
		"old, from elsewhere":  {"GET", yes.with(), []string{"Referer: https://elsewhere.example/"}},
		"forged hash":          {"GET", yes.with("n", strings.Repeat("A", 22)), pressing},
		"another's hash":       {"GET", yes.with("n", on["yes"][1].fields.Get("n")), pressing},
		"forged page":          {"GET", yes.with("p", "/invented/"), pressing},
		"forged seal":          {"GET", yes.with("s", "AAAAAAAAAAAAAAAA"), pressing},
		"no seal":              {"GET", yes.with("s", "-"), pressing},
		"another page's seal":  {"GET", yes.with("s", elsewhere["yes"][0].fields.Get("s")), pressing},
		"another document":     {"GET", on["yes"][2].action + strings.TrimPrefix(yes.with(), yes.action), pressing},
		"closed, another one":  {"GET", no.with("do", "withdrawn", "d", on["yes"][2].action), pressing},
		"closed, none":         {"GET", no.with("do", "withdrawn", "d", "-"), pressing},
		"nothing is done":      {"GET", no.with(), pressing},
		"refused on choices":   {"GET", no.with("do", "refused", "p", gate.ChoicesFolder), pressing},
		"choices, never given": {"GET", no.with("do", "withdrawn", "p", gate.ChoicesFolder, "s", "-", "d", "-"), pressing},
		"no such document":     {"GET", "/_gatefold/embed/youtube/../" + strings.TrimPrefix(yes.with(), yes.action), pressing},
		"too long":             {"GET", yes.with("x", strings.Repeat("x", 9000)), pressing},
	} {
		t.Run(name, func(t *testing.T) {
			k := newDrawer()
			d := keepingDoor(t, k, nil)
			with := send(d, c.method, c.target, c.headers...)
			if len(k.receipts) > 0 {
				t.Errorf("a receipt: %+v", k.receipts)
			}
			plain, _, _ := strings.Cut(c.target, "?")
			if without := send(d, c.method, plain, c.headers...); with.Code != without.Code || with.Body.String() != without.Body.String() {
				t.Errorf("the answer differs: %d and %d", with.Code, without.Code)
			}
		})
	}
}

// A page that was loaded before the words changed is answered with the words that
// it shows, if they are known; if they are not, there is no receipt.
func TestReceiptsUnderOtherWords(t *testing.T) {
	k := newDrawer()
	before := keepingDoor(t, k, map[string]string{"gate.not": "No, thank you"})
	on := buttons(t, before, "/tides/")
	after := keepingDoor(t, k, nil)
	for _, b := range on["yes"] {
		send(after, "GET", b.with(), pressing...)
	}
	if len(k.receipts) != 0 {
		t.Fatalf("receipts under words that nobody knows: %+v", k.receipts)
	}
	for _, b := range on["yes"] {
		send(before, "GET", b.with("always", "1"), pressing...)
		send(after, "GET", b.with(), pressing...)
	}
	for _, b := range on["no"] {
		send(after, "GET", b.with("do", "withdrawn"), pressing...)
	}
	if len(k.receipts) != 9 {
		t.Fatalf("%d receipts", len(k.receipts))
	}
	for i, r := range k.receipts {
		if !strings.Contains(k.notices[r.Notice].Text, "No, thank you") {
			t.Errorf("receipt %d has other words than the reader: %+v", i, r)
		}
	}
	// The page of choices knows the hash alone.
	q := url.Values{"n": {on["no"][2].fields.Get("n")}, "p": {gate.ChoicesFolder}, "do": {"withdrawn"}, "always": {"1"}}
	send(after, "GET", on["no"][2].action+"?"+q.Encode(), "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: empty")
	if last := k.receipts[len(k.receipts)-1]; last.Action != consent.Withdrawn || last.Page != gate.ChoicesFolder || last.Provider != "mastodon" {
		t.Errorf("%+v", last)
	}
}

// A disk that hangs changes nothing for the reader.
func TestPiecesOpenWhenTheDiskHangs(t *testing.T) {
	k := newDrawer()
	d := keepingDoor(t, k, nil)
	k.hangs = true
	if res := send(d, "GET", buttons(t, d, "/")["yes"][0].with(), pressing...); res.Code != 200 || res.Body.Len() == 0 || len(k.receipts) != 1 {
		t.Errorf("status %d, %d receipts", res.Code, len(k.receipts))
	}
}

// Receipts need gates that say what they are about, and can show that they did.
func TestReceiptsNeedSeals(t *testing.T) {
	for _, o := range []gate.Options{
		{Catalogue: provider.Default(), DefaultLang: "en", Key: []byte(key)},
		{Catalogue: provider.Default(), DefaultLang: "en", Evidence: true},
	} {
		if _, err := New(Options{Rewriter: &marking{}, Gates: gate.New(o), Receipts: newDrawer()}); err == nil {
			t.Errorf("%+v passes", o)
		}
	}
	if res := send(testDoor(t, nil), http.MethodGet, "/_gatefold/embed/youtube/jofNR_WkoCE/?n=x&p=/", pressing...); strings.Contains(res.Header().Get("Cache-Control"), "private") {
		t.Error("a door that keeps no receipts takes queries for decisions")
	}
}
