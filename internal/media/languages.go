package media

import (
	"encoding/xml"
	"strings"
)

// maxLanguages bounds how many translations of its texts a picture may bring.
const maxLanguages = 50

// In returns the metadata with every text in the given language (BCP 47)
// where the picture has it, else as it was: an exact match first, then one of
// the same primary language, so that "de" finds "de-AT".
func (i *Info) In(lang string) Info {
	out := *i
	primary, _, _ := strings.Cut(lang, "-")
	for pass := range 2 {
		for k := range i.Translations {
			t := &i.Translations[k]
			p, _, _ := strings.Cut(t.Lang, "-")
			if pass == 0 && strings.EqualFold(p, primary) || pass == 1 && strings.EqualFold(t.Lang, lang) {
				out.lay(t)
			}
		}
	}
	return out
}

// lay puts the texts of t that are not empty over those of i.
func (i *Info) lay(t *Texts) {
	to := i.localised()
	for k, from := range [...]string{t.Alt, t.Description, t.Caption, t.Title, t.Copyright, t.UsageTerms} {
		if from != "" {
			*to[k] = from
		}
	}
}

// localised lists the fields that a picture may have in several languages, in
// the order of the fields of Texts.
func (i *Info) localised() [6]*string {
	return [...]*string{&i.Alt, &i.Description, &i.Caption, &i.Title, &i.Copyright, &i.UsageTerms}
}

// setLanguages stores the alternatives of a property. The one called
// x-default, else the first, is what Info itself holds.
func (i *Info) setLanguages(n xml.Name, values []value) {
	first := values[0].text
	for _, v := range values {
		switch {
		case v.lang == "x-default":
			first = v.text
		case v.lang != "" && v.text != "":
			if t := i.translation(v.lang); t != nil {
				*t.xmpText(n) = v.text
			}
		}
	}
	t := Texts{}
	*t.xmpText(n) = first
	to := i.localised()
	for k, from := range [...]string{t.Alt, t.Description, t.Caption, t.Title, t.Copyright, t.UsageTerms} {
		if *to[k] == "" {
			*to[k] = from
		}
	}
}

// translation finds or adds the texts in a language; nil if there are too
// many languages already.
func (i *Info) translation(lang string) *Texts {
	for k := range i.Translations {
		if strings.EqualFold(i.Translations[k].Lang, lang) {
			return &i.Translations[k]
		}
	}
	if len(i.Translations) >= maxLanguages {
		return nil
	}
	i.Translations = append(i.Translations, Texts{Lang: lang})
	return &i.Translations[len(i.Translations)-1]
}
