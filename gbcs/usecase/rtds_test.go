package usecase_test

import (
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

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// vector is a published message of a Use Case in the catalogue.
type vector struct {
	name    string
	raw     []byte
	message *gbcs.Message
	useCase *usecase.UseCase
}

// vectors are all published messages whose Message Code is in the catalogue.
func vectors(tb testing.TB) []vector {
	tb.Helper()
	var found []vector
	for name, raw := range shared.Messages(tb) {
		m, err := gbcs.Parse(raw)
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		if u, ok := usecase.ByMessage(m.Message); ok {
			found = append(found, vector{strings.TrimSuffix(name, "_GBCS.HEX"), raw, m, u})
		}
	}
	return found
}

// reader opens items with the published private key of whom a message is for.
type reader struct {
	tb      testing.TB
	dir     string
	secrets map[[2]eui.ID]gbcs.Secret

	published gbcs.Keys
}

func newReader(tb testing.TB) *reader {
	return &reader{
		tb: tb, dir: filepath.Join(shared.Dir(tb), "rtds", "keystore"),
		secrets: map[[2]eui.ID]gbcs.Secret{}, published: publishedKeys(tb),
	}
}

// secret is that of the reader of what h encrypts and the Device.
func (r *reader) secret(h *gbcs.Header) (gbcs.Secret, error) {
	party := h.Recipient
	if h.Supplementary != nil {
		party = h.Supplementary.ID
	}
	pair := [2]eui.ID{h.Originator, party}
	if z, ok := r.secrets[pair]; ok {
		return z, nil
	}
	z, err := gbcs.Agree(r.private(party), r.public(h.Originator))
	r.secrets[pair] = z
	return z, err
}

func (r *reader) Decrypt(h *gbcs.Header, item []byte) ([]byte, error) {
	z, err := r.secret(h)
	if err != nil {
		return nil, err
	}
	return h.Decrypt(nil, z, item)
}

// sealer encrypts what h holds.
func (r *reader) sealer(h *gbcs.Header) usecase.Sealer {
	return func(dst, plaintext []byte) []byte {
		z, err := r.secret(h)
		if err != nil {
			r.tb.Fatal(err)
		}
		return h.Encrypt(dst, z, plaintext)
	}
}

func (r *reader) block(id eui.ID, suffix string) []byte {
	text, err := os.ReadFile(filepath.Join(r.dir, id.Hex()+suffix))
	if err != nil {
		r.tb.Fatal(err)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		r.tb.Fatalf("%s%s is not PEM", id.Hex(), suffix)
	}
	return block.Bytes
}

func (r *reader) private(id eui.ID) *ecdh.PrivateKey {
	key, err := x509.ParsePKCS8PrivateKey(r.block(id, "-ka.key"))
	if err != nil {
		r.tb.Fatal(err)
	}
	private, err := key.(*ecdsa.PrivateKey).ECDH()
	if err != nil {
		r.tb.Fatal(err)
	}
	return private
}

func (r *reader) public(id eui.ID) *ecdh.PublicKey {
	certificate, err := x509.ParseCertificate(r.block(id, "-ka.pem"))
	if err != nil {
		r.tb.Fatal(err)
	}
	public, err := certificate.PublicKey.(*ecdsa.PublicKey).ECDH()
	if err != nil {
		r.tb.Fatal(err)
	}
	return public
}

// TestRTDS reads every published message whose Use Case is declared, accounts for each of
// its octets, and writes its payload again from the values that were read, with the
// encryption. No cut payload is read, and none with an octet more.
func TestRTDS(t *testing.T) {
	keys := newReader(t)
	seen := map[string]int{}
	messages := 0
	for _, v := range vectors(t) {
		seen[v.useCase.Code]++
		messages++
		t.Run(v.name, func(t *testing.T) { checkVector(t, v, keys) })
	}
	t.Logf("%d messages of %d Use Cases", messages, len(seen))
	if messages == 0 {
		t.Error("no message found")
	}
}

func checkVector(t *testing.T, v vector, keys *reader) {
	var tree usecase.Tree
	if err := tree.Read(v.message, keys); err != nil {
		t.Fatal(err)
	}
	if tree.Encrypted {
		t.Error("an item stays encrypted")
	}
	for _, gap := range tree.Gaps() {
		t.Errorf("octets %d to %d of the message are in no node", gap[0], gap[1])
	}
	again, err := tree.AppendPayload([]byte("x"), keys.sealer(&v.message.Header))
	if err != nil || !bytes.Equal(again[1:], v.message.Payload) {
		t.Fatalf("%v: written again\n got %X\nwant %X", err, again[1:], v.message.Payload)
	}
	checkMade(t, v, again[1:], keys)
	if v.message.Flag == gbcs.Command {
		if _, err := v.useCase.ParseCommand(v.message.Header, v.message.Payload); err != nil {
			t.Error(err)
		}
	}
	var other usecase.Tree
	for i := range v.message.Payload {
		m := *v.message
		m.Payload = v.message.Payload[:i]
		if other.Read(&m, keys) == nil {
			t.Errorf("cut at %d: read", i)
		}
	}
	m := *v.message
	m.Payload = append(bytes.Clone(v.message.Payload), 0)
	var syntax *usecase.SyntaxError
	if err := other.Read(&m, keys); !errors.As(err, &syntax) {
		t.Errorf("an octet more: %v", err)
	}
}

// checkMade makes the whole message from its Header and a payload that was written again:
// with the published signature, which is another each time, and with the MAC that the keys
// make, it is the published message.
func checkMade(t *testing.T, v vector, payload []byte, keys *reader) {
	t.Helper()
	made := gbcs.Message{Header: v.message.Header, Payload: payload, Form: v.message.Form}
	if made.Form != gbcs.PreCommand {
		made.Form, made.Signature = gbcs.Inner, v.message.Signature
	}
	if v.message.Form == gbcs.Sealed {
		z, err := usecase.MACSecret(v.message, keys.published)
		if errors.Is(err, gbcs.ErrNoKey) {
			return // the ledger of package gbcs has it
		}
		if err != nil {
			t.Fatal(err)
		}
		made.Seal(z)
	}
	if got := made.Append(nil); !bytes.Equal(got, v.raw) {
		t.Errorf("made\n got %X\nwant %X", got, v.raw)
	}
}
