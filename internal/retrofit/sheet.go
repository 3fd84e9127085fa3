package retrofit

import (
	"bytes"
	"io"
	"net/url"
	"regexp"

	"github.com/gatefold/gatefold/rewrite"
)

// refused is why something that a style sheet of the site wants is held back.
const refused = "in a style sheet of the site itself: its pages refuse it, with --localise, too"

var endOfStyle = regexp.MustCompile(`(?i)</style`)

// Sheet says what a style sheet of the site itself, which readers find at address,
// would load from others. The sheet stays as it is, since pages may name a hash of
// its bytes (integrity): what is not allowed is held back by the policy of the page.
func (r *Retrofit) Sheet(address *url.URL, css []byte) (*rewrite.Result, error) {
	css = bytes.TrimPrefix(css, []byte("\ufeff"))
	css = endOfStyle.ReplaceAll(css, []byte("<_style")) // as long, and the end of nothing
	page := io.MultiReader(bytes.NewReader([]byte("<!doctype html><meta charset=utf-8><style>")), bytes.NewReader(css))
	found, err := r.reader.Rewrite(io.Discard, page, &rewrite.Page{URL: address})
	if err != nil {
		return nil, err
	}
	all := &rewrite.Result{More: found.More}
	for _, f := range found.Findings {
		if f.Host == "" {
			continue // a doubt about the page that was made around it
		}
		f.Element = ""
		if f.Action == rewrite.HeldBack {
			f.Reason = refused
		}
		all.Findings = append(all.Findings, f)
	}
	return all, nil
}
