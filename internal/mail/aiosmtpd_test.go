package mail_test

import (
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/mail"
)

// python is a Python that has a module; empty where none has.
func python(ctx context.Context, module string) string {
	for _, name := range []string{"python3", "/usr/bin/python3"} {
		if exec.CommandContext(ctx, name, "-c", "import "+module).Run() == nil {
			return name
		}
	}
	return ""
}

// TestAiosmtpd hands messages to a server that is not written with our library, and finds them in
// its mailbox octet for octet.
func TestAiosmtpd(t *testing.T) {
	name := python(t.Context(), "aiosmtpd")
	if name == "" {
		t.Skip("python3-aiosmtpd is not installed: no second opinion on SMTP")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	box := filepath.Join(t.TempDir(), "box")
	var said bytes.Buffer
	server := exec.CommandContext(t.Context(), name, "-m", "aiosmtpd", "-n", "-l", address,
		"-c", "aiosmtpd.handlers.Mailbox", box)
	server.Stderr = &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = server.Wait() // it is killed in the end
		close(ended)
	}()
	t.Cleanup(func() {
		_ = server.Process.Kill()
		<-ended
	})
	relay, err := mail.ParseServer("smtp://" + address)
	if err != nil {
		t.Fatal(err)
	}
	m := letter()
	m.Text = ".\n..\nFrom here\n.\n"
	raw := compose(t, m)
	for {
		_, err = relay.Send(t.Context(),
			mail.Envelope{From: "sec@example.org", To: "a@example.com", Raw: raw})
		if err == nil {
			break
		}
		select {
		case <-ended:
			t.Fatalf("%v\n%s", err, said.String())
		default:
		}
		if !strings.Contains(err.Error(), "refused") {
			t.Fatal(err)
		}
	}
	if err := relay.Close(); err != nil {
		t.Error(err)
	}
	files, err := filepath.Glob(filepath.Join(box, "new", "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%d messages in the mailbox, %v", len(files), err)
	}
	kept, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	_, want, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	_, got, _ := bytes.Cut(bytes.ReplaceAll(kept, []byte("\n"), []byte("\r\n")), []byte("\r\n\r\n"))
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}
