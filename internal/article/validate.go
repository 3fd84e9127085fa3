package article

import (
	"strconv"
	"strings"
)

// Validate reports what keeps an article from being published. Every problem
// carries the front matter key it is about and no line: only who read the
// file knows where it stands.
//
// It checks what the rest of the program relies on: that addresses are safe,
// that texts which have to be there are, that times stand in order.
func (a *Article) Validate() []*Problem {
	v := validation{file: a.Source}
	v.identity(a)
	v.addresses(a)
	v.times(a)
	v.people(a)
	v.corrections(a.Corrections)
	v.lead(a.Lead)
	return v.problems
}

// validation collects problems of one article.
type validation struct {
	file     string
	problems []*Problem
}

// add notes a problem if bad is true.
func (v *validation) add(bad bool, key, message, remedy string) {
	if bad {
		v.problems = append(v.problems, &Problem{File: v.file, Key: key, Message: message, Remedy: remedy})
	}
}

func (v *validation) identity(a *Article) {
	v.add(a.ID == "" || !isText(a.ID), "", "the article has no usable ID", "rename the file")
	v.add(!isLanguage(a.Lang), "", "the language "+quote(a.Lang)+" is not a language tag", `use a BCP 47 tag such as "en" or "pt-br"`)
	v.add(strings.TrimSpace(a.Headline) == "", "title", "the article has no headline", "give it a title")
	v.add(a.TranslationKey == "", "translationKey", "the article has no translation key", "leave the key out or give it a value")
	v.add(a.Status > Withdrawn, "", "the article has an unknown status", "")
}

func (v *validation) addresses(a *Article) {
	if err := CheckPath(a.Path); err != nil {
		v.add(true, "url", "the address "+quote(a.Path)+" "+err.Error(), "choose another slug or url")
	}
	for _, alias := range a.Aliases {
		if err := CheckPath(alias); err != nil {
			v.add(true, "aliases", "the alias "+quote(alias)+" "+err.Error(), "correct or remove it")
		}
		v.add(alias == a.Path, "aliases", "the alias "+quote(alias)+" is the address of the article itself, so it would lead in a circle", "remove it")
	}
}

func (v *validation) times(a *Article) {
	v.add(!a.Updated.IsZero() && a.Updated.Before(a.Published), "updated",
		"the article was updated before it was published", "correct one of the two dates")
	v.add(!a.Expires.IsZero() && !a.Published.IsZero() && a.Expires.Before(a.Published), "expiryDate",
		"the article expires before it is published", "correct one of the two dates")
}

func (v *validation) people(a *Article) {
	for _, b := range a.Bylines {
		v.add(strings.TrimSpace(b.Name) == "", "author", "an author has no name", "name the author or remove the entry")
		v.add(!isSlug(b.Slug), "author", "the author "+quote(b.Name)+" has no usable slug", "use letters or digits in the name")
	}
}

func (v *validation) corrections(cs []Correction) {
	for i, c := range cs {
		v.add(c.Date.IsZero(), "corrections", "a correction has no date", "say when it was made")
		v.add(strings.TrimSpace(c.Text) == "", "corrections", "a correction has no text", "say what was wrong and what is right")
		v.add(i > 0 && c.Date.Before(cs[i-1].Date), "corrections", "the corrections are not in order of time", "put the oldest first")
	}
}

func (v *validation) lead(f *Figure) {
	if f == nil {
		return
	}
	v.add(!isSitePath(f.Src), "lead", "the picture's address "+quote(f.Src)+" is not a path of this site", "put the picture beside the article or into static/")
	v.add(f.Decorative && f.Alt != "", "lead", "a decorative picture has an alternative text", "remove one of the two")
	v.add(f.Width < 0 || f.Height < 0, "lead", "the picture has a negative size", "")
}

// isSitePath reports whether s is an absolute URL path and not an address on
// another host: "//host/" and "/\host/" are.
func isSitePath(s string) bool {
	return strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") &&
		!strings.Contains(s, `\`) && isText(s)
}

// isSlug reports whether s can be a segment of a path after encoding.
func isSlug(s string) bool {
	return s != "" && s != "." && s != ".." && len(s) <= maxSegment && !strings.ContainsAny(s, `/\`) && isText(s)
}

// isLanguage reports whether s has the form of a language tag: subtags of
// letters and digits of at most eight characters, the first one of letters
// (BCP 47, section 2.1).
func isLanguage(s string) bool {
	first := true
	for sub := range strings.SplitSeq(s, "-") {
		if len(sub) == 0 || len(sub) > 8 {
			return false
		}
		for i := range len(sub) {
			c := sub[i] | 0x20
			letter := c >= 'a' && c <= 'z'
			digit := sub[i] >= '0' && sub[i] <= '9'
			if !letter && (first || !digit) {
				return false
			}
		}
		first = false
	}
	return true
}

// quote shows a value in a message: cut to a length that fits into a line and
// with control characters made visible.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strconv.Quote(s)
}
