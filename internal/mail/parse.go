package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Limits on what is read of a message, beside that of its size ([MaxSize]).
const (
	maxText        = 200_000 // octets of its text
	maxDepth       = 8       // of parts in parts
	maxParts       = 100
	maxAttachments = 10
	maxAttached    = 10 << 20 // octets of all attachments
	maxName        = 150      // octets of the name of a file
	maxHeading     = 500      // octets of a subject or a name
	maxField       = 20_000   // octets of a field of a header
	maxFields      = 500
)

// reading is a message while it is read.
type reading struct {
	Incoming
	parts    int
	attached int
	formal   bool // it has a report of deliveries that programs read
	decoder  mime.WordDecoder
}

// Parse reads a message as far as it can be read: what is broken is left out, and where something
// was left out that its writer may have meant to be read, Left says so. It never fails.
func Parse(e Envelope) *Incoming {
	r := &reading{Incoming: Incoming{Sender: e.From, Recipient: e.To,
		Digest: sha256.Sum256(e.Raw)},
		decoder: mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	h, body := split(e.Raw)
	r.Subject = r.line(h.get("Subject"))
	parser := mail.AddressParser{WordDecoder: &r.decoder}
	if from, err := parser.ParseList(h.get("From")); err == nil && len(from) > 0 {
		if _, address, err := ParseAddress(from[0].Address); err == nil {
			r.Name, r.From = r.line(from[0].Name), address
		}
	}
	if date, err := mail.ParseDate(h.get("Date")); err == nil {
		r.Date = date.UTC()
	}
	if ids := identifiers(h.get("Message-ID")); len(ids) > 0 {
		r.ID = ids[0]
	}
	if ids := identifiers(h.get("In-Reply-To")); len(ids) > 0 {
		r.InReplyTo = ids[0]
	}
	r.References = identifiers(h.get("References"))
	r.Text = limit(r.part(h, body, 0), maxText, &r.Left)
	r.informal()
	r.Automatic = automatic(h, &r.Incoming)
	return &r.Incoming
}

// header is the fields of a message or a part, as far as they are fields.
type header []field

// get is the first value of a field; empty where there is none.
func (h header) get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// split parts header and body, and reads the header: lines end with \n or \r\n, one that begins
// with a blank goes on with the field before, and one without a colon is passed over.
func split(raw []byte) (h header, body []byte) {
	for len(raw) > 0 {
		var line []byte
		line, raw, _ = bytes.Cut(raw, []byte("\n"))
		text := strings.TrimRight(string(line), "\r")
		if text == "" {
			return h, raw
		}
		if n := len(h); n > 0 && (text[0] == ' ' || text[0] == '\t') {
			if len(h[n-1].value) < maxField {
				h[n-1].value += " " + strings.TrimSpace(text)
			}
			continue
		}
		if name, value, ok := strings.Cut(text, ":"); ok && len(h) < maxFields {
			h = append(h, field{strings.TrimSpace(name), limit(strings.TrimSpace(value), maxField, nil)})
		}
	}
	return h, nil
}

// line is the value of a field as one line of text.
func (r *reading) line(value string) string {
	text, err := r.decoder.DecodeHeader(value)
	if err != nil {
		text = value
	}
	return limit(clean(strings.Join(strings.Fields(text), " ")), maxHeading, nil)
}

var identifier = regexp.MustCompile(`<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>`)

// identifiers are the Message-IDs that a field names.
func identifiers(value string) []string {
	const most = 100
	return identifier.FindAllString(value, most)
}

// clean leaves out what is no text: other control characters than tabs and ends of lines, and
// what is no UTF-8.
func clean(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case control(r), r == '\u202A', r == '\u202B', r == '\u202D', r == '\u202E':
			return -1 // and what turns the direction of text round
		}
		return r
	}, text)
}

// limit cuts text at most octets, and says so among what was left out.
func limit(text string, most int, left *[]string) string {
	if len(text) <= most {
		return text
	}
	if left != nil {
		*left = append(*left, fmt.Sprintf("the text after its first %d kB", most/1000))
	}
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// part reads a part, and returns its text.
func (r *reading) part(h header, body []byte, depth int) string {
	if r.parts++; r.parts > maxParts || depth > maxDepth {
		if r.parts == maxParts+1 || depth == maxDepth+1 {
			r.Left = append(r.Left, "parts within parts")
		}
		return ""
	}
	media, parameters, err := mime.ParseMediaType(h.get("Content-Type"))
	if err != nil && media == "" {
		media = "text/plain"
	}
	disposition, also, _ := mime.ParseMediaType(h.get("Content-Disposition"))
	name := also["filename"]
	if name == "" {
		name = parameters["name"]
	}
	switch {
	case strings.HasPrefix(media, "multipart/"):
		return r.several(media, parameters["boundary"], body, depth)
	case media == "message/delivery-status" || media == "message/global-delivery-status": // RFC 6533
		r.report(decode(h, body))
	case media == "text/rfc822-headers" || media == "message/rfc822" && len(r.Failures) > 0:
		original, _ := split(decode(h, body))
		if ids := identifiers(original.get("Message-ID")); len(ids) > 0 {
			r.Original = ids[0]
		}
	case disposition != "attachment" && name == "" && media == "text/html":
		return htmlText(toUTF8(decode(h, body), parameters["charset"]))
	case disposition != "attachment" && name == "" && strings.HasPrefix(media, "text/"):
		return strings.TrimRight(clean(toUTF8(decode(h, body), parameters["charset"])), "\n") + "\n"
	default:
		r.attach(r.line(name), media, decode(h, body))
	}
	return ""
}

// several reads the parts of a part. Of alternatives the plain text is taken where it says
// anything; else all texts, in their order.
func (r *reading) several(media, boundary string, body []byte, depth int) string {
	var plain, all []string
	for parts := multipart.NewReader(bytes.NewReader(body), boundary); r.parts <= maxParts; {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			r.Left = append(r.Left, "what comes after a broken part")
			break
		}
		var h header
		for name, values := range p.Header {
			for _, value := range values {
				h = append(h, field{name, value})
			}
		}
		content, err := io.ReadAll(p)
		text := r.part(h, content, depth+1)
		if strings.TrimSpace(text) != "" {
			all = append(all, text)
			kind := strings.ToLower(h.get("Content-Type"))
			if kind == "" || strings.HasPrefix(kind, "text/plain") {
				plain = append(plain, text)
			}
		}
		if err != nil {
			r.Left = append(r.Left, "what comes after a broken part")
			break
		}
	}
	if media == "multipart/alternative" && len(all) > 0 {
		return append(plain, all...)[0]
	}
	return strings.Join(all, "\n")
}

// decode undoes the transfer encoding of a part, as far as it goes.
func decode(h header, body []byte) []byte {
	var from io.Reader = bytes.NewReader(body)
	switch strings.ToLower(h.get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		from = quotedprintable.NewReader(from)
	case "base64":
		from = base64.NewDecoder(base64.StdEncoding, from)
	default:
		return body
	}
	content, _ := io.ReadAll(from) // what is broken ends it
	return content
}

// toUTF8 reads text of a character set. One that is not known is taken for UTF-8.
func toUTF8(content []byte, label string) string {
	if label != "" {
		if from, err := charset.NewReaderLabel(label, bytes.NewReader(content)); err == nil {
			if text, err := io.ReadAll(from); err == nil {
				return string(text)
			}
		}
	}
	return string(content)
}

// attach keeps a file within the limits.
func (r *reading) attach(name, media string, content []byte) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		name = fmt.Sprintf("attachment-%d", len(r.Attach)+1)
	}
	a := Attachment{Name: limit(name, maxName, nil), Media: media, Content: content}
	if len(r.Attach) >= maxAttachments || r.attached+len(content) > maxAttached {
		if len(r.Left) < maxParts {
			r.Left = append(r.Left, a.String())
		}
		return
	}
	r.attached += len(content)
	r.Attach = append(r.Attach, a)
}
