package evidence

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// Options says how receipts are kept. Dir is required; the zero value of
// everything else is safe.
type Options struct {
	// Dir is the folder, which is made if it is not there.
	Dir string

	// Log gets what happens; nil for nobody.
	Log *slog.Logger

	// FileSize is the size in bytes from which on the log goes on in another
	// file; 16 MiB, about 50,000 receipts, if 0. With each month it does so
	// anyway.
	FileSize int64

	// Queue is how many receipts may wait for the disk; 8192 if 0.
	Queue int

	// Now tells the time; time.Now if nil.
	Now func() time.Time

	disk disk
}

// Why a receipt is not kept.
var (
	ErrFull    = errors.New("too many receipts are waiting for the disk")
	ErrClosed  = errors.New("the log is closed")
	ErrUnknown = errors.New("the notice is not one of this site")
)

// Log keeps receipts. It is safe for concurrent use.
type Log struct {
	o     Options
	log   *slog.Logger
	lock  *os.File
	queue chan item
	wake  chan struct{} // there are notices to write
	quit  chan struct{}
	done  chan struct{}
	close sync.Once

	beside sync.WaitGroup // what runs beside the writing

	notices notices
	lost    atomic.Int64 // for want of room in the queue, since the last complaint
	count   counters

	// For the writing goroutine only.
	tail     tail
	resumed  bool
	complain complaints
}

// item is a receipt on its way to the disk.
type item struct {
	receipt consent.Receipt
	notice  known
	done    chan<- error // has room for one
}

// maxBatch is how many receipts are written in one piece at most.
const maxBatch = 4096

// Open opens the log in a folder, or begins one, and keeps other writers away
// until [Log.Close].
//
// If the program that wrote before died within a record, the unfinished bytes
// are copied to a file beside the log, cut off, and a record says so. If the
// newest file is damaged further up, it is left as it is, and the log goes on
// in another one. If the disk is full the log opens all the same and begins to
// keep receipts when there is room.
func Open(o Options) (*Log, error) {
	l := newLog(o)
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, unusable(err)
	}
	var err error
	if l.lock, err = lock(o.Dir); err != nil {
		return nil, unusable(err)
	}
	if err := l.prepare(l.o.Now()); err != nil && !isFull(err) {
		l.tail.close()
		l.lock.Close()
		return nil, fmt.Errorf("receipts cannot be kept: %w", err)
	} else if err != nil {
		l.complain.failed(l.log, l.o.Now(), 0, err)
	}
	l.beside.Go(func() { l.recall(l.o.Now()) })
	go l.run()
	return l, nil
}

// unusable says of a folder that no log can be in it.
func unusable(err error) error {
	if errors.Is(err, ErrBusy) {
		return fmt.Errorf("receipts cannot be kept: %w", err)
	}
	return fmt.Errorf("receipts cannot be kept: %w: name a folder that the program may make and write to", err)
}

func newLog(o Options) *Log {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.FileSize <= 0 {
		o.FileSize = 16 << 20
	}
	if o.Queue <= 0 {
		o.Queue = 8192
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Log{
		o: o, log: o.Log, queue: make(chan item, o.Queue),
		wake: make(chan struct{}, 1), quit: make(chan struct{}), done: make(chan struct{}),
		tail: tail{dir: o.Dir, limit: o.FileSize, disk: o.disk},
	}
}

// isFull says whether it is only room that is missing.
func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

// Offer tells which notices readers are shown from now on. They are written to
// the log, and receipts may refer to them, as to all that were offered before.
func (l *Log) Offer(all []consent.Notice) {
	for _, err := range l.notices.offer(all) {
		l.log.Error("a notice cannot be kept, nor receipts for it", slog.Any("error", err))
	}
	select {
	case l.wake <- struct{}{}:
	default: // it is awake
	}
}

// Notice gives the notice with a hash, if it was offered or is in a file of the
// last seven months.
func (l *Log) Notice(hash string) (consent.Notice, bool) {
	n, ok := l.notices.find(hash)
	if !ok {
		return consent.Notice{}, false
	}
	return *n.notice, true
}

// Append keeps a receipt and returns when it is on the disk: it is acknowledged
// then. Where the error is that of ctx, the receipt is still on its way, and may
// be kept or not. What is lost is counted and complained about.
func (l *Log) Append(ctx context.Context, r consent.Receipt) error {
	done := make(chan error, 1)
	if err := l.enqueue(r, done); err != nil {
		l.count.lost.Add(1)
		if errors.Is(err, ErrFull) {
			l.lost.Add(1)
		}
		return err
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-l.done:
	}
	select {
	case err := <-done: // it was among the last
		return err
	default:
		return ErrClosed
	}
}

// Keep is [Log.Append] for a notice that nobody offered, because which notices a
// site shows is not known before it has shown them. From then on it is known.
func (l *Log) Keep(ctx context.Context, n consent.Notice, r consent.Receipt) error {
	if _, known := l.notices.find(r.Notice); !known {
		if err := n.Validate(); err != nil {
			l.count.lost.Add(1)
			l.log.Error("a notice cannot be kept, nor receipts for it", slog.String("provider", n.Provider), slog.Any("error", err))
			return err
		}
		l.notices.remember([]consent.Notice{n})
	}
	return l.Append(ctx, r)
}

func (l *Log) enqueue(r consent.Receipt, done chan<- error) error {
	n, ok := l.notices.find(r.Notice)
	if !ok {
		return ErrUnknown
	}
	if err := r.Validate(); err != nil {
		return err
	}
	select {
	case <-l.quit:
		return ErrClosed
	default:
	}
	select {
	case l.queue <- item{r, n, done}:
		return nil
	default:
		return ErrFull
	}
}

// Close writes what is waiting, says how many receipts were kept, and lets
// another program have the log.
func (l *Log) Close() error {
	l.close.Do(func() { close(l.quit) })
	<-l.done
	l.beside.Wait()
	return nil
}
