package evidence

import (
	"context"
	"os"
	"testing"
)

// BenchmarkDurable measures receipts from many readers at a time, each of which
// waits until its receipt is on the disk. receipts/s is the figure to look at;
// it depends on the disk.
func BenchmarkDurable(b *testing.B) {
	dir := b.TempDir()
	l := opened(b, Options{Dir: dir})
	b.ReportAllocs()
	b.SetParallelism(128)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := l.Append(context.Background(), sampleReceipt()); err != nil {
				b.Error(err)
			}
		}
	})
	closed(b, l)
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "receipts/s")
	s, _ := verified(b, dir)
	files, _ := Files(dir)
	var size int64
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			size += info.Size()
		}
	}
	b.ReportMetric(float64(size)/float64(s.Receipts), "B/receipt")
}

// BenchmarkVerify measures reading and checking a log.
func BenchmarkVerify(b *testing.B) {
	dir := b.TempDir()
	l := opened(b, Options{Dir: dir, Queue: 20_000})
	for range 10_000 {
		later(b, l)
	}
	closed(b, l)
	files, err := Files(dir)
	if err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(files[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	for b.Loop() {
		if s, err := Verify(b.Context(), files, "", func(l Line) { b.Error(l.Fault) }); err != nil || s.Receipts != 10_000 {
			b.Fatal(s, err)
		}
	}
}
