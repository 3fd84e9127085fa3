package htmltest

import (
	"fmt"
	"strings"
)

// Ordinary and Embedding are articles of 20 kB as news sites have them, for benchmarks: a
// head with data for search engines, text, pictures of the site's own, lists of what else
// there is. Ordinary has one web font and one script of somebody else's; Embedding has a
// film and two posts in its text besides, and one script more.
var (
	Ordinary  = article("")
	Embedding = article(`<figure class="wp-block-embed is-type-video is-provider-youtube"><div class="wp-block-embed__wrapper">
<iframe title="The tide comes in" width="750" height="422" src="https://www.youtube.com/embed/jofNR_WkoCE?feature=oembed" frameborder="0" allow="accelerometer; autoplay; encrypted-media" referrerpolicy="strict-origin-when-cross-origin" allowfullscreen></iframe>
</div></figure>`,
		`<blockquote class="twitter-tweet" data-width="550" data-dnt="true"><p lang="en" dir="ltr">Low tide at four. <a href="https://t.co/abcdefghij">pic</a></p>&mdash; Ann Example (@annexample) <a href="https://twitter.com/annexample/status/1234567890123456789?ref_src=twsrc%5Etfw">May 5, 2020</a></blockquote><script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>`,
		`<iframe src="https://mastodon.social/@annexample/109876543210987654/embed" class="mastodon-embed" style="max-width: 100%; border: 0" width="400" allowfullscreen="allowfullscreen"></iframe><script src="https://mastodon.social/embed.js" async="async"></script>`,
		`<script async src="https://stats.example/tag.js?id=G-ABCDEF"></script>`)
)

const articleHead = `<!DOCTYPE html>
<html lang="en-GB" class="no-js">
<head>
<meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The tide comes in twice &#8211; The Harbour</title>
<meta name="description" content="What the harbour looks like when nobody looks at the clock."><link rel="canonical" href="https://paper.test/coast/tide/">
<meta property="og:title" content="The tide comes in twice"><meta property="og:image" content="https://paper.test/pictures/tide-1200.jpg">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"The tide comes in twice","author":{"@type":"Person","name":"Ann Example"},"image":["https://paper.test/pictures/tide-1200.jpg"],"datePublished":"2026-11-01T09:00:00Z"}</script>
<link rel="preconnect" href="https://fonts.example" crossorigin><link rel="stylesheet" href="https://fonts.example/css2?family=Sea:wght@400;700&amp;display=swap">
<link rel="stylesheet" href="/assets/site.css?v=6.8" media="all"><link rel="icon" href="/assets/icon.svg"><link rel="alternate" type="application/rss+xml" href="/feed/">
<style>:root{--ink:#111;--paper:#fff}.has-ink-color{color:var(--ink)!important}.site-header{background:var(--paper) url("/assets/wave.svg") no-repeat}</style>
<script>document.documentElement.className=document.documentElement.className.replace("no-js","js");</script>
<script async src="https://stats.example/s.js"></script><script src="/assets/site.js" defer></script>
</head>
<body class="post-template single single-post wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header class="site-header"><a href="/" rel="home"><img src="/assets/logo.svg" alt="The Harbour" width="160" height="40"></a><nav aria-label="Main"><ul class="menu">
`

// article makes an article of 20 kB with some pieces between its paragraphs.
func article(pieces ...string) string {
	const size = 20_000
	words := strings.Fields("tide harbour boat morning water people quiet stone light market wind street window night rope winter engine story paper bridge")
	var b strings.Builder
	b.WriteString(articleHead)
	for i, w := range words[:8] {
		fmt.Fprintf(&b, "<li id=\"menu-item-%d\" class=\"menu-item menu-item-type-taxonomy\"><a href=\"https://paper.test/%s/\">%s</a></li>\n", i, w, w)
	}
	b.WriteString("</ul></nav></header><main id=\"content\"><article class=\"post hentry\"><h1 class=\"entry-title\">The tide comes in twice</h1>\n")
	end := moreArticles(words)
	for i := 0; b.Len()+len(end)+len(strings.Join(pieces, "")) < size; i++ {
		if i%5 == 3 {
			if len(pieces) > 0 {
				b.WriteString(pieces[0] + "\n")
				pieces = pieces[1:]
			}
			fmt.Fprintf(&b, "<figure class=\"wp-block-image size-large\"><img loading=\"lazy\" decoding=\"async\" width=\"1024\" height=\"683\" src=\"/pictures/%[1]s-1024.jpg\" alt=\"The %[1]s\" class=\"wp-image-%[2]d\" srcset=\"/pictures/%[1]s-1024.jpg 1024w, /pictures/%[1]s-300.jpg 300w, /pictures/%[1]s-768.jpg 768w\" sizes=\"(max-width: 1024px) 100vw, 1024px\"><figcaption class=\"wp-element-caption\">The %[1]s. <em>Photo: Ann Example</em></figcaption></figure>\n", words[i%len(words)], i)
		}
		b.WriteString("<p>")
		for j := range 4 + i%3 {
			w := func(k int) string { return words[(i*7+j*5+k)%len(words)] }
			fmt.Fprintf(&b, "In the %s there was a %s, and nobody looked at the %s any more; the %s was late, as it is when the %s turns. ", w(0), w(1), w(2), w(3), w(4))
		}
		fmt.Fprintf(&b, "More on <a href=\"https://other.example/%s?x=%d&amp;y=2\" target=\"_blank\" rel=\"noreferrer noopener\">the %s</a> and <strong>what it is</strong>.</p>\n", words[i%len(words)], i, words[(i+1)%len(words)])
	}
	return b.String() + strings.Join(pieces, "\n") + end
}

// moreArticles is what stands below an article.
func moreArticles(words []string) string {
	var b strings.Builder
	b.WriteString("</article><aside class=\"related\"><h2>More</h2><ul>\n")
	for i, w := range words[:12] {
		fmt.Fprintf(&b, "<li class=\"post-%[2]d\"><a href=\"/coast/%[1]s/\"><img src=\"/pictures/%[1]s-150.jpg\" alt=\"\" width=\"150\" height=\"100\" loading=\"lazy\"><span class=\"title\">A %[1]s</span></a> <time datetime=\"2026-10-%02[2]dT09:00:00Z\">%[2]d October</time></li>\n", w, i+10)
	}
	b.WriteString("</ul></aside></main><footer class=\"site-footer\"><form action=\"/search\" role=\"search\"><input type=\"search\" name=\"s\"><button>Search</button></form><p>&copy; The Harbour</p></footer></body></html>\n")
	return b.String()
}
