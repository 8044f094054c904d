package dlms_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

var name = dlms.LogicalName{0, 0, 94, 44, 0, 1}

func TestAccessRequest(t *testing.T) {
	q := &dlms.AccessRequest{
		InvokeID: dlms.InvokeID(0x1_FF00_0003_E8),
		Specifications: []dlms.Specification{
			{Service: dlms.Set, Class: 1, Name: name, Index: 2},
			{Service: dlms.GetSelected, Class: 7, Name: name, Index: 2, Selector: 1,
				Selection: dlms.Structure(dlms.U8(5))},
			{Service: dlms.Action, Class: 3, Name: name, Index: 1},
		},
		Data: []dlms.Data{dlms.U16(900), dlms.Null(), dlms.I8(0)},
	}
	want := unhex(t, "D9 200003E8 00 03 02 0001 00005E2C0001 02 04 0007 00005E2C0001 02 01 02011105"+
		"03 0003 00005E2C0001 01 03 120384 00 0F00")
	check(t, want, q.Append(nil), func(b []byte) (*dlms.AccessRequest, error) {
		return dlms.ParseAccessRequest(b)
	}, q)
	if got := q.Specifications[2].String(); got != "Action 3 0-0:94.44.0.1 M1" {
		t.Error(got)
	}
	first, second := q.Specifications[0], q.Specifications[1]
	if !second.Equal(second) || first.Equal(second) {
		t.Error("Equal")
	}
}

func TestAccessResponse(t *testing.T) {
	p := &dlms.AccessResponse{
		InvokeID: 0x0003E8,
		Data:     []dlms.Data{dlms.Structure(dlms.U32(10)), dlms.Null()},
		Results:  []dlms.Result{{Service: dlms.Get}, {Service: dlms.Set, Code: dlms.OtherReason}},
	}
	want := unhex(t, "DA 200003E8 00 00 02 0201060000000A 00 02 0100 02FA")
	check(t, want, p.Append(nil), func(b []byte) (*dlms.AccessResponse, error) {
		return dlms.ParseAccessResponse(b)
	}, p)
	if got := p.DataOffset(1); got != 8+7 {
		t.Errorf("DataOffset(1) = %d", got)
	}
}

func TestDataNotification(t *testing.T) {
	n := &dlms.DataNotification{InvokeID: 0x7D0, Body: dlms.Structure(dlms.U16(0x8F30))}
	check(t, unhex(t, "0F 200007D0 00 0201128F30"), n.Append(nil),
		func(b []byte) (*dlms.DataNotification, error) { return dlms.ParseDataNotification(b) }, n)
}

// check proves that octets and value belong together and that neither a prefix nor an
// octet more is accepted.
func check[T any](t *testing.T, want, got []byte, parse func([]byte) (*T, error), value *T) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("Append\n got %X\nwant %X", got, want)
	}
	parsed, err := parse(want)
	if diff := cmp.Diff(value, parsed); err != nil || diff != "" {
		t.Errorf("parse: %v\n%s", err, diff)
	}
	refusesOthers(t, want, parse)
}

// refusesOthers proves that no proper prefix of b is accepted, nor b and an octet.
func refusesOthers[T any](t *testing.T, b []byte, parse func([]byte) (*T, error)) {
	t.Helper()
	for i := range len(b) {
		if v, err := parse(b[:i]); !errors.Is(err, dlms.ErrTruncated) || v != nil {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	if _, err := parse(append(bytes.Clone(b), 0)); !errors.Is(err, dlms.ErrTrailing) {
		t.Errorf("with an octet more: %v", err)
	}
}

func TestAccessRefuses(t *testing.T) {
	for _, text := range []string{
		"D9 000003E8 00 01 01 0001 00005E2C0001 02 01 00", // priority
		"D9 200003E8 01 01 01 0001 00005E2C0001 02 01 00", // date-time
		"D9 200003E8 00 01 05 0001 00005E2C0001 02 01 00", // service
		"D9 200003E8 00 01 00 0001 00005E2C0001 02 01 00", // service
		"D9 200003E8 00 01 01 0001 00005E2C0001 02 02 00 00",
		"DA 200003E8 00 00 00 00",
	} {
		if _, err := dlms.ParseAccessRequest(unhex(t, text)); !errors.Is(err, dlms.ErrValue) {
			t.Errorf("request %s: %v", text, err)
		}
	}
	for _, text := range []string{
		"DA 200003E8 00 01 01 00 01 0100", "DA 200003E8 00 00 01 00 02 0100 0100",
		"DA 200003E8 00 00 01 00 01 0400", "DA 200003E8 00 00 01 00 01 0000",
	} {
		if _, err := dlms.ParseAccessResponse(unhex(t, text)); !errors.Is(err, dlms.ErrValue) {
			t.Errorf("response %s: %v", text, err)
		}
	}
}

// TestRTDS parses and writes back the payload of every published message in COSEM.
func TestRTDS(t *testing.T) {
	counts := map[byte]int{}
	for file, b := range shared.Payloads(t) {
		t.Run(file, func(t *testing.T) {
			var v interface{ Append([]byte) []byte }
			var err error
			switch b[0] {
			case 0xD9:
				v, err = dlms.ParseAccessRequest(b)
				refusesOthers(t, b, dlms.ParseAccessRequest)
			case 0xDA:
				v, err = dlms.ParseAccessResponse(b)
				refusesOthers(t, b, dlms.ParseAccessResponse)
			case 0x0F:
				v, err = dlms.ParseDataNotification(b)
				refusesOthers(t, b, dlms.ParseDataNotification)
			default:
				return
			}
			counts[b[0]]++
			if err != nil {
				t.Fatal(err)
			}
			if got := v.Append(nil); !bytes.Equal(got, b) {
				t.Errorf("written back\n got %X\nwant %X", got, b)
			}
			if p, ok := v.(*dlms.AccessResponse); ok {
				unpack(t, p.Data)
			}
		})
	}
	t.Logf("%d requests, %d responses, %d notifications", counts[0xD9], counts[0xDA], counts[0x0F])
	if counts[0xD9] == 0 || counts[0xDA] == 0 || counts[0x0F] == 0 {
		t.Error("a kind of payload was not found")
	}
}

func unpack(t *testing.T, items []dlms.Data) {
	for _, d := range items {
		elements, err := d.Unpack()
		if err != nil {
			t.Errorf("compact-array %v: %v", d, err)
		}
		unpack(t, elements)
	}
}

func FuzzParseAccessRequest(f *testing.F) {
	fuzz(f, 0xD9, func(b []byte) (appender, error) { return dlms.ParseAccessRequest(b) })
}

func FuzzParseAccessResponse(f *testing.F) {
	fuzz(f, 0xDA, func(b []byte) (appender, error) { return dlms.ParseAccessResponse(b) })
}

func FuzzParseDataNotification(f *testing.F) {
	fuzz(f, 0x0F, func(b []byte) (appender, error) { return dlms.ParseDataNotification(b) })
}

type appender interface{ Append([]byte) []byte }

// fuzz proves that what is accepted is written back, and that nothing panics.
func fuzz(f *testing.F, tag byte, parse func([]byte) (appender, error)) {
	f.Add([]byte{tag, 0x20, 0, 0, 1, 0, 0, 0})
	for _, b := range usecase.ExamplePayloads() {
		if b[0] == tag && len(b) < 500 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := parse(b)
		if err != nil {
			return
		}
		if got := v.Append(nil); !bytes.Equal(got, b) {
			t.Errorf("%X is written back as %X", b, got)
		}
	})
}

func FuzzParseData(f *testing.F) {
	f.Add([]byte{0x13, 2, 2, 6, 9, 11, 0, 0, 0, 1, 1, 0xAA, 0, 0, 0, 2, 0})
	f.Add([]byte{2, 2, 0x11, 1, 4, 3, 0xC0})
	f.Fuzz(func(t *testing.T, b []byte) {
		d, rest, err := dlms.ParseData(b)
		if err != nil {
			return
		}
		if got := d.Append(nil); !bytes.Equal(append(got, rest...), b) || d.Size() != len(got) {
			t.Errorf("%X is written back as %X", b, got)
		}
		_, _ = d.Unpack() // only that it ends
		_ = d.String()
	})
}

func BenchmarkParse(b *testing.B) {
	request := unhex(b, "D9 200003E8 00 01 02 0001 00005E2C0001 02 01 120384")
	response := unhex(b, "DA 200003E8 00 00 01 00 01 0200")
	b.Run("AccessRequest", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := dlms.ParseAccessRequest(request); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("AccessResponse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := dlms.ParseAccessResponse(response); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// One attribute is written, and the Device says how that went.
func Example() {
	request := dlms.AccessRequest{
		InvokeID: dlms.InvokeID(1000),
		Specifications: []dlms.Specification{
			{Service: dlms.Set, Class: 1, Name: dlms.LogicalName{0, 0, 94, 44, 0, 1}, Index: 2},
		},
		Data: []dlms.Data{dlms.U16(900)},
	}
	fmt.Printf("%X\n", request.Append(nil))

	answer, _ := hex.DecodeString("DA200003E8000001000102" + "03")
	response, err := dlms.ParseAccessResponse(answer)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(response.Results[0].Service, response.Results[0].Code)
	// Output:
	// D9200003E8000102000100005E2C00010201120384
	// Set read-write-denied
}
