package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/system"
)

type codeInvite struct {
	registerOf
	Person string `arg:"" help:"Id of the person: mains code list people."`
	Base   string `placeholder:"URL" help:"Address of the portal (default: as the running system says, or http://localhost:8080)."`
}

// Run prints an address that signs a person in.
func (c *codeInvite) Run(ctx context.Context, env environment) error {
	if c.Base != "" {
		if err := checkBase(c.Base); err != nil {
			return usageError{err}
		}
	}
	to, err := c.invite(ctx)
	var running *runningError
	if errors.As(err, &running) {
		to, err = running.invite(ctx, c.Person)
	}
	if err != nil {
		return err
	}
	if i := strings.Index(to, "/sign-in"); c.Base != "" && i >= 0 {
		to = strings.TrimSuffix(c.Base, "/") + to[i:]
	}
	fmt.Fprintln(env.out, to)
	fmt.Fprintf(env.err, "this signs %s in, once and within a day: it is as good as a password\n",
		c.Person)
	return nil
}

// invite is the address of somebody in a register that no system runs on.
func (c *codeInvite) invite(ctx context.Context) (to string, err error) {
	db, err := c.openDB(ctx, false)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	code, err := governanceOf(ctx, db)
	if err != nil {
		return "", err
	}
	if code.Register().Last().IsZero() {
		return "", c.nothing()
	}
	to, err = system.Invite(ctx, db, code, c.Person, clock.Real().Now())
	return fmt.Sprintf("http://localhost:%d%s", system.Port(system.Portal), to), err
}

// invite is an address as a running system makes it.
func (e *runningError) invite(ctx context.Context, person string) (string, error) {
	var made struct {
		Address string `json:"address"`
	}
	err := e.control(ctx, "/invitations", map[string]any{"person": person}, &made)
	return made.Address, err
}
