// Package usecase is the catalogue of GBCS Use Cases: what each message between a Remote
// Party and a Device says, declared once and read by everybody.
//
// A Use Case is one value in a file of its family, such as ecs38.go: its rows in COSEM, its
// frames in ZigBee or its structure in ASN.1, who may originate it, on which Devices.
// [ByMessage] finds it by the Message Code of a Grouping Header, [ByCode] by its name, and
// [All] has them in order. What stands where is a [Place], such as [RandomisedOffsetLimit]:
// name, type, unit, bounds, codes and clause, declared once for all who share it.
//
// To write, [UseCase.AppendCommand], [UseCase.AppendResponse] and [UseCase.AppendAlert] make
// payloads from typed arguments. To read, [Tree.Read] goes along the declaration once and
// keeps where each value stands; [Tree.Args], [Tree.Results] and [Tree.Answer] are the
// values, [Tree.AppendPayload] writes them again, and [Annotate] is the message piece by
// piece. [UseCase.ParseCommand] reads as strictly as a Device. [Check], [MACSecret],
// [Opener] and [SealerOf] find with [gbcs.Keys] which key is for what.
//
// Devices take their objects, types and bounds from [Attributes] and [ClusterAttributes].
//
// Everything is pure: the caller brings Headers, keys and time. Nobody writes to a value of
// the catalogue. Any octets may be read: what is not what a Use Case declares is a
// [*SyntaxError] with its place, never a panic.
package usecase

import (
	"bytes"
	"fmt"
	"slices"
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
	// HANOnly is SME.C.PPMID-GSME: from a PPMID to the GSME of its home, under a MAC of the
	// two.
	HANOnly
	// PlainZigBee is ZSE specified: no GBCS message; the Message Code is for event logs.
	PlainZigBee
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
	case HANOnly:
		return "SME.C.PPMID-GSME"
	case PlainZigBee:
		return "ZSE specified"
	}
	return fmt.Sprintf("Category(%d)", uint8(c))
}

// Guard says how the messages of a Use Case are protected.
type Guard uint8

// The protections, which can be joined.
const (
	Signature Guard = 1 << iota // by the originator's Digital Signature key
	MAC                         // under the secret of Device and recipient, or broker
)

// String names the protections: signature, MAC, signature and MAC, or none.
func (g Guard) String() string {
	switch g {
	case Signature:
		return "signature"
	case MAC:
		return "MAC"
	case Signature | MAC:
		return "signature and MAC"
	}
	return "none"
}

// Guarded is how the Command of some parties is protected, and its Response.
type Guarded struct {
	By               Parties
	Command, Answers Guard
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
	// Guards are the protection by originator, in the category Variant.
	Guards []Guarded
	// Replay says that the Device accepts a counter only above the last one of the party.
	Replay bool
	// FutureDated says that the Command may hold a time of execution.
	FutureDated bool
	// Dated says that the Grouping Header of the Response has a date-time.
	Dated bool
	// TappedOff says that the Gas Proxy Function takes the message's values as it passes.
	TappedOff bool
	// SRVs are the Service Reference Variants that send it, as DUIS numbers them.
	SRVs []string
	// Command is what a Command says: [Access], [Frames] or [DER]. Nil in an Alert, and in
	// what is [PlainZigBee].
	Command Command
	// Alert is what an Alert says. Nil in a Command, and in what is [PlainZigBee].
	Alert *Report
	// MMC is where the values of the answer, or of what the Alert holds, stand in the Message
	// Mapping Catalogue.
	MMC Shown
	// Note is what a reader should know beyond the declaration; empty where nothing.
	Note string
	// Clause is where the declaration comes from.
	Clause string
}

// Command is what a Command says, in one notation: [Access], [Frames] or [DER].
type Command interface {
	notation() Notation
	encrypted() bool
	commandPlaces(each func(p Place, optional bool))
	answerPlaces(each func(p Place, optional bool))
	appendCommand(b *build)
	readCommand(w *walk)
	appendAnswer(b *build, results []Result)
	readAnswer(w *walk)
}

// ByMessage finds a Use Case by its Message Code.
func ByMessage(code gbcs.MessageCode) (*UseCase, bool) {
	u, ok := byMessage[code]
	return u, ok
}

// byMessage are all Use Cases by their Message Codes.
var byMessage = func() map[gbcs.MessageCode]*UseCase {
	index := make(map[gbcs.MessageCode]*UseCase, len(All))
	for _, u := range All {
		index[u.Message] = u
	}
	return index
}()

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

// Protection says how a Command of this originator is protected, and its Response. Where
// it may not originate one, both are 0. GBCS protection matrix.
func (u *UseCase) Protection(originator Parties) (command, answer Guard) {
	switch u.Category {
	case Critical:
		return Signature | MAC, Signature
	case NonCritical, HANOnly:
		return MAC, MAC
	case CriticalAlert:
		return 0, Signature
	case NonCriticalAlert:
		return 0, MAC
	}
	for _, g := range u.Guards {
		if g.By.Has(originator) {
			return g.Command, g.Answers
		}
	}
	return 0, 0
}

// always is the protection that there is whoever originates the Command.
func (u *UseCase) always() (command, answer Guard) {
	if len(u.Guards) == 0 {
		return u.Protection(u.By)
	}
	command, answer = Signature|MAC, Signature|MAC
	for _, g := range u.Guards {
		command, answer = command&g.Command, answer&g.Answers
	}
	return command, answer
}

// Encrypted reports whether Responses have items that only the reader can open.
func (u *UseCase) Encrypted() bool {
	if r := u.Alert; r != nil {
		return r.Sealed != nil || r.Component != nil && r.Component.Sealed
	}
	return u.Command != nil && u.Command.encrypted()
}

// Notation is the language of the payloads; 0 for an Alert in that of its Device.
func (u *UseCase) Notation() Notation {
	switch {
	case u.Alert != nil:
		return u.Alert.Notation
	case u.Command != nil:
		return u.Command.notation()
	}
	return 0
}

// errNoCommand says why there is no Command: u is an Alert, or plain ZigBee.
func (u *UseCase) errNoCommand() error {
	if u.Alert != nil {
		return fmt.Errorf("usecase: %s is an Alert", u.Code)
	}
	return fmt.Errorf("usecase: %s is no GBCS message", u.Code)
}

// AppendCommand writes the payload of the Command with Header h and these arguments onto
// dst. The same arguments make the same octets. The error is an [*ArgError], or says that
// u is an Alert or h has another Message Code; then dst comes back as it was.
func (u *UseCase) AppendCommand(dst []byte, h gbcs.Header, args Args) ([]byte, error) {
	if u.Command == nil {
		return dst, u.errNoCommand()
	}
	if h.Message != u.Message {
		return dst, fmt.Errorf("usecase: %s: Message Code %v: want %v", u.Code, h.Message, u.Message)
	}
	return u.build(dst, &h, giver(args), nil, u.Command.appendCommand)
}

// build writes a payload with write, of the values that g hands out.
func (u *UseCase) build(
	dst []byte, h *gbcs.Header, g *giving, seal Sealer, write func(*build),
) ([]byte, error) {
	b := build{g: g, h: h, seal: seal}
	write(&b)
	if b.err == nil {
		b.err = b.g.end()
	}
	if b.err == nil && len(b.dst) > maxPayload {
		b.err = fmt.Errorf("a payload of %d octets: want at most %d", len(b.dst), maxPayload)
	}
	if b.err != nil {
		return dst, fmt.Errorf("%s: %w", u.Code, b.err)
	}
	return append(dst, b.dst...), nil
}

// maxPayload is more than the largest message that a Communications Hub takes: 63 blocks of
// general block transfer of 1149 octets.
const maxPayload = 63 * 1149

// AppendResponse writes the payload of the Response with Header h onto dst, from what
// became of each row or frame. Seal encrypts what the Use Case encrypts, as
// [gbcs.Cipher.Append] does, and may be nil where nothing is. The error is an [*ArgError],
// or says what results do not fit the Use Case; then dst comes back as it was.
func (u *UseCase) AppendResponse(
	dst []byte, h *gbcs.Header, results []Result, seal Sealer,
) ([]byte, error) {
	if u.Command == nil {
		return dst, u.errNoCommand()
	}
	return u.build(dst, h, giver(nil), seal, func(b *build) { u.Command.appendAnswer(b, results) })
}

// ParseCommand reads the arguments out of the payload of the Command with Header h. It is
// the strict inverse of AppendCommand: it accepts what that writes and nothing else. The
// arguments may point into payload. The error is a [*SyntaxError].
func (u *UseCase) ParseCommand(h gbcs.Header, payload []byte) (Args, error) {
	if u.Command == nil {
		return nil, u.errNoCommand()
	}
	var t Tree
	h.Flag = gbcs.Command
	m := gbcs.Message{Header: h, Payload: payload}
	if err := t.read(u, &m, nil); err != nil {
		return nil, err
	}
	return t.Strict()
}

// Strict is [Tree.Args] of a Command whose values are all in range, and which has nothing
// that the Use Case does not write. The error is a [*SyntaxError].
func (t *Tree) Strict() (Args, error) {
	u, payload, args := t.UseCase, t.Message.Payload, t.Args()
	again, err := u.AppendCommand(make([]byte, 0, len(payload)), t.Message.Header, args)
	if err != nil {
		return nil, &SyntaxError{u.Code, 0, err}
	}
	if err := same(u.Code, again, t.canonical(payload)); err != nil {
		return nil, err
	}
	return args, nil
}

// canonical is the payload with FF for every octet that means true.
func (t *Tree) canonical(payload []byte) []byte {
	canonical := payload
	for i := range t.nodes {
		n := &t.nodes[i]
		if _, ok := n.place.(*Flag); !ok || n.src != 0 || n.n != 1 || n.num == 0 || n.num == 0xFF {
			continue
		}
		if &canonical[0] == &payload[0] {
			canonical = bytes.Clone(payload)
		}
		canonical[n.at] = 0xFF
	}
	return canonical
}

// same reports whether a payload that was made again is the one that was read.
func same(path string, want, got []byte) error {
	if bytes.Equal(want, got) {
		return nil
	}
	at := 0
	for at < min(len(want), len(got)) && want[at] == got[at] {
		at++
	}
	return mismatch(path, at, "the Use Case and its header have another octet here")
}

// Arguments are the places of a Command, in the order of the message, each once; those that
// it may be without are optional. Of an Alert they are those of its content.
func (u *UseCase) Arguments(each func(p Place, optional bool)) {
	once := unique(each)
	if u.Alert != nil {
		u.Alert.places(once)
		return
	}
	if u.Command != nil {
		u.Command.commandPlaces(once)
	}
}

// Returns are the places of a Response, as [UseCase.Arguments].
func (u *UseCase) Returns(each func(p Place, optional bool)) {
	if u.Command != nil {
		u.Command.answerPlaces(unique(each))
	}
}

// unique calls each for the first of equal places.
func unique(each func(Place, bool)) func(Place, bool) {
	seen := map[Place]bool{}
	return func(p Place, optional bool) {
		if !seen[p] {
			seen[p] = true
			each(p, optional)
		}
	}
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
// type d, each once, in the order of the catalogue. Where Use Cases declare one attribute
// with different values, it holds any of them.
func Attributes(d Device) []Attribute {
	var all []Attribute
	index := map[string]int{}
	add := func(u *UseCase, o *Object, readable, writable bool) {
		i, ok := index[o.Address()]
		if !ok {
			i = len(all)
			index[o.Address()] = i
			all = append(all, Attribute{Object: o})
		}
		a := &all[i]
		a.Object = a.Object.or(o)
		a.On |= u.On
		a.Readable, a.Writable = a.Readable || readable, a.Writable || writable
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
// each once, in the order of the catalogue.
func ProtectionObjects(d Device) []LN {
	var all []LN
	for _, u := range All {
		access, ok := u.Command.(Access)
		if !ok || u.On&d == 0 {
			continue
		}
		for i := range access {
			if access[i].objects != nil && !slices.Contains(all, access[i].object.Name) {
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
				with := *a
				with.On = u.On
				all = addClusterAttribute(all, with)
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
