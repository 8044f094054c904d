// Package usecase is the catalogue of GBCS Use Cases: what each message between a Remote
// Party and a Device says, declared once and read by everybody.
//
// A Use Case is one value in a file of its number, such as ecs38.go: its rows in COSEM,
// its frames in ZigBee or its structure in ASN.1, who may originate it, on which Devices.
// [ByMessage] finds it by the Message Code of a Grouping Header, [ByCode] by its name.
// Then [UseCase.AppendCommand] writes the payload of a Command, [UseCase.ParseCommand]
// reads it back, and [UseCase.ParseAnswer] says what a Response or an Alert means, row by
// row. Devices take their objects, types and bounds from [Attributes] and
// [ClusterAttributes], and write what they say with [UseCase.ResponseHeader],
// [ProtectedAnswer], [UseCase.AppendReplies] and [UseCase.AppendAlert].
//
// Everything is pure: the caller brings Headers, keys and time. Nobody writes to a value
// of the catalogue.
package usecase

import (
	"fmt"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
)

// Category says how critical a Use Case is, and so how its messages are protected. GBCS
// message categories.
type Category uint8

// The categories.
const (
	// Critical is SME.C.C: the originator signs the Command, which also has a MAC, and the
	// Device signs the Response.
	Critical Category = 1 + iota
	// NonCritical is SME.C.NC: Command and Response have a MAC.
	NonCritical
	// CriticalAlert is SME.A.C: the Device signs.
	CriticalAlert
	// NonCriticalAlert is SME.A.NC: the Alert has a MAC.
	NonCriticalAlert
	// Variant depends on the originator; see [UseCase.Protection].
	Variant
)

// String is the category as the specification writes it.
func (c Category) String() string {
	switch c {
	case Critical:
		return "SME.C.C"
	case NonCritical:
		return "SME.C.NC"
	case CriticalAlert:
		return "SME.A.C"
	case NonCriticalAlert:
		return "SME.A.NC"
	case Variant:
		return "variant"
	}
	return fmt.Sprintf("Category(%d)", uint8(c))
}

// UseCase is one Use Case as declared: a Command and its Response, or an Alert.
type UseCase struct {
	Code     string // as people say it: ECS17b
	Title    string
	Message  gbcs.MessageCode
	On       Devices // that carry it out, or that report it
	Category Category
	// By are the parties that may originate the Command; of an Alert, to whom it goes.
	By Parties
	// Signs are the parties whose Command in the category Variant is signed, without a
	// MAC, and answered likewise: those without a key agreement cell on Devices.
	Signs Parties
	// Replay says that the Device accepts a counter only above the last one of the party.
	Replay bool
	// FutureDated says that the Command may hold a time of execution.
	FutureDated bool
	// Dated says that the Grouping Header of the Response has a date-time.
	Dated bool
	// Command is what a Command says: [Access], [Frames] or [DER]. Nil in an Alert.
	Command Command
	// Alert is what an Alert says. Nil in a Command.
	Alert *Report
	// Clause is where the declaration comes from.
	Clause string
}

// Command is what a Command says, in one notation: [Access], [Frames] or [DER].
type Command interface {
	notation() Notation
	slots() []slot
	encrypted() bool
	// appendCommand writes args, which cover the slots and are in range.
	appendCommand(dst []byte, h *gbcs.Header, args Args) ([]byte, error)
	// parseCommand reads args. What it does not look at, ParseCommand finds.
	parseCommand(path string, payload []byte) (Args, error)
	parseAnswer(r *reading) error
}

// ByMessage finds a Use Case by its Message Code.
func ByMessage(code gbcs.MessageCode) (*UseCase, bool) {
	for _, u := range All {
		if u.Message == code {
			return u, true
		}
	}
	return nil, false
}

// ByCode finds a Use Case by its code, ECS17b.
func ByCode(code string) (*UseCase, bool) {
	for _, u := range All {
		if u.Code == code {
			return u, true
		}
	}
	return nil, false
}

// String is code and title: ECS38 Update Randomised Offset Limit.
func (u *UseCase) String() string { return u.Code + " " + u.Title }

// Critical reports whether a User signs the Command, from a Pre-Command, or the Device
// the Alert.
func (u *UseCase) Critical() bool { return u.Category == Critical || u.Category == CriticalAlert }

// IsAlert reports whether u is an Alert.
func (u *UseCase) IsAlert() bool { return u.Alert != nil }

// Protection says whether a Command of this originator is signed and whether it has a
// MAC. Its Response is signed where the Command is, else it has a MAC. GBCS protection
// matrix.
func (u *UseCase) Protection(originator Parties) (signature, mac bool) {
	switch {
	case u.Category == Critical:
		return true, true
	case u.Category == Variant && u.Signs.Has(originator):
		return true, false
	}
	return false, true
}

// Encrypted reports whether Responses have items that only the reader can open.
func (u *UseCase) Encrypted() bool { return u.Command != nil && u.Command.encrypted() }

// Notation is the language of the payloads; 0 for an Alert in that of its Device.
func (u *UseCase) Notation() Notation {
	if u.Alert != nil {
		return u.Alert.Notation
	}
	return u.Command.notation()
}

// AppendCommand writes the payload of the Command with Header h and these arguments onto
// dst. The same arguments make the same octets. The error is an [*ArgError], or says that
// u is an Alert or h has another Message Code; then dst comes back as it was.
func (u *UseCase) AppendCommand(dst []byte, h gbcs.Header, args Args) ([]byte, error) {
	if u.Command == nil {
		return dst, fmt.Errorf("usecase: %s is an Alert", u.Code)
	}
	if h.Message != u.Message {
		return dst, fmt.Errorf("usecase: %s: Message Code %v: want %v", u.Code, h.Message, u.Message)
	}
	if err := args.covers(u.Command.slots()); err != nil {
		return dst, fmt.Errorf("%s: %w", u.Code, err)
	}
	return u.Command.appendCommand(dst, &h, args)
}

// ParseCommand reads the arguments out of the payload of the Command with Header h. It is
// the strict inverse of AppendCommand: it accepts what that writes and nothing else. The
// arguments may point into payload. The error is a [*SyntaxError], or one of the notation.
func (u *UseCase) ParseCommand(h gbcs.Header, payload []byte) (Args, error) {
	if u.Command == nil {
		return nil, fmt.Errorf("usecase: %s is an Alert", u.Code)
	}
	args, err := u.Command.parseCommand(u.Code, payload)
	if err != nil {
		return nil, err
	}
	again, err := u.AppendCommand(make([]byte, 0, len(payload)), h, args)
	if err != nil {
		return nil, &SyntaxError{u.Code, 0, err}
	}
	if err := same(u.Code, again, payload); err != nil {
		return nil, err
	}
	return args, nil
}

// ParseAnswer reads a Response or an Alert of this Use Case. It checks neither MAC nor
// signature. A nil dec leaves encrypted rows encrypted, and says so. What a Device refuses
// or fails to do is content, not an error; a message that is not what the Use Case
// declares is a [*SyntaxError] or one of the notation, and an item that dec cannot open is
// the error of dec. Rows point into m.
func (u *UseCase) ParseAnswer(m *gbcs.Message, dec Decrypter) (*Answer, error) {
	wanted := gbcs.Response
	if u.Alert != nil {
		wanted = gbcs.Alert
	}
	if m.Message != u.Message || m.Flag != wanted {
		return nil, mismatch(u.Code, 0, "%v of %v: want %v of %v", m.Flag, m.Message, wanted, u.Message)
	}
	r := reading{
		Answer:    Answer{UseCase: u, Success: true, Clock: dlms.NotSpecified},
		message:   m,
		offset:    payloadOffset(m),
		path:      u.Code,
		decrypter: dec,
	}
	if m.DateTime != nil {
		r.Time, _ = m.DateTime.Time()
		r.Clock = m.DateTime.Status()
	}
	var err error
	if u.Alert != nil {
		err = u.Alert.parse(&r)
	} else {
		err = u.Command.parseAnswer(&r)
	}
	if err != nil {
		return nil, err
	}
	r.Rows = r.rows.finish()
	return &r.Answer, nil
}

// ResponseHeader is the Grouping Header of the Device's answer to command, with the time
// where the Use Case has one there.
func (u *UseCase) ResponseHeader(
	command *gbcs.Header, at time.Time, status dlms.ClockStatus,
) gbcs.Header {
	h := command.Response()
	if u.Dated {
		h.DateTime = new(dlms.DateTimeOf(at, status))
	}
	return h
}

// Attributes are the COSEM attributes that the catalogue reads or writes on Devices of
// type d, each once, in the order of the catalogue.
func Attributes(d Device) []Attribute {
	var all []Attribute
	add := func(u *UseCase, o Object, readable, writable bool) {
		for i := range all {
			a := &all[i]
			if a.Class == o.Class && a.Name == o.Name && a.Index == o.Index {
				a.On |= u.On
				a.Readable, a.Writable = a.Readable || readable, a.Writable || writable
				return
			}
		}
		all = append(all, Attribute{o, u.On, readable, writable})
	}
	for _, u := range All {
		access, ok := u.Command.(Access)
		if !ok || u.On&d == 0 {
			continue
		}
		for i := range access {
			row := &access[i]
			for _, o := range row.objects {
				add(u, o, true, false)
			}
			if row.service != dlms.Action {
				add(u, row.object, row.service != dlms.Set, row.service == dlms.Set)
			}
		}
	}
	return all
}

// ProtectionObjects are the names of the data protection objects of Devices of type d,
// in the order of the catalogue.
func ProtectionObjects(d Device) []LN {
	var all []LN
	for _, u := range All {
		access, ok := u.Command.(Access)
		if !ok || u.On&d == 0 {
			continue
		}
		for i := range access {
			if access[i].objects != nil {
				all = append(all, access[i].object.Name)
			}
		}
	}
	return all
}

// ClusterAttributes are the ZigBee attributes that the catalogue reads on Devices of type
// d, each once, in the order of the catalogue.
func ClusterAttributes(d Device) []ClusterAttribute {
	var all []ClusterAttribute
	for _, u := range All {
		frames, ok := u.Command.(Frames)
		if !ok || u.On&d == 0 {
			continue
		}
		for i := range frames {
			for _, a := range frames[i].Reads {
				a.On, a.Cluster = u.On, frames[i].Cluster
				all = addClusterAttribute(all, a)
			}
		}
	}
	return all
}

func addClusterAttribute(all []ClusterAttribute, a ClusterAttribute) []ClusterAttribute {
	for i := range all {
		if all[i].Cluster == a.Cluster && all[i].ID == a.ID {
			all[i].On |= a.On
			return all
		}
	}
	return append(all, a)
}
