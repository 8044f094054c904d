package mail_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/mail"
)

// letter is a message with everything.
func letter() mail.Message {
	return mail.Message{From: "Code administrator <sec@example.org>", To: "Reader <a@example.com>",
		ReplyTo: "helpdesk@example.org",
		Subject: "3 deadlines, 5 changes: Smart Energy Code digest – 24 January 2022, with all of it",
		Text:    "Dear reader,\n\n.\nFrom 5pm = £5\n" + strings.Repeat("long ", 60) + "\n",
		HTML:    "<p>Dear reader,</p><p>From 5pm = £5</p>",
		Date:    time.Date(2022, 1, 24, 9, 0, 0, 0, time.UTC),
		ID:      "<two@example.org>", InReplyTo: "<one@example.com>",
		References: []string{"<zero@example.com>", "<one@example.com>"},
		ListID:     "<newsletter.example.org>", Unsubscribe: "https://example.org/unsubscribe/s?t=1",
		Attach: []mail.Attachment{
			{Name: "Zähler, 1.ics", Media: "text/calendar; charset=utf-8", Content: []byte("BEGIN\r\n")},
			{Name: "octets.bin", Media: "application/octet-stream",
				Content: bytes.Repeat([]byte{0, 1, 0xff}, 100)},
		}}
}

func compose(t rapid.TB, m mail.Message) []byte {
	t.Helper()
	raw, err := m.Compose()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestComposeReads reads what was written, by our own parser.
func TestComposeReads(t *testing.T) {
	m := letter()
	raw := compose(t, m)
	if again := compose(t, m); !bytes.Equal(raw, again) {
		t.Error("the same message was written in another way")
	}
	for i, line := range strings.Split(string(raw), "\r\n") {
		if len(line) > 78 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line %d has %d octets, or ends in another way: %q", i+1, len(line), line)
		}
	}
	got := mail.Parse(mail.Envelope{From: "sec@example.org", To: "a@example.com", Raw: raw})
	want := &mail.Incoming{Sender: "sec@example.org", Recipient: "a@example.com",
		Name: "Code administrator", From: "sec@example.org", Subject: m.Subject, Text: m.Text,
		Date: m.Date, Digest: got.Digest, ID: m.ID, InReplyTo: m.InReplyTo, References: m.References,
		Automatic: "it says that it was sent by itself (Auto-Submitted: auto-generated)",
		Attach: []mail.Attachment{
			{Name: "Zähler, 1.ics", Media: "text/calendar", Content: m.Attach[0].Content}, m.Attach[1]}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// opinion is a message as Python's email package reads it.
const opinion = `
import email, email.policy, json, sys
m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
def text(kind):
    part = m.get_body((kind,))
    return part.get_content() if part else ""
json.dump({
    "defects": [str(d) for part in m.walk() for d in part.defects],
    "from": str(m["From"]), "to": str(m["To"]), "subject": str(m["Subject"]),
    "date": m["Date"].datetime.isoformat(), "id": str(m["Message-ID"]),
    "unsubscribe": str(m["List-Unsubscribe"]), "post": str(m["List-Unsubscribe-Post"]),
    "list": str(m["List-Id"]), "auto": str(m["Auto-Submitted"]),
    "plain": text("plain"), "html": text("html"),
    "attached": [[a.get_filename(), a.get_content_type()] for a in m.iter_attachments()],
}, sys.stdout)
`

// TestPythonReads reads what was written by the email package of Python.
func TestPythonReads(t *testing.T) {
	name := python(t.Context(), "email")
	if name == "" {
		t.Skip("python3 is not installed: no second opinion on messages")
	}
	m := letter()
	command := exec.CommandContext(t.Context(), name, "-c", opinion)
	command.Stdin = bytes.NewReader(compose(t, m))
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"defects": []any{}, "from": "Code administrator <sec@example.org>",
		"to": m.To, "subject": m.Subject, "date": "2022-01-24T09:00:00+00:00", "id": m.ID,
		"unsubscribe": "<" + m.Unsubscribe + ">", "post": "List-Unsubscribe=One-Click",
		"list": m.ListID, "auto": "auto-generated", "plain": m.Text, "html": m.HTML + "\n",
		"attached": []any{[]any{"Zähler, 1.ics", "text/calendar"},
			[]any{"octets.bin", "application/octet-stream"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestComposeRefuses what would write another header, or reach nobody.
func TestComposeRefuses(t *testing.T) {
	const lines = "a@example.com\r\nBcc: b@example.com"
	for name, change := range map[string]func(*mail.Message){
		"CR LF in the subject":   func(m *mail.Message) { m.Subject = "x\r\nBcc: b@example.com" },
		"LF in the subject":      func(m *mail.Message) { m.Subject = "x\nBcc: b@example.com" },
		"NEL in the subject":     func(m *mail.Message) { m.Subject = "x\u0085y" },
		"subject of a page":      func(m *mail.Message) { m.Subject = strings.Repeat("x", 501) },
		"CR LF in To":            func(m *mail.Message) { m.To = lines },
		"CR LF in From":          func(m *mail.Message) { m.From = lines },
		"CR LF in Reply-To":      func(m *mail.Message) { m.ReplyTo = lines },
		"CR LF in a name":        func(m *mail.Message) { m.To = "\"a\r\nBcc: b\" <a@example.com>" },
		"two addresses":          func(m *mail.Message) { m.To = "a@example.com, b@example.com" },
		"no address":             func(m *mail.Message) { m.To = "a" },
		"an address of blanks":   func(m *mail.Message) { m.To = `"a b"@example.com` },
		"letters beyond ASCII":   func(m *mail.Message) { m.To = "zähler@example.com" },
		"a domain beyond ASCII":  func(m *mail.Message) { m.To = "a@zähler.example" },
		"an endless address":     func(m *mail.Message) { m.To = strings.Repeat("a", 251) + "@b.c" },
		"nobody":                 func(m *mail.Message) { m.To = "" },
		"no identifier":          func(m *mail.Message) { m.ID = "" },
		"CR LF in an identifier": func(m *mail.Message) { m.ID = "<a\r\nBcc:b@example.com>" },
		"CR LF in In-Reply-To":   func(m *mail.Message) { m.InReplyTo = "<a@b>\r\nBcc: b@example.com" },
		"words in References":    func(m *mail.Message) { m.References = []string{"x"} },
		"CR LF in the list":      func(m *mail.Message) { m.ListID = "<a>\r\nBcc: b" },
		"CR LF in a URL":         func(m *mail.Message) { m.Unsubscribe = "https://x/\r\nBcc: b" },
		"a URL of a script":      func(m *mail.Message) { m.Unsubscribe = "javascript:alert(1)" },
		"a second URL":           func(m *mail.Message) { m.Unsubscribe = "https://x>,<https://y" },
		"CR LF in a file's name": func(m *mail.Message) { m.Attach[0].Name = "a\r\nX: y" },
		"CR LF in a media type":  func(m *mail.Message) { m.Attach[0].Media = "text/plain\r\nX: y" },
		"no media type":          func(m *mail.Message) { m.Attach[0].Media = "" },
	} {
		m := letter()
		change(&m)
		if raw, err := m.Compose(); err == nil {
			t.Errorf("%s was written: %s", name, raw[:400])
		}
	}
}

// TestComposeAny writes whatever people write, and reads the same.
func TestComposeAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := letter()
		words := rapid.StringMatching(`[ -~äß–€]{0,120}`)
		m.Subject = strings.Join(strings.Fields(words.Draw(t, "subject")), " ")
		m.Text = strings.TrimRight(strings.Join(rapid.SliceOf(words).Draw(t, "text"), "\n"), "\n") + "\n"
		if strings.TrimSpace(m.Text) == "" {
			m.Text = "x\n"
		}
		m.HTML = rapid.StringMatching(`(<p>[a-z=.]{0,100})?`).Draw(t, "html")
		content := rapid.SliceOf(rapid.Byte()).Draw(t, "content")
		name := rapid.StringMatching(`[a-zä"; ]{1,60}\.bin`).Draw(t, "name")
		m.Attach = []mail.Attachment{{Name: name, Media: "application/x", Content: content}}
		got := mail.Parse(mail.Envelope{Raw: compose(t, m)})
		if got.Subject != m.Subject || got.Text != m.Text || len(got.Attach) != 1 ||
			!bytes.Equal(got.Attach[0].Content, content) ||
			strings.Join(strings.Fields(name), " ") != got.Attach[0].Name {
			t.Errorf("wrote %q, %q, %q, read %q, %q, %+v", m.Subject, m.Text, name, got.Subject, got.Text,
				got.Attach)
		}
	})
}

// TestReferences of a long conversation are the first and the last.
func TestReferences(t *testing.T) {
	m := letter()
	m.References = nil
	for i := range 50 {
		m.References = append(m.References, "<"+strings.Repeat("x", i+1)+"@example.com>")
	}
	got := mail.Parse(mail.Envelope{Raw: compose(t, m)}).References
	if len(got) != 20 || got[0] != m.References[0] || got[1] != m.References[31] ||
		got[19] != m.References[49] {
		t.Errorf("%d references: %v", len(got), got)
	}
}

func BenchmarkCompose(b *testing.B) {
	m := letter()
	m.Attach = nil
	m.Text, m.HTML = strings.Repeat(m.Text, 10), strings.Repeat(m.HTML, 50)
	for b.Loop() {
		raw, err := m.Compose()
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(raw)))
	}
}

func BenchmarkParse(b *testing.B) {
	m := letter()
	raw, err := m.Compose()
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		mail.Parse(mail.Envelope{Raw: raw})
	}
}
