package duis

import (
	"time"
)

// SignedPreCommand is the body of a critical request that the User has signed.
type SignedPreCommand struct {
	ExecutionDateTime *time.Time
	GBCSPayload       []byte
}

// Element is the name of the body's element.
func (*SignedPreCommand) Element() string { return "SignedPreCommand" }
