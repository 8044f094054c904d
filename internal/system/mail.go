package system

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/mail"
)

// Mail says how mail goes out and comes in. The zero value sends nothing and takes nothing:
// messages are kept, to be read on the pages.
type Mail struct {
	Server   string      // smtp://user:password@host:587 or smtps://…; empty: nothing is sent
	Password string      // in place of that in Server; empty: that
	From     string      // "Name <address>" that messages are from
	Listen   string      // HOST:PORT to take mail at, by SMTP; empty: none is taken
	TLS      *tls.Config // with a certificate: STARTTLS is offered at Listen; nil: it is not
	Helpdesk string      // address whose mail becomes tickets; empty: there is none
	Site     string      // https://host that links in messages begin with; empty: the portal's own
}

// mostHelpdesk leaves room for the token of a ticket, 49 octets, in the 64 that a server takes
// before the @ (RFC 5321, 4.5.3.1.1).
const mostHelpdesk = 15

// Check refuses what is no server, no address or no site.
func (m Mail) Check() error {
	if m.Server != "" {
		if _, err := mail.ParseServer(m.Server); err != nil {
			return err
		}
	}
	for _, address := range []string{m.From, m.Helpdesk} {
		if address == "" {
			continue
		}
		if _, _, err := mail.ParseAddress(address); err != nil {
			return err
		}
	}
	if local, _, _ := strings.Cut(m.Helpdesk, "@"); len(local) > mostHelpdesk {
		return fmt.Errorf("%q has %d letters before the @: want at most %d, since answers come to that "+
			"with the ticket behind a +", m.Helpdesk, len(local), mostHelpdesk)
	}
	site, err := url.Parse(m.Site)
	if m.Site != "" && (err != nil || site.Scheme != "http" && site.Scheme != "https" ||
		m.Site != site.Scheme+"://"+site.Host || site.Hostname() == "") {
		return fmt.Errorf("%q is no site: want https://code.example, with nothing behind it", m.Site)
	}
	return nil
}

// office is what the Code needs to know of mail.
func (s *System) office() (post.Config, error) {
	m := s.config.Mail
	c := post.Config{Log: s.log, From: m.From, Helpdesk: m.Helpdesk, Bounces: m.Listen != ""}
	if m.Server == "" {
		return c, nil
	}
	relay, err := mail.ParseServer(m.Server)
	if err != nil {
		return c, err
	}
	if m.Password != "" {
		relay = relay.WithPassword(m.Password)
	}
	c.Send = relay
	return c, nil
}

// listenForMail takes the port that mail comes in at, where there is one.
func (s *System) listenForMail(ctx context.Context) (err error) {
	if s.config.Mail.Listen == "" {
		return nil
	}
	var config net.ListenConfig
	if s.mailbox, err = config.Listen(ctx, "tcp", s.config.Mail.Listen); err != nil {
		return fmt.Errorf("mail cannot come in at %s: %w", s.config.Mail.Listen, cause(err))
	}
	s.close = append(s.close, func() error {
		if err := s.mailbox.Close(); !errors.Is(err, net.ErrClosed) {
			return err
		}
		return nil
	})
	return nil
}

// takeMail takes what comes in.
func (s *System) takeMail(ctx context.Context) error {
	return s.code.Post().Listen(ctx, s.mailbox, s.config.Mail.TLS)
}

// MailIn is where mail comes in, smtp://HOST:PORT; empty: nowhere.
func (s *System) MailIn() string {
	if s.mailbox == nil {
		return ""
	}
	return "smtp://" + s.mailbox.Addr().String()
}
