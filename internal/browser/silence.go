package browser

import (
	"io"
	"log"
)

// silence drops what a server logs: connections that a closing browser cuts.
func silence() *log.Logger { return log.New(io.Discard, "", 0) }
