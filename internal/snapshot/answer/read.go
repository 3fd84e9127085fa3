package answer

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/provider"
)

// What an answer may be instead of one.
var (
	ErrPage    = errors.New("a web page came instead of an answer, perhaps one to log in")
	ErrFormat  = errors.New("the answer is not JSON")
	ErrCharset = errors.New("the answer is not text in a known encoding")
	ErrRefused = errors.New("the answer says that something is wrong")
	ErrEmpty   = errors.New("the answer says nothing about the piece")
)

// Said is what an answer says.
type Said struct {
	Quote   provider.Quote
	Picture string // the https address of a still picture, or empty
}

// Read reads an answer about a piece. What is wrong with it is one of the errors
// above; status codes are for the caller to understand.
func Read(a *courier.Answer, m provider.Match, c *provider.Catalogue) (*Said, error) {
	f, err := decode(a)
	if err != nil {
		return nil, err
	}
	if f.failed() {
		return nil, ErrRefused
	}
	said := &Said{Quote: f.quote(m, c), Picture: f.picture(m)}
	if q := &said.Quote; q.Author == "" && q.Title == "" && q.Text == "" && said.Picture == "" {
		return nil, ErrEmpty
	}
	return said, nil
}

// fields are the values of an answer, each as it stands in it.
type fields map[string]json.RawMessage

// decode reads the JSON of an answer.
func decode(a *courier.Answer) (fields, error) {
	body, err := utf8Of(a.Body, a.Type)
	if err != nil {
		return nil, err
	}
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\ufeff")))
	if bytes.HasPrefix(body, []byte("<")) || len(body) == 0 && isPage(a.Type) {
		return nil, ErrPage
	}
	var f fields
	if err := json.Unmarshal(body, &f); err != nil || f == nil {
		return nil, ErrFormat
	}
	return f, nil
}

func isPage(contentType string) bool {
	media, _, _ := mime.ParseMediaType(contentType)
	return media == "text/html" || media == "application/xhtml+xml"
}

// utf8Of converts a text to UTF-8 as its Content-Type says. JSON has to be UTF-8
// (RFC 8259, section 8.1); a few old servers send something else.
func utf8Of(body []byte, contentType string) ([]byte, error) {
	_, params, _ := mime.ParseMediaType(contentType)
	charset := strings.ToLower(params["charset"])
	if charset != "" && charset != "utf-8" && charset != "utf8" {
		e, err := htmlindex.Get(charset)
		if err != nil {
			return nil, ErrCharset
		}
		if decoded, err := e.NewDecoder().Bytes(body); err == nil {
			body = decoded
		}
	}
	if !utf8.Valid(body) {
		return nil, ErrCharset
	}
	return body, nil
}

// text returns a field that is a text, else "".
func (f fields) text(names ...string) string {
	for _, name := range names {
		var s string
		if json.Unmarshal(f[name], &s) == nil && strings.TrimSpace(s) != "" {
			return s
		}
	}
	return ""
}

// failed reports whether the answer is about an error and nothing else, as some
// endpoints give with the status 200.
func (f fields) failed() bool {
	_, is := f["error"]
	return is && f.text("html", "title", "author_name") == ""
}
