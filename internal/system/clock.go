package system

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
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

// A system is not at a time before earliest, where a wall clock has not been set, nor
// after latest: the certificates of organisations cover just this.
var (
	earliest = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2114, 12, 31, 0, 0, 0, 0, time.UTC)
)

// startClock starts the one clock: at --as-at, else where it was left when it had been
// adjusted, else as the wall says. A wall clock that is far off is refused: it would put
// new work before old. Whoever names a time means it.
func (s *System) startClock(ctx context.Context) error {
	if at := s.config.AsAt; !at.IsZero() {
		if err := checkTime(at); err != nil {
			return err
		}
		s.clock = clock.New(s.config.Wall.Now())
		s.clock.Set(at)
		return nil // it is kept when the register has taken it: see openRegister
	}
	var err error
	if s.clock, err = SavedClock(ctx, s.db, s.config.Wall); err != nil {
		return fmt.Errorf("%w; start with --as-at", err)
	}
	now := s.clock.Now()
	if err := checkTime(now); err != nil {
		return fmt.Errorf("%w: set the clock, or start with --as-at", err)
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

// SavedClock is the clock of the system whose database this is, while it does not run: as it
// was left when it had been adjusted, else as the wall says.
func SavedClock(ctx context.Context, db *store.DB, wall clock.Clock) (*clock.Adjustable, error) {
	c := clock.New(wall.Now())
	saved, adjusted, err := db.Meta(ctx, metaClock)
	if err == nil && adjusted {
		if err = json.Unmarshal([]byte(saved), c); err != nil {
			err = fmt.Errorf("the saved clock: %w", err)
		}
	}
	return c, err
}

// checkTime refuses a time that no system of ours can be at.
func checkTime(at time.Time) error {
	if at.Before(earliest) || at.After(latest) {
		return fmt.Errorf("%s cannot be the time of a system: want %s to %s",
			at.Format(time.RFC3339), earliest.Format(time.DateOnly), latest.Format(time.DateOnly))
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
