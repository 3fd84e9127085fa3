package provider

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func recognised(t *testing.T, url string) Match {
	t.Helper()
	m, ok := Default().Recognise(url)
	if !ok {
		t.Fatalf("%s is not recognised", url)
	}
	return m
}

// The rules that have something to remember beside them.
func TestResizeJSON(t *testing.T) {
	for url, want := range map[string]string{
		"https://datawrapper.dwcdn.net/RnWgL/9/": `[{"origin":"https://datawrapper.dwcdn.net","data":"object","height":["datawrapper-height","RnWgL"]},` +
			`{"origin":"https://datawrapper.dwcdn.net","data":"object","match":[{"path":["sentinel"],"equals":"amp"},{"path":["type"],"equals":"embed-size"}],"height":["height"]}]`,
		"https://mastodon.social/@pilot/100181134752056592": `[{"origin":"https://mastodon.social","data":"object",` +
			`"match":[{"path":["type"],"equals":"setHeight"}],"height":["height"],"request":{"id":1,"type":"setHeight"}}]`,
		"https://podcast-news.podigee.io/24-beispiel": `[{"origin":"https://podcast-news.podigee.io","data":"object",` +
			`"match":[{"path":["listenTo"],"equals":"configurePlayer"}],"height":["height"]}]`,
		"https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kq7aeuwbg42k": `[{"origin":"https://embed.bsky.app","data":"object",` +
			`"match":[{"path":["id"],"equals":"0"}],"height":["height"]}]`,
		"https://calendly.com/example-user/30min": `[{"origin":"https://calendly.com","data":"object",` +
			`"match":[{"path":["event"],"equals":"calendly.page_height"}],"height":["payload","height"],"above":100}]`,
		"https://www.threads.com/@zuck/post/C8xv0k3PzZ2": `[{"origin":"https://www.threads.com","data":"text","regex":"^(?\u003cheight\u003e[0-9]+)$","above":186}]`,
		"https://x.com/Interior/status/463440424141459456": `[{"origin":"https://platform.twitter.com","data":"object",` +
			`"match":[{"path":["twttr.embed","method"],"equals":"twttr.private.resize"}],"height":["twttr.embed","params",0,"height"]}]`,
		"https://www.youtube.com/watch?v=iwGFalTRHDA":    "",
		"https://www.facebook.com/reel/873906321076441":  "", // the video plugin never reports
		"https://imgur.com/a/9UGCL":                      "", // albums never do
		"https://bsky.app/profile/bsky.app/post/3kkrqz":  "", // no frame
		"https://www.facebook.com/share/p/1AbCdEfGh/":    "",
		"https://www.google.com/maps/@48.8583,2.292,15z": "",
	} {
		if got := string(recognised(t, url).ResizeJSON()); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", url, got, want)
		}
	}
}

// Every rule is a JSON array of complete rules, and stays the same when asked
// again: the data is shared.
func TestResizeRulesAreComplete(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			m := recognised(t, url)
			text := m.ResizeJSON()
			if text == nil {
				continue
			}
			var rules []ResizeRule
			if err := json.Unmarshal(text, &rules); err != nil || len(rules) == 0 {
				t.Errorf("%s: %v", text, err)
			}
			for _, r := range rules {
				if !strings.HasPrefix(r.Origin, "https://") || r.Data == "" {
					t.Errorf("%s: incomplete", text)
				}
			}
			if strings.Contains(string(text), "{id}") || string(m.ResizeJSON()) != string(text) {
				t.Errorf("%s: not filled, or not the same twice", text)
			}
		}
	})
}

// The record's note: JSON in JSON, the height of the frame's own bar to be added,
// and minHeight where maxHeight is 0.
func TestTableauHeights(t *testing.T) {
	rules := recognised(t, "https://public.tableau.com/views/ChristmasMovieStruggle/FollowtheStruggle").pattern.Resize.Rules
	message := func(most, least string) string {
		return `api.FirstVizSizeKnownEvent,0,0,{"api.commandData":"{\"chromeHeight\":27,\"sizeConstraints\":{\"minHeight\":` + least + `,\"maxHeight\":` + most + `,\"maxWidth\":9}}"}`
	}
	for _, tc := range []struct {
		rule          int
		message, want string
	}{{0, message("827", "300"), "827"}, {0, message("0", "300"), "0"}, {1, message("0", "300"), "300"}} {
		m := regexp.MustCompile(rules[tc.rule].Regex).FindStringSubmatch(tc.message)
		if m == nil || m[1] != tc.want {
			t.Errorf("rule %d of %s gives %v, want %s", tc.rule, tc.message, m, tc.want)
		}
		if plus := regexp.MustCompile(rules[tc.rule].Plus).FindStringSubmatch(tc.message); plus == nil || plus[1] != "27" {
			t.Errorf("rule %d adds %v, want 27", tc.rule, plus)
		}
	}
}
