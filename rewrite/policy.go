package rewrite

import (
	"net/url"
	"slices"
	"strings"
)

// directive is a directive of a content security policy with the kinds of things
// that it governs, and what the site itself may do besides loading from its hosts.
type directive struct {
	name  string
	kinds []Kind
	also  string
}

// directives make the wall: 'self' and the hosts of the site, and nobody else. What
// the site does in its own pages goes on: inline scripts and styles run, as they did
// before. Forms and links are navigation, which the reader begins.
var directives = []directive{
	{"default-src", nil, " data: blob:"},
	{"script-src", []Kind{Script}, " 'unsafe-inline' 'unsafe-eval' data: blob:"},
	{"style-src", []Kind{Style}, " 'unsafe-inline' data: blob:"},
	{"img-src", []Kind{Picture, Icon}, " data: blob:"},
	{"font-src", []Kind{Font}, " data: blob:"},
	{"media-src", []Kind{Media}, " data: blob:"},
	{"connect-src", []Kind{Ping, Other}, " data: blob:"},
	{"worker-src", []Kind{Script}, " data: blob:"},
	{"frame-src", []Kind{Frame}, ""},
	{"object-src", []Kind{Object}, ""},
	{"manifest-src", []Kind{Manifest}, ""},
	{"base-uri", []Kind{Base}, ""},
}

// Policies returns the values of the Content-Security-Policy headers to send with a
// page: those that the site sends, and one more. Browsers obey all of them, so what
// the site forbids stays forbidden, and its nonces and hashes go on working; ours
// makes the promise hold where a page has something that the rewriter does not
// know, or that only a script adds. Reports of the site's policies to other sites
// are left out.
//
// With Options.ReportOnly they are the site's own.
func (r *Rewriter) Policies(p *Page) []string {
	if r.o.ReportOnly {
		return p.Policies
	}
	all := make([]string, 0, len(p.Policies)+1)
	for _, policy := range p.Policies {
		all = append(all, r.withoutReports(p, policy))
	}
	return append(all, r.ownPolicy(p))
}

// brick is what a directive of the wall is made of: what stands before the host of a page,
// and what behind it.
type brick struct{ before, after string }

// newWall puts together what is the same for all pages.
func newWall(o *Options) []brick {
	ours := ""
	for _, host := range o.FirstParty {
		ours += anyPort(host)
	}
	wall := make([]brick, len(directives))
	for i, d := range directives {
		b := brick{d.name + " 'self'" + d.also, ours}
		if i > 0 {
			b.before = "; " + b.before
		}
		for _, a := range o.Allow {
			if len(a.Kinds) == 0 || slices.ContainsFunc(a.Kinds, func(k Kind) bool { return slices.Contains(d.kinds, k) }) {
				b.after += anyPort(a.Host)
			}
		}
		wall[i] = b
	}
	return wall
}

// anyPort is a source of a host, whatever its port: addresses are judged by their hosts.
func anyPort(host string) string { return " " + strings.ToLower(host) + ":*" }

// ownPolicy is the wall around a page.
func (r *Rewriter) ownPolicy(p *Page) string {
	own := ""
	if p.URL != nil {
		if host := PlainHost(p.URL.Hostname()); isHost(host) {
			own = anyPort(host)
		}
	}
	n := 0
	for _, b := range r.wall {
		n += len(b.before) + len(own) + len(b.after)
	}
	var all strings.Builder
	all.Grow(n)
	for _, b := range r.wall {
		all.WriteString(b.before)
		all.WriteString(own)
		all.WriteString(b.after)
	}
	return all.String()
}

// withoutReports leaves out where a policy of the site has violations reported, if
// that is elsewhere.
func (r *Rewriter) withoutReports(p *Page, policy string) string {
	if !strings.Contains(strings.ToLower(policy), "report-uri") {
		return policy
	}
	var policies []string
	for one := range strings.SplitSeq(policy, ",") {
		var kept []string
		for d := range strings.SplitSeq(one, ";") {
			words := strings.Fields(d)
			if len(words) == 0 || !strings.EqualFold(words[0], "report-uri") ||
				!slices.ContainsFunc(words[1:], func(a string) bool { return !r.FirstParty(p, a) }) {
				kept = append(kept, d)
			}
		}
		policies = append(policies, strings.Join(kept, ";"))
	}
	return strings.Join(policies, ",")
}

// sitePolicy is what the site's own policies mean for our gates.
type sitePolicy struct {
	page         *url.URL
	base         string // where the site stands
	blocksFrames bool   // a gate cannot open here
	blocksScript bool
	blocksStyle  bool

	scriptNonce, styleNonce string // to be given to our elements, where the site works with nonces
}

// add notes a policy of the site, or several with commas between.
func (s *sitePolicy) add(value string) {
	for one := range strings.SplitSeq(value, ",") {
		s.addOne(parsePolicy(one))
	}
}

// policyDirectives has the sources of a policy by directive.
type policyDirectives map[string][]string

func parsePolicy(policy string) policyDirectives {
	d := policyDirectives{}
	for one := range strings.SplitSeq(policy, ";") {
		words := strings.Fields(one)
		if len(words) == 0 {
			continue
		}
		name := strings.ToLower(words[0])
		if _, ok := d[name]; !ok { // of several the first counts
			d[name] = words[1:]
		}
	}
	return d
}

// first returns the sources of the first directive that the policy has.
func (d policyDirectives) first(names ...string) (sources []string, governed bool) {
	for _, name := range names {
		if sources, ok := d[name]; ok {
			return sources, true
		}
	}
	return nil, false
}

func (s *sitePolicy) addOne(d policyDirectives) {
	if list, ok := d.first("frame-src", "child-src", "default-src"); ok && !s.admits(list) {
		s.blocksFrames = true
	}
	if list, ok := d.first("form-action"); ok && !s.admits(list) {
		s.blocksFrames = true
	}
	if list, ok := d.first("sandbox"); ok && !slices.Contains(list, "allow-forms") {
		s.blocksFrames = true
	}
	if list, ok := d.first("script-src-elem", "script-src", "default-src"); ok {
		dynamic := slices.ContainsFunc(list, func(w string) bool { return strings.EqualFold(w, "'strict-dynamic'") })
		s.element(list, s.admits(list) && !dynamic, &s.scriptNonce, &s.blocksScript)
	}
	if list, ok := d.first("style-src-elem", "style-src", "default-src"); ok {
		s.element(list, s.admits(list), &s.styleNonce, &s.blocksStyle)
	}
}

// element notes what an element of ours needs to be let through.
func (s *sitePolicy) element(list []string, admitted bool, nonce *string, blocked *bool) {
	if admitted {
		return
	}
	for _, w := range list {
		if len(w) <= 9 || !strings.EqualFold(w[:7], "'nonce-") || w[len(w)-1] != '\'' {
			continue
		}
		if one := w[7 : len(w)-1]; *nonce == "" || *nonce == one { // each policy has to let it through
			*nonce = one
			return
		}
	}
	*blocked = true
}

// admits reports whether a list of sources lets our own files through (CSP Level 3,
// section 6.7.2.7). What is not plainly so is not.
func (s *sitePolicy) admits(list []string) bool {
	return slices.ContainsFunc(list, func(source string) bool {
		source = strings.ToLower(source)
		switch source {
		case "'self'", "*":
			return true
		case "http:": // which stands for the other, too
			return s.page != nil && (s.page.Scheme == "http" || s.page.Scheme == "https")
		case "https:":
			return s.page != nil && s.page.Scheme == "https"
		}
		return s.admitsHost(source)
	})
}

// admitsHost reports whether a source is the page's own host, without a path or
// with one that leads to our files.
func (s *sitePolicy) admitsHost(source string) bool {
	if s.page == nil || strings.HasPrefix(source, "'") {
		return false
	}
	if scheme, rest, ok := strings.Cut(source, "://"); ok {
		if scheme != s.page.Scheme {
			return false
		}
		source = rest
	}
	host, path, hasPath := strings.Cut(source, "/")
	if hasPath && path != "" && (!strings.HasSuffix(path, "/") || !strings.HasPrefix(s.base+"/_gatefold/", "/"+path)) {
		return false
	}
	name, port, hasPort := strings.Cut(host, ":")
	if hasPort && port != "*" && port != s.page.Port() {
		return false
	}
	if below, ok := strings.CutPrefix(name, "*"); ok {
		return strings.HasSuffix(strings.ToLower(s.page.Hostname()), below) && below != ""
	}
	return name == strings.ToLower(s.page.Hostname()) && (hasPort || s.page.Port() == "")
}
