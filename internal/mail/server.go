package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// How long a server may take, by the wall clock.
const (
	dialLimit   = 30 * time.Second
	answerLimit = time.Minute     // to a command
	takeLimit   = 5 * time.Minute // to take a message (RFC 5321, 4.5.3.2 asks for ten)
	// graceLimit is how long a message that is being handed over may take after the end of the
	// context, so that a stop does not leave open whether it was taken.
	graceLimit = 5 * time.Second
)

// Server is a server of mail that takes messages for others: a relay. One connection is kept
// for messages that follow each other. Its methods may be called from several goroutines.
type Server struct {
	// Roots are whom the certificate of the server may be from; nil: those of the machine.
	Roots *x509.CertPool
	// Watch is told of each step as it is done, in order; nil: nobody is.
	Watch func(Report)

	address, host  string
	security       security
	user, password string

	mu     sync.Mutex
	client *smtp.Client // nil: there is no connection
	reused bool         // it has taken a message before
}

// security is how a connection is kept from others.
type security uint8

const (
	startTLS security = iota
	implicitTLS
	plain
)

// ParseServer reads where a server of mail is:
//
//	smtps://user:password@host        TLS from the first octet; port 465
//	smtp://user:password@host         STARTTLS, and nothing without it; port 587
//	smtp://host:25?tls=none           nothing is encrypted: for a relay next door
//
// Without a user nobody is signed in. A server on this machine (localhost, 127.0.0.1, ::1) is
// spoken to without TLS, unless ?tls=start asks for it. The error says nothing of the password.
func ParseServer(text string) (*Server, error) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" {
		return nil, errors.New("mail: this is no server: want smtp://user:password@host:587 or " +
			"smtps://user:password@host, with %-escapes for what else means something in it")
	}
	s := &Server{host: u.Hostname(), user: u.User.Username()}
	s.password, _ = u.User.Password()
	port := "587"
	switch choice := u.Query().Get("tls"); {
	case u.Scheme == "smtps" && choice == "":
		s.security, port = implicitTLS, "465"
	case u.Scheme == "smtp" && choice == "none":
		s.security = plain
	case u.Scheme == "smtp" && choice == "start":
	case u.Scheme == "smtp" && choice == "":
		if ip := net.ParseIP(s.host); s.host == "localhost" || ip != nil && ip.IsLoopback() {
			s.security = plain
		}
	default:
		return nil, fmt.Errorf("mail: %s://%s?tls=%s: want smtp:// or smtps://, and with smtp:// "+
			"tls=start, tls=none or nothing of it", u.Scheme, u.Host, choice)
	}
	if s.user != "" && s.security == plain && u.Query().Get("tls") == "none" {
		return nil, errors.New("mail: a password is not sent without TLS: leave out tls=none or the user")
	}
	if u.Port() != "" {
		port = u.Port()
	}
	s.address = net.JoinHostPort(s.host, port)
	return s, nil
}

// WithPassword is the server with another password, such as one from a file.
func (s *Server) WithPassword(password string) *Server {
	return &Server{Roots: s.Roots, Watch: s.Watch, address: s.address, host: s.host,
		security: s.security, user: s.user, password: password}
}

// String is where the server is, without the password.
func (s *Server) String() string {
	return s.address + [...]string{" with STARTTLS", " with TLS", " without TLS"}[s.security]
}

// Send hands a message over. It returns what the server said when it took it; a *[Refusal] when
// the server will not take this message; and another error when the server cannot be asked, or
// takes nothing from us, which another try may mend. After such an error the message may have
// been taken.
func (s *Server) Send(ctx context.Context, e Envelope) (answer string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client != nil && s.reused && s.client.Noop() != nil {
		s.drop() // the server has closed it meanwhile
	}
	if s.client == nil {
		if err := s.connect(ctx, e.From); err != nil {
			return "", fmt.Errorf("mail: %s: %w", s.address, said(err))
		}
	}
	client := s.client
	stop := context.AfterFunc(ctx, func() {
		time.AfterFunc(graceLimit, func() { _ = client.Close() }) // it may be closed already
	})
	defer stop()
	answer, err = s.hand(e)
	if err == nil {
		s.reused = true
		return answer, nil
	}
	// Reset of the library would say EHLO again, which some servers refuse.
	s.drop()
	if _, refused := errors.AsType[*Refusal](err); refused {
		return "", err
	}
	return "", fmt.Errorf("mail: %s: %w", s.address, err)
}

// Close ends the connection, if there is one; the next [Server.Send] makes another.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client == nil {
		return nil
	}
	err := s.client.Quit()
	s.drop()
	return err
}

// drop closes the connection without a word. The lock is held.
func (s *Server) drop() {
	_ = s.client.Close() // nothing is asked of it any more
	s.client, s.reused = nil, false
}

// connect makes a connection and signs in. The lock is held.
func (s *Server) connect(ctx context.Context, from string) error {
	dialer := net.Dialer{Timeout: dialLimit}
	conn, err := dialer.DialContext(ctx, "tcp", s.address)
	if err != nil {
		return s.report(StepConnect, s.address, err)
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	// Who stays silent is given up here, since commands have limits only from the greeting on.
	late := time.AfterFunc(dialLimit, func() { _ = conn.Close() })
	defer late.Stop()
	s.done(StepConnect, s.address)
	client, err := s.secure(conn)
	if err != nil {
		return s.report(StepEncrypt, s.host, err)
	}
	client.CommandTimeout, client.SubmissionTimeout = answerLimit, takeLimit
	if err := s.greet(client, from); err != nil {
		_ = client.Close() // the error before it says more
		return err
	}
	s.client = client
	return nil
}

// secure makes what is said on a connection secret, unless nothing is to be.
func (s *Server) secure(conn net.Conn) (*smtp.Client, error) {
	config := &tls.Config{ServerName: s.host, RootCAs: s.Roots, MinVersion: tls.VersionTLS12}
	switch s.security {
	case implicitTLS:
		return smtp.NewClient(tls.Client(conn, config)), nil
	case startTLS:
		return smtp.NewClientStartTLS(conn, config)
	}
	return smtp.NewClient(conn), nil
}

// greet says who is there, and signs in where there is a user.
func (s *Server) greet(client *smtp.Client, from string) (err error) {
	_, name, _ := strings.Cut(from, "@")
	if name == "" {
		name = "localhost"
	}
	// After STARTTLS all is said anew (RFC 3207, 4.2), and by the name that counts.
	if err := client.Hello(name); err != nil {
		return s.report(StepGreet, name, err)
	}
	if state, ok := client.TLSConnectionState(); ok {
		s.done(StepEncrypt, tls.VersionName(state.Version))
	}
	s.done(StepGreet, name)
	if s.user == "" {
		return nil
	}
	switch {
	case client.SupportsAuth(sasl.Plain):
		err = client.Auth(sasl.NewPlainClient("", s.user, s.password))
	case client.SupportsAuth(sasl.Login):
		err = client.Auth(sasl.NewLoginClient(s.user, s.password))
	default:
		err = errNoSignIn
	}
	return s.report(StepSignIn, s.user, err)
}

var errNoSignIn = errors.New("the server offers no sign-in by PLAIN or LOGIN there")

// hand hands a message over on the connection.
func (s *Server) hand(e Envelope) (string, error) {
	size := fmt.Sprintf("%d octets", len(e.Raw))
	if most, ok := s.client.MaxMessageSize(); ok && most > 0 && len(e.Raw) > most {
		return "", s.report(StepMessage, size, &Refusal{Code: 552, Text: fmt.Sprintf(
			"5.3.4 it takes messages of %d octets, and this has %d", most, len(e.Raw))})
	}
	// What it says to this is of us, and not of the message: it may be mended.
	if err := s.report(StepSender, e.From, s.client.Mail(e.From, nil)); err != nil {
		return "", said(err)
	}
	if err := s.report(StepRecipient, e.To, s.client.Rcpt(e.To, nil)); err != nil {
		return "", refused(err, true)
	}
	answer, err := s.content(e.Raw)
	if s.report(StepMessage, size, err) != nil {
		return "", err
	}
	return answer, nil
}

// content hands over the message itself.
func (s *Server) content(raw []byte) (answer string, err error) {
	data, err := s.client.Data()
	if err != nil {
		return "", refused(err, false)
	}
	if _, err := io.Copy(data, bytes.NewReader(raw)); err != nil {
		return "", err
	}
	response, err := data.CloseWithResponse()
	if err != nil {
		return "", refused(err, false)
	}
	return clean(response.StatusText), nil
}

// refused is what a server said against a message.
func refused(err error, name bool) error {
	var answer *smtp.SMTPError
	if !errors.As(err, &answer) || answer.Code == 421 { // it is closing
		return said(err)
	}
	return &Refusal{Code: answer.Code, Text: spoken(answer), AtName: name && ofAddress(answer)}
}

// ofAddress tells whether an answer is about an address or its mailbox (RFC 3463, 3.2 and 3.3);
// one about rights or the network may be mended without another address.
func ofAddress(answer *smtp.SMTPError) bool {
	if answer.EnhancedCode[0] > 0 && answer.EnhancedCode != [3]int{answer.Code / 100, 0, 0} {
		return answer.EnhancedCode[1] == 1 || answer.EnhancedCode[1] == 2
	}
	return answer.Code == 550 || answer.Code == 551 || answer.Code == 553
}

// said is an error with the words of the server in it, where there are any.
func said(err error) error {
	var answer *smtp.SMTPError
	if errors.As(err, &answer) {
		return fmt.Errorf("the server said %d %s", answer.Code, spoken(answer))
	}
	return err
}

// spoken is an answer as the server wrote it, with its enhanced code.
func spoken(answer *smtp.SMTPError) string {
	text := strings.Join(strings.Fields(clean(answer.Message)), " ")
	if c := answer.EnhancedCode; c[0] > 0 {
		text = fmt.Sprintf("%d.%d.%d %s", c[0], c[1], c[2], text)
	}
	return text
}
