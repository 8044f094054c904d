package client

import (
	"context"
	"sync"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
)

// line is what requests stand in one after the other: those to one target, top-ups apart, as
// their counters are.
type line struct {
	target eui.ID
	topUps bool
}

func lineOf(r *duis.Request) line {
	return line{r.RequestID.Target, r.ServiceReferenceVariant == topUp}
}

// lines are those in which somebody stands.
type lines struct {
	mu   sync.Mutex
	open map[line]*place
}

// place is the head of a line.
type place struct {
	free  chan struct{} // holds one value while nobody is at the head
	stand int           // how many stand in the line
}

// enter waits for the head of a line. leave makes room for the next.
func (l *lines) enter(ctx context.Context, at line) (leave func(), err error) {
	l.mu.Lock()
	p := l.open[at]
	if p == nil {
		p = &place{free: make(chan struct{}, 1)}
		p.free <- struct{}{}
		l.open[at] = p
	}
	p.stand++
	l.mu.Unlock()
	drop := func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if p.stand--; p.stand == 0 {
			delete(l.open, at)
		}
	}
	select {
	case <-p.free:
		return func() { p.free <- struct{}{}; drop() }, nil
	case <-ctx.Done():
		drop()
		return nil, ctx.Err()
	}
}
