package page

import "testing"

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		href     string
		linkable bool
		own      bool
		host     string
	}{
		{"", false, false, ""},
		{"/", true, true, ""},
		{"/science/tides/?a=b#c", true, true, ""},
		{"/a:b/", true, true, ""},
		{"#note", true, false, ""},
		{"?page=2", true, false, ""},
		{"tides.html", true, false, ""},
		{"./a:b", true, false, ""},
		{"https://example.com/", true, false, "example.com"},
		{"HTTPS://User@EXAMPLE.com:8080/x", true, false, "example.com"},
		{"https://[2001:db8::1]:80/", true, false, "[2001:db8::1]"},
		{`https:\\example.com\x`, true, false, "example.com"},
		{"//example.com/", true, false, "example.com"},
		{`/\example.com/`, true, false, "example.com"},
		{`/a\b/`, true, false, ""},
		{"mailto:desk@example.com", true, false, ""},
		{"tel:+4900", true, false, ""},
		{"javascript:alert(1)", false, false, ""},
		{"JavaScript:alert(1)", false, false, ""},
		{" javascript:alert(1)", false, false, ""},
		{"java\nscript:alert(1)", false, false, ""},
		{"\x01javascript:alert(1)", false, false, ""},
		{"data:text/html,x", false, false, ""},
		{"vbscript:x", false, false, ""},
		{"/\t/example.com/", false, false, ""},
		{"/a\n/", false, false, ""},
	} {
		if got := linkable(c.href); got != c.linkable {
			t.Errorf("linkable(%q) = %t", c.href, got)
		}
		if got := ownPath(c.href); got != c.own {
			t.Errorf("ownPath(%q) = %t", c.href, got)
		}
		if got := hostOf(c.href); got != c.host && c.linkable {
			t.Errorf("hostOf(%q) = %q, want %q", c.href, got, c.host)
		}
	}
}

func TestOutside(t *testing.T) {
	p := &Publication{BaseURL: "https://estuary.example/news", Base: "/news"}
	e := newEdition(p, &voice{})
	for href, want := range map[string]bool{
		"/a/": false, "https://estuary.example/b/": false, "https://other.example/": true, "//other.example/": true,
		"mailto:a@other.example": false, "": false, "https://pictures.estuary.example/": true,
	} {
		if got := e.outside(href); got != want {
			t.Errorf("outside(%q) = %t", href, got)
		}
	}
	p.FirstParty = func(host string) bool { return host == "pictures.estuary.example" }
	if e.outside("https://Pictures.Estuary.example:443/") {
		t.Error("a host of the house counts as outside")
	}
	if got := e.absolute("/news/a/"); got != "https://estuary.example/news/a/" {
		t.Errorf("absolute: %q", got)
	}
	if got := e.based("/pictures/a.jpg"); got != "/news/pictures/a.jpg" {
		t.Errorf("based: %q", got)
	}
}
