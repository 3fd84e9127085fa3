package gatehttp

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"runtime/debug"
)

var (
	// errCut says that the handler ended before its answer did.
	errCut = errors.New("the answer was cut off")
	// errHurry says that what is there has to do, for the handler wants its
	// answer to be sent.
	errHurry = errors.New("no more for now")
	// errPanic says that the rewriter broke off.
	errPanic = errors.New("the rewriter broke off")
)

// feed turns a function that reads into something to write to. The function runs
// as a coroutine: it goes on while there is something to read and rests when there
// is not, so when push returns all of it has been read.
type feed struct {
	next  func() (struct{}, bool)
	stop  func()
	yield func(struct{}) bool
	data  []byte // pushed and not read yet
	end   bool   // nothing more will come
	hurry bool   // the next Read that finds nothing gets errHurry
	done  bool   // the function has returned
	err   error  // what it returned
}

func newFeed(work func(src io.Reader) error) *feed {
	f := &feed{}
	f.next, f.stop = iter.Pull(func(yield func(struct{}) bool) {
		f.yield = yield
		defer func() {
			if cause := recover(); cause != nil {
				f.err = fmt.Errorf("%w: %v\n%s", errPanic, cause, debug.Stack())
			}
			f.done = true
		}()
		f.err = work(f)
	})
	return f
}

// Read is for the function.
func (f *feed) Read(p []byte) (int, error) {
	for len(f.data) == 0 {
		switch {
		case f.end:
			return 0, io.EOF
		case f.hurry:
			f.hurry = false
			return 0, errHurry
		case !f.yield(struct{}{}):
			return 0, errCut
		}
	}
	n := copy(p, f.data)
	f.data = f.data[n:]
	return n, nil
}

// push gives the function more to read and returns when all of it was read, or
// with the error by which the function ended.
func (f *feed) push(p []byte) error {
	if f.done {
		return f.err
	}
	f.data = p
	f.next()
	f.data = nil
	return f.err
}

// press makes the function go on without more to read.
func (f *feed) press() error {
	if f.done {
		return f.err
	}
	f.hurry = true
	f.next()
	f.hurry = false
	return f.err
}

// finish tells the function that this was all, and returns what it does.
func (f *feed) finish() error {
	f.end = true
	if !f.done {
		f.next()
	}
	return f.err
}

// abandon ends the function where it rests.
func (f *feed) abandon() { f.stop() }
