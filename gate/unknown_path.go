package gate

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// Embed documents of unknown pieces frame what the path says. So that nobody
// can make this site frame a page of their choice, the path bears a signature:
// ADDRESS.SIGNATURE, both base64url (RFC 4648, section 5) without padding.

const (
	// minKey is the least length of Options.Key, in bytes.
	minKey = 16

	// maxPacked bounds a signed piece, in bytes: servers and proxies take
	// addresses of 8 kB.
	maxPacked = 4 << 10

	// signatureLength is the first half of an HMAC with SHA-256 (RFC 2104,
	// section 5): 128 bits.
	signatureLength = sha256.Size / 2

	// maxOpened is more than the longest path that is looked at.
	maxOpened = 8 << 10
)

// purpose keeps signatures of this kind apart from any other use of the key.
const purpose = "gatefold embed document\n"

// signs reports whether unknown pieces get signed addresses.
func (g *Gates) signs() bool { return g.o.signs() }

func (o *Options) signs() bool { return len(o.Key) >= minKey }

// signature is that of a packed piece.
func (g *Gates) signature(packed []byte) []byte {
	mac := hmac.New(sha256.New, g.o.Key)
	mac.Write([]byte(purpose))
	mac.Write(packed)
	return mac.Sum(nil)[:signatureLength]
}

// appendSigned appends the segment that stands for a packed piece.
func (g *Gates) appendSigned(dst []byte, packed string) []byte {
	code := base64.RawURLEncoding
	dst = code.AppendEncode(dst, []byte(packed))
	dst = append(dst, '.')
	return code.AppendEncode(dst, g.signature([]byte(packed)))
}

// openSigned gives the piece of a segment that this site signed. Nothing of the
// piece is read before the signature is known to be ours.
func (g *Gates) openSigned(segment string) (provider.Match, bool) {
	piece, signature, ok := strings.Cut(segment, ".")
	if !ok || len(piece) > base64.RawURLEncoding.EncodedLen(maxPacked) {
		return provider.Match{}, false
	}
	packed, err1 := base64.RawURLEncoding.DecodeString(piece)
	given, err2 := base64.RawURLEncoding.DecodeString(signature)
	if err1 != nil || err2 != nil || !hmac.Equal(given, g.signature(packed)) {
		return provider.Match{}, false
	}
	return provider.Unpack(string(packed))
}
