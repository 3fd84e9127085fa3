package source

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

// One article in the three languages of front matter.
var formats = map[string]string{
	"yaml": `---
title: How tides turn
DATE: 2026-03-05T09:00:00Z
draft: true
tags: [sea, moon]
authors:
- name: Mara Lind
- name: Tom Ode
corrections:
- {date: 2026-03-06, text: Wrong moon.}
cover:
  image: /moon.jpg
  alt: ''
weight: 7
rating: 4.5
mood: {light: [low, 2]}
---
Text.
`,
	"toml": `+++
title = "How tides turn"
date = 2026-03-05T09:00:00Z
draft = true
tags = ["sea", "moon"]
weight = 7
rating = 4.5
mood.light = ["low", 2]
[[authors]]
name = "Mara Lind"
[[authors]]
name = "Tom Ode"
[[corrections]]
date = 2026-03-06
text = "Wrong moon."
[Cover]
image = "/moon.jpg"
alt = ""
+++
Text.
`,
	"json": `{
"title": "How tides turn", "date": "2026-03-05T09:00:00Z", "draft": true,
"tags": ["sea", "moon"], "weight": 7, "rating": 4.5, "mood": {"light": ["low", 2]},
"authors": [{"name": "Mara Lind"}, {"name": "Tom Ode"}],
"corrections": [{"date": "2026-03-06", "text": "Wrong moon."}],
"cover": {"image": "/moon.jpg", "alt": ""}
}
Text.
`,
}

func TestFormatsSayTheSame(t *testing.T) {
	files := map[string]string{"static/moon.jpg": jpegOf(t, 3, 2)}
	for name, text := range formats {
		files["content/science/"+name+".md"] = text
	}
	l := newFolder(t, files).load().fine()
	var all []article.Article
	for _, name := range []string{"yaml", "toml", "json"} {
		a := *l.article("science/" + name + ".md")
		if a.Status != article.Draft || a.Lead == nil || !a.Lead.Decorative || len(a.Bylines) != 2 || a.Weight != 7 {
			t.Errorf("%s reads as %+v", name, a)
		}
		a.ID, a.Source, a.Path, a.TranslationKey, a.Digest = "", "", "", "", article.Digest{}
		numbers(a.Params)
		all = append(all, a)
	}
	for i := range all[1:] {
		if diff := compare(all[0], all[i+1]); diff != "" {
			t.Error(diff)
		}
	}
}

// numbers makes whole numbers of one type: YAML has unsigned ones.
func numbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = numbers(v[k])
		}
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case uint64:
		return int64(v)
	}
	return v
}

func TestProblemsNameTheLine(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		key, says  string
	}{
		{"yaml quick", "---\ntitle: a\ndate: 2026-02-30\n---\n", 3, "date", "not a day"},
		{"yaml full", "---\n# a\ntitle: a\n\nDate: 2026-02-30 # b\n---\n", 5, "Date", "not a day"},
		{"yaml list", "---\ntitle: a\ntags:\n- b\n- [c]\n---\n", 5, "tags", "has a list"},
		{"yaml nested", "---\ntitle: a\ncorrections:\n- date: 2026-01-01\n  text: b\n- date: 2026-13-01\n  text: c\n---\n", 6, "corrections", "not a day"},
		{"yaml crlf", "---\r\ntitle: a\r\ndate: tomorrow\r\n---\r\n", 3, "date", "not a date"},
		{"yaml after blank lines", "\n\n---\ntitle: a\nweight: heavy\n---\n", 5, "weight", "not a whole number"},
		{"yaml broken", "---\ntitle: a\ntags: [b\ndate: c\n---\n", 4, "", "YAML"},
		{"yaml twice", "---\ntitle: a\nb: 1\ntitle: c\n---\n", 4, "", "title: the key stands there twice"},
		{"yaml twice within", "---\ntitle: a\nparams:\n  b: 1\n  b: 2\n---\n", 5, "", "b: the key stands there twice"},
		{"yaml aliases", "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d]\n---\n", 2, "", "too many values"},
		{"yaml scalar", "---\njust text\n---\n", 2, "", "keys and values"},
		{"toml type", "+++\ntitle = 'a'\n\ndraft = 'perhaps'\n+++\n", 4, "draft", "not true or false"},
		{"toml list", "+++\ntitle = 'a'\ntags = [\n 'b',\n ['c'],\n]\n+++\n", 5, "tags", "has a list"},
		{"toml table", "+++\ntitle = 'a'\n[[corrections]]\ndate = 2026-01-01\ntext = 'b'\n[[corrections]]\ntext = 'c'\n+++\n", 6, "corrections", "without a date"},
		{"toml inline", "+++\ntitle = 'a'\ncover = {alt = 'b',\n credit = []}\n+++\n", 4, "cover", "credit is a list"},
		{"toml date", "+++\ntitle = 'a'\ndate = 2026-02-30\n+++\n", 3, "", "date"},
		{"toml broken", "+++\ntitle = 'a'\nb = = c\n+++\n", 3, "", "TOML"},
		{"toml twice", "+++\ntitle = 'a'\n\ntitle = 'b'\n+++\n", 4, "", "title: the key stands there twice"},
		{"json twice", "{\"title\": \"a\",\n\"draft\": true,\n\"title\": \"b\"}\n", 3, "", "title: the key stands there twice"},
		{"json twice within", "{\"title\": \"a\",\n\"params\": {\"b\": 1,\n\"b\": {\"c\": 2}}}\n", 3, "", "b: the key stands there twice"},
		{"title of a wrong type", "---\ntitle: [a]\n---\n", 2, "title", "is a list"},
		{"json type", "{\n\"title\": \"a\",\n\n\"draft\": [1]\n}\n", 4, "draft", "is a list"},
		{"json nested", "{\"title\": \"a\",\n\"tags\": [\"b\",\n{}]}\n", 3, "tags", "keys and values"},
		{"json broken", "{\n\"title\": \"a\"\n\"b\": 1}\n", 3, "", "JSON"},
		{"json open", "{\n\"title\": \"a\"\n", 1, "", "never ends"},
		{"json tail", "{\"title\": \"a\"} text\n", 1, "", "same line"},
		{"open", "---\ntitle: a\n", 1, "", "never ends"},
		{"text", "---\ntitle: a\n---\nb\n\xff\n", 5, "", "not UTF-8"},
		{"front text", "---\ntitle: \xff\n---\n", 2, "", "not UTF-8"},
		{"nul", "---\ntitle: a\n---\nb\x00\n", 4, "", "NUL"},
		{"utf-16", "\xff\xfea\x00", 1, "", "UTF-16"},
		{"deep", "---\na: " + strings.Repeat("[", 5000) + "\n---\n", 2, "", "too deep"},
		{"deep json", "{\"a\": " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}\n", 1, "", "too deep"},
		{"deep toml", "+++\na = " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "\n+++\n", 2, "", "too deep"},
		{"long", "---\na: " + strings.Repeat("b", 70_000) + "\n---\n", 1, "", "64 kB"},
		{"keys", "---\n" + strings.Repeat("a: b\n", 3000) + "---\n", 3, "", "twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newFolder(t, map[string]string{"content/news/a.md": tt.text}).load()
			if len(l.Problems) != 1 {
				t.Fatalf("%d problems: %q", len(l.Problems), l.said())
			}
			p := l.Problems[0]
			if p.File != "content/news/a.md" || p.Line != tt.line && tt.line > 0 || p.Key != tt.key && tt.key != "" || !strings.Contains(p.Message, tt.says) || p.Warning || p.Remedy == "" {
				t.Errorf("%#v: want line %d, key %q, a message with %q", p, tt.line, tt.key, tt.says)
			}
			if len(l.Articles) > 0 {
				t.Errorf("the article is published all the same")
			}
		})
	}
}

// After a problem the rest is still read, so that an author sees all at once.
func TestAllProblemsAreReported(t *testing.T) {
	l := newFolder(t, map[string]string{"content/news/a.md": `---
title: [a]
date: 2026-02-30
draft: maybe
tags: {}
author: [[b]]
weight: x
url: ../a
aliases: [https://evil.example/]
lead: gone.jpg
---
`}).load()
	var keys []string
	for _, p := range l.Problems {
		if !p.Warning {
			keys = append(keys, p.Key)
		}
	}
	want := "title date draft tags author weight url aliases lead"
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("problems with %s, want %s: %q", got, want, l.said())
	}
}

func TestSplit(t *testing.T) {
	tests := []struct {
		src, front, body string
		line             int
	}{
		{"text\n", "", "text\n", 1},
		{"", "", "", 1},
		{"---\na: b\n---\ntext", "a: b\n", "text", 4},
		{"---\n---\ntext", "", "text", 3},
		{"\ufeff---  \r\na: b\r\n--- \r\ntext", "a: b\r\n", "text", 4},
		{"\n \n+++\na = 1\n+++\n\ntext", "a = 1\n", "\ntext", 6},
		{"{\"a\": \"}{\\\"\",\n\"b\": {}}\ntext", "{\"a\": \"}{\\\"\",\n\"b\": {}}", "text", 3},
		{"{{< youtube x >}}\n", "", "{{< youtube x >}}\n", 1},
		{"----\na\n", "", "----\na\n", 1},
		{"---\na: b\n---", "a: b\n", "", 4},
	}
	for _, tt := range tests {
		d, err := split([]byte(tt.src))
		if err != nil {
			t.Errorf("split(%q): %v", tt.src, err)
			continue
		}
		if string(d.front) != tt.front || string(d.body) != tt.body || d.bodyLine != tt.line {
			t.Errorf("split(%q) = %q, %q from line %d; want %q, %q from line %d", tt.src, d.front, d.body, d.bodyLine, tt.front, tt.body, tt.line)
		}
	}
}
