package evidence

import (
	"log/slog"
	"sync/atomic"
	"time"
)

// counters count what has become of receipts since the log was opened.
type counters struct{ kept, lost atomic.Int64 }

func (c *counters) log(log *slog.Logger) {
	log.Info("receipts", slog.Int64("kept", c.kept.Load()), slog.Int64("lost", c.lost.Load()))
}

// Stats are what has become of receipts since the log was opened.
type Stats struct {
	Kept int64 // on the disk
	Lost int64 // refused, or not written
}

// Stats gives the counters.
func (l *Log) Stats() Stats { return Stats{l.count.kept.Load(), l.count.lost.Load()} }

// complaints tell the operator about receipts that are lost, but not each time.
type complaints struct {
	last  time.Time // when there was one
	lost  int64     // since then
	heard bool      // whether the end of the trouble is still to be told
}

// often is how often they are told at most.
const often = time.Minute

func (c *complaints) failed(log *slog.Logger, now time.Time, lost int64, err error) {
	c.lost += lost
	if since := now.Sub(c.last); !c.last.IsZero() && since >= 0 && since < often {
		return
	}
	log.Error("receipts cannot be kept; readers notice nothing", slog.Int64("lost", c.lost), slog.Any("error", err))
	c.last, c.lost, c.heard = now, 0, true
}

// better says that the trouble is over.
func (c *complaints) better(log *slog.Logger) {
	if c.heard {
		log.Info("receipts are kept again", slog.Int64("lost since the last complaint", c.lost))
		c.lost, c.heard = 0, false
	}
}
