package rewrite

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// plainPage is a page as content systems make them, with little to gate: one web
// font, one script of somebody else's.
func plainPage() []byte {
	var b bytes.Buffer
	b.WriteString(strings.Replace(pageHead, "</head>", inlineHead()+"</head>", 1))
	for i := range 30 {
		fmt.Fprintf(&b, plainPost, i, i, i, i, strings.Repeat("The tide comes in twice a day, and the boats with it; nobody in the harbour looks at the clock. ", 6), i)
	}
	b.WriteString("</main><footer class=\"site-footer\"><p>&copy; The Harbour</p></footer><script src=\"/assets/site.js\"></script></body></html>\n")
	return b.Bytes()
}

// inlineHead is what content systems put into the head of each page: presets, a
// script or two, and data for search engines.
func inlineHead() string {
	var b strings.Builder
	b.WriteString("<style id='global-styles-inline-css'>:root{")
	for i := range 60 {
		fmt.Fprintf(&b, "--wp--preset--color--tone-%d: #%06x;--wp--preset--spacing--%d: clamp(1.5rem, %dvw, 2rem);", i, i*40503, i, i%9+1)
	}
	b.WriteString("}\n")
	for i := range 60 {
		fmt.Fprintf(&b, ".has-tone-%d-color{color: var(--wp--preset--color--tone-%d) !important;}.wp-block-columns.is-layout-flex > :where(.tone-%d){margin-block-start: 24px;gap: 2em 0.5em}\n", i, i, i)
	}
	b.WriteString("</style>\n<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@graph\":[")
	for i := range 20 {
		fmt.Fprintf(&b, "{\"@type\":\"NewsArticle\",\"@id\":\"https://harbour.example/%d/\",\"headline\":\"A quiet week\"},", i)
	}
	b.WriteString("{}]}</script>\n<script>window._settings = {\"baseUrl\":\"/assets/\",\"ext\":\".png\"};\n!function(e,n){var o,i,t;")
	for i := range 60 {
		fmt.Fprintf(&b, "function c%d(e,t){for(var n=0;n<e.length;n++)t[n]=e.charCodeAt(n)^%d;return t&&t.length<4096?t:null}", i, i)
	}
	b.WriteString("}(window,document);</script>\n")
	return b.String()
}

const pageHead = `<!DOCTYPE html>
<html lang="en-GB" class="no-js">
<head>
<meta charset="UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Harbour &#8211; News from the coast</title>
<link rel="preconnect" href="https://fonts.example.net">
<link rel="stylesheet" href="https://fonts.example.net/css2?family=Sea" media="all">
<link rel="stylesheet" id="theme-style-css" href="/wp-content/themes/harbour/style.css?ver=6.8" media="all">
<style id="inline-css">:root{--wp--preset--color--black:#000}.has-black-color{color:var(--wp--preset--color--black)!important}
.wp-block-image img{box-sizing:border-box;height:auto;max-width:100%}.site-header{background:#fff url("/wp-content/wave.svg") no-repeat}</style>
<script>document.documentElement.className=document.documentElement.className.replace("no-js","js");</script>
<script async src="https://stats.example.net/tag.js?id=1"></script>
</head>
<body class="home blog wp-embed-responsive group-blog">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<header class="site-header"><nav class="main-navigation" aria-label="Main"><ul id="menu" class="menu">
<li id="menu-item-1" class="menu-item menu-item-type-post_type"><a href="https://harbour.example/about/">About</a></li>
<li id="menu-item-2" class="menu-item current-menu-item"><a href="https://harbour.example/" aria-current="page">Home</a></li>
</ul></nav></header><main id="content" class="site-main">
`

const plainPost = `<article id="post-%d" class="post-%d post type-post status-publish format-standard has-post-thumbnail hentry category-coast entry">
<header class="entry-header"><h2 class="entry-title"><a href="https://harbour.example/2026/11/story-%d/" rel="bookmark">A quiet week</a></h2></header>
<figure class="post-thumbnail"><a class="post-thumbnail-inner" href="/story/" aria-hidden="true" tabindex="-1"><img width="1568" height="1046" src="/wp-content/uploads/boat-%d.jpg" class="attachment-post-thumbnail size-post-thumbnail wp-post-image" alt="A boat" decoding="async" loading="lazy" srcset="/wp-content/uploads/boat-300.jpg 300w, /wp-content/uploads/boat-768.jpg 768w" sizes="(max-width: 34.9rem) calc(100vw - 2rem), 53rem"></a></figure>
<div class="entry-content"><p>%s</p>
<blockquote class="wp-block-quote is-layout-flow"><p>It was <em>cold</em>, and <strong>nobody</strong> minded.</p><cite>A. Fisher</cite></blockquote>
<p style="text-align:center">More on <a href="https://other.example.org/tides?x=1&amp;y=2" target="_blank" rel="noreferrer noopener">the tides</a>.</p></div>
<footer class="entry-footer"><span class="byline"><span class="screen-reader-text">Posted by</span> <span class="author vcard"><a class="url fn n" href="/author/ann/">Ann</a></span></span><span class="posted-on"><time class="entry-date published" datetime="2026-11-01T09:00:00+00:00">1 November</time></span><!-- story %d --></footer>
</article>
`

// embedPage is a page full of embeds: one in every fourth paragraph.
func embedPage() []byte {
	var b bytes.Buffer
	b.WriteString(pageHead)
	for i := range 40 {
		fmt.Fprintf(&b, plainPost, i, i, i, i, "Short today.", i)
		fmt.Fprintf(&b, embeds[i%len(embeds)], i)
	}
	b.WriteString("</main></body></html>\n")
	return b.Bytes()
}

var embeds = []string{
	"<figure class=\"wp-block-embed is-type-video is-provider-youtube\"><div class=\"wp-block-embed__wrapper\">\n<iframe title=\"Tides\" width=\"750\" height=\"422\" src=\"https://www.youtube.com/embed/iwGFalTRH%02d?feature=oembed\" frameborder=\"0\" allow=\"accelerometer; autoplay; encrypted-media\" allowfullscreen></iframe>\n</div></figure>\n",
	"<blockquote class=\"twitter-tweet\" data-width=\"550\" data-dnt=\"true\"><p lang=\"en\" dir=\"ltr\">Low tide at four. <a href=\"https://t.co/abc\">pic</a></p>&mdash; Ann Example (@annexample) <a href=\"https://twitter.com/annexample/status/12345678901234567%02d?ref_src=twsrc%%5Etfw\">May 5, 2020</a></blockquote><script async src=\"https://platform.twitter.com/widgets.js\" charset=\"utf-8\"></script>\n",
	"<p><iframe src=\"https://maps.example.net/embed?n=%d\" width=\"600\" height=\"450\" style=\"border:0;\" allowfullscreen=\"\" loading=\"lazy\"></iframe></p>\n",
	"<figure class=\"wp-block-image\"><img src=\"https://pictures.example.net/%d.jpg\" alt=\"The pier\" width=\"800\" height=\"600\"/></figure>\n",
}

// wordpressPages are the bodies of the public test content of WordPress, in a page.
func wordpressPage(t testing.TB) []byte {
	path := shared("wordpress/themeunittestdata.wordpress.xml")
	if path == "" {
		t.Log("the public WordPress test content is not here: set GATEFOLD_TESTDATA")
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Items []struct {
			Body string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(pageHead)
	for _, item := range file.Items {
		b.WriteString("<article class=\"hentry\"><div class=\"entry-content\">" + item.Body + "</div></article>\n")
	}
	return b.Bytes()
}

func benchPages(t testing.TB) map[string][]byte {
	return map[string][]byte{"plain": plainPage(), "embeds": embedPage(), "wordpress": wordpressPage(t)}
}

// benchRewriter takes the hosts of the WordPress test content for the site's own: on
// a site of its own that content is.
func benchRewriter(b *testing.B) *Rewriter {
	return newTestRewriter(b, Options{FirstParty: []string{"*.wordpress.com", "wpthemetestdata.wordpress.com", "wpdotorg.files.wordpress.com"}})
}

func BenchmarkRewrite(b *testing.B) {
	r := benchRewriter(b)
	for name, page := range benchPages(b) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			src := bytes.NewReader(page)
			for b.Loop() {
				src.Reset(page)
				if _, err := r.Rewrite(io.Discard, src, testPage); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkTokenizer is what the numbers are compared with: the library's
// tokenizer, which passes the raw bytes of every token on.
func BenchmarkTokenizer(b *testing.B) {
	for name, page := range benchPages(b) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			for b.Loop() {
				passTokens(bytes.NewReader(page))
			}
		})
	}
}

func passTokens(src io.Reader) {
	z := html.NewTokenizer(src)
	for z.Next() != html.ErrorToken {
		io.Discard.Write(z.Raw())
	}
}
