// Package mail writes, sends, takes and reads e-mail. [Message.Compose] makes the octets of a
// message, [Server] hands them to a server by SMTP, a [Listener] takes what others send, and
// [Parse] makes values of it that a program can work with.
//
// It keeps nothing and decides nothing. Times, identifiers and recipients are arguments.
package mail

import (
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// Message is a message to one address. What stands in its header has no line breaks or other
// control characters.
type Message struct {
	From    string // "Name <local@domain>" or local@domain
	To      string // alike
	ReplyTo string // alike; empty: From
	Subject string
	Text    string // lines end with \n
	HTML    string // the same words; empty: none
	Date    time.Time

	ID         string   // <local@domain>: see [NewID]
	InReplyTo  string   // the ID of what it answers; empty: it answers nothing
	References []string // the IDs of the conversation, the oldest first

	ListID      string // "Name <list.domain>" (RFC 2919); empty: none
	Unsubscribe string // URL of one-click unsubscribe (RFC 8058); empty: none
	// Written says that a person wrote it: without it the message says that a program did, and
	// that nothing is to answer by itself (RFC 3834).
	Written bool
	Attach  []Attachment
}

// Attachment is a file that comes with a message.
type Attachment struct {
	Name    string
	Media   string // such as text/calendar
	Content []byte
}

// String is its name and its size: "minutes.pdf (12 kB)".
func (a Attachment) String() string {
	return fmt.Sprintf("%s (%d kB)", a.Name, (len(a.Content)+999)/1000)
}

// Limits on what is sent.
const (
	maxSubject    = 500 // octets: a line of a header holds 998
	maxAddress    = 254 // octets (RFC 5321, 4.5.3.1)
	maxReferences = 20  // the first and the last of a long conversation are kept
)

// ParseAddress reads one address with or without a name, and refuses what cannot be sent to:
// an address of other characters than ASCII, with control characters, or longer than 254
// octets.
func ParseAddress(text string) (name, address string, err error) {
	if i := strings.IndexFunc(text, control); i >= 0 {
		return "", "", fmt.Errorf("mail: an address has a line break or another control character: %q",
			text)
	}
	a, err := mail.ParseAddress(text)
	if err != nil {
		return "", "", fmt.Errorf("mail: %q is no address: want name@example.com", text)
	}
	local, domain, _ := strings.Cut(a.Address, "@")
	switch {
	case len(a.Address) > maxAddress:
		return "", "", fmt.Errorf("mail: an address has at most %d octets: %q", maxAddress, text)
	case strings.ContainsFunc(a.Address, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "", "", fmt.Errorf("mail: %q has characters that are sent to nowhere yet: "+
			"want an address of ASCII letters", a.Address)
	case local == "" || strings.ContainsAny(a.Address, `"<>()[]\,;:`) ||
		strings.HasPrefix(domain, ".") || strings.Count(a.Address, "@") != 1:
		return "", "", fmt.Errorf("mail: %q is no address: want name@example.com", a.Address)
	}
	return a.Name, a.Address, nil
}

// control tells what no header may hold.
func control(r rune) bool { return r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 }
