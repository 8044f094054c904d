package dsp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/internal/bus"
)

// errReplay says that a counter is not larger than the last one.
var errReplay = errors.New(
	"the counter is not greater than the last one from this User for this target")

// seriesOf is the series that a request counts in.
func seriesOf(req *duis.Request) series {
	if req.ServiceReferenceVariant == "2.2" {
		return topUps
	}
	return requests
}

// fresh refuses a replayed RequestID before work is spent on it. The check that
// counts is the one in the transaction that accepts the request.
func (g *Gateway) fresh(ctx context.Context, req *duis.Request) error {
	last, err := g.journal.last(ctx, req.RequestID, seriesOf(req))
	if err != nil {
		return fmt.Errorf("authorise %s: %w", req.RequestID, err)
	}
	if req.RequestID.Counter > last {
		return nil
	}
	if _, ok := req.Body.(*duis.SignedPreCommand); ok && req.RequestID.Counter <= last {
		was, err := g.journal.stateOf(ctx, req.RequestID)
		if err != nil {
			return fmt.Errorf("authorise %s: %w", req.RequestID, err)
		}
		if was == transformed {
			return nil
		}
	}
	return refusal(req, duis.E51, errReplay)
}

// entry is the request as the journal keeps it.
func (a authorised) entry(s state, now, due time.Time) entry {
	return entry{
		id: a.RequestID, written: a.RequestIDText, reference: a.ServiceReference,
		variant: a.ServiceReferenceVariant, hub: a.device.Hub, region: a.device.Region,
		state: s, reached: true, received: now, due: due,
	}
}

// dispatch makes the sealed Command durable, hands it to the WAN and
// acknowledges it. After the write below nothing may refuse the request any more.
func (g *Gateway) dispatch(ctx context.Context, s sealed) (*duis.Response, error) {
	e := g.sendingEntry(s)
	if err := g.accept(ctx, s.Request, e); err != nil {
		return nil, err
	}
	g.step(ctx, "dispatch", s.Request, "use_case", s.useCase.Code)
	g.wakeBy(e.due)
	g.handOver(ctx, e)
	ack := g.acknowledge(s.Request, duis.I99)
	if both(s.CommandVariant) {
		ack.Code = duis.I0
		ack.Body = s.carrying(&duis.LocalCommand{GBCSPayload: s.bytes})
	}
	return ack, nil
}

// sendingEntry is a request on its way to the Device for the first time.
func (g *Gateway) sendingEntry(s sealed) entry {
	now := g.Clock.Now()
	e := s.entry(sending, now, now.Add(g.nextWait(1)))
	e.useCase, e.command, e.attempts = s.useCase.Code, s.bytes, 1
	e.answerTo, e.answerCounter = s.message.Originator, s.message.Counter
	return e
}

// nextWait is how long until the scheduler looks at a request again after attempt n.
func (g *Gateway) nextWait(n int) time.Duration {
	if wait, again := g.Timers.retry(n); again {
		return min(wait, g.Timers.GiveUp)
	}
	return g.Timers.GiveUp
}

// accept writes a request into the journal if its counter is fresh. A Signed
// Pre-Command may also be the request of that RequestID that was transformed.
func (g *Gateway) accept(ctx context.Context, req *duis.Request, e entry) error {
	err := g.DB.Write(ctx, func(tx *sql.Tx) error {
		if _, signed := req.Body.(*duis.SignedPreCommand); signed {
			if moved, err := g.journal.send(ctx, tx, e, transformed); moved || err != nil {
				return err
			}
		}
		fresh, err := g.journal.count(ctx, tx, req.RequestID, seriesOf(req))
		if err != nil {
			return err
		}
		if !fresh {
			return errReplay
		}
		return g.journal.insert(ctx, tx, e)
	})
	if errors.Is(err, errReplay) {
		return refusal(req, duis.E51, err)
	}
	if err != nil {
		return fmt.Errorf("accept %s: %w", req.RequestID, err)
	}
	return nil
}

// handOver gives a Command to the WAN. It is durable already: where the bus does
// not take it, the scheduler tries again. A User that hangs up does not stop it.
func (g *Gateway) handOver(ctx context.Context, e entry) {
	ctx = context.WithoutCancel(ctx)
	err := g.Bus.Publish(ctx, bus.Message{
		Subject: bus.CommandSubject(e.region, e.hub),
		ID:      e.id.String() + "#" + strconv.Itoa(e.attempts),
		Header: map[string]string{
			bus.HeaderHub: e.hub.String(), bus.HeaderDevice: e.id.Target.String(),
			bus.HeaderRequest: e.id.String(),
		},
		Data: e.command,
	})
	if err != nil {
		g.Log.WarnContext(ctx, "hand over", "request_id", e.id.String(), "err", err)
	}
}

// cancelYear is the year of the date that cancels: 3000-12-31.
const cancelYear = 3000

// await keeps a request until its date.
func (g *Gateway) await(ctx context.Context, a authorised, date time.Time) (*duis.Response, error) {
	now := g.Clock.Now()
	if date.Year() >= cancelYear {
		return g.cancel(ctx, a)
	}
	if date.Before(now) || date.Sub(now) > g.Timers.Horizon {
		return nil, refusal(a.Request, duis.E56, fmt.Errorf(
			"the execution date is not between now and %s from now", g.Timers.Horizon))
	}
	e := a.entry(waiting, now, date)
	e.document = a.Raw
	if err := g.accept(ctx, a.Request, e); err != nil {
		return nil, err
	}
	g.wakeBy(e.due)
	g.step(ctx, "await", a.Request)
	return g.acknowledge(a.Request, duis.I99), nil
}

// cancel ends the waiting requests of the same User, Device and Service
// Reference Variant.
func (g *Gateway) cancel(ctx context.Context, a authorised) (*duis.Response, error) {
	err := g.DB.Write(ctx, func(tx *sql.Tx) error {
		fresh, err := g.journal.count(ctx, tx, a.RequestID, seriesOf(a.Request))
		if err != nil {
			return err
		}
		if !fresh {
			return errReplay
		}
		_, err = tx.ExecContext(ctx, `UPDATE request SET state = $1, document = $2
			WHERE originator = $3 AND target = $4 AND variant = $5 AND state = $6`,
			cancelled, []byte{}, a.RequestID.Originator.String(), a.RequestID.Target.String(),
			a.variant.SRV, waiting)
		return err
	})
	if errors.Is(err, errReplay) {
		return nil, refusal(a.Request, duis.E51, err)
	}
	if err != nil {
		return nil, fmt.Errorf("cancel %s: %w", a.RequestID, err)
	}
	g.step(ctx, "cancel", a.Request)
	return g.acknowledge(a.Request, duis.I99), nil
}

// preCommand returns what Transform made and remembers that it did.
func (g *Gateway) preCommand(ctx context.Context, c command) (*duis.Response, error) {
	now := g.Clock.Now()
	e := c.entry(transformed, now, now)
	e.useCase = c.useCase.Code
	if err := g.accept(ctx, c.Request, e); err != nil {
		return nil, err
	}
	reply := g.acknowledge(c.Request, duis.I0)
	reply.Body = c.carrying(&duis.PreCommand{
		GBCSVersion: c.device.GBCSVersion, GBCSPayload: c.message.Append(nil),
	})
	return reply, nil
}

// local returns a Command for local delivery, in the journal like any other.
func (g *Gateway) local(ctx context.Context, s sealed) (*duis.Response, error) {
	e := g.sendingEntry(s)
	e.state = local
	if err := g.accept(ctx, s.Request, e); err != nil {
		return nil, err
	}
	g.step(ctx, "local", s.Request, "use_case", s.useCase.Code)
	reply := g.acknowledge(s.Request, duis.I0)
	reply.Body = s.carrying(&duis.LocalCommand{GBCSPayload: s.bytes})
	return reply, nil
}

// carrying is the body of a Response to this request with a payload.
func (a authorised) carrying(payload duis.Payload) *duis.ResponseMessage {
	return &duis.ResponseMessage{
		ServiceReference: a.ServiceReference, ServiceReferenceVariant: a.ServiceReferenceVariant,
		Payload: payload,
	}
}

// both reports whether a Command Variant is carried over the WAN and returned for
// local delivery as well.
func both(cv uint8) bool { return cv == 3 || cv == 7 }
