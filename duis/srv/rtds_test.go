package srv_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// broker is the Access Control Broker of the vectors.
var broker = eui.MustParse("90-B3-D5-1F-30-00-00-02")

// devices are the types of the vectors' Devices, by the last octet of the identifier.
var devices = map[byte]usecase.Device{
	0xA0: usecase.ESME, 0xA1: usecase.GSME, 0xA2: usecase.CHF, 0xA3: usecase.GPF,
	0xA4: usecase.PPMID, 0xA5: usecase.HCALCS, 0xA6: usecase.SAPC,
}

// twin is what a published request becomes.
type twin struct {
	name    string
	request []byte
	message []byte // the Command, or the Pre-Command of a critical request
	command []byte // the Command
}

// twins pairs the published requests whose Variant is declared with their messages.
func twins(tb testing.TB) []twin {
	tb.Helper()
	dir := shared.Dir(tb)
	files, err := filepath.Glob(filepath.Join(dir, "rtds", "duis", "*_REQUEST_DUIS.XML"))
	if err != nil || len(files) == 0 {
		tb.Fatal("no requests found", err)
	}
	var found []twin
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		req, err := duis.Parse(raw)
		if err != nil {
			continue // a body that is not declared yet; package duis tests that
		}
		if v, ok := srv.Lookup(req.ServiceReferenceVariant); !ok || v.NonDevice {
			continue
		}
		name := strings.TrimSuffix(filepath.Base(file), "_REQUEST_DUIS.XML")
		t := twin{name: name, request: raw}
		t.command = readHex(tb, dir, name+"_COMMAND_GBCS.HEX")
		t.message = readHex(tb, dir, name+"_PRECOMMAND_GBCS.HEX")
		if t.message == nil {
			t.message = t.command
		}
		if t.command != nil {
			found = append(found, t)
		}
	}
	return found
}

// readHex reads a message; nil where there is none of that name.
func readHex(tb testing.TB, dir, name string) []byte {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "rtds", "gbcs", "*", name))
	if err != nil || len(files) == 0 {
		return nil
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		tb.Fatal(err)
	}
	b, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// inputs are what the vectors take from elsewhere: the Supplier is known to each
// Device, and the Access Control Broker's counter is the one that it used.
func inputs(tb testing.TB, req *duis.Request, command []byte) srv.Inputs {
	tb.Helper()
	m, err := gbcs.Parse(command)
	if err != nil {
		tb.Fatal(err)
	}
	return srv.Inputs{
		Device: devices[req.RequestID.Target[eui.Size-1]],
		Known:  true, Broker: broker, BrokerCounter: m.Counter,
	}
}

// TestVectors transforms every published request of the catalogue to the published
// message, octet by octet: Pre-Commands as they are; non-critical commands with the
// MAC made anew; critical ones with the signature of the vector and the MAC made anew.
func TestVectors(t *testing.T) {
	excepted := exceptions(t)
	seen := map[string]bool{}
	for _, twin := range twins(t) {
		t.Run(twin.name, func(t *testing.T) {
			req, err := duis.Parse(twin.request)
			if err != nil {
				t.Fatal(err)
			}
			out, err := srv.Transform(req, inputs(t, req, twin.command))
			if reason, listed := excepted[twin.name]; listed {
				if err == nil {
					t.Fatalf("passes, and is listed as an exception: %s", reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			seen[out.Variant.SRV] = true
			if out.Variant.Critical {
				if got := out.Message.Append(nil); !bytes.Equal(got, twin.message) {
					t.Fatalf("Pre-Command\ngot  %X\nwant %X", got, twin.message)
				}
				sign(t, req, out, twin.command)
			}
			out.Message.Seal(secret(t, req.RequestID.Target))
			if got := out.Message.Append(nil); !bytes.Equal(got, twin.command) {
				t.Fatalf("Command\ngot  %X\nwant %X", got, twin.command)
			}
		})
	}
	for _, v := range srv.All {
		if !v.NonDevice && !seen[v.SRV] {
			t.Errorf("%s has no vector", v.SRV)
		}
	}
}

// exceptions are the ledger of vectors that are known not to pass, with the reason.
func exceptions(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "rtds-exceptions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, reason, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			listed[name] = reason
		}
	}
	return listed
}

// sign puts the signature of the vector to the Pre-Command, as the User would, and
// checks that the gateway accepts what comes back.
func sign(t *testing.T, req *duis.Request, out *srv.Command, command []byte) {
	t.Helper()
	m, err := gbcs.Parse(command)
	if err != nil {
		t.Fatal(err)
	}
	out.Message.Signature, out.Message.Form = m.Signature, gbcs.Inner
	signed := *req
	signed.CommandVariant = 5
	signed.Body = &duis.SignedPreCommand{GBCSPayload: out.Message.Append(nil)}
	u, err := srv.CheckSigned(&signed, inputs(t, req, command).Device, out.Message)
	if err != nil || u != out.UseCase {
		t.Errorf("the signed Pre-Command was refused: %v, %v", u, err)
	}
}

// secret is what the Access Control Broker shares with a Device of the vectors.
func secret(t *testing.T, device eui.ID) gbcs.Secret {
	t.Helper()
	block, _ := pem.Decode(shared.File(t, "rtds", "keystore", broker.Hex()+"-ka.key"))
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	private, err := parsed.(*ecdsa.PrivateKey).ECDH()
	if err != nil {
		t.Fatal(err)
	}
	z, err := gbcs.Agree(private, agreementKey(t, device))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// agreementKey is the public key in a Device's certificate, which crypto/x509 does
// not read whole: the last BIT STRING of its key information is a point of P-256.
func agreementKey(t *testing.T, device eui.ID) *ecdh.PublicKey {
	t.Helper()
	block, _ := pem.Decode(shared.File(t, "rtds", "keystore", device.Hex()+"-ka.pem"))
	header, err := hex.DecodeString("3059301306072a8648ce3d020106082a8648ce3d030107034200")
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(block.Bytes, header)
	if at < 0 {
		t.Fatal("no key in the certificate of " + device.String())
	}
	point := block.Bytes[at+len(header):][:65]
	key, err := ecdh.P256().NewPublicKey(point)
	if err != nil {
		t.Fatal(err)
	}
	return key
}
