package courier

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"os"
)

// Why says in one word why there is no answer.
type Why string

// The reasons.
const (
	Private   Why = "private"   // it leads to an address that is not on the internet
	Insecure  Why = "insecure"  // it leads to an address without https
	Astray    Why = "astray"    // it leads to something that is no ordinary address
	Redirects Why = "redirects" // it leads on and on
	Slow      Why = "slow"      // it took too long
	Large     Why = "large"     // the answer is too large
	TLS       Why = "tls"       // the connection is not safe
	Unknown   Why = "unknown"   // there is no such host
	Network   Why = "network"   // no connection, or a broken one
	Busy      Why = "busy"      // the host wants to be left alone for a while
	Stopped   Why = "stopped"   // somebody has stopped the program
)

// words say it to a person.
var words = map[Why]string{
	Private:   "it leads to a private address",
	Insecure:  "it leads to an address without https",
	Astray:    "it leads to what is no ordinary address",
	Redirects: "it leads from one address to the next without end",
	Slow:      "no whole answer came in time",
	Large:     "the answer is too large",
	TLS:       "its certificate is not in order",
	Unknown:   "there is no such host",
	Network:   "it cannot be reached",
	Busy:      "the host wants to be left alone for a while",
	Stopped:   "the program was stopped",
}

// Refusal is why there is no answer.
type Refusal struct {
	Why    Why
	Detail string // may be empty
	Err    error  // may be nil
}

// Error gives a sentence without a full stop.
func (r *Refusal) Error() string {
	if r.Detail == "" {
		return words[r.Why]
	}
	return words[r.Why] + " (" + r.Detail + ")"
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }

// refusal sorts an error of the HTTP client.
func refusal(ctx context.Context, err error) *Refusal {
	if r, ok := errors.AsType[*Refusal](err); ok {
		return r
	}
	r := &Refusal{Why: Network, Err: err, Detail: innermost(err)}
	switch {
	case context.Cause(ctx) != nil:
		return &Refusal{Why: Stopped, Err: err}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), isTimeout(err):
		r.Why, r.Detail = Slow, ""
	case isTLS(err):
		r.Why = TLS
	case isUnknown(err):
		r.Why, r.Detail = Unknown, ""
	}
	return r
}

func isTimeout(err error) bool {
	n, ok := errors.AsType[net.Error](err)
	return ok && n.Timeout()
}

func isUnknown(err error) bool {
	d, ok := errors.AsType[*net.DNSError](err)
	return ok && d.IsNotFound
}

func isTLS(err error) bool {
	_, certificate := errors.AsType[*tls.CertificateVerificationError](err)
	_, record := errors.AsType[tls.RecordHeaderError](err)
	_, alert := errors.AsType[tls.AlertError](err)
	_, host := errors.AsType[x509.HostnameError](err)
	return certificate || record || alert || host
}

// innermost gives the words of an error without the operation and the address,
// which the report names already.
func innermost(err error) string {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if o, ok := errors.AsType[*net.OpError](err); ok {
		err = o.Err
	}
	if s, ok := errors.AsType[*os.SyscallError](err); ok {
		err = s.Err
	}
	const longest = 120
	text := err.Error()
	return text[:min(len(text), longest)]
}
