package evidence

import (
	"time"
)

// run writes what comes until the log is closed.
func (l *Log) run() {
	defer close(l.done)
	items := make([]item, 0, maxBatch)
	for {
		select {
		case first := <-l.queue:
			items = l.collect(append(items[:0], first))
		case <-l.wake:
			items = l.collect(items[:0])
		case <-l.quit:
			l.end()
			return
		}
		l.write(items)
	}
}

// collect takes what is waiting already.
func (l *Log) collect(items []item) []item {
	for len(items) < maxBatch {
		select {
		case next := <-l.queue:
			items = append(items, next)
		default:
			return items
		}
	}
	return items
}

// end writes what is left and lets go of everything.
func (l *Log) end() {
	for more := true; more; {
		items := l.collect(nil)
		l.write(items) // the first time even if only notices are waiting
		more = len(items) > 0
	}
	_ = l.tail.repair() // if it fails, the next program does it
	l.tail.close()
	l.lock.Close()
	l.count.log(l.log)
}

// write writes receipts in one piece and tells each of those who wait.
func (l *Log) write(items []item) {
	now := l.o.Now()
	err := l.tryWrite(items, now)
	if n := int64(len(items)); err == nil {
		l.count.kept.Add(n)
	} else {
		l.count.lost.Add(n)
	}
	if lost := l.lost.Swap(0); lost > 0 {
		l.complain.failed(l.log, now, lost, ErrFull)
	}
	switch {
	case err != nil:
		l.complain.failed(l.log, now, int64(len(items)), err)
	case len(items) > 0: // to write nothing always works
		l.complain.better(l.log)
	}
	for _, it := range items {
		it.done <- err // there is room: it was made for this one answer
	}
}

func (l *Log) tryWrite(items []item, now time.Time) error {
	if err := l.prepare(now); err != nil {
		return err
	}
	current := l.notices.inForce()
	if len(items) == 0 && len(current) == 0 {
		return nil
	}
	if err := l.tail.ready(now, current); err != nil {
		return err
	}
	b := l.tail.begin()
	for _, n := range current {
		l.tail.keep(b, n, now)
	}
	for i := range items {
		l.tail.keep(b, items[i].notice, now)
		b.add(items[i].receipt)
	}
	return l.tail.commit(b)
}

// prepare finds the end of the log, once.
func (l *Log) prepare(now time.Time) error {
	if l.resumed {
		return nil
	}
	found, err := l.tail.resume(now, l.log)
	if err != nil {
		return err
	}
	l.notices.remember(found)
	l.resumed = true
	return nil
}
