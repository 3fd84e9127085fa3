package rewrite

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

func newTestRewriter(t testing.TB, o Options) *Rewriter {
	t.Helper()
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	if o.Catalogue == nil {
		o.Catalogue = provider.Default()
	}
	if o.Gates == nil {
		o.Gates = gate.New(gate.Options{Catalogue: o.Catalogue, Host: "harbour.example", DefaultLang: "en", Key: []byte("0123456789abcdef0123456789abcdef")})
	}
	if o.Locale == nil {
		o.Locale = bundle.For
	}
	r, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var testPage = &Page{URL: &url.URL{Scheme: "https", Host: "harbour.example", Path: "/story/"}, Charset: "utf-8"}

func rewriteString(t testing.TB, r *Rewriter, in string) (string, *Result) {
	t.Helper()
	var out bytes.Buffer
	res, err := r.Rewrite(&out, strings.NewReader(in), testPage)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), res
}

func TestTry(t *testing.T) {
	r := newTestRewriter(t, Options{})
	name := os.Getenv("TRY")
	if name == "" {
		t.Skip()
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	in, _ := io.ReadAll(f)
	out, res := rewriteString(t, r, string(in))
	fmt.Println(out)
	for _, f := range res.Findings {
		fmt.Printf("%+v\n", f)
	}
	again, _ := rewriteString(t, r, out)
	fmt.Println("IDEMPOTENT", again == out)
}
