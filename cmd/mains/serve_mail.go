package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/system"
)

// relayFlags are how mail goes out.
type relayFlags struct {
	SMTP         string `name:"smtp" env:"MAINS_SMTP" placeholder:"URL" help:"Server that mail is sent by: smtp://user:password@host:587 with STARTTLS, or smtps://user:password@host (default: none; messages are kept to be read on the pages)."`
	SMTPPassword string `name:"smtp-password" placeholder:"FILE" help:"File that holds the password for --smtp, in place of one in the URL."`
	MailFrom     string `placeholder:"ADDRESS" help:"Who mail is from: 'Name <sec@example.org>'; needed with --smtp and --mail-listen."`
}

// mailFlags are how mail goes out and comes in.
type mailFlags struct {
	Relay        relayFlags `embed:""`
	MailListen   string     `placeholder:"HOST:PORT" help:"Where mail comes in, by SMTP, from a server that passes it on: what could not be delivered, and that to the helpdesk (default: nowhere)."`
	MailTLSCert  string     `name:"mail-tls-cert" placeholder:"FILE" help:"Certificate in PEM, with those between it and its root, to offer STARTTLS with at --mail-listen (default: it is not offered)."`
	MailTLSKey   string     `name:"mail-tls-key" placeholder:"FILE" help:"Private key of --mail-tls-cert, in PEM."`
	Site         string     `placeholder:"URL" help:"Address of the portal as readers of mail reach it, which links in mail begin with: https://code.example.org (default: the portal's own)."`
	HelpdeskMail string     `placeholder:"ADDRESS" help:"Address of the helpdesk: mail to it that comes in at --mail-listen becomes tickets."`
}

// password is that of --smtp-password; empty: the URL has it, or there is none.
func (f *relayFlags) password() (string, error) {
	switch {
	case f.SMTPPassword == "":
		return "", nil
	case f.SMTP == "":
		return "", errors.New("--smtp-password is for --smtp, which is missing")
	}
	text, err := os.ReadFile(f.SMTPPassword)
	if err != nil {
		return "", fmt.Errorf("--smtp-password: %w", err)
	}
	password := strings.TrimRight(string(text), "\r\n")
	if password == "" {
		return "", fmt.Errorf("--smtp-password: %s is empty", f.SMTPPassword)
	}
	return password, nil
}

// secure is the certificate that STARTTLS is offered with; nil: it is not.
func (f *mailFlags) secure() (*tls.Config, error) {
	switch {
	case f.MailTLSCert == "" && f.MailTLSKey == "":
		return nil, nil
	case f.MailTLSCert == "" || f.MailTLSKey == "":
		return nil, errors.New("--mail-tls-cert and --mail-tls-key need each other")
	case f.MailListen == "":
		return nil, errors.New("--mail-tls-cert is for --mail-listen, which is missing")
	}
	pair, err := tls.LoadX509KeyPair(f.MailTLSCert, f.MailTLSKey)
	if err != nil {
		return nil, fmt.Errorf("--mail-tls-cert, --mail-tls-key: %w", err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}}, nil
}

// config is the flags as the system takes them. Its error names the flag.
func (f *mailFlags) config() (system.Mail, error) {
	m := system.Mail{Server: f.Relay.SMTP, From: f.Relay.MailFrom, Listen: f.MailListen,
		Helpdesk: f.HelpdeskMail, Site: strings.TrimSuffix(f.Site, "/")}
	switch {
	case m.Server != "" && m.From == "":
		return m, errors.New("--smtp needs --mail-from: servers refuse mail from nobody")
	case m.Listen != "" && m.From == "":
		return m, errors.New("--mail-listen needs --mail-from: what cannot be delivered comes back to " +
			"its domain")
	case m.Helpdesk != "" && m.Listen == "":
		return m, errors.New("--helpdesk-mail needs --mail-listen: else its mail comes in nowhere")
	}
	var err error
	if m.Password, err = f.Relay.password(); err != nil {
		return m, err
	}
	if m.TLS, err = f.secure(); err != nil {
		return m, err
	}
	return m, plainly(m.Check())
}

// plainly is an error without its package, which has no place in what a person reads.
func plainly(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.TrimPrefix(err.Error(), "mail: "))
}

// announce says where mail goes, and where it comes in.
func (f *mailFlags) announce(out io.Writer, s *system.System) {
	text := "none is sent: messages are kept (--smtp URL sends them)"
	if relay, err := mail.ParseServer(f.Relay.SMTP); err == nil {
		text = "by " + relay.String() + ", from " + f.Relay.MailFrom
	}
	fmt.Fprintf(out, "  %-10s %s\n", "mail", text)
	if f.Relay.SMTP != "" && f.Site == "" {
		fmt.Fprintf(out, "  %-10s %s\n", "", "its links lead to this machine: --site https://HOST is "+
			"where readers find the pages")
	}
	if in := s.MailIn(); in != "" {
		how := ""
		if f.MailTLSCert != "" {
			how = ", with STARTTLS"
		}
		fmt.Fprintf(out, "  %-10s %-26s mail that comes in%s\n", "", in, how)
	}
}
