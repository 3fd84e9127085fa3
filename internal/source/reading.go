package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
)

// MaxSource is the largest text file that is read, in bytes.
const MaxSource = 8 << 20

var (
	errTooLarge   = errors.New("the file is larger than 8 MiB")
	errNotRegular = errors.New("it is not a regular file")
)

// isUTF8 reports whether s is valid UTF-8 without NUL.
func isUTF8(s string) bool { return utf8.ValidString(s) }

// openRegular opens a regular file of the folder. A pipe that took the place
// of a file must not make the program wait, hence O_NONBLOCK.
func openRegular(root *os.Root, name string) (*os.File, fs.FileInfo, error) {
	f, err := root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	fi, err := f.Stat()
	if err == nil && !fi.Mode().IsRegular() {
		err = errNotRegular
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, fi, nil
}

// readSource reads a text file into buf, which grows as needed. It never
// reads more than MaxSource bytes, even from a file that grows.
func readSource(root *os.Root, name string, buf []byte) ([]byte, stat, error) {
	f, fi, err := openRegular(root, name)
	if err != nil {
		return buf[:0], stat{}, err
	}
	defer f.Close()
	if fi.Size() > MaxSource {
		return buf[:0], statOf(fi), errTooLarge
	}
	buf = growTo(buf, int(fi.Size())+1)
	n := 0
	for {
		m, err := f.Read(buf[n:cap(buf)])
		n += m
		switch {
		case n > MaxSource:
			return buf[:0], statOf(fi), errTooLarge
		case errors.Is(err, io.EOF):
			return buf[:n], statOf(fi), nil
		case err != nil:
			return buf[:0], statOf(fi), err
		case n == cap(buf):
			buf = append(buf[:n], 0)[:n]
		}
	}
}

// growTo returns buf with room for n bytes.
func growTo(buf []byte, n int) []byte {
	if cap(buf) >= n {
		return buf[:0]
	}
	return make([]byte, 0, n+n/4)
}

// readProblem says to the author why a file could not be read.
func readProblem(name string, err error) *article.Problem {
	p := &article.Problem{File: name, Message: "the file cannot be read: " + reason(err), Remedy: "check that the file is there and readable", Err: err}
	switch {
	case errors.Is(err, errTooLarge):
		p.Message, p.Remedy = err.Error(), "split the text, and keep pictures and data in files of their own"
	case errors.Is(err, fs.ErrPermission):
		p.Message, p.Remedy = "the file may not be read", "give the program permission to read it"
	case errors.Is(err, fs.ErrNotExist):
		p.Message, p.Remedy = "the file went away while the folder was read", "do it again when nobody is moving files"
	}
	return p
}

// reason gives an error without the operation and the path, which the message
// names already.
func reason(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}

// checkText refuses bytes that are not text, with the line they stand in.
func checkText(name string, src []byte) *article.Problem {
	problem := func(at int, message, remedy string) *article.Problem {
		return &article.Problem{File: name, Line: 1 + bytes.Count(src[:at], newline), Message: message, Remedy: remedy}
	}
	if bytes.HasPrefix(src, []byte{0xff, 0xfe}) || bytes.HasPrefix(src, []byte{0xfe, 0xff}) {
		return problem(0, "the file is in UTF-16", "save it as UTF-8")
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return problem(i, "the file has a NUL byte, so it is damaged or not a text", "restore the file or remove the byte")
	}
	if bytes.IndexByte(src, '\n') < 0 {
		// Front matter would not be seen, and stand in the article for all to read.
		if i := bytes.IndexByte(bytes.TrimRight(src, "\r"), '\r'); i >= 0 {
			return problem(i, "the lines end with carriage returns alone, as on very old computers", "save the file with Unix or Windows line endings")
		}
	}
	if utf8.Valid(src) {
		return nil
	}
	at := invalidAt(src)
	return problem(at, fmt.Sprintf("the byte 0x%02X is not UTF-8", src[at]), "save the file as UTF-8")
}

// invalidAt returns the offset of the first byte that is not UTF-8.
func invalidAt(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return 0
}
