package dsp

import (
	"context"
	"crypto/ecdsa"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/bus"
)

// arrival is a message that came over the WAN.
type arrival struct {
	id          string // of the uplink: the same when it is carried twice
	hub, device eui.ID
	data        []byte
}

// errDiscard marks what a message says or lacks that no later attempt can mend:
// it is logged and forgotten.
var errDiscard = errors.New("discarded")

// What is discarded in the course of things: what was carried twice, and alerts to the
// DCC that it does not act on.
var (
	errRepeated = fmt.Errorf("%w: answered already", errDiscard)
	errOurs     = fmt.Errorf("%w: for the DCC", errDiscard)
)

// responses takes what comes from homes until ctx ends.
func (g *Gateway) responses(ctx context.Context) error {
	take := func(ctx context.Context, m bus.Message) error {
		err := g.arrive(ctx, m)
		if errors.Is(err, errDiscard) {
			g.Metrics.discarded.Inc()
			level := slog.LevelWarn
			if errors.Is(err, errRepeated) || errors.Is(err, errOurs) {
				level = slog.LevelInfo
			}
			g.Log.Log(ctx, level, "discard", "device", m.Header[bus.HeaderDevice], "err", err)
			return nil
		}
		return err
	}
	return g.Bus.Consume(ctx, bus.Responses, "gateway", take)
}

// arrive tells the kinds of arrival apart.
func (g *Gateway) arrive(ctx context.Context, m bus.Message) error {
	switch event := m.Header[bus.HeaderEvent]; event {
	case bus.EventDelivered:
		return nil // a hand-over is taken to have reached the hub until it is told otherwise
	case bus.EventUnreachable:
		return g.journal.unreached(ctx, m.Header[bus.HeaderRequest])
	case bus.EventPowerOutage, "":
	default:
		return fmt.Errorf("%w: event %q", errDiscard, event)
	}
	hub, err := eui.Parse(m.Header[bus.HeaderHub])
	if err != nil {
		return fmt.Errorf("%w: hub: %w", errDiscard, err)
	}
	device, err := eui.Parse(m.Header[bus.HeaderDevice])
	if err != nil {
		return fmt.Errorf("%w: device: %w", errDiscard, err)
	}
	a := arrival{m.ID, hub, device, m.Data}
	if m.Header[bus.HeaderEvent] == bus.EventPowerOutage {
		return g.lastGasp(ctx, a)
	}
	return g.receive(ctx, a)
}

// receive reads a GBCS message, checks who sent it and passes it on.
func (g *Gateway) receive(ctx context.Context, a arrival) error {
	message, err := gbcs.Parse(a.data)
	if err != nil {
		return fmt.Errorf("%w: %w", errDiscard, err)
	}
	if message.Originator != a.device {
		return fmt.Errorf("%w: originator %s is not the Device", errDiscard, message.Originator)
	}
	uc, ok := usecase.ByMessage(message.Header.Message)
	if !ok {
		return fmt.Errorf("%w: message code %s is in no Use Case", errDiscard, message.Header.Message)
	}
	if err := g.authentic(ctx, message, uc); err != nil {
		return err
	}
	switch message.Flag {
	case gbcs.Response:
		return g.respond(ctx, a, message, uc)
	case gbcs.Alert:
		return g.deviceAlert(ctx, a, message, uc)
	}
	return fmt.Errorf("%w: CRA flag %d from a Device", errDiscard, message.Flag)
}

// authentic checks what the DCC can: the Device's signature where the Use Case or the
// message has one, the MAC where the message is for the Access Control Broker. The
// MAC of a message to a User is that User's to check.
func (g *Gateway) authentic(ctx context.Context, m *gbcs.Message, uc *usecase.UseCase) error {
	var err error
	switch {
	case uc.Critical() || len(m.Signature) > 0:
		var key *ecdsa.PublicKey
		if key, err = g.Certificates.Signing(ctx, m.Originator); err == nil {
			err = m.Verify(key)
		}
	case m.Recipient == g.Broker.ID():
		err = g.Broker.Open(ctx, m)
	case len(m.MAC) == 0:
		err = gbcs.ErrMAC
	}
	for _, final := range []error{gbcs.ErrSignature, gbcs.ErrMAC, ErrNoCertificate} {
		if errors.Is(err, final) {
			return fmt.Errorf("%w: %w", errDiscard, err)
		}
	}
	return err
}

// respond matches a Device's answer to its request, wraps it, signs it and leaves
// it with deliver. The second answer to a request changes nothing.
func (g *Gateway) respond(
	ctx context.Context, a arrival, m *gbcs.Message, uc *usecase.UseCase,
) error {
	e, err := g.journal.answeredBy(ctx, m.Originator, m.Recipient, m.Counter)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%w: no request to %s has counter %d", errDiscard, m.Originator, m.Counter)
	}
	if err != nil {
		return err
	}
	if uc.Code != e.useCase {
		return fmt.Errorf("%w: %s answers %s", errDiscard, uc.Code, e.useCase)
	}
	response := e.id.Response()
	said := e.read(m)
	document, err := g.signAnswer(ctx, e, &duis.Response{
		RequestID: &e.id, RequestIDText: e.written, ResponseID: &response,
		Code: duis.I0, DateTime: g.Clock.Now(),
		Body: e.carrying(said.payload(a.data)),
	})
	if err != nil {
		return err
	}
	effect := func(tx *sql.Tx) error { return g.effect(ctx, tx, e, said) }
	fresh, err := g.settle(ctx, e, responded, document, effect, sending, timedOut)
	if err != nil {
		return err
	}
	if !fresh {
		return fmt.Errorf("%w: %s", errRepeated, e.id)
	}
	g.Metrics.answered(e.variant, duis.I0, g.Clock.Now().Sub(e.received))
	g.Log.InfoContext(ctx, "respond", "request_id", e.id.String(), "device", e.id.Target.String(),
		"srv", e.variant, "use_case", uc.Code, "code", string(duis.I0))
	return nil
}

// settle moves a request to its outcome, leaves the document that says so with
// deliver and has effect, where there is one: all or nothing. It reports false where the
// request is not in one of the states from.
func (g *Gateway) settle(
	ctx context.Context, e entry, outcome state, document []byte, effect func(*sql.Tx) error,
	from ...state,
) (bool, error) {
	d := delivery{
		id: e.id.String() + " " + string(outcome), user: e.id.Originator, request: e.id.String(),
		document: document,
	}
	var moved bool
	err := g.DB.Write(ctx, func(tx *sql.Tx) (err error) {
		moved, err = g.journal.leave(ctx, tx, e.id, outcome, from...)
		if err != nil || !moved {
			return err
		}
		if effect != nil {
			if err := effect(tx); err != nil {
				return err
			}
		}
		return g.leaveWithDeliver(ctx, tx, d)
	})
	if err != nil {
		return false, fmt.Errorf("settle %s: %w", e.id, err)
	}
	if moved {
		g.release(d)
	}
	return moved, nil
}

// timeOut tells the User that no answer came: E20 where the hub was not reached,
// E21 where it was.
func (g *Gateway) timeOut(ctx context.Context, e entry) error {
	code := duis.E21
	if !e.reached {
		code = duis.E20
	}
	return g.fail(ctx, e, timedOut, code, sending)
}

// fail ends a request with a response code and no payload.
func (g *Gateway) fail(
	ctx context.Context, e entry, to state, code duis.ResponseCode, from state,
) error {
	document, err := g.signAnswer(ctx, e, &duis.Response{
		RequestID: &e.id, RequestIDText: e.written, Code: code, DateTime: g.Clock.Now(),
		Body: e.carrying(nil),
	})
	if err != nil {
		return err
	}
	moved, err := g.settle(ctx, e, to, document, nil, from)
	if err != nil || !moved { // an answer was first
		return err
	}
	g.Metrics.answered(e.variant, code, g.Clock.Now().Sub(e.received))
	g.Log.InfoContext(ctx, "respond", "request_id", e.id.String(), "device", e.id.Target.String(),
		"srv", e.variant, "use_case", e.useCase, "code", string(code))
	return nil
}

// carrying is the body of a Response to this request with a payload, or nil.
func (e entry) carrying(payload duis.Payload) *duis.ResponseMessage {
	return &duis.ResponseMessage{
		ServiceReference: e.reference, ServiceReferenceVariant: e.variant, Payload: payload,
	}
}

// least is the wall time before which nothing settled now may be delivered.
func (g *Gateway) least() time.Time { return g.Wall.Now().Add(g.Timers.LeastDelay) }
