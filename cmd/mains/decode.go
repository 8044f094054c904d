package main

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/smki"
)

type decodeCommand struct {
	Message string `arg:"" help:"A GBCS message: hexadecimal, base64, a file with either, or - for standard input."`
	where
	JSON bool `name:"json" help:"Print JSON."`
}

// decoded is a message as --json prints it.
type decoded struct {
	Form       string     `json:"form"`
	Flag       string     `json:"cra_flag"`
	Originator string     `json:"originator"`
	Recipient  string     `json:"recipient"`
	Counter    uint64     `json:"originator_counter"`
	Message    string     `json:"message_code"`
	UseCase    string     `json:"use_case,omitempty"`
	Title      string     `json:"title,omitempty"`
	Payload    string     `json:"payload"` // hexadecimal
	Signature  string     `json:"signature,omitempty"`
	MAC        string     `json:"mac,omitempty"`
	Alert      string     `json:"alert,omitempty"`
	Rows       []shownRow `json:"rows"`
}

// Run shows what is in a message, and checks and decrypts what the keys allow.
func (c *decodeCommand) Run(env environment) error {
	raw, err := messageInput(env, c.Message)
	if err != nil {
		return err
	}
	message, err := gbcs.Parse(raw)
	if err != nil {
		return err
	}
	keys, err := c.keys()
	if err != nil {
		return err
	}
	d := decoded{
		Form: message.Form.String(), Flag: message.Flag.String(),
		Payload:    hex.EncodeToString(message.Payload),
		Originator: message.Originator.String(), Recipient: message.Recipient.String(),
		Counter: message.Counter, Message: message.Header.Message.String(),
	}
	signed, sealed := checkMessage(message, keys)
	d.Signature, d.MAC = outcome(signed), outcome(sealed)
	if uc, ok := usecase.ByMessage(message.Header.Message); ok {
		d.UseCase, d.Title = uc.Code, uc.Title
		if err := d.read(uc, message, keys); err != nil {
			return err
		}
	}
	if c.JSON {
		err = writeJSON(env.out, d)
	} else {
		d.print(env.out)
	}
	if err == nil && (errors.Is(signed, gbcs.ErrSignature) || errors.Is(sealed, gbcs.ErrMAC)) {
		err = quietError{errors.Join(signed, sealed)}
	}
	return err
}

// read fills in the rows: of a Command its arguments, else the values of the answer.
func (d *decoded) read(uc *usecase.UseCase, m *gbcs.Message, keys *smki.KeyStore) error {
	if m.Flag == gbcs.Command {
		args, err := uc.ParseCommand(m.Header, m.Payload)
		if err != nil {
			return err
		}
		for _, arg := range args {
			d.Rows = append(d.Rows,
				shownRow{Name: arg.Name(), Value: arg.Value(), Text: arg.Text()})
		}
		return nil
	}
	answer, err := uc.ParseAnswer(m, decrypterOf(m, keys))
	if err != nil {
		return err
	}
	if answer.Alert != 0 {
		d.Alert = answer.Alert.String() + " " + answer.AlertTitle
	}
	d.Rows = rowsOf(answer)
	return nil
}

func (d decoded) print(out io.Writer) {
	for _, line := range []struct{ name, value string }{
		{"form", d.Form}, {"CRA flag", d.Flag}, {"originator", d.Originator},
		{"recipient", d.Recipient}, {"counter", fmt.Sprint(d.Counter)},
		{"message code", d.Message + " " + d.UseCase + " " + d.Title}, {"alert", d.Alert},
		{"payload", d.Payload}, {"signature", d.Signature}, {"MAC", d.MAC},
	} {
		if line.value != "" {
			fmt.Fprintf(out, "%-13s %s\n", line.name, strings.TrimSpace(line.value))
		}
	}
	for _, row := range d.Rows {
		fmt.Fprintf(out, "  %-28s %s\n", row.Name, row.Text)
	}
}

// The reasons why a check was not made.
var (
	errAbsent = errors.New("absent")
	errNoKey  = errors.New("not checked: key missing")
)

// outcome is a check in one phrase, empty where there was nothing to check.
func outcome(err error) string {
	switch {
	case errors.Is(err, errAbsent):
		return ""
	case errors.Is(err, errNoKey):
		return err.Error()
	}
	return verdict(err)
}

// checkMessage checks signature and MAC as far as the key store has the keys.
func checkMessage(m *gbcs.Message, keys *smki.KeyStore) (signed, sealed error) {
	signed, sealed = errAbsent, errAbsent
	if len(m.Signature) > 0 {
		if key, ok := keys.Public(m.Originator, smki.DigitalSignature); ok {
			signed = m.Verify(key)
		} else {
			signed = fmt.Errorf("%w: digital signature of %s", errNoKey, m.Originator)
		}
	}
	if len(m.MAC) > 0 {
		secret, err := secretFor(m, keys)
		if err != nil {
			return signed, err
		}
		sealed = m.Open(secret)
	}
	return signed, sealed
}

// secretFor is the secret of a message's MAC: the Access Control Broker's with the
// Device for a Command, that of Device and recipient otherwise. GBCS protection matrix.
func secretFor(m *gbcs.Message, keys *smki.KeyStore) (gbcs.Secret, error) {
	party, device := m.Recipient, m.Originator
	if m.Flag == gbcs.Command {
		party, device = brokerOf(keys), m.Recipient
	}
	private, ok := keys.Private(party, smki.KeyAgreement)
	if !ok {
		return gbcs.Secret{}, fmt.Errorf("%w: private key agreement key of %s", errNoKey, party)
	}
	public, ok := keys.Public(device, smki.KeyAgreement)
	if !ok {
		return gbcs.Secret{}, fmt.Errorf("%w: key agreement key of %s", errNoKey, device)
	}
	own, err := private.ECDH()
	if err != nil {
		return gbcs.Secret{}, err
	}
	other, err := public.ECDH()
	if err != nil {
		return gbcs.Secret{}, err
	}
	return gbcs.Agree(own, other)
}

// decrypterOf decrypts for the reader of an answer, or is nil where the key store
// does not have its key.
func decrypterOf(m *gbcs.Message, keys *smki.KeyStore) usecase.Decrypter {
	secret, err := secretFor(m, keys)
	if err != nil {
		return nil
	}
	return usecase.DecrypterFunc(func(h *gbcs.Header, item []byte) ([]byte, error) {
		return h.Decrypt(nil, secret, item)
	})
}

// messageInput reads a message: the argument itself, a file, or standard input.
func messageInput(env environment, arg string) ([]byte, error) {
	text := []byte(arg)
	if arg == "-" {
		var err error
		if text, err = io.ReadAll(env.in); err != nil {
			return nil, err
		}
	} else if info, err := os.Stat(arg); err == nil {
		if info.IsDir() {
			return nil, fmt.Errorf("%s is a directory: want a file with one message", arg)
		}
		if text, err = os.ReadFile(arg); err != nil {
			return nil, err
		}
	}
	compact := strings.Join(strings.Fields(string(text)), "")
	if raw, err := hex.DecodeString(compact); err == nil && len(raw) > 0 {
		return raw, nil
	}
	if raw, err := base64.StdEncoding.DecodeString(compact); err == nil && len(raw) > 0 {
		return raw, nil
	}
	return nil, fmt.Errorf("%.40q is no file, no hexadecimal and no base64", arg)
}
