package site

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

func TestChoicesInEachLanguage(t *testing.T) {
	cfg, c := estuary(t)
	s := build(t, cfg, c)
	for _, path := range []string{"/privacy/embeds/", "/ar/privacy/embeds/"} {
		if d, ok := s.Find(path); !ok || d.Type != typeHTML || d.Status != 200 {
			t.Errorf("there is no page at %s", path)
		}
	}
	for _, ed := range s.editions {
		if want := "/news" + ed.prefix + "/privacy/embeds/"; ed.pub.Choices != want {
			t.Errorf("%s: pages link to %q, want %q", ed.lang, ed.pub.Choices, want)
		}
	}
}

// Where nothing is embedded there is nothing to choose.
func TestNoChoicesWithoutEmbeds(t *testing.T) {
	cfg, c := estuary(t)
	for _, a := range c.articles {
		a.Frames = nil
		c.bodies[a] = article.Body{}
	}
	c.listings = nil
	s := build(t, cfg, c)
	if _, ok := s.Find("/privacy/embeds/"); ok || s.editions[0].pub.Choices != "" {
		t.Error("a publication without embeds has a page of choices about them")
	}
}

// The publisher's own page goes before ours.
func TestOwnPageOfChoices(t *testing.T) {
	cfg, c := estuary(t)
	c.add(&article.Article{Path: "/privacy/embeds/", Headline: "Embeds", Status: article.Published, Published: cfg.Now.AddDate(0, 0, -1), Standalone: true})
	s := build(t, cfg, c)
	d, _ := s.Find("/privacy/embeds/")
	if _, ours := d.maker.(*choices); ours {
		t.Error("the publisher's page is not shown")
	}
	if len(s.Problems()) != 0 {
		t.Errorf("problems: %v", s.Problems())
	}
}

func TestSignalFile(t *testing.T) {
	cfg, c := estuary(t)
	if _, ok := build(t, cfg, c).Find("/.well-known/gpc.json"); ok {
		t.Error("a site below a path speaks for the whole host")
	}
	cfg.BaseURL = "https://estuary.example"
	s := build(t, cfg, c)
	d, ok := s.Find("/.well-known/gpc.json")
	if !ok || d.Type != typeJSON || d.File != ".well-known/gpc.json" {
		t.Fatalf("the file is %+v", d)
	}
	var says struct {
		GPC        bool   `json:"gpc"`
		LastUpdate string `json:"lastUpdate"`
	}
	if err := json.Unmarshal([]byte(at(t, s, "/.well-known/gpc.json")), &says); err != nil || !says.GPC {
		t.Errorf("the file says %+v: %v", says, err)
	}
	if _, err := time.Parse(time.DateOnly, says.LastUpdate); err != nil {
		t.Error(err)
	}
}
