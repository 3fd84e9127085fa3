package rewrite

import "testing"

// What publishing systems and tools for consent write, as short as it still says it, and what
// readers get.
func TestPagesOfPublishingSystems(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, c := range []struct{ name, in, want string }{
		{"WordPress, a block with a film", `<figure class="wp-block-embed is-provider-youtube"><div class="wp-block-embed__wrapper">
<iframe loading="lazy" title="A film" width="500" height="281" src="https://www.youtube.com/embed/iwGFalTRHDA?feature=oembed" allowfullscreen></iframe>
</div><figcaption>A caption</figcaption></figure>`, `<figure class="wp-block-embed is-provider-youtube"><div class="wp-block-embed__wrapper">
GATE
</div><figcaption>A caption</figcaption></figure>`},
		{"WordPress, a post of somebody else", `<div><blockquote class="wp-embedded-content" data-secret="x"><a href="https://other.example/post/">A post</a></blockquote><iframe class="wp-embedded-content" sandbox="allow-scripts" style="position: absolute; visibility: hidden;" src="https://other.example/post/embed/#?secret=x" data-secret="x"></iframe></div>`, `<div>GATE</div>`},
		{"WordPress before 6.2, a post of somebody else", `<div><blockquote class="wp-embedded-content" data-secret="x"><a href="https://other.example/post/">A post</a></blockquote><iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" style="position: absolute; clip: rect(1px, 1px, 1px, 1px);" src="https://other.example/post/embed/#?secret=x" data-secret="x"></iframe></div>`, `<div>GATE</div>`},
		{"WordPress, the code for others", `<div><blockquote class="wp-embedded-content" data-secret="x"><a href="https://other.example/post/">A post</a></blockquote>
<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" src="https://other.example/post/embed/#?secret=x" data-secret="x"></iframe></div>`, `<div>GATE
</div>`},
		{"WordPress, two posts of one weblog", `<div><blockquote class="wp-embedded-content" data-secret="x"><a href="https://other.example/post/">A post</a></blockquote><iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" src="https://other.example/later/embed/#?secret=x" data-secret="x"></iframe></div>`, `<div>GATEGATE</div>`},
		{"Jetpack, lazy", `<p><img src="https://i0.wp.com/a.example/a.jpg?resize=640%2C480&#038;ssl=1" alt="Boats" width="640" height="480" data-lazy-src="https://i0.wp.com/a.example/a.jpg?is-pending-load=1" srcset="` + dot + `"><noscript><img data-lazy-fallback="1" src="https://i0.wp.com/a.example/a.jpg?resize=640%2C480&#038;ssl=1" alt="Boats" width="640" height="480"></noscript></p>`, `GATE<p><noscript></noscript></p>`},
		{"WP Rocket", `<figure><img width="800" height="533" src="data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%20800%20533'%3E%3C/svg%3E" alt="Quay" data-lazy-srcset="https://cdn.leak.example/q.jpg 800w" data-lazy-sizes="100vw" data-lazy-src="https://cdn.leak.example/q.jpg" /><noscript><img src="https://cdn.leak.example/q.jpg" alt="Quay" /></noscript></figure>`, `<figure>GATE<noscript></noscript></figure>`},
		{"Autoptimize", `<p>a</p><p><noscript><img src="https://cdn.leak.example/q.jpg" alt="Quay" /></noscript><img class="lazyload" src='` + dot + `' data-src="https://cdn.leak.example/q.jpg" alt="Quay" /></p>`, `<p>a</p><p><noscript></noscript></p>GATE`},
		{"WordPress, formulas and faces", `<p>So <img src="https://s0.wp.com/latex.php?latex=E" alt="E=mc^2" class="latex" /> holds <img src="https://s.w.org/images/core/emoji/1.png" alt="🙂" class="wp-smiley" style="height: 1em; max-height: 1em;" />.</p>`, `<p>So LINK(image hosted on s0.wp.com: E=mc^2) holds <img data-gf-src="https://s.w.org/images/core/emoji/1.png" alt="🙂" class="wp-smiley" style="height: 1em; max-height: 1em;" />.</p>`},
		{"WordPress, who comments", `<div class="comment-author vcard"><img alt='' src='https://secure.gravatar.com/avatar/a?s=32' srcset='https://secure.gravatar.com/avatar/a?s=64 2x' height='32' width='32'/> <b class="fn">A name</b></div>`, `<div class="comment-author vcard"><img alt='' data-gf-src='https://secure.gravatar.com/avatar/a?s=32' data-gf-srcset='https://secure.gravatar.com/avatar/a?s=64 2x' height='32' width='32'/> <b class="fn">A name</b></div>`},
		{"Ghost, a card", `<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://other.example/p"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Title</div><img class="kg-bookmark-icon" src="https://other.example/icon.png" alt=""></div><div class="kg-bookmark-thumbnail"><img src="https://other.example/thumb.jpg" alt=""></div></a></figure>`, `<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://other.example/p"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Title</div><img class="kg-bookmark-icon" data-gf-src="https://other.example/icon.png" alt=""></div><div class="kg-bookmark-thumbnail"><img data-gf-src="https://other.example/thumb.jpg" alt=""></div></a></figure>`},
		{"Ghost, a gallery", `<div class="kg-gallery-row"><div class="kg-gallery-image"><img src="https://images.unsplash.com/photo-1?w=2000" width="2000" height="1333" alt></div></div>`, `<div class="kg-gallery-row"><div class="kg-gallery-image">GATE</div></div>`},
		{"Drupal, a frame of the site around a film", `<div class="field__item"><iframe src="https://harbour.example/media/oembed?url=https%3A//youtu.be/iwGFalTRHDA&amp;hash=x" class="media-oembed-content" title="A film"></iframe></div>`, `<div class="field__item">GATE</div>`},
		{"Drupal, the same until the reader agrees", `<div><iframe data-src="/de/media/oembed?url=https%3A//youtu.be/iwGFalTRHDA&amp;hash=x" class="cookies-video"></iframe></div>`, `<div>GATE</div>`},
		{"Drupal, around what nobody knows, or the site itself", `<div><iframe src="/media/oembed?url=https%3A//nobody.example/1"></iframe><iframe src="/media/oembed?url=/a"></iframe><iframe src="/other?url=https%3A//youtu.be/iwGFalTRHDA"></iframe></div>`, `<div><iframe src="/media/oembed?url=https%3A//nobody.example/1"></iframe><iframe src="/media/oembed?url=/a"></iframe><iframe src="/other?url=https%3A//youtu.be/iwGFalTRHDA"></iframe></div>`},
		{"WordPress, a film of somebody else as one's own", `<div><video class="wp-video-shortcode" controls><source type="video/youtube" src="https://youtu.be/iwGFalTRHDA?_=1" /><a href="https://youtu.be/iwGFalTRHDA">https://youtu.be/iwGFalTRHDA</a></video></div>`, `<div>GATE</div>`},
		{"Video.js, the same", `<div><video class="video-js" data-setup='{"techOrder":["youtube"],"sources":[{"type":"video/youtube","src":"https://youtu.be/iwGFalTRHDA"}]}'></video></div>`, `<div>GATE</div>`},
		{"Video.js, one's own film", `<div><video class="video-js" data-setup='{"sources":[{"type":"video/mp4","src":"/a.mp4"}]}'></video></div>`, `<div><video class="video-js" data-setup='{"sources":[{"type":"video/mp4","src":"/a.mp4"}]}'></video></div>`},
		{"tarteaucitron", `<div><div class="vimeo_player" videoID="76979871" width="640"></div><div class="tac_iframe" data-url="https://leak.example/x"></div><div class="tac_iframe" data-url="/own"></div></div>`, `<div>GATEGATE<div class="tac_iframe" data-url="/own"></div></div>`},
		{"Borlabs Cookie", `<div><div class="brlbs-cmpnt-container" data-borlabs-cookie-content="PGlmcmFtZSBzcmM9Imh0dHBzOi8vbWFwcy5leGFtcGxlL3giPjwvaWZyYW1lPg=="><p>Agree</p></div></div>`, `<div>GATE</div>`},
		{"Squarespace, a film of anybody", `<div><div class="sqs-video-wrapper" data-html="&lt;iframe src=&quot;//leak.example/embed/1&quot;&gt;&lt;/iframe&gt;"></div></div>`, `<div>GATE</div>`},
		{"a frame of anybody, and of the site, that waits", `<div><div data-iframe-src="https://leak.example/1"></div><div data-iframe-src="https://harbour.example/1"></div><div data-iframe-src="/1"></div></div>`, `<div>GATE<div data-iframe-src="https://harbour.example/1"></div><div data-iframe-src="/1"></div></div>`},
		{"comments of somebody else on a page of the site", `<div><div class="fb-comments" data-href="https://harbour.example/story/"></div></div>`, `<div>GATE</div>`},
		{"words that a mark stands at", `<section data-provider="youtube" data-id="1"><h2>Title</h2><a class="youtube" href="https://www.youtube.com/watch?v=iwGFalTRHDA">Watch</a></section>`, `<section data-provider="youtube" data-id="1"><h2>Title</h2><a class="youtube" href="https://www.youtube.com/watch?v=iwGFalTRHDA">Watch</a></section>`},
		{"Squarespace", `<div><img data-src="https://images.squarespace-cdn.com/a.jpg" data-image="https://images.squarespace-cdn.com/a.jpg" alt="Sea" src="https://images.squarespace-cdn.com/a.jpg" width="1500" height="1000"><noscript><img src="https://images.squarespace-cdn.com/a.jpg" alt="Sea"></noscript></div>`, `<div>GATE<noscript></noscript></div>`},
		{"Wix", `<wow-image id="img_1"><img src="https://static.wixstatic.com/media/a.jpg" alt="Sea" width="300" height="200"></wow-image><wix-iframe><iframe title="Content" data-src="https://a.filesusr.com/html/a.html" sandbox="allow-scripts"></iframe></wix-iframe>`, `<wow-image id="img_1">GATE</wow-image><wix-iframe>GATE</wix-iframe>`},
		{"Blogger", `<div class="separator"><a href="https://blogger.googleusercontent.com/img/a/s4000/x.jpg"><img border="0" height="240" src="https://blogger.googleusercontent.com/img/a/w320/x.jpg" width="320" /></a></div>`, `<div class="separator"><a href="https://blogger.googleusercontent.com/img/a/s4000/x.jpg">WORDS(image hosted on blogger.googleusercontent.com)</a></div>`},
		{"Substack", `<figure><a class="image-link" target="_blank" href="https://substackcdn.com/a.jpeg"><div><picture><source type="image/webp" srcset="https://substackcdn.com/w/a.jpeg 424w"><img src="https://substackcdn.com/w/a.jpeg" width="1456" height="971" alt=""></picture></div></a><figcaption>Words</figcaption></figure>`, `<figure><a class="image-link" target="_blank" href="https://substackcdn.com/a.jpeg"><div>WORDS(image hosted on substackcdn.com)</div></a><figcaption>Words</figcaption></figure>`},
		{"badges", `<p><a href="https://ci.example/x"><img src="https://img.shields.io/build.svg" alt="build"></a> <a href="https://ci.example/y"><img src="https://img.shields.io/cov.svg"></a></p>`, `<p><a href="https://ci.example/x"><img data-gf-src="https://img.shields.io/build.svg" alt="build"></a> <a href="https://ci.example/y">WORDS(image hosted on img.shields.io)</a></p>`},
		{"what counts readers", `<noscript><img height="1" width="1" style="display:none" src="https://www.facebook.com/tr?id=1&ev=PageView&noscript=1"/></noscript><noscript><iframe src="https://www.googletagmanager.com/ns.html?id=GTM-X" height="0" width="0" style="display:none;visibility:hidden"></iframe></noscript><img src="https://vg08.met.vgwort.de/na/abc" width="1" height="1" alt="">`, `<noscript></noscript><noscript></noscript>`},
		{"Complianz", `<div><iframe data-category="marketing" class="cmplz-iframe" data-cmplz-target="src" data-src-cmplz="https://www.youtube.com/embed/iwGFalTRHDA?feature=oembed" width="500" height="281" src="about:blank"></iframe></div><script type="text/plain" data-category="statistics" data-cmplz-src="https://leak.example/a.js"></script>`, `<div>GATE</div><script type="text/plain" data-category="statistics" data-cmplz-src="https://leak.example/a.js"></script>`},
		{"Cookiebot", `<div><iframe data-cookieblock-src="https://www.youtube.com/embed/iwGFalTRHDA" data-cookieconsent="marketing"></iframe></div><script type="text/plain" data-cookieconsent="statistics" src="https://leak.example/a.js"></script>`, `<div>GATE</div><script type="text/plain" data-cookieconsent="statistics" src="https://leak.example/a.js"></script>`},
		{"Usercentrics, iubenda, consentmanager", `<div><iframe uc-src="https://leak.example/f"></iframe></div><div><iframe class="_iub_cs_activate" suppressedsrc="https://leak.example/g" src="data:text/html;base64,PGh0bWw+"></iframe></div><div><iframe data-cmp-src="https://leak.example/h" class="cmplazyload" src="about:blank"></iframe></div>`, `<div>GATE</div><div>GATE</div><div>GATE</div>`},
	} {
		out, _ := rewriteString(t, r, c.in)
		if got := short(out); got != c.want {
			t.Errorf("%s:\n%s\nbecomes %s\nwant    %s", c.name, c.in, got, c.want)
		}
		check(t, r, c.in)
	}
}

// A script that a tool keeps from running is in the report: the policy stops what it would load.
func TestWaitingScriptsAreReported(t *testing.T) {
	const tool = "it waits until a tool of the site lets it run"
	r := newTestRewriter(t, Options{Allow: []Allow{{Host: "fine.example", Reason: "ours"}}})
	for in, want := range map[string]Finding{
		`<script type="text/plain" data-cookieconsent="statistics" src="https://leak.example/a.js"></script>`:             {Action: HeldBack, Host: "leak.example", Reason: tool},
		`<script type="text/plain" data-category="statistics" data-cmplz-src="//leak.example/a.js"></script>`:             {Action: HeldBack, Host: "leak.example", Reason: tool},
		`<script type="opt-in" data-src="https://leak.example/a.js"></script>`:                                            {Action: HeldBack, Host: "leak.example", Reason: tool},
		`<script type="text/plain" src="https://fine.example/a.js"></script>`:                                             {Action: Allowed, Host: "fine.example", Reason: tool},
		`<script type="text/plain" data-usercentrics="x">load("https://connect.facebook.net/en_US/fbevents.js")</script>`: {Action: HeldBack, Host: "connect.facebook.net", Reason: tool},
		`<script type="text/plain" src="/a.js"></script><script type="text/plain">words // more</script>`:                 {},
		`<script type="text/plain" data-gf-src="https://leak.example/a.js" data-gf-type="module"></script>`:               {},
		`<script type="application/json">{"a":"https://connect.facebook.net/en_US/fbevents.js"}</script>`:                 {},
	} {
		out, res := rewriteString(t, r, in)
		if out != in {
			t.Errorf("%s becomes %s", in, out)
		}
		var got Finding
		if len(res.Findings) > 0 {
			got = res.Findings[0]
		}
		if got.Action != want.Action || got.Host != want.Host || got.Reason != want.Reason || len(res.Findings) > 1 {
			t.Errorf("%s: %+v\nwant %+v", in, res.Findings, want)
		}
	}
}
