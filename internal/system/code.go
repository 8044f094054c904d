package system

import (
	"context"
	"crypto/rand"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/portal"
)

// openCode opens the register of the Code and, the first time, loads the demo.
func (s *System) openCode(ctx context.Context) (err error) {
	s.code, err = governance.Open(ctx,
		governance.Config{DB: s.db, Clock: s.clock, Random: rand.Reader})
	if err != nil {
		return err
	}
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
