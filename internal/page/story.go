package page

import (
	"html/template"

	"github.com/gatefold/gatefold/internal/article"
)

// StoryView is what story.html shows. The parts after LangDir are finished
// HTML, each empty where the article has nothing to say there.
type StoryView struct {
	Page
	Story   *Story
	LangDir template.HTMLAttr // lang and dir of the article, where they differ from the page's

	Mark         template.HTML // the banner of an article that readers do not see
	Kicker       template.HTML // the section
	Byline       template.HTML
	Dates        template.HTML // first published and last updated
	Translations template.HTML
	Lead         template.HTML // the lead figure
	Body         template.HTML
	Corrections  template.HTML
	Tags         template.HTML
	Disclaimer   template.HTML // external content, where there is any
	Related      template.HTML
}

// Story appends the document of one article. Of a withdrawn one it shows no
// more than that it was withdrawn.
func (r *Renderer) Story(dst []byte, p *Story) ([]byte, error) {
	if p.Article.Status == article.Withdrawn {
		return r.Notice(dst, withdrawal(p))
	}
	e := r.edition(p.Publication)
	sh, err := r.shell(e, shellKey{kind: "story", nav: e.section(p.Section)})
	if err != nil {
		return dst, err
	}
	s := newScratch()
	defer s.free()
	if err := r.storyParts(s, e, p); err != nil {
		return dst, err
	}
	dst = append(dst, sh.open...)
	dst = r.appendStoryHead(dst, e, p, len(s.prose.pieces) > 0)
	dst = append(dst, sh.middle...)
	if len(s.buf) > maxOutput {
		return dst, &article.Problem{File: p.Article.Source, Message: "the page would be larger than 64 MiB", Remedy: "split the article"}
	}
	if dst, err = r.theme.execute(dst, "story.html", newStoryView(s, e, p)); err != nil {
		return dst, err
	}
	return append(dst, sh.close...), nil
}

// withdrawal is the notice in the place of a withdrawn article. Nothing of the
// article but its address is in it.
func withdrawal(p *Story) *Notice {
	return &Notice{
		Publication: p.Publication, Kind: "withdrawn",
		Head: Head{Canonical: p.Head.Canonical, NoIndex: true},
	}
}

// storyParts makes the parts of the view, in the order of its fields.
func (r *Renderer) storyParts(s *scratch, e *edition, p *Story) (err error) {
	a := p.Article
	lang := orElse(a.Lang, e.lang)
	s.prose = prose{body: &a.Body, lang: lang, page: pathOf(p.Head.Canonical), resolve: p.Resolve, pieces: s.prose.pieces}
	r.number(e, &s.prose)

	s.buf = e.appendMark(s.buf, a.Status, a.Published)
	s.cut()
	s.buf = e.appendKicker(s.buf, p.Section)
	s.cut()
	s.buf = e.appendByline(s.buf, p.Bylines)
	s.cut()
	s.buf = e.appendDates(s.buf, a)
	s.cut()
	s.buf = e.appendTranslations(s.buf, p.Translations)
	s.cut()
	if a.Lead != nil {
		if s.buf, err = r.appendFigure(s.buf, e, a.Lead, figureStyle{class: "figure lead", lang: lang, outer: e.lang, first: true}); err != nil {
			return err
		}
	}
	s.cut()
	if s.buf, err = r.appendProse(s.buf, e, &s.prose); err != nil {
		return err
	}
	s.cut()
	s.buf = e.appendCorrections(s.buf, a.Corrections)
	s.cut()
	s.buf = e.appendTags(s.buf, p.Tags)
	s.cut()
	s.buf = e.appendDisclaimer(s.buf, s.prose.outside || leadOutside(e, a.Lead))
	s.cut()
	s.buf, err = r.appendRelated(s.buf, e, p.Related)
	s.cut()
	return err
}

func newStoryView(s *scratch, e *edition, p *Story) *StoryView {
	return &StoryView{
		Page: e.page(), Story: p,
		LangDir: template.HTMLAttr(appendLangDir(nil, p.Article.Lang, e.lang)),
		Mark:    s.take(), Kicker: s.take(), Byline: s.take(), Dates: s.take(), Translations: s.take(),
		Lead: s.take(), Body: s.take(), Corrections: s.take(), Tags: s.take(), Disclaimer: s.take(), Related: s.take(),
	}
}

func leadOutside(e *edition, f *article.Figure) bool {
	return f != nil && (e.outside(f.CreditURL) || e.outside(f.Link) || e.outside(f.Src))
}
