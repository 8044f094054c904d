package estate

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
	"github.com/mains-energy/mains/internal/store"
	"github.com/mains-energy/mains/internal/store/storetest"
	"github.com/mains-energy/mains/smki"
	"github.com/mains-energy/mains/zcl"
)

// TestAnswersAreOfThePublishedShape sends the published Commands, protected with keys of
// our own, to Devices with the published identifiers. The answers must be like the published
// ones but for values and keys: headers, lengths, types. Commands whose published answer is
// an error are left out where the error is a broken meter.
func TestAnswersAreOfThePublishedShape(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared.Dir(t), "rtds", "gbcs", "*", "*_COMMAND_GBCS.HEX"))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, file := range files {
		if strings.HasSuffix(file, "PRECOMMAND_GBCS.HEX") {
			continue
		}
		command := published(t, file)
		uc, ok := usecase.ByMessage(command.Header.Message)
		_, carried := carriedOut[uc]
		if !ok || !carried || uc.Notation() != usecase.ASN1 && !strings.Contains(file, "SUCCESS") {
			continue
		}
		want := published(t, strings.Replace(file, "_COMMAND_", "_RESPONSE_", 1))
		t.Run(strings.TrimSuffix(filepath.Base(file), "_COMMAND_GBCS.HEX"), func(t *testing.T) {
			db := storetest.Open(t, store.Config{Dir: t.TempDir()})
			w := newWorldWith(t, db, 1, without(anchors(t), notHeld(t, want)))
			octets := []byte(nil)
			if command.Form == gbcs.Sealed {
				octets = w.protect(uc, &gbcs.Message{
					Header: command.Header, Payload: command.Payload, Form: gbcs.Inner})
			} else {
				w.must(command.Sign(nil, testSeed.key(command.Originator, forSigning)))
				octets = command.Append(nil)
			}
			w.deliver(command.Recipient, octets)
			if command.Recipient == at(usecase.GSME) {
				w.must(w.e.Wake(t.Context(), command.Recipient))
			}
			sameShape(t, w.answer(), want)
		})
		compared++
	}
	if compared < 6 {
		t.Errorf("%d answers compared: the catalogue has more", compared)
	}
}

// notHeld are the roles for which a published answer says that the Device has no cell: ours
// is then made without.
func notHeld(t *testing.T, answer *gbcs.Message) []smki.Role {
	if answer.Header.Message != usecase.CS02a.Message {
		return nil
	}
	var roles []smki.Role
	for _, r := range credentialsIn(t, answer) {
		if status, _ := usecase.StatusCode.Of(r); status == usecase.CredentialTrustAnchorNotFound {
			role, _ := usecase.PartyRole.Of(r)
			roles = append(roles, role)
		}
	}
	return roles
}

func without(anchors []Anchor, roles []smki.Role) []Anchor {
	return slices.DeleteFunc(anchors, func(a Anchor) bool {
		return slices.Contains(roles, a.Certificate.Role)
	})
}

// published is the message in a file of the Reference Test Data Set.
func published(t *testing.T, file string) *gbcs.Message {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	octets, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	m, err := gbcs.Parse(octets)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return m
}

// sameShape compares two Responses but for times, keys and what is encrypted.
func sameShape(t *testing.T, got, want *gbcs.Message) {
	t.Helper()
	if got.Flag != want.Flag || got.Counter != want.Counter || got.Originator != want.Originator ||
		got.Recipient != want.Recipient || got.Header.Message != want.Header.Message ||
		got.Form != want.Form || len(got.Signature) != len(want.Signature) {
		t.Errorf("header\n got %+v\nwant %+v", got.Header, want.Header)
	}
	if (got.DateTime == nil) != (want.DateTime == nil) {
		t.Errorf("date-time %v, want %v", got.DateTime, want.DateTime)
	} else if want.DateTime != nil {
		// A gas Device gives its own time or another's, and says which; others do not say.
		unsaid := want.DateTime.Status() == dlms.NotSpecified
		if (got.DateTime.Status() == dlms.NotSpecified) != unsaid {
			t.Errorf("clock status %v, want %v", got.DateTime.Status(), want.DateTime.Status())
		}
	}
	if len(got.Append(nil)) != len(want.Append(nil)) {
		t.Errorf("%d octets, want %d", len(got.Append(nil)), len(want.Append(nil)))
	}
	if g, w := shape(t, got), shape(t, want); !bytes.Equal(g, w) {
		t.Errorf("payload\n got %X\nwant %X", g, w)
	}
}

// shape is a payload with zeros for what may differ: ciphertexts, key identifiers and
// counters.
func shape(t *testing.T, m *gbcs.Message) []byte {
	t.Helper()
	payload := m.Payload
	if p, err := dlms.ParseAccessResponse(payload); err == nil {
		for i, d := range p.Data {
			if items := d.Items(); len(items) == 2 {
				blank := make([]byte, len(items[1].Octets()))
				p.Data[i] = dlms.Structure(items[0], dlms.Octets(blank))
			}
		}
		return p.Append(nil)
	}
	if p, err := zcl.Parse(payload); err == nil {
		for i := range p.Components {
			if c := &p.Components[i]; c.Sealed != nil {
				c.Sealed = &zcl.Sealed{Counter: c.Sealed.Counter, Item: make([]byte, len(c.Sealed.Item))}
			}
		}
		return p.Append(nil)
	}
	var roles []usecase.Args
	for _, r := range credentialsIn(t, m) {
		if n, ok := usecase.CurrentSeqNumber.Of(r); ok && n > 127 {
			t.Errorf("counter %d: longer than in a published answer", n)
		}
		roles = append(roles, blank(r))
	}
	payload, err := usecase.CS02a.AppendResponse(nil, &m.Header,
		[]usecase.Result{{Args: usecase.Args{usecase.RoleCredentials.Is(roles...)}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return payload
}

// blank is what a Device says of a role, with zeros for counter and key identifiers.
func blank(role usecase.Args) usecase.Args {
	var out usecase.Args
	for _, arg := range role {
		switch arg.Place() {
		case usecase.CurrentSeqNumber:
			arg = usecase.CurrentSeqNumber.Is(0)
		case usecase.ExistingSubjectKeyID:
			arg = usecase.ExistingSubjectKeyID.Is(make([]byte, 8))
		case usecase.CellContents:
			var cells []usecase.Args
			for _, cell := range arg.Value().([]usecase.Args) {
				cells = append(cells, blank(cell))
			}
			arg = usecase.CellContents.Is(cells...)
		}
		out = append(out, arg)
	}
	return out
}
