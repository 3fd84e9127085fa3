package serve

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gatefold/gatefold/internal/site"
)

// entry is the prepared response of one document: its headers, made once, and
// its bytes in each encoding that somebody has asked for.
type entry struct {
	key    entryKey
	status int
	file   bool // a static file: parts of it may be asked for

	fields       []field // headers of every response
	packable     bool
	length       int    // of the plain bytes
	tag          string // of the plain bytes, without quotes
	modified     time.Time
	forms        [encodings]atomic.Pointer[form]
	making       sync.Mutex  // one form is made at a time
	used         atomic.Bool // since the cache last looked
	retired      bool        // no longer in the cache, whose mutex guards it
	bytesCounted int64       // what the cache counts for it, under the same mutex
}

// entryKey identifies an entry. The path belongs to it because the headers of
// documents with equal bytes can differ.
type entryKey struct {
	key  [16]byte
	path string
}

// field is a header under its canonical name. The value is shared by all
// responses and never changed.
type field struct {
	name  string
	value []string
}

// form is an entry's bytes in one encoding.
type form struct {
	body     []byte
	etag     []string
	length   []string
	encoding []string // nil for identity
}

// newEntry renders a resource.
func newEntry(ctx context.Context, res *resource) (*entry, error) {
	plain, err := res.content.Append(ctx, nil)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(plain)
	e := &entry{
		key:      res.entryKey(),
		status:   res.status,
		file:     res.size > 0,
		fields:   fieldsOf(res),
		packable: len(plain) >= tiny && isCompressible(res.mediaType),
		length:   len(plain),
		tag:      base64.RawURLEncoding.EncodeToString(sum[:12]),
		modified: res.modified,
	}
	e.forms[identity].Store(e.newForm(identity, plain))
	return e, nil
}

func (r *resource) entryKey() entryKey { return entryKey{r.key, r.path} }

// fieldsOf makes the headers that all responses of a resource have.
func fieldsOf(res *resource) []field {
	fields := []field{
		{"Content-Type", []string{res.mediaType}},
		{"Cache-Control", []string{res.content.CacheControl()}},
		{"Vary", []string{"Accept-Encoding"}},
	}
	if res.redirect != "" {
		fields = append(fields, field{"Location", []string{res.redirect}})
	}
	if res.size > 0 && !res.modified.IsZero() {
		fields = append(fields, field{"Last-Modified", []string{res.modified.UTC().Format(http.TimeFormat)}})
	}
	return appendSecurity(fields, res.content.Headers())
}

func appendSecurity(fields []field, headers []site.Header) []field {
	for _, h := range headers {
		fields = append(fields, field{http.CanonicalHeaderKey(h.Name), []string{h.Value}})
	}
	return fields
}

// newForm wraps bytes. Every encoding has a strong tag of its own, because its
// bytes differ (RFC 9110, section 8.8.3.3).
func (e *entry) newForm(enc encoding, body []byte) *form {
	f := &form{body: body, length: []string{strconv.Itoa(len(body))}}
	if enc == identity {
		f.etag = []string{`"` + e.tag + `"`}
		return f
	}
	f.etag = []string{`"` + e.tag + "-" + names[enc] + `"`}
	f.encoding = []string{names[enc]}
	return f
}

// form gives the entry's bytes in an encoding, which it makes if nobody has
// asked for it before. made is how many bytes that added.
func (e *entry) form(enc encoding) (f *form, made int, err error) {
	if f := e.forms[enc].Load(); f != nil {
		return f, 0, nil
	}
	e.making.Lock()
	defer e.making.Unlock()
	if f := e.forms[enc].Load(); f != nil {
		return f, 0, nil
	}
	plain, err := e.plain()
	if err != nil {
		return nil, 0, err
	}
	body, err := pack(enc, plain)
	if err != nil {
		return nil, 0, err
	}
	f = e.newForm(enc, body)
	e.forms[enc].Store(f)
	return f, len(body), nil
}

// plain gives the unpacked bytes.
func (e *entry) plain() ([]byte, error) {
	for enc := range encodings {
		if f := e.forms[enc].Load(); f != nil {
			return unpack(enc, f.body, e.length)
		}
	}
	panic("serve: an entry without a form")
}

// dropPlain forgets the unpacked bytes when there are packed ones. They can be
// made again, and few clients want them.
func (e *entry) dropPlain() (freed int) {
	e.making.Lock()
	defer e.making.Unlock()
	if e.forms[gzipped].Load() == nil && e.forms[brotlied].Load() == nil {
		return 0
	}
	f := e.forms[identity].Swap(nil)
	if f == nil {
		return 0
	}
	return len(f.body)
}
