package page

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// What a template may write into one document, so that a loop in a theme that
// does not end takes neither the memory nor the time of the machine.
const (
	maxOutput = 64 << 20   // bytes
	maxWrites = 10_000_000 // pieces of text, and turns of loops
)

var errEndless = errors.New("writes without end: more than 64 MiB, or ten million times")

// output collects what a template writes.
type output struct {
	b      []byte
	room   int // bytes that may follow
	writes int // that may follow
}

func (o *output) Write(p []byte) (int, error) {
	o.room -= len(p)
	o.writes--
	if o.room < 0 || o.writes < 0 {
		return 0, errEndless
	}
	o.b = append(o.b, p...)
	return len(p), nil
}

// execute appends what the template of that name makes of data.
func (th *theme) execute(dst []byte, name string, data any) ([]byte, error) {
	out := output{b: dst, room: maxOutput, writes: maxWrites}
	if err := th.set.ExecuteTemplate(&out, name, data); err != nil {
		return dst, templateProblem(name, err)
	}
	return out.b, nil
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
	if errors.Is(err, errEndless) {
		p.Remedy = "look for a range that goes on too long"
		return p
	}
	p.Remedy = "docs/theme.md says what a template can use; removing the file brings the built-in one back"
	return p
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
