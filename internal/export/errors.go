package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// What a build can refuse, for errors.Is.
var (
	// ErrNotOurs says that OUT holds something that Gatefold did not write.
	ErrNotOurs = errors.New("the output folder is not ours")
	// ErrPlace says that OUT stands where no output may stand.
	ErrPlace = errors.New("not a place for the output")
	// ErrBusy says that another build writes into the same OUT.
	ErrBusy = errors.New("another build is writing there")
	// ErrForeign says that a page would have to replace a file that
	// Gatefold did not write.
	ErrForeign = errors.New("a file is in the way")
	// ErrUnfinished says that the new site is complete but could not be put
	// in place, or the old one cleared away, to the end; the next build goes
	// on from there.
	ErrUnfinished = errors.New("the new site is not finished")
)

// refusal is a sentence for the person who called, around a cause for the
// program.
type refusal struct {
	cause   error
	message string
}

func (r *refusal) Error() string { return r.message }
func (r *refusal) Unwrap() error { return r.cause }

func refuse(cause error, format string, args ...any) error {
	return &refusal{cause: cause, message: fmt.Sprintf(format, args...)}
}

// kept says of an error that stopped a build what it means for OUT and what to
// do about it.
func kept(out string, err error) error {
	if errors.Is(err, context.Canceled) {
		return refuse(err, "stopped; %s is as it was before", out)
	}
	return fmt.Errorf("%w; %s is as it was before%s", err, out, remedy(err))
}

// remedy gives the advice for the errors that a disk makes.
func remedy(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ": free some space and build again"
	case errors.Is(err, fs.ErrPermission):
		return ": give yourself the right to write there, or choose another folder"
	case errors.Is(err, syscall.EROFS):
		return ": the file system is read-only, choose another folder"
	case errors.Is(err, syscall.EFBIG):
		return ": a file is larger than your limit for file sizes (ulimit -f)"
	case errors.Is(err, fs.ErrNotExist):
		return ": something went away during the build, build again when nobody is moving files"
	}
	return ""
}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }
