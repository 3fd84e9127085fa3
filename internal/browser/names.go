package browser

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/dns/dnsmessage"
)

// dnsPath is where the World answers questions about names (RFC 8484), on an
// address without a name.
const dnsPath = "/dns-query"

// own are names that Chromium itself asks for, whatever its flags say: for a
// newer Chromium, for the time, and after some minutes for lists of its maker's.
// For it they do not exist.
var own = []string{"update.googleapis.com", "clients2.google.com", "www.gstatic.com"}

// preferences make Chromium ask the World, and nobody else, for every name.
func (w *World) preferences() string {
	return fmt.Sprintf(`{"dns_over_https":{"mode":"secure","templates":"https://%s%s{?dns}"}}`, address(w.secure), dnsPath)
}

// resolve answers a question about a name and writes down that it was asked.
func (w *World) resolve(rw http.ResponseWriter, r *http.Request) {
	question, err := readQuestion(r)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	answer, err := w.answer(question)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	rw.Header().Set("Content-Type", "application/dns-message")
	rw.Write(answer)
}

func readQuestion(r *http.Request) ([]byte, error) {
	if q := r.URL.Query().Get("dns"); q != "" {
		return base64.RawURLEncoding.DecodeString(q)
	}
	return io.ReadAll(io.LimitReader(r.Body, 1<<16))
}

// answer gives every name the address of this machine.
func (w *World) answer(question []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	m.Response, m.RecursionAvailable = true, true
	m.Additionals = nil
	for _, q := range m.Questions {
		name := hostOf(q.Name.String())
		if slices.Contains(own, name) {
			m.RCode = dnsmessage.RCodeNameError
			continue
		}
		w.note(Contact{Kind: "look-up", Host: name})
		if q.Type == dnsmessage.TypeA {
			m.Answers = append(m.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
				Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
			})
		}
	}
	return m.Pack()
}

// hostOf is the host that a question is about: "_443._https.a.test." asks how to
// reach a.test (RFC 9460, section 2.3).
func hostOf(name string) string {
	name = strings.TrimSuffix(name, ".")
	for strings.HasPrefix(name, "_") {
		_, rest, found := strings.Cut(name, ".")
		if !found {
			return name
		}
		name = rest
	}
	return name
}
