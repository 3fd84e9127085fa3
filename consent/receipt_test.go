package consent

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// Whatever a site and its readers do, a receipt is short.
func TestReceiptIsShort(t *testing.T) {
	long := Notice{
		Provider: strings.Repeat("p", maxID), Recipient: strings.Repeat("Ü", 400), Lang: "zh-Hant-HK",
		Days: MaxDays, Text: "text",
	}
	for _, page := range []string{"/", "/2026/11/22/" + strings.Repeat("how-tides-work-", 30) + "/", "/" + strings.Repeat("مدّ", 200)} {
		for _, n := range []Notice{sampleNotice(), long} {
			r := NewReceipt(n, n.Decide(Withdrawn, true), ReadablePath(page), true, noon)
			if err := r.Validate(); err != nil {
				t.Errorf("%v: %+v", err, r)
			}
			line, _ := Link{N: maxNumber - 1}.Append(nil, r)
			if len(line) >= 400 {
				t.Errorf("%d bytes: %s", len(line), line)
			}
			if !utf8.Valid(line) {
				t.Errorf("cut within a letter: %s", line)
			}
		}
	}
}

// An ordinary receipt loses nothing.
func TestOrdinaryReceipt(t *testing.T) {
	n := sampleNotice()
	n.Recipient = "Meta Platforms Ireland Ltd."
	page := "/2026/11/22/how-the-tide-tables-of-the-north-sea-are-made/"
	for _, always := range []bool{false, true} {
		r := NewReceipt(n, n.Decide(Given, always), page, true, noon)
		if r.Page != page || r.Recipient != n.Recipient {
			t.Errorf("it was cut: %+v", r)
		}
	}
}

func TestLongPagesAreToldApart(t *testing.T) {
	beginning := "/" + strings.Repeat("tides/", 100)
	a, b := CutPage(beginning+"a", 60), CutPage(beginning+"b", 60)
	if a == b || len(a) != 60 || !strings.HasPrefix(beginning, a[:50]) {
		t.Errorf("%q and %q", a, b)
	}
}

func TestReadablePath(t *testing.T) {
	for in, want := range map[string]string{
		"/science/tides/":                     "/science/tides/",
		"/ar/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/": "/ar/أخبار/",
		"/caf%C3%A9/":                         "/café/",
		"/a%20b%22%3C/":                       "/a%20b%22%3C/",
		"/x%E2%80%AEexe/":                     "/x%E2%80%AEexe/", // an override of the direction stays visible
		"/%2e%2e/":                            "/../",
		"/%FF/":                               "/%FF/",
		"/%zz":                                "/%zz",
		"/the-keeper's-log/":                  "/the-keeper%27s-log/",
	} {
		if got := ReadablePath(in); got != want {
			t.Errorf("%s is read as %s, not %s", in, got, want)
		}
	}
}

func TestPagesOfReceipts(t *testing.T) {
	for page, want := range map[string]bool{
		"/": true, "/أخبار/": true, "/a%20b/": true, "/long…a1b2c3": true,
		"": false, "news": false, "/a b": false, "/a\nb": false, `/"`: false, "/\x1b[31m": false, "/\u202e": false, "/\xff": false, "/=1'": false,
	} {
		if isPage(page) != want {
			t.Errorf("%q: %t", page, !want)
		}
	}
}

func TestDecide(t *testing.T) {
	n := sampleNotice()
	forgetful := n
	forgetful.Days = 0
	for _, c := range []struct {
		n      Notice
		action Action
		always bool
		want   Decision
	}{
		{n, Given, false, Decision{Given, Piece, 0}},
		{n, Given, true, Decision{Given, FromProvider, 180}},
		{n, Refused, true, Decision{Refused, FromProvider, 180}},
		{n, Withdrawn, true, Decision{Withdrawn, FromProvider, 0}},
		{forgetful, Given, true, Decision{Given, Piece, 0}},
	} {
		got := c.n.Decide(c.action, c.always)
		if got != c.want {
			t.Errorf("%s, always %t: %+v, not %+v", c.action, c.always, got, c.want)
		}
		if err := got.Validate(); err != nil {
			t.Error(err)
		}
	}
	for _, d := range []Decision{{}, {Given, "all", 0}, {"asked", Piece, 0}, {Given, Piece, 30}, {Given, FromProvider, 0}, {Given, FromProvider, 181}, {Withdrawn, FromProvider, 3}} {
		if d.Validate() == nil {
			t.Errorf("%+v passes", d)
		}
	}
}

// Nothing about a reader is in a receipt, and no two have an ID in common.
func TestReceiptsHaveNothingInCommon(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		id := NewID()
		if seen[id] || !regexp.MustCompile(`^[A-Za-z0-9]{16}$`).MatchString(id) {
			t.Fatalf("%q again", id)
		}
		seen[id] = true
	}
	r := sampleReceipt(Given, true)
	got := regexp.MustCompile(`"([a-z0-9]+)":`).FindAllStringSubmatch(string(r.line()), -1)
	var names []string
	for _, m := range got {
		names = append(names, m[1])
	}
	want := "[n type id time action scope days provider recipient lang notice page hash]"
	if fmt.Sprint(names) != want {
		t.Errorf("a receipt holds %v, not %v", names, want)
	}
}

func (r Receipt) line() []byte {
	line, _ := Link{N: 2}.Append(nil, r)
	return line
}

func TestNoticeRules(t *testing.T) {
	if err := sampleNotice().Validate(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Notice){
		"no provider":   func(n *Notice) { n.Provider = "" },
		"odd provider":  func(n *Notice) { n.Provider = "../x" },
		"no recipient":  func(n *Notice) { n.Recipient = "" },
		"no text":       func(n *Notice) { n.Text = "" },
		"control":       func(n *Notice) { n.Text = "\x1b[2J" },
		"no language":   func(n *Notice) { n.Lang = "" },
		"broken text":   func(n *Notice) { n.Text = "\xff" },
		"too long":      func(n *Notice) { n.Policies = []string{strings.Repeat("x", MaxNotice)} },
		"days for ever": func(n *Notice) { n.Days = 10_000 },
		"empty host":    func(n *Notice) { n.Hosts = []string{""} },
	} {
		n := sampleNotice()
		change(&n)
		if n.Validate() == nil {
			t.Errorf("%s passes", name)
		}
	}
}

// The longest notice that passes can be read again.
func TestLongestNotice(t *testing.T) {
	n := sampleNotice()
	n.Text += strings.Repeat("x", MaxNotice-len(n.Canonical()))
	b, _ := logOf(t, Link{}, sampleStart(), Shown{Time: noon, Hash: n.Hash(), Notice: n})
	if whole, faults := readAll(t, NewReader(strings.NewReader(string(b)))); len(whole) != 2 {
		t.Error(faults)
	}
}

func TestTimeIsUTC(t *testing.T) {
	r := NewReceipt(sampleNotice(), Decision{Given, Piece, 0}, "/", false, noon.In(time.FixedZone("", 7200)).Add(time.Millisecond))
	if err := r.Validate(); err != nil || !r.Time.Equal(noon) {
		t.Errorf("%v: %v", r.Time, err)
	}
}

// The quick way to write a receipt and encoding/json agree on every byte.
func TestQuickEncoding(t *testing.T) {
	for _, text := range []string{"plain", `"quoted" \`, "<&>'", "é…\u2028\u2029", "\x00\x1f\x7f", "\xff", ""} {
		for _, days := range []int{0, 7} {
			r := Receipt{ID: text, Time: noon, Decision: Decision{Action(text), Scope(text), days}, Provider: text,
				Recipient: text, Lang: text, Notice: text, Page: text, Signal: days > 0}
			want := string(canonical(r))
			if got := "{" + string(r.appendMembers(nil)) + "}"; got != want {
				t.Errorf("%q is written\n%s, not\n%s", text, got, want)
			}
		}
	}
}
