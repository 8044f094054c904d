package system

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/portal"
)

// openRegister opens the register of the Code. A named time before its last change is refused,
// and the clock stays as it was: what came later would seem gone, and nothing would be taken.
func (s *System) openRegister(ctx context.Context) (err error) {
	office, err := s.office()
	if err != nil {
		return err
	}
	s.code, err = governance.Open(ctx,
		governance.Config{DB: s.db, Clock: s.clock, Random: rand.Reader, Mail: office,
			Origin: s.site(), Outside: outside.Config{Allow: s.config.Allow},
			Wall: s.config.Wall, HoldWebhooks: s.config.HoldWebhooks})
	if err != nil || s.config.AsAt.IsZero() {
		return err
	}
	if last := s.code.Register().Last(); s.config.AsAt.Before(last) {
		return fmt.Errorf("--as-at %s is before the last change of the register, which is of %s: "+
			"start without --as-at, and the clock of this data has run on meanwhile (mains control clock "+
			"moves it on); to begin again at that time, name a fresh --data, or empty this one with "+
			"mains reset",
			s.config.AsAt.Format(time.RFC3339), last.Format(time.RFC3339))
	}
	return s.saveClock(ctx)
}

// openCode loads the demo into a register that is new, and does what is due.
func (s *System) openCode(ctx context.Context) error {
	loaded, err := s.code.Begin(ctx)
	if err != nil {
		return err
	}
	if loaded {
		s.log.InfoContext(ctx, "register", "loaded", "demo")
	}
	return s.code.Settle(ctx)
}

// code is the Code as the portal knows it.
type code struct{ *governance.Code }

func (c code) Person(ctx context.Context, id string) (portal.Person, error) {
	p, err := c.Code.Person(ctx, id)
	return portal.Person(p), err
}

func (c code) Demo(ctx context.Context) ([]portal.Person, error) {
	found, err := c.Code.Demo(ctx)
	people := make([]portal.Person, len(found))
	for i, p := range found {
		people[i] = portal.Person(p)
	}
	return people, err
}
