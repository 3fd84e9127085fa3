package serve

import (
	"encoding/base64"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// maxPacked is the size up to which a static file is packed and kept. Larger
// ones go from the disk to the client.
const maxPacked = 1 << 20

// streams says whether a static file is sent as it lies on the disk: it is
// packed already, it is large or tiny, or the client wants a part of it.
func streams(res *resource, r *http.Request, wants weights) bool {
	if wants[identity] == 0 {
		return res.size > maxPacked
	}
	return res.size > maxPacked || res.size < tiny || !isCompressible(res.mediaType) || len(r.Header["Range"]) > 0
}

// A response is given up when it takes longer than patience and, for files from
// the disk, the time that a slow line needs for its size.
const (
	patience = time.Minute
	slowLine = 16 << 10 // bytes a second
)

// stream sends a static file through http.ServeContent, which knows ranges and
// conditions.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, res *resource, f *os.File, wants weights) (int, int64) {
	if wants[identity] == 0 {
		return s.plain(w, r, http.StatusNotAcceptable)
	}
	h := w.Header()
	for _, field := range fieldsOf(res) {
		h[field.name] = field.value
	}
	if !isCompressible(res.mediaType) {
		delete(h, "Vary")
	}
	h["Etag"] = []string{`"` + base64.RawURLEncoding.EncodeToString(res.key[:]) + `"`}
	// Writers that have no deadline, as in tests, do without one.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience + time.Duration(res.size/slowLine)*time.Second))
	rec := &recorder{ResponseWriter: w}
	http.ServeContent(rec, withoutOddRange(r), "", res.modified, f)
	return rec.status, rec.size
}

// withoutOddRange takes a range off a request that has to be answered as if it
// had none: one of a unit that nobody knows, and every one but that of a GET (RFC
// 9110, section 14.2). http.ServeContent refuses the one and heeds the other.
func withoutOddRange(r *http.Request) *http.Request {
	asked := r.Header.Get("Range")
	if asked == "" || r.Method == http.MethodGet && strings.HasPrefix(strings.ToLower(asked), "bytes=") {
		return r
	}
	plain := *r
	plain.Header = r.Header.Clone()
	plain.Header.Del("Range")
	return &plain
}

// recorder notes what http.ServeContent sends. It keeps the way open for the
// kernel to send the file by itself.
type recorder struct {
	http.ResponseWriter
	status int
	size   int64
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	n, err := r.ResponseWriter.Write(b)
	r.size += int64(n)
	return n, err
}

func (r *recorder) ReadFrom(from io.Reader) (int64, error) {
	n, err := io.Copy(r.ResponseWriter, from)
	r.size += n
	return n, err
}
