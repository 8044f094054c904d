package mail

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"
	"time"
)

// messageID is what identifies a message: RFC 5322, 3.6.4, without its quoted forms.
var messageID = regexp.MustCompile(`^<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>$`)

// NewID is the identifier of a message: token is random or a digest, and at an address
// that the message is from.
func NewID(token, from string) (string, error) {
	_, address, err := ParseAddress(from)
	if err != nil {
		return "", err
	}
	id := "<" + token + address[strings.LastIndexByte(address, '@'):] + ">"
	if !messageID.MatchString(id) {
		return "", fmt.Errorf("mail: %q identifies no message: want <token@domain>", id)
	}
	return id, nil
}

// Compose makes the message as it is sent (RFC 5322): plain text, or text and HTML as
// alternatives, with its attachments. The same message is the same octets each time. It refuses
// what would change the header: line breaks and other control characters in a subject, an
// address or an identifier.
func (m *Message) Compose() ([]byte, error) {
	header, err := m.header()
	if err != nil {
		return nil, err
	}
	for _, a := range m.Attach {
		if err := a.check(); err != nil {
			return nil, err
		}
	}
	whole := m.body()
	whole.fields = append(header, whole.fields...)
	var out bytes.Buffer
	whole.write(&out)
	return out.Bytes(), nil
}

// field is one of a header.
type field struct{ name, value string }

// header is the fields but for those of the body, each checked.
func (m *Message) header() ([]field, error) {
	fields := []field{{"Date", m.Date.UTC().Format(time.RFC1123Z)}}
	for _, f := range []field{{"From", m.From}, {"To", m.To}, {"Reply-To", m.ReplyTo}} {
		if f.value == "" && f.name == "Reply-To" {
			continue
		}
		name, address, err := ParseAddress(f.value)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field{f.name, (&mail.Address{Name: name, Address: address}).String()})
	}
	if strings.ContainsFunc(m.Subject, control) || len(m.Subject) > maxSubject {
		return nil, fmt.Errorf("mail: a subject is one line of at most %d octets: %.80q", maxSubject,
			m.Subject)
	}
	fields = append(fields, field{"Subject", encoded(m.Subject)})
	references := m.References
	if n := len(references); n > maxReferences {
		references = append(references[:1:1], references[n-maxReferences+1:]...)
	}
	for _, id := range append([]string{m.ID, cmp.Or(m.InReplyTo, m.ID)}, references...) {
		if !messageID.MatchString(id) {
			return nil, fmt.Errorf("mail: %q identifies no message: want <token@domain>", id)
		}
	}
	fields = append(fields, field{"Message-ID", m.ID}, field{"In-Reply-To", m.InReplyTo},
		field{"References", strings.Join(references, " ")})
	list, err := m.list()
	if err != nil {
		return nil, err
	}
	fields = append(fields, list...)
	if !m.Written {
		fields = append(fields, field{"Auto-Submitted", "auto-generated"})
	}
	return append(fields, field{"MIME-Version", "1.0"}), nil
}

// listURL is what stands between the angle brackets of a List- field.
var listURL = regexp.MustCompile(`^https?://[!-;=?-~]{1,800}$`)

// list is the fields of a mailing list (RFC 2369, RFC 2919, RFC 8058).
func (m *Message) list() (fields []field, err error) {
	if m.ListID != "" {
		if strings.ContainsFunc(m.ListID, func(r rune) bool { return r < ' ' || r > '~' }) {
			return nil, fmt.Errorf("mail: the name of a list is of ASCII letters: %q", m.ListID)
		}
		fields = append(fields, field{"List-Id", m.ListID})
	}
	if m.Unsubscribe != "" {
		if !listURL.MatchString(m.Unsubscribe) {
			return nil, fmt.Errorf("mail: %q is no address to unsubscribe at: want https://…",
				m.Unsubscribe)
		}
		fields = append(fields, field{"List-Unsubscribe", "<" + m.Unsubscribe + ">"},
			field{"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"})
	}
	return fields, nil
}

// entity is a message or a part of one (RFC 2045): fields that say what it is, and its content.
type entity struct {
	fields  []field
	content []byte
}

func (e entity) write(out *bytes.Buffer) {
	for _, f := range e.fields {
		writeField(out, f.name, f.value)
	}
	out.WriteString("\r\n")
	out.Write(e.content)
}

// body is what comes after the header.
func (m *Message) body() entity {
	words := text("plain", m.Text)
	if m.HTML != "" {
		words = m.parts("alternative", words, text("html", m.HTML))
	}
	if len(m.Attach) == 0 {
		return words
	}
	all := []entity{words}
	for _, a := range m.Attach {
		all = append(all, a.entity())
	}
	return m.parts("mixed", all...)
}

// parts are several parts as one. The boundary is in none of them: no line of quoted-printable
// or of base64 begins like it.
func (m *Message) parts(kind string, all ...entity) entity {
	digest := sha256.Sum256([]byte(kind + m.ID))
	boundary := "=_" + hex.EncodeToString(digest[:12])
	var content bytes.Buffer
	for _, e := range all {
		content.WriteString("--" + boundary + "\r\n")
		e.write(&content)
		content.WriteString("\r\n")
	}
	content.WriteString("--" + boundary + "--\r\n")
	return entity{[]field{{"Content-Type", "multipart/" + kind + `; boundary="` + boundary + `"`}},
		content.Bytes()}
}

// text is words as quoted-printable.
func text(kind, words string) entity {
	var content bytes.Buffer
	w := quotedprintable.NewWriter(&content)
	_, err := io.WriteString(w, strings.TrimRight(words, "\n")+"\n")
	if err := cmp.Or(err, w.Close()); err != nil {
		panic(err) // a buffer takes everything
	}
	return entity{[]field{{"Content-Type", "text/" + kind + "; charset=utf-8"},
		{"Content-Transfer-Encoding", "quoted-printable"}}, content.Bytes()}
}

// lineOctets is how many octets are in a line of base64: 76 characters (RFC 2045, 6.8).
const lineOctets = 57

func (a *Attachment) entity() entity {
	var content bytes.Buffer
	for rest := a.Content; len(rest) > 0; {
		n := min(lineOctets, len(rest))
		content.WriteString(base64.StdEncoding.EncodeToString(rest[:n]) + "\r\n")
		rest = rest[n:]
	}
	return entity{[]field{{"Content-Type", a.Media}, {"Content-Transfer-Encoding", "base64"},
		{"Content-Disposition", mime.FormatMediaType("attachment",
			map[string]string{"filename": a.Name})}}, content.Bytes()}
}

// check refuses what is no attachment.
func (a *Attachment) check() error {
	_, _, err := mime.ParseMediaType(a.Media)
	if err != nil || a.Name == "" || strings.ContainsFunc(a.Name+a.Media, control) {
		return fmt.Errorf("mail: attachment %.80q, %.80q: want a name of one line, and a media type "+
			"such as text/calendar", a.Name, a.Media)
	}
	return nil
}

// encoded is text as a header has it (RFC 2047): as it stands where it is ASCII, else in words that
// fit on lines of 76 octets, the first of them behind the name of the field.
func encoded(text string) string {
	const begin, end, most = "=?utf-8?q?", "?=", 64
	ascii := !strings.ContainsFunc(text, func(r rune) bool { return r > '~' })
	if ascii && !strings.Contains(text, "=?") {
		return text
	}
	var out strings.Builder
	length := 0
	for _, r := range text {
		one := quoted(r)
		if length > 0 && length+len(one)+len(end) > most {
			out.WriteString(end + " ")
			length = 0
		}
		if length == 0 {
			out.WriteString(begin)
			length = len(begin)
		}
		out.WriteString(one)
		length += len(one)
	}
	return out.String() + end
}

// quoted is a character within an encoded word.
func quoted(r rune) string {
	switch {
	case r == ' ':
		return "_"
	case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
		return string(r)
	}
	var out strings.Builder
	for _, octet := range []byte(string(r)) {
		fmt.Fprintf(&out, "=%02X", octet)
	}
	return out.String()
}

// maxLine is how long a line of a header is where it can be parted (RFC 5322, 2.1.1).
const maxLine = 78

// writeField writes a field of a header in lines, parted at blanks. Without a value there is none.
func writeField(out *bytes.Buffer, name, value string) {
	if value == "" {
		return
	}
	out.WriteString(name + ":")
	length := len(name) + 1
	for word := range strings.SplitSeq(value, " ") {
		if word != "" && length+1+len(word) > maxLine && length > len(name)+1 {
			out.WriteString("\r\n")
			length = 0
		}
		out.WriteString(" " + word)
		length += 1 + len(word)
	}
	out.WriteString("\r\n")
}
