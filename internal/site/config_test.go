package site

import (
	"errors"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

func TestConfigurationIsChecked(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*Config)
		want   string // begins the error; empty for none
	}{
		{"minimal", func(*Config) {}, ""},
		{"folder", func(c *Config) { c.BaseURL = "https://estuary.example/a/b/" }, ""},
		{"port", func(c *Config) { c.BaseURL = "http://localhost:8080" }, ""},
		{"no base URL", func(c *Config) { c.BaseURL = "" }, "gatefold.toml: base_url: the publication has no base URL"},
		{"no scheme", func(c *Config) { c.BaseURL = "estuary.example" }, `gatefold.toml: base_url: "estuary.example" is not the address`},
		{"other scheme", func(c *Config) { c.BaseURL = "javascript://x/%0aalert(1)" }, `gatefold.toml: base_url:`},
		{"no host", func(c *Config) { c.BaseURL = "https://:80/" }, `gatefold.toml: base_url: "https://:80/" is not`},
		{"query", func(c *Config) { c.BaseURL = "https://estuary.example/?a" }, `gatefold.toml: base_url: "https://estuary.example/?a" has more`},
		{"user", func(c *Config) { c.BaseURL = "https://me@estuary.example/" }, `gatefold.toml: base_url:`},
		{"dots", func(c *Config) { c.BaseURL = "https://estuary.example/a/../b" }, `gatefold.toml: base_url: the folder in`},
		{"not a language", func(c *Config) { c.Languages = []string{"en", "../x"} }, `gatefold.toml: languages: "../x" is not a language tag`},
		{"a language twice", func(c *Config) { c.Languages = []string{"en", "EN"} }, `gatefold.toml: languages: the language "EN" is named twice`},
		{"no title", func(c *Config) { c.Title = map[string]string{"ar": "x"} }, `gatefold.toml: title: the publication has no title`},
		{"page size", func(c *Config) { c.PageSize = -1 }, `gatefold.toml: page_size: -1 articles cannot`},
		{"feed size", func(c *Config) { c.FeedSize = 100_000 }, `gatefold.toml: feed_size: 100000 articles cannot`},
		{"identity", func(c *Config) { c.Identity = "a b,c" }, `gatefold.toml: identity: "a b,c" is not a tagging entity`},
		{"a section twice", func(c *Config) { c.Sections = []Section{{Key: "a"}, {Key: "a"}} }, `gatefold.toml: sections: the section "a"`},
		{"footer", func(c *Config) { c.Footer = map[string][]FooterLink{"en": {{"x", "javascript:alert(1)"}}} }, `gatefold.toml: footer: the link "x"`},
		{"footer to another host", func(c *Config) { c.Footer = map[string][]FooterLink{"en": {{"x", "//evil.example"}}} }, `gatefold.toml: footer:`},
		{"footer without text", func(c *Config) { c.Footer = map[string][]FooterLink{"en": {{"", "/"}}} }, `gatefold.toml: footer:`},
		{"footer with mail", func(c *Config) { c.Footer = map[string][]FooterLink{"en": {{"x", "mailto:desk@estuary.example"}}} }, ""},
		{"another file", func(c *Config) { c.File, c.BaseURL = "other.toml", "" }, "other.toml: base_url:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			cfg := config()
			cfg.Languages = []string{"en"}
			test.change(&cfg)
			_, err := New(cfg, parts(t, &content{}, nil))
			switch {
			case test.want == "" && err != nil:
				t.Errorf("New refuses: %v", err)
			case test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)):
				t.Errorf("New says %v, want %s…", err, test.want)
			}
			var p *article.Problem
			if err != nil && (!errors.As(err, &p) || p.Remedy == "") {
				t.Errorf("%v gives no remedy", err)
			}
		})
	}
}

func TestFirstPartyHosts(t *testing.T) {
	cfg := Config{BaseURL: "https://Estuary.example:8443/news", FirstParty: []string{"images.example", "*.cdn.example"}}
	own := cfg.FirstPartyHosts()
	for host, want := range map[string]bool{
		"estuary.example": true, "estuary.example:8443": true, "images.example": true, "a.cdn.example": true, "a.b.cdn.example": true,
		"cdn.example": false, "evilcdn.example": false, "www.estuary.example": false, "x.images.example": false, "": false, ":80": false, "[::1]:80": false,
	} {
		if got := own(host); got != want {
			t.Errorf("FirstPartyHosts()(%q) = %v, want %v", host, got, want)
		}
	}
}

func TestFindTakesAnySpelling(t *testing.T) {
	cfg, c := estuary(t)
	s := build(t, cfg, c)
	for asked, want := range map[string]string{
		"/": "/", "/science/tides/": "/science/tides/", "/tags/stra%C3%9Fe/": "/tags/stra%C3%9Fe/", "/tags/stra%c3%9fe/": "/tags/stra%C3%9Fe/",
		"/tags/straße/": "/tags/stra%C3%9Fe/", "/%73cience/tides/": "/science/tides/", "/tags/c%23/": "/tags/c%23/",
		"/science/tides": "", "/nothing/": "", "/%zz/": "", "": "", "/science/../science/tides/": "",
	} {
		d, ok := s.Find(asked)
		if ok != (want != "") || ok && d.Path != want {
			t.Errorf("Find(%q) = %v, %v; want %q", asked, d, ok, want)
		}
	}
	for asked, want := range map[string]string{"/x/": "/404.html", "/ar/x/": "/ar/404.html", "/ar": "/404.html", "/arx/": "/404.html", "/ar/": "/ar/404.html", "": "/404.html"} {
		if d := s.NotFound(asked); d.Path != want || d.Status != 404 {
			t.Errorf("NotFound(%q) is %s with status %d, want %s", asked, d.Path, d.Status, want)
		}
	}
}
