package duis

import "time"

// SignedPreCommand is the body of a critical request in its second round: the Pre-Command that
// Transform made, signed by the User. DUIS 3.8.
type SignedPreCommand struct {
	ExecutionDateTime *time.Time
	GBCSPayload       []byte // the whole message with the User's signature
}

// Element is the name of the body's element.
func (*SignedPreCommand) Element() string { return "SignedPreCommand" }
