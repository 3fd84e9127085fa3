package export

import (
	"bytes"
	"context"
	"hash/crc32"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// worker renders one file after the other, always into the same buffer.
type worker struct {
	buf  []byte
	made string // the folder it made last
}

// maxBuffer is the capacity above which a worker's buffer is given back after
// a very large file.
const maxBuffer = 4 << 20

// chunk is how many neighbouring files a worker takes at once: neighbours
// share folders.
const chunk = 32

// parallel calls put for every item of todo, on as many workers as there are
// processors, until one of them fails.
func parallel(ctx context.Context, todo []int, workers int, put func(ctx context.Context, w *worker, i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, (len(todo)+chunk-1)/chunk))
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range workers {
		group.Go(func() error {
			w := &worker{}
			for {
				end := int(next.Add(chunk))
				if end-chunk >= len(todo) {
					return nil
				}
				for _, i := range todo[end-chunk : min(end, len(todo))] {
					if err := ctx.Err(); err != nil {
						return err
					}
					if err := put(ctx, w, i); err != nil {
						return err
					}
				}
			}
		})
	}
	return group.Wait()
}

// outcome says what became of one item.
type outcome uint8

const (
	written outcome = iota
	same            // rendered anew, to the bytes that OUT has already
)

// make renders or copies an item into the file name, and completes its record.
// Bytes that OUT holds already are not written again.
func (b *build) make(ctx context.Context, w *worker, i int, name string) (outcome, error) {
	it, rec := &b.items[i], &b.records[i]
	f, err := it.content.Open()
	if err != nil {
		return written, err
	}
	if f != nil {
		defer f.Close()
		rec.size, err = b.disk.copy(name, f)
		rec.copied, rec.sum = true, 0
		return written, err
	}
	data, err := it.content.Append(ctx, w.buf[:0])
	if err != nil {
		return written, err
	}
	if w.buf = data; cap(data) > maxBuffer {
		w.buf = nil
	}
	rec.size, rec.sum, rec.copied = int64(len(data)), crc32.Checksum(data, castagnoli), false
	if b.has(rec, data) {
		return same, nil
	}
	return written, b.disk.create(name, data)
}

// has says whether OUT holds these very bytes.
func (b *build) has(rec *record, data []byte) bool {
	old, ok := b.old.find(rec.file)
	if !ok || old.copied || old.size != rec.size || old.sum != rec.sum {
		return false
	}
	name := b.path(rec.file)
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	there, err := os.ReadFile(name)
	return err == nil && bytes.Equal(there, data)
}

// progress counts finished items and tells the caller, one call at a time.
type progress struct {
	mu    sync.Mutex
	done  int
	total int
	tell  func(done, total int)
}

func (p *progress) step() {
	if p.tell == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.tell(p.done, p.total)
}
