package gate

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// A piece that only a script can show gets a document within the embed document:
// a frame whose sandbox lacks allow-same-origin. Its origin is opaque, so the
// script has no cookies, no storage and no way to the page or to this site. It
// inherits the policy of the embed document, and with it the hosts that it may
// reach.

// opaqueSandbox is what the script may do. A sandbox cannot be widened from
// within.
func opaqueSandbox(p *provider.Provider) string {
	return strings.Replace(sandbox(p), "allow-same-origin ", "", 1)
}

// scriptHosts are the hosts that a provider's script may reach, as one text.
func scriptHosts(p *provider.Provider) string {
	if p.Opaque == nil {
		return ""
	}
	return strings.Join(p.Opaque.Hosts, " ")
}

// appendOpaque appends the frame that runs the code of a piece.
func (g *Gates) appendOpaque(dst []byte, l *locale.Locale, m provider.Match, code string) []byte {
	dst = append(dst, `<iframe srcdoc="`...)
	dst = appendCode(dst, "<!doctype html><html lang=\""+l.Lang()+"\" dir=\""+l.Dir()+"\"><meta charset=\"utf-8\">"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><base target=\"_blank\">"+
		"<style>body{margin:0}</style><script src=\""+g.o.Base+assets().height.Path+"\"></script><body>")
	dst = append(appendCode(dst, code), '"')
	dst = appendAttribute(dst, "title", m.Provider.Name)
	dst = appendAttribute(dst, "sandbox", opaqueSandbox(m.Provider))
	dst = appendAttribute(dst, "allow", "fullscreen")
	dst = appendAttribute(dst, "referrerpolicy", referrerPolicy(m.Provider))
	dst = appendAttribute(dst, "height", strconv.Itoa(frameHeight(m)))
	dst = appendAttribute(dst, "data-resize", opaqueResize)
	return append(dst, "></iframe>"...)
}

// opaqueResize is how height.js tells the height. It speaks from an opaque
// origin, which browsers write "null"; what counts is the window it comes from.
const opaqueResize = `[{"origin":"null","data":"object","height":["gatefold"]}]`

// appendCode appends code as the value of an attribute in double quotes. Unlike
// text for readers it keeps every character: a line end may end a comment in a
// script.
func appendCode(dst []byte, code string) []byte {
	for i := range len(code) {
		switch c := code[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// appendOpaquePolicy appends the policy for a script and what it loads. Inline
// scripts are allowed one by one, by their hash, because the embed document has
// the same policy and is of the site's own origin.
func appendOpaquePolicy(dst []byte, m provider.Match, code string) []byte {
	hosts := m.FrameHosts()
	dst = append(dst, "default-src 'none'; script-src 'self'"...)
	for _, h := range inlineScripts(code) {
		dst = append(append(append(dst, " '"...), h...), '\'')
	}
	dst = appendHosts(dst, hosts, "'self'")
	for _, directive := range [...]string{
		"style-src 'self' 'unsafe-inline'", "img-src data:", "font-src data:", "media-src", "connect-src", "frame-src",
	} {
		dst = append(append(dst, "; "...), directive...)
		dst = appendHosts(dst, hosts, "'self'")
	}
	dst = appendHosts(append(dst, "; form-action"...), hosts, "'none'")
	return append(dst, "; base-uri 'none'"...)
}

// inlineScripts are the hashes of the scripts whose text stands in the code.
func inlineScripts(code string) (hashes []string) {
	z := html.NewTokenizer(strings.NewReader(code))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return hashes
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) != "script" || z.Next() != html.TextToken {
				continue
			}
			text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(z.Raw()))
			sum := sha256.Sum256([]byte(text))
			hashes = append(hashes, "sha256-"+base64.StdEncoding.EncodeToString(sum[:]))
		}
	}
}
