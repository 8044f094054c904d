package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

// acting is what sign and send share: a request, and who makes it.
type acting struct {
	Request string `arg:"" help:"The request document; - is standard input."`
	As      string `placeholder:"USER" help:"User to act as, by alias or EUI-64 (default: the request's originator)."`
	where
	PreserveCounter bool `help:"Keep the RequestID's counter instead of giving it a fresh one."`
}

// prepare gives a document its originator and a fresh counter, where these are asked
// for, and finds the originator's keys.
func (a acting) prepare(document []byte, keys *smki.KeyStore) ([]byte, client.User, error) {
	name := a.As
	if name == "" {
		id, err := client.RequestID(document)
		if err != nil {
			return nil, client.User{}, err
		}
		name = id.Originator.String()
	}
	u, err := user(keys, name)
	if err != nil {
		return nil, client.User{}, err
	}
	if document, err = client.SendAs(document, u); err != nil {
		return nil, client.User{}, err
	}
	document, err = a.renew(document)
	return document, u, err
}

// renew gives a document a fresh counter, unless it is to keep its own.
func (a acting) renew(document []byte) ([]byte, error) {
	if a.PreserveCounter {
		return document, nil
	}
	var counter client.Counter
	return counter.Renew(document, clock.Real().Now())
}

type signCommand struct {
	acting
	Of      string `name:"request" placeholder:"FILE" help:"The Service Request that a Pre-Command was made of: it must correlate, or nothing is signed."`
	SRV     string `name:"srv" placeholder:"N" help:"Service Reference Variant of a Pre-Command, where its Use Case has several."`
	Variant uint8  `name:"command-variant" default:"5" placeholder:"N" help:"Command Variant of the Signed Pre-Command: 5, 6 or 7 (default 5)."`
	Hex     bool   `help:"Print only the signed Pre-Command, in hexadecimal."`
}

// Help says what can be signed.
func (signCommand) Help() string {
	return `A DUIS request is signed with the User's XML key and printed. A Pre-Command, in
hexadecimal, base64, a file with either or the DUIS response that carries it, is signed
with the User's digital signature key and printed as a Signed Pre-Command, which is signed
with the XML key in turn:

  mains sign precommand.hex --request request.xml > signed.xml`
}

// Run signs a document or a Pre-Command and prints it. A running system is not needed.
func (c *signCommand) Run(env environment) error {
	content, err := readOrGiven(env, c.Request)
	if err != nil {
		return err
	}
	keys, err := c.keys()
	if err != nil {
		return err
	}
	if isRequest(content) {
		document, u, err := c.prepare(content, keys)
		if err != nil {
			return err
		}
		return writeSigned(env, document, u)
	}
	return c.preCommand(env, content, keys)
}

// writeSigned signs a document as a User and prints it.
func writeSigned(env environment, document []byte, u client.User) error {
	certificate := u.XML.Certificate
	signed, err := xmldsig.Sign(rand.Reader, document, u.XML.Key,
		certificate.IssuerName(), certificate.SerialNumber)
	if err != nil {
		return err
	}
	_, err = env.out.Write(signed)
	return err
}

// readOrGiven is the content of a file or of standard input, or the argument itself where
// there is no such file.
func readOrGiven(env environment, arg string) ([]byte, error) {
	content, err := readInput(env, arg)
	if errors.Is(err, fs.ErrNotExist) {
		if _, ok := octetsOf(arg); ok {
			return []byte(arg), nil
		}
	}
	return content, err
}

// isRequest reports whether content is to be signed as a document: it is XML, and no
// response.
func isRequest(content []byte) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(content, " \t\r\n\uFEFF"), []byte("<")) {
		return false
	}
	parsed, err := xmldsig.Parse(content)
	return err != nil || parsed.Root.Local != "Response"
}

// keys is every key store at hand: with or without a running system.
func (w where) keys() (*smki.KeyStore, error) {
	at, err := w.find()
	if err != nil && w.To != "" {
		return nil, err
	}
	return w.keyStore(at.Keys)
}
