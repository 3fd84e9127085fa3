package provider

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var trackerCategories = words(`analytics advertising tag-manager session-replay ab-testing fonts cdn consent social
	comments chat captcha maps payments affiliate error-monitoring push email performance customer-data media recommendation
	personalization video-ads`)

func TestTrackerEntries(t *testing.T) {
	dec := json.NewDecoder(bytes.NewReader(trackerData))
	dec.DisallowUnknownFields()
	var list []Tracker
	if err := dec.Decode(&list); err != nil {
		t.Fatal(err)
	}
	if len(list) < 479 {
		t.Errorf("%d entries", len(list))
	}
	if !slices.IsSortedFunc(list, func(a, b Tracker) int { return strings.Compare(a.Host, b.Host) }) {
		t.Error("not sorted by host")
	}
	seen := map[[2]string]bool{}
	for _, e := range list {
		if !hostForm.MatchString(e.Host) || strings.HasPrefix(e.Host, "*") {
			t.Errorf("%s is no host", e.Host)
		}
		if seen[[2]string{e.Host, e.PathRE}] {
			t.Errorf("%s stands twice", e.Host)
		}
		seen[[2]string{e.Host, e.PathRE}] = true
		if e.Owner == "" || !slices.Contains(trackerCategories, e.Category) || !slices.Contains([]Confidence{High, Medium, Low}, e.Confidence) {
			t.Errorf("%+v", e)
		}
		if e.PathRE != "" {
			if _, err := regexp.Compile(e.PathRE); err != nil || !strings.HasPrefix(e.PathRE, "^/") {
				t.Errorf("%s: %s: %v", e.Host, e.PathRE, err)
			}
		}
		if got, ok := Default().Tracker(e.Host, "/"); e.PathRE == "" && (!ok || got != e) {
			t.Errorf("%s: %+v, %v", e.Host, got, ok)
		}
	}
}

func TestTracker(t *testing.T) {
	for _, tc := range []struct{ host, path, owner, category string }{
		{"www.google-analytics.com", "/analytics.js", "Google", "analytics"},
		{"WWW.Google-Analytics.com.", "/analytics.js", "Google", "analytics"},
		{"a.b.2mdn.net", "/", "Google", "advertising"},
		{"www.facebook.com", "/tr/", "Meta", "advertising"},
		{"www.facebook.com", "/tr", "Meta", "advertising"},
		{"www.facebook.com", "/plugins/like.php", "Meta", "social"},
		{"www.facebook.com", "/trains", "", ""},
		{"www.facebook.com", "/zuck/posts/1", "", ""},
		{"www.google.com", "/recaptcha/api.js", "Google", "captcha"},
		{"not2mdn.net", "/", "", ""},
		{"2mdn.net.evil.example", "/", "", ""},
		{"net", "/", "", ""}, {"", "/", "", ""}, {"a b", "/", "", ""}, {"127.0.0.1", "/", "", ""},
	} {
		got, ok := Default().Tracker(tc.host, tc.path)
		if ok != (tc.owner != "") || got.Owner != tc.owner || got.Category != tc.category {
			t.Errorf("%s%s: %+v, %v", tc.host, tc.path, got, ok)
		}
	}
}

func TestTrackersCostNoAllocation(t *testing.T) {
	if raced {
		t.Skip("the race detector makes sync.Pool allocate; make unraced runs this test without it")
	}
	c := Default()
	for _, host := range []string{"www.example.org", "www.google-analytics.com", strings.Repeat("a.", 120) + "example"} {
		if n := testing.AllocsPerRun(100, func() { c.Tracker(host, "/x") }); n != 0 {
			t.Errorf("%.40s: %v allocations", host, n)
		}
	}
}
