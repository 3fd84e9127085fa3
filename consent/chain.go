package consent

import (
	"crypto/sha256"
	"encoding/base64"
	"strconv"
)

// Link is a place in a chain: the number of the last record and its hash. The
// zero value is the beginning.
type Link struct {
	N    int64
	Hash string
}

// hashLength is the length of a SHA-256 in base64url; maxNumber what a log can
// come to: three years of 10,000 receipts a second.
const (
	hashLength = 43
	maxNumber  = 1e12 - 1
)

const hashMember = `,"hash":"`

// sealLength is the length of what stands at the end of a line: the hash and
// the brace that closes the record.
const sealLength = len(hashMember) + hashLength + len(`"}`)

// Append appends the line of the next record to dst, with its newline, and
// gives the place behind it.
func (l Link) Append(dst []byte, e Entry) ([]byte, Link) {
	next := Link{N: l.N + 1}
	from := len(dst)
	dst = appendBody(dst, next.N, e)
	next.Hash = l.hash(dst[from:])
	dst = append(dst, hashMember...)
	dst = append(dst, next.Hash...)
	return append(dst, "\"}\n"...), next
}

// appendBody appends the line of a record up to its hash.
func appendBody(dst []byte, n int64, e Entry) []byte {
	dst = append(dst, `{"n":`...)
	dst = strconv.AppendInt(dst, n, 10)
	dst = append(dst, `,"type":"`...)
	dst = append(dst, e.kind()...)
	dst = append(dst, `",`...)
	if r, ok := e.(Receipt); ok {
		return r.appendMembers(dst)
	}
	members := canonical(e)
	return append(dst, members[1:len(members)-1]...)
}

// hash gives the hash of the record that follows l and has these bytes.
func (l Link) hash(body []byte) string {
	h := sha256.New()
	h.Write([]byte(l.Hash))
	h.Write(body)
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}
