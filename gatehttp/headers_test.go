package gatehttp

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/rewrite"
)

func TestHeadersThatContactSomebody(t *testing.T) {
	d := testDoor(t, func(o *Options) { o.FirstParty = []string{"*.site.example", "friend.example"} })
	page := mustParse(t, "https://www.site.example/a/b")
	tests := []struct{ name, value, want string }{
		{"Link", "<https://far.example>; rel=preconnect", ""},
		{"Link", `<//far.example/a.css>; rel="stylesheet"`, ""},
		{"Link", `<https://far.example/a>; REL="canonical  Prefetch"`, ""},
		{"Link", "<https://far.example/a>; rel=something-new", ""},
		{"Link", "<https://far.example/a>; as=style", ""},
		{"Link", "https://far.example/a; rel=preload", ""},
		{"Link", `<\\far.example/a>; rel=preload`, ""},
		{"Link", "<https://far.example/a>; rel=canonical", "<https://far.example/a>; rel=canonical"},
		{"Link", `<https://a.w.org/>; rel="https://api.w.org/"`, `<https://a.w.org/>; rel="https://api.w.org/"`},
		{"Link", "</a.css>; rel=preload; as=style", "</a.css>; rel=preload; as=style"},
		{"Link", "<https://cdn.site.example/a>; rel=preload", "<https://cdn.site.example/a>; rel=preload"},
		{"Link", "<https://friend.example/a>; rel=preload", "<https://friend.example/a>; rel=preload"},
		{"Link", "<https://sub.friend.example/a>; rel=preload", ""},
		{"Link", "<https://badsite.example/a>; rel=preload", ""},
		{"Link", `</a>; rel=preload; title="a, b; c\" d", <https://far.example/x>; rel=preload`, `</a>; rel=preload; title="a, b; c\" d"`},
		{"Link", "</a>; rel=preload; as=image; imagesrcset=\"https://far.example/a 2x, /b\"", ""},
		{"Link", "</a>; rel=preload; as=image; imagesrcset=\"/a,b 2x, /b 1x\"", "</a>; rel=preload; as=image; imagesrcset=\"/a,b 2x, /b 1x\""},
		{"Link", "<data:text/css,@import'//far.example'>; rel=stylesheet", ""},
		{"Link", "<///far.example/a>; rel=preload", ""},
		{"Link", "<////far.example/a>; rel=preload", ""},
		{"Link", "<https:far.example/a>; rel=preload", ""},
		{"Link", "<//www.site.example@far.example/a>; rel=preload", ""},
		{"Link", "<//www.site.example./a>; rel=preload", "<//www.site.example./a>; rel=preload"},
		{"Link", "<https://site.example/a>; rel=preload", ""},
		{"Link", `</a>; rel=preload; as=image; imagesrcset="///far.example/a 2x"`, ""},
		{"Link", `</a>; rel=preload; as=image; imagesrcset="\/far.example/a 2x"`, ""},
		{"Link", `</a>; title="b, <https://far.example/x>; rel=preload`, ""},
		{"Link", `</a>; title='b", <https://far.example/x>; rel=preload; c="'`, ""},
		{"Link", `</a>; title=<, <https://far.example/x>; rel=preload`, ""},
		{"Link", `<https://far.example/x>; a=';rel=alternate; b="'; rel=preload"`, ""},
		{"Link", `<https://far.example;www.site.example/x>; a=''; rel=preload`, ""},
		{"Link", `<https://www.site.example;@far.example/x>; a=''; rel=preload`, ""},
		{"Link", `<https://www.site.example/x>; rel=alternate; title="It's"`, `<https://www.site.example/x>; rel=alternate; title="It's"`},
		{"Link", `</x>; rel=preload; as=style; title='a'`, `</x>; rel=preload; as=style; title='a'`},
		{"Refresh", "0; url=///far.example/", ""},
		{"Refresh", "0; url=\u3000//far.example/", ""},
		{"Refresh", "//far.example/", ""},
		{"Refresh", "5", "5"},
		{"Refresh", "0; url=/next", "0; url=/next"},
		{"Refresh", "0; url=https://far.example/", ""},
		{"Refresh", `0;URL = "https://far.example/"`, ""},
		{"Refresh", "0 //far.example/", ""},
		{"Refresh", "0; url='/next'", "0; url='/next'"},
		{"Refresh", `0; url="https://site.example"@far.example/"`, ""},
		{"Refresh", "0, ur\tl=x", ""},
		{"Refresh", "0; url=javascript:alert(1)", ""},
		{"Report-To", `{"group":"a","max_age":1,"endpoints":[{"url":"https://far.example/r"}]}`, ""},
		{"Report-To", `{"group":"a","max_age":1,"endpoints":[{"url":"/r"}]}`, `{"group":"a","max_age":1,"endpoints":[{"url":"/r"}]}`},
		{"Report-To", `{"group":`, ""},
		{"Report-To", `{"group":"a","endpoints":[{"url":"https://far.example/r","URL":"/r"}],"Endpoints":[]}`, ""},
		{"Report-To", `{"group":"a","endpoints":[{"url":"\u0000https://far.example/r"}]}`, ""},
		{"Report-To", `{"group":"a","endpoints":[{"url":"///far.example/r"}]}`, ""},
		{"Secure-Session-Registration", `(ES256);path="/start";challenge="a"`, `(ES256);path="/start";challenge="a"`},
		{"Secure-Session-Registration", `(ES256);path="//far.example/start"`, ""},
		{"Reporting-Endpoints", `a="https://far.example/r", b="/own"`, ` b="/own"`},
		{"Content-Security-Policy-Report-Only", "img-src 'self'; report-uri https://far.example/r", "img-src 'self'"},
		{"Content-Security-Policy-Report-Only", "report-uri https://far.example/r", ""},
		{"Content-Security-Policy-Report-Only", "script-src 'none'\u00a0'unsafe-inline'; report-uri ///far.example /own", "script-src 'none'\u00a0'unsafe-inline'; report-uri /own"},
		{"Content-Security-Policy-Report-Only", "default-src *; Report-URI /own https://far.example, font-src a", "default-src *; Report-URI /own, font-src a"},
		{"Alt-Svc", `h3=":443"; ma=86400, h2="far.example:443"`, `h3=":443"; ma=86400`},
		{"Alt-Svc", `h3=":443";x=<, h2="far.example:443"`, `h3=":443";x=<`},
		{"Alt-Svc", `h2=far.example:443`, ""},
		{"Alt-Svc", `h3=":443";x=', h2="far.example:443"`, ""},
		{"Alt-Svc", `h3=":443";x="y, h2="far.example:443"`, ""},
		{"Alt-Svc", "clear", "clear"},
		{"Alt-Svc", `h3="cdn.site.example:443"`, `h3="cdn.site.example:443"`},
		{"SourceMap", "https://far.example/a.map", ""},
		{"X-SourceMap", "a.map", "a.map"},
		{"Speculation-Rules", `"/rules.json"`, ""},
		{"X-XSS-Protection", "1; report=https://far.example", ""},
		{"Permissions-Policy", "camera=()", "camera=()"},
		{"Service-Worker-Allowed", "/", "/"},
	}
	for _, tt := range tests {
		h := http.Header{}
		h.Set(tt.name, tt.value)
		d.clean(page, h)
		got := ""
		for name, values := range h {
			if name != "X-Dns-Prefetch-Control" {
				got = values[0]
			}
		}
		if got != tt.want {
			t.Errorf("%s: %s\nbecomes %q, want %q", tt.name, tt.value, got, tt.want)
		}
	}
}

// The report names what was taken out of the headers of a page.
func TestHeadersAreReported(t *testing.T) {
	h := http.Header{"Link": {"<https://Far.example:8443/a.css>; rel=preload", "</own>; rel=preload"}, "Refresh": {"0; url=//next.example"}, "X-Own": {"//x"}}
	found := testDoor(t, nil).clean(mustParse(t, "https://site.example/"), h)
	slices.SortFunc(found, func(a, b rewrite.Finding) int { return strings.Compare(a.Host, b.Host) })
	if len(found) != 2 || found[0].Host != "far.example" || found[0].Element != "header link" || found[1].Host != "next.example" {
		t.Errorf("%+v", found)
	}
}

// What a browser has been told to report to stays in its memory.
func TestNetworkErrorLoggingIsForgotten(t *testing.T) {
	h := http.Header{
		"Report-To": {`{"group":"nel","max_age":604800,"endpoints":[{"url":"https://far.example/r"}]}`},
		"Nel":       {`{"report_to":"nel","max_age":604800}`},
	}
	testDoor(t, nil).clean(mustParse(t, "https://site.example/"), h)
	if len(h["Report-To"]) != 0 || !slices.Equal(h["Nel"], []string{`{"report_to":"none","max_age":0}`}) {
		t.Errorf("%v", h)
	}
}

func TestElsewhere(t *testing.T) {
	d := testDoor(t, nil)
	page := mustParse(t, "https://site.example/a")
	for address, want := range map[string]bool{
		"": false, "/x": false, "?q": false, "#f": false, "https://SITE.example./x": false, "http://site.example:81/": false,
		"//far.example": true, "https://far.example": true, "wss://far.example": true, "ftp://site.example/": true,
		"https:\\\\far.example": true, "/\\far.example": true, "/\t/far.example": true, "javascript:1": true, "http://%": true, "///far.example": true, "/////far.example/x": true, "https:far.example": true,
		"data:,x": false, "blob:x": false, "about:blank": false, "mailto:a@b": true,
	} {
		if got := d.elsewhere(page, address); got != want {
			t.Errorf("%q: %t", address, got)
		}
	}
}

// Several headers of a name are one list: what one leaves open ends in the next.
func TestHeadersThatGoOnInTheNext(t *testing.T) {
	d := testDoor(t, nil)
	page := mustParse(t, "https://site.example/")
	for name, values := range map[string][]string{
		"Link":                {`</a>; rel=preload; title="b`, `c", <https://far.example/x>; rel=preload; title="d", </e>; rel=preload`},
		"Reporting-Endpoints": {`a="x`, `y", c="/", b="https://far.example/r"`},
		"Alt-Svc":             {`h3=":443"; a="x`, `y"; c="/", h2="far.example:443"`},
	} {
		h := http.Header{name: slices.Clone(values)}
		d.clean(page, h)
		if kept := strings.Join(h[name], ", "); strings.Contains(kept, "far.example") {
			t.Errorf("%s: %q becomes %q", name, values, kept)
		}
	}
	h := http.Header{"Link": {`</a>; rel=preload; title="b`, `c"`}}
	d.clean(page, h)
	if got := strings.Join(h["Link"], ", "); got != `</a>; rel=preload; title="b, c"` {
		t.Errorf("a link in two headers becomes %q", got)
	}
}
