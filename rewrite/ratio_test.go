//go:build linux || darwin

package rewrite

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
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

// BenchmarkFirstSight rewrites pages of codes that were never seen before.
func BenchmarkFirstSight(b *testing.B) {
	const codes = 100
	longer := strings.NewReplacer("iwGFalTRH%02d", "iwG%d", "12345678901234567%02d", "12345678901%d")
	for kind, name := range []string{"film", "post", "map", "picture"} {
		b.Run(name, func(b *testing.B) {
			r, code, n := benchRewriter(b), longer.Replace(embeds[kind]), 10_000_000
			var used []time.Duration
			for b.Loop() {
				page := bytes.NewBufferString(pageHead)
				for range codes {
					n++
					fmt.Fprintf(page, code, n)
				}
				used = append(used, cpu(func() {
					if _, err := r.Rewrite(io.Discard, page, testPage); err != nil {
						b.Fatal(err)
					}
				}))
			}
			slices.Sort(used)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(used[len(used)/2].Nanoseconds())/codes/1e3, "cpu-µs/code")
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
