package markdown

import (
	"strings"
	"testing"
)

func TestFigures(t *testing.T) {
	for _, e := range []example{
		{"everything", `![A boat](boat.jpg "The *last* boat & more"){credit="Agency" creditlink="https://agency.example/" lang=de}`,
			"[[/pictures/boat.jpg 800x600; alt=A boat; caption=The <em>last</em> boat &amp; more; credit=Agency; creditURL=https://agency.example/; lang=de]]", nil},
		{"from the file", "![](told.jpg)",
			"[[/pictures/told.jpg 800x600; alt=A told boat; caption=Told by &lt;the file&gt;; credit=File Agency; creditURL=https://agency.example/]]", nil},
		{"the author wins", `![Mine](told.jpg "Mine"){credit=Me}`,
			"[[/pictures/told.jpg 800x600; alt=Mine; caption=Mine; credit=Me]]", nil},
		{"a caption is no alternative text", "\n![](boat.jpg \"The boat\")",
			"[[/pictures/boat.jpg 800x600; caption=The boat]]", []string{"2:* the picture “boat.jpg” has no alternative text"}},
		{"decorative", "![x](boat.jpg){decorative}", "[[/pictures/boat.jpg 800x600; decorative]]", nil},
		{"linked", "[![A](boat.jpg)](https://other.example/)", "[[/pictures/boat.jpg 800x600; alt=A; link=https://other.example/]]", nil},
		{"linked to an article", "[![A](boat.jpg)](b.md)", "[[/pictures/boat.jpg 800x600; alt=A]]", []string{"1:* a picture cannot link to the file of an article"}},
		{"with a parameter", `![A](boat.jpg){credit="{{< param boat >}}"}`, "[[/pictures/boat.jpg 800x600; alt=A; credit=Marit <2>]]", nil},
		{"as a term", "![A](a.jpg)\n: B", "<dl>\n<dt>[[/pictures/a.jpg 800x600; alt=A]]</dt>\n<dd>B</dd>\n</dl>", nil},
		{"linked badly", "[![A](boat.jpg)](javascript:x)", "[[/pictures/boat.jpg 800x600; alt=A]]", []string{"1:* the link leads to"}},
		{"attributes over lines", "![A](boat.jpg){credit=\"A\n B\" width=400}", "[[/pictures/boat.jpg 400x300; alt=A; credit=A B]]", nil},
		{"two in a row", "![A](a.jpg)\n![B](b.jpg)", "[[/pictures/a.jpg 800x600; alt=A]][[/pictures/b.jpg 800x600; alt=B]]", nil},
		{"percent-encoded", "![A](a%20b.jpg)", "[[/pictures/a b.jpg 800x600; alt=A]]", nil},
		{"our own host", "![A](https://ours.example/p/a.jpg)", "[[/pictures/p/a.jpg 800x600; alt=A]]", nil},
		{"in a list", "- ![A](a.jpg)", "<ul>\n<li>[[/pictures/a.jpg 800x600; alt=A]]</li>\n</ul>", nil},
		{"missing", "a\n\n![A <b>](missing.jpg)", "<p>a</p>\n<p class=\"missing\">A</p>", []string{"3: the picture “missing.jpg” cannot be shown: there is no such file"}},
		{"a bomb", "![A](bomb.jpg)", "<p class=\"missing\">A</p>", []string{"1: “bomb.jpg”: the picture is too large"}},
		{"elsewhere", "![A](https://other.example/a.jpg)",
			`[[other p https://other.example/a.jpg h2 "A"]]`, []string{"1:* the picture of other.example waits"}},
		{"elsewhere, linked", "[![A boat](https://other.example/a.jpg)](https://third.example/b)",
			`[[other p https://other.example/a.jpg h2 "A boat"]]<p><a href="https://third.example/b" rel="external noopener">A boat<span class="ext"> (external)</span></a></p>`,
			[]string{"1:* the picture of other.example waits"}},
		{"elsewhere, linked without words", "[![](https://other.example/a.jpg)](https://third.example/b)",
			`[[other p https://other.example/a.jpg h2]]<p><a href="https://third.example/b" rel="external noopener">third.example<span class="ext"> (external)</span></a></p>`,
			[]string{"1:* the picture of other.example waits"}},
		{"in the address", "![A](data:image/png;base64,AA)", `<p class="missing">A</p>`, []string{"1:* the picture “data:image/png;base64,AA” is no file"}},
		{"within a line", `a ![B](b.jpg "T") c`,
			`<p>a <img src="/pictures/b.jpg" alt="B" width="800" height="600" title="T" loading="lazy" decoding="async"> c</p>`, nil},
		{"braces without a picture", "a {b=c}", "<p>a {b=c}</p>", nil},
		{"braces that do not end", "![A](a.jpg){b=", "<p><img src=\"/pictures/a.jpg\" alt=\"A\" width=\"800\" height=\"600\" loading=\"lazy\" decoding=\"async\">{b=</p>", nil},
	} {
		e.run(t)
	}
}

func TestEmbeds(t *testing.T) {
	const video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
	for _, e := range []example{
		{"alone", video, "[[youtube dQw4w9WgXcQ h2]]", nil},
		{"in angle brackets", "<" + video + ">", "[[youtube dQw4w9WgXcQ h2]]", nil},
		{"below a heading", "## A\n\n### B\n\n" + video, `<h2 id="a">A</h2>` + "\n" + `<h3 id="b">B</h3>` + "\n[[youtube dQw4w9WgXcQ h4]]", nil},
		{"a key that ends in a mark", "https://youtu.be/abc_efghij_", "[[youtube abc_efghij_ h2]]", nil},
		{"on a line of a paragraph", "a\n" + video + "\nb", "<p>a</p>\n[[youtube dQw4w9WgXcQ h2]]<p>b</p>", nil},
		{"in a list", "- " + video, "<ul>\n<li>[[youtube dQw4w9WgXcQ h2]]</li>\n</ul>", nil},
		{"in a quotation", "> " + video, "<blockquote>\n[[youtube dQw4w9WgXcQ h2]]</blockquote>", nil},
		{"within a sentence", "a " + video + " b", `<p>a <a href="` + video + `" rel="external noopener">` + video + ext + ` b</p>`, nil},
		{"with a text", "[a](" + video + ")", `<p><a href="` + video + `" rel="external noopener">a` + ext + `</p>`, nil},
		{"as code", "`" + video + "`", "<p><code>" + video + "</code></p>", nil},
		{"a frame", `<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?x=1" title="T&lt;"></iframe>`, `[[youtube dQw4w9WgXcQ h2 "T<"]]`, nil},
		{"a frame within a line", `a <iframe data-src="//player.vimeo.com/video/55073825"></iframe> b`, "<p>a  b</p>\n[[vimeo 55073825 h2]]", nil},
		{"an unknown frame", `<iframe src="https://other.example/f"></iframe>`,
			"[[other f https://other.example/f h2]]", nil},
	} {
		e.run(t)
	}
	body, _ := convert("a\n\nb\n\n" + video)
	if es := body.Embeds(); len(es) != 1 || es[0].Line != 5 {
		t.Errorf("embeds %+v, want one in line 5", es)
	}
}

func TestShortcodes(t *testing.T) {
	const gone = "the shortcode “note” is not known"
	for _, e := range []example{
		{"figure", "{{< figure src=\"a.jpg\" alt=\"A\" caption=\"*C*\" title=`T` attr=\"Me\" attrlink=\"/me\" link=\"/l\" width=\"80px\" >}}",
			"[[/pictures/a.jpg 80x60; alt=A; title=T; caption=<em>C</em>; credit=Me; creditURL=/me; link=/l]]", nil},
		{"figure that adds nothing", `{{< figure "a.jpg" alt="" >}}`, "[[/pictures/a.jpg 800x600; decorative]]", nil},
		{"figure over lines", "{{< figure\n  src=\"a.jpg\"\n  alt=\"A\"\n>}}\nb", "[[/pictures/a.jpg 800x600; alt=A]]<p>b</p>", nil},
		{"embeds", "{{< youtube dQw4w9WgXcQ >}}\n{{< youtube id=\"dQw4w9WgXcQ\" title=\"T\" >}}\n{{% vimeo 55073825 %}}\n{{< instagram CxOWiQNP2MO >}}\n" +
			"{{< x user=\"SanDiegoZoo\" id=\"1453110110599868418\" >}}\n{{< tweet 1453110110599868418 />}}\n{{< gist jmooring 23932424365401ffa5e9d9810102a477 >}}",
			`[[youtube dQw4w9WgXcQ h2]][[youtube dQw4w9WgXcQ h2 "T"]][[vimeo 55073825 h2]][[instagram p~CxOWiQNP2MO h2]]` +
				"[[x SanDiegoZoo~status~1453110110599868418 h2]][[x i~status~1453110110599868418 h2]][[github-gist jmooring~23932424365401ffa5e9d9810102a477 h2]]", nil},
		{"within a line", "a {{< vimeo 55073825 >}} b", "<p>a  b</p>\n[[vimeo 55073825 h2]]", nil},
		{"in a heading", "## a {{< vimeo 55073825 >}}", "<h2 id=\"a\">a </h2>\n[[vimeo 55073825 h3]]", nil},
		{"names nothing", "{{< youtube \"a b\" >}}", `<p class="gf-unknown">{{&lt; youtube &#34;a b&#34; &gt;}}</p>`,
			[]string{"1:* the youtube shortcode names nothing that can be embedded"}},
		{"highlight", "{{< highlight go \"linenos=1\" >}}\nvar a\n\n  {{< ref \"x\" >}}\n{{< /highlight >}}\nb",
			"<pre tabindex=\"0\"><code class=\"language-go\"><span class=\"kd\">var</span> <span class=\"nx\">a</span>\n\n  " +
				"<span class=\"p\">{{&lt;</span> <span class=\"nx\">ref</span> <span class=\"s\">&#34;x&#34;</span> <span class=\"p\">&gt;}}</span>\n</code></pre>\n<p>b</p>", nil},
		{"highlight without an end", "{{< highlight go >}}\n\na", `<p class="gf-unknown">{{&lt; highlight go &gt;}}</p>` + "\n<p>a</p>",
			[]string{"1:* the highlight shortcode is not closed"}},
		{"details", "{{< details summary=\"S *s*\" open=true >}}\na\n\n{{% details %}}\nb\n{{% /details %}}\n{{< /details >}}\nc",
			"<details open><summary>S <em>s</em></summary>\n<p>a</p>\n<details><summary>Details</summary>\n<p>b</p>\n</details>\n</details>\n<p>c</p>", nil},
		{"details on a line", "{{< details S >}}a **b**{{< /details >}}", "<details><summary>S</summary>\n<p>a <strong>b</strong></p>\n</details>", nil},
		{"references", "[a]({{< ref \"b.md\" >}}) [c]({{< relref path=\"d\" >}}#e) {{< ref \"f\" >}}",
			`<p><a href="[[ref b.md from science]]">a</a> <a href="[[ref d#e from science]]">c</a> <a href="[[ref f from science]]">f</a></p>`, nil},
		{"parameters", "{{< param boat >}} [a]({{< param \"page\" >}}) {{< param nope >}}",
			`<p>Marit &lt;2&gt; <a href="https://other.example/p" rel="external noopener">a` + ext + "</p>", []string{"1:* there is no parameter “nope”"}},
		{"unknown", "{{< note \"a<b\" c=d >}}\ninner *text*\n{{< /note >}}",
			`<p class="gf-unknown">{{&lt; note a&lt;b c=d &gt;}}</p>` + "\n<p>inner <em>text</em></p>", []string{"1:* " + gone}},
		{"unknown within a line", "a {{% note %}}b{{% /note %}}", `<p>a <span class="gf-unknown">{{&lt; note &gt;}}</span>b</p>`, []string{"1:* " + gone}},
		{"qr", "{{< qr text=\"a\" />}}", `<p class="gf-unknown">{{&lt; qr text=a &gt;}}</p>`, []string{"1:* the qr shortcode is not supported"}},
		{"escaped", "{{</* youtube x */>}} {{%/* y */%}}", "<p>{{&lt; youtube x &gt;}} {{% y %}}</p>", nil},
		{"escaped with a value", "{{</* a {{< param boat >}} */>}}", "<p>{{&lt; a {{&lt; param boat &gt;}} &gt;}}</p>", nil},
		{"literal in code", "`{{< youtube x >}}` `{{< ref \"y\" >}}`\n\n    {{< ref \"z\" >}}",
			"<p><code>{{&lt; youtube x &gt;}}</code> <code>{{&lt; ref &#34;y&#34; &gt;}}</code></p>\n<pre tabindex=\"0\"><code>{{&lt; ref &#34;z&#34; &gt;}}\n</code></pre>", nil},
		{"not one", "{{< \"a >}} {{<>}} {{ a }}", "<p>{{&lt; “a &gt;}} {{&lt;&gt;}} {{ a }}</p>", nil},
	} {
		e.run(t)
	}
}

func TestRawHTML(t *testing.T) {
	for _, e := range []example{
		{"what an article may need", `H<sub>2</sub>O <kbd class="k gf-k">x</kbd><br>`, `<p>H<sub>2</sub>O <kbd class="k">x</kbd><br></p>`, nil},
		{"left open", "a <b>b\n\nc", "<p>a <b>b</b></p>\n<p>c</p>", nil},
		{"left open in emphasis", "*a <b>b* c</b>", "<p><em>a <b>b</b></em> c</p>", nil},
		{"stray ends", "a</div></p></main>b", "<p>ab</p>", nil},
		{"around Markdown", "<details><summary>S</summary>\n\n*a*\n\n</details>", "<details><summary>S</summary>\n<p><em>a</em></p>\n</details>", nil},
		{"never closed", "<div>\n\na", "<div>\n<p>a</p>\n</div>", nil},
		{"first level", "<h1>A</h1>", "<h2>A</h2>", nil},
		{"comments", "a <!-- b --> c", "<p>a  c</p>", nil},
		{"a list item that closes another", "<ul><li><div><li>x</li></div></li></ul>", "<ul><li><div></div></li><li>x</li></ul>", nil},
		{"scripts", "a <script>b</script> c\n\n<script src=\"https://other.example/x.js\"></script>", "<p>a  c</p>\n[[other s https://other.example/x.js<script src=\"https://other.example/x.js\"></script> h2]]",
			[]string{"1:* the element <script> was left out", "3:* the script of other.example waits"}},
		{"attributes", `<span style="x" onclick="y" id="i" id="j" data-x="z" title="&quot;">a</span>`, `<p><span id="i" title="&#34;">a</span></p>`,
			[]string{"1:* the attribute “style” was left out", "1:* the attribute “onclick” was left out"}},
		{"an id in use", "## A\n\n<p id=\"a\">b</p>", "<h2 id=\"a\">A</h2>\n<p>b</p>", []string{"3:* the id “a” was left out"}},
		{"links", `<a href="https://other.example/" target="_blank">a</a> <a href="javascript:x">b</a>`,
			`<p><a href="https://other.example/" rel="external noopener">a` + ext + ` b</p>`, []string{"1:* the link leads to “javascript:x”"}},
		{"pictures", `<img src="a.png" alt="A"><img src="https://other.example/b.png" alt="B">`,
			`<p><img alt="A" width="800" height="600" src="/pictures/a.png" loading="lazy" decoding="async">` +
				`<a href="https://other.example/b.png" rel="external noopener">B` + ext + `</p>`,
			[]string{"1:* the picture “https://other.example/b.png” lies on other.example"}},
		{"films", `<video src="a.mp4" autoplay poster="https://other.example/p.png"></video>`, `<p><video src="a.mp4" preload="none" controls=""></video></p>`,
			[]string{"1:* the element <video> was left out: it would contact other.example"}},
		{"films from elsewhere", "<video controls>\n<source src=\"https://other.example/a.mp4\"></video>",
			"[[other v https://other.example/a.mp4 h2]]", nil},
		{"forms", "<form action=\"https://other.example/\"><input name=a><button>b</button></form>", "b",
			[]string{"1:* a form that sends to other.example", "1:* the element <input>", "1:* the element <button>"}},
		{"a page's own parts", "<base href=\"//other.example\"><meta http-equiv=refresh content=\"0;url=//other.example\"><link rel=stylesheet href=//other.example>", "",
			[]string{"1:* the element <base>", "1:* the element <meta>", "1:* the element <link> was left out: it would contact other.example"}},
		{"references", `<a href="{{< ref "b" >}}">c</a>`, `<p><a href="[[ref b from science]]">c</a></p>`, nil},
	} {
		e.run(t)
	}
}

// TestNothingLeaks converts everything in the corpus and looks for the host
// that must not be contacted in anything but links.
func TestNothingLeaks(t *testing.T) {
	for _, src := range corpus(t) {
		body, _ := convert(src)
		for rest := assemble(&body); ; {
			i := strings.Index(rest, "evil.example")
			if i < 0 {
				break
			}
			before := rest[:i]
			rest = rest[i+1:]
			if open := strings.LastIndexByte(before, '<'); open > strings.LastIndexByte(before, '>') &&
				!strings.HasPrefix(before[open:], "<a href=") && !strings.HasPrefix(before[open:], "<q cite=") {
				t.Errorf("the host stands in %q", before[open:])
			}
		}
	}
}
