package source

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// storyWith gives an article with further lines in its front matter.
func storyWith(lines ...string) string {
	return "---\ntitle: A story\ndate: 2026-03-05\n" + strings.Join(lines, "\n") + "\n---\nText.\n"
}

// bomb is a PNG whose header says that it is 100,000 by 100,000 pixels.
func bomb() string {
	ihdr := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, 100_000), 100_000)...)
	ihdr = append(ihdr, 8, 2, 0, 0, 0)
	chunk := append(binary.BigEndian.AppendUint32(nil, 13), ihdr...)
	return "\x89PNG\r\n\x1a\n" + string(binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(ihdr)))
}

// Whatever is wrong with one file is said with its place and what to do, and
// nothing else suffers.
func TestBadInput(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		file  string // the problem's
		line  int
		key   string
		says  string
		kept  bool // bad.md is published all the same
	}{
		{"impossible date", map[string]string{"bad.md": "---\ntitle: a\ndate: 2026-02-30\n---\n"}, "bad.md", 3, "date", "not a day", false},
		{"wrong type", map[string]string{"bad.md": storyWith("draft: [true]")}, "bad.md", 4, "draft", "is a list", false},
		{"two with one address", map[string]string{"bad.md": storyWith("url: /news/good/")}, "bad.md", 4, "url", "content/news/good.md already", false},
		{"same name twice", map[string]string{"good/index.md": storyWith()}, "good/index.md", 0, "", "content/news/good.md already", false},
		{"alias to itself", map[string]string{"bad.md": storyWith("aliases: [/news/bad]")}, "bad.md", 4, "aliases", "circle", false},
		{"alias of two", map[string]string{"a.md": storyWith("aliases: /old/"), "bad.md": storyWith("aliases: /old/")}, "bad.md", 4, "aliases", "content/news/a.md already", true},
		{"alias on an article", map[string]string{"bad.md": storyWith("aliases: /news/good/")}, "bad.md", 4, "aliases", "content/news/good.md already", true},
		{"aliases in a circle", map[string]string{"bad.md": storyWith("aliases: /news/other/"), "other.md": storyWith("aliases: /news/bad/")}, "bad.md", 4, "aliases", "content/news/other.md already", true},
		{"alias climbs out", map[string]string{"bad.md": storyWith("aliases: [../../../etc]")}, "bad.md", 4, "aliases", "leads out", false},
		{"alias climbs inside", map[string]string{"bad.md": storyWith("aliases: [/a/../../b]")}, "bad.md", 4, "aliases", `".."`, false},
		{"alias elsewhere", map[string]string{"bad.md": storyWith("aliases: ['https://evil.example/a']")}, "bad.md", 4, "aliases", "another site", false},
		{"alias into ours", map[string]string{"bad.md": storyWith("aliases: [/_gatefold/embed/]")}, "bad.md", 4, "aliases", "/_gatefold/", false},
		{"url climbs", map[string]string{"bad.md": storyWith("url: /../../etc/passwd")}, "bad.md", 4, "url", `".."`, false},
		{"url climbs encoded", map[string]string{"bad.md": storyWith("url: /%2e%2e/etc")}, "bad.md", 4, "url", `".."`, false},
		{"url with encoded slash", map[string]string{"bad.md": storyWith("url: /a%2f..%2fb")}, "bad.md", 4, "url", `".."`, false},
		{"url elsewhere", map[string]string{"bad.md": storyWith("url: //evil.example/")}, "bad.md", 4, "url", "another site", false},
		{"url with scheme", map[string]string{"bad.md": storyWith("url: javascript:alert(1)")}, "bad.md", 4, "url", "another site", false},
		{"url with backslash", map[string]string{"bad.md": storyWith(`url: '/a\..\b'`)}, "bad.md", 4, "url", "backslash", false},
		{"url with newline", map[string]string{"bad.md": storyWith(`url: "/a\nb/"`)}, "bad.md", 4, "url", "control character", false},
		{"url with NUL", map[string]string{"bad.md": storyWith(`url: "/a%00b/"`)}, "bad.md", 4, "url", "control character", false},
		{"url with query", map[string]string{"bad.md": storyWith("url: /a?b=c")}, "bad.md", 4, "url", `"?"`, false},
		{"url is the front page", map[string]string{"bad.md": storyWith("url: /")}, "bad.md", 4, "url", "front page", false},
		{"url into ours", map[string]string{"bad.md": storyWith("url: /_gatefold/gate.js")}, "bad.md", 4, "url", "/_gatefold/", false},
		{"url into what builds note", map[string]string{"bad.md": storyWith("url: /.gatefold/manifest")}, "bad.md", 4, "url", "/.gatefold/", false},
		{"alias into what builds note", map[string]string{"bad.md": storyWith("aliases: [/.gatefold/]")}, "bad.md", 4, "aliases", "/.gatefold/", false},
		{"slug on another's address", map[string]string{"bad.md": storyWith("slug: good")}, "bad.md", 4, "slug", "content/news/good.md already", false},
		{"url too long", map[string]string{"bad.md": storyWith("url: /" + strings.Repeat("a", 300))}, "bad.md", 4, "url", "too long", false},
		{"slug climbs", map[string]string{"bad.md": storyWith("slug: ../../etc")}, "bad.md", 4, "slug", `".."`, false},
		{"slug with scheme", map[string]string{"bad.md": storyWith("slug: https://evil.example")}, "bad.md", 4, "slug", "another site", false},
		{"slug of signs", map[string]string{"bad.md": storyWith("slug: '!!!'")}, "bad.md", 4, "slug", "no letter", false},
		{"picture climbs", map[string]string{"bad.md": storyWith("images: [../../../../etc/passwd]")}, "bad.md", 4, "images", "out of the publication", false},
		{"picture climbs from the root", map[string]string{"bad.md": storyWith("images: [/../../etc/passwd]")}, "bad.md", 4, "images", "out of the publication", false},
		{"picture with scheme", map[string]string{"bad.md": storyWith("lead: 'data:image/png;base64,AAAA'")}, "bad.md", 4, "lead", "another site", false},
		{"picture with backslash", map[string]string{"bad.md": storyWith(`lead: '..\a.jpg'`)}, "bad.md", 4, "lead", "not the path", false},
		{"missing picture", map[string]string{"bad.md": storyWith("lead: {src: gone.jpg, alt: a}")}, "bad.md", 4, "lead", "no such picture", false},
		{"truncated picture", map[string]string{"bad.md": storyWith("lead: a.jpg"), "a.jpg": "\xff\xd8\xff\xe0\x00"}, "bad.md", 4, "lead", "a.jpg", false},
		{"empty picture", map[string]string{"bad.md": storyWith("lead: a.jpg"), "a.jpg": ""}, "bad.md", 4, "lead", "empty", false},
		{"picture bomb", map[string]string{"bad.md": storyWith("lead: a.png"), "a.png": bomb()}, "bad.md", 4, "lead", "too large", false},
		{"credit link runs", map[string]string{"bad.md": "---\ntitle: a\nlead:\n  src: p.jpg\n  creditlink: javascript:alert(1)\n---\n"}, "bad.md", 5, "lead", "creditlink", false},
		{"a thousand authors", map[string]string{"bad.md": storyWith("authors: [" + strings.Repeat("a, ", 1000) + "b]")}, "bad.md", 4, "authors", "names 1001 authors", false},
		{"carriage returns alone", map[string]string{"bad.md": "---\rtitle: a\r---\rText.\r"}, "bad.md", 1, "", "carriage returns alone", false},
		{"50 MB", map[string]string{"bad.md": storyWith() + strings.Repeat("All work and no play. ", 2_400_000)}, "bad.md", 0, "", "8 MiB", false},
		{"embeds without end", map[string]string{"bad.md": storyWith() + strings.Repeat("\nhttps://www.youtube.com/watch?v=jofNR_WkoCE\n", 2001)}, "bad.md", 4008, "", "more than 2000 embeds", false},
		{"not UTF-8", map[string]string{"bad.md": storyWith() + "\n\xe9"}, "bad.md", 8, "", "not UTF-8", false},
		{"NUL", map[string]string{"bad.md": storyWith() + "\x00"}, "bad.md", 7, "", "NUL", false},
		{"static in the way", map[string]string{"bad.md": storyWith(), "static/news/bad/index.html": "x"}, "static/news/bad/index.html", 0, "", "content/news/bad.md needs", true},
		{"static instead of a folder", map[string]string{"bad.md": storyWith("url: /a/b/c/"), "static/a/b": "x"}, "static/a/b", 0, "", "content/news/bad.md needs", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"content/news/good.md": storyWith("lead: p.jpg"), "content/news/p.jpg": jpegOf(t, 4, 3)}
			for name, text := range tt.files {
				files[inNews(name)] = text
			}
			l := newFolder(t, files).load()
			tt.file = inNews(tt.file)
			i := slices.IndexFunc(l.Problems, func(p *problem) bool { return !p.Warning })
			if i < 0 {
				t.Fatalf("no problem is reported: %q", l.said())
			}
			p := l.Problems[i]
			if p.File != tt.file || p.Key != tt.key || !strings.Contains(p.Message, tt.says) || p.Remedy == "" {
				t.Errorf("%#v: want %s, key %q, a message with %q", p, tt.file, tt.key, tt.says)
			}
			if tt.line > 0 && p.Line != tt.line {
				t.Errorf("line %d, want %d", p.Line, tt.line)
			}
			if got := l.has("news/bad.md"); got != tt.kept {
				t.Errorf("bad.md published: %t, want %t", got, tt.kept)
			}
			if p.File != "content/news/good.md" {
				l.article("news/good.md")
			}
		})
	}
}

// inNews puts a name that is not below static/ into content/news/.
func inNews(name string) string {
	if strings.HasPrefix(name, "static/") {
		return name
	}
	return "content/news/" + name
}

// A file that cannot be published names itself, not the folder it is written to.
func TestFileThatCannotBeOpened(t *testing.T) {
	f := newFolder(t, map[string]string{"static/a.txt": "a", "content/a.md": storyWith()})
	l := f.load().fine()
	if err := os.Remove(filepath.Join(f.dir, "static/a.txt")); err != nil {
		t.Fatal(err)
	}
	_, err := l.Files[0].Open()
	if p, ok := errors.AsType[*problem](err); !ok || p.File != "static/a.txt" || p.Remedy == "" || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%#v", err)
	}
}

// Nor does an article go that a link out of the folder takes the place of.
func TestLinkInsteadOfAnArticle(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith(), "content/news/a.md.md": storyWith(), "content/sky/b.md": storyWith()})
	f.load().fine()
	for name, target := range map[string]string{"content/news/a.md": "/etc/passwd", "content/sky": t.TempDir()} {
		if err := errors.Join(os.RemoveAll(filepath.Join(f.dir, name)), os.Symlink(target, filepath.Join(f.dir, name))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(f.dir, "content/news/a.md.md")); err != nil {
		t.Fatal(err)
	}
	l := f.load()
	if len(l.Problems) != 2 || !l.has("news/a.md") || !l.has("sky/b.md") || l.has("news/a.md.md") {
		t.Errorf("%v %q", l.paths(), l.said())
	}
}

func TestLinksOutOfTheFolder(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(secret, []byte(storyWith("url: /secret/")), 0o644); err != nil {
		t.Fatal(err)
	}
	f := newFolder(t, map[string]string{"content/news/good.md": storyWith(), "static/a.txt": "a"})
	links := map[string]string{
		"content/news/leak.md":  secret,
		"content/news/up.md":    "../../../../../../../etc/passwd",
		"content/leaked":        filepath.Dir(secret),
		"static/leak.txt":       secret,
		"content/news/gone.md":  "nowhere.md",
		"content/news/inner":    "../news",
		"content/news/alias.md": "good.md",
	}
	for name, target := range links {
		if err := os.Symlink(target, filepath.Join(f.dir, name)); err != nil {
			t.Skip("symbolic links cannot be made here:", err)
		}
	}
	l := f.load()
	for _, want := range []struct {
		name    string
		warning bool
	}{
		{"content/news/leak.md", false}, {"content/news/up.md", false}, {"content/leaked", false}, {"static/leak.txt", false},
		{"content/news/gone.md", true}, {"content/news/inner", true},
	} {
		if !slices.ContainsFunc(l.Problems, func(p *problem) bool {
			return p.File == want.name && p.Warning == want.warning && strings.Contains(p.Message, "symbolic link")
		}) {
			t.Errorf("no problem (warning: %t) names %s: %q", want.warning, want.name, l.said())
		}
	}
	for _, a := range l.Articles {
		if a.Path == "/secret/" {
			t.Errorf("%s was read through a link out of the folder", a.Source)
		}
	}
	if !l.has("news/good.md") || !l.has("news/alias.md") {
		t.Errorf("a link within the folder is not followed: %q", l.said())
	}
	if got := strings.Join(l.paths(), " "); got != "/a.txt" {
		t.Errorf("files %s", got)
	}
}

func TestOddEntries(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/news/good.md":   storyWith(),
		"content/news/.hidden":   "x",
		"content/news/a.md~":     "x",
		"content/news/.a.md.swp": "x",
		"content/news/#a.md#":    "x",
		"content/.git/x.md":      "x",
		"static/.env":            "x",
		"static/.well-known/a":   "x",
		"static/.nojekyll":       "",
		"static/sub/.nojekyll":   "",
	})
	l := f.load().fine()
	if len(l.Articles) != 1 {
		t.Errorf("%d articles, problems %q", len(l.Articles), l.said())
	}
	if got := strings.Join(l.paths(), " "); got != "/.nojekyll /.well-known/a" {
		t.Errorf("files %s", got)
	}
}

func TestUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith(), "content/news/b.md": storyWith(), "content/other/c.md": storyWith()})
	f.load().fine()
	f.chmod("content/news/a.md", 0)
	f.chmod("content/other", 0)
	defer f.chmod("content/other", 0o755)
	l := f.load()
	if len(l.Problems) != 2 || !strings.Contains(l.said()[0], "may not be read") || !strings.Contains(l.said()[1], "cannot be read") {
		t.Errorf("problems %q", l.said())
	}
	for _, name := range []string{"news/a.md", "news/b.md", "other/c.md"} {
		l.article(name)
	}
}

func (f *folder) chmod(name string, mode os.FileMode) {
	f.t.Helper()
	if err := os.Chmod(filepath.Join(f.dir, name), mode); err != nil {
		f.t.Fatal(err)
	}
}

// HTML in a front matter is text like any other.
func TestMarkupStaysText(t *testing.T) {
	const evil = `<script>alert("1")</script>&amp;`
	l := newFolder(t, map[string]string{
		"content/news/p.jpg": jpegOf(t, 4, 3),
		"content/news/a.md": strings.ReplaceAll(`---
title: 'EVIL'
standfirst: 'EVIL'
description: 'EVIL'
author: 'EVIL'
tags: ['EVIL']
keywords: ['EVIL']
corrections: [{date: 2026-03-06, text: 'EVIL'}]
lead: {src: p.jpg, alt: 'EVIL', caption: 'EVIL', credit: 'EVIL', title: 'EVIL'}
mood: 'EVIL'
---
`, "EVIL", evil),
	}).load().fine()
	a := l.article("news/a.md")
	for name, got := range map[string]string{
		"headline": a.Headline, "standfirst": a.Standfirst, "description": a.Description, "byline": a.Bylines[0].Name,
		"tag": a.Tags[0], "keyword": a.Keywords[0], "correction": a.Corrections[0].Text, "alt": a.Lead.Alt,
		"credit": a.Lead.Credit, "title": a.Lead.Title, "param": a.Params["mood"].(string),
	} {
		if got != evil {
			t.Errorf("%s is %q", name, got)
		}
	}
	if strings.ContainsAny(a.Lead.Caption, `<>"`) {
		t.Errorf("the caption, which is HTML, has markup: %q", a.Lead.Caption)
	}
	if strings.ContainsAny(a.Bylines[0].Slug, `<>"/()`) {
		t.Errorf("slug %q", a.Bylines[0].Slug)
	}
}

func TestNoContent(t *testing.T) {
	l := newFolder(t, map[string]string{"static/a.txt": "a"}).load()
	if len(l.Problems) != 1 || l.Problems[0].File != "content" {
		t.Errorf("problems %q", l.said())
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none"), Options{}); err == nil {
		t.Error("a folder that is not there can be opened")
	}
}

// A folder of articles that is gone takes no article with it: somebody is
// moving it, or its disk is late.
func TestContentGoesAndComes(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith(), "static/a.txt": "a"})
	before := f.load().fine().article("news/a.md")
	away := filepath.Join(f.dir, "away")
	if err := os.Rename(filepath.Join(f.dir, "content"), away); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		l := f.load()
		if l.article("news/a.md") != before {
			t.Error("the article is gone")
		}
		if len(l.Problems) != 1 || l.Problems[0].File != "content" || l.Problems[0].Warning {
			t.Errorf("problems %q", l.said())
		}
	}
	if err := os.Rename(away, filepath.Join(f.dir, "content")); err != nil {
		t.Fatal(err)
	}
	f.load().fine().article("news/a.md")
}
