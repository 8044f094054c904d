package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/xmldsig"
)

type verifyCommand struct {
	Document string `arg:"" help:"The document; - is standard input."`
	Cert     string `placeholder:"FILE" help:"Certificate of the signer, PEM (default: found by serial number in the key store)."`
	JSON     bool   `name:"json" help:"Print JSON."`
	where

	certificate *smki.Certificate // of --cert
}

// Help says what the verdicts are.
func (verifyCommand) Help() string {
	return `Each verdict stands by itself:

  well-formed  XML, without a document type
  schema       as the XML Schema of DUIS says; the first fault has its XPath
  service      what the service asks beyond the schema, with the response code of each
               refusal, as far as the document alone shows it
  signature    the XML signature, to the profile of DUIS
  GBCS         in a Signed Pre-Command: the User's signature, and that the header is the
               RequestID's

Exit code 0 where all hold, else 1.`
}

// judgement is what verify --json prints.
type judgement struct {
	WellFormed string   `json:"well_formed"` // yes, or the fault
	Schema     string   `json:"schema"`
	Service    []string `json:"service"` // refusals, none where valid; null where not judged
	Signature  string   `json:"signature"`
	GBCS       string   `json:"gbcs,omitempty"`
	Holds      bool     `json:"holds"`
}

// Run judges a document.
func (c *verifyCommand) Run(env environment) error {
	document, err := readInput(env, c.Document)
	if err != nil {
		return err
	}
	if c.Cert != "" {
		if c.certificate, err = readCertificate(c.Cert); err != nil {
			return err
		}
	}
	parsed, err := xmldsig.Parse(document)
	if err != nil {
		j := judgement{WellFormed: "no: " + err.Error(), Schema: notJudged, Signature: notJudged}
		return j.conclude(c, env, false, err)
	}
	j := judgement{WellFormed: "yes"}
	var faults []error
	judge := func(to *string, err error) {
		*to = verdict(err)
		if err != nil {
			faults = append(faults, err)
		}
	}
	var req *duis.Request
	if parsed.Root.Local == "Response" {
		_, err := duis.ParseResponse(document)
		judge(&j.Schema, err)
	} else {
		req, err = duis.Validate(document)
		judge(&j.Schema, err)
	}
	if req != nil && j.Schema == "valid" {
		j.Service = []string{}
		for _, refusal := range srv.Review(req, clock.Real().Now()) {
			faults = append(faults, refusal)
			j.Service = append(j.Service, fmt.Sprintf("%s %s: %v", refusal.Code, refusal.Code.Meaning(),
				refusal.Err))
		}
	}
	signer, err := c.checkSignature(parsed)
	judge(&j.Signature, err)
	if signer != "" {
		j.Signature += ", by " + signer
	}
	if req != nil {
		if body, ok := req.Body.(*duis.SignedPreCommand); ok {
			judge(&j.GBCS, c.checkPreCommand(req, body))
		}
	}
	return j.conclude(c, env, req != nil, errors.Join(faults...))
}

// notJudged is the verdict where one before has made it pointless.
const notJudged = "not judged"

// conclude prints the verdicts; fault is all that does not hold.
func (j *judgement) conclude(c *verifyCommand, env environment, request bool, fault error) error {
	j.Holds = fault == nil
	if !c.JSON {
		j.print(env, request)
	} else if err := writeJSON(env.out, j); err != nil {
		return err
	}
	if fault != nil {
		return quietError{fault}
	}
	return nil
}

// print writes a line for each verdict.
func (j *judgement) print(env environment, request bool) {
	line := func(name, text string) { fmt.Fprintf(env.out, "%-12s %s\n", name, text) }
	line("well-formed", j.WellFormed)
	line("schema", j.Schema)
	switch {
	case !request:
	case j.Schema != "valid":
		line("service", notJudged)
	case len(j.Service) == 0:
		line("service", "valid")
	}
	for _, refusal := range j.Service {
		line("service", refusal)
	}
	line("signature", j.Signature)
	if j.GBCS != "" {
		line("GBCS", j.GBCS)
	}
}

// checkSignature says whether the XML signature holds, and whose it is.
func (c *verifyCommand) checkSignature(parsed *xmldsig.Document) (signer string, err error) {
	signature, err := xmldsig.Find(parsed)
	if err != nil {
		return "", err
	}
	certificate, err := c.signer(signature)
	if err != nil {
		return "", unchecked{err}
	}
	return fmt.Sprintf("%s (%s)", certificate.EUI, certificate.Role),
		signature.Verify(certificate.ECDSA())
}

func (c *verifyCommand) signer(signature *xmldsig.Signature) (*smki.Certificate, error) {
	if c.certificate != nil {
		return c.certificate, nil
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

// checkPreCommand says whether the signed command in a request is that of its header and
// signed by its User.
func (c *verifyCommand) checkPreCommand(req *duis.Request, body *duis.SignedPreCommand) error {
	message, err := gbcs.Parse(body.GBCSPayload)
	if err != nil {
		return err
	}
	u, ok := usecase.ByMessage(message.Header.Message)
	if !ok {
		return fmt.Errorf("the Message Code %s is in no Use Case", message.Header.Message)
	}
	for d := usecase.ESME; ; d <<= 1 {
		if u.On.Has(d) {
			if _, err = srv.CheckSigned(req, d, message); err != nil {
				return err
			}
			break
		}
		if d > u.On {
			return fmt.Errorf("%s is on no Device", u.Code)
		}
	}
	keys, err := c.keys()
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	public, ok := keys.Public(message.Originator, smki.DigitalSignature)
	if !ok {
		return unchecked{fmt.Errorf("no digital signature certificate of %s", message.Originator)}
	}
	return message.Verify(public)
}
