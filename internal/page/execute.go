package page

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// output collects what a template writes.
type output []byte

func (o *output) Write(p []byte) (int, error) {
	*o = append(*o, p...)
	return len(p), nil
}

// execute appends what the template of that name makes of data.
func (th *theme) execute(dst []byte, name string, data any) ([]byte, error) {
	out := output(dst)
	if err := th.set.ExecuteTemplate(&out, name, data); err != nil {
		return dst, templateProblem(name, err)
	}
	return out, nil
}

// place finds file and line in what html/template says, as in
// "template: story.html:12:9: executing …" and "html/template:card.html:3: …".
var place = regexp.MustCompile(`^(?:html/)?template: ?([\w.-]+\.html):(\d+)(?::\d+)?: (.*)`)

// templateProblem says where in the theme a template went wrong.
func templateProblem(name string, err error) *article.Problem {
	p := &article.Problem{File: "theme/" + name, Message: oneLine(err.Error()), Err: err}
	if m := place.FindStringSubmatch(p.Message); m != nil {
		p.File, p.Message = "theme/"+m[1], m[3]
		p.Line, _ = strconv.Atoi(m[2]) // digits by the pattern; too many give 0, "the whole file"
	}
	p.Remedy = "docs/theme.md says what a template can use; removing the file brings the built-in one back"
	return p
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
