package localise

import (
	"cmp"
	"context"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/rewrite"
)

// Courier fetches. *courier.Courier is one; it goes to no private network.
type Courier interface {
	Ask(ctx context.Context, q courier.Question) (*courier.Answer, error)
}

// Options say what is kept. Dir and Courier are needed.
type Options struct {
	Dir     string // where copies are kept; made if it is not there
	Courier Courier

	// Kinds are what is kept, of style, font, picture and icon; all of them if
	// there are none.
	Kinds []rewrite.Kind

	// Wait is how long a page waits for something that is being fetched for the
	// first time. After that it goes without, and has it the next time. 0 waits
	// until it is there.
	Wait time.Duration

	// Again asks again for what could not be had before the keeper was made: who runs a
	// command once more may have mended what was wrong. Otherwise that is believed for an
	// hour, whoever found it out.
	Again bool

	// Most is how many addresses are fetched before the program is started
	// again; 10,000 if 0. Who writes pages could otherwise fill the disk.
	Most int

	// Log gets what cannot be had; nil for nobody.
	Log *slog.Logger
}

// Keeper keeps copies. It is safe for concurrent use. Close it at the end.
type Keeper struct {
	o     Options
	began time.Time
	store *store
	ctx   context.Context
	stop  context.CancelFunc
	turns chan struct{} // one for each fetch at a time

	mu      sync.Mutex
	work    sync.WaitGroup
	known   map[ask]*note
	flights map[ask]chan struct{}
	fetched int
	used    map[string]bool // files that pages of this run need
}

// ask is something that is wanted.
type ask struct {
	kind    rewrite.Kind
	address string
}

const (
	atATime  = 4
	maxKnown = 50000
)

// Kinds are all that can be kept.
func Kinds() []rewrite.Kind {
	return []rewrite.Kind{rewrite.Style, rewrite.Font, rewrite.Picture, rewrite.Icon}
}

// New makes a keeper.
func New(o Options) (*Keeper, error) {
	s, err := openStore(o.Dir)
	if err != nil {
		return nil, err
	}
	if len(o.Kinds) == 0 {
		o.Kinds = Kinds()
	}
	o.Most = cmp.Or(o.Most, 10000)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	k := &Keeper{o: o, began: time.Now(), store: s, turns: make(chan struct{}, atATime), known: map[ask]*note{}, flights: map[ask]chan struct{}{}, used: map[string]bool{}}
	k.ctx, k.stop = context.WithCancel(context.Background())
	return k, nil
}

// Close ends what is being fetched and lets go of the folder.
func (k *Keeper) Close() {
	k.stop()
	k.work.Wait()
	k.store.root.Close()
}

// Localise gives the path of the copy of something, for rewrite.Options. It
// reports false for what is not kept, cannot be had, or is not here yet.
func (k *Keeper) Localise(kind rewrite.Kind, address string) (path string, ok bool) {
	if !slices.Contains(k.o.Kinds, kind) {
		return "", false
	}
	n := k.get(kind, address, k.o.Wait)
	if n == nil || n.File == "" {
		return "", false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, file := range append(n.Needs, n.File) {
		k.used[file] = true
	}
	return Prefix + n.File, true
}

// Used gives the names of the files that pages of this run need, sorted.
func (k *Keeper) Used() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	var all []string
	for file := range k.used {
		all = append(all, file)
	}
	slices.Sort(all)
	return all
}

// canonical makes of an address what is fetched: https, without a fragment.
func canonical(address string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || len(address) > 2000 {
		return "", false
	}
	u.Scheme, u.Fragment, u.RawFragment = "https", "", ""
	return u.String(), true
}

// get gives what is known of an address, after fetching it if need be.
func (k *Keeper) get(kind rewrite.Kind, address string, wait time.Duration) *note {
	address, ok := canonical(address)
	if !ok {
		return nil
	}
	a := ask{kind, address}
	done, n := k.begin(a)
	if done == nil || wait > 0 && n != nil && n.File != "" {
		return n
	}
	if wait <= 0 {
		<-done
	} else {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-done:
		case <-timer.C:
			return nil
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.known[a]
}

// begin gives the note that is there, and a channel that is closed when there is
// a newer one; nil if there will be none.
func (k *Keeper) begin(a ask) (<-chan struct{}, *note) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := k.noted(a)
	if k.holds(n) {
		return nil, n
	}
	if done := k.flights[a]; done != nil {
		return done, n
	}
	if k.ctx.Err() != nil || !k.may(n) {
		return nil, n
	}
	done := make(chan struct{})
	k.flights[a] = done
	k.work.Go(func() { k.fly(a, done) })
	return done, n
}

// holds says whether a note still is the answer.
func (k *Keeper) holds(n *note) bool {
	return n != nil && n.holds(time.Now()) && (n.whole() || !k.o.Again || !n.When.Before(k.began))
}

// noted gives the note of an address, from memory or the folder; nil if there is none.
func (k *Keeper) noted(a ask) *note {
	n := k.known[a]
	if k.holds(n) {
		return n
	}
	if there := k.store.recall(a.kind, a.address); there != nil { // another program may have had it since
		k.learn(a, there)
		return there
	}
	return n
}

// may says whether something may be fetched of which there is this note, and counts it if
// there is none: what could not be had is asked for again and again, as long as the program
// runs, and is one address all the same.
func (k *Keeper) may(n *note) bool {
	if n != nil {
		return true
	}
	k.fetched++
	return k.fetched <= k.o.Most
}

// learn remembers a note in memory.
func (k *Keeper) learn(a ask, n *note) {
	if len(k.known) >= maxKnown {
		clear(k.known) // the folder has them all
	}
	k.known[a] = n
}

// fly fetches something for all who wait for it.
func (k *Keeper) fly(a ask, done chan struct{}) {
	k.fetchNoted(a, nil)
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.flights, a)
	close(done)
}

// inner gives the sheet that another one imports. It waits for nobody else's
// fetch, since that may be waiting for this one: two sheets can import each other.
func (k *Keeper) inner(address string, above []ask) *note {
	address, ok := canonical(address)
	a := ask{rewrite.Style, address}
	if !ok || slices.Contains(above, a) {
		return nil
	}
	k.mu.Lock()
	n := k.noted(a)
	if k.holds(n) {
		k.mu.Unlock()
		return n
	}
	stop := !k.may(n)
	k.mu.Unlock()
	if stop {
		return nil
	}
	return k.fetchNoted(a, above)
}

// without notes that something cannot be had now. A copy that lacks something is better
// than none.
func (k *Keeper) without(a ask, err error) *note {
	k.mu.Lock()
	defer k.mu.Unlock()
	if old := k.noted(a); old != nil && old.File != "" {
		same := *old
		same.When = time.Now()
		return &same
	}
	return &note{Kind: a.kind.String(), Address: a.address, Why: err.Error(), When: time.Now()}
}

// fetchNoted fetches something and notes how that went.
func (k *Keeper) fetchNoted(a ask, above []ask) *note {
	n, err := k.fetch(a, above)
	if err != nil {
		n = k.without(a, err)
		k.o.Log.Warn("no copy could be made", slog.String("address", a.address), slog.Any("error", err))
	}
	if k.ctx.Err() == nil {
		if err := k.store.remember(a.kind, n); err != nil {
			k.o.Log.Error("a copy could not be noted", slog.Any("error", err))
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.learn(a, n)
	return n
}
