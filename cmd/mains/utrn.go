package main

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/utrn"
	"github.com/mains-energy/mains/smki"
)

// utrnCommand is about prepayment tokens.
type utrnCommand struct {
	Make  utrnMake  `cmd:"" help:"Make the twenty digits that top up a Device."`
	Check utrnCheck `cmd:"" help:"Show what is in twenty digits, and check them."`
}

type utrnMake struct {
	Supplier string `required:"" placeholder:"NAME" help:"The supplier: an EUI-64, or an alias such as supplier."`
	Device   eui.ID `required:"" placeholder:"EUI" help:"Device ID of the ESME or GSME."`
	Counter  uint32 `required:"" placeholder:"N" help:"UTRN counter: higher than any before for the Device."`
	Value    string `required:"" xor:"amount" placeholder:"POUNDS" help:"Amount such as 10.00: in the class pounds where there are no pence, else in pence. Or give one of the next two."`
	Pounds   *int   `required:"" xor:"amount" placeholder:"N" help:"Amount in the class pounds, 0 to 8191."`
	Pence    *int   `required:"" xor:"amount" placeholder:"N" help:"Amount in the class pence, 0 to 8191."`
	where
	JSON bool `name:"json" help:"Print JSON."`
}

// Run makes a token and prints its digits.
func (c *utrnMake) Run(ctx context.Context, env environment) error {
	amount, err := c.amount()
	if err != nil {
		return usageError{err}
	}
	parties, err := c.parties(ctx, c.Supplier, c.Device)
	if err != nil {
		return err
	}
	token := utrn.Make(parties, utrn.Counter(c.Counter), amount)
	if !c.JSON {
		fmt.Fprintln(env.out, grouped(env, token.String()))
		return nil
	}
	shown := shownTokenOf(token)
	shown.Supplier, shown.Device, shown.Counter = &parties.Supplier, &parties.Device, &c.Counter
	return writeJSON(env.out, shown)
}

// amount is what one of three flags says.
func (c *utrnMake) amount() (utrn.Amount, error) {
	switch {
	case c.Pounds != nil:
		return utrn.InPounds(*c.Pounds)
	case c.Pence != nil:
		return utrn.InPence(*c.Pence)
	}
	return utrn.ParseAmount(c.Value)
}

type utrnCheck struct {
	Digits   []string `arg:"" help:"Twenty digits, in groups or not; - is standard input."`
	Supplier string   `placeholder:"NAME" help:"Who made it, for the MAC32: an EUI-64, or an alias such as supplier."`
	Device   eui.ID   `placeholder:"EUI" help:"Device ID of the ESME or GSME that it is for."`
	Counter  *uint32  `xor:"counter" placeholder:"N" help:"UTRN counter that it was made under."`
	Highest  *uint32  `xor:"counter" placeholder:"N" help:"Instead of --counter: the highest that the Device accepted."`
	where
	JSON bool `name:"json" help:"Print JSON."`
}

// shownToken is a token as --json prints it.
type shownToken struct {
	UTRN        string  `json:"utrn"`
	CheckDigit  string  `json:"check_digit,omitempty"` // valid, or why not
	Amount      string  `json:"amount"`                // £10.00
	Class       string  `json:"value_class"`
	Value       uint16  `json:"value"`
	CounterBits uint16  `json:"counter_low_bits"`
	Counter     *uint32 `json:"counter,omitempty"`
	// Accepted says that it is the highest counter that the Device has accepted.
	Accepted bool    `json:"accepted_before,omitempty"`
	MAC32    string  `json:"mac32"`
	MAC      string  `json:"mac,omitempty"` // valid, not checked, or why not
	PTUT     string  `json:"ptut"`
	PPTD     string  `json:"pptd"`
	Supplier *eui.ID `json:"supplier,omitempty"`
	Device   *eui.ID `json:"device,omitempty"`
}

func shownTokenOf(token utrn.Token) shownToken {
	return shownToken{
		UTRN: token.String(), Amount: token.Amount().String(),
		Class: token.Amount().Class().String(), Value: token.Amount().Value(),
		CounterBits: token.CounterBits(), MAC32: token.MAC().String(),
		PTUT: fmt.Sprintf("%016x", token.PTUT()), PPTD: token.PPTD(),
	}
}

// Run shows the fields of a token and checks what can be checked. Where only the check
// digit is wrong it shows what the other nineteen say.
func (c *utrnCheck) Run(ctx context.Context, env environment) error {
	digits, err := c.digits(env)
	if err != nil {
		return err
	}
	token, mistyped := utrn.Parse(digits)
	if errors.Is(mistyped, utrn.ErrCheckDigit) {
		if token, mistyped, err = others(digits); err != nil {
			return err
		}
	} else if mistyped != nil {
		return mistyped
	}
	shown := shownTokenOf(token)
	shown.UTRN, shown.CheckDigit = digits, verdict(mistyped)
	forged := c.verify(ctx, token, &shown)
	switch {
	case errors.Is(forged, errKeyMissing), errors.Is(forged, errNotAsked):
		shown.MAC, forged = "not checked: "+forged.Error(), nil
	case forged == nil, errors.Is(forged, utrn.ErrMAC), errors.Is(forged, utrn.ErrCounter):
		shown.MAC = verdict(forged)
	default:
		return forged
	}
	if c.JSON {
		if err := writeJSON(env.out, shown); err != nil {
			return err
		}
	} else {
		shown.print(env)
	}
	if err := errors.Join(mistyped, forged); err != nil {
		return quietError{err} // the output has said it
	}
	return nil
}

// digits is what was typed, without what stands between the groups.
func (c *utrnCheck) digits(env environment) (string, error) {
	text := strings.Join(c.Digits, "")
	if text == "-" {
		const limit = 100 // octets: twenty digits, however they are grouped
		typed, err := io.ReadAll(io.LimitReader(env.in, limit))
		if err != nil {
			return "", err
		}
		text = string(typed)
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "-", " ")), ""), nil
}

// others is the token of twenty digits but for the check digit, and what the check digit
// would have to be.
func others(digits string) (_ utrn.Token, mistyped, err error) {
	pptd := digits[:utrn.PPTDDigits]
	want, err := utrn.CheckDigit(pptd)
	if err != nil {
		return utrn.Token{}, nil, err
	}
	mistyped = fmt.Errorf("%c is %w, which want %c", digits[utrn.PPTDDigits], utrn.ErrCheckDigit, want)
	token, err := utrn.Parse(pptd + string(want))
	if err != nil {
		return utrn.Token{}, nil, errors.Join(mistyped, err)
	}
	return token, mistyped, nil
}

// verify checks the MAC32 where the flags say whose it is, and writes down in shown what
// it found out on the way.
func (c *utrnCheck) verify(ctx context.Context, token utrn.Token, shown *shownToken) error {
	if c.Supplier == "" || c.Device.IsZero() || c.Counter == nil && c.Highest == nil {
		return errNotAsked
	}
	var counter utrn.Counter
	if c.Counter != nil {
		counter = utrn.Counter(*c.Counter)
	} else {
		var err error
		if counter, err = token.Recover(utrn.Counter(*c.Highest)); err != nil {
			return err
		}
	}
	shown.Counter = new(uint32(counter))
	shown.Accepted = c.Highest != nil && counter == utrn.Counter(*c.Highest)
	parties, err := c.parties(ctx, c.Supplier, c.Device)
	if err != nil {
		return err
	}
	shown.Supplier, shown.Device = &parties.Supplier, &parties.Device
	return token.Verify(parties, counter)
}

func (s shownToken) print(env environment) {
	counter := fmt.Sprintf("ends in %d", s.CounterBits)
	if s.Counter != nil {
		counter = fmt.Sprintf("%d, %s", *s.Counter, counter)
	}
	if s.Accepted {
		counter += ", which the Device has accepted before and refuses now"
	}
	for _, line := range []struct{ name, value string }{
		{"UTRN", grouped(env, s.UTRN)},
		{"check digit", s.CheckDigit},
		{"value", fmt.Sprintf("%s (%d, class %s)", s.Amount, s.Value, s.Class)},
		{"UTRN counter", counter + " (the low ten bits)"},
		{"MAC32", s.MAC32 + " " + s.MAC},
		{"PTUT", s.PTUT},
		{"PPTD", s.PPTD},
	} {
		fmt.Fprintf(env.out, "%-13s %s\n", line.name, line.value)
	}
}

// grouped is digits by four for people, and as they are for programs.
func grouped(env environment, digits string) string {
	if !env.terminal {
		return digits
	}
	var groups []string
	for ; len(digits) > 4; digits = digits[4:] {
		groups = append(groups, digits[:4])
	}
	return strings.Join(append(groups, digits), " ")
}

// The reasons why a MAC32 was not checked.
var (
	errKeyMissing = errors.New("key missing")
	errNotAsked   = errors.New("give --supplier, --device and --counter")
)

// parties agrees the Secret of tokens: the supplier's key agreement key for prepayment
// with the Device's key agreement key.
func (w where) parties(ctx context.Context, name string, device eui.ID) (utrn.Parties, error) {
	supplier, err := eui.Parse(name)
	if err != nil {
		if supplier, err = userID(name); err != nil {
			return utrn.Parties{}, err
		}
	}
	keys, err := w.keys()
	if err != nil {
		return utrn.Parties{}, err
	}
	prepayment, ok := keys.FindPrePayment(supplier)
	if !ok {
		return utrn.Parties{}, fmt.Errorf("%w: key agreement for prepayment of %s, certificate and "+
			"private key: name a key store with --keys", errKeyMissing, supplier)
	}
	own, err := prepayment.Key.ECDH()
	if err != nil {
		return utrn.Parties{}, err
	}
	other, err := w.deviceKey(ctx, keys, supplier, device)
	if err != nil {
		return utrn.Parties{}, err
	}
	secret, err := gbcs.Agree(own, other)
	return utrn.Parties{Supplier: supplier, Device: device, Secret: secret}, err
}

// deviceKey is the key agreement key of a Device: from the key store, else from the SMKI
// repository of the running system where there is one, which the supplier asks.
func (w where) deviceKey(
	ctx context.Context, keys *smki.KeyStore, supplier, device eui.ID,
) (*ecdh.PublicKey, error) {
	if public, ok := keys.Public(device, smki.KeyAgreement); ok {
		return public.ECDH()
	}
	missing := fmt.Errorf("%w: key agreement of %s, certificate: name a key store with --keys, "+
		"or a running system with --data or --to", errKeyMissing, device)
	at, err := w.find()
	if err != nil {
		return nil, missing
	}
	asking, err := user(keys, supplier.String())
	if err != nil {
		return nil, missing
	}
	c, err := client.New(client.Config{
		Gateway: at.Gateway, Repository: at.Repository, User: asking, Random: rand.Reader,
	})
	if err != nil {
		return nil, err
	}
	certificate, err := c.Certificate(ctx, device, smki.KeyAgreement, 0)
	if errors.Is(err, client.ErrNoCertificate) {
		return nil, missing
	}
	if err != nil {
		return nil, reachable(err, at)
	}
	return certificate.ECDH(), nil
}
