package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"

	"github.com/mains-energy/mains/client"
	"github.com/mains-energy/mains/duis"
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

type signCommand struct{ acting }

// Run signs a document and prints it. A running system is not needed.
func (c *signCommand) Run(env environment) error {
	document, err := readInput(env, c.Request)
	if err != nil {
		return err
	}
	keys, err := c.keys()
	if err != nil {
		return err
	}
	document, u, err := c.prepare(document, keys)
	if err != nil {
		return err
	}
	certificate := u.XML.Certificate
	signed, err := xmldsig.Sign(rand.Reader, document, u.XML.Key,
		certificate.IssuerName(), certificate.SerialNumber)
	if err != nil {
		return err
	}
	_, err = env.out.Write(signed)
	return err
}

// keys is every key store at hand: with or without a running system.
func (w where) keys() (*smki.KeyStore, error) {
	at, err := w.find()
	if err != nil && w.To != "" {
		return nil, err
	}
	return w.keyStore(at.Keys)
}

type verifyCommand struct {
	Document string `arg:"" help:"The document; - is standard input."`
	Cert     string `placeholder:"FILE" help:"Certificate of the signer, PEM (default: found by serial number in the key store)."`
	where
}

// Run says three things of a document: whether it is well-formed and valid, and
// whether its signature holds.
func (c *verifyCommand) Run(env environment) error {
	document, err := readInput(env, c.Document)
	if err != nil {
		return err
	}
	parsed, err := xmldsig.Parse(document)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Document, err)
	}
	fmt.Fprintln(env.out, "well-formed  yes")
	invalid := checkStructure(document, parsed.Root.Local)
	fmt.Fprintln(env.out, "structure    "+verdict(invalid))
	unsigned := c.checkSignature(env, parsed)
	if err := errors.Join(invalid, unsigned); err != nil {
		return quietError{err}
	}
	return nil
}

// checkStructure reads the document as what its root says it is.
func checkStructure(document []byte, root string) error {
	if root == "Response" {
		_, err := duis.ParseResponse(document)
		return err
	}
	_, err := duis.Parse(document)
	return err
}

// checkSignature prints whether the signature holds, and whose it is.
func (c *verifyCommand) checkSignature(env environment, parsed *xmldsig.Document) error {
	signature, err := xmldsig.Find(parsed)
	if err != nil {
		fmt.Fprintln(env.out, "signature    "+verdict(err))
		return err
	}
	certificate, err := c.signer(signature)
	if err != nil {
		fmt.Fprintf(env.out, "signature    not checked: %v\n", err)
		return err
	}
	err = signature.Verify(certificate.ECDSA())
	fmt.Fprintf(env.out, "signature    %s, by %s (%s)\n", verdict(err), certificate.EUI,
		certificate.Role)
	return err
}

func (c *verifyCommand) signer(signature *xmldsig.Signature) (*smki.Certificate, error) {
	if c.Cert != "" {
		return readCertificate(c.Cert)
	}
	keys, err := c.keys()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	credential, ok := keys.BySerial(signature.Serial)
	if !ok {
		return nil, fmt.Errorf(
			"no certificate with serial number %s in the key store: name it with --cert",
			signature.Serial)
	}
	return credential.Certificate, nil
}
