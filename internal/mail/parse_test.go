package mail_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/internal/mail"
)

// crlf is a message as it is sent, of one that is written here.
func crlf(text string) []byte {
	return []byte(strings.ReplaceAll(strings.TrimPrefix(text, "\n"), "\n", "\r\n"))
}

// bounce is a report as Postfix writes it.
const bounce = `
Return-Path: <>
From: MAILER-DAEMON@relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bounces+abc@example.org
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B/relay.example"
Message-Id: <20220124090001.B@relay.example>

This is a MIME-encapsulated message.

--B/relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B/relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
X-Postfix-Queue-ID: A
Arrival-Date: Mon, 24 Jan 2022 09:00:00 +0000 (GMT)

Final-Recipient: rfc822; reader@example.com
Original-Recipient: rfc822;Reader@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 <reader@example.com>: Recipient address
    rejected: User unknown

Final-Recipient: rfc822; full@example.com
Action: failed
Status: 4.2.2

Final-Recipient: rfc822; slow@example.com
Action: delayed
Status: 4.4.1

--B/relay.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: sec@example.org
Message-ID: <two@example.org>
Subject: x

--B/relay.example--
`

func TestParseBounce(t *testing.T) {
	got := mail.Parse(mail.Envelope{To: "bounces+abc@example.org", Raw: crlf(bounce)})
	want := []mail.Delivery{{Address: "Reader@example.com", Permanent: true, Why: "5.1.1 550 5.1.1 " +
		"<reader@example.com>: Recipient address rejected: User unknown"},
		{Address: "full@example.com", Why: "4.2.2"}}
	if diff := cmp.Diff(want, got.Failures); diff != "" || got.Original != "<two@example.org>" {
		t.Errorf("of %s: %s", got.Original, diff)
	}
	if got.Automatic == "" || got.From != "MAILER-DAEMON@relay.example" || len(got.Attach) != 0 {
		t.Errorf("%+v", got)
	}
}

// TestParseActions: a report that programs read is of a failure where it says so, whatever its
// words are like.
func TestParseActions(t *testing.T) {
	const words = "From: MAILER-DAEMON@mx\nSubject: Delivery Status Notification\n" +
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n" +
		"It was 550 5.1.1 at first.\n\n--b\nContent-Type: message/%s\n\n" +
		"Reporting-MTA: dns; mx\n\nFinal-Recipient: %s\nAction: %s\nStatus: %s\n\n--b--\n"
	const status, one = "delivery-status", "rfc822; a@example.com"
	failed := []mail.Delivery{{Address: "a@example.com", Permanent: true, Why: "5.1.1"}}
	for _, c := range []struct {
		media, whom, action, status string
		want                        []mail.Delivery
	}{
		{status, one, "failed", "5.1.1", failed},
		{status, one, "Failed (no such user)", "5.1.1", failed},
		{status, "rfc822; a", "failed", "5.1.1", []mail.Delivery{{Permanent: true, Why: "5.1.1"}}},
		{"global-" + status, "utf-8; a@example.com", "failed", "5.1.1", failed},
		{status, one, "delayed", "4.4.1", nil},
		{status, one, "delivered", "2.1.5", nil},
		{status, one, "relayed", "2.1.9", nil},
		{status, one, "expanded", "2.1.5", nil},
		{"global-" + status, "utf-8; a@example.com", "delivered", "2.1.5", nil},
		{status, one, "", "5.1.1", nil},
	} {
		got := mail.Parse(mail.Envelope{To: "bounces+abc@example.org",
			Raw: fmt.Appendf(nil, words, c.media, c.whom, c.action, c.status)})
		if diff := cmp.Diff(c.want, got.Failures); diff != "" || got.Automatic == "" {
			t.Errorf("%+v: %s", c, diff)
		}
	}
}

// TestParseInformal reads a report that is in words alone, as OpenSMTPD writes it.
func TestParseInformal(t *testing.T) {
	const words = "Subject: Delivery status notification: %s\nFrom: Mailer Daemon <%s>\n" +
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n    Hi!\n\n    reader@example.com: " +
		"550 %s no such user here\n\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n--b--\n"
	for _, c := range []struct {
		sender, from, subject, status string
		want                          []mail.Delivery
	}{
		{"", "MAILER-DAEMON@mx", "failed", "5.1.1", []mail.Delivery{{Permanent: true, Why: "5.1.1"}}},
		{"", "MAILER-DAEMON@mx", "failed", "5.7.1", []mail.Delivery{{Why: "5.7.1"}}},
		{"", "postmaster@mx", "failed", "", []mail.Delivery{{Why: "no status"}}},
		{"", "MAILER-DAEMON@mx", "delayed", "4.4.1", nil},
		{"", "reader@example.com", "failed", "5.1.1", nil},
		{"a@example.com", "MAILER-DAEMON@mx", "failed", "5.1.1", nil},
	} {
		got := mail.Parse(mail.Envelope{From: c.sender, To: "bounces+abc@example.org",
			Raw: fmt.Appendf(nil, words, c.subject, c.from, c.status)})
		if diff := cmp.Diff(c.want, got.Failures); diff != "" {
			t.Errorf("%+v: %s", c, diff)
		}
	}
}

// TestParseText reads the words of messages as programs of mail write them.
func TestParseText(t *testing.T) {
	for _, c := range []struct{ name, raw, subject, text string }{
		{"no MIME", "Subject: Hello\n\nOne\nTwo\n", "Hello", "One\nTwo\n"},
		{"LF alone and no end", "Subject: Hello\n\nOne", "Hello", "One\n"},
		{"Latin 1", "Subject: =?iso-8859-1?Q?Z=E4hler?= =?iso-8859-1?Q?stand?=\n" +
			"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n" +
			"=A35 f=FCr=\n alles\n", "Zählerstand", "£5 für alles\n"},
		{"Windows", "Subject: =?Windows-1252?B?k2GU?=\n" +
			"Content-Type: text/plain; charset=Windows-1252\nContent-Transfer-Encoding: 8bit\n\n\x93a\x94\n",
			"“a”", "“a”\n"},
		{"Japanese", "Subject: =?ISO-2022-JP?B?GyRCJCIbKEI=?=\n" +
			"Content-Type: text/plain; charset=ISO-2022-JP\n\n\x1b$B$\"\x1b(B\n", "あ", "あ\n"},
		{"a set that nobody knows", "Subject: =?x-none?Q?a?=\n" +
			"Content-Type: text/plain; charset=x-none\n\na\xffb\n", "=?x-none?Q?a?=", "a\uFFFDb\n"},
		{"broken base64", "Content-Transfer-Encoding: base64\n\nT25lCg==\n!!!\n", "", "One\n"},
		{"control characters", "Subject: a =?utf-8?Q?=0D=0ABcc:_b=00?=\n\na\x00b\x1b[1m\u202Ec\td\n",
			"a Bcc: b", "ab[1mc\td\n"},
		{"plain is preferred",
			mixed("alternative", "text/plain", "Plain\n", "text/html", "<p>HTML</p>"), "", "Plain\n"},
		{"plain says nothing",
			mixed("alternative", "text/plain", " \n", "text/html", "<p>HTML</p>"), "", "HTML\n"},
		{"a footer of a list",
			mixed("mixed", "text/html", "<b>HTML</b>", "text/plain", "-- \nFooter\n"), "",
			"HTML\n\n-- \nFooter\n"},
		{"related", mixed("related", "text/html", "<b>HTML</b>", "image/png; name=x.png", "PNG"), "",
			"HTML\n"},
		{"no end", strings.TrimSuffix(mixed("mixed", "text/plain", "One\n", "text/plain", "Two\n"),
			"--b--\n"), "", "One\n\nTwo\n"},
		{"no boundary", "Content-Type: multipart/mixed\n\n--b\n\nOne\n--b--\n", "", ""},
		{"nothing", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, raw := range [][]byte{[]byte(c.raw), crlf(c.raw)} {
				got := mail.Parse(mail.Envelope{From: "a@example.com", Raw: raw})
				text, want := strings.TrimRight(got.Text, "\n"), strings.TrimRight(c.text, "\n")
				if got.Subject != c.subject || text != want {
					t.Errorf("got %q, %q, want %q, %q", got.Subject, got.Text, c.subject, c.text)
				}
			}
		})
	}
}

// mixed is a message of parts: the media type and the content of each.
func mixed(kind string, parts ...string) string {
	text := "Content-Type: multipart/" + kind + "; boundary=b\n\n"
	for i := 0; i < len(parts); i += 2 {
		text += "--b\nContent-Type: " + parts[i] + "\n\n" + parts[i+1] + "\n"
	}
	return text + "--b--\n"
}

func TestParseHTML(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"<html><head><title>T</title><style>p{}</style></head><body><p>One</p><p>Two<br>Three",
			"One\n\nTwo\nThree\n"},
		{"<ul><li>a</li>\n<li>b <b>c</b>d</li></ul>", "- a\n- b cd\n"},
		{"a<script>alert('x')</script>b&nbsp;&amp;c &lt;d>", "ab &c <d>\n"},
		{`<a href="https://x.example/">here</a>, <a href="https://y.example/">https://y.example/</a>,` +
			` <a href="mailto:a@example.com">a@example.com</a>, <a href="javascript:x()">no</a>`,
			"here (https://x.example/), https://y.example/, a@example.com, no\n"},
		{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n"},
		{"<div>a</div><div>b</div>\n\n  c   d", "a\nb\nc d\n"},
		{"", "\n"},
	} {
		raw := "Content-Type: text/html\n\n" + c.html
		got := mail.Parse(mail.Envelope{Raw: []byte(raw)}).Text
		if got = strings.ReplaceAll(got, "\u00a0", " "); got != c.want {
			t.Errorf("%s\ngot  %q\nwant %q", c.html, got, c.want)
		}
	}
}

// TestAutomatic tells what programs send from what people send.
func TestAutomatic(t *testing.T) {
	const person = "From: Reader <a@example.com>\nSubject: x\n"
	for header, want := range map[string]bool{
		person:                          false,
		person + "Auto-Submitted: no\n": false,
		person + "Auto-Submitted: auto-replied\n":                  true,
		person + "auto-submitted: Auto-Generated; owner-email=x\n": true,
		person + "Precedence: bulk\n":                              true,
		person + "Precedence: first-class\n":                       false,
		person + "X-Autoreply: yes\n":                              true,
		person + "List-Id: <a.example.com>\n":                      true,
		"From: MAILER-DAEMON@example.com\n":                        true,
		"From: no-reply@example.com\n":                             true,
		"Content-Type: multipart/report; boundary=b\n":             true,
	} {
		got := mail.Parse(mail.Envelope{From: "a@example.com", Raw: []byte(header + "\nx\n")})
		if (got.Automatic != "") != want {
			t.Errorf("%q: %q, want %v", header, got.Automatic, want)
		}
	}
	if mail.Parse(mail.Envelope{Raw: []byte(person + "\nx\n")}).Automatic == "" {
		t.Error("nothing comes back to its sender, and it is taken for a person's")
	}
}

// TestParseAttachments keeps files by a name without a place, and says what it left out.
func TestParseAttachments(t *testing.T) {
	raw := "Content-Type: multipart/mixed; boundary=b\n\n"
	for i, name := range []string{`"../../etc/passwd"`, `"C:\\x\\report.pdf"`, `".."`,
		`"=?utf-8?Q?Z=C3=A4hler.csv?="`, `"a` + "\t" + `b.txt"`} {
		raw += fmt.Sprintf("--b\nContent-Disposition: attachment; filename=%s\n\n%d\n", name, i)
	}
	raw += "--b\nContent-Type: message/rfc822\n\nSubject: forwarded\n\nx\n"
	raw += "--b\nContent-Type: application/pdf; name=big.pdf\n\n" + strings.Repeat("x", 11<<20) + "\n"
	for range 10 {
		raw += "--b\nContent-Type: application/pdf; name=many.pdf\n\nx\n"
	}
	got := mail.Parse(mail.Envelope{Raw: []byte(raw + "--b--\n")})
	var names []string
	for _, a := range got.Attach {
		names = append(names, a.Name)
	}
	want := []string{"passwd", "report.pdf", "attachment-3", "Zähler.csv", "a b.txt", "attachment-6",
		"many.pdf", "many.pdf", "many.pdf", "many.pdf"}
	if diff := cmp.Diff(want, names); diff != "" || len(got.Left) != 7 ||
		got.Left[0] != "big.pdf (11535 kB)" {
		t.Errorf("%s, left out %q", diff, got.Left)
	}
}

// TestParseLimits reads what is made to be slow or large.
func TestParseLimits(t *testing.T) {
	const size = 3 << 20
	fill := func(text string) string { return strings.Repeat(text, size/len(text)) }
	deep := ""
	for i := range 2000 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
	}
	for name, raw := range map[string]string{
		"a field of many lines": "Subject: x\n" + fill(" y\n") + "\nz\n",
		"many fields":           fill("A: b\n") + "\nz\n",
		"parts in parts":        deep + "\nz\n",
		"many parts":            "Content-Type: multipart/mixed; boundary=b\n\n" + fill("--b\n\nx\n"),
		"a long text":           "\n" + fill("ä"),
		"HTML in a link":        "Content-Type: text/html\n\n<a href=http://x>" + fill("a<b>"),
		"HTML in HTML":          "Content-Type: text/html\n\n" + fill("<div>a"),
		"an endless title":      "Content-Type: text/html\n\na<title>" + fill("b"),
		"groups of a report":    "Content-Type: message/delivery-status\n\n" + fill("Action: failed\n\n"),
		"references":            "References: " + fill("<a@b> ") + "\n\nz\n",
		"addresses":             "From: " + fill("a@b, ") + "\n\nz\n",
	} {
		got := mail.Parse(mail.Envelope{Raw: []byte(raw)})
		if len(got.Text) > 200_000 || len(got.Subject) > 500 || len(got.Failures) > 100 ||
			len(got.References) > 100 || len(got.Left) > 200 {
			t.Errorf("%s: %d octets of text, %d of subject", name, len(got.Text), len(got.Subject))
		}
	}
}

// FuzzParse reads anything, within the limits and without what no page can show.
func FuzzParse(f *testing.F) {
	m := letter()
	f.Add(compose(f, m))
	f.Add(crlf(bounce))
	f.Add([]byte(mixed("alternative", "text/plain", "Plain\n", "text/html", "<p><a href=http://x>y")))
	f.Add([]byte("From: =?utf-7?Q?x?= <a@b>\n" +
		"Content-Type: text/html; charset=utf-16\n\n\xff\xfe<\x00"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got := mail.Parse(mail.Envelope{From: "a@example.com", To: "b@example.com", Raw: raw})
		for _, text := range []string{got.Subject, got.Name, got.From, got.Text, got.ID, got.InReplyTo} {
			if strings.ToValidUTF8(text, "") != text || strings.ContainsAny(text, "\x00\r\x1b") {
				t.Errorf("no page shows %q", text)
			}
		}
		if strings.ContainsAny(got.Subject+got.Name+got.From, "\n") {
			t.Errorf("a heading of two lines: %q, %q, %q", got.Subject, got.Name, got.From)
		}
		for _, a := range got.Attach {
			if a.Name == "" || strings.ContainsAny(a.Name, "/\\\n\x00") || len(a.Name) > 150 {
				t.Errorf("the name of a file: %q", a.Name)
			}
		}
		// Whoever is answered can be written to, in the same conversation.
		answer := letter()
		answer.To, answer.InReplyTo, answer.References = "a@example.com", got.ID, got.References
		if got.From != "" {
			answer.To = got.From
		}
		answer.Subject = "Re: " + strings.ToValidUTF8(got.Subject[:min(400, len(got.Subject))], "")
		if out := compose(t, answer); !bytes.Contains(out, []byte("\r\n\r\n")) {
			t.Error("no header")
		}
	})
}
