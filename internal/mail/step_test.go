package mail_test

import (
	"crypto/x509"
	"net"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/mail"
	"github.com/mains-energy/mains/internal/mail/mailtest"
)

// watched hands the sample over, and returns what came of each step and the help with the last.
func watched(t *testing.T, url string, roots *x509.CertPool) (steps []string, help string) {
	t.Helper()
	s := server(t, url)
	s.Roots = roots
	s.Watch = func(r mail.Report) {
		steps = append(steps, string(r.Step)+": "+r.Outcome())
		if help = ""; r.Err != nil {
			help = r.Help()
		}
		if strings.Contains(r.With+r.Outcome(), "secret") {
			t.Errorf("the password is in %+v", r)
		}
	}
	_, err := s.Send(t.Context(), sample)
	if (err == nil) != (help == "") {
		t.Errorf("sent with %v, and help %q", err, help)
	}
	return steps, help
}

// TestWatch tells of each step, and where it ends of what is usually behind that.
func TestWatch(t *testing.T) {
	secure, roots := certificate(t)
	nobody := x509.NewCertPool()
	for _, c := range []struct {
		name   string
		config mailtest.Config
		url    string // with the address in place of HOST
		roots  *x509.CertPool
		steps  string // with done: what came of the last is behind the colon
		help   string // the first words; empty: it is sent
	}{
		{"plain", mailtest.Config{}, "smtp://HOST", nil,
			"connect greet sender recipient message: done", ""},
		{"STARTTLS, signed in", mailtest.Config{TLS: secure, Password: "secret"},
			"smtp://user:secret@HOST?tls=start", roots,
			"connect encrypt greet sign in sender recipient message: done", ""},
		{"TLS", mailtest.Config{TLS: secure, Implicit: true}, "smtps://HOST", roots,
			"connect encrypt greet sender recipient message: done", ""},
		{"no STARTTLS", mailtest.Config{}, "smtp://HOST?tls=start", roots,
			"connect encrypt: smtp: server doesn't support STARTTLS", "the server offers no STARTTLS"},
		{"no TLS", mailtest.Config{}, "smtps://HOST", roots,
			"connect encrypt: tls: first record does not look like a TLS handshake",
			"the server does not begin with TLS"},
		{"a stranger", mailtest.Config{TLS: secure}, "smtp://HOST?tls=start", nobody,
			"connect encrypt: tls: failed to verify certificate: x509: certificate signed by unknown " +
				"authority", "the certificate of the server is from nobody"},
		{"wrong password", mailtest.Config{Password: "x"}, "smtp://user:secret@HOST", nil,
			"connect greet sign in: the server said 535 5.7.8 Authentication failed",
			"the user or the password is wrong"},
		{"nobody signs in there", mailtest.Config{}, "smtp://user:secret@HOST", nil,
			"connect greet sign in: the server offers no sign-in by PLAIN or LOGIN there",
			"leave out the user"},
		{"nobody signed in", mailtest.Config{Password: "x"}, "smtp://HOST", nil,
			"connect greet sender: the server said 502 5.7.0 Please authenticate first",
			"the server wants to know who sends"},
	} {
		t.Run(c.name, func(t *testing.T) {
			to := mailtest.Start(t, c.config)
			steps, help := watched(t, strings.Replace(c.url, "HOST", to.Address, 1), c.roots)
			got := strings.ReplaceAll(strings.Join(steps, " "), ": done ", " ")
			if got != c.steps || !strings.HasPrefix(help, c.help) || (help == "") != (c.help == "") {
				t.Errorf("%s\n%s\nwant %s\n%s", got, help, c.steps, c.help)
			}
		})
	}
}

// TestWatchRefused tells of what a server says against a message.
func TestWatchRefused(t *testing.T) {
	for _, c := range []struct {
		at       string
		code     int
		enhanced [3]int
		help     string
	}{
		{"MAIL", 553, [3]int{5, 7, 1}, "the server sends nothing from this address"},
		{"MAIL", 530, [3]int{5, 7, 0}, "the server wants to know who sends"},
		{"MAIL", 450, [3]int{4, 7, 1}, "the server takes it not now"},
		{"RCPT", 550, [3]int{5, 1, 1}, "as far as the server knows nobody has this address"},
		{"RCPT", 554, [3]int{5, 7, 1}, "the server passes nothing on to this address"},
		{"RCPT", 451, [3]int{4, 7, 1}, "the server takes it not now"},
		{"DATA", 552, [3]int{5, 3, 4}, "the message is too large"},
		{"DATA", 550, [3]int{5, 7, 26}, "the server does not take the message as it is"},
	} {
		to := mailtest.Start(t, mailtest.Config{})
		to.Refuse(func(command, _ string) error {
			if command == c.at {
				return mailtest.Answer(c.code, c.enhanced, "no")
			}
			return nil
		})
		steps, help := watched(t, to.URL(), nil)
		if last := steps[len(steps)-1]; !strings.HasPrefix(help, c.help) ||
			!strings.HasSuffix(last, " no") {
			t.Errorf("%d %v to %s: %s; %s\nwant %s", c.code, c.enhanced, c.at, last, help, c.help)
		}
	}
}

// TestWatchAway tells of a server that is not there, and of one that ends without a word.
func TestWatchAway(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if conn, err := l.Accept(); err == nil {
			_ = conn.Close() // that is all it does
		}
	}()
	url := "smtp://" + l.Addr().String()
	var got []string
	for range 2 {
		steps, help := watched(t, url, nil)
		words := strings.Fields(help)
		got = append(got, strings.Split(steps[len(steps)-1], ":")[0]+": "+strings.Join(words[:4], " "))
		_ = l.Close() // nobody is there any more, the second time
	}
	want := []string{"greet: the server said nothing,", "connect: nothing takes connections there:"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
