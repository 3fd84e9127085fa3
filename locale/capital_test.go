package locale

import "testing"

func TestCapital(t *testing.T) {
	b, err := New(map[string]map[string]string{"tr": {"gate.not": "Şimdi değil"}, "de": {"gate.not": "Jetzt nicht"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "content hosted on x", "Content hosted on x"},
		{"en", "3D model", "3D model"},
		{"en", "", ""},
		{"en", "\xff", "\xff"},
		{"de", "übersicht", "Übersicht"},
		{"de", "ǆ", "ǅ"},
		{"tr", "içerik", "İçerik"},
		{"ar", "محتوى", "محتوى"},
	} {
		if got := b.For(tt.lang).Capital(tt.text); got != tt.want {
			t.Errorf("%s: %q becomes %q, want %q", tt.lang, tt.text, got, tt.want)
		}
	}
}
