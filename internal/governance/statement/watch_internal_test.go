package statement

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/record"
)

// TestWatch: a part has its state since that was first seen; readers are shown what was measured
// a moment ago, and do not make the system measure each time.
func TestWatch(t *testing.T) {
	begun := time.Date(2022, time.January, 20, 10, 0, 0, 0, time.UTC)
	c := clock.NewFrozen(begun)
	now, fault, asked := Measured{Works, ""}, error(nil), 0
	w := NewWatch(c, Measures{record.PartMailOut: func(context.Context) (Measured, error) {
		asked++
		return now, fault
	}})
	for _, step := range []struct {
		name  string
		after time.Duration
		state State
		fault error
		shows State
		since time.Duration // after the beginning
		asks  int
	}{
		{"first", 0, Works, nil, Works, 0, 1},
		{"at once again", 0, AtFault, nil, Works, 0, 0},
		{"a moment later", 59 * time.Second, AtFault, nil, Works, 0, 0},
		{"a minute later", time.Second, AtFault, nil, AtFault, time.Minute, 1},
		{"still", time.Hour, AtFault, nil, AtFault, time.Minute, 1},
		{"it works again", time.Hour, Works, nil, Works, 2*time.Hour + time.Minute, 1},
		{"it cannot be measured", time.Minute, Works, errors.New("no"), AtFault,
			2*time.Hour + 2*time.Minute, 1},
	} {
		c.Advance(step.after)
		now.State, fault, asked = step.state, step.fault, 0
		all := w.stands(t.Context())
		if len(all) != 1 || all[0].State != step.shows || !all[0].Since.Equal(begun.Add(step.since)) ||
			asked != step.asks {
			t.Errorf("%s: %+v, asked %d times, want %s since %s, asked %d times", step.name, all, asked,
				step.shows, begun.Add(step.since), step.asks)
		}
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	c.Advance(time.Hour)
	fault = gone.Err()
	if all := w.stands(gone); all[0].Says == "" || w.looked.Equal(c.Now()) {
		t.Errorf("a reader who has left is taken for a fault: %+v", all)
	}
}
