package gate

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// sealPurpose keeps seals apart from any other use of the key.
const sealPurpose = "gatefold receipt\n"

// sealLength is the part of an HMAC with SHA-256 (RFC 2104, section 5) that a
// seal has, in bytes: 96 bits, for an answer that tells nobody whether it was
// right.
const sealLength = 12

// Seals reports whether gates carry a seal: where receipts are kept by a server
// that does not know its pages and their notices in advance (Options.Evidence
// and Options.Key). By it the server knows what it has shown, also after it was
// started anew, and keeps no receipt of a page or a notice of somebody's
// invention.
func (g *Gates) Seals() bool { return g.o.Evidence && g.signs() }

// Sealed reports whether a seal is that of a gate that these gates made for a
// page, with the notice whose hash is given.
func (g *Gates) Sealed(notice, page, seal string) bool {
	return g.Seals() && hmac.Equal([]byte(seal), g.appendSeal(nil, notice, page))
}

// appendSeal appends a seal, base64url. Neither a hash nor the path of a page
// holds a line end.
func (g *Gates) appendSeal(dst []byte, notice, page string) []byte {
	mac := hmac.New(sha256.New, g.o.Key)
	mac.Write([]byte(sealPurpose + notice + "\n" + page))
	return base64.RawURLEncoding.AppendEncode(dst, mac.Sum(nil)[:sealLength])
}
