package mail

import (
	"crypto/sha256"
	"time"
)

// Incoming is a message that came, as far as it could be read.
type Incoming struct {
	Sender    string // of the envelope, which bounces go to; empty: nowhere
	Recipient string // of the envelope
	Name      string // of who it is from; empty: not given
	From      string // address of who it is from, which anybody can write; empty: not given
	Subject   string
	Text      string // plain, in lines that end with \n; of HTML where there is nothing else
	Date      time.Time
	Digest    [sha256.Size]byte // of all its octets: the same when it comes again, to whomever

	ID         string // <local@domain>; empty: none that can be answered to
	InReplyTo  string
	References []string

	// Automatic is why it is taken for one that a program sent by itself, such as an answer of
	// somebody who is away; empty: it is not. Nothing is answered to it by itself (RFC 3834).
	Automatic string
	Attach    []Attachment
	Left      []string   // what was left out, in words: "large.pdf (12 MB)"
	Failures  []Delivery // what a report of deliveries says (RFC 3464); none: it is none
	Original  string     // the ID of the message that the report is about, where it says so
}

// Delivery is what a report says of an address that a message was not delivered to.
type Delivery struct {
	Address   string // empty: it does not say
	Permanent bool   // nor will another be; else it was given up for now
	Why       string // the status, such as 5.1.1, and what the server said
}
