package client

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

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

// open checks and reads the GBCS message in an answer; it is nil where there is none.
func (c *Client) open(ctx context.Context, answer *Reply) (*DeviceAnswer, error) {
	payload := answer.DeviceMessage()
	if payload == nil {
		return nil, nil
	}
	return c.Open(ctx, payload)
}

// answers is why a message of a Device is not what answers a request, or nil.
func (a *DeviceAnswer) answers(id duis.RequestID) error {
	m := a.Message
	ours, counter := m.Recipient == id.Originator, m.Counter
	if s := m.Supplementary; s != nil { // the Access Control Broker asked on behalf of a User
		if ours = s.ID == id.Originator && s.Counter != nil; ours {
			counter = *s.Counter
		}
	}
	switch {
	case m.Originator != id.Target:
		return fmt.Errorf("it is of %s, not of %s", m.Originator, id.Target)
	case m.Flag == gbcs.Response && ours && counter != id.Counter:
		return fmt.Errorf("it answers the request with counter %d", counter)
	}
	return nil
}

// Open checks the protection of a GBCS message from a Device and reads what is in
// it. The error is about reading; a protection that does not hold is in the answer. Where it
// does not hold under the keys that are known they are looked up anew: a Device may have got
// others.
func (c *Client) Open(ctx context.Context, payload []byte) (*DeviceAnswer, error) {
	answer, err := c.openOnce(ctx, payload)
	if answer == nil || err == nil && answer.Fault == nil {
		return answer, err
	}
	if c.outdated(answer.Message.Originator) {
		return c.openOnce(ctx, payload)
	}
	return answer, err
}

func (c *Client) openOnce(ctx context.Context, payload []byte) (*DeviceAnswer, error) {
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
	m, keys := a.Message, c.Keys(ctx)
	a.Protection = ByDCC
	switch forUs := m.Recipient == c.User.EUI && c.User.Agreement != nil; {
	case len(m.Signature) > 0:
		a.Protection = BySignature
		key, err := keys.Signing(m.Originator)
		if err != nil {
			return nil, err
		}
		a.Fault = m.Verify(key)
	case forUs:
		a.Protection = ByMAC
		secret, err := keys.Agreed(m.Recipient, m.Originator)
		if err != nil {
			return nil, err
		}
		a.Fault = m.Open(secret)
	}
	reader := m.Recipient
	if m.Supplementary != nil {
		reader = m.Supplementary.ID
	}
	if c.User.Agreement == nil || reader != c.User.EUI {
		return nil, nil
	}
	return usecase.Opener(keys), nil
}

// Keys are the keys in use for checking and decrypting what Devices send to the User: its
// own, and those of Devices from the SMKI repository. ctx bounds the look-ups.
func (c *Client) Keys(ctx context.Context) gbcs.Keys { return keys{ctx, c} }

type keys struct {
	ctx context.Context
	c   *Client
}

func (k keys) Signing(id eui.ID) (*ecdsa.PublicKey, error) {
	found, err := k.c.Certificate(k.ctx, id, smki.DigitalSignature, 0)
	if err != nil {
		return nil, missing(err, id, "digital signature key")
	}
	return found.ECDSA(), nil
}

func (k keys) Agreed(a, b eui.ID) (gbcs.Secret, error) {
	if b == k.c.User.EUI {
		a, b = b, a
	}
	if a != k.c.User.EUI || k.c.User.Agreement == nil {
		return gbcs.Secret{}, gbcs.NoKey(a, "private key agreement key")
	}
	found, err := k.c.Certificate(k.ctx, b, smki.KeyAgreement, 0)
	if err != nil {
		return gbcs.Secret{}, missing(err, b, "key agreement key")
	}
	return gbcs.Agree(k.c.User.Agreement, found.ECDH())
}

func (k keys) Broker() (eui.ID, error) { return k.c.Broker, nil }

// missing says ErrNoCertificate in the words of [gbcs.Keys] too.
func missing(err error, id eui.ID, what string) error {
	if errors.Is(err, ErrNoCertificate) {
		return fmt.Errorf("%w: %w", gbcs.NoKey(id, what), err)
	}
	return err
}
