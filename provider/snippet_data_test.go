package provider

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// Rules of attributes and scripts compile, use what they capture, and cover the
// whole value.
func TestSignatureRules(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		c := checker{t, p}
		for _, list := range [][]Attribute{p.Signatures.Attributes, p.Signatures.Params} {
			for _, a := range list {
				c.rule(a)
			}
		}
		for _, f := range p.Signatures.Inline {
			rx, err := regexp.Compile(f.RE)
			c.want(err == nil, "%s: %v", f.RE, err)
			for _, name := range placeholders(f.Canonical) {
				c.want(err == nil && rx.SubexpIndex(name) > 0, "%s does not capture %s", f.RE, name)
			}
		}
	})
}

// ruleHole is a place in the template of an attribute's permalink.
var ruleHole = regexp.MustCompile(`\{([^{}]+)\}`)

func (c checker) rule(a Attribute) {
	rx, err := regexp.Compile(a.RE)
	c.want(err == nil, "%s: %v", a.RE, err)
	c.want(a.RE == "" || strings.HasPrefix(a.RE, "^") && strings.HasSuffix(a.RE, "$"), "%s does not cover the whole value", a.RE)
	c.want(a.RE == "" || a.Canonical != "", "%s leads to no permalink", a.RE)
	c.address("permalink", a.Canonical)
	for _, hole := range ruleHole.FindAllStringSubmatch(a.Canonical, -1) {
		name := hole[1]
		known := name == "value" && a.RE == "" || err == nil && rx.SubexpIndex(name) > 0 || attrNameForm.MatchString(name) && strings.Contains(name, "-")
		c.want(known, "%s: nothing fills {%s}", a.Canonical, name)
	}
}

// Rules about quotations compile, say something, and name what is known.
func TestQuoteRules(t *testing.T) {
	roles := []QuoteRole{"", RoleText, RoleTitle, RoleAuthor, RoleHandle, RoleDate, RoleNothing}
	eachProvider(t, func(t *testing.T, p *Provider) {
		c := checker{t, p}
		if at := p.IDTime; at != nil {
			_, err := time.Parse(time.DateOnly, at.From)
			c.want(err == nil && at.Source != "" && idLetters[at.Letters] != "" && at.Shift >= 0 && at.Shift < 63, "id_time is not whole")
			c.want(at.Unit == "s" || at.Unit == "ms" || at.Unit == "us", "id_time counts %q", at.Unit)
		}
		q := p.Signatures.Quote
		if q == nil {
			return
		}
		c.want(q.Rest == "" || q.Rest == RoleText || q.Rest == RoleTitle, "the rest is %q", q.Rest)
		for _, e := range q.Elements {
			c.want(slices.Contains(roles, e.Role), "an element is %q", e.Role)
			c.want(e.Name+e.Class+e.Attr != "", "a rule about every element")
			c.want(e.RE == "" || e.Attr != "", "%s is about no attribute", e.RE)
			c.groups(e.RE)
			c.groups(e.Text)
		}
		for _, l := range q.Lines {
			c.want(l.At == "" || l.At == "first" || l.At == "last", "a line at %q", l.At)
			c.want(l.RE != "", "a rule about every line")
			c.groups(l.RE)
		}
	})
}

// groups checks the groups of an expression about quotations.
func (c checker) groups(re string) {
	rx, err := regexp.Compile(re)
	if c.want(err == nil, "%s: %v", re, err); err != nil {
		return
	}
	for _, name := range rx.SubexpNames() {
		c.want(slices.Contains([]string{"", "title", "author", "handle", "date", "text"}, name), "%s has a group %s", re, name)
	}
}

// unlike lists the pieces whose frames do not lead back to the permalink, because
// the address of the frame does not hold it. The frame is recognised all the same.
var unlike = map[string]string{
	"acast":             "the frame's address is a permalink of its own",
	"bbc-av":            "the frame's address has the number only",
	"bunny-stream":      "the frame's address is a permalink of its own",
	"flickr":            "an album's frame does not name the account",
	"google-maps":       "a frame has the coordinates, not the place",
	"jw-player":         "the frame does not name the player",
	"megaphone":         "the frame's address is a permalink of its own",
	"note-com":          "the frame does not name the account",
	"nytimes-video":     "the frame has the number only",
	"openstreetmap":     "a frame has the corners of the map, not its middle",
	"our-world-in-data": "the frame's address names the tab",
	"tenor":             "a frame's address is recognised too",
	"tiktok":            "the frame does not name the account",
	"tradingview":       "the frame of a chart does not name what it shows",
	"wistia":            "the frame does not name the account",
	"x":                 "the frame does not name the account",
	"youtube":           "a short's frame is a video's",
}

// frameForms are ways to write the tag of a frame; %s is its escaped address.
var frameForms = []string{
	`<iframe src="%s"></iframe>`,
	`<iframe width=560 height=315 src='%s' title="x" frameborder="0" allow="autoplay" allowfullscreen></iframe>`,
	`<IFRAME SRC="%s" WIDTH="560"></IFRAME>`,
	"<iframe\n\tloading=lazy\n\tsrc=\"\n%s\n\"\n></iframe>",
	`<iframe data-src="%s"></iframe>`,
	`<iframe src="about:blank" data-lazy-src="%s" class="lazy"></iframe>`,
	`<iframe src="data:text/html;base64,PGI+" data-src-cmplz="%s"></iframe>`,
	`<iframe src="/wait.html" data-cookieblock-src="%s"></iframe>`,
	`<amp-iframe width="16" height="9" layout="responsive" sandbox="allow-scripts" src="%s"><amp-img layout="fill" src="/wait.png" placeholder></amp-img></amp-iframe>`,
	`<object data="%s" type="text/html"></object>`,
	`<object><param name="movie" value="%[1]s"><embed src="%[1]s"></object>`,
	`<embed src="%s">`,
	`<div style="position:relative;padding-bottom:56%%"><iframe style="position:absolute" src="%s"></iframe></div>`,
	`<p><iframe src="%s"></p></iframe></p>`,
}

// Every frame that the catalogue makes is recognised when somebody pastes it, in
// whatever form, and leads to the piece that it was made from.
func TestPastedFramesOfExamples(t *testing.T) {
	c := Default()
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			want, _ := c.Recognise(url)
			if want.frame == "" {
				continue
			}
			for _, form := range frameForms {
				for _, frame := range spellings(want.Frame(publisher)) {
					code := fmt.Sprintf(form, frame)
					got := onlyPiece(t, code)
					switch {
					case got.Match == want:
					case got.Match.Provider != p:
						t.Errorf("%s\nis taken for %+v", code, got.Match)
					case unlike[p.ID] == "":
						t.Errorf("%s\ngives %s, want %s", code, got.Match.URL, want.URL)
					}
					if p := got.Extent; p.Start != 0 || p.End != len(code) {
						t.Errorf("%s\nextent %v of %d", code, p, len(code))
					}
				}
			}
		}
	})
}

// spellings writes an address in the ways that pasted code does.
func spellings(address string) []string {
	rest := strings.TrimPrefix(address, "https:")
	all := []string{
		html.EscapeString(address),
		html.EscapeString("http:" + rest),
		html.EscapeString(rest),
		strings.NewReplacer(":", "&#58;", "/", "&#x2F;", "&", "&#38;").Replace(address),
		"  " + html.EscapeString(strings.Replace(address, "https://", "HTTPS://", 1)) + " ",
	}
	if !strings.Contains(address, ";") {
		all = append(all, address)
	}
	return all
}

// onlyPiece is the one thing that a piece of code holds.
func onlyPiece(t *testing.T, code string) Pasted {
	t.Helper()
	found, err := Default().Paste(code)
	if err != nil || len(found) != 1 {
		t.Errorf("%s\nholds %+v, %v; want one piece", code, found, err)
		return Pasted{}
	}
	wantSoundPasted(t, code, found)
	return found[0]
}

// Every mark in the catalogue is noticed, and is the provider's.
func TestMarksOfSignatures(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		s := p.Signatures
		for _, class := range s.Classes {
			wantMark(t, p, NameMark, false, `<div class="other  %s more">`, class)
		}
		for _, class := range s.WeakClasses {
			wantMark(t, p, NameMark, true, `<div class="%s">`, class)
		}
		for _, name := range s.Elements {
			wantMark(t, p, NameMark, false, `<%s width=1>`, name)
			wantMark(t, p, NameMark, false, `<%s>`, strings.ToUpper(name))
		}
		for _, id := range s.IDs {
			wantMark(t, p, NameMark, false, `<div id="%s">`, id)
		}
		for _, a := range s.Attributes {
			if a.Mark {
				wantMark(t, p, NameMark, false, `<div %s="x">`, a.Name)
			}
		}
	})
}

func wantMark(t *testing.T, p *Provider, kind MarkKind, weak bool, format string, args ...any) {
	t.Helper()
	code := fmt.Sprintf(format, args...)
	m, ok := markOf(t, code)
	if !ok || m.Provider != p || m.Kind != kind || m.Weak != weak {
		t.Errorf("%s: %+v, %v; want a mark of %s", code, m, ok, p.ID)
	}
}

// Code that marks a quotation with the provider's class and links to the piece is
// that piece: with the provider's script and without, minified and not, whatever
// the address brings along.
func TestPastedQuotationsOfExamples(t *testing.T) {
	c := Default()
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			want, _ := c.Recognise(url)
			for _, class := range p.Signatures.Classes {
				for _, code := range quotations(p, class, html.EscapeString(url)) {
					if got := onlyPiece(t, code); got.Match != want {
						t.Errorf("%s\ngives %+v\nwant %+v", code, got.Match, want)
					}
				}
			}
			for _, class := range p.Signatures.WeakClasses {
				code := `<div class="` + class + `"><a href="` + html.EscapeString(url) + `">x</a></div>`
				if got := onlyPiece(t, code); got.Match != want {
					t.Errorf("%s\ngives %+v\nwant %+v", code, got.Match, want)
				}
			}
		}
	})
}

// quotations writes code with a class and a link.
func quotations(p *Provider, class, url string) []string {
	quote := `<blockquote class="` + class + `" data-lang="en"><p>The tide is <a href="https://elsewhere.example/">in</a>.</p>` +
		`<a href="` + url + `" target="_blank">1 May</a></blockquote>`
	all := []string{
		quote,
		"\n" + strings.ReplaceAll(quote, "><", ">\n  <") + "\n",
		strings.NewReplacer(`class="`+class+`"`, "CLASS="+class, "blockquote", "BLOCKQUOTE", "<a href", "<A HREF").Replace(quote),
	}
	if p.Script != "" && !strings.Contains(p.Script, "{") {
		script := html.EscapeString(p.Script)
		all = append(all,
			quote+`<script async src="`+script+`" charset="utf-8"></script>`,
			`<script async src="`+strings.TrimPrefix(script, "https:")+`"></script>`+quote,
			quote+`<script>(function(d,s){var j=d.createElement(s);j.src='`+strings.ReplaceAll(p.Script, "/", `\/`)+`';d.body.appendChild(j)})(document,'script')</script>`,
		)
	}
	return all
}
