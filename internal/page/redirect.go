package page

import (
	"fmt"
	"html/template"
	"strings"
)

// RedirectView is what redirect.html shows. Head holds the refresh.
type RedirectView struct {
	Page
	Redirect *Redirect
	Head     template.HTML
}

// Redirect appends the document that leads from an old address to the new one.
// It is an error if the target is not a path of the site: an old address must
// not send readers elsewhere.
func (r *Renderer) Redirect(dst []byte, p *Redirect) ([]byte, error) {
	if !ownPath(p.Target) || strings.IndexByte(p.Target, ' ') >= 0 {
		return dst, fmt.Errorf("page: a redirect leads to %q, which is not a path of the site", p.Target)
	}
	e := r.edition(p.Publication)
	v := &RedirectView{Page: e.page(), Redirect: p, Head: template.HTML(r.appendRedirectHead(nil, e, p))}
	return r.theme.execute(dst, "redirect.html", v)
}
