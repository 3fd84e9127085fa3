package decision

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gatefold/gatefold/consent"
)

const (
	embed  = "/_gatefold/embed/examplevideo/abc/"
	closed = "/_gatefold/closed.0a1b.html"
)

func request(method, path, query string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, "https://site.example"+path+query, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func TestRead(t *testing.T) {
	same := []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Dest", "iframe"}
	for name, c := range map[string]struct {
		path, query string
		headers     []string
		want        Decision
	}{
		"given":        {embed, "?n=N&p=/a/", same, Decision{Action: consent.Given, Notice: "N", Page: "/a/", Document: embed}},
		"always":       {embed, "?n=N&p=/a/&always=on", same, Decision{Action: consent.Given, Notice: "N", Page: "/a/", Document: embed, Always: true}},
		"header":       {embed, "?n=N&p=/", append(same, "Sec-GPC", "1"), Decision{Action: consent.Given, Notice: "N", Page: "/", Document: embed, Signal: true}},
		"script":       {embed, "?n=N&p=/&gpc=1", same, Decision{Action: consent.Given, Notice: "N", Page: "/", Document: embed, Signal: true}},
		"neither":      {embed, "?n=N&p=/&gpc=0", append(same, "Sec-GPC", "0"), Decision{Action: consent.Given, Notice: "N", Page: "/", Document: embed}},
		"withdrawn":    {closed, "?n=N&p=/&do=withdrawn&d=" + embed + "&s=S", same, Decision{Action: consent.Withdrawn, Notice: "N", Page: "/", Document: embed, Seal: "S"}},
		"another name": {closed, "?n=N&p=/&do=refused", []string{"Origin", "https://www.site.example"}, Decision{Action: consent.Refused, Notice: "N", Page: "/"}},
	} {
		if got, err := Read(request("GET", c.path, c.query, c.headers...), c.path, "www.site.example"); err != nil || got != c.want {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for query, want := range map[string]error{
		"?utm=a": ErrNone, "?n=N&n=M&p=/": ErrQuery, "?n=N&do=refused": ErrQuery, "?n=%zz": ErrQuery,
	} {
		if _, err := Read(request("GET", embed, query), embed); !errors.Is(err, want) {
			t.Errorf("%s: %v", query, err)
		}
	}
	if _, err := Read(request("POST", embed, "?n=N&p=/"), embed); !errors.Is(err, ErrNone) {
		t.Errorf("POST: %v", err)
	}
	if _, err := Read(request("GET", embed, "?n=N&p=/", "Origin", "https://elsewhere.example"), embed); !errors.Is(err, ErrElsewhere) {
		t.Errorf("from elsewhere: %v", err)
	}
}

func TestFits(t *testing.T) {
	n := consent.Notice{Provider: "examplevideo"}
	for document, want := range map[string]bool{embed: true, "": true, "/_gatefold/embed/examplevideos/a/": false, "/_gatefold/embed/other/a/": false} {
		if d := (Decision{Document: document}); d.Fits(n) != want {
			t.Errorf("%q: %t", document, !want)
		}
	}
}
