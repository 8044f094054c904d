package gbcs_test

import (
	"bufio"
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/internal/shared"
)

// broker is the Access Control Broker of the Reference Test Data Set.
var broker = eui.MustParse("90B3D51F30000002")

// TestRTDS checks every published message: it parses, is written back to the same
// octets, carries the MAC and the signature of its sender where the keys to check them
// are published, opens where it is encrypted, and fails each of these with a bit changed.
// What cannot be so is in testdata/rtds-exceptions.txt.
func TestRTDS(t *testing.T) {
	keys := readKeys(t)
	ledger := readLedger(t)
	var counts struct{ files, macs, signatures, items int }
	for name, raw := range shared.Messages(t) {
		counts.files++
		t.Run(name, func(t *testing.T) {
			m, err := gbcs.Parse(raw)
			if err != nil {
				t.Fatal(err)
			}
			if got := m.Append(nil); !bytes.Equal(got, raw) {
				t.Errorf("written back:\n got %X\nwant %X", got, raw)
			}
			reason, listed := ledger[name]
			delete(ledger, name)
			faults := keys.check(m)
			switch {
			case !listed && len(faults) > 0:
				t.Error(errors.Join(faults...))
			case listed && len(faults) == 0:
				t.Errorf("passes, but is in the ledger (%s): take the line out", reason)
			}
			if listed {
				return
			}
			if m.Form == gbcs.Sealed {
				counts.macs++
				keys.checkTamperedMAC(t, raw, m)
			}
			if len(m.Signature) > 0 {
				counts.signatures++
				keys.checkTamperedSignature(t, raw, m)
			}
			counts.items += len(items(m.Payload))
		})
	}
	for name := range ledger {
		t.Errorf("testdata/rtds-exceptions.txt: %s: no such message", name)
	}
	t.Logf("%d messages; verified: %d MACs, %d signatures, %d encrypted items",
		counts.files, counts.macs, counts.signatures, counts.items)
	if counts.files == 0 || counts.macs == 0 || counts.signatures == 0 || counts.items == 0 {
		t.Error("a kind of check never ran")
	}
}

// TestRTDSTruncated cuts every published message at every place, and adds an octet.
func TestRTDSTruncated(t *testing.T) {
	for name, raw := range shared.Messages(t) {
		m, err := gbcs.Parse(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkTruncations(t, name, raw, m)
	}
}

// TestRTDSResponse compares the Header of each published Response with the one that its
// Command asks for.
func TestRTDSResponse(t *testing.T) {
	all := shared.Messages(t)
	pairs := 0
	for name, raw := range all {
		answer, ok := all[strings.Replace(name, "_COMMAND_", "_RESPONSE_", 1)]
		if !ok || !strings.Contains(name, "_COMMAND_") {
			continue
		}
		pairs++
		command, err := gbcs.Parse(raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		response, err := gbcs.Parse(answer)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		// These two are the Device's to add.
		want := command.Response()
		want.DateTime = response.DateTime
		if want.Supplementary != nil && response.Supplementary != nil {
			want.Supplementary.OriginatorCounter = response.Supplementary.OriginatorCounter
		}
		if diff := cmp.Diff(want, response.Header); diff != "" {
			t.Errorf("%s: Header of the Response (-from Command +published):\n%s", name, diff)
		}
	}
	t.Logf("%d pairs of Command and Response", pairs)
	if pairs == 0 {
		t.Error("no pair found")
	}
}

// readLedger reads base names and reasons: one a line, a name, a space, the reason.
func readLedger(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open("testdata/rtds-exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ledger := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, ok := strings.Cut(line, " ")
		if !ok {
			t.Errorf("testdata/rtds-exceptions.txt: %s: give the reason", name)
		}
		ledger[name] = strings.TrimSpace(reason)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return ledger
}

// keyStore holds what the published key store has, by the name of the file without its
// suffix: 00db1234567890a0-ka.
type keyStore struct {
	public  map[string]*ecdsa.PublicKey
	private map[string]*ecdsa.PrivateKey
	secrets map[[2]string]gbcs.Secret
}

// readKeys reads Device certificates, bare public keys and private keys. Certificates of
// organisations are left out: the public half of the private key serves as well.
func readKeys(tb testing.TB) *keyStore {
	tb.Helper()
	ks := &keyStore{
		public:  map[string]*ecdsa.PublicKey{},
		private: map[string]*ecdsa.PrivateKey{},
		secrets: map[[2]string]gbcs.Secret{},
	}
	paths, err := filepath.Glob(filepath.Join(shared.Dir(tb), "rtds", "keystore", "*"))
	if err != nil {
		tb.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		block, _ := pem.Decode(text)
		if block == nil {
			tb.Fatalf("%s: not PEM", path)
		}
		ks.add(tb, filepath.Base(path), block)
	}
	return ks
}

func (ks *keyStore) add(tb testing.TB, file string, block *pem.Block) {
	tb.Helper()
	name := strings.TrimSuffix(file, filepath.Ext(file))
	switch block.Type {
	case "PRIVATE KEY":
		key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		ks.private[name] = key.(*ecdsa.PrivateKey)
		ks.public[name] = &key.(*ecdsa.PrivateKey).PublicKey
	case "PUBLIC KEY":
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		ks.public[name] = key.(*ecdsa.PublicKey)
	case "CERTIFICATE":
		if cert, err := x509.ParseCertificate(block.Bytes); err == nil {
			ks.public[name] = cert.PublicKey.(*ecdsa.PublicKey)
		}
	default:
		tb.Fatalf("%s: PEM type %q", file, block.Type)
	}
}

// errNoKey is the reason why something cannot be checked.
var errNoKey = errors.New("key not published")

// check returns what does not verify or cannot be verified.
func (ks *keyStore) check(m *gbcs.Message) (faults []error) {
	if m.Form == gbcs.Sealed {
		if err := ks.open(m); err != nil {
			faults = append(faults, err)
		}
	}
	if len(m.Signature) > 0 {
		if err := ks.verify(m); err != nil {
			faults = append(faults, err)
		}
	}
	for _, candidates := range items(m.Payload) {
		if err := ks.decrypt(m, candidates); err != nil {
			faults = append(faults, err)
		}
	}
	return faults
}

// open checks the MAC: that of a Command is the broker's, that of a Response or Alert is
// between the Device and the recipient.
func (ks *keyStore) open(m *gbcs.Message) error {
	party, device := m.Recipient, m.Originator
	if m.Flag == gbcs.Command {
		party, device = broker, m.Recipient
	}
	z, err := ks.secret(party, device)
	if err != nil {
		return err
	}
	return m.Open(z)
}

func (ks *keyStore) verify(m *gbcs.Message) error {
	pub, ok := ks.public[m.Originator.Hex()+"-ds"]
	if !ok {
		return errNoKey
	}
	return m.Verify(pub)
}

// decrypt tries the possible extents of one encrypted item.
func (ks *keyStore) decrypt(m *gbcs.Message, candidates [][]byte) error {
	party := m.Recipient
	if m.Supplementary != nil {
		party = m.Supplementary.ID
	}
	z, err := ks.secret(party, m.Originator)
	if err != nil {
		return err
	}
	err = errors.New("encrypted item: no extent fits")
	for _, item := range candidates {
		var plain []byte
		plain, err = m.Decrypt(nil, z, item)
		if err == nil && !bytes.Equal(m.Encrypt(nil, z, plain), item) {
			return errors.New("encrypted item: encrypts to other octets")
		}
		if err == nil {
			return nil
		}
	}
	return err
}

// items finds the encrypted items of a payload without reading its notation: where the
// security header of one stands behind a length, A-XDR or two octets, that leaves room
// for a tag. Each item comes as the extents it may have.
func items(payload []byte) (found [][][]byte) {
	header := []byte{0x31, 0, 0, 0, 0}
	for at := 2; at < len(payload); at++ {
		if !bytes.HasPrefix(payload[at:], header) {
			continue
		}
		var extents [][]byte
		for _, n := range []int{
			int(payload[at-1]), int(payload[at-2])<<8 | int(payload[at-1]),
		} {
			if n >= len(header)+gbcs.MACSize && at+n <= len(payload) {
				extents = append(extents, payload[at:at+n])
			}
		}
		if len(extents) > 0 {
			found = append(found, extents)
		}
	}
	return found
}

func (ks *keyStore) secret(party, device eui.ID) (gbcs.Secret, error) {
	pair := [2]string{party.Hex() + "-ka", device.Hex() + "-ka"}
	if z, ok := ks.secrets[pair]; ok {
		return z, nil
	}
	private, public := ks.private[pair[0]], ks.public[pair[1]]
	if private == nil || public == nil {
		return gbcs.Secret{}, errNoKey
	}
	z, err := agree(private, public)
	if err == nil {
		ks.secrets[pair] = z
	}
	return z, err
}

func agree(private *ecdsa.PrivateKey, public *ecdsa.PublicKey) (gbcs.Secret, error) {
	var pub *ecdh.PublicKey
	priv, err := private.ECDH()
	if err == nil {
		pub, err = public.ECDH()
	}
	if err != nil {
		return gbcs.Secret{}, err
	}
	return gbcs.Agree(priv, pub)
}

// checkTamperedMAC changes one bit of an octet of the message, here and there, in turn.
func (ks *keyStore) checkTamperedMAC(t *testing.T, raw []byte, m *gbcs.Message) {
	t.Helper()
	for _, at := range everyOctet(m, raw) {
		raw[at] ^= 0x40
		if changed, err := gbcs.Parse(raw); err == nil {
			if err := ks.open(changed); !errors.Is(err, gbcs.ErrMAC) && !errors.Is(err, errNoKey) {
				t.Errorf("byte %d changed: MAC: got %v, want %v", at, err, gbcs.ErrMAC)
			}
		}
		raw[at] ^= 0x40
	}
}

// checkTamperedSignature changes one bit of a few octets of each part of the message.
func (ks *keyStore) checkTamperedSignature(t *testing.T, raw []byte, m *gbcs.Message) {
	t.Helper()
	start := bytes.Index(raw, []byte{0xDF, 9})
	end := start + bytes.Index(raw[start:], m.Signature) + len(m.Signature)
	for _, at := range []int{start + 5, end - 66, end - 64, end - 32, end - 1} {
		raw[at] ^= 0x40
		if changed, err := gbcs.Parse(raw); err == nil {
			if err := ks.verify(changed); !errors.Is(err, gbcs.ErrSignature) {
				t.Errorf("byte %d changed: signature: got %v, want %v", at, err, gbcs.ErrSignature)
			}
		}
		raw[at] ^= 0x40
	}
}

// everyOctet lists the places in raw, but of a long payload only the first and last.
func everyOctet(m *gbcs.Message, raw []byte) (places []int) {
	const near = 100
	for at := range raw {
		if at < near || at >= len(raw)-near || len(m.Payload) < near {
			places = append(places, at)
		}
	}
	return places
}
