package rewrite

import (
	"html"
	"strings"
	"testing"
)

// What a document names in an address of its own is loaded where a part of it is meant.
func TestPartsOfCarriedDocuments(t *testing.T) {
	r := newTestRewriter(t, Options{})
	const open = `<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink="http://www.w3.org/1999/xlink">`
	long := strings.Repeat(" ", maxAddress)
	for address, stays := range map[string]bool{
		"data:image/svg+xml," + open + "<filter id='f'><feColorMatrix type='saturate'/></filter></svg>#f": true,
		"data:image/svg+xml;utf8," + open + "<filter id='f'/></svg>#f":                                    true,
		"data:image/svg+xml;charset=utf-8,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3C/svg%3E#f":   true,
		"data:image/svg+xml," + open + "<image href='http://leak.example/1'/></svg>":                      true,
		"data:image/svg+xml," + open + long + "<image href='http://leak.example/1'/></svg>":               true,
		"data:image/png;base64,AA==#f": true,
		"data:image/svg+xml," + open + "<style>@import 'http://leak.example/1';%3C/style><filter id='f'/></svg>#f":  false,
		"data:image/svg+xml," + open + long + "<feImage href='http://leak.example/1'/></svg>#f":                     false,
		"DATA: text/xml," + open + "<image href='HTTP:leak.example/1'/></svg>#f":                                    false,
		"data:image/svg+xml,%3Csvg%3E%3Cimage href='%68ttp://leak.example/1'/%3E%3C/svg%3E#f":                       false,
		"data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=#f":                                                              false,
		"data:image/svg+xml," + open + "<style>@import '&#104;ttp://leak.example/1';%3C/style></svg>#f":             false,
		"data:image/svg+xml,<?xml-stylesheet href='//leak.example/1'?><svg/>#f":                                     false,
		"data:image/svg+xml,<svg xmlns:a='http://www.w3.org/x'><image href='http://www.w3.org/Icons/w3c'/></svg>#f": false,
	} {
		css := `filter:url("` + strings.ReplaceAll(address, `"`, `\"`) + `")`
		for _, in := range []string{
			"<style>a{" + css + "}</style>",
			`<p style="` + html.EscapeString(css) + `">`,
			`<svg><rect mask="` + html.EscapeString(strings.TrimPrefix(css, "filter:")) + `"/></svg>`,
		} {
			out, _ := rewriteString(t, r, in)
			if gone := strings.Contains(out, nowhere) && !strings.Contains(out, "leak"); out != in == stays || !stays && !gone {
				t.Errorf("%.300s\nbecomes %.300s", in, out)
			}
			checkPieces(t, r, in)
		}
		if swapped := SwapAddresses(nil, []byte("a{"+css+"}"), nil, nil); strings.Contains(string(swapped), nowhere) == stays {
			t.Errorf("%.300s\nbecomes %.300s", css, swapped)
		}
	}
}
