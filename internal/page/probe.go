package page

import (
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// probe renders one page of each kind with everything in it, and one with
// nothing in it, and throws them away. What html/template finds only when a
// template is executed, it finds here.
func (r *Renderer) probe() error {
	full, empty := probePublication(), &Publication{Lang: "en"}
	for _, k := range []ListKind{FrontList, SectionList, TagList, AuthorList, IndexList} {
		if _, err := r.List(nil, probeList(full, k)); err != nil {
			return err
		}
		if _, err := r.List(nil, &List{Publication: empty, Kind: k}); err != nil {
			return err
		}
	}
	for _, p := range []*Story{probeStory(full), {Publication: empty, Article: &article.Article{}}} {
		if _, err := r.Story(nil, p); err != nil {
			return err
		}
	}
	for kind := range noticeKeys {
		if _, err := r.Notice(nil, &Notice{Publication: full, Kind: kind, Cards: probeCards()}); err != nil {
			return err
		}
	}
	for _, p := range []*Publication{full, empty} {
		if _, err := r.Choices(nil, &Choices{Publication: p}); err != nil {
			return err
		}
	}
	_, err := r.Redirect(nil, &Redirect{Publication: full, Target: "/a/", Canonical: "https://example.org/a/"})
	return err
}

func probePublication() *Publication {
	links := []Link{{Text: "A", Href: "/a/"}, {Text: "ب", Href: "/ar/", Lang: "ar"}, {Text: "C", Href: "https://example.com/"}}
	return &Publication{
		Title: "A", Tagline: "B", Lang: "en", Home: "/", BaseURL: "https://example.org", Feed: "/feed.xml",
		Privacy: "/privacy/", Choices: "/privacy/embeds/", Nav: links, Editions: links, Footer: links, Copyright: "C",
	}
}

func probeFigure() *article.Figure {
	return &article.Figure{
		Src: "/a.jpg", Alt: "A", Caption: "<em>B</em>", Title: "C", Credit: "D", CreditURL: "https://example.com/",
		Link: "/a/", Width: 3, Height: 2, Lang: "ar",
	}
}

func probeCards() []Card {
	return []Card{{}, {
		Headline: "A", Standfirst: "B", Href: "/a/", Lang: "ar", Section: &Link{Text: "C", Href: "/c/"},
		Bylines: []Link{{Text: "D"}}, Published: time.Unix(0, 0), Updated: time.Unix(1, 0),
		Lead: probeFigure(), Status: article.Draft,
	}}
}

func probeBody() article.Body {
	return article.Body{Pieces: []article.Piece{{HTML: "<p>A</p>"}, {Figure: probeFigure()}}, Words: 1, Outside: true}
}

func probeList(p *Publication, k ListKind) *List {
	return &List{
		Publication: p, Kind: k, Heading: "A", Description: "B", Picture: probeFigure(), Intro: probeBody(),
		Cards: probeCards(), Links: p.Nav, Groups: []Group{{Title: p.Nav[0], Cards: probeCards()}}, Newer: "/n/", Older: "/o/",
	}
}

func probeStory(p *Publication) *Story {
	return &Story{
		Publication: p, Section: &p.Nav[0], Bylines: p.Nav, Tags: p.Nav, Related: probeCards(), Translations: p.Nav[1:2],
		Article: &article.Article{
			ID: "a", Path: "/a/", Lang: "ar", Section: "a", Status: article.Draft, Headline: "A", Standfirst: "B",
			Bylines: []article.Byline{{Name: "A", Slug: "a"}}, Published: time.Unix(0, 0), Updated: time.Unix(1, 0),
			Corrections: []article.Correction{{Date: time.Unix(1, 0), Text: "A"}}, Tags: []string{"A"},
			Lead: probeFigure(), Body: probeBody(), Params: map[string]any{"a": "b"},
		},
	}
}
