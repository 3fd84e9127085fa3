package keeper

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/provider"
)

// Options say how to keep and to check. Store, Courier and Catalogue are required.
type Options struct {
	Store     snapshot.Store
	Courier   *courier.Courier
	Catalogue *provider.Catalogue

	// Forbidden says of which providers nothing may be kept; nil for none.
	Forbidden func(p *provider.Provider) bool

	TextOnly bool             // keep no pictures
	Fresh    time.Duration    // how long an answer is good; 30 days if 0, no time at all if negative
	DryRun   bool             // ask, but write nothing
	Workers  int              // how many pieces at a time; 4 if 0
	Now      func() time.Time // time.Now if nil

	// Progress is called after each piece; nil for nobody.
	Progress func(done, total int)
}

// run is one going through the pieces.
type run struct {
	Options
	now    time.Time
	report *Report
	files  map[string]*snapshot.File

	writing  sync.Mutex // of files
	decoding sync.Mutex // of pictures: one at a time, for they can be large
}

func newRun(o Options, mode string) *run {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Fresh = cmp.Or(o.Fresh, 30*24*time.Hour)
	o.Workers = cmp.Or(o.Workers, 4)
	now := o.Now().UTC()
	return &run{Options: o, now: now, report: &Report{Mode: mode, DryRun: o.DryRun, Started: now.Truncate(time.Second)}, files: map[string]*snapshot.File{}}
}

// today is the day, at midnight UTC.
func (r *run) today() time.Time { return r.now.Truncate(24 * time.Hour) }

// each works on tasks, several at a time. What has not begun when ctx ends never
// does.
func (r *run) each(ctx context.Context, tasks []*task, work func(*task)) {
	var group sync.WaitGroup
	var mu sync.Mutex
	next, done := 0, 0
	for range min(r.Workers, len(tasks)) {
		group.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(tasks) || ctx.Err() != nil {
					return
				}
				work(tasks[i])
				mu.Lock()
				done++
				if r.Progress != nil {
					r.Progress(done, len(tasks))
				}
				mu.Unlock()
			}
		})
	}
	group.Wait()
}

// finish gives the report, in the order of the articles.
func (r *run) finish(ctx context.Context) *Report {
	r.report.Stopped = ctx.Err() != nil
	for _, l := range r.report.Pieces {
		if l.Outcome == "" {
			l.say(Skipped, "the program was stopped before its turn")
		}
	}
	slices.SortStableFunc(r.report.Pieces, byPlace)
	return r.report
}
