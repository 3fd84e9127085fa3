package gate

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
)

// texts are messages of the providers whose messages are no data structure.
var texts = map[string]string{
	"jotform":        "setHeight:777:201234567890123",
	"note-com":       "height::n0123456789ab::777",
	"threads":        "777",
	"facebook":       "type=resize&width=500&height=777",
	"tableau-public": `api.FirstVizSizeKnownEvent,0,1,{"api.commandData":"{\"sheetSize\":{\"sizeConstraints\":{\"minHeight\":300,\"maxHeight\":700}},\"chromeHeight\":77}"}`,
}

// message is what a frame posts, as JavaScript, when it is height px tall.
func message(t *testing.T, m provider.Match, rule provider.ResizeRule, height int) string {
	t.Helper()
	if text, ok := texts[m.Provider.ID]; ok {
		return script(t, text)
	}
	var data any = map[string]any{}
	for _, must := range rule.Match {
		data = put(data, must.Path, must.Equals)
	}
	data = put(data, rule.HeightPath, height)
	switch rule.Data {
	case "json":
		return "JSON.stringify(" + script(t, data) + ")"
	case "object", "json-or-object":
		return script(t, data)
	}
	t.Fatalf("%s has messages of the form %q, of which this test knows none", m.Provider.ID, rule.Data)
	return ""
}

// put sets the value at a path of keys and positions.
func put(data any, path []any, value any) any {
	if len(path) == 0 {
		return value
	}
	if key, ok := path[0].(string); ok {
		object, _ := data.(map[string]any)
		if object == nil {
			object = map[string]any{}
		}
		object[key] = put(object[key], path[1:], value)
		return object
	}
	list, _ := data.([]any)
	if list == nil {
		list = []any{nil}
	}
	list[0] = put(list[0], path[1:], value)
	return list
}

// script writes a value as JavaScript.
func script(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// reporting is a provider's frame that posts its height: of itself, or when the
// rule has a request, only when asked. Before that it posts rubbish, and a
// frame of somebody else within it lies.
func reporting(t *testing.T, rule provider.ResizeRule, message, liar string) http.Handler {
	report := "parent.postMessage(" + message + ", '*')"
	when := report
	if rule.Request != nil {
		when = `addEventListener("message", e => { if (e.source == parent && JSON.stringify(e.data) == JSON.stringify(` + script(t, rule.Request) + `)) ` + report + ` })`
	}
	lie := `addEventListener("load", () => { const f = document.createElement("iframe"); f.src = "https://` + liar + `/"; document.body.append(f) })`
	return stage(`top.postMessage({gatefold: {height: 4999}}, "*"); for (const m of [null, 0, "", "{", [], {}, {height: null}, {height: "x"}]) parent.postMessage(m, "*"); ` + when + ";" + lie)
}

func rules(t *testing.T, m provider.Match) []provider.ResizeRule {
	t.Helper()
	var rules []provider.ResizeRule
	if data := m.ResizeJSON(); data != nil {
		if err := json.Unmarshal(data, &rules); err != nil {
			t.Fatal(err)
		}
	}
	return rules
}

// Every provider of the catalogue whose frame says how tall it is gets the
// height it asks for.
func TestFramesGetTheirHeight(t *testing.T) {
	var addresses []string
	for _, p := range provider.Default().All() {
		if address, found := firstReporting(t, p); found {
			addresses = append(addresses, address)
		}
	}
	if len(addresses) < 15 {
		t.Fatalf("only %d providers report heights", len(addresses))
	}
	o := open(t, "en", browser.View{Height: 1000}, addresses...)
	for i, piece := range o.pieces {
		m, rule := piece.Match, rules(t, piece.Match)[0]
		liar := m.Provider.ID + ".liar.test"
		o.world.Serve(liar, stage("parent.parent.postMessage("+message(t, m, rule, 4321)+", '*'); top.postMessage({gatefold: {height: 4321}}, '*')"))
		o.world.Serve(rule.Origin[len("https://"):], reporting(t, rule, message(t, m, rule, 777), liar))
		for _, host := range m.FrameHosts() {
			if "https://"+host != rule.Origin {
				o.world.Serve(host, http.RedirectHandler(rule.Origin+"/", http.StatusFound))
			}
		}
		o.Click(fmt.Sprintf("#gf%d-yes", i+1))
		height := fmt.Sprintf(`document.querySelector("#gf%d iframe").clientHeight`, i+1)
		o.WaitFor(height + " == 777")
		o.reached(liar)
		if got := browser.Eval[int](o.Page, height); got != 777 {
			t.Errorf("%s: the frame is %d px tall", m.Provider.ID, got)
		}
	}
}

// firstReporting is the address of a piece of p whose frame reports its height.
func firstReporting(t *testing.T, p *provider.Provider) (address string, found bool) {
	for _, example := range p.Examples {
		if m, ok := provider.Default().Recognise(example); ok && canFrame(m) && rules(t, m) != nil {
			return example, true
		}
	}
	return "", false
}

func TestHeightsAreBounded(t *testing.T) {
	for reported, want := range map[int]int{7: 50, 99999: 5000, 333: 333} {
		o := open(t, "en", browser.View{}, photo)
		rule := rules(t, o.pieces[0].Match)[0]
		o.world.Serve("www.instagram.com", reporting(t, rule, message(t, o.pieces[0].Match, rule, reported), "liar.test"))
		o.Click("#gf1-yes")
		o.loaded(1)
		o.WaitFor(fmt.Sprintf(`document.querySelector("#gf1 iframe").style.height == "%dpx"`, want))
	}
}

// A frame that answers only when asked is asked again when its width changes.
func TestAskedAgainWhenTheWidthChanges(t *testing.T) {
	o := open(t, "en", browser.View{}, toot)
	o.world.Serve("mastodon.social", stage(`addEventListener("message", e => parent.postMessage({type: "setHeight", id: 1, height: innerWidth}, "*"))`))
	same := `Math.abs(document.querySelector("#gf1 iframe").clientHeight - document.querySelector("#gf1 iframe").clientWidth) < 2`
	o.Click("#gf1-yes")
	o.WaitFor(same)
	o.Look(browser.View{Width: 500})
	o.WaitFor(same)
}

// A frame that talks without end is taken out, so that the page can still be used;
// one that talks much is heard.
func TestAFloodIsTakenOut(t *testing.T) {
	for _, flood := range []bool{false, true} {
		o := open(t, "en", browser.View{}, photo)
		rule := rules(t, o.pieces[0].Match)[0]
		say := func(height string) string {
			return "parent.postMessage(" + strings.Replace(message(t, o.pieces[0].Match, rule, 4242), "4242", height, 1) + `, "*")`
		}
		talk := `for (let i = 1; i <= 90; i++) ` + say("i + 300")
		if flood {
			talk = `setInterval(() => { for (let i = 0; i < 200; i++) ` + say("i + 300") + ` }, 1)`
		}
		o.world.Serve("www.instagram.com", stage(talk))
		o.Click("#gf1-yes")
		if flood {
			o.says(1, "failed")
			o.WaitFor(`!document.querySelector("#gf1 iframe").contentDocument.querySelector("iframe")`)
			o.Click("#gf1-no")
			o.focus(t, "BUTTON#gf1-yes")
			continue
		}
		o.loaded(1)
		o.WaitFor(`document.querySelector("#gf1 iframe").style.height == "390px"`)
	}
}
