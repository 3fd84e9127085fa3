package gate

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/browser"
)

const another = "https://www.youtube.com/watch?v=9bZkp7q19f0"

const tube = "www.youtube-nocookie.com"

// stored is one choice as the browser keeps it.
type stored struct {
	Allowed bool   `json:"allowed"`
	Terms   string `json:"terms"`
	Signal  bool   `json:"signal"`
	Who     string `json:"who"`
	Since   int64  `json:"since"` // ms
	Until   int64  `json:"until"`
	Receipt string `json:"receipt,omitempty"`
}

// choice is one that was made yesterday and lasts.
func (o *opened) choice(allowed bool) stored {
	now := time.Now()
	return stored{Allowed: allowed, Terms: terms(o.pieces[0].Match.Provider), Who: "YouTube",
		Since: now.AddDate(0, 0, -1).UnixMilli(), Until: now.AddDate(0, 0, 100).UnixMilli()}
}

// memory is what the browser keeps, nil where it keeps nothing.
func (o *opened) memory(t *testing.T) map[string]stored {
	t.Helper()
	text := browser.Eval[string](o.Page, `localStorage.gatefold || ""`)
	if text == "" {
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &all); err != nil || string(all["version"]) != "1" {
		t.Fatalf("the browser keeps %s: %v", text, err)
	}
	delete(all, "version")
	choices := map[string]stored{}
	for party, data := range all {
		var c stored
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		choices[party] = c
	}
	return choices
}

// remember lets the browser keep a value and opens the page again.
func (o *opened) remember(t *testing.T, value any) {
	t.Helper()
	text, isText := value.(string)
	if !isText {
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		text = string(data)
	}
	browser.Eval[string](o.Page, fmt.Sprintf("localStorage.gatefold = %q", text))
	o.again()
}

// again opens the page once more and forgets who was contacted before.
func (o *opened) again() {
	o.world.Forget()
	o.Open("https://" + pressHost + "/")
}

func (o *opened) is(t *testing.T, gate int, class string, want bool) {
	t.Helper()
	if got := browser.Eval[bool](o.Page, fmt.Sprintf(`document.querySelector("#gf%d").matches(".%s")`, gate, class)); got != want {
		t.Errorf("gate %d: %s is %v, want %v", gate, class, got, want)
	}
}

func (o *opened) line(gate int, name string) string {
	return browser.Eval[string](o.Page, fmt.Sprintf(`document.querySelector("#gf%d .gf-%s").textContent`, gate, name))
}

// opens waits until a remembered piece stands open.
func (o *opened) opens(gate int) {
	o.WaitFor(fmt.Sprintf(`document.querySelector("#gf%d").matches(".gf-on") && document.querySelector("#gf%[1]d iframe").src.endsWith("/#still")`, gate))
}

func TestBoxIsEmpty(t *testing.T) {
	o := open(t, "en", browser.View{}, video)
	if browser.Eval[bool](o.Page, `document.querySelector(".gf-keep").checked`) {
		t.Error("the box is ticked before anybody did so")
	}
	browser.Eval[bool](o.Page, `document.querySelector(".gf-keep").focus(), true`)
	o.Press(browser.Enter) // which submits forms from elsewhere
	o.is(t, 1, "gf-on", false)
	o.onlyHosts(t)
	if o.memory(t) != nil {
		t.Error("something is kept before any choice")
	}
}

func TestRemembering(t *testing.T) {
	o := open(t, "en", browser.View{}, video, photo, another)
	before := time.Now()
	o.Click("#gf1-keep input")
	o.Click("#gf1-yes")
	o.loaded(1)
	o.focus(t, "DIV.gf-box")
	c := o.memory(t)["youtube"]
	if !c.Allowed || c.Terms != terms(o.pieces[0].Match.Provider) || c.Who != "YouTube" || c.Signal || c.Receipt != "" {
		t.Errorf("the browser keeps %+v", c)
	}
	if lasts := time.Duration(c.Until-c.Since) * time.Millisecond; lasts != 180*24*time.Hour || c.Since < before.UnixMilli() || c.Since > time.Now().UnixMilli() {
		t.Errorf("the choice lasts %v from %d", lasts, c.Since)
	}
	browser.Eval[bool](o.Page, "scrollTo(0, document.body.scrollHeight), true")
	o.opens(3) // another of the provider's, without another click
	o.is(t, 2, "gf-on", false)
	o.onlyHosts(t, tube)

	o.again()
	o.opens(1)
	if got := o.Focused(); got != "BODY" {
		t.Errorf("opening what was remembered moves the focus to %s", got)
	}
	until := browser.Eval[string](o.Page, fmt.Sprintf(`new Date(%d).toLocaleDateString("en", {dateStyle: "long"})`, c.Until))
	if got, want := o.line(1, "now"), "You allowed YouTube on this site until "+until+". “Close and take back” ends that."; got != want {
		t.Errorf("the status is %q, want %q", got, want)
	}
	o.onlyHosts(t, tube)
	if s := o.Shift(); s > 0.02 {
		t.Errorf("the layout shifts by %v", s)
	}
}

// A remembered piece is loaded when the reader comes near, not before.
func TestRememberedPiecesWaitForTheReader(t *testing.T) {
	o := open(t, "en", browser.View{Height: 400}, photo, toot, song, video)
	c := o.choice(true)
	c.Terms = terms(o.pieces[3].Match.Provider)
	o.remember(t, map[string]any{"version": 1, "youtube": c})
	o.Shift() // long enough for anything that would happen
	o.onlyHosts(t)
	o.is(t, 4, "gf-on", false)
	browser.Eval[bool](o.Page, "scrollTo(0, document.body.scrollHeight), true")
	o.opens(4)
	o.reached(tube)
}

// One click takes back what two had given, and nothing is left of it.
func TestTakingBackWhatWasRemembered(t *testing.T) {
	o := open(t, "en", browser.View{Height: 2400}, video, another, photo)
	o.remember(t, map[string]any{"version": 1, "youtube": o.choice(true)})
	o.opens(1)
	o.opens(2)
	o.Click("#gf2-no")
	o.focus(t, "BUTTON#gf2-yes")
	for gate := 1; gate <= 2; gate++ {
		o.is(t, gate, "gf-on", false)
		if got := browser.Eval[string](o.Page, fmt.Sprintf(`frames["gf%d-frame"].location.href + frames["gf%[1]d-frame"].length`, gate)); got != "about:blank0" {
			t.Errorf("the frame of gate %d holds %s", gate, got)
		}
	}
	if kept := o.memory(t); kept != nil {
		t.Errorf("the browser still keeps %v", kept)
	}
	o.again()
	o.Shift()
	o.onlyHosts(t)
}

func TestNotNow(t *testing.T) {
	o := open(t, "en", browser.View{}, photo, video)
	height := `document.querySelector("#gf1").offsetHeight`
	before := browser.Eval[int](o.Page, height)
	o.Click("#gf1-not")
	o.focus(t, "DIV#gf1-end.gf-end")
	o.is(t, 1, "gf-off", true)
	o.is(t, 2, "gf-off", false)
	if got, want := o.line(1, "note"), "Nothing was loaded from Instagram."; got != want {
		t.Errorf("the note is %q, want %q", got, want)
	}
	if after := browser.Eval[int](o.Page, height); after > before-100 {
		t.Errorf("the gate is %d px tall, before %d", after, before)
	}
	if o.memory(t) != nil {
		t.Error("a refusal without the box is kept")
	}
	o.onlyHosts(t)
	o.Click("#gf1-yes") // the reader may think again
	o.loaded(1)
	o.again()
	o.is(t, 1, "gf-off", false)
}

func TestNotNowRemembered(t *testing.T) {
	o := open(t, "en", browser.View{Height: 600}, photo, video, another)
	o.Click("#gf2-keep input")
	o.Click("#gf2-not")
	o.focus(t, "DIV#gf2-end.gf-end")
	c := o.memory(t)["youtube"]
	if c.Allowed || time.Duration(c.Until-c.Since)*time.Millisecond != 180*24*time.Hour {
		t.Errorf("the browser keeps %+v", c)
	}
	for gate, off := range map[int]bool{1: false, 2: true, 3: true} {
		o.is(t, gate, "gf-off", off)
	}
	o.again()
	o.is(t, 2, "gf-off", true)
	if got := o.line(3, "note"); !strings.HasPrefix(got, "You chose to load nothing from YouTube until ") || strings.Contains(got, "{") {
		t.Errorf("the note is %q", got)
	}
	if s := o.Shift(); s > 0.02 {
		t.Errorf("the layout shifts by %v", s)
	}
	// This one all the same: one click, and the refusal stands.
	o.Click("#gf2-yes")
	o.loaded(2)
	o.is(t, 3, "gf-on", false)
	o.Click("#gf2-no")
	o.focus(t, "BUTTON#gf2-yes")
	o.is(t, 2, "gf-off", true)
	if c := o.memory(t)["youtube"]; c.Since == 0 || c.Allowed {
		t.Errorf("the browser keeps %+v", c)
	}
}

// withSignal makes the browser send Global Privacy Control, which Chromium
// does not know.
func (o *opened) withSignal() {
	o.First(`Object.defineProperty(Navigator.prototype, "globalPrivacyControl", {value: true})`)
}

// The table of section 4 of the gate's contract.
func TestWhatARememberedChoiceCounts(t *testing.T) {
	past := time.Now().Add(-time.Hour).UnixMilli()
	far := time.Now().AddDate(0, 0, 200).UnixMilli()
	for _, tt := range []struct {
		name   string
		change func(*stored)
		signal bool
		want   string // "open", "off" or "ask"
		note   string // of what is said about it, the beginning
		gone   bool   // the browser keeps it no longer
	}{
		{name: "allowed", want: "open"},
		{name: "allowed with the signal", change: func(c *stored) { c.Signal = true }, want: "open"},
		{name: "allowed, now the signal", signal: true, want: "ask", note: "Your browser sends a signal"},
		{name: "allowed with the signal, which is still on", change: func(c *stored) { c.Signal = true }, signal: true, want: "open"},
		{name: "expired", change: func(c *stored) { c.Until = past }, want: "ask", gone: true},
		{name: "expired, with the signal", change: func(c *stored) { c.Until, c.Signal = past, true }, signal: true, want: "ask", note: "Your browser", gone: true},
		{name: "of other terms", change: func(c *stored) { c.Terms = "x" }, want: "ask", note: "What we say about YouTube has changed"},
		{name: "of other terms, with the signal", change: func(c *stored) { c.Terms, c.Signal = "x", true }, signal: true, want: "ask", note: "Your browser"},
		{name: "for longer than any choice lasts", change: func(c *stored) { c.Until = far }, want: "ask", gone: true},
		{name: "refused", change: func(c *stored) { c.Allowed = false }, want: "off", note: "You chose to load nothing"},
		{name: "refused, now the signal", change: func(c *stored) { c.Allowed = false }, signal: true, want: "off", note: "You chose"},
		{name: "refused under other terms", change: func(c *stored) { c.Allowed, c.Terms = false, "x" }, want: "off", note: "You chose"},
		{name: "refused long ago", change: func(c *stored) { c.Allowed, c.Until = false, past }, want: "ask", gone: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			// In a window so low that the first gate, of a photo, fills it; a
			// refusal that is out of sight takes no space.
			o := open(t, "en", browser.View{Height: 400}, video, photo, another)
			c := o.choice(true)
			if tt.change != nil {
				tt.change(&c)
			}
			if tt.signal {
				o.withSignal()
			}
			o.remember(t, map[string]any{"version": 1, "youtube": c})
			if tt.want == "open" {
				o.opens(1)
				o.reached(tube)
			} else {
				o.Shift()
				o.onlyHosts(t)
				o.is(t, 1, "gf-on", false)
			}
			o.is(t, 3, "gf-off", tt.want == "off")
			if got := o.line(1, "note"); tt.want != "open" && ((got == "") != (tt.note == "") || !strings.HasPrefix(got, tt.note)) {
				t.Errorf("the note is %q, want %q…", got, tt.note)
			}
			if _, kept := o.memory(t)["youtube"]; kept == tt.gone {
				t.Errorf("kept: %v", kept)
			}
		})
	}
}

// A choice made while the signal is on says so, and counts.
func TestChoosingWithTheSignalOn(t *testing.T) {
	o := open(t, "en", browser.View{}, video)
	o.withSignal()
	o.again()
	o.Click("#gf1-keep input")
	o.Click("#gf1-yes")
	o.loaded(1)
	if c := o.memory(t)["youtube"]; !c.Signal {
		t.Errorf("the browser keeps %+v", c)
	}
	o.again()
	o.opens(1)
}

// Whatever stands in the storage, the page works as if it were empty.
func TestForeignMemory(t *testing.T) {
	o := open(t, "en", browser.View{}, video)
	for _, value := range []string{
		"", "{", "null", "[]", "7", `"x"`, `{"version":2,"youtube":{"allowed":true}}`, `{"version":1}`, `{"version":1,"youtube":null}`,
		`{"version":1,"youtube":7}`, `{"version":1,"youtube":"x"}`, `{"version":1,"youtube":{"allowed":true}}`, `{"version":1,"youtube":{"allowed":true,"until":"soon"}}`,
		`{"version":1,"__proto__":{"youtube":{"allowed":true,"until":9e15}}}`, strings.Repeat("[", 9999),
	} {
		o.remember(t, value)
		o.is(t, 1, "gf-on", false)
		o.is(t, 1, "gf-off", false)
		o.onlyHosts(t)
	}
	o.Click("#gf1-keep input")
	o.Click("#gf1-yes")
	o.loaded(1)
	if !o.memory(t)["youtube"].Allowed {
		t.Error("a foreign value keeps a choice from being kept")
	}
}

func TestStorageThatThrows(t *testing.T) {
	for _, script := range []string{
		`Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError") }})`,
		`Object.defineProperty(window, "localStorage", {value: null})`,
		`Storage.prototype.setItem = Storage.prototype.removeItem = () => { throw new DOMException("full", "QuotaExceededError") }; Object.defineProperty(window, "localStorage", {value: Object.freeze({})})`,
	} {
		o := open(t, "en", browser.View{}, video)
		o.First(script)
		o.again()
		o.Click("#gf1-keep input")
		o.Click("#gf1-yes")
		o.loaded(1)
		o.Click("#gf1-no")
		o.focus(t, "BUTTON#gf1-yes")
		o.Click("#gf1-not")
		o.focus(t, "DIV#gf1-end.gf-end")
		o.onlyHosts(t, tube)
	}
}

// What is chosen in one tab holds in the others.
func TestTwoTabs(t *testing.T) {
	o := open(t, "en", browser.View{}, video, photo)
	second := &opened{press: o.press, world: o.world, Page: o.world.Page(t, browser.View{})}
	second.Open("https://" + pressHost + "/")
	second.Click("#gf1-keep input")
	second.Click("#gf1-yes")
	second.loaded(1)
	o.Click("#gf2-yes") // one of another party, which is nobody's business
	o.opens(1)
	second.Click("#gf1-no")
	o.WaitFor(`!document.querySelector("#gf1").matches(".gf-on")`)
	o.is(t, 2, "gf-on", true)
	second.Click("#gf1-keep input")
	second.Click("#gf1-not")
	o.WaitFor(`document.querySelector("#gf1 .gf-note").textContent`)
}

// A gate closed from another tab gives the focus back if it had it.
func TestFocusWhenAnotherTabTakesBack(t *testing.T) {
	o := open(t, "en", browser.View{}, video)
	o.Click("#gf1-keep input")
	o.Click("#gf1-yes")
	o.loaded(1)
	o.focus(t, "DIV.gf-box")
	browser.Eval[bool](o.Page, `localStorage.removeItem("gatefold"), dispatchEvent(new StorageEvent("storage", {key: "gatefold"})), true`)
	o.focus(t, "BUTTON#gf1-yes")
	o.is(t, 1, "gf-on", false)
}

// A frame that was opened by what is remembered, and reports another height than
// was kept free for it, gets it when that moves nothing in sight.
func TestARememberedFrameGrowsOutOfSight(t *testing.T) {
	for _, width := range []int{320, 768, 1280} {
		for _, height := range []int{900, 90} {
			o := open(t, "en", browser.View{Width: width, Height: 1600}, toot, video)
			host := o.pieces[0].Match.FrameHosts()[0]
			o.world.Serve(host, stage(fmt.Sprintf(`addEventListener("message", e => parent.postMessage({type: "setHeight", id: e.data.id, height: %d}, "*"))`, height)))
			o.First(`addEventListener("message", e => { if (e.data.type == "setHeight") window.heard = true })`)
			c := o.choice(true)
			c.Terms = terms(o.pieces[0].Match.Provider)
			party := browser.Eval[string](o.Page, `document.querySelector("#gf1").dataset.party`)
			o.remember(t, map[string]any{"version": 1, party: c})
			o.opens(1)
			o.WaitFor(`document.querySelector("#gf1 iframe").contentWindow.heard`)
			o.Frames()
			if s := o.Shift(); s > 0.02 {
				t.Errorf("%d px wide, a frame of %d px: the layout shifts by %v", width, height, s)
			}
			browser.Eval[bool](o.Page, `document.body.style.paddingBlockEnd = "4000px", scrollTo(0, 4000), true`)
			o.WaitFor(fmt.Sprintf(`document.querySelector("#gf1 iframe").style.height == "%dpx"`, height))
			if s := o.Shift(); s > 0.05 {
				t.Errorf("%d px wide, a frame of %d px: scrolled by, the layout shifts by %v", width, height, s)
			}
		}
	}
}

// What is remembered is applied without a jump on load.
func TestNothingJumpsForWhatIsRemembered(t *testing.T) {
	for _, width := range []int{320, 768, 1280} {
		for name, set := range map[string]func(*opened) []stored{
			"allowed": func(o *opened) []stored { return []stored{o.choice(true), o.choice(true)} },
			"refused": func(o *opened) []stored { return []stored{o.choice(false), o.choice(false)} },
			"changed": func(o *opened) []stored {
				return []stored{{Allowed: true, Until: o.choice(true).Until}, o.choice(true)}
			},
		} {
			o := open(t, "en", browser.View{Width: width}, song, video, photo)
			c := set(o)
			c[0].Terms, c[1].Terms = terms(o.pieces[0].Match.Provider), terms(o.pieces[1].Match.Provider)
			if name == "changed" {
				c[0].Terms = "x"
			}
			o.remember(t, map[string]any{"version": 1, "spotify": c[0], "youtube": c[1]})
			if name == "allowed" {
				o.opens(1)
				o.reached("open.spotify.com")
			}
			if s := o.Shift(); s > 0.02 {
				t.Errorf("%s, at %d px: the layout shifts by %v", name, width, s)
			}
		}
	}
}

// aloud are the lines of which a screen reader reads what is put into them.
const aloud = `[...document.querySelectorAll(".gf [role=status]")].filter(s => s.ariaLive != "off" && s.textContent).map(s => s.closest(".gf").id + ": " + s.textContent)`

// A page on which much opens, or is refused, by what is remembered does not talk at
// its reader. What answers to what they do is read out, and nothing else.
func TestOnlyAnswersAreReadOut(t *testing.T) {
	o := open(t, "en", browser.View{Height: 4000}, video, another, photo)
	o.withSignal()
	refused := o.choice(false)
	refused.Who = "Instagram"
	allowed := o.choice(true)
	allowed.Signal = true
	o.remember(t, map[string]any{"version": 1, "youtube": allowed, "instagram": refused})
	said := func(where string, want ...string) {
		t.Helper()
		o.Frames()
		got := browser.Eval[[]string](o.Page, aloud)
		for i := range max(len(got), len(want)) {
			if len(got) != len(want) || !strings.HasPrefix(got[i], want[i]) {
				t.Fatalf("%s, this is read out: %q, want %q", where, got, want)
			}
		}
	}
	for gate := 1; gate <= 2; gate++ {
		o.opens(gate)
		o.WaitFor(fmt.Sprintf(`document.querySelector("#gf%d .gf-now").textContent.startsWith("You allowed")`, gate))
	}
	o.reached(tube)
	said("remembered")
	o.Click("#gf1-no")
	o.focus(t, "BUTTON#gf1-yes")
	said("taken back", "gf1: Your browser sends")
	o.Click("#gf2-keep input")
	o.Click("#gf2-not")
	o.focus(t, "DIV#gf2-end")
	said("refused", "gf2: You chose to load nothing from YouTube")
	o.Click("#gf3-yes")
	o.loaded(3)
	said("opened", "gf2: You chose to load nothing from YouTube", "gf3: You chose to load nothing from Instagram", "gf3: Loaded from Instagram")
}

// A browser tells late what came near. By then the choice may have been taken back.
func TestWhatIsTakenBackDoesNotOpenLate(t *testing.T) {
	o := open(t, "en", browser.View{}, video, photo)
	o.First(`{
		const Real = IntersectionObserver;
		window.IntersectionObserver = class extends Real {
			constructor(tell, options) {
				super(tell, options);
				window.late = () => tell([...document.querySelectorAll(".gf")].map(target => ({ isIntersecting: true, target })), this);
			}
		}
	}`)
	o.remember(t, map[string]any{"version": 1, "youtube": o.choice(true)})
	o.opens(1)
	o.Click("#gf1-no")
	o.focus(t, "BUTTON#gf1-yes")
	browser.Eval[bool](o.Page, `late(), true`)
	for gate := 1; gate <= 2; gate++ {
		o.is(t, gate, "gf-on", false)
	}
	o.focus(t, "BUTTON#gf1-yes")
}
