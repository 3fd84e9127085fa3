package provider

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What a record may say. The demands on shape and words; those on addresses and
// frames are in examples_test.go.
var (
	kinds = []Kind{Post, Video, Audio, Map, Chart, Document, Code, Form, Comments, Image, Font, Analytics, Captcha, Other}

	topics = words("3d calendar chat crowdfunding live-blog meta-embed newsletter payments petition reviews social-wall sport ticketing")

	sourceNames = words(`oembed-registry iframely privacybadger tarteaucitron embed-privacy mediaembed s9e-iframe feedsweep
		amphtml simorgh hugo iframemanager guardian-dcr wordpress-core wagtail onebox complianz embed-gate embetty
		open-cookie-database trackerdb probo meta-docs twitch-docs datawrapper-docs issue-tracker public-code general duckduckgo`)

	// sandboxTokens are those of HTML that a frame may be given beyond the usual.
	sandboxTokens = words(`allow-downloads allow-forms allow-modals allow-pointer-lock
		allow-popups-to-escape-sandbox allow-storage-access-by-user-activation`)

	// permissions are the features of the Permissions Policy in use.
	permissions = words(`accelerometer autoplay clipboard-write encrypted-media fullscreen gyroscope payment
		picture-in-picture web-share xr-spatial-tracking`)

	referrerPolicies = words("no-referrer-when-downgrade strict-origin strict-origin-when-cross-origin origin origin-when-cross-origin")

	idForm       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	countryForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	hostForm     = regexp.MustCompile(`^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$`)
	httpsForm    = regexp.MustCompile(`^https://[^\s<>"']+$`)
	ratioForm    = regexp.MustCompile(`^\d+(\.\d+)?:\d+(\.\d+)?$`)
	placeholder  = regexp.MustCompile(`\{([A-Za-z_][A-Za-z0-9_]*)\}`)
	machinePath  = regexp.MustCompile(`(^|[\s"'(=])/(tmp|work|root|home|usr|var|mnt|opt)/`)
	attrNameForm = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
	playForm     = regexp.MustCompile(`^[A-Za-z_]+=[a-z0-9]+$`)
	modeForm     = regexp.MustCompile(`^(host|query):\S`)
)

func words(s string) []string { return strings.Fields(s) }

func TestRecordsAreReadStrictly(t *testing.T) {
	each, err := fs.Glob(records, recordFolder+"/*.json")
	if err != nil || len(each) < 212 {
		t.Fatalf("%d records, %v", len(each), err)
	}
	for _, file := range each {
		text, err := records.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		var r record
		if err := dec.Decode(&r); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if id := strings.TrimSuffix(strings.TrimPrefix(file, recordFolder+"/"), ".json"); r.ID != id {
			t.Errorf("%s holds the record of %q", file, r.ID)
		}
		if machinePath.Match(text) {
			t.Errorf("%s holds a path of a particular machine", file)
		}
	}
}

// checker reports what is wrong with one record.
type checker struct {
	t *testing.T
	p *Provider
}

func (c checker) want(ok bool, what string, args ...any) {
	c.t.Helper()
	if !ok {
		c.t.Errorf(what, args...)
	}
}

// address demands an https address or nothing.
func (c checker) address(what, v string) {
	c.want(v == "" || httpsForm.MatchString(v), "%s is no https address: %q", what, v)
}

// list demands entries that are there and differ.
func (c checker) list(what string, list []string) {
	for i, v := range list {
		c.want(strings.TrimSpace(v) != "" && !slices.Contains(list[:i], v), "%s: %q is empty or stands twice", what, v)
	}
}

// basis demands references for a fact, and none without a fact.
func (c checker) basis(what string, basis []string, fact string) {
	c.want((len(basis) > 0) == (fact != ""), "%s: basis %q for %q", what, basis, fact)
	c.list(what, basis)
	for _, s := range basis {
		c.want(slices.Contains(sourceNames, s), "%s: unknown reference %q", what, s)
	}
}

func eachProvider(t *testing.T, check func(t *testing.T, p *Provider)) {
	for _, p := range Default().All() {
		t.Run(p.ID, func(t *testing.T) { check(t, p) })
	}
}

func TestRecords(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		c := checker{t, p}
		c.identity()
		c.facts()
		c.frame()
		c.resize(&p.Resize)
		c.signatures()
	})
}

func (c checker) identity() {
	p := c.p
	c.want(idForm.MatchString(p.ID), "id is not kebab-case")
	c.want(slices.Contains(kinds, p.Kind), "kind %q", p.Kind)
	c.want(p.Topic == "" || slices.Contains(topics, p.Topic), "topic %q", p.Topic)
	c.want(p.Name != "" && p.Name == strings.TrimSpace(p.Name), "name %q", p.Name)
	c.want(p.Noun != "", "no noun")
	c.want(p.Country == "" || countryForm.MatchString(p.Country), "country %q", p.Country)
	c.want(p.Country == "" || p.Controller != "", "country without controller")
	c.basis("controller", p.ControllerBasis, p.Controller)
	c.basis("privacy policy", p.PolicyBasis.Privacy, p.PrivacyPolicy)
	c.basis("cookie policy", p.PolicyBasis.Cookie, p.CookiePolicy)
}

func (c checker) facts() {
	p := c.p
	for what, v := range map[string]string{"website": p.Website, "privacy policy": p.PrivacyPolicy, "cookie policy": p.CookiePolicy, "script": p.Script} {
		c.address(what, v)
	}
	c.want(slices.Contains([]Answer{Yes, No, Unknown}, p.SetsCookies), "sets_cookies %q", p.SetsCookies)
	c.want(len(p.Cookies) == 0 || p.SetsCookies == Yes, "names cookies but does not say that it sets any")
	c.want(slices.Contains([]Confidence{High, Medium, Low}, p.Confidence), "confidence %q", p.Confidence)
	c.want(p.PrivacyMode == "" || modeForm.MatchString(p.PrivacyMode), "privacy_mode %q", p.PrivacyMode)
	c.want(!p.NeedsScript || p.Script != "" || len(p.Signatures.Scripts) > 0, "needs a script, but none is named")
	shows := p.Kind != Font && p.Kind != Analytics && p.Kind != Captcha
	c.want(!p.NeedsScript || !shows || p.Opaque != nil, "needs a script, and nothing says whether that can run in an opaque origin")
	c.want(p.Play == "" || playForm.MatchString(p.Play) && (p.Kind == Video || p.Kind == Audio), "play %q", p.Play)
	c.list("cookies", p.Cookies)
	c.list("examples", p.Examples)
	c.list("sources", p.Sources)
	c.want(len(p.Sources) > 0, "no sources")
	for _, s := range p.Sources {
		name, _, _ := strings.Cut(s, ":")
		c.want(slices.Contains(sourceNames, name), "unknown source %q", s)
	}
	if o := p.OEmbed; o != nil {
		c.want(o.Endpoint != "", "oEmbed without an endpoint")
		c.address("oEmbed endpoint", o.Endpoint)
		for noun, other := range o.ByNoun {
			c.address("oEmbed endpoint of a "+noun, other)
		}
		c.want(o.Audit == "" || o.Audit == "verified" || o.Audit == "unverified", "oEmbed audit %q", o.Audit)
		c.list("oEmbed fields", o.Fields)
	}
}

func (c checker) frame() {
	p := c.p
	c.want(p.FrameTemplate == "" || len(p.FrameHosts) > 0, "frame without hosts")
	for what, hosts := range map[string][]string{"frame host": p.FrameHosts, "asset host": p.AssetHosts} {
		c.list(what, hosts)
		for _, h := range hosts {
			c.want(h == hostPlaceholder || hostForm.MatchString(h), "%s %q is no host", what, h)
		}
	}
	c.want(p.Ratio == "" || ratioForm.MatchString(p.Ratio), "ratio %q", p.Ratio)
	c.want(0 <= p.Height && p.Height < 5000, "height %d", p.Height)
	c.want(p.Ratio == "" || p.Height == 0, "ratio and height at once")
	for feature := range strings.SplitSeq(p.Allow, ";") {
		feature = strings.TrimSpace(feature)
		c.want(p.Allow == "" || slices.Contains(permissions, feature), "allow: %q", feature)
	}
	c.want(p.ReferrerPolicy == "" || slices.Contains(referrerPolicies, p.ReferrerPolicy), "referrer policy %q", p.ReferrerPolicy)
	for _, m := range placeholder.FindAllStringSubmatch(p.FrameName, -1) {
		c.want(m[1] == "random17", "frame name %q", p.FrameName)
	}
	c.want(slices.IsSorted(p.Sandbox), "sandbox %q is not sorted", p.Sandbox)
	c.list("sandbox", p.Sandbox)
	for _, token := range p.Sandbox {
		c.want(slices.Contains(sandboxTokens, token), "sandbox token %q", token)
	}
	c.want((len(p.Sandbox) > 0) == (p.SandboxReason != ""), "sandbox %q for the reason %q", p.Sandbox, p.SandboxReason)
}

func (c checker) resize(r *Resize) {
	c.want(slices.Contains(words("message ratio fixed script unknown"), r.Kind), "resize %q", r.Kind)
	c.want((r.Kind == "message") == (len(r.Rules) > 0), "resize %q with %d rules", r.Kind, len(r.Rules))
	c.want(r.Kind == "message" || r.FrameQuery == "", "only messages have a frame query")
	for _, rule := range r.Rules {
		c.want(rule.Origin == "frame" || regexp.MustCompile(`^https://[^/\s*]+$`).MatchString(rule.Origin), "origin %q", rule.Origin)
		c.want(slices.Contains(words("object json json-or-object query text"), rule.Data), "data %q", rule.Data)
		c.want((rule.Data == "text") == (rule.Regex != "") && (rule.Regex == "") == (len(rule.HeightPath) > 0), "a text needs a regex, all else a path")
		c.path(rule.HeightPath)
		for _, m := range rule.Match {
			c.path(m.Path)
			c.want(len(m.Path) > 0 && m.Equals != nil, "match %v", m)
		}
		for _, re := range []string{rule.Regex, rule.Plus} {
			if re == "" {
				continue
			}
			rx, err := regexp.Compile(re)
			c.want(err == nil && rx.SubexpIndex("height") > 0, "%s: %v", re, err)
			c.want(!strings.Contains(re, "(?P<") && !strings.Contains(re, "(?i"), "%s is not read alike in JavaScript", re)
		}
		c.want(rule.Above >= 0 && rule.Above < 1000, "above %d", rule.Above)
	}
}

// path demands keys and positions.
func (c checker) path(path []any) {
	for _, k := range path {
		switch k.(type) {
		case string, float64:
		default:
			c.t.Errorf("path %v", path)
		}
	}
}

func (c checker) signatures() {
	s := c.p.Signatures
	marks := 0
	for what, list := range map[string][]string{
		"class": s.Classes, "weak class": s.WeakClasses, "element": s.Elements, "id": s.IDs,
	} {
		c.list(what, list)
		marks += len(list)
		for _, v := range list {
			c.want(!strings.ContainsAny(v, " \t\n"), "%s %q holds a space", what, v)
		}
	}
	for _, list := range [][]Attribute{s.Attributes, s.Params} {
		for _, a := range list {
			c.want(attrNameForm.MatchString(a.Name) && a.Holds != "", "attribute %v", a)
		}
		marks += len(list)
	}
	for _, list := range [][]string{s.IDsLike, s.ClassesLike} {
		for _, re := range list {
			_, err := regexp.Compile(re)
			c.want(err == nil && strings.HasPrefix(re, "^") && strings.HasSuffix(re, "$"), "%s does not cover the whole value: %v", re, err)
		}
		marks += len(list)
	}
	for _, list := range [][]string{s.Scripts, s.Links, s.Forms, s.Images} {
		for _, re := range list {
			_, err := regexp.Compile(re)
			c.want(err == nil, "%s: %v", re, err)
		}
		marks += len(list)
	}
	for _, f := range s.Frames {
		rx, err := regexp.Compile(f.RE)
		c.want(err == nil && strings.HasPrefix(f.RE, "^"), "%s is not anchored: %v", f.RE, err)
		for _, name := range placeholders(f.Canonical) {
			c.want(err == nil && rx.SubexpIndex(name) > 0, "%s does not capture %s", f.RE, name)
		}
	}
	c.want(marks+len(s.Frames) > 0, "nothing by which pasted code could be recognised")
}

// placeholders lists the names in a template.
func placeholders(template string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(template, -1) {
		names = append(names, m[1])
	}
	return names
}

// Names of classes, elements and ids decide whose code it is, so one provider
// claims each.
func TestMarksAreClaimedOnce(t *testing.T) {
	owner := map[string]string{}
	for _, p := range Default().All() {
		s := p.Signatures
		for what, list := range map[string][]string{"class": slices.Concat(s.Classes, s.WeakClasses), "element": s.Elements, "id": s.IDs} {
			for _, v := range list {
				if other := owner[what+v]; other != "" {
					t.Errorf("%s %q is claimed by %s and %s", what, v, other, p.ID)
				}
				owner[what+v] = p.ID
			}
		}
	}
}
