package dsp

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/store"
)

// command is the GBCS message that carries a request out: a Pre-Command, a
// Command without its MAC, or what the User signed.
type command struct {
	authorised
	useCase *usecase.UseCase
	message *gbcs.Message
	ours    bool // a party of the DCC signs it
}

// sealed is a Command with its MAC, as the Device will see it.
type sealed struct {
	command
	bytes []byte
}

// transform makes the message of a Service Request, or takes it out of a Signed
// Pre-Command.
func (g *Gateway) transform(ctx context.Context, a authorised) (command, error) {
	if body, ok := a.Body.(*duis.SignedPreCommand); ok {
		return g.signedPreCommand(ctx, a, body)
	}
	inputs, err := g.inputs(ctx, a)
	if err != nil {
		return command{}, refuse(a.Request, err)
	}
	route, err := a.variant.Route(a.Body, &inputs)
	if err != nil {
		return command{}, refuse(a.Request, err)
	}
	if inputs.Known, err = g.knows(ctx, a, route.UseCase); err != nil {
		return command{}, refuse(a.Request, err)
	}
	if a.variant.Critical && !inputs.Known {
		return command{}, refusal(a.Request, duis.E4, errNotHeld)
	}
	if a.variant.DCCCounts(route.UseCase, &inputs) {
		if inputs.Counter, err = g.counter.next(ctx); err != nil {
			return command{}, fmt.Errorf("transform %s: %w", a.RequestID, err)
		}
	}
	out, err := srv.Transform(a.Request, inputs)
	if _, coded := codeOf(err); err != nil && !coded {
		// What the DCC would have to know for it, nobody has told.
		return command{}, refusal(a.Request, duis.E64, err)
	}
	if err != nil {
		return command{}, refuse(a.Request, err)
	}
	g.step(ctx, "transform", a.Request, "use_case", out.UseCase.Code)
	return command{a, out.UseCase, out.Message, out.DCCSigns}, nil
}

// errNotHeld refuses what only a party that the Device knows can sign.
var errNotHeld = errors.New("the Device does not hold the User's certificate")

// signedPreCommand reads what the User signed and checks that it is what the
// request says.
func (g *Gateway) signedPreCommand(
	ctx context.Context, a authorised, body *duis.SignedPreCommand,
) (command, error) {
	message, err := gbcs.Parse(body.GBCSPayload)
	if err != nil {
		return command{}, refusal(a.Request, duis.E55, err)
	}
	uc, err := srv.CheckSigned(a.Request, a.device.Type, message)
	if err != nil {
		return command{}, refusal(a.Request, duis.E55, err)
	}
	known, err := g.knows(ctx, a, uc)
	if err != nil {
		return command{}, refuse(a.Request, err)
	}
	if !known {
		return command{}, refusal(a.Request, duis.E4, errNotHeld)
	}
	g.step(ctx, "transform", a.Request, "use_case", uc.Code)
	return command{authorised: a, useCase: uc, message: message}, nil
}

// seal adds the MAC to a Command, after the signature: it checks that of the User on a
// critical request, and has the party of the DCC sign what is its own.
func (g *Gateway) seal(ctx context.Context, c command) (sealed, error) {
	switch {
	case c.ours:
		if err := g.signOurs(ctx, c.message); err != nil {
			return sealed{}, fmt.Errorf("seal %s: %w", c.RequestID, err)
		}
	case c.variant.Critical:
		key, err := g.Certificates.Signing(ctx, c.message.Originator)
		if err != nil {
			return sealed{}, refusal(c.Request, duis.E54, err)
		}
		if err := c.message.Verify(key); err != nil {
			return sealed{}, refusal(c.Request, duis.E54, err)
		}
	}
	if err := g.Broker.Seal(ctx, c.message); err != nil {
		return sealed{}, fmt.Errorf("seal %s: %w", c.RequestID, err)
	}
	g.step(ctx, "seal", c.Request, "use_case", c.useCase.Code)
	return sealed{c, c.message.Append(nil)}, nil
}

// brokerCounter gives the Originator Counters of Commands that the Access
// Control Broker originates: milliseconds since 1970 or one more than the last,
// whichever is larger. Blocks are reserved in SQL ahead of use, so that neither a
// restart, nor a clock set back, nor a second gateway repeats one.
type brokerCounter struct {
	db    *store.DB
	clock clock.Clock

	mu             sync.Mutex
	last, reserved uint64
}

// counterBlock is how many counters one reservation takes: a write for each
// hundred seconds of milliseconds.
const counterBlock = 100_000

func (c *brokerCounter) next(ctx context.Context) (uint64, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := max(c.last+1, milliseconds(c.clock.Now()))
	if next >= c.reserved {
		from, err := reserveCounters(ctx, c.db, next)
		if err != nil {
			return 0, err
		}
		next, c.reserved = from, from+counterBlock
	}
	c.last = next
	return next, nil
}

func milliseconds(t time.Time) uint64 { return uint64(max(t.UnixMilli(), 1)) }
