package usecase_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/smki"
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

// publishedKeys are the published keys.
func publishedKeys(tb testing.TB) gbcs.Keys {
	tb.Helper()
	store, err := smki.ReadDirectory(os.DirFS(filepath.Join(shared.Dir(tb), "rtds", "keystore")))
	if err != nil {
		tb.Fatal(err)
	}
	return usecase.KeysOf(store)
}

// TestRTDS reads every published message whose Use Case is declared, accounts for each of
// its octets, and writes its payload again from the values that were read, with the
// encryption. No cut payload is read, and none with an octet more.
func TestRTDS(t *testing.T) {
	keys := publishedKeys(t)
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

func checkVector(t *testing.T, v vector, keys gbcs.Keys) {
	var tree usecase.Tree
	opener := usecase.Opener(keys)
	if err := tree.Read(v.message, opener); err != nil {
		t.Fatal(err)
	}
	if tree.Encrypted {
		t.Error("an item stays encrypted")
	}
	for _, gap := range tree.Gaps() {
		t.Errorf("octets %d to %d of the message are in no node", gap[0], gap[1])
	}
	var seal usecase.Sealer
	if v.message.Flag != gbcs.Command && v.useCase.Encrypted() {
		var err error
		if seal, err = usecase.SealerOf(&v.message.Header, keys); err != nil {
			t.Fatal(err)
		}
	}
	again, err := tree.AppendPayload([]byte("x"), seal)
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
		if other.Read(&m, opener) == nil {
			t.Errorf("cut at %d: read", i)
		}
	}
	m := *v.message
	m.Payload = append(bytes.Clone(v.message.Payload), 0)
	var syntax *usecase.SyntaxError
	if err := other.Read(&m, opener); !errors.As(err, &syntax) {
		t.Errorf("an octet more: %v", err)
	}
}

// checkMade makes the whole message from its Header and a payload that was written again:
// with the published signature, which is another each time, and with the MAC that the keys
// make, it is the published message.
func checkMade(t *testing.T, v vector, payload []byte, keys gbcs.Keys) {
	t.Helper()
	made := gbcs.Message{Header: v.message.Header, Payload: payload, Form: v.message.Form}
	if made.Form != gbcs.PreCommand {
		made.Form, made.Signature = gbcs.Inner, v.message.Signature
	}
	if v.message.Form == gbcs.Sealed {
		z, err := usecase.MACSecret(v.message, keys)
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
