package consent

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Receipt is the record of one decision.
type Receipt struct {
	// ID is random; see [NewID].
	ID string `json:"id"`

	// Time is when the decision reached the server, UTC, whole seconds.
	Time time.Time `json:"time"`

	Decision

	Provider  string `json:"provider"`  // as in the notice
	Recipient string `json:"recipient"` // as in the notice, cut to 48 bytes
	Lang      string `json:"lang"`      // of the notice

	// Notice is the [Notice.Hash] of what the reader was shown.
	Notice string `json:"notice"`

	// Page is the path of the page with the gate; see [ReadablePath]. One
	// that is too long for a receipt is cut; see [CutPage].
	Page string `json:"page"`

	// Signal says that the reader's browser sent Global Privacy Control.
	Signal bool `json:"gpc,omitempty"`
}

// Lengths in bytes.
const (
	MaxReceipt = 399 // a receipt's line in the log, whatever is in it

	maxID        = 32 // of a provider
	maxLang      = 16
	maxRecipient = 48
	idLength     = 16
	shortLength  = 22
)

// NewReceipt makes the record of a decision about the piece behind a notice.
// page is a path as [ReadablePath] gives it.
func NewReceipt(n Notice, d Decision, page string, signal bool, now time.Time) Receipt {
	r := Receipt{
		ID: NewID(), Time: now.UTC().Truncate(time.Second), Decision: d,
		Provider: n.Provider, Recipient: cut(n.Recipient, maxRecipient, "…"), Lang: n.Lang,
		Notice: n.Hash(), Signal: signal,
	}
	r.Page = CutPage(page, MaxReceipt-r.size())
	return r
}

// size is the length of the receipt's line in the log, newline included, with
// the longest number that a log can come to.
func (r Receipt) size() int {
	line, _ := Link{N: maxNumber - 1}.Append(nil, r)
	return len(line)
}

// NewID gives 16 random letters and digits, 95 bits. It says nothing about the
// reader and stands nowhere but in the log.
func NewID() string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	const fair = 256 - 256%len(digits) // so that each is as likely as the next
	var id [idLength]byte
	for n := 0; n < len(id); {
		var random [idLength]byte
		_, _ = rand.Read(random[:]) // never fails: the program ends if the system cannot
		for _, r := range random {
			if int(r) < fair && n < len(id) {
				id[n] = digits[int(r)%len(digits)]
				n++
			}
		}
	}
	return string(id[:])
}

// Validate says what is wrong with a receipt.
func (r Receipt) Validate() error {
	if err := r.Decision.Validate(); err != nil {
		return err
	}
	switch {
	case !isToken(r.ID, idLength):
		return fmt.Errorf("id %q is not %d letters, digits, - and _", r.ID, idLength)
	case !isToken(r.Notice, shortLength):
		return fmt.Errorf("notice %q is not the hash of a notice", r.Notice)
	case !isProvider(r.Provider):
		return fmt.Errorf("provider %q is no name of the catalogue", r.Provider)
	case !isLang(r.Lang):
		return fmt.Errorf("lang %q is no language tag", r.Lang)
	case !isText(r.Recipient, maxRecipient, false):
		return errors.New("recipient is empty, too long or not plain text")
	case !isPage(r.Page):
		return fmt.Errorf("page %q is no path of a site", r.Page)
	case r.size() > MaxReceipt:
		return fmt.Errorf("the receipt is longer than %d bytes", MaxReceipt)
	}
	return checkTime(r.Time)
}

// CutPage gives a path of at most limit bytes. Of a longer one it gives the
// beginning, "…" and the first six characters of its SHA-256 in base64url, by
// which pages with the same beginning are told apart.
func CutPage(page string, limit int) string {
	sum := sha256.Sum256([]byte(page))
	return cut(page, limit, "…"+base64.RawURLEncoding.EncodeToString(sum[:])[:6])
}

// cut shortens s to limit bytes, end included, between two letters.
func cut(s string, limit int, end string) string {
	if len(s) <= limit {
		return s
	}
	keep := max(limit-len(end), 0)
	for keep > 0 && !utf8.RuneStart(s[keep]) {
		keep--
	}
	return s[:keep] + end
}
