package markdown

import (
	"strings"
	"testing"
)

func TestHiddenText(t *testing.T) {
	for _, tt := range []struct{ name, src, want string }{
		{"within a line", "The {{< comment >}}secret{{< /comment >}} tide.", "<p>The  tide.</p>\n"},
		{"at the beginning", "{{% comment %}}secret{{% /comment %}} The tide.", "<p> The tide.</p>\n"},
		{"at the end", "The tide. {{< comment >}}secret{{< /comment >}}\nIt rises.", "<p>The tide. \nIt rises.</p>\n"},
		{"blocks", "One.\n\n{{< comment >}}\nsecret\n\n- secret\n\n```\n{{< /comment >}}\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"},
		{"from line to line", "One {{< comment >}}secret\nsecret{{< /comment >}} two.", "<p>One \n two.</p>\n"},
		{"alone", "One.\n\n{{< comment >}}secret{{< /comment >}}\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"},
		{"within an address", "[tide](/a{{< comment >}}secret{{< /comment >}}b)", "<p><a href=\"/ab\">tide</a></p>\n"},
		{"as code", "`{{< comment >}}x{{< /comment >}}`", "<p><code>{{&lt; comment &gt;}}x{{&lt; /comment &gt;}}</code></p>\n"},
		{"as code in a block", "```\n{{< comment >}}\nx\n{{< /comment >}}\n```\n", "<pre tabindex=\"0\"><code>{{&lt; comment &gt;}}\nx\n{{&lt; /comment &gt;}}\n</code></pre>\n"},
		{"escaped", "{{</* comment */>}}x{{</* /comment */>}}", "<p>{{&lt; comment &gt;}}x{{&lt; /comment &gt;}}</p>\n"},
		{"a template", "Now {{< time.inline >}}{{ now }}{{< /time.inline >}}.", "<p>Now .</p>\n"},
		{"a template with HTML", "{{< style.inline >}}\n<style>\n\n.a{}\n\n</style>\n{{< /style.inline >}}\n\nTide.", "<p>Tide.</p>\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, problems := convert(tt.src)
			if got := assemble(&body); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			templates := strings.Contains(tt.src, ".inline")
			if len(problems) > 0 != templates {
				t.Errorf("problems: %v", problems)
			}
		})
	}
}

func TestShortcodesWithinPastedHTML(t *testing.T) {
	for _, tt := range []struct{ name, src, want, problem string }{
		{"embed", "<div class=\"wide\">\n{{< youtube abcdefghijk >}}\n</div>",
			"<div class=\"wide\">\n<section data-piece=\"1\"><h2></h2><p></p></section>\n</div>\n", ""},
		{"embed without blanks", "<div>{{<youtube abcdefghijk>}}</div>",
			"<div><section data-piece=\"1\"><h2></h2><p></p></section></div>", ""},
		{"unknown", "<div>\n{{< box >}}\n<p>in &amp; out</p>\n{{</ box >}}\n</div>",
			"<div>\n<span class=\"gf-unknown\">{{&lt; box &gt;}}</span>\n<p>in &amp; out</p>\n\n</div>", "is not known"},
		{"escaped", "<p>{{</* box */>}}</p>", "<p>{{&lt; box &gt;}}</p>", ""},
		{"within a tag", "<p title=\"{{< box >}}\" {{< box >}}>x</p>", "", "within a tag"},
		{"left out", "<svg>{{< youtube abcdefghijk >}}</svg>", "", "<svg>"},
		{"hidden", "<div>\n{{< comment >}}<b>secret</b>{{< /comment >}}\n</div>", "<div>\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body, problems := convert(tt.src)
			checkSafe(t, &body)
			got := assemble(&body)
			if !strings.Contains(got, strings.TrimSpace(tt.want)) || strings.Contains(got, "secret") {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
			said := ""
			for _, p := range problems {
				said += p.Message + "\n"
			}
			if !strings.Contains(said, tt.problem) || tt.problem == "" && said != "" {
				t.Errorf("problems: %q, want %q", said, tt.problem)
			}
		})
	}
}

func TestEscapedShortcodesInCode(t *testing.T) {
	const shown = "{{&lt; figure src=&#34;a.jpg&#34; &gt;}}"
	for _, src := range []string{
		"`{{</* figure src=\"a.jpg\" */>}}`",
		"```\n{{</* figure src=\"a.jpg\" */>}}\n```",
		"    {{</* figure src=\"a.jpg\" */>}}\n",
		"{{< highlight text >}}\n{{</* figure src=\"a.jpg\" */>}}\n{{< /highlight >}}",
		"`{{< figure src=\"a.jpg\" >}}`",
	} {
		body, problems := convert(src)
		if got := assemble(&body); !strings.Contains(got, shown) || strings.Contains(got, "*") || len(problems) > 0 {
			t.Errorf("%q gives %q, problems %v", src, got, problems)
		}
	}
	body, _ := convert("`{{</* a *` and `b {{% /*`")
	if got, want := assemble(&body), "<p><code>{{&lt;/* a *</code> and <code>b {{% /*</code></p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
