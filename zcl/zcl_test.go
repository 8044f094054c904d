package zcl_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/zcl"
)

func unhex(tb testing.TB, text string) []byte {
	tb.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestPayload(t *testing.T) {
	p := &zcl.Payload{Components: []zcl.Component{
		{
			Cluster: zcl.Prepayment, From: new(uint32(0x01020304)),
			Frame: zcl.Frame{Control: zcl.ClusterToServer, Sequence: 0, Command: 9, Payload: []byte{5, 6}},
		},
		{
			Cluster: zcl.Metering,
			Frame:   zcl.Frame{Control: zcl.GeneralToClient | zcl.DisableDefault, Sequence: 1, Command: 1},
			Sealed:  &zcl.Sealed{Counter: 7, Item: bytes.Repeat([]byte{0x31}, 20)},
		},
	}}
	want := unhex(t, "0109 02 10 0705 0009 01020304 01 00 09 0506"+
		"03 0702 001B 0007 18 01 01 0014"+strings.Repeat("31", 20))
	if got := p.Append(nil); !bytes.Equal(got, want) {
		t.Fatalf("Append\n got %X\nwant %X", got, want)
	}
	got, err := zcl.Parse(want)
	if diff := cmp.Diff(p, got); err != nil || diff != "" {
		t.Errorf("Parse: %v\n%s", err, diff)
	}
	for i, c := range p.Components {
		content := c.Frame.Payload
		if c.Sealed != nil {
			content = c.Sealed.Item
		}
		if at := p.ContentOffset(i); !bytes.HasPrefix(want[at:], content) {
			t.Errorf("ContentOffset(%d) = %d: %X", i, at, want[at:])
		}
	}
	refusesOthers(t, want, zcl.Parse)
	if f := p.Components[0].Frame; f.General() || f.ToClient() {
		t.Error("a cluster command to the server")
	}
	if f := p.Components[1].Frame; !f.General() || !f.ToClient() {
		t.Error("a general command to the client")
	}
}

// refusesOthers proves that no proper prefix of b is accepted, nor b and an octet.
func refusesOthers[T any](t *testing.T, b []byte, parse func([]byte) (*T, error)) {
	t.Helper()
	for i := range len(b) {
		if v, err := parse(b[:i]); !errors.Is(err, zcl.ErrTruncated) || v != nil {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	if _, err := parse(append(bytes.Clone(b), 0)); !errors.Is(err, zcl.ErrTrailing) {
		t.Errorf("with an octet more: %v", err)
	}
}

func TestPayloadRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"profile":                 "0104 01 01 0702 0003 000000",
		"no component":            "0109 00",
		"control bits":            "0109 01 05 0702 0003 000000",
		"not marked as last":      "0109 01 00 0702 0003 000000",
		"last too early":          "0109 02 01 0702 0003 000000 01 0702 0003 000000",
		"additional header":       "0109 01 03 0702 0008 0100 18 00 01 0001 31",
		"frame longer than it is": "0109 01 01 0702 0002 0000",
		"item shorter":            "0109 01 03 0702 0009 0000 18 00 01 0001 3131",
		"item longer":             "0109 01 03 0702 0008 0000 18 00 01 0002 31",
	} {
		if p, err := zcl.Parse(unhex(t, text)); err == nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
	_, err := zcl.Parse(unhex(t, "0109 02 00 0702 0003 000000 01 0702 0002 0000"))
	want := "zcl: component 1/command, byte 18: truncated by its length"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestAlert(t *testing.T) {
	for text, want := range map[string]*zcl.Alert{
		"0109 00 8F30 1C374A80":      {Code: 0x8F30, Time: 0x1C374A80},
		"0109 01 81A0 1C374A80 0005": {Code: 0x81A0, Time: 0x1C374A80, Content: []byte{0, 5}},
	} {
		b := unhex(t, text)
		got, err := zcl.ParseAlert(b)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", text, err, diff)
		}
		if got := want.Append(nil); !bytes.Equal(got, b) {
			t.Errorf("Append = %X, want %s", got, text)
		}
	}
	refusesOthers(t, unhex(t, "0109 00 8F30 1C374A80"), zcl.ParseAlert)
	for _, text := range []string{
		"0109 01 8F30 1C374A80", "0109 02 8F30 1C374A80 00", "0000 00 8F30 1C374A80",
	} {
		if a, err := zcl.ParseAlert(unhex(t, text)); err == nil {
			t.Errorf("%s: %+v", text, a)
		}
	}
}

func TestAttributes(t *testing.T) {
	records := []zcl.AttributeRecord{
		{ID: 0x0302, Value: zcl.Unsigned(zcl.TypeUint24, 1000)},
		{ID: 0x0000, Value: zcl.Unsigned(zcl.TypeUint48, 1<<48-1)},
		{ID: 0x0001, Value: zcl.Signed(zcl.TypeInt32, -5)},
		{ID: 0x0300, Value: zcl.Unsigned(zcl.TypeEnum8, 1)},
		{ID: 0x0307, Value: zcl.Octets(zcl.TypeOctetString, []byte{1, 2})},
		{ID: 0x0004, Value: zcl.Octets(zcl.TypeCharacterString, []byte("AB"))},
		{ID: 0x0301, Status: zcl.UnsupportedAttribute},
	}
	want := unhex(t, "0203 00 22 E80300 0000 00 25 FFFFFFFFFFFF 0100 00 2B FBFFFFFF 0003 00 30 01"+
		"0703 00 41 02 0102 0400 00 42 02 4142 0103 86")
	b := zcl.AppendAttributeRecords(nil, records...)
	if !bytes.Equal(b, want) {
		t.Fatalf("got %X\nwant %X", b, want)
	}
	got, err := zcl.ParseReadAttributesResponse(b)
	if diff := cmp.Diff(records, got); err != nil || diff != "" {
		t.Errorf("parse: %v\n%s", err, diff)
	}
	// A payload that ends after a record is complete in itself; nothing else is.
	whole := map[int]bool{}
	for i, n := 0, 0; i < len(records); i++ {
		n += records[i].Size()
		whole[n] = true
	}
	for i := range len(b) {
		if _, err := zcl.ParseReadAttributesResponse(b[:i]); (err == nil) != whole[i] {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	if _, err := zcl.ParseReadAttributesResponse(append(b, 0)); !errors.Is(err, zcl.ErrTruncated) {
		t.Errorf("an octet more: %v", err)
	}
	for _, text := range []string{"0000 00 FF 00", "0000 00 41 FF"} {
		if _, err := zcl.ParseReadAttributesResponse(unhex(t, text)); err == nil {
			t.Errorf("%s is accepted", text)
		}
	}
}

func TestGeneralCommands(t *testing.T) {
	ids, err := zcl.ParseReadAttributes([]byte{2, 3, 0, 0})
	if diff := cmp.Diff([]zcl.AttributeID{0x0302, 0}, ids); err != nil || diff != "" {
		t.Error(err, diff)
	}
	if got := zcl.AppendReadAttributes(nil, ids...); !bytes.Equal(got, []byte{2, 3, 0, 0}) {
		t.Errorf("%X", got)
	}
	for _, n := range []int{0, 1, 3} {
		if _, err := zcl.ParseReadAttributes(make([]byte, n)); !errors.Is(err, zcl.ErrTruncated) {
			t.Errorf("%d octets: %v", n, err)
		}
	}
	d, err := zcl.ParseDefaultResponse([]byte{0xFF, 0x01})
	if err != nil || d != zcl.NotExecuted() || !bytes.Equal(d.Append(nil), []byte{0xFF, 0x01}) {
		t.Errorf("%+v, %v", d, err)
	}
	for _, n := range []int{0, 1, 3} {
		if _, err := zcl.ParseDefaultResponse(make([]byte, n)); err == nil {
			t.Errorf("%d octets are accepted", n)
		}
	}
}

func TestValuePanics(t *testing.T) {
	for name, f := range map[string]func(){
		"too large":      func() { zcl.Unsigned(zcl.TypeUint24, 1<<24) },
		"signed type":    func() { zcl.Unsigned(zcl.TypeInt8, 1) },
		"too small":      func() { zcl.Signed(zcl.TypeInt8, -129) },
		"too positive":   func() { zcl.Signed(zcl.TypeInt8, 128) },
		"not a string":   func() { zcl.Octets(zcl.TypeUint8, nil) },
		"no such string": func() { zcl.Octets(zcl.TypeOctetString, make([]byte, 255)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			f()
		}()
	}
}

func TestNames(t *testing.T) {
	for got, want := range map[string]string{
		zcl.Status(0x00).String(): "success", zcl.Status(0x7E).String(): "not authorized",
		zcl.Status(0x86).String(): "unsupported attribute", zcl.Status(0x8B).String(): "not found",
		zcl.Status(0x99).String(): "require more image", zcl.Status(0x9A).String(): "Status(9A)",
		zcl.Status(0xC0).String(): "hardware failure", zcl.Status(0x01).String(): "failure",
		zcl.TypeUint48.String(): "uint48", zcl.TypeInt32.String(): "int32",
		zcl.TypeEnum8.String():    "enum8",
		zcl.TypeBitmap16.String(): "bitmap16", zcl.Type(0xEE).String(): "Type(EE)",
		zcl.Metering.String(): "Metering", zcl.ClusterID(0x0A0B).String(): "Cluster(0A0B)",
		zcl.AttributeID(0x0A00).String(): "0A00",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestTime(t *testing.T) {
	at := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	if got := zcl.TimeOf(at); got != 0x1C374A80 || !zcl.Time(got).Equal(at) {
		t.Errorf("%08X", got)
	}
	if zcl.TimeOf(time.Time{}) != 0 || zcl.TimeOf(at.AddDate(1000, 0, 0)) != 0xFFFFFFFE {
		t.Error("times out of range")
	}
}

// TestRTDS parses and writes back the payload of every published message in GBZ.
func TestRTDS(t *testing.T) {
	var alerts, others, attributes int
	for file, b := range shared.Payloads(t) {
		if !bytes.HasPrefix(b, []byte{1, 9}) {
			continue
		}
		t.Run(file, func(t *testing.T) {
			if strings.Contains(file, "_ALERT_") {
				alerts++
				a, err := zcl.ParseAlert(b)
				if err != nil || !bytes.Equal(a.Append(nil), b) {
					t.Fatalf("%v: %+v", err, a)
				}
				return
			}
			others++
			p, err := zcl.Parse(b)
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Append(nil); !bytes.Equal(got, b) {
				t.Errorf("written back\n got %X\nwant %X", got, b)
			}
			refusesOthers(t, b, zcl.Parse)
			for _, c := range p.Components {
				attributes += general(t, &c)
			}
		})
	}
	t.Logf("%d commands and responses, %d alerts, %d general frames", others, alerts, attributes)
	if others == 0 || alerts == 0 || attributes == 0 {
		t.Error("a kind of payload was not found")
	}
}

// general parses and writes back the general commands, and counts them.
func general(t *testing.T, c *zcl.Component) int {
	if !c.Frame.General() || c.Sealed != nil {
		return 0
	}
	var again []byte
	var err error
	switch c.Frame.Command {
	case zcl.CommandReadAttributes:
		var ids []zcl.AttributeID
		ids, err = zcl.ParseReadAttributes(c.Frame.Payload)
		again = zcl.AppendReadAttributes(nil, ids...)
	case zcl.CommandReadAttributesResponse:
		var records []zcl.AttributeRecord
		records, err = zcl.ParseReadAttributesResponse(c.Frame.Payload)
		again = zcl.AppendAttributeRecords(nil, records...)
	case zcl.CommandDefaultResponse:
		var d zcl.DefaultResponse
		d, err = zcl.ParseDefaultResponse(c.Frame.Payload)
		again = d.Append(nil)
	default:
		t.Errorf("general command %02X", c.Frame.Command)
	}
	if err != nil || !bytes.Equal(again, c.Frame.Payload) {
		t.Errorf("%v: written back\n got %X\nwant %X", err, again, c.Frame.Payload)
	}
	return 1
}

func FuzzParse(f *testing.F) {
	f.Add([]byte{1, 9, 1, 1, 7, 2, 0, 11, 0, 0, 0, 2, 3, 1, 3, 0, 3, 0, 0})
	for _, b := range usecase.ExamplePayloads() {
		if bytes.HasPrefix(b, []byte{1, 9}) && len(b) < 300 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if p, err := zcl.Parse(b); err == nil && !bytes.Equal(p.Append(nil), b) {
			t.Errorf("%X is written back as %X", b, p.Append(nil))
		}
	})
}

func FuzzParseAlert(f *testing.F) {
	f.Add([]byte{1, 9, 1, 0x81, 0xA0, 0, 0, 0, 1, 0, 5})
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := zcl.ParseAlert(b); err == nil && !bytes.Equal(a.Append(nil), b) {
			t.Errorf("%X is written back as %X", b, a.Append(nil))
		}
	})
}

func FuzzParseReadAttributesResponse(f *testing.F) {
	f.Add([]byte{2, 3, 0, 0x22, 0xE8, 3, 0, 1, 3, 0x86, 7, 3, 0, 0x41, 1, 9})
	f.Fuzz(func(t *testing.T, b []byte) {
		records, err := zcl.ParseReadAttributesResponse(b)
		if err != nil {
			return
		}
		if got := zcl.AppendAttributeRecords(nil, records...); !bytes.Equal(got, b) {
			t.Errorf("%X is written back as %X", b, got)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	raw := unhex(b, "0109 01 01 0702 000B 00 00 00 0203010300030000")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := zcl.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}

// A gas meter is asked for its register and what it is measured in.
func Example() {
	command := zcl.Payload{Components: []zcl.Component{{
		Cluster: zcl.Metering,
		Frame: zcl.Frame{
			Control: zcl.GeneralToServer,
			Command: zcl.CommandReadAttributes,
			Payload: zcl.AppendReadAttributes(nil, 0x0300, 0x0000),
		},
	}}}
	fmt.Printf("%X\n", command.Append(nil))

	records, err := zcl.ParseReadAttributesResponse([]byte{
		0x00, 0x03, 0x00, 0x30, 0x01,
		0x00, 0x00, 0x00, 0x25, 0x39, 0x30, 0, 0, 0, 0,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range records {
		fmt.Println(r.ID, r.Status, r.Value.Type(), r.Value)
	}
	// Output:
	// 010901010702000700000000030000
	// 0300 success enum8 1
	// 0000 success uint48 12345
}
