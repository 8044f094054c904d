// Package mailtest is a server of mail for tests: it speaks SMTP on a port of its own, and keeps
// what it is handed.
package mailtest

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/mains-energy/mains/internal/mail"
)

// Config says what a server is like. The zero value takes everything, without TLS.
type Config struct {
	TLS      *tls.Config // with a certificate: STARTTLS is offered
	Implicit bool        // TLS from the first octet
	Password string      // of the user "user"; empty: nobody signs in
	LoginOld bool        // signing in is offered as LOGIN alone
}

// Server is a server that has taken messages.
type Server struct {
	Address string // host:port

	config Config
	server *smtp.Server

	mu      sync.Mutex
	kept    []mail.Envelope
	opened  int
	greeted int
	called  string
	refuse  func(command, argument string) error
}

// Start starts a server that runs until the end of the test.
func Start(t testing.TB, c Config) *Server {
	t.Helper()
	return startAt(t, c, "127.0.0.1:0")
}

// Again starts a server that has stopped where it was.
func (s *Server) Again(t testing.TB) *Server {
	t.Helper()
	return startAt(t, s.config, s.Address)
}

func startAt(t testing.TB, c Config, address string) *Server {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Address: l.Addr().String(), config: c}
	s.server = smtp.NewServer(smtp.BackendFunc(s.session))
	l = counting{l, s}
	s.server.Domain, s.server.AllowInsecureAuth = "relay.example", true
	switch {
	case c.Implicit:
		l = tls.NewListener(l, c.TLS)
	default:
		s.server.TLSConfig = c.TLS
	}
	done := make(chan error, 1)
	go func() { done <- s.server.Serve(l) }()
	t.Cleanup(func() {
		s.Stop()
		if err := <-done; err != nil && !errors.Is(err, net.ErrClosed) {
			t.Errorf("server of mail: %v", err)
		}
	})
	return s
}

// Stop ends the server and all its connections.
func (s *Server) Stop() { _ = s.server.Close() } // a second time it is closed already

// URL is where it is, for mail.ParseServer.
func (s *Server) URL() string { return "smtp://" + s.Address }

// Refuse lets a function answer to MAIL, RCPT (with the address) and DATA (with the message); nil
// is that they are taken.
func (s *Server) Refuse(with func(command, argument string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = with
}

// Taken is what was handed over, in its order.
func (s *Server) Taken() []mail.Envelope {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.kept)
}

// Connections is how many there were.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened
}

// Greetings is how often it was greeted: once in a connection, since some servers refuse more.
func (s *Server) Greetings() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.greeted
}

// Called is what whoever came last calls itself.
func (s *Server) Called() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.called
}

// counting is a listener that counts what is said in the clear.
type counting struct {
	net.Listener
	server *Server
}

// Accept implements net.Listener.
func (c counting) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return heard{conn, c.server}, nil
}

type heard struct {
	net.Conn
	server *Server
}

// Read implements net.Conn.
func (h heard) Read(p []byte) (int, error) {
	n, err := h.Conn.Read(p)
	h.server.mu.Lock()
	defer h.server.mu.Unlock()
	h.server.greeted += bytes.Count(p[:n], []byte("EHLO "))
	return n, err
}

// Answer is a refusal as a server says it: 550, 5.1.1 and words.
func Answer(code int, enhanced [3]int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: text}
}

func (s *Server) session(from *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened++
	s.called = from.Hostname()
	return &session{Server: s}, nil
}

// asked is what the test answers.
func (s *Server) asked(command, argument string) error {
	s.mu.Lock()
	refuse := s.refuse
	s.mu.Unlock()
	if refuse == nil {
		return nil
	}
	return refuse(command, argument)
}

type session struct {
	*Server
	from string
	to   []string
	user bool
}

// AuthMechanisms implements smtp.AuthSession.
func (s *session) AuthMechanisms() []string {
	switch {
	case s.config.Password == "":
		return nil
	case s.config.LoginOld:
		return []string{sasl.Login}
	}
	return []string{sasl.Plain}
}

// Auth implements smtp.AuthSession.
func (s *session) Auth(mechanism string) (sasl.Server, error) {
	if mechanism == sasl.Login {
		return &login{session: s}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error {
		return s.enter(user, password)
	}), nil
}

func (s *session) enter(user, password string) error {
	if s.user = user == "user" && password == s.config.Password; !s.user {
		return smtp.ErrAuthFailed
	}
	return nil
}

// login asks for a user and then for a password.
type login struct {
	*session
	said []string
}

// Next implements sasl.Server.
func (l *login) Next(response []byte) (challenge []byte, done bool, err error) {
	if response != nil {
		l.said = append(l.said, string(response))
	}
	switch len(l.said) {
	case 0:
		return []byte("Username:"), false, nil
	case 1:
		return []byte("Password:"), false, nil
	}
	return nil, true, l.enter(l.said[0], l.said[1])
}

// Reset implements smtp.Session.
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }

// Mail implements smtp.Session.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.config.Password != "" && !s.user {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return s.asked("MAIL", from)
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if err := s.asked("RCPT", to); err != nil {
		return err
	}
	s.to = append(s.to, to)
	return nil
}

// Data implements smtp.Session.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.asked("DATA", string(raw)); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, to := range s.to {
		s.kept = append(s.kept, mail.Envelope{From: s.from, To: to, Raw: raw})
	}
	return nil
}
