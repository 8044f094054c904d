package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
	"golang.org/x/net/netutil"
)

// MaxSize is how many octets a message has that is taken.
const MaxSize = 15 << 20

// Limits on what others may ask of a listener, by the wall clock where they are of time.
const (
	maxRecipients  = 10 // of one message
	maxConnections = 20 // at the same time
	patience       = 2 * time.Minute
)

// Listening says what a listener takes.
type Listening struct {
	Domain string      // what it calls itself
	TLS    *tls.Config // with a certificate: STARTTLS is offered; nil: it is not
	// Known tells whether mail to an address is taken. It is asked before the message is.
	Known func(address string) bool
	// Take takes a message for one recipient. After an error its sender is told to come again.
	Take func(ctx context.Context, in *Incoming) error
	Log  *slog.Logger
}

// Serve takes mail by SMTP (RFC 5321) until ctx ends, from whoever connects: a listener stands
// behind a server of mail that talks to the world and stands against unwanted mail. Nothing is
// being taken any more when it returns.
func (l Listening) Serve(ctx context.Context, from net.Listener) error {
	var taking sync.Mutex
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &session{Listening: l, ctx: ctx, taking: &taking}, nil
	}))
	server.Domain, server.MaxRecipients, server.MaxMessageBytes = l.Domain, maxRecipients, MaxSize
	server.ReadTimeout, server.WriteTimeout = patience, patience
	server.TLSConfig, server.ErrorLog = l.TLS, told{l.Log}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // its listener may be closed before
	defer stop()
	err := server.Serve(netutil.LimitListener(from, maxConnections))
	taking.Lock() // whoever has it is waited for; whoever comes later finds that ctx has ended
	defer taking.Unlock()
	if ctx.Err() != nil || errors.Is(err, smtp.ErrServerClosed) {
		return nil
	}
	return err
}

// told is the log of the protocol, for what its peers do wrong.
type told struct{ log *slog.Logger }

func (t told) Printf(format string, values ...any) {
	t.log.Debug("smtp: " + fmt.Sprintf(format, values...))
}
func (t told) Println(values ...any) { t.log.Debug("smtp: " + fmt.Sprintln(values...)) }

// session is one message after the other of one peer.
type session struct {
	Listening
	ctx    context.Context
	taking *sync.Mutex // held while a message is read and taken: one at a time, whose parts need room
	from   string
	to     []string
}

// Reset implements smtp.Session.
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }

// Mail implements smtp.Session.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = ""
	if _, address, err := ParseAddress(from); err == nil {
		s.from = address
	}
	return nil
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	_, address, err := ParseAddress(to)
	if err != nil || !s.Known(address) {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1},
			Message: "nobody has this address here"}
	}
	s.to = append(s.to, address)
	return nil
}

// later is the answer where a message could not be taken, and can be when it comes again.
var later = &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0},
	Message: "it could not be taken now: try again later"}

// Data implements smtp.Session.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.taking.Lock()
	defer s.taking.Unlock()
	if s.ctx.Err() != nil {
		return later
	}
	in := Parse(Envelope{From: s.from, Raw: raw})
	for _, to := range s.to {
		each := *in
		each.Recipient = to
		if err := s.Take(s.ctx, &each); err != nil {
			s.Log.ErrorContext(s.ctx, "mail not taken in", "error", err)
			return later
		}
	}
	return nil
}
