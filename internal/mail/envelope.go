package mail

import "fmt"

// Envelope is a message with where it goes and where it comes back to.
type Envelope struct {
	From string // local@domain that bounces go to; empty: nowhere
	To   string // local@domain
	Raw  []byte // as [Message.Compose] made it
}

// Refusal is what a server answers that does not take a message.
type Refusal struct {
	Code   int    // 4xx: not now; 5xx: never
	Text   string // what it said, with its enhanced code where it gave one
	AtName bool   // said of the address of the reader; else of the whole message
}

// Permanent tells whether the message will never be taken.
func (r *Refusal) Permanent() bool { return r.Code >= 500 && r.Code < 600 }

func (r *Refusal) Error() string {
	return fmt.Sprintf("mail: the server said %d %s", r.Code, r.Text)
}
