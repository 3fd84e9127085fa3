package serve

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// timed is a site that becomes another one at a moment.
type timed struct {
	nothing
	until time.Time
}

func (s timed) NextChange() time.Time { return s.until }

// TestSiteChangesOnTime lets an article become due after three seconds and
// expire after ten, in a folder in which nothing happens.
func TestSiteChangesOnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		turns := []time.Time{began.Add(3 * time.Second), began.Add(10 * time.Second)}
		make := func() Site {
			for _, turn := range turns {
				if turn.After(time.Now()) {
					return timed{until: turn}
				}
			}
			return timed{}
		}
		var read []time.Duration
		load := func(context.Context) (Site, []*article.Problem, error) {
			read = append(read, time.Since(began))
			return make(), nil, nil
		}
		letPass(t, make(), load, time.Hour-time.Second)
		if len(read) != 2 {
			t.Fatalf("the folder was read after %v", read)
		}
		for i, turn := range turns {
			if late := read[i] - turn.Sub(began); late < 0 || late > 100*time.Millisecond {
				t.Errorf("the change after %v was seen after %v", turn.Sub(began), read[i])
			}
		}
	})
}

// TestFailureDoesNotRunInCircles breaks the publication at the moment at which
// an article is due: it is tried again at the next rescan and not before.
func TestFailureDoesNotRunInCircles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tried := 0
		load := func(context.Context) (Site, []*article.Problem, error) {
			tried++
			return nil, nil, errors.New("the configuration is broken")
		}
		letPass(t, timed{until: time.Now().Add(3 * time.Second)}, load, 2*time.Hour+time.Second)
		if tried != 3 {
			t.Errorf("the folder was read %d times, when the article was due and every hour makes 3", tried)
		}
	})
}

// letPass follows a folder in which nothing happens, for so long.
func letPass(t *testing.T, first Site, load Loader, long time.Duration) {
	t.Helper()
	server := New(Options{})
	server.Show(first, nil)
	f := &follower{server: server, log: server.log, Watching: Watching{Load: load, Quiet: time.Millisecond, Rescan: time.Hour}}
	ctx, stop := context.WithTimeout(t.Context(), long)
	defer stop()
	f.run(ctx, nil, nil)
}
