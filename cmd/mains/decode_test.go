package main

import (
	"encoding/base64"
	"encoding/hex"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/firmware"
	"github.com/mains-energy/mains/gbcs/gbt"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// TestDecodeDocumented wants every field of decode --json in docs/decode.md.
func TestDecodeDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/decode.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []reflect.Type{
		reflect.TypeFor[decodedMessage](), reflect.TypeFor[decodedChecks](),
		reflect.TypeFor[decodedCheck](), reflect.TypeFor[decodedLine](),
		reflect.TypeFor[usecase.ScaledBy](), reflect.TypeFor[decodedToken](),
		reflect.TypeFor[decodedFirmware](),
	} {
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			if !strings.Contains(string(text), "| `"+name+"` | ") {
				t.Errorf("%s.%s: no row for `%s`", of.Name(), of.Field(i).Name, name)
			}
		}
	}
}

// writeHex writes octets to a file of a story, in hexadecimal.
func writeHex(ts *testscript.TestScript, path string, raw []byte) {
	ts.Check(os.WriteFile(ts.MkAbs(path), []byte(hex.EncodeToString(raw)+"\n"), 0o600))
}

func readHex(ts *testscript.TestScript, path string) []byte {
	raw, err := hex.DecodeString(strings.TrimSpace(ts.ReadFile(path)))
	ts.Check(err)
	return raw
}

// carried writes the GBCS message that the last send --json had: carried FILE.
func carried(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: carried FILE")
	}
	found := regexp.MustCompile(`"message": "([0-9a-f]+)"`).FindStringSubmatch(ts.ReadFile("stdout"))
	if found == nil {
		ts.Fatalf("no message")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(found[1]+"\n"), 0o600))
}

// example writes the smallest Pre-Command of a Use Case: example CODE FILE.
func example(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: example CODE FILE")
	}
	u, ok := usecase.ByCode(args[0])
	if !ok {
		ts.Fatalf("no Use Case %s", args[0])
	}
	m := gbcs.Message{Header: gbcs.Header{
		Flag: gbcs.Command, Counter: 7, Message: u.Message,
		Originator: eui.ID{0x90, 0xB3, 0xD5, 0x1F, 0x30, 0x01}, Recipient: eui.ID{2, 0x4D, 0x41, 0x49},
	}}
	var err error
	m.Payload, err = u.AppendCommand(nil, m.Header, u.Example())
	ts.Check(err)
	writeHex(ts, args[1], m.Append(nil))
}

// flip changes an octet of a message, counted from its end: flip FROM TO [OCTET].
func flip(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: flip FROM TO [OCTET]")
	}
	raw, at := readHex(ts, args[0]), 1
	if len(args) == 3 {
		var err error
		at, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	raw[len(raw)-at] ^= 0xFF
	writeHex(ts, args[1], raw)
}

// segment writes a message in blocks, the last first, a line each: segment SIZE FROM TO.
func segment(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: segment SIZE FROM TO")
	}
	size, err := strconv.Atoi(args[0])
	ts.Check(err)
	blocks, err := gbt.Segment(readHex(ts, args[1]), size)
	ts.Check(err)
	text := ""
	for i := range blocks {
		text = hex.EncodeToString(blocks[i].Append(nil)) + "\n" + text
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text), 0o600))
}

// document writes an XML document that carries messages in base64: document TO FROM….
func document(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: document TO FROM…")
	}
	text := `<?xml version="1.0"?><sr:Response xmlns:sr="urn:any"><sr:Code>I0</sr:Code>`
	for _, from := range args[1:] {
		text += "<sr:GBCSPayload>" + base64.StdEncoding.EncodeToString(readHex(ts, from)) +
			"</sr:GBCSPayload>"
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text+"</sr:Response>\n"), 0o600))
}

// image writes a firmware image: image TO.
func image(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: image TO")
	}
	i := firmware.Image{
		Header: firmware.Header{
			ManufacturerCode: 0x1234, ImageType: 5, FileVersion: 7, StackVersion: 2,
			Hardware: &firmware.Range{},
		},
		ManufacturerImage: []byte("firmware"), Signature: make([]byte, gbcs.SignatureSize),
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), i.Append(nil), 0o600))
}
