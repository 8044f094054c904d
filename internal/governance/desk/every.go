package desk

import (
	"context"
	"time"

	"github.com/mains-energy/mains/internal/clock"
)

// Every settles at once, and again each time that a while has passed by the clock, until ctx ends
// or settling fails.
func Every(
	ctx context.Context, c clock.Clock, while time.Duration, settle func(context.Context) error,
) error {
	for {
		if err := settle(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		timer := c.NewTimer(while)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}
