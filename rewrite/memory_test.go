package rewrite

import "testing"

// What was seen in one page says nothing of the same text where it means something else.
func TestMemoryKnowsWhatItIsAskedFor(t *testing.T) {
	const tag = `<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CUbHfhpswxt/">`
	const own = `<script type=importmap>{"imports":{"a":"https://ｈａｒｂｏｕｒ.example/a.js"}}</script>`
	legacy := &Page{URL: testPage.URL, Charset: "gbk"}
	for _, c := range []struct {
		before, in string
		page       *Page
	}{
		{"<script>" + tag + "</script>", "<div>" + tag + "</blockquote></div>", testPage},
		{own, own, legacy},
	} {
		want, _ := rewritePage(t, newTestRewriter(t, Options{}), c.in, c.page)
		r := newTestRewriter(t, Options{})
		rewriteString(t, r, c.before)
		if got, _ := rewritePage(t, r, c.in, c.page); got != want {
			t.Errorf("%s behind %s\nbecomes %s\nalone   %s", c.in, c.before, got, want)
		}
	}
}
