package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/emersion/go-smtp"
)

// Step is a part of handing a message over.
type Step string

// The steps, in their order. The server is greeted once more when what is said is secret.
const (
	StepConnect   Step = "connect"
	StepEncrypt   Step = "encrypt"
	StepGreet     Step = "greet"
	StepSignIn    Step = "sign in"
	StepSender    Step = "sender"
	StepRecipient Step = "recipient"
	StepMessage   Step = "message"
)

// Report is what came of a step.
type Report struct {
	Step Step
	With string // where to, as whom, or how much; never a password
	Err  error  // nil: it is done
}

// report tells whoever watches what came of a step, and returns its error.
func (s *Server) report(step Step, with string, err error) error {
	if s.Watch == nil {
		return err
	}
	if answer := answerOf(err); answer != nil && step == StepEncrypt {
		step = StepGreet // it said no before a secret was agreed on
	} else if ofTLS(err) {
		step, with = StepEncrypt, s.host // which the first words wait for
	}
	s.Watch(Report{step, with, err})
	return err
}

// done tells whoever watches that a step is done.
func (s *Server) done(step Step, with string) {
	_ = s.report(step, with, nil) // it returns what it is given
}

// ofTLS tells whether an error is one of agreeing on a secret.
func ofTLS(err error) bool {
	var untrusted *tls.CertificateVerificationError
	var other tls.RecordHeaderError
	var alert tls.AlertError
	return errors.As(err, &untrusted) || errors.As(err, &other) || errors.As(err, &alert)
}

// answerOf is what a server said against a step; nil: nothing.
func answerOf(err error) *Refusal {
	var refusal *Refusal
	var answer *smtp.SMTPError
	switch {
	case errors.As(err, &refusal):
		return refusal
	case errors.As(err, &answer):
		return &Refusal{Code: answer.Code, Text: spoken(answer)}
	}
	return nil
}

// Outcome says in words what came of the step.
func (r Report) Outcome() string {
	if r.Err == nil {
		return "done"
	}
	return strings.TrimPrefix(said(r.Err).Error(), "mail: ")
}

// Help says what is usually behind the error of a step, and what to do.
func (r Report) Help() string {
	if answer := answerOf(r.Err); answer != nil {
		return r.refused(answer)
	}
	var name *net.DNSError
	var other tls.RecordHeaderError
	var late net.Error
	switch {
	case errors.As(r.Err, &name):
		return "nobody knows the name of the server: look how it is spelled"
	case errors.Is(r.Err, errNoSignIn):
		return "leave out the user, or use the port of the server for those who send, usually 587 " +
			"or 465"
	case errors.Is(r.Err, syscall.ECONNREFUSED):
		return "nothing takes connections there: look whether the server runs, and at which port; " +
			"587 is usual for smtp://, 465 for smtps://"
	case errors.As(r.Err, &other):
		return "the server does not begin with TLS there: use smtp:// in place of smtps://, or its " +
			"port for smtps://, usually 465"
	case ofTLS(r.Err):
		return r.untrusted()
	case r.Step == StepEncrypt && strings.Contains(r.Err.Error(), "STARTTLS"):
		return "the server offers no STARTTLS there: use smtps:// where it begins with TLS, usually " +
			"at port 465; a relay next door may be spoken to in the clear, with ?tls=none and without " +
			"a password"
	case errors.As(r.Err, &late) && late.Timeout() && r.Step == StepConnect:
		return "nothing answers there: a firewall may be between; many networks let nobody out to " +
			"port 25"
	case errors.Is(r.Err, net.ErrClosed), errors.Is(r.Err, io.EOF), late != nil && late.Timeout():
		return "the server said nothing, or ended the connection: a port that begins with TLS, " +
			"usually 465, wants smtps://"
	}
	return "look whether the server can be reached from this machine"
}

// untrusted is [Report.Help] of a certificate that is not taken.
func (r Report) untrusted() string {
	var stranger x509.UnknownAuthorityError
	var other x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(r.Err, &stranger):
		return "the certificate of the server is from nobody whom this machine trusts: add its root " +
			"to those of the machine"
	case errors.As(r.Err, &other):
		return "the certificate is of another name: name the server as its certificate does"
	case errors.As(r.Err, &invalid) && invalid.Reason == x509.Expired:
		return "the certificate is not valid now: whoever runs the server renews it; look at the " +
			"clock of this machine as well"
	}
	return "the server and this machine agree on no TLS: it has to know version 1.2 or later"
}

// refused is [Report.Help] of what a server said.
func (r Report) refused(answer *Refusal) string {
	later := answer.Code < 500
	switch {
	case r.Step == StepSignIn && !later:
		return "the user or the password is wrong; some servers want a password that is made for " +
			"programs"
	case later:
		return "the server takes it not now: try again in some minutes; some refuse whom they do not " +
			"know the first time"
	case r.Step == StepGreet:
		return "the server talks to nobody from here: ask whoever runs it to let this machine in"
	case answer.Code == 530 || r.Step == StepSender && answer.Code <= 504:
		return "the server wants to know who sends: give it a user and a password"
	case r.Step == StepSender:
		return "the server sends nothing from this address: mail has to be from one that the user, " +
			"or this machine, may send for"
	case r.Step == StepRecipient && strings.HasPrefix(answer.Text, "5.1."):
		return "as far as the server knows nobody has this address"
	case r.Step == StepRecipient:
		return "the server passes nothing on to this address from here: sign in, or ask whoever runs " +
			"it to let this machine send through it"
	case answer.Code == 552:
		return "the message is too large for the server"
	}
	return "the server does not take the message as it is: look whether SPF and DKIM of the domain " +
		"that it is from name this server"
}
