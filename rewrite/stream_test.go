package rewrite

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

// endless is a page of any size that is made while it is read.
type endless struct {
	parts []string
	left  int64
	rest  string
	n     int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 && e.rest == "" {
		return 0, io.EOF
	}
	if e.rest == "" {
		e.rest = e.parts[e.n%len(e.parts)]
		e.n++
		e.left -= int64(len(e.rest))
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// A page of a quarter of a gigabyte passes, and what is held of it stays small.
func TestMemoryIsBounded(t *testing.T) {
	size := int64(256 << 20)
	if testing.Short() {
		size = 16 << 20
	}
	r := newTestRewriter(t, Options{})
	src := &endless{left: size, parts: []string{
		"<p class=\"entry wide\">" + strings.Repeat("The tide comes in. ", 400) + "</p>\n",
		"<a href=\"/story/\" title=\"a > b\">x</a><img src=\"/p.png\" alt=\"\">",
		"<style>a{b:url(data:font/woff2;base64," + strings.Repeat("d09G", 60<<10) + ")}</style>",
		"<script>" + strings.Repeat("if (a < b) c('<p>');", 20<<10) + "</script>",
		"<!--" + strings.Repeat(" - -> ", 50<<10) + "-->",
		"<div title=\"" + strings.Repeat("x", 200<<10) + "\">",
		strings.Repeat("text without a tag ", 30<<10),
	}}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var out counter
	s := r.streams.Get().(*stream)
	s.begin(&out, src, testPage)
	s.run()
	runtime.ReadMemStats(&after)
	if s.err != nil || int64(out) < size/2 {
		t.Fatalf("%d bytes came out: %v", out, s.err)
	}
	if held := cap(s.buf) + cap(s.out) + cap(s.open)*24 + cap(s.t.attrs)*28 + cap(s.tmp); held > 256<<10 {
		t.Errorf("the stream holds %d bytes", held)
	}
	if made := after.TotalAlloc - before.TotalAlloc; made > 4<<20 {
		t.Errorf("%d bytes were allocated on the way", made)
	}
}

// Tags of the own site cost no allocation, however many there are.
func TestNoAllocationPerToken(t *testing.T) {
	r := newTestRewriter(t, Options{})
	const post = `<article class="post hentry" id="a"><h2><a href="https://harbour.example/a" rel=bookmark>a</a></h2>
<p style="color:red">b <em>c</em> <img src="/d.png" srcset="/d.png 1x, /e.png 2x" alt="f"> <b style="background:url(/g.png)">h</b></p>
<script src="/i.js"></script><style>a{b:url(/c.png)}</style><svg viewBox="0 0 1 1"><path d="M0 0"/></svg><!-- j --></article>`
	cost := func(n int) float64 {
		page := strings.Repeat(post, n)
		src := strings.NewReader(page)
		return testing.AllocsPerRun(20, func() {
			src.Reset(page)
			if _, err := r.Rewrite(io.Discard, src, testPage); err != nil {
				t.Fatal(err)
			}
		})
	}
	few, many := cost(10), cost(1000)
	if many > few+8 { // the stack and the window may grow once
		t.Errorf("a hundred times as many tags cost %v allocations, not %v", many, few)
	}
}

// gate is a reader and a writer that remember in which order they were called.
type pipe struct {
	chunks []string
	got    bytes.Buffer
	seen   []int // what had been written when each chunk was asked for
}

func (p *pipe) Read(b []byte) (int, error) {
	p.seen = append(p.seen, p.got.Len())
	if len(p.chunks) == 0 {
		return 0, io.EOF
	}
	n := copy(b, p.chunks[0])
	p.chunks = p.chunks[1:]
	return n, nil
}

func (p *pipe) Write(b []byte) (int, error) { return p.got.Write(b) }

// What has been decided is written before more is asked for.
func TestNothingWaits(t *testing.T) {
	r := newTestRewriter(t, Options{})
	p := &pipe{chunks: []string{"<p>one</p>", "<div>two <a hr", "ef=x>three</a>"}}
	if _, err := r.Rewrite(p, p, testPage); err != nil {
		t.Fatal(err)
	}
	if len(p.seen) < 4 || p.seen[1] != len("<p>one</p>") && p.seen[2] < len("<p>one</p>") || p.seen[3] < len("<p>one</p><div>two <a href=x>three</a>") {
		t.Errorf("written before each read: %v", p.seen)
	}
}

type broken struct{ error }

func (b broken) Read([]byte) (int, error)  { return 0, b.error }
func (b broken) Write([]byte) (int, error) { return 0, b.error }

type silent struct{}

func (silent) Read([]byte) (int, error) { return 0, nil }

func TestErrors(t *testing.T) {
	r := newTestRewriter(t, Options{})
	reason := errors.New("the line is cut")
	if _, err := r.Rewrite(io.Discard, io.MultiReader(strings.NewReader("<p>"), broken{reason}), testPage); !errors.Is(err, reason) {
		t.Errorf("an error of the reader comes back as %v", err)
	}
	if _, err := r.Rewrite(broken{reason}, strings.NewReader("<p>"), testPage); !errors.Is(err, reason) {
		t.Errorf("an error of the writer comes back as %v", err)
	}
	if _, err := r.Rewrite(io.Discard, silent{}, testPage); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("a reader that gives nothing comes back as %v", err)
	}
	var out bytes.Buffer
	if _, err := r.Rewrite(&out, strings.NewReader("<p>again</p>"), testPage); err != nil || out.String() != "<p>again</p>" {
		t.Errorf("after an error %q comes out (%v)", out.String(), err)
	}
}

// A tag that is longer than the window goes, and the page around it stays.
func TestLongTag(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, tag := range []string{
		"<iframe title=\"" + strings.Repeat(">", 300<<10) + "\" src=//leak.example/a>",
		"<img " + strings.Repeat("a=b ", 100<<10) + "src=//leak.example/a>",
		"<img " + strings.Repeat("a=b ", 2<<10) + "src=//leak.example/a>",
		"<a " + strings.Repeat("x", 300<<10) + "='>' href=\"//leak.example\">",
	} {
		out, res := rewriteString(t, r, "<p>before</p>"+tag+"<p>behind</p>")
		if out != "<p>before</p>"+leftOut+"<p>behind</p>" || len(res.Findings) != 1 || res.Findings[0].Kind != Unclear {
			t.Errorf("%.40s … becomes %.200q, %+v", tag, out, res.Findings)
		}
	}
}

func TestReportOnly(t *testing.T) {
	in := string(embedPage())
	out, res := rewriteString(t, newTestRewriter(t, Options{ReportOnly: true, Meta: true}), in)
	if out != in {
		t.Error("the page changed")
	}
	_, real := rewriteString(t, newTestRewriter(t, Options{}), in)
	if len(res.Findings) != len(real.Findings) || len(res.Findings) < 40 {
		t.Errorf("%d findings, in earnest %d", len(res.Findings), len(real.Findings))
	}
}

func TestAllowed(t *testing.T) {
	r := newTestRewriter(t, Options{Allow: []Allow{
		{Host: "*.example.org", Kinds: []Kind{Script, Frame}, Reason: "our agency"}, {Host: "www.youtube.com", Reason: "the board said so"},
	}})
	in := `<script src="https://a.example.org/s.js"></script><div><iframe src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe></div>`
	out, res := rewriteString(t, r, in+`<img src="https://a.example.org/p.png" width=9>`)
	if !strings.HasPrefix(out, in) || strings.Contains(out, "<img src") {
		t.Errorf("it becomes %s", out)
	}
	for i, want := range []Finding{{Kind: Script, Action: Allowed, Reason: "our agency"}, {Kind: Frame, Action: Allowed, Reason: "the board said so"}, {Kind: Picture, Action: HeldBack}} {
		if got := res.Findings[i]; got.Kind != want.Kind || got.Action != want.Action || got.Reason != want.Reason {
			t.Errorf("finding %d is %+v", i, got)
		}
	}
}

func TestLocalise(t *testing.T) {
	r := newTestRewriter(t, Options{Localise: func(k Kind, address string) (string, bool) {
		return "/_gatefold/kept/" + k.String() + "/" + address[len("https://leak.example/"):], !strings.Contains(address, "gone")
	}})
	in := `<link rel=stylesheet href="//leak.example/a.css" integrity="sha256-x"><style>@font-face{src:url(https://leak.example/f)}</style>` +
		`<p>x <img src="https://leak.example/p" srcset="https://leak.example/p 1x, https://leak.example/q 2x"><link rel=icon href="//leak.example/gone">`
	want := `<link rel=stylesheet href="/_gatefold/kept/style/a.css" data-gf-integrity="sha256-x"><style>@font-face{src:url(/_gatefold/kept/font/f)}</style>` +
		`<p>x <img src="/_gatefold/kept/picture/p" srcset="/_gatefold/kept/picture/p 1x, /_gatefold/kept/picture/q 2x"><link rel=icon data-gf-href="//leak.example/gone">`
	if out, _ := rewriteString(t, r, in); out != want {
		t.Errorf("it becomes\n%s\nwant\n%s", out, want)
	}
	in = `<meta name=msapplication-TileImage content="https://leak.example/t">`
	if out, res := rewriteString(t, r, in); !strings.Contains(out, "data-gf-content") || res.Findings[0].Action != HeldBack {
		t.Errorf("it becomes %s, and the report says %+v", out, res.Findings)
	}
}
