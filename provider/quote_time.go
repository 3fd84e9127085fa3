package provider

import (
	"math/bits"
	"strings"
	"time"
)

// IDTime says how the ids of a service tell when a piece was published.
type IDTime struct {
	// Letters are how the number is written: "decimal", "base64url" (as in
	// Instagram's short codes: A to Z, a to z, 0 to 9, - and _), or "base32sort"
	// (2 to 7, a to z). The id is the last part of the permalink.
	Letters string `json:"letters"`

	// Shift is how many bits below the time hold something else. Unit is what
	// the time counts, "s", "ms" or "us", and Epoch the milliseconds from 1970
	// to where it begins.
	Shift int    `json:"shift"`
	Unit  string `json:"unit"`
	Epoch int64  `json:"epoch"`

	// From is the first day on which ids were made like that. An id that tells
	// an earlier one is an old one, or no such id.
	From string `json:"from"`

	Source string `json:"source"` // where that is documented
}

// idLetters are the digits of the ways to write a number.
var idLetters = map[string]string{
	"decimal":    "0123456789",
	"base64url":  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
	"base32sort": "234567abcdefghijklmnopqrstuvwxyz",
}

// Published returns when the piece was published, to the second in UTC, where its
// id tells that. Nobody but the service can make an id for a time of its choice,
// but on servers that anybody can run.
func (m Match) Published() (time.Time, bool) {
	if m.Provider == nil || m.Provider.IDTime == nil {
		return time.Time{}, false
	}
	link := strings.TrimSuffix(m.URL, "/")
	return m.Provider.IDTime.read(link[strings.LastIndexAny(link, "/:=")+1:])
}

// read returns the time that an id tells.
func (t *IDTime) read(id string) (time.Time, bool) {
	n, ok := number(id, idLetters[t.Letters])
	if !ok {
		return time.Time{}, false
	}
	var at time.Time
	switch count := int64(n >> t.Shift); t.Unit {
	case "s":
		at = time.Unix(t.Epoch/1000+count, 0)
	case "ms":
		at = time.UnixMilli(t.Epoch + count)
	case "us":
		at = time.UnixMicro(t.Epoch*1000 + count)
	default:
		return time.Time{}, false
	}
	at = at.UTC().Truncate(time.Second)
	from, err := time.Parse(time.DateOnly, t.From)
	return at, err == nil && !at.Before(from) && inOurTime(at)
}

// number reads a number written with the given digits. It fails for one of more
// than 63 bits.
func number(s, digits string) (uint64, bool) {
	if s == "" || digits == "" {
		return 0, false
	}
	n := uint64(0)
	for i := range len(s) {
		d := strings.IndexByte(digits, s[i])
		over, product := bits.Mul64(n, uint64(len(digits)))
		sum, carry := bits.Add64(product, uint64(d), 0)
		if d < 0 || over != 0 || carry != 0 {
			return 0, false
		}
		n = sum
	}
	return n, n < 1<<63
}
