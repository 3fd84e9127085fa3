package site

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// withStrangers is the estuary with an article that holds a piece of each
// unknown kind, and one that a provider's script shows.
func withStrangers(t *testing.T) (*Site, map[string]provider.Match) {
	t.Helper()
	cfg, c := estuary(t)
	a := anArticle("science", "strangers", 1)
	pieces := map[string]provider.Match{"gist": match(t, "https://gist.github.com/6806305")}
	for name, s := range map[string]provider.Stranger{
		"frame":   {Kind: provider.StrangeFrame, Address: "https://frames.example.com/a"},
		"picture": {Kind: provider.StrangePicture, Address: "https://pictures.example.com/a.jpg", Alt: "A gull"},
		"video":   {Kind: provider.StrangeVideo, Address: "https://films.example.com:8443/a.mp4"},
		"script":  {Kind: provider.StrangeScript, Address: "https://polls.example.com/a.js", Code: "<p>a</p><script>b()</script><script src=https://polls.example.com/a.js></script>"},
	} {
		m, ok := s.Match()
		if !ok {
			t.Fatalf("%s has no match", name)
		}
		pieces[name] = m
	}
	for _, m := range pieces {
		a.Body.Pieces = append(a.Body.Pieces, article.Piece{Embed: &article.Embed{Match: m, Level: 2}})
	}
	c.add(a)
	return build(t, cfg, c), pieces
}

// An unknown piece has a document where an article holds it, and nowhere else.
func TestDocumentsOfUnknownPieces(t *testing.T) {
	s, pieces := withStrangers(t)
	for name, m := range pieces {
		d, ok := s.Find("/_gatefold/embed/" + m.Provider.ID + "/" + m.Key + "/")
		if !ok {
			t.Errorf("the %s has no document", name)
			continue
		}
		html := rendered(t, d)
		if !strings.Contains(html, "About strangers") || !strings.Contains(html, m.Provider.Name) {
			t.Errorf("the document of the %s does not say where it belongs:\n%s", name, html)
		}
		if _, ok := s.Find("/_gatefold/embed/" + m.Provider.ID + "/" + m.Key + "/ar/"); ok {
			t.Errorf("the %s has a document for a language that no article has", name)
		}
	}
	stranger, _ := provider.Stranger{Kind: provider.StrangeFrame, Address: "https://frames.example.com/b"}.Match()
	if _, ok := s.Find("/_gatefold/embed/other/" + stranger.Key + "/"); ok {
		t.Error("there is a document for a piece that no article holds")
	}
}

// A static host lets these documents load what they show, whichever way it reads
// two rules for one path.
func TestStaticHostsLetUnknownPiecesLoad(t *testing.T) {
	s, pieces := withStrangers(t)
	headers := at(t, s, "/_headers")
	for name, m := range pieces {
		d, _ := s.Find("/_gatefold/embed/" + m.Provider.ID + "/" + m.Key + "/")
		for _, join := range []bool{true, false} {
			static := strings.Split(sent(headers, s.Base()+d.Path, join)[policyHeader], ", ")
			checkPolicies(t, d, static)
			if want := d.Policy(); static[len(static)-1] != want {
				t.Errorf("%s: the host sends\n%s\nthe server\n%s", name, static[len(static)-1], want)
			}
		}
	}
	for line := range strings.Lines(headers) {
		if len(line) > maxLine {
			t.Errorf("a line of %d bytes: %.80s", len(line), line)
		}
	}
}

func TestWallForManyHosts(t *testing.T) {
	var policies []embedPolicy
	for i := range 100 {
		policies = append(policies, embedPolicy{policy: "img-src https://pictures" + strings.Repeat("x", i) + ".example.com; frame-src https://a.example"})
	}
	if got := wallFor(policies); len(got) > len(wall)+20 || !strings.Contains(got, "img-src 'self' data: https:;") || strings.Contains(got, "frame-src") {
		t.Errorf("the wall is %s", got)
	}
	if got := wallFor(nil); got != wall {
		t.Errorf("the wall is %s", got)
	}
}
