package system

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/clock"
)

// Rows of the store's meta table about time.
const (
	metaClock = "clock" // the state of an adjusted clock
	metaSeen  = "seen"  // microseconds UTC of the system's time, lately
)

// Limits on what the clock may say at start.
const (
	// seenEvery is how often the system notes its time, on the wall.
	seenEvery = 30 * time.Second
	// backwards is how far before the noted time a start may be: clocks that are
	// corrected by a few minutes are everyday.
	backwards = time.Hour
)

// earliest is before anything this program can simulate: a wall clock that says so
// has not been set.
var earliest = time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC)

// startClock starts the one clock: where it was left when it had been adjusted, at
// --as-at, or as the wall says. A wall clock that is far off is refused: it would
// put new work before old.
func (s *System) startClock(ctx context.Context) error {
	s.clock = clock.New(clock.Real().Now())
	saved, adjusted, err := s.db.Meta(ctx, metaClock)
	if err != nil {
		return err
	}
	if adjusted {
		if err := json.Unmarshal([]byte(saved), s.clock); err != nil {
			return fmt.Errorf("the saved clock: %w", err)
		}
	}
	if !s.config.AsAt.IsZero() {
		s.clock.Set(s.config.AsAt)
	}
	now := s.clock.Now()
	if now.Before(earliest) {
		return fmt.Errorf("the clock says %s, which cannot be: set it, or start with --as-at",
			now.Format(time.RFC3339))
	}
	seen, err := s.lastSeen(ctx)
	if err != nil {
		return err
	}
	if now.Before(seen.Add(-backwards)) {
		return fmt.Errorf("the clock says %s, but this system was running at %s: "+
			"set the clock, or start with --as-at %s", now.Format(time.RFC3339),
			seen.Format(time.RFC3339), seen.Format(time.RFC3339))
	}
	return nil
}

func (s *System) lastSeen(ctx context.Context) (time.Time, error) {
	text, known, err := s.db.Meta(ctx, metaSeen)
	if err != nil || !known {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, text)
}

// keepTime notes the time now and then, and when the system stops.
func (s *System) keepTime(ctx context.Context) error {
	ticker := time.NewTicker(seenEvery)
	defer ticker.Stop()
	for {
		if err := s.noteTime(context.WithoutCancel(ctx)); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return s.noteTime(context.WithoutCancel(ctx))
		case <-ticker.C:
		}
	}
}

func (s *System) noteTime(ctx context.Context) error {
	return s.db.SetMeta(ctx, metaSeen, s.clock.Now().Format(time.RFC3339Nano))
}

// saveClock keeps an adjusted clock for the next start.
func (s *System) saveClock(ctx context.Context) error {
	state, err := json.Marshal(s.clock)
	if err != nil {
		return err
	}
	if err := s.db.SetMeta(ctx, metaClock, string(state)); err != nil {
		return err
	}
	return s.noteTime(ctx)
}
