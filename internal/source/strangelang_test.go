package source

import (
	"slices"
	"strings"
	"testing"
)

func TestFileInALanguageThatIsNotThere(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{"tides", "tides.de", "tides.fr", "tides.pt-BR", "v1.2", "notes.draft", "x.qq"} {
		files["content/news/"+name+".md"] = storyWith()
	}
	l := newFolder(t, files).load()
	said := strings.Join(l.said(), "\n")
	for name, want := range map[string]bool{"tides.md": false, "tides.de.md": false, "tides.fr.md": true, "tides.pt-BR.md": true, "v1.2.md": false, "notes.draft.md": false, "x.qq.md": false} {
		if got := strings.Contains(said, "content/news/"+name+": "); got != want {
			t.Errorf("%s is warned of: %t\n%s", name, got, said)
		}
		if !l.has("news/" + name) {
			t.Errorf("%s is left out", name)
		}
	}
	if slices.ContainsFunc(l.said(), func(s string) bool { return !strings.Contains(s, "languages") }) {
		t.Errorf("nothing else is wrong, but: %s", said)
	}
}
