package consent

import (
	"regexp"
	"testing"
)

func sampleNotice() Notice {
	return Notice{
		Provider:  "examplevideo",
		Recipient: "Example Video Ltd, Ireland",
		Lang:      "en",
		Hosts:     []string{"video.example"},
		Policies:  []string{"https://video.example/privacy"},
		Days:      180,
		Text:      "This video is on video.example.\nLoad the video",
	}
}

// The address of every gate holds the hash, and the logs of every site: a
// release that changes it makes all of them unreadable.
func TestHashIsForEver(t *testing.T) {
	n := sampleNotice()
	if got, want := n.Hash(), "x2q82op6sM0yhO0_533YqA"; got != want {
		t.Errorf("Hash = %s, want %s", got, want)
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{22}$`).MatchString(n.Hash()) {
		t.Errorf("%s cannot stand in an address as it is", n.Hash())
	}
}

func TestEveryFieldCountsForTheHash(t *testing.T) {
	seen := map[string]string{sampleNotice().Hash(): "the sample"}
	for name, change := range map[string]func(*Notice){
		"provider":       func(n *Notice) { n.Provider = "other" },
		"recipient":      func(n *Notice) { n.Recipient += "." },
		"language":       func(n *Notice) { n.Lang = "en-GB" },
		"hosts":          func(n *Notice) { n.Hosts = append(n.Hosts, "cdn.example") },
		"split hosts":    func(n *Notice) { n.Hosts = []string{"video", "example"} },
		"policies":       func(n *Notice) { n.Policies = nil },
		"days":           func(n *Notice) { n.Days = 30 },
		"text":           func(n *Notice) { n.Text += " " },
		"markup in text": func(n *Notice) { n.Text += "<&>" },
	} {
		n := sampleNotice()
		change(&n)
		if other, ok := seen[n.Hash()]; ok {
			t.Errorf("changing %s gives the hash of %s", name, other)
		}
		seen[n.Hash()] = name
	}
}

func TestTermsOutliveWording(t *testing.T) {
	n, reworded := sampleNotice(), sampleNotice()
	reworded.Lang, reworded.Text = "ar", "نص آخر"
	if n.Terms() != reworded.Terms() {
		t.Error("a translation has other terms than its original")
	}
	reworded.Hosts = append(reworded.Hosts, "ads.example")
	if n.Terms() == reworded.Terms() {
		t.Error("a new host does not change the terms")
	}
}

func TestNilAndEmptyListsAreTheSameNotice(t *testing.T) {
	a, b := sampleNotice(), sampleNotice()
	a.Hosts, b.Hosts = nil, []string{}
	if a.Hash() != b.Hash() {
		t.Error("no hosts and an empty list of hosts give two hashes")
	}
}
