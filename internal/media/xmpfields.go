package media

import (
	"encoding/xml"
	"strings"
)

// known reports whether we read a property.
func known(n xml.Name) bool {
	var i Info
	var t Texts
	return i.xmpText(n) != nil || t.xmpText(n) != nil || n.Space == nsDC && (n.Local == "creator" || n.Local == "subject") ||
		n.Space == nsPhotoshop && n.Local == "DateCreated"
}

// set stores the values of a property. The first packet that has one decides.
func (i *Info) set(n xml.Name, values []value) {
	if len(values) == 0 {
		return
	}
	var t Texts
	switch field := i.xmpText(n); {
	case field != nil:
		if *field == "" {
			*field = values[0].text
		}
	case t.xmpText(n) != nil:
		i.setLanguages(n, values)
	case n.Space == nsDC && n.Local == "creator" && i.Creator == "":
		i.Creator = strings.Join(plain(values), ", ")
	case n.Space == nsDC && n.Local == "subject" && i.Keywords == nil:
		i.Keywords = plain(values)
	case n.Space == nsPhotoshop && n.Local == "DateCreated" && i.Created.IsZero():
		i.Created = xmpTime(values[0].text)
	}
}

// plain gives the texts of values that are not empty.
func plain(values []value) []string {
	var texts []string
	for _, v := range values {
		texts = appendText(texts, v.text)
	}
	return texts
}

// xmpText tells where a property with a single text belongs.
func (i *Info) xmpText(n xml.Name) *string {
	switch n.Space + n.Local {
	case nsPhotoshop + "Credit":
		return &i.CreditLine
	case nsPhotoshop + "Source":
		return &i.Source
	case nsPhotoshop + "Headline":
		return &i.Headline
	case nsPhotoshop + "Instructions":
		return &i.Instructions
	case nsPhotoshop + "City":
		return &i.City
	case nsPhotoshop + "Country":
		return &i.Country
	case nsRights + "WebStatement":
		return &i.LicenceURL
	case nsExt + "DigitalSourceType":
		return &i.SourceType
	}
	return nil
}

// xmpText tells where a property with a text per language belongs.
func (t *Texts) xmpText(n xml.Name) *string {
	switch n.Space + n.Local {
	case nsCore + "AltTextAccessibility":
		return &t.Alt
	case nsCore + "ExtDescrAccessibility":
		return &t.Description
	case nsDC + "description":
		return &t.Caption
	case nsDC + "title":
		return &t.Title
	case nsDC + "rights":
		return &t.Copyright
	case nsRights + "UsageTerms":
		return &t.UsageTerms
	}
	return nil
}
