package main

import (
	"bytes"
	"context"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestSiteBelowAPath builds the sample publication, and a text with every way
// of writing an address, for a site that stands below a path, and follows every
// link and picture of every page and feed.
func TestSiteBelowAPath(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.FromSlash("../../examples/newsroom"))); err != nil {
		t.Fatal(err)
	}
	const picture = "/pictures/every-way.svg"
	write(t, dir, "static"+picture, `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`)
	write(t, dir, "static/sound.mp3", "x")
	write(t, dir, "content/science/every-way.md", strings.NewReplacer("PIC", picture).Replace(everyWay))
	out := filepath.Join(t.TempDir(), "out")
	var said bytes.Buffer
	if run(context.Background(), []string{"build", dir, "-o", out, "--base-url", "https://example.org/news/"}, strings.NewReader(""), &said, &said) != 0 {
		t.Fatal(said.String())
	}
	c := crawl{t: t, out: out}
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch path.Ext(name) {
		case ".html":
			c.page(name)
		case ".xml":
			c.feed(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.followed < 1000 {
		t.Errorf("only %d addresses were found", c.followed)
	}
}

const everyWay = `---
title: Every way of writing an address
date: 2026-03-01
lead: PIC
leadAlt: A box
---
A [link](/science/), [with a query](/science/?x=1#y), [to the file](tides.md "t"), <a href="/science/">raw</a>
and a picture ![box](PIC) within a line[^1]. <img src="PIC" alt="box" srcset="PIC 1x, PIC 2x">

![Box](PIC "A [link](/science/) below")

<blockquote cite="/science/"><p>Said.</p></blockquote>

<audio src="/sound.mp3"></audio> <video poster="PIC"><source src="/sound.mp3"></video>
<picture><source srcset="PIC 1x"><img src="PIC" alt="box"></picture>

[![box](PIC)](/science/)

[^1]: See [there](/science/).
`

// crawl follows addresses in an export.
type crawl struct {
	t        *testing.T
	out      string
	followed int
}

// page follows the addresses of an HTML file.
func (c *crawl) page(name string) {
	f, err := os.ReadFile(name)
	if err != nil {
		c.t.Fatal(err)
	}
	rel, _ := filepath.Rel(c.out, name)
	at, _ := url.Parse("https://example.org/news/" + strings.TrimSuffix(filepath.ToSlash(rel), "index.html"))
	c.html(rel, at, string(f))
}

// feed follows the addresses in a feed: of its elements, and of the HTML that
// is text in it.
func (c *crawl) feed(name string) {
	f, err := os.ReadFile(name)
	if err != nil {
		c.t.Fatal(err)
	}
	rel, _ := filepath.Rel(c.out, name)
	nowhere, _ := url.Parse("https://elsewhere.invalid/") // feeds have no address to resolve against
	c.html(rel, nowhere, string(f))
	for _, content := range strings.Split(string(f), "<content")[1:] {
		content, _, _ = strings.Cut(content, "</content>")
		c.html(rel, nowhere, html.UnescapeString(content))
	}
}

func (c *crawl) html(name string, at *url.URL, text string) {
	for z := html.NewTokenizer(strings.NewReader(text)); z.Next() != html.ErrorToken; {
		for _, a := range z.Token().Attr {
			switch a.Key {
			case "href", "src", "poster", "cite", "action":
				c.follow(name, at, a.Val)
			case "srcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					c.follow(name, at, strings.Fields(candidate)[0])
				}
			case "content":
				if strings.HasPrefix(a.Val, "https://example.org") {
					c.follow(name, at, a.Val)
				}
			}
		}
	}
}

// follow checks that an address of the site leads to a file of the export.
func (c *crawl) follow(name string, at *url.URL, address string) {
	u, err := at.Parse(address)
	if err != nil {
		c.t.Errorf("%s: %q is no address: %v", name, address, err)
		return
	}
	if u.Host == "elsewhere.invalid" {
		c.t.Errorf("%s: %q is not absolute", name, address)
	}
	if u.Host != "example.org" {
		return
	}
	c.followed++
	file, ok := strings.CutPrefix(u.Path, "/news/")
	if !ok {
		c.t.Errorf("%s: %q leads out of the site", name, address)
		return
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if _, err := os.Stat(filepath.Join(c.out, filepath.FromSlash(file))); err != nil {
		c.t.Errorf("%s: %q leads nowhere", name, address)
	}
}
