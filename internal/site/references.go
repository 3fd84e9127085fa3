package site

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// checkReferences tells editors about references that lead nowhere.
func (b *builder) checkReferences() {
	for _, st := range b.visible {
		for _, target := range st.Article.Related {
			r, why := b.site.refs.story(target, folderOf(st.ID), "", st.ed)
			// A story that is not public yet joins when it is: no mistake.
			if why != found && why != hidden {
				b.astray(article.Problem{File: st.Source, Key: "related"}, target, r, why)
			}
		}
		for i := range st.Refs {
			ref := &st.Refs[i]
			if _, why := b.site.resolve(st, ref); why != found {
				b.astrayRef(st.ed, st.Source, folderOf(st.ID), ref)
			}
		}
	}
	for _, ed := range b.site.editions {
		for _, l := range ed.editorial {
			for _, ref := range l.Body.Refs() {
				if _, why := b.site.resolveFrom(ed, l.Key, &ref); why != found {
					b.astrayRef(ed, l.Source, l.Key, &ref)
				}
			}
		}
	}
}

// astrayRef warns about a reference in a text.
func (b *builder) astrayRef(ed *edition, source, from string, ref *article.Ref) {
	if ref.From != "" {
		from = ref.From
	}
	target, _, _ := strings.Cut(ref.Target, "#")
	r, why := b.site.refs.story(target, from, ref.Lang, ed)
	b.astray(article.Problem{File: source, Line: ref.Line}, ref.Target, r, why)
}

// astray words the warning about a target that was not found.
func (b *builder) astray(p article.Problem, target string, st *story, why answer) {
	p.Warning = true
	p.Remedy = `write the path of its file below content, such as "science/tides"`
	switch why {
	case ambiguous:
		p.Message = fmt.Sprintf("several pages are called %q", target)
	case hidden:
		p.Message = fmt.Sprintf("%q leads to a page that is not public (%s)", target, st.Status)
		p.Remedy = "publish it first, or remove the reference"
	default:
		p.Message = fmt.Sprintf("there is no page %q", target)
	}
	b.problem(p)
}
