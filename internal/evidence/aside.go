package evidence

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/gatefold/gatefold/consent"
)

// copyAside copies the end of a file, and has the disk confirm it. A copy that
// is there already, because the program died after it had made one, is made
// again.
func copyAside(d disk, path, to string, from int64) (a consent.Aside, err error) {
	in, err := os.Open(path)
	if err != nil {
		return a, err
	}
	defer in.Close()
	if _, err := in.Seek(from, io.SeekStart); err != nil {
		return a, err
	}
	if err := d.remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return a, err
	}
	out, err := d.create(to)
	if err != nil {
		return a, err
	}
	h := sha256.New()
	if a.Bytes, err = io.Copy(io.MultiWriter(writerOnly{out}, h), in); err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err != nil {
		_ = d.remove(to) // half a copy is of no use
		return a, err
	}
	a.SHA256 = base64.RawURLEncoding.EncodeToString(h.Sum(nil))
	return a, nil
}

// writerOnly keeps io.Copy from passing by our own Write.
type writerOnly struct{ io.Writer }
