package site

import (
	"strconv"
	"testing"
)

func TestDirectory(t *testing.T) {
	p := newDirectory(3) // it has to grow more than once
	for i := range 1000 {
		path := "/" + strconv.Itoa(i) + "/"
		d, gap := p.search(path)
		if d != nil {
			t.Fatalf("%s is there before it was added: %v", path, d)
		}
		p.add(&Document{Path: path}, gap)
	}
	for i, d := range p.docs {
		if want := "/" + strconv.Itoa(i) + "/"; d.Path != want || p.find(want) != d {
			t.Fatalf("document %d: %q, found: %v", i, d.Path, p.find(want))
		}
	}
	if d := p.find("/1000/"); d != nil {
		t.Errorf("found %v", d)
	}
}

func TestTextBlocks(t *testing.T) {
	var b textBlocks
	long := string(make([]byte, 2*textBlock))
	var got []string
	for range 3 {
		got = append(got, b.join("/a/", indexFile), b.join(long, "x"), b.join("", ""))
	}
	for i := 0; i < len(got); i += 3 {
		if got[i] != "/a/index.html" || got[i+1] != long+"x" || got[i+2] != "" {
			t.Errorf("texts from %d on are not what was joined", i)
		}
	}
}
