package client

import (
	"context"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// Outcome is what became of a request, step by step. Fields of steps that it did
// not come to are nil.
type Outcome struct {
	Request    *duis.Request
	PreCommand *Reply // of Transform, for a critical request
	Ack        *Reply // of Send Command
	Answer     *Reply // the Device's, or the DCC's own
	Device     *DeviceAnswer
}

// RefusedWith is the response code with which the DCC refused a step, empty where it did
// not.
func (o *Outcome) RefusedWith() duis.ResponseCode {
	for _, reply := range []*Reply{o.PreCommand, o.Ack, o.Answer} {
		if reply != nil && reply.Refused() != nil {
			return reply.Code
		}
	}
	return ""
}

// DeviceAnswer is the GBCS message in an answer, checked and read.
type DeviceAnswer struct {
	Message    *gbcs.Message
	UseCase    *usecase.UseCase
	Protection Protection
	Fault      error // why the protection does not hold; nil when it does
	Values     *usecase.Answer
}

// Protection is how a Device protects a message.
type Protection string

// The protections. A message that a Device addressed to the DCC carries a MAC that
// only the DCC can check.
const (
	BySignature Protection = "GBCS signature"
	ByMAC       Protection = "MAC"
	ByDCC       Protection = "MAC for the DCC"
)

// Do carries a request the whole way and waits for its answer on r, which the DCC
// must know as the place for it. document is signed here: what signature it has is
// replaced. The Outcome is never nil and says how far the request came; the error
// wraps [ErrRefused] where the DCC refused it.
func (c *Client) Do(ctx context.Context, document []byte, r *Receiver) (*Outcome, error) {
	outcome := &Outcome{}
	request, err := duis.Parse(document)
	outcome.Request = request
	if err != nil {
		return outcome, err
	}
	switch srv.ServiceOf(request.CommandVariant) {
	case srv.NonDevice:
		outcome.Answer, err = c.post(ctx, srv.NonDevice, document)
		return outcome, err
	case srv.Transformation:
		if document, err = c.preCommand(ctx, outcome, document); err != nil {
			return outcome, err
		}
	}
	answer := r.Expect(request.RequestID)
	if outcome.Ack, err = c.post(ctx, srv.SendCommand, document); err != nil {
		return outcome, err
	}
	if outcome.Answer, err = answer(ctx); err != nil {
		return outcome, fmt.Errorf("%s is acknowledged, no answer yet: %w", request.RequestID, err)
	}
	if err := outcome.Answer.Refused(); err != nil {
		return outcome, err
	}
	return outcome, c.open(ctx, outcome)
}

// post signs a request and sends it; a refusal is an error beside the reply.
func (c *Client) post(ctx context.Context, service srv.Service, document []byte) (*Reply, error) {
	signed, err := c.Sign(document)
	if err != nil {
		return nil, err
	}
	reply, err := c.Post(ctx, service, signed)
	if err != nil {
		return nil, err
	}
	return reply, reply.Refused()
}

// ErrCorrelate says that a Pre-Command is not what the request asked for. It must
// not be signed.
var ErrCorrelate = errors.New("client: the Pre-Command does not mean what the request says")

// preCommand has the DCC transform a critical request, checks that the Pre-Command
// means the same, signs it as the User and wraps it for Send Command.
func (c *Client) preCommand(
	ctx context.Context, outcome *Outcome, document []byte,
) ([]byte, error) {
	reply, err := c.post(ctx, srv.Transformation, document)
	outcome.PreCommand = reply
	if err != nil {
		return nil, err
	}
	payload, err := preCommandOf(reply)
	if err != nil {
		return nil, err
	}
	if err := correlate(outcome.Request, payload); err != nil {
		return nil, err
	}
	message, err := gbcs.Parse(payload)
	if err != nil {
		return nil, err
	}
	if c.User.Signing == nil {
		return nil, fmt.Errorf("client: no GBCS signing key for %s", c.User.EUI)
	}
	if err := message.Sign(c.Random, c.User.Signing); err != nil {
		return nil, err
	}
	request := *outcome.Request
	request.CommandVariant = 5
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

// open checks and reads the GBCS message in an answer.
func (c *Client) open(ctx context.Context, outcome *Outcome) error {
	body, ok := outcome.Answer.Body.(*duis.ResponseMessage)
	if !ok {
		return nil
	}
	var payload []byte
	switch p := body.Payload.(type) {
	case duis.GBCSPayload:
		payload = p
	case *duis.CINMessage:
		payload = p.GBCSPayload
	default:
		return nil
	}
	var err error
	outcome.Device, err = c.Open(ctx, payload)
	return err
}

// Open checks the protection of a GBCS message from a Device and reads what is in
// it. The error is about reading; a protection that does not hold is in the answer.
func (c *Client) Open(ctx context.Context, payload []byte) (*DeviceAnswer, error) {
	message, err := gbcs.Parse(payload)
	if err != nil {
		return nil, err
	}
	uc, ok := usecase.ByMessage(message.Header.Message)
	if !ok {
		return nil, fmt.Errorf("client: message code %s is in no Use Case", message.Header.Message)
	}
	answer := &DeviceAnswer{Message: message, UseCase: uc}
	keys, err := c.protection(ctx, answer)
	if err != nil {
		return nil, err
	}
	answer.Values, err = uc.ParseAnswer(message, keys)
	return answer, err
}

// protection checks signature or MAC, and returns what decrypts the values.
func (c *Client) protection(ctx context.Context, a *DeviceAnswer) (usecase.Decrypter, error) {
	m := a.Message
	if len(m.Signature) > 0 {
		a.Protection = BySignature
		found, err := c.Certificate(ctx, m.Originator, smki.DigitalSignature, 0)
		if err != nil {
			return nil, err
		}
		a.Fault = m.Verify(found.ECDSA())
	}
	if c.User.Agreement == nil || m.Recipient != c.User.EUI && m.Supplementary == nil {
		if a.Protection == "" {
			a.Protection = ByDCC
		}
		return nil, nil
	}
	device, err := c.agreement(ctx, m.Originator)
	if err != nil {
		return nil, err
	}
	secret, err := gbcs.Agree(c.User.Agreement, device)
	if err != nil {
		return nil, err
	}
	switch {
	case a.Protection != "":
	case m.Recipient == c.User.EUI:
		a.Protection, a.Fault = ByMAC, m.Open(secret)
	default:
		a.Protection = ByDCC
	}
	return decrypter{secret}, nil
}

// decrypter decrypts values for the User.
type decrypter struct{ secret gbcs.Secret }

func (d decrypter) Decrypt(h *gbcs.Header, blob []byte) ([]byte, error) {
	return h.Decrypt(nil, d.secret, blob)
}
