package consent

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
)

// Notice is the exact text that a reader was shown before they decided, with
// the facts behind it. Two notices that differ in a single letter are two
// notices.
type Notice struct {
	// Provider is the catalogue's name of the provider, such as "youtube".
	Provider string `json:"provider"`

	// Recipient is the company that receives the reader's data, as the
	// notice names it.
	Recipient string `json:"recipient"`

	// Lang is the language of Text, a BCP 47 tag.
	Lang string `json:"lang"`

	// Hosts are the hosts that would be contacted.
	Hosts []string `json:"hosts,omitempty"`

	// Policies are the addresses of the recipient's privacy and cookie
	// policies.
	Policies []string `json:"policies,omitempty"`

	// Days is how long a remembered decision lasts; 0 if none is remembered.
	Days int `json:"days,omitempty"`

	// Text is what the reader read, plain, "\n" between its lines. It holds
	// the words of the controls too: what a button says is part of what is
	// agreed to.
	Text string `json:"text"`
}

// Hash names the notice: 22 letters, digits, "-" and "_", the first 128 bits
// of the SHA-256 of [Notice.Canonical] in base64url (RFC 4648, section 5).
// Anybody can recompute it from a record of the log.
func (n Notice) Hash() string {
	return shortHash(n.Canonical())
}

// Terms names what the notice is about, whatever its language and wording:
// recipient, hosts, policies and days. A remembered decision holds as long as
// the terms are the same; a corrected comma does not ask everybody again.
func (n Notice) Terms() string {
	n.Lang, n.Text = "", ""
	return shortHash(n.Canonical())
}

// Canonical gives the notice as one line of JSON without spaces: the members
// in the order of the struct's fields, empty lists and a zero Days left out,
// nothing escaped but what JSON, and U+2028 and U+2029, demand.
func (n Notice) Canonical() []byte {
	return canonical(n)
}

// MaxNotice is the length of [Notice.Canonical] in bytes at most.
const MaxNotice = 48 << 10

// Validate says what is wrong with a notice.
func (n Notice) Validate() error {
	switch {
	case !isProvider(n.Provider):
		return fmt.Errorf("provider %q is no name of the catalogue", n.Provider)
	case !isText(n.Recipient, MaxNotice, false):
		return errors.New("recipient is empty or not plain text")
	case !isLang(n.Lang):
		return fmt.Errorf("lang %q is no language tag", n.Lang)
	case !isText(n.Text, MaxNotice, true):
		return errors.New("text is empty or not plain text")
	case n.Days < 0 || n.Days > MaxDays:
		return fmt.Errorf("%d days is not between 0 and %d", n.Days, MaxDays)
	case len(n.Canonical()) > MaxNotice:
		return fmt.Errorf("the notice is longer than %d bytes", MaxNotice)
	}
	for _, s := range append(n.Hosts[:len(n.Hosts):len(n.Hosts)], n.Policies...) {
		if !isText(s, MaxNotice, false) {
			return fmt.Errorf("%q is no host or address of a policy", s)
		}
	}
	return nil
}

// canonical writes a struct of strings, numbers and lists, for which
// encoding/json has one output only and no error.
func canonical(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("consent: " + err.Error()) // no field of ours can fail
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func shortHash(b []byte) string {
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
