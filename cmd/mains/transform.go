package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

type transformCommand struct {
	Request string `arg:"" help:"The request document; - is standard input."`
	where
	target
	JSON bool `name:"json" help:"Print JSON, with what stands where in the message."`
}

// Help says what is printed and where the rest comes from.
func (transformCommand) Help() string {
	return `Prints the Pre-Command of a critical request, the Command of any other, in
hexadecimal, and each message on a line of its own where a request becomes several. A
Command has its MAC where --keys holds the key agreement key of the Access Control Broker
and the certificate of the Device; what is missing is said on standard error.

What a request does not say comes from the inventory in --data, or from flags:

  mains transform request.xml --use-case ECS26l
  mains transform request.xml --counter 1300      the Access Control Broker originates

With --counter the User counts as one whom the Device does not know, so that the Access
Control Broker originates wherever it may.`
}

// made is a message that a request becomes, as transform --json prints it.
type made struct {
	SRV     string          `json:"srv"`
	UseCase string          `json:"use_case"`
	Form    string          `json:"form"` // Pre-Command, Command, or Command without MAC
	Hex     string          `json:"hex"`
	Missing []string        `json:"missing,omitempty"` // of its protection
	Assumed []string        `json:"assumed,omitempty"` // which nobody has said
	Message *decodedMessage `json:"message"`
}

// Run transforms a request without a running system.
func (c *transformCommand) Run(ctx context.Context, env environment) error {
	req, err := requestIn(env, c.Request)
	if err != nil {
		return err
	}
	keys, err := c.known(ctx)
	if err != nil {
		return err
	}
	in, err := c.inputs(ctx, env, c.Data, req, keys.store)
	if err != nil {
		return err
	}
	out, err := srv.Transform(req, in)
	if err != nil {
		return remedied(err)
	}
	missing := protect(out, keys)
	raw := out.Message.Append(nil)
	if c.JSON {
		return writeJSON(env.out, []made{{
			SRV: out.Variant.SRV, UseCase: out.UseCase.Code, Form: formName(out, missing),
			Hex: strings.ToUpper(hex.EncodeToString(raw)), Missing: missing,
			Assumed: out.Assumed,
			Message: decodedOf(raw, out.Message, keys),
		}})
	}
	fmt.Fprintf(env.out, "%X\n", raw)
	for _, what := range out.Assumed {
		fmt.Fprintf(env.err, "mains: %s: assumed: %s\n", out.UseCase.Code, what)
	}
	for _, what := range missing {
		fmt.Fprintf(env.err, "mains: %s: %s\n", out.UseCase.Code, what)
	}
	return nil
}

// requestIn reads a request.
func requestIn(env environment, path string) (*duis.Request, error) {
	document, err := readInput(env, path)
	if err != nil {
		return nil, err
	}
	req, err := duis.Parse(document)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return req, nil
}

// remedied adds to what a transformation lacks the flag that gives it.
func remedied(err error) error {
	var ambiguous *srv.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return fmt.Errorf("%w with --device or --use-case", err)
	case errors.Is(err, srv.ErrNoCounter):
		return fmt.Errorf("%w: --counter N, with keys that have its party", err)
	case errors.Is(err, srv.ErrNoBackup):
		return fmt.Errorf("%w: --backup with its alert or response", err)
	}
	return err
}

// protect signs a command that a party of the DCC signs and puts the MAC on one that has
// one, as far as there are keys. It says what is missing.
func protect(out *srv.Command, keys *knownKeys) (missing []string) {
	if out.Variant.Critical {
		return nil
	}
	m := out.Message
	if out.DCCSigns {
		key, ok := keys.store.Private(m.Originator, smki.DigitalSignature)
		if !ok {
			return []string{fmt.Sprintf("without signature and MAC: no digital signature key of %s",
				m.Originator)}
		}
		if err := m.Sign(rand.Reader, key); err != nil {
			return []string{"without signature and MAC: " + err.Error()}
		}
	}
	broker, err := keys.Broker()
	if err != nil {
		return []string{"without MAC: " + err.Error()}
	}
	secret, err := keys.Agreed(broker, m.Recipient)
	if err != nil {
		return []string{"without MAC: " + missingKey(err).Error()}
	}
	m.Seal(secret)
	return nil
}

func formName(out *srv.Command, missing []string) string {
	switch {
	case out.Variant.Critical:
		return "Pre-Command"
	case len(missing) > 0:
		return "Command without MAC"
	}
	return "Command"
}

// decodedOf is a message as decode --json has it.
func decodedOf(raw []byte, m *gbcs.Message, keys *knownKeys) *decodedMessage {
	d := &decoder{command: &decodeCommand{}, keys: keys}
	o := observed{raw: raw, message: m, checks: usecase.Check(m, d.keys)}
	o.read(d)
	return o.json(d)
}
