package publication

import (
	"os"
	"path/filepath"
)

// hugoFiles make Hugo build what Gatefold builds from the same content: a
// front page, sections, tags and authors in pages of twenty, articles, feeds
// and a sitemap. The templates are as plain as they can be: everything beyond
// would only cost Hugo more.
var hugoFiles = map[string]string{
	"hugo.toml": `baseURL = "https://measure.example/"
title = "The Measure"
languageCode = "en"
disableKinds = []
[taxonomies]
  tag = "tags"
  author = "authors"
[pagination]
  pagerSize = 20
[services.rss]
  limit = 20
`,
	"layouts/_default/baseof.html": `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}"><meta property="og:title" content="{{ .Title }}"><meta property="og:type" content="website">
<meta property="og:url" content="{{ .Permalink }}"><link rel="alternate" type="application/rss+xml" href="/index.xml"></head>
<body><header><a href="/">{{ site.Title }}</a><nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer><p>{{ site.Title }}</p></footer></body></html>
`,
	"layouts/_default/single.html": `{{ define "main" }}<article><p><a href="/{{ .Section }}/">{{ .Section }}</a></p><h1>{{ .Title }}</h1><p>{{ .Description }}</p>
<p>{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ end }}</p>
<p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006, 15:04" }}</time>
<time datetime="{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Lastmod.Format "2 January 2006, 15:04" }}</time></p>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul></article>{{ end }}
`,
	"layouts/_default/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate .RegularPagesRecursive }}{{ range $p.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Description }}</p><p><time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></p></article>{{ end }}
{{ with $p.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }}{{ with $p.Next }}<a href="{{ .URL }}">Older</a>{{ end }}{{ end }}
`,
	"layouts/404.html": `{{ define "main" }}<h1>Not found</h1>{{ end }}
`,
}

func writeHugo(dir string) error {
	for name, text := range hugoFiles {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
