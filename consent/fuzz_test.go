package consent

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

// Whatever stands in a file, the reader comes to its end, and what it says is
// whole gives the same bytes when it is written again.
func FuzzReader(f *testing.F) {
	b := smallLog(f)
	f.Add(b)
	f.Add(b[:len(b)/2])
	f.Add(b[bytes.IndexByte(b, '\n')+1:])
	f.Add(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")))
	f.Add([]byte("\n\n{}\n[]\n\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := NewReader(bytes.NewReader(b))
		before, _ := r.Link()
		for range bytes.Count(b, []byte("\n")) + 3 {
			rec, err := r.Next()
			var fault *Fault
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.As(err, &fault):
				if fault.Offset > int64(len(b)) || fault.Line < 1 {
					t.Fatalf("a fault outside of the file: %v", fault)
				}
			case err != nil:
				t.Fatal(err)
			case rec.Line == 1 || rec.N == before.N+1 && rec.Line > 1:
				rewritten(t, b, rec, before)
			}
			before, _ = r.Link()
		}
		t.Fatal("the reader never ends")
	})
}

func rewritten(t *testing.T, b []byte, rec *Record, before Link) {
	if s, ok := rec.Entry.(Start); ok {
		before = Link{N: rec.N - 1, Hash: s.Prev}
	}
	if err := rec.Entry.Validate(); err != nil {
		t.Fatal(err)
	}
	line, _ := before.Append(nil, rec.Entry)
	if !bytes.HasPrefix(b[rec.Offset:], line) {
		t.Fatalf("record %d is written again as\n%s", rec.N, line)
	}
}
