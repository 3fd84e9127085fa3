package markdown

import "testing"

func TestStrangers(t *testing.T) {
	const waits = " of other.example waits behind a gate"
	const div, script = `<div id="poll-1" data-poll="1"></div>`, `<script async src="https://other.example/w.js"></script>`
	for _, e := range []example{
		{"a frame with all it says", `<div class="wrap"><iframe src="https://other.example/f?a=1&amp;b=%2F#c" width="640" height="360" title="T"></iframe></div>`,
			`<div class="wrap">[[other f https://other.example/f?a=1&b=%2F#c h2 "T"]]</div>`, nil},
		{"an object", `<object data="https://other.example/f.pdf" type="application/pdf"></object>`, "[[other f https://other.example/f.pdf h2]]", nil},
		{"a film of old", `<embed src="https://other.example/f.swf" type="application/x-shockwave-flash">`,
			`<a href="https://other.example/f.swf" rel="external noopener">other.example` + ext, []string{"1:* the frame of other.example is shown as a link"}},
		{"a sound", `<audio controls src="http://other.example/a.mp3"></audio>`, "[[other a https://other.example/a.mp3 h2]]", nil},
		{"a picture", `<p><img src="https://other.example/a.jpg" alt="A gull"></p>`, `[[other p https://other.example/a.jpg h2 "A gull"]]`, []string{"1:* the picture" + waits}},
		{"a picture of a provider", `<img src="https://photos.smugmug.com/photos/a.jpg" alt="A gull">`, `[[other p https://photos.smugmug.com/photos/a.jpg h2 "A gull"]]`, []string{"1:* the picture of photos.smugmug.com waits"}},
		{"a picture in text", `<p>a <img src="https://other.example/a.jpg" alt="A gull"> b</p>`,
			`<p>a <a href="https://other.example/a.jpg" rel="external noopener">A gull` + ext + ` b</p>`, []string{"1:* the picture" + waits, "1:* the picture"}},
		{"a picture in a line", "a ![A gull](https://other.example/a.jpg)",
			`<p>a <a href="https://other.example/a.jpg" rel="external noopener">A gull` + ext + "</p>", []string{"1:* the picture"}},
		{"a picture with its caption", `![A gull](https://other.example/a.jpg "On a post"){credit="Agency"}`,
			`[[other p https://other.example/a.jpg h2 "On a post (Agency)"]]`, []string{"1:* the picture of other.example waits"}},

		{"a script and its place", div + "\n" + script, "[[other s https://other.example/w.js" + div + "\n" + script + " h2]]", []string{"2:* the script" + waits}},
		{"a script before its place", script + "\n" + div, "[[other s https://other.example/w.js" + script + "\n\n" + div + " h2]]", []string{"1:* the script" + waits}},
		{"apart", div + "\n\n" + script + "\n\nb", "[[other s https://other.example/w.js" + div + "\n\n" + script + " h2]]<p>b</p>", []string{"3:* the script" + waits}},
		{"words for the meantime", `<div class="poll"><a href="https://other.example/1">Vote</a></div>` + "\n\n" + script,
			`[[other s https://other.example/w.js<div class="poll"><a href="https://other.example/1">Vote</a></div>` + "\n\n" + script + " h2]]", []string{"3:* the script" + waits}},
		{"a paragraph that follows", div + "\n\n" + script + "\n\n<p>b</p>", "[[other s https://other.example/w.js" + div + "\n\n" + script + " h2]]<p>b</p>", []string{"3:* the script" + waits}},
		{"a paragraph before", "<p>b</p>\n\n" + script, "<p>b</p>\n[[other s https://other.example/w.js" + script + " h2]]", []string{"3:* the script" + waits}},
		{"a script below a text", "<div><p>" + long + "</p></div>\n" + script, "<div><p>" + long + "</p></div>\n[[other s https://other.example/w.js h2]]",
			[]string{"2:* the script" + waits}},
		{"a picture among the code", `<img src="a.jpg" alt="A">` + "\n" + script, `<img alt="A" width="800" height="600" src="/pictures/a.jpg" loading="lazy" decoding="async">` + "\n[[other s https://other.example/w.js h2]]",
			[]string{"2:* the script" + waits}},

		{"a tracker's script", `<script src="https://www.google-analytics.com/analytics.js"></script>`, "", []string{"1:* the"}},
		{"a tracker's dot", `<img src="https://b.scorecardresearch.com/p?c1=2" width="1" height="1">`, "", []string{"1:* the"}},
		{"a tracker in Markdown", `![](https://b.scorecardresearch.com/p?c1=2)`, "", []string{"1:* the picture of"}},
		{"a dot", `<img src="https://other.example/p.gif" width="1" height="1" alt="">`, "", []string{"1:* the element <img> of other.example was left out: it is too small"}},
		{"a hidden frame", `<iframe src="https://other.example/p" style="display: none"></iframe>`, "", []string{"1:* the element <iframe> of other.example was left out: it is too small"}},

		{"an address of no public host", `<iframe src="https://127.0.0.1/"></iframe>`,
			`<a href="https://127.0.0.1/" rel="external noopener">127.0.0.1` + ext, []string{"1:* the frame of 127.0.0.1 is shown as a link"}},
		{"a port of http", `<iframe src="http://other.example:8080/"></iframe>`,
			`<a href="http://other.example:8080/" rel="external noopener">other.example` + ext, []string{"1:* the frame of other.example is shown as a link"}},
		{"what is doubtful", `<div><iframe src="https://other.example/f"></iframe><!-- a`,
			`<div><a href="https://other.example/f" rel="external noopener">other.example` + ext + "</div>", []string{"1:* the frame of other.example is shown as a link"}},
	} {
		e.run(t)
	}
}

const long = `The tide runs into the estuary twice a day and leaves it again, and whoever lives beside it knows by the smell which way it goes. ` +
	`The mud is full of worms, the worms are full of mud, and the birds know both; they come at low water in their thousands and leave with it. ` +
	`Nobody has counted the worms so far.`
