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
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// broker is the Access Control Broker of the vectors.
var broker = eui.MustParse("90-B3-D5-1F-30-00-00-02")

// cos is the party of the vectors that carries out changes of supplier.
var cos = eui.MustParse("90-B3-D5-1F-30-00-00-04")

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

// twins pairs the published requests that go to a Device with their messages.
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

// inputs are what the vectors take from elsewhere: the type of the Device, whether it knows
// the User, what counter the DCC used, and which of the Use Cases that differ only in the
// Device this one is for.
func inputs(tb testing.TB, req *duis.Request, command []byte) srv.Inputs {
	tb.Helper()
	m, err := gbcs.Parse(command)
	if err != nil {
		tb.Fatal(err)
	}
	in := srv.Inputs{
		Device: devices[req.RequestID.Target[eui.Size-1]],
		Known:  m.Originator == req.RequestID.Originator,
		Broker: broker, CoS: cos, Counter: m.Counter,
		Certificate: certificates(tb),
	}
	if u, ok := usecase.ByMessage(m.Message); ok {
		narrow(&in, req, u)
	}
	fromMessage(&in, m)
	return in
}

// narrow gives the version and variant of a Device for which the request becomes u.
func narrow(in *srv.Inputs, req *duis.Request, u *usecase.UseCase) {
	v, _ := srv.Lookup(req.ServiceReferenceVariant)
	for _, version := range []string{"4.3", "1.0"} {
		for _, variant := range []string{"A", "C"} {
			for _, role := range []duis.UserRole{0, duis.IS, duis.ED} {
				try := *in
				try.GBCSVersion, try.ESMEVariant, try.Role = version, variant, role
				if r, err := v.Route(req.Body, &try); err == nil && r.UseCase == u {
					*in = try
					return
				}
			}
		}
	}
}

// fromMessage takes out of the message what the DCC made up or knew.
func fromMessage(in *srv.Inputs, m *gbcs.Message) {
	var tree usecase.Tree
	if tree.Read(m, nil) != nil {
		return
	}
	args := tree.Args()
	if t, ok := usecase.OtherDeviceType.Of(args); ok {
		in.Other = t.Device()
	}
	if der, ok := usecase.OtherDeviceCertificate.Of(args); ok {
		in.Certificate = func(eui.ID) []byte { return der }
	}
	if cin, ok := usecase.CustomerIdentificationNumber.Of(args); ok {
		in.CIN = cin
	}
	pairs, _ := usecase.CreditChargeConfiguration.Elements(args)
	for _, pair := range pairs {
		if charge, _ := usecase.ChargeReference.Of(pair); charge[4] == 5 {
			in.ESMEVariant = "B" // the charge of a second element
		}
	}
	in.Backup = args
}

// certificates finds the key agreement certificates of the vectors.
func certificates(tb testing.TB) func(eui.ID) []byte {
	dir := shared.Dir(tb)
	return func(id eui.ID) []byte {
		text, err := os.ReadFile(filepath.Join(dir, "rtds", "keystore", id.Hex()+"-ka.pem"))
		if err != nil {
			return nil
		}
		block, _ := pem.Decode(text)
		return block.Bytes
	}
}

// TestVectors transforms every published request that has a message to the published
// one, octet by octet: Pre-Commands as they are; non-critical commands with the
// MAC made anew; signed ones with the signature of the vector and the MAC made anew.
func TestVectors(t *testing.T) {
	excepted := exceptions(t)
	seen := map[*usecase.UseCase]bool{}
	for _, twin := range twins(t) {
		t.Run(twin.name, func(t *testing.T) {
			req, err := duis.Parse(twin.request)
			if err != nil {
				t.Fatal(err)
			}
			out, err := srv.Transform(req, inputs(t, req, twin.command))
			if reason, listed := excepted[twin.name]; listed {
				if err == nil && bytes.Equal(out.Message.Append(nil), twin.message) {
					t.Fatalf("passes, and is listed as an exception: %s", reason)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			seen[out.UseCase] = true
			if out.Variant.Critical {
				if got := out.Message.Append(nil); !bytes.Equal(got, twin.message) {
					t.Fatalf("Pre-Command\ngot  %X\nwant %X\n%s", got, twin.message, rows(got, twin.message))
				}
				sign(t, req, out, twin.command)
			}
			if out.DCCSigns {
				m, err := gbcs.Parse(twin.command)
				if err != nil {
					t.Fatal(err)
				}
				out.Message.Signature = m.Signature
			}
			out.Message.Seal(secret(t, req.RequestID.Target))
			if got := out.Message.Append(nil); !bytes.Equal(got, twin.command) {
				t.Fatalf("Command\ngot  %X\nwant %X\n%s", got, twin.command, rows(got, twin.command))
			}
		})
	}
	for _, v := range srv.All {
		for _, r := range v.Routes {
			if !seen[r.UseCase] {
				t.Logf("%s to %s has no vector", v.SRV, r.UseCase.Code)
			}
		}
	}
}

// rows finds the first line in which two messages differ, for people.
func rows(got, want []byte) string {
	read := func(b []byte) []string {
		m, err := gbcs.Parse(b)
		if err != nil {
			return []string{err.Error()}
		}
		var tree usecase.Tree
		if err := tree.Read(m, nil); err != nil {
			return []string{err.Error()}
		}
		var lines []string
		for _, arg := range tree.Args() {
			lines = append(lines, arg.Name()+" "+arg.Text())
		}
		return lines
	}
	a, b := read(got), read(want)
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return "got  " + strings.Join(a[min(i, len(a)):min(i+1, len(a))], "") +
				"\nwant " + strings.Join(b[min(i, len(b)):min(i+1, len(b))], "")
		}
	}
	return "the values are the same"
}

// TestVectorsButForCertificates transforms the published requests that are exceptions only
// because their certificates are newer than those of the published message, with the
// certificates of the message.
func TestVectorsButForCertificates(t *testing.T) {
	excepted := exceptions(t)
	for _, twin := range twins(t) {
		if excepted[twin.name] != newerCertificates {
			continue
		}
		t.Run(twin.name, func(t *testing.T) {
			req, err := duis.Parse(twin.request)
			if err != nil {
				t.Fatal(err)
			}
			older := certificatesIn(t, twin.command)
			if n := exchange(reflect.ValueOf(req.Body), &older); n == 0 || len(older) > 0 {
				t.Fatalf("%d certificates exchanged, %d left over", n, len(older))
			}
			out, err := srv.Transform(req, inputs(t, req, twin.command))
			if err != nil {
				t.Fatal(err)
			}
			m, err := gbcs.Parse(twin.command)
			if err != nil {
				t.Fatal(err)
			}
			out.Message.Form, out.Message.Signature = gbcs.Inner, m.Signature
			out.Message.Seal(secret(t, req.RequestID.Target))
			if got := out.Message.Append(nil); !bytes.Equal(got, twin.command) {
				t.Fatalf("Command\ngot  %X\nwant %X\n%s", got, twin.command, rows(got, twin.command))
			}
			if err := srv.Correlate(req, twin.message, srv.Inputs{}); err != nil {
				t.Error(err)
			}
		})
	}
}

// newerCertificates is the reason of an exception that is none with other certificates.
const newerCertificates = "the certificates of the request are newer than those of the message"

// certificatesIn are the certificates of a Command, in its order.
func certificatesIn(t *testing.T, command []byte) (found [][]byte) {
	t.Helper()
	m, err := gbcs.Parse(command)
	if err != nil {
		t.Fatal(err)
	}
	if m.Supplementary != nil && m.Supplementary.Certificate != nil {
		found = append(found, m.Supplementary.Certificate)
	}
	var tree usecase.Tree
	if err := tree.Read(m, nil); err != nil {
		t.Fatal(err)
	}
	args := tree.Args()
	for _, list := range []*usecase.List{usecase.Replacements, usecase.CertificationPath} {
		each, _ := list.Elements(args)
		for _, element := range each {
			for _, place := range []*usecase.Octets{
				usecase.ReplacementCertificate, usecase.PathCertificate,
			} {
				if certificate, ok := place.Of(element); ok {
					found = append(found, certificate)
				}
			}
		}
	}
	return found
}

// exchange puts certificates in the place of those of a body, in their order, and says how
// many.
func exchange(v reflect.Value, with *[][]byte) (n int) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return exchange(v.Elem(), with)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return 0
		}
		for i := range v.NumField() {
			n += exchange(v.Field(i), with)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				n += exchange(v.Index(i), with)
			}
			return n
		}
		if v.Len() > 100 && len(*with) > 0 {
			v.SetBytes((*with)[0])
			*with = (*with)[1:]
			return 1
		}
	}
	return n
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
