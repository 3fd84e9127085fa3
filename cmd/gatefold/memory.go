package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How a build uses memory. A build is short, and most of what it makes lives
// until its end: collecting early only walks over it again and again.
const (
	// untouched is what may be in use before the first collection. The build
	// after one changed article of 10,000 stays below it.
	untouched = 192 << 20
	// roomy is how much may come on top of what lives before the next
	// collection, in percent. 10,000 articles then take less than 400 MiB;
	// at 100 it is 300 MiB and a tenth more of the processor.
	roomy = 200
	// ample is the memory in use from which on room is made sooner: 50,000
	// articles then take 1.2 GiB instead of 1.6.
	ample = 1152 << 20
)

// tuneMemory trades memory that is there for work that is not needed, unless
// the environment says how (GOGC, GOMEMLIMIT).
func tuneMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(untouched)
	runtime.SetFinalizer(&canary{}, collected)
}

// collected is called after each collection. The limit follows what lives: one
// that is less than that would keep the collector running all the time.
func collected(*canary) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(limitFor(int64(live[0].Value.Uint64())))
	debug.SetGCPercent(roomy)
	runtime.SetFinalizer(&canary{}, collected)
}

// limitFor is the memory that may be in use before the next collection when so
// much lives, both in bytes.
func limitFor(live int64) int64 { return max(ample, live+live/2) }

// canary is what a collection finds. It has a field because objects without
// size are not collected.
type canary struct{ _ [16]*byte }
