package locale

import "testing"

func TestDir(t *testing.T) {
	for _, lang := range []string{"ar", "he", "iw", "fa", "ur", "yi", "ckb", "dv", "ps", "sd", "ug", "ar-EG", "pa-Arab", "az-Arab", "ks", "syr", "nqo", "ff-Adlm", "uz-AF", "HE-il"} {
		if Dir(lang) != "rtl" {
			t.Errorf("Dir(%q) = ltr", lang)
		}
	}
	for _, lang := range []string{"en", "de", "ku", "az", "pa", "sd-Deva", "ar-Latn", "ff", "tr", "ja", "", "rubbish!", "und", "he-Latn"} {
		if Dir(lang) != "ltr" {
			t.Errorf("Dir(%q) = rtl", lang)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"gate.accept", "gate.close", "page.published"}
	for s, want := range map[string]string{"gate.acept": "gate.accept", "publshed": "page.published", "gate.close": "gate.close", "gate.clos": "gate.close"} {
		if got := nearest(s, keys); got != want {
			t.Errorf("nearest(%q) = %q, want %q", s, got, want)
		}
	}
	if nearest("x", nil) != "" {
		t.Error("nearest of nothing is something")
	}
}
