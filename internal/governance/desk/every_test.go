package desk_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/desk"
)

// TestEvery settles at once and each hour until it is told to end, and no longer than it can.
func TestEvery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), 3*time.Hour+time.Minute)
		defer stop()
		n := 0
		settle := func(context.Context) error { n++; return nil }
		if err := desk.Every(ctx, clock.Real(), time.Hour, settle); err != nil || n != 4 {
			t.Errorf("settled %d times, want 4; %v", n, err)
		}
		wrong := errors.New("wrong")
		fail := func(context.Context) error { return wrong }
		if err := desk.Every(t.Context(), clock.Real(), time.Hour, fail); err != wrong {
			t.Errorf("of what failed it says %v", err)
		}
		if err := desk.Every(ctx, clock.Real(), time.Hour, fail); err != nil {
			t.Errorf("of what failed because it was to end it says %v", err)
		}
	})
}
