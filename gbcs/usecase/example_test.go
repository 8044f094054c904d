package usecase_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// Who takes part in the examples.
var (
	supplier = eui.MustParse("02-4D-41-49-4E-00-00-01")
	broker   = eui.MustParse("02-4D-41-49-4E-00-00-02")
	meter    = eui.MustParse("02-4D-41-49-4E-00-00-03")
)

// fewKeys is the least that can be keys: private keys, one for each of the three, to sign
// with and to agree on secrets with. A real party has two, and of the others only the
// certificates.
type fewKeys map[eui.ID]*ecdsa.PrivateKey

// newFewKeys makes the keys: the numbers 1, 2 and 3, so that every octet can be recomputed.
func newFewKeys() fewKeys {
	keys := fewKeys{}
	for i, id := range []eui.ID{supplier, broker, meter} {
		scalar := make([]byte, 32)
		scalar[31] = byte(i + 1)
		key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar)
		if err != nil {
			panic(err)
		}
		keys[id] = key
	}
	return keys
}

func (k fewKeys) Signing(id eui.ID) (*ecdsa.PublicKey, error) {
	if key, ok := k[id]; ok {
		return &key.PublicKey, nil
	}
	return nil, gbcs.NoKey(id, "digital signature key")
}

func (k fewKeys) Agreed(a, b eui.ID) (gbcs.Secret, error) {
	for _, id := range []eui.ID{a, b} {
		if k[id] == nil {
			return gbcs.Secret{}, gbcs.NoKey(id, "key agreement key")
		}
	}
	private, err := k[a].ECDH()
	if err != nil {
		return gbcs.Secret{}, err
	}
	public, err := k[b].PublicKey.ECDH()
	if err != nil {
		return gbcs.Secret{}, err
	}
	return gbcs.Agree(private, public)
}

func (k fewKeys) Broker() (eui.ID, error) { return broker, nil }

// A supplier sets the limit of an ESME's random delays to a quarter of an hour: from typed
// arguments to the octets that reach the meter, and from them to arguments again.
func Example() {
	keys := newFewKeys()

	// The supplier says what it wants, and signs it.
	header := gbcs.Header{
		Flag: gbcs.Command, Counter: 1000, Originator: supplier, Recipient: meter,
		Message: usecase.ECS38.Message,
	}
	args := usecase.Args{usecase.RandomisedOffsetLimit.Is(900)}
	payload, err := usecase.ECS38.AppendCommand(nil, header, args)
	if err != nil {
		fmt.Println(err)
		return
	}
	command := &gbcs.Message{Header: header, Payload: payload}
	if err := command.Sign(nil, keys[supplier]); err != nil {
		fmt.Println(err)
		return
	}

	// The Access Control Broker adds its MAC.
	secret, err := usecase.MACSecret(command, keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	command.Seal(secret)
	raw := command.Append(nil)
	fmt.Println(len(raw), "octets")

	// The meter checks both, and reads the arguments.
	got, err := gbcs.Parse(raw)
	if err != nil {
		fmt.Println(err)
		return
	}
	checks := usecase.Check(got, keys)
	fmt.Println("signature", checks.Signature, "MAC", checks.MAC)
	u, _ := usecase.ByMessage(got.Message)
	received, err := u.ParseCommand(got.Header, got.Payload)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(u.Code, u.Title)
	for _, arg := range received {
		fmt.Println(arg.Name(), arg.Text())
	}
	seconds, _ := usecase.RandomisedOffsetLimit.Of(received)
	fmt.Println(time.Duration(seconds) * time.Second)

	// Half an hour is too long, and nothing is written.
	_, err = u.AppendCommand(nil, header, usecase.Args{usecase.RandomisedOffsetLimit.Is(1800)})
	fmt.Println(err)
	// Output:
	// 146 octets
	// signature <nil> MAC <nil>
	// ECS38 Update Randomised Offset Limit
	// RandomisedOffsetLimit 900 s
	// 15m0s
	// ECS38: usecase: RandomisedOffsetLimit: value out of range: 1800 is not from 0 to 1799
}

// A meter answers with what only the supplier can read: the builder encrypts as the Device
// does, the reader says what stays encrypted without the key.
func ExampleUseCase_AppendResponse() {
	keys := newFewKeys()
	u := usecase.ECS17b
	command := gbcs.Header{
		Flag: gbcs.Command, Counter: 1001, Originator: supplier, Recipient: meter,
		Message: u.Message,
	}
	header := u.ResponseHeader(&command, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), 0)
	seal, err := usecase.SealerOf(&header, keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	results := []usecase.Result{{Args: usecase.Args{
		usecase.ActiveImport.Is(1234567), usecase.ReactiveImport.Is(89000),
	}}}
	payload, err := u.AppendResponse(nil, &header, results, seal)
	if err != nil {
		fmt.Println(err)
		return
	}
	response := &gbcs.Message{Header: header, Payload: payload, Form: gbcs.Inner}
	secret, err := usecase.MACSecret(response, keys)
	if err != nil {
		fmt.Println(err)
		return
	}
	response.Seal(secret)

	for _, dec := range []usecase.Decrypter{nil, usecase.Opener(keys)} {
		answer, err := u.ParseAnswer(response, dec)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, row := range answer.Rows {
			fmt.Println(row.Name, row.Text)
		}
	}
	// Output:
	// ActiveImportRegister, ReactiveImportRegister, SecondaryActiveImportRegister encrypted
	// ActiveImportRegister 1234.567 kWh
	// scaler_unit of ActiveImportRegister and SecondaryActiveImportRegister 10^0 Wh
	// ReactiveImportRegister 89.000 kvarh
	// scaler_unit of ReactiveImportRegister 10^0 varh
}

// A Response is read row by row; what a Device refuses is content, not an error.
func ExampleUseCase_ParseAnswer() {
	response := dlms.AccessResponse{
		InvokeID: dlms.InvokeID(1000),
		Data:     []dlms.Data{dlms.Null()},
		Results:  []dlms.Result{{Service: dlms.Set, Code: dlms.ReadWriteDenied}},
	}
	message := &gbcs.Message{
		Header:  gbcs.Header{Flag: gbcs.Response, Counter: 1000, Message: 0x004B},
		Payload: response.Append(nil),
		Form:    gbcs.Inner,
	}
	u, _ := usecase.ByMessage(message.Message)
	answer, err := u.ParseAnswer(message, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(u.Code, answer.Success)
	for _, row := range answer.Rows {
		fmt.Println(row.Name, row.Text)
	}
	// Output:
	// ECS38 false
	// RandomisedOffsetLimit read-write-denied
}

// A message is explained octet by octet.
func ExampleAnnotate() {
	u := usecase.ECS38
	header := gbcs.Header{
		Flag: gbcs.Command, Counter: 1000, Originator: supplier, Recipient: meter,
		Message: u.Message,
	}
	payload, err := u.AppendCommand(nil, header, u.Example())
	if err != nil {
		fmt.Println(err)
		return
	}
	lines, err := usecase.Annotate(&gbcs.Message{Header: header, Payload: payload}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range lines {
		indent := strings.Repeat("  ", l.Depth)
		fmt.Println(strings.TrimRight(fmt.Sprintf("%3d  %s%s  %s", l.Offset, indent, l.Name, l.Text), " "))
	}
	// Output:
	// 0  Grouping Header
	//   0    general-signing
	//   1    transaction-id length  9 octets
	//   2    CRA flag  Command
	//   3    Originator Counter  1000
	//  11    originator length  8 octets
	//  12    originator  02-4D-41-49-4E-00-00-01
	//  20    recipient length  8 octets
	//  21    recipient  02-4D-41-49-4E-00-00-03
	//  29    date-time  none
	//  30    other information length  2 octets
	//  31    Message Code  0x004B ECS38 Update Randomised Offset Limit
	//  33    payload length  21 octets
	//  34  Payload  ECS38 Update Randomised Offset Limit
	//  34    access-request
	//  35    long-invoke-id-and-priority
	//  39    date-time
	//  40    number of specifications
	//  41    specification  Set 1 0-0:94.44.0.1 A2, Data
	//  51    number of data
	//  52    row 1 Set 1 0-0:94.44.0.1 A2  RandomisedOffsetLimit
	//  52      RandomisedOffsetLimit  0 s
}

// What a Use Case holds is known before there is a message: names, types, units, bounds
// and clauses.
func ExampleUseCase_Arguments() {
	u, _ := usecase.ByCode("ECS38")
	u.Arguments(func(p usecase.Place, optional bool) {
		info := p.Info()
		fmt.Println(info.Name, info.Type, info.Unit, info.Range, optional)
	})
	fmt.Println(u.SmallestCommand(), "octets")
	// Output:
	// RandomisedOffsetLimit uint16 s 0 to 1799 false
	// 55 octets
}

// One Tree reads one message after another without allocating anew, and writes a payload
// again from its values.
func ExampleTree() {
	u := usecase.ECS38
	header := gbcs.Header{Flag: gbcs.Command, Counter: 1000, Message: u.Message}
	payload, err := u.AppendCommand(nil, header, usecase.Args{usecase.RandomisedOffsetLimit.Is(60)})
	if err != nil {
		fmt.Println(err)
		return
	}
	var tree usecase.Tree
	if err := tree.Read(&gbcs.Message{Header: header, Payload: payload}, nil); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(tree.UseCase.Code, tree.Args()[0].Text())
	again, err := tree.AppendPayload(nil, nil)
	fmt.Println(string(again) == string(payload), err)

	cut := &gbcs.Message{Header: header, Payload: payload[:10]}
	err = tree.Read(cut, nil)
	var syntax *usecase.SyntaxError
	fmt.Println(errors.As(err, &syntax), err)
	// Output:
	// ECS38 60 s
	// true <nil>
	// true usecase: ECS38/number of specifications, byte 6 of the payload: truncated
}
