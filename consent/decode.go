package consent

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Record is one line of a log.
type Record struct {
	Link  // its number and hash
	Entry Entry

	Line   int   // in its file, from 1
	Offset int64 // of the line's first byte in its file
}

// line is a line of a log taken apart, before anything in it is believed.
type line struct {
	text []byte // without the newline
	body []byte // what the hash is made of
	hash string // as it stands there
	n    int64  // as it stands there; 0 if it cannot be read
	kind string
}

// errShape says that a line is no record at all.
var errShape = errors.New("the line is not a record")

// takeApart finds number, type and hash of a line. Even when there is an error
// it gives what it found.
func takeApart(text []byte) (line, error) {
	l := line{text: text}
	if len(text) <= sealLength {
		return l, errShape
	}
	var seal []byte
	l.body, seal = text[:len(text)-sealLength], text[len(text)-sealLength:]
	hash, ok := strings.CutSuffix(string(seal), `"}`)
	l.hash = hash[len(hashMember):]
	ok = ok && strings.HasPrefix(hash, hashMember) && isToken(l.hash, hashLength)
	n, kind, head := readHead(l.body)
	if !ok || !head {
		return l, errShape
	}
	l.n, l.kind = n, kind
	return l, nil
}

// readHead reads number and type, which every record begins with.
func readHead(body []byte) (n int64, kind string, ok bool) {
	rest, ok := strings.CutPrefix(string(body[:min(len(body), maxHead)]), `{"n":`)
	number, rest, more := strings.Cut(rest, `,"type":"`)
	kind, _, end := strings.Cut(rest, `",`)
	n, err := strconv.ParseInt(number, 10, 64)
	return n, kind, ok && more && end && err == nil && n > 0 && n <= maxNumber
}

// maxHead is the length of number and type at most.
const maxHead = 48

// entry decodes what the record is about, and checks that it is written in
// the one way there is.
func (l *line) entry() (Entry, error) {
	e, err := l.decode()
	if err != nil {
		return nil, err
	}
	if err := e.Validate(); err != nil {
		return nil, err
	}
	if !bytes.Equal(appendBody(nil, l.n, e), l.body) {
		return nil, errors.New("the record is not written as this format demands: other members, another order or spaces")
	}
	return e, nil
}

func (l *line) decode() (Entry, error) {
	switch l.kind {
	case Start{}.kind():
		return decodeAs[Start](l.text)
	case Shown{}.kind():
		return decodeAs[Shown](l.text)
	case Receipt{}.kind():
		return decodeAs[Receipt](l.text)
	case Aside{}.kind():
		return decodeAs[Aside](l.text)
	}
	return nil, fmt.Errorf("type %q is not known", l.kind)
}

func decodeAs[E Entry](text []byte) (Entry, error) {
	var e E
	if err := json.Unmarshal(text, &e); err != nil {
		return nil, fmt.Errorf("the record cannot be read: %w", err)
	}
	return e, nil
}
