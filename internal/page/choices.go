package page

import (
	"html/template"

	"github.com/gatefold/gatefold/gate"
)

// Choices is the page that lists what the reader has chosen about embeds.
type Choices struct {
	Publication *Publication
	Head        Head
}

// ChoicesView is what choices.html shows.
type ChoicesView struct {
	Page
	Choices *Choices
	List    template.HTML // where choices are kept, and the place where the script lists them
}

// Choices appends the page on which readers take back what they allowed or
// refused. Its list is made in the browser, which alone knows.
func (r *Renderer) Choices(dst []byte, p *Choices) ([]byte, error) {
	e := r.edition(p.Publication)
	sh, err := r.shell(e, shellKey{kind: "choices", nav: -1})
	if err != nil {
		return dst, err
	}
	h := p.Head
	h.NoIndex = true
	dst = append(dst, sh.open...)
	dst = r.appendPlainHead(dst, e, &h, orElse(h.Title, e.T("choices.title")), false)
	dst = append(dst, r.theme.gateStyleElement...)
	dst = e.appendScript(dst, gate.ChoicesPath())
	dst = append(dst, sh.middle...)
	v := &ChoicesView{Page: e.page(), Choices: p, List: template.HTML(r.gates.AppendChoices(nil, e.Locale))}
	if dst, err = r.theme.execute(dst, "choices.html", v); err != nil {
		return dst, err
	}
	return append(dst, sh.close...), nil
}
