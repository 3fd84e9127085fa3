package locale

import "golang.org/x/text/language"

// rightToLeft are the scripts in use that are written from right to left, by
// ISO 15924 code.
var rightToLeft = map[string]bool{
	"Adlm": true, "Arab": true, "Aran": true, "Hebr": true, "Mand": true, "Mend": true, "Nkoo": true,
	"Rohg": true, "Samr": true, "Syrc": true, "Syre": true, "Syrj": true, "Syrn": true, "Thaa": true, "Yezi": true,
}

// Dir is the direction in which lang is written, "ltr" or "rtl", by the script
// its tag names or is likely to mean. A tag that is none is "ltr".
func Dir(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "ltr"
	}
	if script, _ := tag.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}
