package consent

import "fmt"

// Fault says where a log is not as it was written.
type Fault struct {
	// Record is the number of the record that is damaged or missing. Where a
	// line cannot be read it is the number that belongs there.
	Record int64

	Line   int   // from 1
	Offset int64 // of the line's first byte, from 0

	// What is wrong, in a sentence without a full stop.
	What string

	// Unfinished is true where the input ends within a line. A program that is
	// writing at this moment looks the same as one that was killed.
	Unfinished bool
}

func (f *Fault) Error() string {
	return fmt.Sprintf("record %d (line %d, byte %d): %s", f.Record, f.Line, f.Offset, f.What)
}
