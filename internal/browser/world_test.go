package browser

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

func html(body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!doctype html><html lang=en><title>A page</title>"+body+"</html>")
	})
}

// What this package cannot see, no test of a promise can find.
func TestWorldSeesEveryWayOut(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", html(`<link rel=dns-prefetch href=//prefetched.test><link rel=preconnect href=https://connected.test>`+
		`<img alt="" src=https://picture.test/a.png><img alt="" src=http://upgraded.test/b.png><iframe src=https://frame.test/c></iframe>`+
		`<a href=https://only-linked.test/>away</a>`))
	p := b.Page(t, View{NoScript: true})
	p.Open("https://site.test/")
	for host, kind := range map[string]string{
		"site.test": "request", "prefetched.test": "look-up", "connected.test": "connect",
		"picture.test": "request", "frame.test": "request", "upgraded.test": "request",
	} {
		p.Until(kind+" "+host, func() bool { return seen(b, kind, host) })
	}
	for _, c := range b.Contacts() {
		if c.Host == "only-linked.test" || c.Host == "" {
			t.Errorf("contact without a reason: %v", c)
		}
	}
	b.Forget()
	if left := b.Contacts(); len(left) != 0 {
		t.Errorf("after Forget there are %v", left)
	}
}

func seen(b *Browser, kind, host string) bool {
	return slices.ContainsFunc(b.Contacts(), func(c Contact) bool { return c.Kind == kind && c.Host == host })
}

func TestWorldServesWithoutTLSToo(t *testing.T) {
	b := Shared(t)
	b.Serve("old.test", html("<p>Hello"))
	p := b.Page(t, View{})
	p.Open("http://old.test/x?y")
	if got := Eval[string](p, "document.body.textContent"); got != "Hello" {
		t.Errorf("the page says %q", got)
	}
	if !seen(b, "clear", "old.test") {
		t.Errorf("not seen: %v", b.Contacts())
	}
}
