package client

import (
	"context"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
)

// Send sends a request, and returns when the DCC has acknowledged it or, where the DCC
// answers it itself, when the answer is there. A critical one is transformed, compared with
// its Pre-Command and signed in between. A request without a counter gets a fresh one;
// [Pending.Request] has it.
//
// Requests to one Device go one after the other, as their counters have to rise; those to
// others are independent. ctx ends the sending and not the wait for the answer.
//
// The Pending is never nil. Where there is an error it is done, and its Outcome says how far
// the request came: the error is a [*Refusal], [ErrUnknown], [ErrCorrelate], [ErrAnswerLost]
// or says what else went wrong.
func (c *Client) Send(ctx context.Context, request *duis.Request) (*Pending, error) {
	if request == nil {
		return c.failed(&duis.Request{}, errors.New("there is no request to send"))
	}
	sent := *request
	leave, err := c.lines.enter(ctx, lineOf(request))
	if err != nil {
		return c.failed(&sent, err)
	}
	defer leave()
	if sent.RequestID.Counter == 0 {
		numbered, err := c.Renew(request)
		if err != nil {
			return c.failed(&sent, err)
		}
		sent = *numbered
	}
	way := sent.CommandVariant
	if _, done := sent.Body.(*duis.SignedPreCommand); !done && way >= transform && way < 8 {
		sent.CommandVariant = transform
		way = max(way, signed)
	}
	return c.carry(ctx, &sent, sent.Append(nil), way)
}

// SendDocument is Send of a request document, which is sent as it is under a signature of
// its own: what signature it has is replaced. The error is that of [duis.Parse] where it is
// no valid request.
func (c *Client) SendDocument(ctx context.Context, document []byte) (*Pending, error) {
	request, err := duis.Parse(document)
	if err != nil {
		return c.failed(request, err)
	}
	leave, err := c.lines.enter(ctx, lineOf(request))
	if err != nil {
		return c.failed(request, err)
	}
	defer leave()
	return c.carry(ctx, request, document, signed)
}

// Do is SendDocument, and waits for the answer. The Outcome is never nil and says how far
// the request came.
func (c *Client) Do(ctx context.Context, document []byte) (*Outcome, error) {
	p, err := c.SendDocument(ctx, document)
	if err != nil {
		return p.Outcome(), err
	}
	defer p.Forget()
	return p.Wait(ctx)
}

// carry brings a request to where it is acknowledged. way is the Command Variant of its
// Signed Pre-Command where it is to be transformed.
func (c *Client) carry(
	ctx context.Context, request *duis.Request, document []byte, way uint8,
) (*Pending, error) {
	p, err := c.expect(request)
	if err != nil {
		return c.failed(request, err)
	}
	service := srv.ServiceOf(request.CommandVariant)
	if service == srv.Transformation {
		service = srv.ServiceOf(way)
		document, err = c.preCommand(ctx, p, document, way)
	}
	if err == nil {
		err = c.deliver(ctx, p, service, document)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", request.RequestID, err)
		p.end(err)
	}
	return p, err
}

// deliver sends what goes on from the DCC, or what the DCC answers itself.
func (c *Client) deliver(
	ctx context.Context, p *Pending, service srv.Service, document []byte,
) error {
	reply, err := c.persist(ctx, p, service, document)
	if service == srv.NonDevice {
		if reply != nil {
			p.settle(reply)
		}
		return err
	}
	p.acknowledge(reply)
	if errors.Is(err, ErrAnswerLost) {
		return nil // it was taken; what is lost is the acknowledgement
	}
	return err
}

// ErrCorrelate says that a Pre-Command is not what the request asked for. It must
// not be signed.
var ErrCorrelate = errors.New("client: the Pre-Command does not mean what the request says")

// preCommand has the DCC transform a critical request, checks that the Pre-Command
// means the same, signs it as the User and wraps it with the Command Variant way.
func (c *Client) preCommand(
	ctx context.Context, p *Pending, document []byte, way uint8,
) ([]byte, error) {
	if c.User.Signing == nil {
		return nil, fmt.Errorf("client: no GBCS signing key for %s", c.User.EUI)
	}
	reply, err := c.persist(ctx, p, srv.Transformation, document)
	p.transformed(reply)
	if err != nil {
		return nil, err
	}
	payload, err := preCommandOf(reply)
	if err != nil {
		return nil, err
	}
	if err := correlate(p.Request(), payload); err != nil {
		return nil, err
	}
	message, err := gbcs.Parse(payload)
	if err != nil {
		return nil, err
	}
	if err := message.Sign(c.Random, c.User.Signing); err != nil {
		return nil, err
	}
	request := *p.Request()
	request.CommandVariant = way
	request.Body = &duis.SignedPreCommand{GBCSPayload: message.Append(nil)}
	return request.Append(nil), nil
}

func preCommandOf(reply *Reply) ([]byte, error) {
	body, ok := reply.Body.(*duis.ResponseMessage)
	if !ok {
		return nil, errors.New("client: the reply of Transform is no ResponseMessage")
	}
	made, ok := body.Payload.(*duis.PreCommand)
	if !ok {
		return nil, errors.New("client: the reply of Transform has no PreCommand")
	}
	return made.GBCSPayload, nil
}

// correlate checks that a Pre-Command does all that the request asks and nothing else.
func correlate(request *duis.Request, preCommand []byte) error {
	if err := srv.Correlate(request, preCommand, srv.Inputs{}); err != nil {
		return fmt.Errorf("%w: %w", ErrCorrelate, err)
	}
	return nil
}
