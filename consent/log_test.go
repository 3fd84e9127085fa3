package consent

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

// logOf writes entries, each in its line.
func logOf(t testing.TB, after Link, entries ...Entry) ([]byte, Link) {
	t.Helper()
	var b []byte
	for _, e := range entries {
		if err := e.Validate(); err != nil {
			t.Fatalf("%T: %v", e, err)
		}
		b, after = after.Append(b, e)
	}
	return b, after
}

func sampleStart() Start {
	return Start{Version: Version, Log: "AAAAAAAAAAAAAAAA", File: 1, Time: noon}
}

func sampleShown() Shown {
	n := sampleNotice()
	return Shown{Time: noon, Hash: n.Hash(), Notice: n}
}

func sampleReceipt(a Action, always bool) Receipt {
	n := sampleNotice()
	r := NewReceipt(n, n.Decide(a, always), "/science/tides/", a == Refused, noon.Add(time.Minute))
	return r
}

// smallLog has a record of every kind, and seven in all.
func smallLog(t testing.TB) []byte {
	b, _ := logOf(t, Link{}, sampleStart(), sampleShown(),
		sampleReceipt(Given, false), sampleReceipt(Given, true), sampleReceipt(Refused, false),
		Aside{Time: noon, Bytes: 57, SHA256: strings.Repeat("A", hashLength)}, sampleReceipt(Withdrawn, true))
	return b
}

// readAll gives the numbers of the records that are whole, and the faults.
func readAll(t testing.TB, r *Reader) (whole []int64, faults []*Fault) {
	t.Helper()
	for range 10_000 {
		rec, err := r.Next()
		var f *Fault
		switch {
		case err == nil:
			whole = append(whole, rec.N)
		case errors.Is(err, io.EOF):
			return whole, faults
		case errors.As(err, &f):
			faults = append(faults, f)
		default:
			t.Fatal(err)
		}
	}
	t.Fatal("the reader never ends")
	return nil, nil
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	b := smallLog(t)
	whole, faults := readAll(t, NewReader(bytes.NewReader(b)))
	if fmt.Sprint(whole) != "[1 2 3 4 5 6 7]" || len(faults) > 0 {
		t.Errorf("read %v with faults %v from\n%s", whole, faults, b)
	}
}

// recordAt gives the number of the record whose line holds an offset.
func recordAt(b []byte, offset int) int64 { return int64(bytes.Count(b[:offset], []byte("\n"))) + 1 }

func TestEveryFlippedBitIsFound(t *testing.T) {
	b := smallLog(t)
	for i := range b {
		for bit := range 8 {
			damaged := bytes.Clone(b)
			damaged[i] ^= 1 << bit
			whole, faults := readAll(t, NewReader(bytes.NewReader(damaged)))
			want := recordAt(b, i)
			if len(faults) == 0 {
				t.Fatalf("byte %d, bit %d: nothing is found", i, bit)
			}
			if f := faults[0]; f.Record != want {
				t.Errorf("byte %d, bit %d is in record %d, but found was %v", i, bit, want, f)
			}
			if f := faults[len(faults)-1]; f.Record > want+1 {
				t.Errorf("byte %d, bit %d is in record %d, and %v is said to be wrong too", i, bit, want, f)
			}
			// The damaged one, and the next where a line break went, is all
			// that is lost.
			if len(whole) < 5 {
				t.Errorf("byte %d, bit %d: only %v are whole", i, bit, whole)
			}
		}
	}
}

func TestEveryTruncationIsFoundButBetweenLines(t *testing.T) {
	b := smallLog(t)
	for i := 1; i < len(b); i++ {
		whole, faults := readAll(t, NewReader(bytes.NewReader(b[:i])))
		if b[i-1] == '\n' {
			// What a chain cannot show.
			if len(faults) > 0 {
				t.Errorf("%d bytes: %v", i, faults[0])
			}
			continue
		}
		if len(faults) != 1 || !faults[0].Unfinished || faults[0].Record != recordAt(b, i) {
			t.Errorf("%d bytes, within record %d: %v are whole, faults %v", i, recordAt(b, i), whole, faults)
		}
	}
}

func TestMovedLinesAreFound(t *testing.T) {
	lines := bytes.SplitAfter(smallLog(t), []byte("\n"))
	lines = lines[:len(lines)-1]
	forged, _ := Link{N: 3, Hash: strings.Repeat("A", hashLength)}.Append(nil, sampleReceipt(Given, true))
	for name, c := range map[string]struct {
		lines [][]byte
		want  int64
		says  string
		whole int
	}{
		"one taken out":      {slices.Delete(slices.Clone(lines), 3, 4), 4, "is missing", 5},
		"two taken out":      {slices.Delete(slices.Clone(lines), 2, 4), 3, "records 3 to 4 are missing", 4},
		"one twice":          {slices.Insert(slices.Clone(lines), 4, lines[3]), 5, "belongs further up", 7},
		"one put in":         {slices.Insert(slices.Clone(lines), 3, forged), 4, "does not fit", 7},
		"two exchanged":      {slices.Concat(lines[:3], lines[4:5], lines[3:4], lines[5:]), 4, "is missing", 5},
		"one of another log": {slices.Concat(lines[:3], [][]byte{forged}, lines[4:]), 4, "does not fit", 5},
		"the beginning gone": {lines[1:], 1, "is missing", 5},
		"an empty line":      {slices.Insert(slices.Clone(lines), 3, []byte("\n")), 4, "not a record", 7},
		"rubbish":            {slices.Insert(slices.Clone(lines), 3, bytes.Repeat([]byte("x"), 200<<10), []byte("\n")), 4, "longer than any record", 7},
		"rubbish at the end": {append(slices.Clone(lines), []byte("\x00\x00\x00\n")), 8, "not a record", 7},
		"a second beginning": {append(slices.Clone(lines), lines...), 8, "belongs further up", 7},
		"nothing":            {nil, 1, "empty", 0},
	} {
		t.Run(name, func(t *testing.T) {
			whole, faults := readAll(t, NewReader(bytes.NewReader(bytes.Join(c.lines, nil))))
			if len(faults) == 0 {
				t.Fatal("nothing is found")
			}
			if f := faults[0]; f.Record != c.want || !strings.Contains(f.What, c.says) {
				t.Errorf("found was %v, not record %d with %q", f, c.want, c.says)
			}
			if len(whole) < c.whole {
				t.Errorf("only %v are whole, of %d", whole, c.whole)
			}
		})
	}
}

// An entry can be against the rules though the chain is right: the program
// that wrote it was wrong, or somebody made the whole log anew.
func TestRulesHoldInARightChain(t *testing.T) {
	other := sampleReceipt(Given, false)
	other.Notice = strings.Repeat("A", shortLength)
	wrongNotice := sampleShown()
	wrongNotice.Text += "!"
	forever := sampleReceipt(Given, true)
	forever.Days = 100_000
	local := sampleReceipt(Given, false)
	local.Time = local.Time.In(time.FixedZone("", 3600))
	address := sampleReceipt(Given, false)
	address.Page = "/tides/\u202eexe"
	for says, e := range map[string]Entry{
		"does not stand before it": other,
		"has the hash":             wrongNotice,
		"nowhere else":             sampleStart(),
		"between 1 and 180":        forever,
		"not UTC":                  local,
		"no path of a site":        address,
	} {
		b, at := logOf(t, Link{}, sampleStart(), sampleShown())
		b, _ = at.Append(b, e)
		whole, faults := readAll(t, NewReader(bytes.NewReader(b)))
		if len(faults) != 1 || faults[0].Record != 3 || !strings.Contains(faults[0].What, says) || len(whole) != 2 {
			t.Errorf("%s: whole %v, faults %v", says, whole, faults)
		}
	}
}

func TestOneEncodingOnly(t *testing.T) {
	b, at := logOf(t, Link{}, sampleStart(), sampleShown())
	line, _ := at.Append(nil, sampleReceipt(Given, false))
	for _, change := range [][2]string{
		{`,"scope":`, `, "scope":`},
		{`"scope":"piece","provider":"examplevideo"`, `"provider":"examplevideo","scope":"piece"`},
		{`"scope":"piece"`, `"scope":"piece","scope":"piece"`},
		{`"scope":"piece"`, `"SCOPE":"piece"`},
		{`"scope":"piece"`, `"scope":"piece","ip":"192.0.2.1"`},
		{`"scope":"piece"`, `"scope":"piece","gpc":false`},
		{`examplevideo`, `\u0065xamplevideo`},
		{`:00Z"`, `:00.0Z"`},
	} {
		body, _, _ := strings.Cut(string(line), hashMember)
		changed := strings.Replace(body, change[0], change[1], 1)
		if changed == body {
			t.Fatalf("%q is not in %s", change[0], body)
		}
		text := changed + hashMember + at.hash([]byte(changed)) + "\"}\n"
		_, faults := readAll(t, NewReader(io.MultiReader(bytes.NewReader(b), strings.NewReader(text))))
		if len(faults) != 1 || faults[0].Record != 3 {
			t.Errorf("%s is read: %v", text, faults)
		}
	}
}

func TestFilesOfAChain(t *testing.T) {
	first, at := logOf(t, Link{}, sampleStart(), sampleShown(), sampleReceipt(Given, false))
	next := sampleStart()
	next.File, next.Prev = 2, at.Hash
	second, end := logOf(t, at, next, sampleShown(), sampleReceipt(Refused, false))

	r := NewReader(bytes.NewReader(first))
	readAll(t, r)
	if l, offset := r.Link(); l != at || offset != int64(len(first)) {
		t.Errorf("the first file ends at %v, byte %d", l, offset)
	}
	r.Continue(bytes.NewReader(second))
	for name, r := range map[string]*Reader{"after the first": r, "by itself": NewReader(bytes.NewReader(second))} {
		if whole, faults := readAll(t, r); fmt.Sprint(whole) != "[4 5 6]" || len(faults) > 0 {
			t.Errorf("%s: %v, %v", name, whole, faults)
		}
		if l, offset := r.Link(); l != end || offset != int64(len(second)) {
			t.Errorf("%s: it ends at %v, byte %d", name, l, offset)
		}
	}
}

// A file that does not follow the one before is found, and so is a damaged end
// of it, once.
func TestDamageBetweenFiles(t *testing.T) {
	first, at := logOf(t, Link{}, sampleStart(), sampleShown(), sampleReceipt(Given, false))
	next := sampleStart()
	next.File, next.Prev = 2, at.Hash
	second, at2 := logOf(t, at, next, sampleShown())
	next.File, next.Prev = 3, at2.Hash
	third, _ := logOf(t, at2, next, sampleShown())
	lying, _ := logOf(t, at2, Start{Version: Version, Log: next.Log, File: 3, Time: noon, Prev: at.Hash})

	damaged := bytes.Clone(first)
	damaged[len(damaged)-5] ^= 1
	for name, c := range map[string]struct {
		files [][]byte
		want  string
	}{
		"whole":         {[][]byte{first, second, third}, "[]"},
		"begins later":  {[][]byte{second, third}, "[]"},
		"end damaged":   {[][]byte{damaged, second, third}, "[3]"},
		"one gone":      {[][]byte{first, third}, "[4]"},
		"exchanged":     {[][]byte{second, first}, "[6]"},
		"other account": {[][]byte{first, second, lying}, "[6]"},
	} {
		r := NewReader(bytes.NewReader(c.files[0]))
		_, faults := readAll(t, r)
		for _, f := range c.files[1:] {
			r.Continue(bytes.NewReader(f))
			_, more := readAll(t, r)
			faults = append(faults, more...)
		}
		numbers := []int64{}
		for _, f := range faults {
			numbers = append(numbers, f.Record)
		}
		if fmt.Sprint(numbers) != c.want {
			t.Errorf("%s: %v, not %s", name, faults, c.want)
		}
	}
}

func TestEachNotice(t *testing.T) {
	damaged := bytes.Replace(smallLog(t), []byte("This video"), []byte("That video"), 1)
	for name, c := range map[string]struct {
		log  []byte
		want int
	}{
		"whole":   {smallLog(t), 1},
		"twice":   {append(smallLog(t), smallLog(t)...), 2},
		"damaged": {damaged, 0},
		"rubbish": {append(append(bytes.Repeat([]byte("x"), 200<<10), '\n'), smallLog(t)...), 1},
		"torn":    {smallLog(t)[:300], 0},
		"empty":   {nil, 0},
	} {
		n := 0
		err := EachNotice(bytes.NewReader(c.log), func(found Notice) {
			if n++; found.Hash() != sampleNotice().Hash() {
				t.Errorf("%s: %+v", name, found)
			}
		})
		if n != c.want || err != nil {
			t.Errorf("%s: %d notices, %v", name, n, err)
		}
	}
}
