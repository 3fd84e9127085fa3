package site

import "strings"

// Header is a header of a response.
type Header struct{ Name, Value string }

// wall is the part of the content security policy that all documents have in
// common, as far as a browser's own display of a file can live with it: a
// drawing keeps its styles and the pictures inside it. Pages and embed
// documents have stricter policies of their own, which say the same or less.
const wall = "script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; media-src 'self' data:; " +
	"font-src 'self' data:; manifest-src 'self'; worker-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// drawing is the policy of an SVG that is opened by itself. It is a document
// that could hold whatever a page can, frames and scripts included; in a
// sandbox it is a picture. Those that articles show hold nothing of the kind,
// but any file can lie in the folder.
const drawing = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
	"form-action 'none'; base-uri 'none'; sandbox; frame-ancestors 'self'"

// general are the headers of every document besides its policy. Permissions are
// denied only where no provider's frame needs them: what a page denies itself,
// the frames in it cannot have either.
var general = [...]Header{
	{"X-DNS-Prefetch-Control", "off"}, // else the host of a link is looked up when the mouse is over it
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "strict-origin-when-cross-origin"},
	{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), serial=(), usb=()"},
}

const policyHeader = "Content-Security-Policy"

// cacheForever is for paths that change with their bytes.
const cacheForever = "public, max-age=31536000, immutable"

// Policy returns the content security policy for the header of the document:
// the one that stands in it, and who may frame it.
func (d *Document) Policy() string {
	switch m := d.maker.(type) {
	case *embed:
		return m.policy(d.site)
	case *copied:
		if strings.HasPrefix(d.Type, "image/svg") {
			return drawing
		}
		return wall
	}
	if d.Type == typeHTML {
		return d.site.policy
	}
	return wall
}

// Headers returns the security headers that belong to the document, the policy
// included. On a static host the document /_headers has the same effect: it
// gives every document the wall, and where a document's own policy is stricter,
// that one stands in the document itself.
func (d *Document) Headers() []Header {
	return append([]Header{{policyHeader, d.Policy()}}, general[:]...)
}

// CacheControl returns the document's Cache-Control header. Pages are asked for
// again every time, which costs an answer without a body if nothing changed; a
// preview is not kept at all.
func (d *Document) CacheControl() string {
	switch {
	case d.Immutable:
		return cacheForever
	case d.site.cfg.Drafts:
		return "no-store"
	case d.isFile() && !strings.HasPrefix(d.Type, "text/"):
		return "public, max-age=3600"
	}
	return "public, max-age=0, must-revalidate"
}

// isFile reports whether the document is a file of the publication.
func (d *Document) isFile() bool {
	_, ok := d.maker.(*copied)
	return ok
}
