package client

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/mains-energy/mains/duis"
)

// Outcome is what became of a request, step by step. Fields of steps that it did
// not come to are nil.
type Outcome struct {
	Request    *duis.Request
	PreCommand *Reply // of Transform, for a critical request
	Ack        *Reply // of Send Command; nil also where it was lost and the request taken
	Answer     *Reply // the Device's, or the DCC's own
	Device     *DeviceAnswer
}

func (o *Outcome) replies() []*Reply { return []*Reply{o.PreCommand, o.Ack, o.Answer} }

// RefusedWith is the response code with which the DCC refused a step, empty where it did
// not.
func (o *Outcome) RefusedWith() duis.ResponseCode {
	for _, reply := range o.replies() {
		if reply != nil && reply.Refused() != nil {
			return reply.Code
		}
	}
	return ""
}

// ErrProtection says that a signature or MAC of an answer does not hold: nothing in it can
// be relied on.
var ErrProtection = errors.New("client: the protection does not hold")

// Fault is ErrProtection where a signature of the DCC, or the signature or MAC of the Device,
// does not hold; else nil.
func (o *Outcome) Fault() error {
	for _, reply := range o.replies() {
		if reply != nil && reply.Signature != nil {
			return fmt.Errorf("%w: XML signature of the DCC: %w", ErrProtection, reply.Signature)
		}
	}
	if o.Device != nil && o.Device.Fault != nil {
		return fmt.Errorf("%w: %s of the Device: %w", ErrProtection, o.Device.Protection,
			o.Device.Fault)
	}
	return nil
}

// Pending is a request that is under way. It is safe for concurrent use.
type Pending struct {
	client *Client
	done   chan struct{}

	mu      sync.Mutex
	outcome Outcome
	err     error // why no answer is waited for any more
}

// Request is the request as it was sent, with its RequestID. It must not be changed.
func (p *Pending) Request() *duis.Request { return p.Outcome().Request }

// Done is closed when the answer is there, or is not waited for any more.
func (p *Pending) Done() <-chan struct{} { return p.done }

// Outcome is how far the request has come. The message of a Device is opened by Wait.
func (p *Pending) Outcome() *Outcome {
	p.mu.Lock()
	defer p.mu.Unlock()
	o := p.outcome
	return &o
}

var (
	// ErrNoAnswer says that an acknowledged request has no answer yet. It may still come.
	ErrNoAnswer = errors.New("client: acknowledged, no answer yet")
	// ErrForgotten says that an answer is not waited for any more.
	ErrForgotten = errors.New("client: the answer is not waited for any more")
)

// Wait waits for the answer, checks it and reads it. Several may wait, and wait again. The
// Outcome is never nil. The error is a [*Refusal] where the answer refuses the request,
// [ErrProtection], [ErrNoAnswer] with that of ctx, or says why the message cannot be read. A
// Device that could not do what was asked is no error: see the values.
func (p *Pending) Wait(ctx context.Context) (*Outcome, error) {
	select {
	case <-p.done:
	default:
		select {
		case <-p.done:
		case <-ctx.Done():
			o := p.Outcome()
			return o, fmt.Errorf("%s: %w: %w", o.Request.RequestID, ErrNoAnswer, ctx.Err())
		}
	}
	o, err := p.read(ctx)
	if err != nil && o.Request != nil && p.failure() == nil {
		err = fmt.Errorf("%s: %w", o.Request.RequestID, err)
	}
	return o, err
}

// read is the outcome, with the message of the Device opened.
func (p *Pending) read(ctx context.Context) (*Outcome, error) {
	o := p.Outcome()
	if err := p.failure(); err != nil {
		return o, err
	}
	if err := o.Answer.Refused(); err != nil {
		return o, err
	}
	if o.Device == nil {
		device, err := p.client.open(ctx, o.Answer)
		if err != nil {
			return o, err
		}
		if device != nil && device.Fault == nil {
			device.Fault = device.answers(o.Request.RequestID)
		}
		p.mu.Lock()
		p.outcome.Device = device
		p.mu.Unlock()
		o.Device = device
	}
	return o, o.Fault()
}

// Forget stops waiting for the answer, which then goes to OnUnexpected if it comes.
func (p *Pending) Forget() { p.end(ErrForgotten) }

func (p *Pending) failure() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

func (p *Pending) answered() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.outcome.Answer != nil
}

func (p *Pending) transformed(reply *Reply) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.outcome.PreCommand = reply
}

func (p *Pending) acknowledge(reply *Reply) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.outcome.Ack = reply
}

// settle takes the answer, unless it is not waited for any more.
func (p *Pending) settle(answer *Reply) bool {
	return p.finish(func() { p.outcome.Answer = answer })
}

// end stops waiting, for a reason.
func (p *Pending) end(err error) {
	p.finish(func() { p.err = err })
}

// finish is the end of waiting, once.
func (p *Pending) finish(how func()) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.done:
		return false
	default:
	}
	how()
	close(p.done)
	p.client.drop(p, p.outcome.Request.RequestID)
	return true
}

// Expect waits for an answer to a request that was sent before: by an earlier process, or
// one that is answered again, as with a future-dated command.
func (c *Client) Expect(id duis.RequestID) (*Pending, error) {
	return c.expect(&duis.Request{Header: duis.Header{RequestID: id}})
}

// expect prepares for the answer to a request, before it is sent.
func (c *Client) expect(request *duis.Request) (*Pending, error) {
	p := &Pending{client: c, done: make(chan struct{}), outcome: Outcome{Request: request}}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waits[request.RequestID] != nil {
		return nil, fmt.Errorf("client: the answer to %s is waited for already", request.RequestID)
	}
	c.waits[request.RequestID] = p
	return p, nil
}

// drop takes a Pending out of those that are waited for.
func (c *Client) drop(p *Pending, id duis.RequestID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waits[id] == p {
		delete(c.waits, id)
	}
}

// failed is the Pending of a request that was not sent.
func (c *Client) failed(request *duis.Request, err error) (*Pending, error) {
	p := &Pending{
		client: c, done: make(chan struct{}), outcome: Outcome{Request: request}, err: err,
	}
	close(p.done)
	return p, err
}
