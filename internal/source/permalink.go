package source

import (
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// permalinks are patterns of addresses by section, such as
// "/:year/:month/:slug/", in Hugo's syntax.
type permalinks map[string]string

// story is what a pattern can draw on.
type story struct {
	place *place
	title string
	slug  string // empty where the author gave none
	date  time.Time
}

// errNoTime says that a pattern asks for a date that the story has not.
var errNoTime = errors.New("needs the date of the article, which has none")

// check reports the first pattern that names something unknown, or that makes no
// address.
func (p permalinks) check() error {
	sample := story{place: &place{dir: "a/b", base: "c"}, title: "T", date: time.Date(2006, 1, 2, 0, 0, 0, 0, time.UTC)}
	for section, pattern := range p {
		wrong := &article.Problem{File: "gatefold.toml", Key: "permalinks." + section}
		expanded, err := expand(pattern, &sample)
		if err != nil {
			wrong.Message, wrong.Err = err.Error(), err
			wrong.Remedy = "docs/configuration.md lists the tokens, such as :year, :month and :slug"
			return wrong
		}
		if _, err = finish("/" + urlize(expanded)); err != nil && !errors.Is(err, errHome) {
			wrong.Message, wrong.Err = quoted(pattern, err), err
			wrong.Remedy = "write a pattern such as /:year/:slug/"
			return wrong
		}
	}
	return nil
}

// pattern returns the pattern for a folder below content: that of the longest
// section that it lies in. "/" stands for pages outside of sections.
func (p permalinks) pattern(dir string) string {
	if len(p) == 0 {
		return ""
	}
	if dir == "" {
		return p["/"]
	}
	for dir = urlize(dir); dir != ""; dir = parent(dir) {
		if pattern, ok := p[dir]; ok {
			return pattern
		}
	}
	return ""
}

// normalized returns the patterns by section without slashes around it.
func (p permalinks) normalized() permalinks {
	n := make(permalinks, len(p))
	for section, pattern := range p {
		if key := urlize(strings.Trim(section, " /")); key != "" {
			n[key] = pattern
		} else {
			n["/"] = pattern
		}
	}
	return n
}

// expand fills in a pattern. Tokens are a colon and a word, with a selection
// in brackets behind ":sections"; a backslash before a colon makes it one.
func expand(pattern string, s *story) (string, error) {
	var b strings.Builder
	for {
		i := strings.IndexByte(pattern, ':')
		if i < 0 {
			b.WriteString(pattern)
			return b.String(), nil
		}
		if i > 0 && pattern[i-1] == '\\' {
			b.WriteString(pattern[:i-1])
			b.WriteByte(':')
			pattern = pattern[i+1:]
			continue
		}
		b.WriteString(pattern[:i])
		token := permalinkToken(pattern[i+1:])
		text, err := s.token(token)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		pattern = pattern[i+1+len(token):]
	}
}

// permalinkToken returns the token that s begins with, without its colon.
func permalinkToken(s string) string {
	n := 0
	for n < len(s) && (isKeyByte(s[n]) && s[n] != '-') {
		n++
	}
	if n < len(s) && s[n] == '[' {
		if end := strings.IndexByte(s[n:], ']'); end > 0 {
			n += end + 1
		}
	}
	return s[:n]
}

// token gives the text for a token.
func (s *story) token(token string) (string, error) {
	switch token {
	case "section":
		return s.place.section(), nil
	case "sections":
		return urlize(s.place.container()), nil
	case "title":
		return flat(s.title)
	case "slug":
		return flat(first(s.slug, s.title))
	case "filename", "contentbasename":
		return flat(s.place.name())
	case "slugorfilename", "slugorcontentbasename":
		return flat(first(s.slug, s.place.name()))
	}
	if cut, ok := strings.CutPrefix(token, "sections["); ok {
		return s.sections(strings.TrimSuffix(cut, "]"))
	}
	return s.dateToken(token)
}

// dateToken gives a part of the date: by name, or by a layout of Go's time.
func (s *story) dateToken(token string) (string, error) {
	text := ""
	switch d := s.date; token {
	case "year":
		text = d.Format("2006")
	case "month":
		text = d.Format("01")
	case "monthname":
		text = d.Month().String()
	case "day":
		text = d.Format("02")
	case "weekday":
		text = strconv.Itoa(int(d.Weekday()))
	case "weekdayname":
		text = d.Weekday().String()
	case "yearday":
		text = strconv.Itoa(d.YearDay())
	default:
		// A layout is what differs from a date of which every part does.
		probe := time.Date(2019, 11, 9, 23, 1, 42, 1, time.UTC)
		if token == "" || probe.Format(token) == token {
			return "", fmt.Errorf("the token %q is not known", ":"+token)
		}
		text = d.Format(token)
	}
	if s.date.IsZero() {
		return "", errNoTime
	}
	return urlize(text), nil
}

// sections gives some of the folders of the story: "1", "last", "1:", ":2".
func (s *story) sections(cut string) (string, error) {
	all := strings.Split(urlize(s.place.container()), "/")
	low, high, isRange := strings.Cut(cut, ":")
	from, err := sectionIndex(low, 0, len(all))
	if err != nil {
		return "", err
	}
	to := from + 1
	if isRange {
		if to, err = sectionIndex(high, len(all), len(all)); err != nil {
			return "", err
		}
	}
	if from >= len(all) || from > to {
		return "", nil
	}
	return path.Join(all[from:min(to, len(all))]...), nil
}

func sectionIndex(s string, empty, n int) (int, error) {
	switch s {
	case "":
		return empty, nil
	case "last":
		return n - 1, nil
	}
	i, err := strconv.Atoi(s)
	if err != nil || i < 0 {
		return 0, fmt.Errorf("%q does not select a section", s)
	}
	return i, nil
}

// flat makes one segment of a text.
func flat(s string) (string, error) {
	if s = strings.Trim(urlize(strings.ReplaceAll(s, "/", " ")), "-"); s == "" {
		return "", errNothing
	}
	return s, nil
}

// first returns the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
