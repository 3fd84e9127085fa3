package gate

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

var updateDocuments = flag.Bool("update-documents", false, "write testdata/documents anew")

var poll = provider.Stranger{Kind: provider.StrangeScript, Address: "https://polls.example.com/w.js", Code: pollCode, Height: 300}

func TestPolicyOfAScript(t *testing.T) {
	g := New(Options{})
	d := directivesOf(g.DocumentPolicy(stranger(t, poll)))
	hosts := []string{"https://polls.example.com", "https://*.polls.example.com"}
	for name, own := range map[string][]string{
		"script-src": {"'self'", "'" + StyleHash("self.inline = 1 // a comment\n") + "'"}, "style-src": {"'self'", "'unsafe-inline'"},
		"img-src": {"data:"}, "font-src": {"data:"}, "media-src": nil, "connect-src": nil, "frame-src": nil, "form-action": nil,
	} {
		if want := slices.Concat(own, hosts); !slices.Equal(d[name], want) {
			t.Errorf("%s %v, want %v", name, d[name], want)
		}
	}
	if !slices.Equal(d["default-src"], []string{"'none'"}) || !slices.Equal(d["base-uri"], []string{"'none'"}) || len(d) != 10 {
		t.Errorf("policy %v", d)
	}
}

func TestPolicyOfAnUnknownPiece(t *testing.T) {
	g := New(Options{})
	for kind, directive := range map[provider.StrangerKind]string{
		provider.StrangeFrame: "frame-src", provider.StrangePicture: "img-src", provider.StrangeVideo: "media-src", provider.StrangeAudio: "media-src",
	} {
		d := directivesOf(g.DocumentPolicy(stranger(t, provider.Stranger{Kind: kind, Address: "https://a.example.com:8443/a"})))
		if got := d[directive]; !slices.Equal(got, []string{"https://a.example.com:8443"}) {
			t.Errorf("%c: %s %v", kind, directive, got)
		}
		delete(d, directive)
		for name, sources := range d {
			if !slices.Equal(sources, []string{"'none'"}) && !slices.Equal(sources, []string{"'self'"}) {
				t.Errorf("%c: %s %v", kind, name, sources)
			}
		}
	}
}

// Nothing that a script's document is made of leaves its attribute.
func FuzzOpaque(f *testing.F) {
	f.Add(pollCode)
	f.Add(`"><script>alert(1)</script>`)
	f.Add("a\r\n&quot;<!-- \"")
	p := newPress(f, "en")
	f.Fuzz(func(t *testing.T, code string) {
		m, ok := provider.Stranger{Kind: provider.StrangeScript, Address: poll.Address, Code: code}.Match()
		if !ok {
			return
		}
		if strings.Contains(p.gates.DocumentPolicy(m), "unsafe-inline' 'sha") || strings.ContainsAny(p.gates.DocumentPolicy(m), "<>\"\n") {
			t.Errorf("the policy is %s", p.gates.DocumentPolicy(m))
		}
		doc := htmltest.Parse(t, p.gates.AppendDocument(nil, p.locale(), &Document{Match: m}))
		if n := len(doc.All("script")); n != 1 {
			t.Errorf("%q makes %d scripts in the site's origin", code, n)
		}
		frame := doc.One("iframe")
		want := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(m.Opaque())
		if got := frame.Attr("srcdoc"); !strings.HasSuffix(got, want) {
			t.Errorf("%q becomes %q", want, got)
		}
		if tokens := strings.Fields(frame.Attr("sandbox")); slices.Contains(tokens, "allow-same-origin") || !slices.Contains(tokens, "allow-scripts") {
			t.Errorf("sandbox %v", tokens)
		}
	})
}

// A page of the site itself, framed as if it were a stranger's, must not reach
// the document around it.
func TestOwnHostIsOpaque(t *testing.T) {
	g := New(Options{Catalogue: provider.Default(), Host: "press.example.com"})
	p := newPress(t, "en")
	doc := func(host string) string {
		m := stranger(t, provider.Stranger{Kind: provider.StrangeFrame, Address: "https://" + host + "/"})
		return htmltest.Parse(t, g.AppendDocument(nil, p.locale(), &Document{Match: m})).One("iframe").Attr("sandbox")
	}
	if s := doc("press.example.com"); strings.Contains(s, "allow-same-origin") {
		t.Errorf("the site's own page has the sandbox %s", s)
	}
	if s := doc("other.example.com"); !strings.Contains(s, "allow-same-origin") || strings.Contains(s, "top-navigation") {
		t.Errorf("a stranger's page has the sandbox %s", s)
	}
}

func TestEmbedScriptsKeepTheirBudgets(t *testing.T) {
	if n := compressed(t, assets().embed.Body); n > 1500 {
		t.Errorf("the script of embed documents is %d bytes after compression, at most 1500", n)
	}
	if n := compressed(t, assets().height.Body); n > 400 {
		t.Errorf("the script of documents in an opaque origin is %d bytes after compression, at most 400", n)
	}
}

var assetHash = regexp.MustCompile(`(/_gatefold/[a-z]+\.)[0-9a-f]{10}\.`)

// The documents by what they show, as files to read.
func TestGoldenEmbedDocuments(t *testing.T) {
	for name, m := range map[string]provider.Match{
		"player":  recognise(t, video),
		"gist":    recognise(t, "https://gist.github.com/6806305"),
		"frame":   stranger(t, provider.Stranger{Kind: provider.StrangeFrame, Address: "https://maps.example.com/?a=1&b=2#c", Alt: "The bay", Width: 640, Height: 360}),
		"picture": stranger(t, provider.Stranger{Kind: provider.StrangePicture, Address: "https://pictures.example.com/gull.jpg", Alt: "A \"gull\"", Width: 600, Height: 900}),
		"video":   stranger(t, provider.Stranger{Kind: provider.StrangeVideo, Address: "https://films.example.com/tide.mp4", Alt: "The tide"}),
		"audio":   stranger(t, provider.Stranger{Kind: provider.StrangeAudio, Address: "https://radio.example.com:8443/live.mp3"}),
		"script":  stranger(t, poll),
	} {
		p := newPress(t, "en")
		got := string(p.gates.AppendDocument(nil, p.locale(), &Document{Match: m, Pages: []Page{{"Tides", "/tides/"}}}))
		got = assetHash.ReplaceAllString(strings.ReplaceAll(got, "><", ">\n<"), "${1}HASH.") + "\n"
		file := filepath.Join("testdata", "documents", name+".html")
		if *updateDocuments {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("%v; run the test with -update-documents", err)
		}
		if got != string(want) {
			t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
		}
	}
}
