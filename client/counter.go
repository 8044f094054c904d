package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mains-energy/mains/internal/durable"
)

// topUp is the Service Reference Variant whose requests count apart.
const topUp = "2.2"

// topUpStep divides the counters of top-ups: they are multiples of 2^32.
const topUpStep = 1 << 32

// Counter gives fresh RequestID counters: milliseconds since 1970, or one more than
// the last. Those of top-ups (2.2) are apart: seconds since 1970, times 2^32. The
// zero value is ready; it is safe for concurrent use.
type Counter struct{ last, lastTopUp atomic.Uint64 }

// Next is a counter for a Service Reference Variant, larger than all before it.
func (c *Counter) Next(variant string, now time.Time) uint64 {
	if variant == topUp {
		return raise(&c.lastTopUp, now.Unix()) * topUpStep
	}
	return raise(&c.last, now.UnixMilli())
}

// raise makes last the larger of atLeast and one more than it was.
func raise(last *atomic.Uint64, atLeast int64) uint64 {
	for {
		was := last.Load()
		next := max(was+1, uint64(max(atLeast, 1)))
		if last.CompareAndSwap(was, next) {
			return next
		}
	}
}

// Counters gives fresh RequestID counters for a Service Reference Variant. Each is larger
// than all before it for the same User, those of earlier processes too; those of top-ups
// (2.2) are multiples of 2^32 and rise apart. It must be safe for concurrent use.
type Counters interface {
	Next(variant string, now time.Time) (uint64, error)
}

// memory are the counters of a Counter: they rise across restarts as long as the clock is
// not set back meanwhile.
type memory struct{ *Counter }

func (m memory) Next(variant string, now time.Time) (uint64, error) {
	return m.Counter.Next(variant, now), nil
}

// FileCounter gives counters as a [Counter] does, and keeps in a file how far they have
// come: they rise also where the clock was set back between two processes. Only one process
// at a time may use a file. It is safe for concurrent use.
type FileCounter struct {
	path    string
	mu      sync.Mutex
	counter Counter
	kept    ceilings
}

// ceilings are what counters stay below until the file says more. Of top-ups it is the upper
// half.
type ceilings struct {
	Requests uint64 `json:"requests"`
	TopUps   uint64 `json:"top_ups"`
}

// What is reserved at a time, so that not every request writes the file: chosen.
const (
	reserveRequests = 10_000
	reserveTopUps   = 16
)

// OpenCounter reads a file of counters, which need not exist yet.
func OpenCounter(path string) (*FileCounter, error) {
	f := &FileCounter{path: path}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("client: the file of counters: %w", err)
	}
	if err := json.Unmarshal(text, &f.kept); err != nil {
		return nil, fmt.Errorf("client: the file of counters %s: %w: restore it, or remove it "+
			"where the clock was not set back", path, err)
	}
	f.counter.last.Store(f.kept.Requests)
	f.counter.lastTopUp.Store(f.kept.TopUps)
	return f, nil
}

// Next is a counter for a Service Reference Variant, larger than all before it. The error is
// that of writing the file.
func (f *FileCounter) Next(variant string, now time.Time) (uint64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	next := f.counter.Next(variant, now)
	kept := f.kept
	if last := f.counter.last.Load(); last > kept.Requests {
		kept.Requests = last + reserveRequests
	}
	if last := f.counter.lastTopUp.Load(); last > kept.TopUps {
		kept.TopUps = last + reserveTopUps
	}
	if kept == f.kept {
		return next, nil
	}
	if err := kept.write(f.path); err != nil {
		return 0, fmt.Errorf("client: the file of counters: %w", err)
	}
	f.kept = kept
	return next, nil
}

// write replaces the file, so that it is the old one or the new one whatever happens.
func (c ceilings) write(path string) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return durable.WriteFile(path, append(text, '\n'))
}
