package rewrite

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// newTestRewriter makes a rewriter for the pages of harbour.example. What the
// options leave out is what a site would have.
func newTestRewriter(t testing.TB, o Options) *Rewriter {
	t.Helper()
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	o.Catalogue = provider.Default()
	o.Locale = bundle.For
	if o.Gates == nil {
		o.Gates = gate.New(gate.Options{Catalogue: o.Catalogue, Host: "harbour.example", DefaultLang: "en", Key: []byte("0123456789abcdef0123456789abcdef")})
	}
	r, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var testPage = &Page{URL: &url.URL{Scheme: "https", Host: "harbour.example", Path: "/story/"}, Charset: "utf-8"}

// rewriteString rewrites the page of that text.
func rewriteString(t testing.TB, r *Rewriter, in string) (string, *Result) {
	t.Helper()
	return rewritePage(t, r, in, testPage)
}

func rewritePage(t testing.TB, r *Rewriter, in string, p *Page) (string, *Result) {
	t.Helper()
	var out bytes.Buffer
	res, err := r.Rewrite(&out, strings.NewReader(in), p)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), res
}

// shared finds public test data, which is not part of the project.
func shared(name string) string {
	for _, dir := range []string{os.Getenv("GATEFOLD_TESTDATA"), "../../shared/testdata"} {
		if dir == "" {
			continue
		}
		if path := filepath.Join(dir, name); exists(path) {
			return path
		}
	}
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
