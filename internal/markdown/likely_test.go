package markdown

import "testing"

func TestLikelyTag(t *testing.T) {
	for name, want := range map[string]string{
		"youtub":  `did you mean "youtube"? Or `,
		"instgam": `did you mean "instagram"? Or `,
		"figrue":  `did you mean "figure"? Or `,
		"gallery": "",
		"y":       "",
		"":        "",
	} {
		if got := likelyTag(name); got != want {
			t.Errorf("likelyTag(%q) = %q, want %q", name, got, want)
		}
	}
}
