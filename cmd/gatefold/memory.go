package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
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
)

// tuneMemory trades memory that is there for work that is not needed, unless
// the environment says how (GOGC, GOMEMLIMIT).
func tuneMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(untouched)
	// The limit is for the first collection only: what lives may well be more,
	// and the collector would then run all the time.
	runtime.SetFinalizer(&canary{}, func(*canary) {
		debug.SetGCPercent(roomy)
		debug.SetMemoryLimit(math.MaxInt64)
	})
}

// canary is what the first collection finds. It has a field because objects
// without size are not collected.
type canary struct{ _ [16]*byte }
