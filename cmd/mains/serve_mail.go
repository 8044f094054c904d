package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/system"
)

// mailFlags are how mail goes out and comes in.
type mailFlags struct {
	SMTP         string `name:"smtp" env:"MAINS_SMTP" placeholder:"URL" help:"Server that mail is sent by: smtp://user:password@host:587 with STARTTLS, or smtps://user:password@host (default: none; messages are kept to be read on the pages, and never sent)."`
	SMTPPassword string `name:"smtp-password" placeholder:"FILE" help:"File that holds the password for --smtp, in place of one in the URL."`
	MailFrom     string `placeholder:"ADDRESS" help:"Who mail is from: 'Name <sec@example.org>'; needed with --smtp and --mail-listen."`
	MailListen   string `placeholder:"HOST:PORT" help:"Where mail comes in, by SMTP, from a server that passes it on: what could not be delivered, and that to the helpdesk (default: nowhere)."`
	Site         string `placeholder:"URL" help:"Address of the portal as readers of mail reach it, which links in mail begin with: https://code.example.org (default: the portal's own)."`
	HelpdeskMail string `placeholder:"ADDRESS" help:"Address of the helpdesk: mail to it that comes in at --mail-listen becomes tickets."`
}

// config is the flags as the system takes them. Its error names the flag.
func (f *mailFlags) config() (system.Mail, error) {
	m := system.Mail{Server: f.SMTP, From: f.MailFrom, Listen: f.MailListen, Helpdesk: f.HelpdeskMail,
		Site: strings.TrimSuffix(f.Site, "/")}
	switch {
	case f.SMTPPassword != "" && f.SMTP == "":
		return m, errors.New("--smtp-password is for --smtp, which is missing")
	case f.SMTP != "" && f.MailFrom == "":
		return m, errors.New("--smtp needs --mail-from: servers refuse mail from nobody")
	case f.MailListen != "" && f.MailFrom == "":
		return m, errors.New("--mail-listen needs --mail-from: what cannot be delivered comes back to " +
			"its domain")
	case f.HelpdeskMail != "" && f.MailListen == "":
		return m, errors.New("--helpdesk-mail needs --mail-listen: else its mail comes in nowhere")
	}
	if f.SMTPPassword != "" {
		text, err := os.ReadFile(f.SMTPPassword)
		if err != nil {
			return m, fmt.Errorf("--smtp-password: %w", err)
		}
		if m.Password = strings.TrimRight(string(text), "\r\n"); m.Password == "" {
			return m, fmt.Errorf("--smtp-password: %s is empty", f.SMTPPassword)
		}
	}
	if err := m.Check(); err != nil { // the package has no place in what a person reads
		return m, errors.New(strings.TrimPrefix(err.Error(), "mail: "))
	}
	return m, nil
}

// announce says where mail goes, and where it comes in.
func (f *mailFlags) announce(out io.Writer, s *system.System) {
	text := "none is sent: messages are kept (--smtp URL sends them)"
	if relay, err := mail.ParseServer(f.SMTP); err == nil {
		text = "by " + relay.String() + ", from " + f.MailFrom
	}
	fmt.Fprintf(out, "  %-10s %s\n", "mail", text)
	if in := s.MailIn(); in != "" {
		fmt.Fprintf(out, "  %-10s %-26s mail that comes in\n", "", "smtp://"+in)
	}
}
