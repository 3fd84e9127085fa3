package provider

import (
	"runtime"
	"strings"
	"testing"
)

func TestStrangerAddresses(t *testing.T) {
	for raw, want := range map[string]string{
		"https://maps.example.com/a?b=c&d=%2F#e":  "https://maps.example.com/a?b=c&d=%2F#e",
		" HTTP://Maps.Example.COM./a ":            "https://maps.example.com/a",
		"http://maps.example.com:80":              "https://maps.example.com/",
		"//maps.example.com?q=100%":               "https://maps.example.com/?q=100%",
		"https://maps.example.com/a b/ü?x=\"<>\"": "https://maps.example.com/a%20b/%C3%BC?x=%22%3C%3E%22",
		"https://radio.example.com:8443/live.mp3": "https://radio.example.com:8443/live.mp3",
		"https://maps.example.com/a/../b'|{}":     "https://maps.example.com/a/../b'|{}",
		"https://xn--bcher-kva.example/":          "https://xn--bcher-kva.example/",

		"":                                   "",
		"javascript:alert(1)":                "",
		"data:text/html,x":                   "",
		"ftp://maps.example.com/":            "",
		"/maps.html":                         "",
		"https://localhost/":                 "",
		"https://127.0.0.1/":                 "",
		"https://0x7f.1/":                    "",
		"https://2130706433/":                "",
		"https://[::1]/":                     "",
		"https://printer.local/":             "",
		"https://intranet/":                  "",
		"https://user@maps.example.com/":     "",
		"https://maps.example.com\\@evil.eu": "",
		"https://maps.example.com/a\\b":      "",
		"https://maps.example.com/\n":        "https://maps.example.com/",
		"https://maps.example.com/a\nb":      "",
		"https://maps.example.com:0/":        "",
		"https://maps.example.com:70000/":    "",
		"https://maps.example.com:08443/":    "",
		"http://maps.example.com:8080/":      "",
		"https://maps.example.com;x.eu/":     "",
		"https://maps.example.com'/":         "",
		"https://bücher.example/":            "",
		"https://maps.example.com/\xff":      "",
		"https://maps.example.com/" + strings.Repeat("a", maxAddress): "",
	} {
		m, ok := Stranger{Kind: StrangeFrame, Address: raw}.Match()
		if m.Frame("") != want || ok != (want != "") {
			t.Errorf("%.80q is framed as %q (%t), want %q", raw, m.Frame(""), ok, want)
		}
	}
}

func TestStrangerMatch(t *testing.T) {
	m, _ := Stranger{Kind: StrangeFrame, Address: "https://maps.example.com:8443/a"}.Match()
	again, _ := Stranger{Kind: StrangeFrame, Address: "https://MAPS.example.com:8443/a"}.Match()
	if m != again {
		t.Error("the same piece gives two matches")
	}
	if m.Provider.ID != UnknownID || m.Provider.Name != "maps.example.com:8443" || m.URL != "https://maps.example.com:8443/a" ||
		strings.Join(m.FrameHosts(), " ") != "maps.example.com:8443" || m.ResizeJSON() != nil {
		t.Errorf("the match is %+v of %+v", m, m.Provider)
	}
	if _, ok := Default().ByKey(UnknownID, m.Key); ok {
		t.Error("the catalogue knows a piece by the hash of it")
	}
	if _, ok := Default().Get(UnknownID); ok {
		t.Error("a provider of the catalogue has the ID of unknown ones")
	}
}

func TestStrangerPacked(t *testing.T) {
	for _, s := range []Stranger{
		{Kind: StrangeFrame, Address: "https://maps.example.com/"},
		{Kind: StrangePicture, Address: "https://maps.example.com/a.png", Alt: "A map\nof the coast", Width: 640, Height: 480},
		{Kind: StrangeScript, Address: "https://maps.example.com/a.js", Code: "<p>a\n\nb</p>\n<script src=a>"},
	} {
		m, ok := s.Match()
		if !ok {
			t.Fatalf("%+v has no match", s)
		}
		back, ok := Unpack(m.Packed())
		if !ok || back != m {
			t.Errorf("%q is unpacked as %+v", m.Packed(), back)
		}
	}
	for _, packed := range []string{
		"", "f", "f\n", "f\nhttps://maps.example.com/\n", "x\nhttps://maps.example.com/\n\n", "f\nHTTPS://maps.example.com/\n\n",
		"f0x0\nhttps://maps.example.com/\n\n", "f\nhttps://maps.example.com/\n\n<script>", "f\nhttps://maps.example.com/\n a\n",
		"f-1x2\nhttps://maps.example.com/\n\n", "f\nhttp://maps.example.com/\n\n",
	} {
		if m, ok := Unpack(packed); ok {
			t.Errorf("%q is unpacked as %+v", packed, m)
		}
	}
}

func TestStrangerSpace(t *testing.T) {
	for _, test := range []struct {
		kind          StrangerKind
		width, height int
		ratio         string
		px            int
	}{
		{StrangeFrame, 640, 360, "640:360", 0},
		{StrangeFrame, 600, 900, "", 900},
		{StrangeFrame, 0, 420, "", 420},
		{StrangeFrame, 0, 0, "", 0},
		{StrangeFrame, 700, 150, "", 150},
		{StrangePicture, 600, 900, "600:900", 0},
		{StrangeVideo, 0, 0, "16:9", 0},
		{StrangeAudio, 0, 0, "", 80},
		{StrangeScript, 640, 360, "", 360},
		{StrangeFrame, -1, 99999, "", 0},
	} {
		m, _ := Stranger{Kind: test.kind, Address: "https://maps.example.com/", Width: test.width, Height: test.height}.Match()
		if m.Ratio != test.ratio || m.Height != test.px {
			t.Errorf("%c %d by %d takes %q, %d px", test.kind, test.width, test.height, m.Ratio, m.Height)
		}
	}
}

// What pages from outside name must not stay in memory.
func TestUnknownHostsAreForgotten(t *testing.T) {
	var records hostRecords
	records.record("maps.example.com")
	for range 100 {
		runtime.GC()
		runtime.Gosched()
		if _, held := records.byHost.Load("maps.example.com"); !held {
			return
		}
	}
	t.Error("the record of a host that nobody holds is still there")
}
