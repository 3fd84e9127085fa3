package retrofit

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/rewrite"
)

// Config says whose pages they are and what is let through. The zero value is the
// strictest.
type Config struct {
	// Origin is where readers find the site: "https://example.org", with a path
	// only for folders. nil: the host that each request names.
	Origin *url.URL

	FirstParty []string        // as rewrite.Options has it
	Allow      []rewrite.Allow // each with a reason

	// Language is that of pages which do not say theirs; English if empty.
	Language string

	// ReportOnly changes nothing and reports what would be done.
	ReportOnly bool

	// Localise are the kinds of things that copies are kept of, in KeepDir.
	Localise []rewrite.Kind
	KeepDir  string

	// Key signs the addresses of embed documents, for pages that are served; at
	// least 16 bytes. Folders need none.
	Key []byte

	// Days is how long readers' choices are remembered, at most 180; 180 if 0, and
	// not at all if -1.
	Days int

	// Receipts keeps receipts of what readers decide, for pages that are
	// served; nil for none.
	Receipts gatehttp.Receipts

	// Strings replaces words of the interface, by language and key.
	Strings map[string]map[string]string

	// Agent is what copies are fetched as.
	Agent string

	// internet takes the place of the real one in tests.
	internet func(*courier.Options)

	// Stamp identifies the program and the configuration: when it changes,
	// everything is made anew.
	Stamp string
}

// Flaw is something that is wrong in a configuration.
type Flaw struct {
	Key     string // where: "allow", "origin"
	Entry   int    // which of several, from 0
	Message string
	Remedy  string
}

func (f *Flaw) Error() string { return f.Key + ": " + f.Message + " (" + f.Remedy + ")" }

// Check says all that is wrong.
func (c *Config) Check() error {
	var all []error
	add := func(key string, entry int, remedy, format string, args ...any) {
		all = append(all, &Flaw{Key: key, Entry: entry, Message: fmt.Sprintf(format, args...), Remedy: remedy})
	}
	if o := c.Origin; o != nil && (o.Host == "" || o.Scheme != "http" && o.Scheme != "https" || o.RawQuery != "" || o.Fragment != "" || o.User != nil) {
		add("origin", 0, `write it as in "https://example.org"`, "%q is not the address of a site", o.Redacted())
	} else if o != nil && !isPort(o.Port()) {
		add("origin", 0, "write a number from 1 to 65535, or none", "%s is not a port", o.Port())
	}
	for i, h := range c.FirstParty {
		if !isHost(h) {
			add("first_party", i, `write it as in "cdn.example.org" or "*.example.org"`, "%q is not a host", h)
		}
	}
	for i, a := range c.Allow {
		if !isHost(a.Host) {
			add("allow", i, `write host = "stats.example.org"`, "%q is not a host", a.Host)
		}
		if strings.TrimSpace(a.Reason) == "" {
			add("allow", i, "write why in reason; it stands in the report", "there is no reason for %s", a.Host)
		}
	}
	if c.Days < -1 || c.Days > 180 {
		add("days", 0, "write 0, for not at all, to 180", "a choice cannot be remembered for %d days", c.Days)
	}
	if n := len(c.Key); n > 0 && n < 16 {
		add("key", 0, "use at least 16 random bytes", "the key is too short")
	}
	return errors.Join(all...)
}

// isPort says whether s is a port, or none.
func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return s == "" || err == nil && n > 0
}

// isHost says whether s is a host name, with or without "*." in front.
func isHost(s string) bool {
	host, ok := rewrite.Host(strings.TrimPrefix(s, "*."))
	return ok && host[0] != '.' && host[0] != '[' && !strings.HasSuffix(host, ".") && !strings.Contains(host, "..")
}

// plain writes hosts as browsers ask for them: letters outside of ASCII as DNS has them.
func (c *Config) plain() {
	c.FirstParty = slices.Clone(c.FirstParty)
	for i := range c.FirstParty {
		c.FirstParty[i] = rewrite.PlainHost(c.FirstParty[i])
	}
	c.Allow = slices.Clone(c.Allow)
	for i := range c.Allow {
		c.Allow[i].Host = rewrite.PlainHost(c.Allow[i].Host)
	}
	if c.Origin != nil {
		u := *c.Origin
		u.Host = strings.Replace(u.Host, u.Hostname(), rewrite.PlainHost(u.Hostname()), 1)
		c.Origin = &u
	}
}
