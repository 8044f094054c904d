package mail_test

import (
	"context"
	"crypto/tls"
	"encoding/pem"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/mains-energy/mains/internal/mail"
)

// box is a listener that keeps what it takes.
type box struct {
	address string
	mu      sync.Mutex
	taken   []*mail.Incoming
}

// listen starts a listener that runs until the end of the test.
func listen(t *testing.T, secure *tls.Config) *box {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := &box{address: l.Addr().String()}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		ended <- mail.Listening{Domain: "example.org", TLS: secure, Log: slog.New(slog.DiscardHandler),
			Known: func(address string) bool { return address == sample.To },
			Take: func(_ context.Context, in *mail.Incoming) error {
				b.mu.Lock()
				defer b.mu.Unlock()
				b.taken = append(b.taken, in)
				return nil
			}}.Serve(ctx, l)
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return b
}

// has checks how many messages were taken, each whole.
func (b *box) has(t *testing.T, want int) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.taken) != want {
		t.Errorf("%d messages were taken, want %d", len(b.taken), want)
	}
	for _, in := range b.taken {
		if in.Subject != "x" || in.Text != ".\n..\nFrom here\n" || in.Sender != sample.From {
			t.Errorf("taken %+v", in)
		}
	}
}

// TestListenTLS takes mail over STARTTLS and without it where there is a certificate, and says
// that there is no STARTTLS where there is none.
func TestListenTLS(t *testing.T) {
	secure, roots := certificate(t)
	send := func(to *box, how string) error {
		s := server(t, "smtp://"+to.address+"?tls="+how)
		s.Roots = roots
		_, err := s.Send(t.Context(), sample)
		return err
	}
	with := listen(t, secure)
	for _, how := range []string{"start", "none"} {
		if err := send(with, how); err != nil {
			t.Errorf("tls=%s: %v", how, err)
		}
	}
	with.has(t, 2)
	without := listen(t, nil)
	if err := send(without, "start"); err == nil || !strings.Contains(err.Error(), "STARTTLS") {
		t.Errorf("STARTTLS without a certificate: %v", err)
	}
	without.has(t, 0)
}

// TestSmtplib takes what a program sends over STARTTLS that is not written with our library.
func TestSmtplib(t *testing.T) {
	name := python(t.Context(), "smtplib, ssl")
	if name == "" {
		t.Skip("there is no Python: no second opinion on STARTTLS")
	}
	secure, _ := certificate(t)
	roots := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(roots, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE",
		Bytes: secure.Certificates[0].Certificate[0]}), 0o600); err != nil {
		t.Fatal(err)
	}
	to := listen(t, secure)
	host, port, err := net.SplitHostPort(to.address)
	if err != nil {
		t.Fatal(err)
	}
	const program = `import smtplib, ssl, sys
roots, host, port, sender, to, text = sys.argv[1:]
with smtplib.SMTP(host, int(port), timeout=60) as s:
    s.starttls(context=ssl.create_default_context(cafile=roots))
    s.sendmail(sender, [to], text)
    try:
        s.sendmail(sender, ["nobody@example.org"], text)
    except smtplib.SMTPRecipientsRefused as refused:
        print(refused.recipients["nobody@example.org"][0], s.sock.version())
`
	out, err := exec.CommandContext(t.Context(), name, "-c", program, roots, host, port, sample.From,
		sample.To, string(sample.Raw)).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "550 TLSv1.3" {
		t.Errorf("%v\n%s", err, out)
	}
	to.has(t, 1)
}
