package serve

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/gatefold/gatefold/internal/article"
)

// Loader makes a site of what a folder holds now. The error is about the
// publication as a whole: its configuration, its theme, the folder itself.
type Loader func(ctx context.Context) (Site, []*article.Problem, error)

// Watching says how a folder is followed.
type Watching struct {
	Dir  string
	Load Loader

	// Quiet is how long the folder must be still after a change; 100 ms if
	// 0. A folder that never is still is read after five times that.
	Quiet time.Duration

	// Rescan is how often the folder is read although nothing was heard, for
	// network drives that do not tell; a minute if 0.
	Rescan time.Duration
}

// Follow shows every change of a folder until ctx ends. The folder is not read
// at first: who calls has just done that.
func (s *Server) Follow(ctx context.Context, w Watching) error {
	if w.Quiet <= 0 {
		w.Quiet = 100 * time.Millisecond
	}
	if w.Rescan <= 0 {
		w.Rescan = time.Minute
	}
	// The folder itself may go and come back, and its name has to mean the same
	// then.
	if dir, err := filepath.Abs(w.Dir); err == nil {
		w.Dir = dir
	}
	f := &follower{server: s, Watching: w, log: s.log}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		s.log.Warn("changes are seen only when the folder is read again",
			slog.Any("error", err), slog.Duration("every", w.Rescan))
		f.run(ctx, nil, nil)
		return nil
	}
	defer watcher.Close()
	f.watcher = watcher
	f.watchAll()
	f.run(ctx, watcher.Events, watcher.Errors)
	return nil
}

// follower turns the many events of a change into one reading of the folder.
type follower struct {
	Watching
	server  *Server
	log     *slog.Logger
	watcher *fsnotify.Watcher
	full    bool // the system watches no more folders; it has been said
}

func (f *follower) run(ctx context.Context, events <-chan fsnotify.Event, errs <-chan error) {
	rescan := time.NewTicker(f.Rescan)
	defer rescan.Stop()
	due := time.NewTimer(time.Hour)
	due.Stop()
	turn := time.NewTimer(time.Hour) // when the site becomes another one by itself
	defer turn.Stop()
	f.await(turn)
	var first time.Time // of the changes that are waiting; zero for none
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-events:
			if !f.matters(e) {
				continue
			}
			switch {
			case e.Name == f.Dir:
				f.watchAnew()
			case e.Has(fsnotify.Create):
				f.watchTree(e.Name)
			}
			if first.IsZero() {
				first = time.Now()
			}
			due.Reset(max(0, min(f.Quiet, 5*f.Quiet-time.Since(first))))
			continue
		case err := <-errs:
			// Events were lost: what happened is found by reading.
			f.log.Debug("watching the folder", slog.Any("error", err))
			f.watchAll()
		case <-due.C:
		case <-rescan.C:
		case <-turn.C:
		}
		first = time.Time{}
		if f.reload(ctx) {
			f.await(turn)
		}
	}
}

// await sets a timer to when the site that is shown becomes another one: an
// article is due, or expires. Where the clock is set meanwhile, the next rescan
// finds out.
func (f *follower) await(turn *time.Timer) {
	turn.Stop()
	if e := f.server.current.Load(); e != nil && !e.turns.IsZero() {
		// A little late, so that the moment has passed for whoever asks the clock.
		turn.Reset(max(0, time.Until(e.turns)) + 10*time.Millisecond)
	}
}

// reload reads the folder and shows what it holds, or keeps what is shown. It
// reports whether there is a new site.
func (f *follower) reload(ctx context.Context) bool {
	began := time.Now()
	next, problems, err := f.Load(ctx)
	if ctx.Err() != nil {
		return false
	}
	before := f.server.current.Load()
	if err != nil {
		if before == nil || before.failure == nil || before.failure.Error() != err.Error() {
			f.log.Error("the site stays as it was", slog.Any("error", err))
		}
		f.server.keep(err)
		return false
	}
	var known []*article.Problem
	if before != nil {
		known = before.problems
	}
	added, gone := news(known, problems)
	f.server.Show(next, problems)
	LogProblems(f.log, added)
	if gone > 0 {
		f.log.Info("mended", slog.Int("problems", gone), slog.Int("left", len(problems)))
	}
	f.log.Debug("read the folder", slog.Duration("took", time.Since(began)))
	return true
}

// LogProblems tells an editor what is wrong, where, and what to do.
func LogProblems(log *slog.Logger, problems []*article.Problem) {
	for _, p := range problems {
		level := slog.LevelError
		if p.Warning {
			level = slog.LevelWarn
		}
		attrs := []slog.Attr{slog.String("at", place(p))}
		if p.Key != "" {
			attrs = append(attrs, slog.String("key", p.Key))
		}
		if p.Remedy != "" {
			attrs = append(attrs, slog.String("remedy", p.Remedy))
		}
		log.LogAttrs(context.Background(), level, p.Message, attrs...)
	}
}

// parts are the folders of a publication, and its configuration, that a site is
// made of. Whatever else lies beside them does not matter, an export least of
// all.
var parts = []string{"content", "static", "theme", "gatefold.toml"}

// matters says whether an event is about something that a site is made of.
func (f *follower) matters(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || isLeftover(filepath.Base(e.Name)) {
		return false
	}
	if e.Name == f.Dir {
		return true // another folder, or another link, stands in its place
	}
	rel, err := filepath.Rel(f.Dir, e.Name)
	if err != nil {
		return true
	}
	first, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	for _, p := range parts {
		if first == p {
			return true
		}
	}
	return false
}

// isLeftover says whether a file is one that editors make for themselves.
func isLeftover(name string) bool {
	return strings.HasSuffix(name, "~") || strings.HasPrefix(name, ".#") || name == "4913" ||
		strings.HasPrefix(name, ".") && (strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swx"))
}

// watchAnew forgets the folders that were watched, which lie elsewhere now if
// they lie anywhere, and watches those that have their names.
func (f *follower) watchAnew() {
	for _, old := range f.watcher.WatchList() {
		_ = f.watcher.Remove(old) // it may have gone by itself
	}
	f.watchAll()
}

// watchAll watches the folder itself, for what comes and goes in it, the one
// that it lies in, for when it is itself replaced, and all folders below the
// parts. Watching a folder twice does no harm.
func (f *follower) watchAll() {
	if up := filepath.Dir(f.Dir); up != f.Dir {
		_ = f.watcher.Add(up) // where this is not allowed, the next rescan finds out
	}
	f.watch(f.Dir)
	for _, p := range parts {
		f.watchTree(filepath.Join(f.Dir, p))
	}
}

// watchTree watches a folder and those in it. What is no folder is no error:
// its parent is watched.
func (f *follower) watchTree(dir string) {
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil // what has just gone need not be watched
		}
		f.watch(name)
		return nil
	})
}

func (f *follower) watch(dir string) {
	err := f.watcher.Add(dir)
	if err == nil || os.IsNotExist(err) || f.full {
		return
	}
	f.full = true
	f.log.Warn("some changes are seen only when the folder is read again: the system watches no more folders",
		slog.String("folder", dir), slog.Duration("every", f.Rescan), slog.Any("error", err),
		slog.String("remedy", "raise fs.inotify.max_user_watches"))
}
