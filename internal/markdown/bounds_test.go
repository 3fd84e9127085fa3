package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

// hostile makes texts that grow with n and that a parser without bounds takes
// the square of n for, or a stack as deep as n.
var hostile = map[string]func(n int) string{
	"brackets":           func(n int) string { return strings.Repeat("[", n) },
	"closed brackets":    func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"half links":         func(n int) string { return strings.Repeat("[a](", n/4) },
	"half destinations":  func(n int) string { return strings.Repeat("[a](<b", n/6) },
	"half titles":        func(n int) string { return strings.Repeat(`[a](b "`, n/7) },
	"half pictures":      func(n int) string { return strings.Repeat("![", n/2) },
	"mixed emphasis":     func(n int) string { return strings.Repeat("*a_", n/3) },
	"open emphasis":      func(n int) string { return strings.Repeat("*a **a ", n/7) },
	"deep emphasis":      func(n int) string { return strings.Repeat("*a **a ", n/14) + "b" + strings.Repeat("** *", n/14) },
	"backticks":          backticks,
	"angles":             func(n int) string { return strings.Repeat("<", n) },
	"half tags":          func(n int) string { return strings.Repeat("<a x='", n/6) },
	"half comments":      func(n int) string { return strings.Repeat("a <!--", n/6) },
	"quotation marks":    func(n int) string { return strings.Repeat(`"`, n) },
	"deep quotations":    func(n int) string { return strings.Repeat(">", n) },
	"deep quotation":     func(n int) string { return strings.Repeat(strings.Repeat(">", 200)+"a\n", n/200) },
	"deep lists":         func(n int) string { return strings.Repeat("- ", n/2) },
	"deep definitions":   func(n int) string { return "a\n" + strings.Repeat(": ", n/2) },
	"wide table":         wideTable,
	"escaped pipes":      func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|`\\|`|\n", n/7) },
	"equal headings":     func(n int) string { return strings.Repeat("# a\n", n/4) },
	"footnotes":          footnotes,
	"references":         func(n int) string { return strings.Repeat("[a]: b\n", n/7) },
	"shortcodes":         func(n int) string { return strings.Repeat("{{< ", n/4) },
	"half shortcodes":    func(n int) string { return strings.Repeat(`a {{< b "`, n/9) },
	"value shortcodes":   func(n int) string { return strings.Repeat(`a {{< ref "`, n/11) },
	"highlights":         func(n int) string { return strings.Repeat("{{< highlight a >}}\n", n/20) },
	"deep details":       func(n int) string { return strings.Repeat("{{< details a >}}\n", n/18) },
	"half attributes":    func(n int) string { return strings.Repeat("![a](b){c=\"", n/11) },
	"heading attributes": func(n int) string { return "# a {" + strings.Repeat(`a="`, n/3) },
	"links":              func(n int) string { return strings.Repeat("[a](http://b.example/c) ", n/24) },
	"links on lines":     func(n int) string { return strings.Repeat("[a](http://b.example/c)\n\n", n/25) },
	"bare links":         func(n int) string { return strings.Repeat("http://a.b/;;;;;;;; ", n/20) },
	"semicolons":         func(n int) string { return "a http://a.b/" + strings.Repeat(";", n) },
	"embeds":             func(n int) string { return strings.Repeat("https://vimeo.com/55073825\n\n", n/28) },
	"deep HTML":          func(n int) string { return strings.Repeat("<div>\n", n/6) },
	"open HTML":          func(n int) string { return strings.Repeat("<b class=x>\n\na\n\n", n/16) },
	"HTML attributes":    func(n int) string { return "<p " + strings.Repeat("a=b ", n/4) + ">" },
	"tables in tables":   func(n int) string { return strings.Repeat("<table><tr><td>\n", n/16) },
	"crossed HTML":       func(n int) string { return strings.Repeat("<a><b><p></a></b>\n", n/18) },
	"lines":              func(n int) string { return strings.Repeat("a\n", n/2) },
	"entities":           func(n int) string { return strings.Repeat("&", n) },
	"one word":           func(n int) string { return strings.Repeat("a", n) },
	"code":               func(n int) string { return "```go\n" + strings.Repeat("a := (((\n", n/9) },
}

func backticks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

func wideTable(n int) string {
	k := n / 12
	return strings.Repeat("|a", k) + "|\n" + strings.Repeat("|-", k) + "|\n" + strings.Repeat("|\n", k)
}

func footnotes(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "[^%d]: u\n\n[^%d]\n\n", i, i)
	}
	return b.String()
}

// TestHostile converts large texts of every kind. What takes the square of
// their size would not end before the test's own deadline.
func TestHostile(t *testing.T) {
	size := 256 << 10
	if testing.Short() {
		size = 64 << 10
	}
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			body, problems := convert(text(size))
			if len(problems) > maxProblems+1 {
				t.Errorf("%d problems", len(problems))
			}
			if body.Pieces == nil {
				t.Error("no body")
			}
			small, _ := convert(text(3000))
			checkSafe(t, &small)
		})
	}
}

func TestTooLong(t *testing.T) {
	for name, c := range map[string]struct{ src, says string }{
		"50 MB":      {strings.Repeat("[", 50<<20), "the text is too long: 52428800 bytes"},
		"many lines": {strings.Repeat("\n", maxLines+1), "the text has too many lines"},
	} {
		body, problems := convert(c.src)
		if body.Pieces == nil || len(body.Pieces) != 0 {
			t.Errorf("%s: pieces %v, want none, but a body", name, body.Pieces)
		}
		if len(problems) != 1 || problems[0].Line != 0 || problems[0].Warning || problems[0].Remedy == "" ||
			!strings.HasPrefix(problems[0].Message, c.says) {
			t.Errorf("%s: problems %v", name, problems)
		}
	}
}

// TestPlainInstead shows that what is too much is still there, as text.
func TestPlainInstead(t *testing.T) {
	marks := strings.Repeat("*a_", 10_000)
	body, problems := convert("before\n\n" + marks + "\n\n**after**")
	if got := show(&body); !strings.Contains(got, "<p>"+marks+"</p>") || !strings.Contains(got, "<strong>after</strong>") {
		t.Errorf("the text is not shown as it was written: %.200s", got)
	}
	if len(problems) != 1 || problems[0].Line != 3 {
		t.Errorf("problems %v, want one in line 3", problems)
	}
}

func TestManyProblems(t *testing.T) {
	_, problems := convert(strings.Repeat("![a](missing.jpg)\n\n", 1000))
	if len(problems) != maxProblems+1 || !strings.Contains(problems[maxProblems].Message, "more problems") {
		t.Errorf("%d problems, the last %v", len(problems), problems[len(problems)-1])
	}
}

func TestBadBytes(t *testing.T) {
	for _, c := range []struct {
		name, src, want string
		problems        []string
	}{
		{"NUL", "a\n\nb\x00c", "<p>a</p>\n<p>b\uFFFDc</p>", []string{"3: the text contains a NUL byte"}},
		{"Latin-1", "a\n\xe9t\xe9", "<p>a\n\uFFFDt\uFFFD</p>", []string{"2: the text is not valid UTF-8"}},
		{"byte order mark", "\ufeff# A", `<h2 id="a">A</h2>`, nil},
		{"line ends of Windows", "a\r\n\r\n![](x.jpg)\r\n", "<p>a</p>\n[[/pictures/x.jpg 800x600]]", []string{"3:* the picture"}},
		{"line ends of old", "a\rb", "<p>a b</p>", nil},
	} {
		e := example{c.name, c.src, c.want, c.problems}
		e.run(t)
	}
}

func TestFirstLine(t *testing.T) {
	in := testInput("a\n\n![](x.jpg)\n\nhttps://vimeo.com/55073825\n\n[b](c.md)")
	in.FirstLine = 12
	body, problems := shared.Convert(in)
	if len(problems) != 1 || problems[0].Line != 14 {
		t.Errorf("problems %v, want one in line 14", problems)
	}
	for _, p := range body.Pieces {
		if p.Embed != nil && p.Embed.Line != 16 || p.Ref != nil && p.Ref.Line != 18 {
			t.Errorf("embed or reference %+v %+v in the wrong line", p.Embed, p.Ref)
		}
	}
}

func TestWordsAndText(t *testing.T) {
	for _, c := range []struct {
		src   string
		words int
		text  string
	}{
		{"One *two* three-four don't 5.", 5, "One two three-four don’t 5."},
		{"## Title\n\nText & `code`.\n\n- a\n- b", 5, "Text & code. a b"},
		{"浜辺の朝", 4, "浜辺の朝"},
		{"المدّ والجزر", 2, "المدّ والجزر"},
		{"- — –", 0, "— –"},
		{strings.Repeat("word ", 200), 200, strings.TrimSpace(strings.Repeat("word ", 80))},
		{strings.Repeat("é", 300), 1, strings.Repeat("é", 200)},
	} {
		body, _ := convert(c.src)
		if body.Words != c.words || body.Text != c.text {
			t.Errorf("%.40q: %d words, text %q; want %d, %q", c.src, body.Words, body.Text, c.words, c.text)
		}
	}
}

// TestConcurrent converts in many goroutines at once, for the race detector.
func TestConcurrent(t *testing.T) {
	want, _ := convert(story())
	done := make(chan article.Body)
	for range 8 {
		go func() {
			body, _ := convert(story())
			done <- body
		}()
	}
	for range 8 {
		if got := <-done; show(&got) != show(&want) {
			t.Error("a body differs from the one converted alone")
		}
	}
}
