package site

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// Instructions to static hosts, in the form that Netlify and Cloudflare Pages
// share.
const (
	headersPath   = "/_headers"
	redirectsPath = "/_redirects"
)

// What Cloudflare Pages reads of these files.
const (
	maxRules     = 100  // in _headers
	maxLine      = 2000 // bytes of a line in _headers
	maxRedirects = 2000 // lines without a placeholder in _redirects
	maxRedirect  = 1000 // bytes of a line there
)

// addHostFiles adds the instructions to static hosts.
func (b *builder) addHostFiles() {
	h := &hostHeaders{own: b.ownFile(headersPath)}
	for _, d := range b.site.paths.docs {
		if d.Immutable {
			h.immutable = append(h.immutable, d.Path)
		}
	}
	h.drawings = slices.ContainsFunc(b.files, func(f File) bool { return strings.HasSuffix(f.Path, ".svg") })
	for id := range b.embeds.samples {
		h.embeds = append(h.embeds, id)
	}
	for _, e := range b.embeds.unknown {
		h.embeds = append(h.embeds, e.doc.Path)
	}
	slices.Sort(h.embeds)
	b.addHostFile(headersPath, h)

	r := &hostRedirects{own: b.ownFile(redirectsPath)}
	for _, d := range b.site.paths.docs {
		if d.Redirect != "" {
			r.redirects = append(r.redirects, d)
		}
	}
	if len(r.redirects) > 0 || r.own != nil {
		b.addHostFile(redirectsPath, r)
	}
}

func (b *builder) addHostFile(path string, m keyed) {
	d := b.make(path, m)
	d.Type, d.HostOnly = typePlain, true
	b.add(d, path[1:])
}

// hostHeaders makes _headers. Hosts disagree about a header that two rules give
// to one path: Cloudflare joins the values with a comma, Netlify takes the last
// rule's. So the file says the same either way: policies may be joined, for
// then both hold; no other header is in two rules.
type hostHeaders struct {
	own       *File    // lines of the publisher's, which go first; or nil
	immutable []string // paths
	drawings  bool     // the publication has SVG files, which could be documents of their own
	embeds    []string // of the pieces in the publication, sorted: providers' IDs, or paths of unknown pieces
}

func (h *hostHeaders) key(s *Site, d *digester) article.Digest {
	d.str("headers")
	d.digest(s.stamp)
	d.ownFile(h.own)
	d.flag(h.drawings)
	for _, list := range [...][]string{h.immutable, h.embeds} {
		d.num(len(list))
		for _, x := range list {
			d.str(x)
		}
	}
	return d.sum()
}

// ownFile adds a file that may be missing.
func (d *digester) ownFile(f *File) {
	d.flag(f != nil)
	if f != nil {
		d.digest(f.Digest)
	}
}

func (h *hostHeaders) append(ctx context.Context, s *Site, _ *Document, dst []byte) ([]byte, error) {
	dst, err := appendOwn(ctx, dst, h.own)
	if err != nil {
		return dst, err
	}
	rules := countRules(dst) + 1
	dst = append(dst, s.href("/*")+"\n"...)
	dst = appendHeader(dst, policyHeader, wallFor(s.embedPolicies()))
	for _, g := range general {
		dst = appendHeader(dst, g.Name, g.Value)
	}
	if h.drawings {
		rules++
		dst = append(dst, s.href("/*.svg")+"\n"...)
		dst = appendHeader(dst, policyHeader, drawing)
	}
	for _, path := range h.immutable {
		rules++
		dst = append(dst, s.href(path)+"\n"...)
		dst = appendHeader(dst, "Cache-Control", cacheForever)
	}
	for _, p := range s.embedPolicies() {
		if rules++; rules > maxRules {
			break // the policy in the document itself holds
		}
		if len(policyHeader)+len(p.policy)+4 <= maxLine {
			dst = append(dst, s.href(p.pattern)+"\n"...)
			dst = appendHeader(dst, policyHeader, p.policy)
		}
	}
	return dst, nil
}

func appendHeader(dst []byte, name, value string) []byte {
	return append(dst, "  "+name+": "+value+"\n"...)
}

// countRules counts the lines that begin a rule.
func countRules(file []byte) (n int) {
	for line := range bytes.Lines(file) {
		if line[0] == '/' || bytes.HasPrefix(line, []byte("https://")) {
			n++
		}
	}
	return n
}

// appendOwn appends what the publisher wrote into a file of the same name.
func appendOwn(ctx context.Context, dst []byte, f *File) ([]byte, error) {
	if f == nil {
		return dst, nil
	}
	dst, err := (&copied{File: f}).append(ctx, nil, nil, dst)
	if err == nil && len(dst) > 0 && dst[len(dst)-1] != '\n' {
		dst = append(dst, '\n')
	}
	return dst, err
}

// hostRedirects makes _redirects. Every redirect is a page as well, so a host
// that does not read the file, or not all of it, loses nothing but speed.
type hostRedirects struct {
	own       *File // lines of the publisher's, which go first; or nil
	redirects []*Document
}

func (r *hostRedirects) key(s *Site, d *digester) article.Digest {
	d.str("redirects")
	d.digest(s.stamp)
	d.ownFile(r.own)
	for _, x := range r.redirects {
		d.str(x.Path)
		d.str(x.Redirect)
	}
	return d.sum()
}

func (r *hostRedirects) append(ctx context.Context, s *Site, _ *Document, dst []byte) ([]byte, error) {
	dst, err := appendOwn(ctx, dst, r.own)
	if err != nil {
		return dst, err
	}
	lines := bytes.Count(dst, []byte("\n"))
	for _, x := range r.redirects {
		for _, from := range spellings(x.Path) {
			line := s.href(from) + " " + x.Redirect + " 301\n"
			if len(line) > maxRedirect {
				continue
			}
			if lines++; lines > maxRedirects {
				return dst, nil
			}
			dst = append(dst, line...)
		}
	}
	return dst, nil
}

// spellings returns how an old address may be asked for: with its slash, and
// without where it was the address of a file.
func spellings(path string) []string {
	bare := strings.TrimSuffix(path, "/")
	if strings.Contains(bare[strings.LastIndexByte(bare, '/')+1:], ".") {
		return []string{path, bare}
	}
	return []string{path}
}
