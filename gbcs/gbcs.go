// Package gbcs reads and writes GBCS messages: what passes between a Remote Party
// and a Device on the smart metering network of Great Britain. One [Message] is a
// Command, a Response or an Alert: a Grouping Header, a payload, perhaps a
// signature, perhaps a MAC.
//
// Most callers need two calls. [Parse] makes a Message from octets and
// [Message.Append] writes it back, octet for octet. To check one, agree a [Secret]
// with [Agree] and pass it to [Message.Open]; or pass the originator's public key to
// [Message.Verify]. To make one, fill in a Message and call [Message.Sign] (a
// critical Command, its Response, a critical Alert) and then [Message.Seal] (whatever
// carries a MAC). [Header.Encrypt] and [Header.Decrypt] protect the items inside a
// payload that are for one reader only.
//
// A critical Command shows all three forms a message can have:
//
//	Grouping Header | payload                                     PreCommand
//	Grouping Header | payload | 40 | signature                    Inner
//	MAC Header | Grouping Header | payload | 40 | signature | MAC Sealed
//
// The package knows nothing of what a payload says (see dlms, zcl and gbcs/usecase),
// of certificates (see smki), of who may send what, nor of protection against
// replay. It does no I/O, reads no clock, and all its values may be used from several
// goroutines as long as nobody writes to them. Multi-octet numbers are big-endian.
package gbcs

import "fmt"

// Flag says what a message is: the CRA flag, first octet of the transaction
// identifier. GBCS Grouping Header.
type Flag uint8

// The flags that a Grouping Header can carry.
const (
	Command  Flag = 1 // from a Remote Party to a Device
	Response Flag = 2 // from a Device, the answer to one Command
	Alert    Flag = 3 // from a Device, unasked
)

// flagEncryption stands in for the CRA flag where a key is for encryption.
const flagEncryption Flag = 4

// String is the word for f: Command, Response or Alert, else its number.
func (f Flag) String() string {
	switch f {
	case Command:
		return "Command"
	case Response:
		return "Response"
	case Alert:
		return "Alert"
	}
	return fmt.Sprintf("Flag(%d)", uint8(f))
}

// MessageCode names the Use Case, two octets: 0x0027 is ECS17b. GBCS Message Codes.
type MessageCode uint16

// String writes c as the specification does: 0x and four upper-case digits.
func (c MessageCode) String() string { return fmt.Sprintf("0x%04X", uint16(c)) }

// AlertCode names what an Alert or an event log entry reports, two octets: 8F36.
// GBCS Event and Alert Codes.
type AlertCode uint16

// String writes c as the specification does: four upper-case digits.
func (c AlertCode) String() string { return fmt.Sprintf("%04X", uint16(c)) }

// Form says how much of a complete message is there.
type Form uint8

// The forms of a message, each the one before it and something more.
const (
	// PreCommand ends right after the payload. Only a Command has this form: it is
	// what the User is given to check and sign.
	PreCommand Form = iota
	// Inner goes on with the signature length, 00 or 40, and the signature. A signed
	// Response and a signed Alert travel like this.
	Inner
	// Sealed has a MAC Header before the Grouping Header and a MAC at the end.
	Sealed
)

// String is the word for f: PreCommand, Inner or Sealed, else its number.
func (f Form) String() string {
	switch f {
	case PreCommand:
		return "PreCommand"
	case Inner:
		return "Inner"
	case Sealed:
		return "Sealed"
	}
	return fmt.Sprintf("Form(%d)", uint8(f))
}
