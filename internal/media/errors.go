package media

import (
	"errors"

	"github.com/gatefold/gatefold/internal/article"
)

// What can be wrong with a picture. Inspect wraps one of these in an
// [*article.Problem] that says it to the author; test with errors.Is.
var (
	// ErrUnknown is a file that is none of the picture formats we know.
	ErrUnknown = errors.New("not a picture in a known format")
	// ErrTruncated is a file that ends before the picture does.
	ErrTruncated = errors.New("truncated picture")
	// ErrTooLarge is a picture with more pixels than a browser can bear.
	ErrTooLarge = errors.New("picture too large")
	// ErrBroken is a file whose structure contradicts its format.
	ErrBroken = errors.New("broken picture")
	// ErrActive is an SVG that holds a script or reaches outside itself.
	ErrActive = errors.New("picture with active content")
)

// Limits of a picture's size, in pixels. A browser needs four bytes for each
// pixel that it decodes, whatever the file's own size is.
const (
	MaxSide   = 30_000
	MaxPixels = 100_000_000
)

// fault is a problem found inside a picture, before its name is known.
type fault struct {
	kind            error // one of the Err values
	message, remedy string
}

func (f *fault) Error() string { return f.message }
func (f *fault) Unwrap() error { return f.kind }

func truncated(message string) error {
	return &fault{ErrTruncated, message, "export or copy the picture again"}
}

func broken(message string) error {
	return &fault{ErrBroken, message, "open the picture in an editor and export it again"}
}

// problem says to the author what is wrong with the picture called name.
func problem(name string, err error) error {
	p := &article.Problem{File: name, Err: err}
	var f *fault
	if errors.As(err, &f) {
		p.Message, p.Remedy = f.message, f.remedy
		return p
	}
	p.Message = "the picture cannot be read: " + err.Error()
	p.Remedy = "check that the file is there and readable"
	return p
}
