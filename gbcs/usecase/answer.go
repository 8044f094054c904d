package usecase

import (
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Decrypter opens the encrypted items of a message: whoever holds the Secret that the
// reader shares with the Device. It returns the plaintext, or an error where the item
// does not authenticate. [gbcs.Header.Decrypt] does the work.
type Decrypter interface {
	Decrypt(h *gbcs.Header, item []byte) ([]byte, error)
}

// DecrypterFunc is a function as a [Decrypter].
type DecrypterFunc func(h *gbcs.Header, item []byte) ([]byte, error)

// Decrypt calls f.
func (f DecrypterFunc) Decrypt(h *gbcs.Header, item []byte) ([]byte, error) { return f(h, item) }

// Answer is what a Response or an Alert says.
type Answer struct {
	UseCase *UseCase
	// Success is false where some part was refused or failed. Of parts that stay
	// encrypted nothing is known; they do not count as failed.
	Success bool
	// Encrypted says that some rows could not be read for want of a Decrypter.
	Encrypted bool
	// Alert is what an Alert reports, and AlertTitle its name; 0 and empty in a Response.
	Alert      gbcs.AlertCode
	AlertTitle string
	// Time is when the Device says this was, in UTC; zero where it does not say. Clock is
	// how good that time is.
	Time  time.Time
	Clock dlms.ClockStatus
	Rows  []Row
}

// Row is one value of an [Answer], or the failure of what should have been one.
type Row struct {
	Name string // of the slot
	// Value is what the message holds, of the slot's type; nil where there is none.
	Value any
	// Unit is what Value times 10 to the power Scaler counts; where the factor is no
	// power of ten, only Text has it.
	Unit   Unit
	Scaler int8
	// Text is the value for people, with its unit; or the result where there is none.
	Text string
	// Result is the data-access-result, ZigBee status or status of the structure, by name;
	// empty in an Alert.
	Result    string
	Failed    bool
	Encrypted bool // Raw is the encrypted item
	// Offset is where Raw is in the message, in octets. For a value that was encrypted it
	// is where its ciphertext is.
	Offset int
	Raw    []byte // as the notation writes the value; the caller must not change it
	Clause string
}

// reading is an Answer in the making.
type reading struct {
	Answer
	message   *gbcs.Message
	offset    int    // of the payload in the message
	path      string // of the Use Case
	decrypter Decrypter
	rows      rows
}

// decrypt opens an item; nil, and no error, where there is no Decrypter.
func (r *reading) decrypt(item []byte) ([]byte, error) {
	if r.decrypter == nil {
		return nil, nil
	}
	plain, err := r.decrypter.Decrypt(&r.message.Header, item)
	if plain == nil && err == nil {
		plain = []byte{}
	}
	return plain, err
}

// sealed adds the row of an item that stays encrypted.
func (r *reading) sealed(name string, p place, item []byte) {
	r.Encrypted = true
	r.rows.add(Row{Name: name, Text: "encrypted", Encrypted: true}, nil, nil, p, item)
}

// payloadOffset is the number of octets of m before its payload.
func payloadOffset(m *gbcs.Message) int {
	after := 0
	if m.Form != gbcs.PreCommand {
		after = 1 + len(m.Signature)
	}
	if m.Form == gbcs.Sealed {
		after += len(m.MAC)
	}
	return len(m.Append(nil)) - after - len(m.Payload)
}
