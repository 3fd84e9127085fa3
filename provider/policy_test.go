package provider

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

// lintLinks finds addresses of a provider that a notice could not show: those of
// its site and of its policies have to be https addresses of public hosts.
func lintLinks(p *Provider) (list []string) {
	for what, link := range map[string]string{"website": p.Website, "privacy policy": p.PrivacyPolicy, "cookie policy": p.CookiePolicy} {
		if link == "" {
			continue
		}
		u, err := url.Parse(link)
		if err != nil {
			list = append(list, fmt.Sprintf("%s: %v", what, err))
			continue
		}
		_, number := netip.ParseAddr(u.Hostname())
		switch {
		case u.Scheme != "https", u.User != nil, u.Port() != "", number == nil, !strings.Contains(u.Hostname(), "."):
			list = append(list, fmt.Sprintf("%s: %q is no https address of a public host", what, link))
		case strings.TrimSpace(link) != link, strings.ContainsAny(link, " <>\"'"):
			list = append(list, fmt.Sprintf("%s: %q has characters of no address", what, link))
		}
	}
	return list
}

func TestPolicyLinks(t *testing.T) {
	policies := 0
	for _, p := range Default().All() {
		for _, complaint := range lintLinks(p) {
			t.Errorf("%s: %s", p.ID, complaint)
		}
		if p.PrivacyPolicy != "" {
			policies++
		}
	}
	if policies < 100 {
		t.Errorf("only %d providers have a privacy policy", policies)
	}
	for _, bad := range []string{
		"http://a.example/privacy", "a.example/privacy", "//a.example/", "https://", "https://localhost/", "https://127.0.0.1/", "https://[::1]/",
		"https://a:b@a.example/", "https://a.example:8080/", "https://a.example/%zz", "javascript:alert(1)", "https://a.example/ b", "https://a.example/\">",
	} {
		if len(lintLinks(&Provider{PrivacyPolicy: bad})) != 1 {
			t.Errorf("no complaint about %q", bad)
		}
	}
}
