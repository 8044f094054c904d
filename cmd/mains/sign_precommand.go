package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

// preCommand signs a Pre-Command and prints it as a Signed Pre-Command.
func (c *signCommand) preCommand(env environment, content []byte, keys *smki.KeyStore) error {
	request, message, err := c.unsigned(content)
	if err != nil {
		return err
	}
	if c.Of != "" {
		if err := c.correlates(env, request, message); err != nil {
			return err
		}
	}
	key, ok := keys.Private(message.Originator, smki.DigitalSignature)
	if !ok {
		return fmt.Errorf("no digital signature key of %s, the originator of the Pre-Command",
			message.Originator)
	}
	if err := message.Sign(rand.Reader, key); err != nil {
		return err
	}
	if c.Hex {
		_, err := fmt.Fprintln(env.out, strings.ToUpper(hex.EncodeToString(message.Append(nil))))
		return err
	}
	name := c.As
	if name == "" {
		name = message.Originator.String()
	}
	u, err := user(keys, name)
	if err != nil {
		return err
	}
	if u.EUI != message.Originator {
		return fmt.Errorf("the Pre-Command is one of %s: only its originator can sign it",
			message.Originator)
	}
	request.Body = &duis.SignedPreCommand{
		ExecutionDateTime: executionDate(request.Body), GBCSPayload: message.Append(nil),
	}
	return writeSigned(env, request.Append(nil), u)
}

// executionDate is the date that a Signed Pre-Command repeats.
func executionDate(body duis.Body) *time.Time {
	if at, ok := duis.ExecutionDateTime(body); ok {
		return &at
	}
	return nil
}

// unsigned reads a Pre-Command and makes the header of the request that carries it: from
// the DUIS response, or else from the Pre-Command itself.
func (c *signCommand) unsigned(content []byte) (*duis.Request, *gbcs.Message, error) {
	header := duis.Header{CommandVariant: c.Variant}
	octets, ok := octetsOf(string(content))
	switch {
	case isMessage(content):
		octets = content
	case !ok:
		var err error
		if octets, err = c.answered(content, &header); err != nil {
			return nil, nil, err
		}
	}
	message, err := gbcs.Parse(octets)
	switch {
	case err != nil:
		return nil, nil, err
	case message.Form == gbcs.Sealed || len(message.Signature) > 0:
		return nil, nil, fmt.Errorf("that is a signed or sealed %s, not a Pre-Command", message.Flag)
	}
	if c.Variant < 5 || c.Variant > 7 {
		return nil, nil, usageError{fmt.Errorf("--command-variant %d: want 5, 6 or 7", c.Variant)}
	}
	if header.ServiceReferenceVariant == "" {
		v, err := c.variantOf(message)
		if err != nil {
			return nil, nil, err
		}
		if v != nil { // else --request says it
			header.ServiceReferenceVariant, header.ServiceReference = v.SRV, v.ServiceReference()
		}
		header.RequestID = duis.RequestID{
			Originator: message.Originator, Target: message.Recipient, Counter: message.Counter,
		}
	}
	return &duis.Request{Header: header}, message, nil
}

// answered is the Pre-Command in the DUIS response to a Transform request.
func (c *signCommand) answered(content []byte, header *duis.Header) ([]byte, error) {
	response, err := duis.ParseResponse(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Request, err)
	}
	body, ok := response.Body.(*duis.ResponseMessage)
	if !ok || response.RequestID == nil {
		return nil, fmt.Errorf("%s: no answer to a Transform request", c.Request)
	}
	made, ok := body.Payload.(*duis.PreCommand)
	if !ok {
		return nil, fmt.Errorf("%s: code %s, and no Pre-Command in it", c.Request, response.Code)
	}
	header.RequestID, header.RequestIDText = *response.RequestID, response.RequestIDText
	header.ServiceReference = body.ServiceReference
	header.ServiceReferenceVariant = body.ServiceReferenceVariant
	return made.GBCSPayload, nil
}

// variantOf is the Variant that a Pre-Command is of: by --srv, --request or its Use Case.
func (c *signCommand) variantOf(m *gbcs.Message) (*srv.Variant, error) {
	u, ok := usecase.ByMessage(m.Header.Message)
	if !ok {
		return nil, fmt.Errorf("the Message Code %s is in no Use Case", m.Header.Message)
	}
	var fit []string
	var found *srv.Variant
	for _, number := range u.SRVs {
		if v, ok := srv.Lookup(number); ok && v.Critical && (c.SRV == "" || c.SRV == number) {
			fit, found = append(fit, number), v
		}
	}
	switch {
	case len(fit) == 1:
		return found, nil
	case len(fit) > 1 && c.Of != "":
		return nil, nil
	case len(fit) > 1:
		return nil, usageError{fmt.Errorf("%s is of %s: say which with --srv or --request", u.Code,
			strings.Join(fit, ", "))}
	case c.SRV != "":
		return nil, usageError{fmt.Errorf("--srv %s: %s is of %s", c.SRV, u.Code,
			strings.Join(u.SRVs, ", "))}
	}
	return nil, fmt.Errorf("%s is not critical: nothing is signed", u.Code)
}

// correlates checks the Pre-Command against its request, whose header and date it takes.
func (c *signCommand) correlates(env environment, to *duis.Request, m *gbcs.Message) error {
	document, err := readInput(env, c.Of)
	if err != nil {
		return err
	}
	asked, err := duis.Parse(document)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Of, err)
	}
	if err := srv.Correlate(asked, m.Append(nil), srv.Inputs{}); err != nil {
		return fmt.Errorf("not signed: the Pre-Command is not what %s asks: %w", c.Of, err)
	}
	variant := to.CommandVariant
	to.Header, to.Body = asked.Header, asked.Body
	to.CommandVariant = variant
	if v, ok := srv.Lookup(asked.ServiceReferenceVariant); !ok || !v.Critical {
		return errors.New("the request is not critical: nothing is signed")
	}
	return nil
}
