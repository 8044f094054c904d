package utrn_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/utrn"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
)

// The parties of the Reference Test Data Set.
var (
	published1 = eui.MustParse("90B3D51F30010000") // the supplier
	esme       = eui.MustParse("00DB1234567890A0")
)

// topUps are the Message Codes of Commands that end in a UTRN: to an ESME, to a GSME, and
// from a PPMID to a GSME.
var topUps = map[gbcs.MessageCode]bool{0x0007: true, 0x0097: true, 0x009B: true}

// publishedParties is the published supplier with a Device of its.
func publishedParties(tb testing.TB, device eui.ID) utrn.Parties {
	tb.Helper()
	keys, err := smki.ReadDirectory(os.DirFS(filepath.Join(shared.Dir(tb), "rtds", "keystore")))
	if err != nil {
		tb.Fatal(err)
	}
	supplier, ok := keys.FindPrePayment(published1)
	if !ok {
		tb.Fatalf("no prepayment key of %s", published1)
	}
	public, ok := keys.Public(device, smki.KeyAgreement)
	if !ok {
		tb.Fatalf("no key agreement key of %s", device)
	}
	private, err := supplier.Key.ECDH()
	if err != nil {
		tb.Fatal(err)
	}
	other, err := public.ECDH()
	if err != nil {
		tb.Fatal(err)
	}
	z, err := gbcs.Agree(private, other)
	if err != nil {
		tb.Fatal(err)
	}
	return utrn.Parties{Supplier: published1, Device: device, Secret: z}
}

// topUp is the UTRN at the end of a Command.
type topUp struct {
	header gbcs.Header
	digits string
}

// publishedTopUps lists the published Commands with a UTRN by base name.
func publishedTopUps(t *testing.T) map[string]topUp {
	t.Helper()
	found := map[string]topUp{}
	for name, raw := range shared.Messages(t) {
		m, err := gbcs.Parse(raw)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if m.Flag != gbcs.Command || !topUps[m.Header.Message] {
			continue
		}
		at := len(m.Payload) - utrn.Digits
		if at < 1 || m.Payload[at-1] != utrn.Digits {
			t.Fatalf("%s: does not end in an octet string of %d", name, utrn.Digits)
		}
		found[name] = topUp{m.Header, string(m.Payload[at:])}
	}
	return found
}

// check says what is wrong with a published top up: with its digits, its counter as the
// Device recovers it, or its MAC32. The same token made again has the same digits.
func (u topUp) check(tb testing.TB) (utrn.Token, error) {
	token, err := utrn.Parse(u.digits)
	if err != nil {
		return token, err
	}
	counter, err := utrn.CounterOf(u.header.Counter)
	if err != nil { // from a PPMID, under a counter of its own
		counter, err = token.Recover(0)
	}
	if err != nil {
		return token, err
	}
	if recovered, err := token.Recover(max(counter, 1) - 1); err != nil || recovered != counter {
		tb.Errorf("recovered: got %d %v, want %d", recovered, err, counter)
	}
	p := publishedParties(tb, u.header.Recipient)
	if err := token.Verify(p, counter); err != nil {
		return token, err
	}
	if made := utrn.Make(p, counter, token.Amount()); made.String() != u.digits {
		tb.Errorf("made again: got %s, want %s", made, u.digits)
	}
	return token, nil
}

// TestPublished checks every UTRN in a published Command. What cannot verify is in
// testdata/rtds-exceptions.txt.
func TestPublished(t *testing.T) {
	ledger := readLedger(t)
	verified := 0
	all := publishedTopUps(t)
	for name, published := range all {
		t.Run(name, func(t *testing.T) {
			reason, listed := ledger[name]
			delete(ledger, name)
			token, err := published.check(t)
			switch {
			case !listed && err != nil:
				t.Error(err)
			case listed && err == nil:
				t.Errorf("verifies, but is in the ledger (%s): take the line out", reason)
			case err == nil:
				verified++
				t.Logf("%v, counter ends in %d", token.Amount(), token.CounterBits())
			default:
				t.Logf("%v, as listed: %s", err, reason)
			}
		})
	}
	for name := range ledger {
		t.Errorf("testdata/rtds-exceptions.txt: %s: no such message", name)
	}
	t.Logf("%d Commands, %d tokens verified", len(all), verified)
	if verified == 0 {
		t.Error("nothing verified")
	}
}

// TestPublishedExceptions says precisely what is wrong with what is in the ledger.
func TestPublishedExceptions(t *testing.T) {
	all := publishedTopUps(t)
	malformed := all["CS01b_2.2_ERROR_COMMAND_GBCS.HEX"].digits
	var syntax *utrn.SyntaxError
	if _, err := utrn.Parse(malformed); !errors.As(err, &syntax) ||
		!errors.Is(err, utrn.ErrCheckDigit) || syntax.Offset != 19 {
		t.Errorf("malformed: got %v, want %v at offset 19", err, utrn.ErrCheckDigit)
	}
	right, err := utrn.CheckDigit(malformed[:utrn.PPTDDigits])
	if err != nil {
		t.Fatal(err)
	}
	_, err = utrn.Parse(malformed[:utrn.PPTDDigits] + string(right))
	if !errors.Is(err, utrn.ErrRange) {
		t.Errorf("malformed, with the right check digit: got %v, want %v", err, utrn.ErrRange)
	}

	unsealed, err := utrn.Parse(all["PCS01_NA_SUCCESS_COMMAND_GBCS.HEX"].digits)
	if err != nil {
		t.Fatal(err)
	}
	if unsealed.MAC() != (utrn.MAC32{}) {
		t.Errorf("of a PPMID: got MAC32 %v, want zero", unsealed.MAC())
	}
}

// TestPublishedAmount compares the amount in a token with what the GSME says that it
// added: result, value in 0.00001 pounds, little-endian.
func TestPublishedAmount(t *testing.T) {
	const name = "CS01b_2.2_SUCCESS_COMMAND_GBCS.HEX"
	token, err := utrn.Parse(publishedTopUps(t)[name].digits)
	if err != nil {
		t.Fatal(err)
	}
	response, err := gbcs.Parse(shared.Messages(t)[strings.Replace(name, "COMMAND", "RESPONSE", 1)])
	if err != nil {
		t.Fatal(err)
	}
	want := binary.LittleEndian.AppendUint32([]byte{0}, 1000*token.Amount().Pence())
	if !bytes.Contains(response.Payload, want) {
		t.Errorf("%v: the Response %X does not hold %X", token.Amount(), response.Payload, want)
	}
}

// TestWorkedExample goes through a token of 100 pounds step by step, with the published
// keys. The numbers were computed apart from this package.
func TestWorkedExample(t *testing.T) {
	p := publishedParties(t, esme)
	key := p.Secret.Key(gbcs.Transaction{
		Originator: p.Supplier, Flag: gbcs.Command,
		Counter: utrn.Counter(1).OriginatorCounter(), Recipient: p.Device,
	})
	aad := append(unhex("110000000000"), p.Supplier[:]...)
	aad = append(append(aad, p.Device[:]...), unhex("0100000001000000000000a064")...)
	tag := key.GMAC(p.Supplier, aad)
	hundred, err := utrn.InPounds(100)
	if err != nil {
		t.Fatal(err)
	}
	token := utrn.Make(p, 1, hundred)
	for _, tt := range []struct{ name, got, want string }{
		{"key", hex.EncodeToString(key[:]), "63ff76381818753a346645be7adac537"},
		{"GMAC tag", hex.EncodeToString(tag[:]), "43fcb7edd806c2cacd81b0d6d51ca60b"},
		{"MAC32", token.MAC().String(), "d51ca60b"},
		{"PPTD", token.PPTD(), "7394333345718904331"},
		{"UTRN", token.String(), "73943333457189043313"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, tt.got, tt.want)
		}
	}
	if token.PTUT() != 0x0000a064d51ca60b {
		t.Errorf("PTUT: got %016x, want 0000a064d51ca60b", token.PTUT())
	}
}

// readLedger reads base names and reasons: one a line, a name, a space, the reason.
func readLedger(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/rtds-exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	ledger := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, ok := strings.Cut(line, " ")
		if !ok {
			t.Errorf("testdata/rtds-exceptions.txt: %s: give the reason", name)
		}
		ledger[name] = reason
	}
	return ledger
}
