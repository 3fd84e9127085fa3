package courier

import (
	"context"
	"sync"
	"time"
)

// paces hold how hosts are dealt with. They are safe for concurrent use.
type paces struct {
	mu    sync.Mutex
	hosts map[string]*pace
}

// pace is how one host is dealt with.
type pace struct {
	turn chan struct{} // holds a token while nobody asks the host

	mu      sync.Mutex
	next    time.Time // when it may be asked again
	strikes int       // failures in a row
}

func (p *paces) of(host string) *pace {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hosts == nil {
		p.hosts = map[string]*pace{}
	}
	if p.hosts[host] == nil {
		turn := make(chan struct{}, 1)
		turn <- struct{}{}
		p.hosts[host] = &pace{turn: turn}
	}
	return p.hosts[host]
}

// enter waits for one's turn. It fails where the host has been given up, or
// wants to be left alone for longer than patience.
func (p *pace) enter(ctx context.Context, patience time.Duration) error {
	select {
	case <-ctx.Done():
		return &Refusal{Why: Stopped, Err: ctx.Err()}
	case <-p.turn:
	}
	const enough = 3
	p.mu.Lock()
	wait, strikes := time.Until(p.next), p.strikes
	p.mu.Unlock()
	var err error
	switch {
	case strikes >= enough:
		err = &Refusal{Why: Network, Detail: "three failures in a row; not asked again this time"}
	case wait > patience:
		err = &Refusal{Why: Busy, Detail: "for " + wait.Round(time.Second).String()}
	default:
		err = sleep(ctx, wait)
	}
	if err != nil {
		p.turn <- struct{}{}
	}
	return err
}

// leave lets the next one in, after a pause.
func (p *pace) leave(pause time.Duration) {
	p.rest(pause)
	p.turn <- struct{}{}
}

// rest keeps everybody from the host for a time.
func (p *pace) rest(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.next) {
		p.next = until
	}
}

// strike counts failures in a row.
func (p *pace) strike(failed bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.strikes++; !failed {
		p.strikes = 0
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return &Refusal{Why: Stopped, Err: ctx.Err()}
	case <-t.C:
		return nil
	}
}
