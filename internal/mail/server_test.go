package mail_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/mail/mailtest"
)

// sample is a message with lines that begin with a dot, which SMTP doubles on the way.
var sample = mail.Envelope{From: "sec@example.org", To: "reader@example.com",
	Raw: []byte("Subject: x\r\n\r\n.\r\n..\r\nFrom here\r\n")}

// certificate is one for 127.0.0.1, and whoever trusts it.
func certificate(t *testing.T) (*tls.Config, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "relay"},
		NotBefore:   time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:    time.Date(2120, 1, 1, 0, 0, 0, 0, time.UTC),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	made, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(made)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}},
		roots
}

func server(t *testing.T, url string) *mail.Server {
	t.Helper()
	s, err := mail.ParseServer(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // the other end may have gone
	return s
}

func TestSend(t *testing.T) {
	secure, roots := certificate(t)
	for _, c := range []struct {
		name   string
		config mailtest.Config
		url    string // with the address in place of HOST
		fails  string
	}{
		{"plain", mailtest.Config{}, "smtp://HOST", ""},
		{"TLS", mailtest.Config{TLS: secure, Implicit: true}, "smtps://HOST", ""},
		{"signed in over TLS", mailtest.Config{TLS: secure, Implicit: true, Password: "p w"},
			"smtps://user:p%20w@HOST", ""},
		{"signed in by LOGIN", mailtest.Config{Password: "p", LoginOld: true}, "smtp://user:p@HOST", ""},
		{"wrong password", mailtest.Config{Password: "p"}, "smtp://user:no@HOST", "535"},
		{"nobody signed in", mailtest.Config{Password: "p"}, "smtp://HOST", "502"},
	} {
		t.Run(c.name, func(t *testing.T) {
			to := mailtest.Start(t, c.config)
			s := server(t, strings.Replace(c.url, "HOST", to.Address, 1))
			s.Roots = roots
			_, err := s.Send(t.Context(), sample)
			if c.fails != "" {
				var refusal *mail.Refusal
				if err == nil || errors.As(err, &refusal) || !strings.Contains(err.Error(), c.fails) {
					t.Fatalf("got %v, want an error of the server with %s", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]mail.Envelope{sample}, to.Taken()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestStartTLS signs in over STARTTLS, and says nothing to a server without it, or to one with a
// certificate that nobody vouches for.
func TestStartTLS(t *testing.T) {
	secure, roots := certificate(t)
	// A name that is not this machine: its connections come here all the same.
	with := func(to *mailtest.Server, pool *x509.CertPool) *mail.Server {
		_, port, err := net.SplitHostPort(to.Address)
		if err != nil {
			t.Fatal(err)
		}
		s := server(t, "smtp://user:p@127.0.0.1:"+port+"?tls=start")
		s.Roots = pool
		return s
	}
	good := mailtest.Start(t, mailtest.Config{TLS: secure, Password: "p"})
	if _, err := with(good, roots).Send(t.Context(), sample); err != nil || len(good.Taken()) != 1 {
		t.Errorf("%v, taken %d", err, len(good.Taken()))
	}
	if name := good.Called(); name != "example.org" {
		t.Errorf("behind STARTTLS it calls itself %q, want example.org", name)
	}
	unknown := mailtest.Start(t, mailtest.Config{TLS: secure, Password: "p"})
	if _, err := with(unknown, x509.NewCertPool()).Send(t.Context(), sample); err == nil {
		t.Error("a certificate from nobody was taken")
	}
	bare := mailtest.Start(t, mailtest.Config{Password: "p"})
	if _, err := with(bare, roots).Send(t.Context(), sample); err == nil ||
		!strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("a server without STARTTLS: %v", err)
	}
	if n := len(unknown.Taken()) + len(bare.Taken()); n != 0 {
		t.Errorf("%d messages went without TLS", n)
	}
}

// TestRefused tells what a server says of a reader, of a message, and of us.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, at string
		answer   error
		want     *mail.Refusal // nil: it is of us
	}{
		{"nobody has it", "RCPT", mailtest.Answer(550, [3]int{5, 1, 1}, "no such user"),
			&mail.Refusal{Code: 550, Text: "5.1.1 no such user", AtName: true}},
		{"mailbox disabled", "RCPT", mailtest.Answer(554, [3]int{5, 2, 1}, "disabled"),
			&mail.Refusal{Code: 554, Text: "5.2.1 disabled", AtName: true}},
		{"no relaying", "RCPT", mailtest.Answer(554, [3]int{5, 7, 1}, "relay access denied"),
			&mail.Refusal{Code: 554, Text: "5.7.1 relay access denied"}},
		{"later", "RCPT", mailtest.Answer(450, [3]int{4, 2, 0}, "greylisted"),
			&mail.Refusal{Code: 450, Text: "4.2.0 greylisted", AtName: true}},
		{"content", "DATA", mailtest.Answer(554, [3]int{5, 6, 0}, "not liked"),
			&mail.Refusal{Code: 554, Text: "5.6.0 not liked"}},
		{"sender", "MAIL", mailtest.Answer(553, [3]int{5, 7, 1}, "not your address"), nil},
		{"closing", "RCPT", mailtest.Answer(421, [3]int{4, 3, 2}, "closing"), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			to := mailtest.Start(t, mailtest.Config{})
			to.Refuse(func(command, _ string) error {
				if command == c.at {
					return c.answer
				}
				return nil
			})
			s := server(t, to.URL())
			_, err := s.Send(t.Context(), sample)
			var got *mail.Refusal
			errors.As(err, &got)
			if diff := cmp.Diff(c.want, got); err == nil || diff != "" {
				t.Errorf("%v: %s", err, diff)
			}
			to.Refuse(nil)
			if _, err := s.Send(t.Context(), sample); err != nil || len(to.Taken()) != 1 {
				t.Errorf("the next: %v, taken %d", err, len(to.Taken()))
			}
		})
	}
}

// TestConnection is kept for what follows, and made anew where the server has ended it.
func TestConnection(t *testing.T) {
	to := mailtest.Start(t, mailtest.Config{})
	s := server(t, to.URL())
	send := func() {
		t.Helper()
		if _, err := s.Send(t.Context(), sample); err != nil {
			t.Fatal(err)
		}
	}
	send()
	send()
	if n, greeted := to.Connections(), to.Greetings(); n != 1 || greeted != 1 {
		t.Errorf("two messages took %d connections and %d greetings", n, greeted)
	}
	to.Stop()
	if _, err := s.Send(t.Context(), sample); err == nil {
		t.Error("a server that has stopped took a message")
	}
	to = to.Again(t)
	send()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	send()
	if n, taken := to.Connections(), len(to.Taken()); n != 2 || taken != 2 {
		t.Errorf("%d connections, %d messages, want 2 and 2", n, taken)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Send(stopped, sample); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
}

func TestParseServer(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"smtp://relay.example", "relay.example:587 with STARTTLS"},
		{"smtp://user:p@relay.example:25", "relay.example:25 with STARTTLS"},
		{"smtps://user:p@relay.example", "relay.example:465 with TLS"},
		{"smtp://relay.example:25?tls=none", "relay.example:25 without TLS"},
		{"smtp://localhost:25", "localhost:25 without TLS"},
		{"smtp://[::1]:25/", "[::1]:25 without TLS"},
		{"smtp://127.0.0.1?tls=start", "127.0.0.1:587 with STARTTLS"},
		{"smtp://user:secret@relay.example?tls=none", ""},
		{"smtps://relay.example?tls=none", ""},
		{"http://user:secret@relay.example", ""},
		{"relay.example:25", ""},
		{"smtp://relay.example/secret", ""},
		{"smtp://user:secret%zz@relay.example", ""},
		{"", ""},
	} {
		s, err := mail.ParseServer(c.url)
		switch {
		case c.want == "" && (err == nil || strings.Contains(err.Error(), "secret")):
			t.Errorf("%s: %v, want an error without the password", c.url, err)
		case c.want != "" && (err != nil || s.String() != c.want):
			t.Errorf("%s: %v, %v, want %s", c.url, s, err, c.want)
		}
	}
}
