//go:build linux || darwin

package rewrite

import (
	"bytes"
	"io"
	"syscall"
	"testing"
	"time"
)

// BenchmarkRatio measures both in turns, in CPU time, so that a busy machine does
// not matter: how many times as fast as the library's tokenizer passes a page do we
// rewrite it?
func BenchmarkRatio(b *testing.B) {
	r := benchRewriter(b)
	for name, page := range benchPages(b) {
		b.Run(name, func(b *testing.B) {
			var ours, theirs time.Duration
			src := bytes.NewReader(page)
			for b.Loop() {
				ours += cpu(func() {
					for range 4 {
						src.Reset(page)
						if _, err := r.Rewrite(io.Discard, src, testPage); err != nil {
							b.Fatal(err)
						}
					}
				})
				theirs += cpu(func() {
					for range 4 {
						src.Reset(page)
						passTokens(src)
					}
				})
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(theirs.Seconds()/ours.Seconds(), "times-as-fast")
			b.ReportMetric(float64(4*b.N*len(page))/1e6/ours.Seconds(), "MB/CPU-s")
		})
	}
}

// cpu is the processor time that this program spends on something.
func cpu(f func()) time.Duration {
	before := usage()
	f()
	return usage() - before
}

func usage() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
