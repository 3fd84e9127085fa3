package provider

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// entry is a place in the catalogue: a provider that is decoded, and whose
// expressions are compiled, when they are first needed.
type entry struct {
	id       string
	prefixes [][]string // by pattern: how the rest of an address must begin; nil: anyhow

	once     sync.Once
	provider *Provider
	forms    []form

	code code // what pasted code of the provider looks like
}

// form is a pattern made ready for matching.
type form struct {
	provider *Provider
	pattern  *Pattern
	nounKey  string

	once      sync.Once
	re        *regexp.Regexp
	canonical template
	frame     template
	opaque    template
	reserved  []reservation
}

// reservation is a group of an expression with words that it may not hold.
type reservation struct {
	group int
	words []string
}

// load returns the provider. The records are part of the program and a test
// loads every one of them, so one that cannot be read is a bug.
func (e *entry) load() *Provider {
	e.once.Do(func() {
		file := recordFolder + "/" + e.id + ".json"
		text, err := records.ReadFile(file)
		if err == nil {
			e.provider, err = decode(text)
		}
		if err != nil {
			panic(fmt.Sprintf("provider: %s: %v", file, err))
		}
		e.forms = make([]form, len(e.provider.Patterns))
		for i := range e.forms {
			p := &e.provider.Patterns[i]
			e.forms[i] = form{provider: e.provider, pattern: p, nounKey: NounKey(p.Noun)}
		}
	})
	return e.provider
}

// record is a provider as its file says it. Only what differs from [Provider]
// is named here.
type record struct {
	Provider
	Patterns []struct {
		Pattern
		Frame  override `json:"frame"`
		Poster override `json:"poster"`
	} `json:"url_patterns"`
	FrameAttributes struct {
		Allow          string `json:"allow"`
		ReferrerPolicy string `json:"referrerpolicy"`
		Name           string `json:"name"`
	} `json:"frame_attributes"`
}

// override is a value that a pattern may leave to the provider (absent), replace
// (a text) or take away (null).
type override struct {
	given bool
	value string
}

// UnmarshalJSON notes that there is a value at all.
func (o *override) UnmarshalJSON(b []byte) error {
	o.given = true
	return json.Unmarshal(b, &o.value) // null leaves the value empty
}

func (o override) or(inherited string) string {
	if o.given {
		return o.value
	}
	return inherited
}

func decode(text []byte) (*Provider, error) {
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, err
	}
	return r.finish(), nil
}

// finish lets the patterns inherit and moves the frame's attributes.
func (r *record) finish() *Provider {
	p := &r.Provider
	p.Allow, p.ReferrerPolicy, p.FrameName = r.FrameAttributes.Allow, r.FrameAttributes.ReferrerPolicy, r.FrameAttributes.Name
	p.Patterns = make([]Pattern, len(r.Patterns))
	for i := range r.Patterns {
		own := &r.Patterns[i]
		pat := own.Pattern
		pat.Frame = own.Frame.or(p.FrameTemplate)
		pat.Poster = own.Poster.or(p.Poster)
		if pat.Noun == "" {
			pat.Noun = p.Noun
		}
		if pat.Resize == nil {
			pat.Resize = &p.Resize
		}
		if pat.Height == 0 && pat.Ratio == "" {
			pat.Height, pat.Ratio = p.Height, p.Ratio
		}
		p.Patterns[i] = pat
	}
	return p
}

// ready compiles the expression and the templates.
func (f *form) ready() {
	f.once.Do(func() {
		f.re = regexp.MustCompile(f.pattern.RE)
		f.canonical = parseTemplate(f.pattern.Canonical, f.re)
		f.frame = parseTemplate(withQuery(f.pattern.Frame, f.pattern.Resize.FrameQuery), f.re)
		if f.provider.Opaque.usable() {
			f.opaque = parseTemplate(f.provider.Opaque.HTML, f.re)
		}
		for group, words := range f.provider.Reserved {
			if n := f.re.SubexpIndex(group); n >= 0 {
				f.reserved = append(f.reserved, reservation{n, words})
			}
		}
	})
}

// match returns the groups of an address in normal form, or nil.
func (f *form) match(address string) []int {
	f.ready()
	groups := f.re.FindStringSubmatchIndex(address)
	if groups != nil && f.isPage(address, groups) {
		return nil
	}
	for _, r := range f.reserved {
		if groups != nil && slices.Contains(r.words, strings.ToLower(group(address, groups, r.group))) {
			return nil
		}
	}
	return groups
}

// group returns the text of a group; empty where it took no part.
func group(address string, groups []int, n int) string {
	if n < 0 || groups[2*n] < 0 {
		return ""
	}
	return address[groups[2*n]:groups[2*n+1]]
}

// named returns the text of a group by its name; empty where there is none.
func (f *form) named(address string, groups []int, name string) string {
	if name == "" {
		return ""
	}
	return group(address, groups, f.re.SubexpIndex(name))
}

// withQuery appends a query to an address that may already have one.
func withQuery(address, query string) string {
	switch {
	case address == "" || query == "":
		return address
	case strings.Contains(address, "?"):
		return address + "&" + query
	default:
		return address + "?" + query
	}
}
