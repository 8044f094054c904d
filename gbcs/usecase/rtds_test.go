package usecase_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
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
}

func newReader(tb testing.TB) *reader {
	return &reader{tb, filepath.Join(shared.Dir(tb), "rtds", "keystore"), map[[2]eui.ID]gbcs.Secret{}}
}

func (r *reader) Decrypt(h *gbcs.Header, item []byte) ([]byte, error) {
	z, ok := r.secrets[[2]eui.ID{h.Originator, h.Recipient}]
	if !ok {
		var err error
		if z, err = gbcs.Agree(r.private(h.Recipient), r.public(h.Originator)); err != nil {
			return nil, err
		}
		r.secrets[[2]eui.ID{h.Originator, h.Recipient}] = z
	}
	return h.Decrypt(nil, z, item)
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

// TestRTDS checks every published message of the catalogue's Use Cases.
func TestRTDS(t *testing.T) {
	keys := newReader(t)
	seen := map[string]int{}
	for _, v := range vectors(t) {
		seen[v.useCase.Code]++
		t.Run(v.name, func(t *testing.T) {
			if v.message.Flag == gbcs.Command {
				checkCommand(t, v)
			} else {
				checkAnswer(t, v, keys)
			}
		})
	}
	t.Log(seen)
	for _, u := range usecase.All {
		if seen[u.Code] == 0 {
			t.Errorf("%s: no published message", u.Code)
		}
	}
}

// checkCommand proves that a Command is what its declaration writes, and nothing else is
// read.
func checkCommand(t *testing.T, v vector) {
	u, m := v.useCase, v.message
	args, err := u.ParseCommand(m.Header, m.Payload)
	if err != nil {
		t.Fatal(err)
	}
	again, err := u.AppendCommand([]byte("x"), m.Header, args)
	if err != nil || !bytes.Equal(again, append([]byte("x"), m.Payload...)) {
		t.Errorf("%v: written again\n got %X\nwant %X", err, again[1:], m.Payload)
	}
	sealed := m.Form == gbcs.Sealed
	if signs, mac := u.Protection(u.By); u.Category != usecase.Variant && m.Form != gbcs.PreCommand &&
		(signs != (len(m.Signature) > 0) || mac != sealed) {
		t.Errorf("Protection says %v, %v", signs, mac)
	}
	refusesOthers(t, m.Payload, func(b []byte) error {
		_, err := u.ParseCommand(m.Header, b)
		return err
	})
	for i := range m.Payload {
		bad := bytes.Clone(m.Payload)
		bad[i] ^= 0x01
		other, err := u.ParseCommand(m.Header, bad)
		if err == nil && fmt.Sprint(other) == fmt.Sprint(args) {
			t.Errorf("octet %d changed: the same arguments", i)
		}
	}
	header := m.Header
	header.Message++
	if _, err := u.AppendCommand(nil, header, args); err == nil {
		t.Error("a header of another Use Case is accepted")
	}
}

// refusesOthers proves that no proper prefix of b parses, nor b and an octet.
func refusesOthers(t *testing.T, b []byte, parse func([]byte) error) {
	t.Helper()
	for i := range len(b) {
		if parse(b[:i]) == nil {
			t.Errorf("cut at %d: accepted", i)
		}
	}
	if parse(append(bytes.Clone(b), 0)) == nil {
		t.Error("with an octet more: accepted")
	}
}

// checkAnswer proves that a Response or an Alert is read, whole and only whole.
func checkAnswer(t *testing.T, v vector, keys *reader) {
	u, m := v.useCase, v.message
	answer, err := u.ParseAnswer(m, keys)
	if err != nil {
		t.Fatal(err)
	}
	if want := !strings.Contains(v.name, "_ERROR_"); answer.Success != want {
		t.Errorf("Success %v, want %v", answer.Success, want)
	}
	if dated := m.DateTime != nil; m.Flag == gbcs.Response && dated != u.Dated {
		t.Errorf("the header is dated: %v; declared: %v", dated, u.Dated)
	}
	failed := false
	for _, row := range answer.Rows {
		t.Log(row.Offset, row.Name, row.Text, row.Result)
		failed = failed || row.Failed
		if row.Name == "" || row.Text == "" || row.Encrypted {
			t.Errorf("row %+v", row)
		}
	}
	if failed == answer.Success {
		t.Errorf("Success %v beside a failed row: %v", answer.Success, failed)
	}
	sealed, err := u.ParseAnswer(m, nil)
	if err != nil || len(sealed.Rows) == 0 && m.Flag == gbcs.Response {
		t.Fatalf("without keys: %v", err)
	}
	checkOffsets(t, v, sealed.Rows)
	if sealed.Encrypted {
		checkWrongKey(t, v)
	} else {
		checkOffsets(t, v, answer.Rows)
	}
	refusesOthers(t, m.Payload, func(b []byte) error {
		other := *m
		other.Payload = b
		_, err := u.ParseAnswer(&other, nil)
		return err
	})
	other := *m
	other.Flag = gbcs.Command
	if _, err := u.ParseAnswer(&other, nil); err == nil {
		t.Error("a Command is read as an answer")
	}
	if tag := m.Payload[0]; tag == 0xDA || tag == 0x0F {
		// The long-invoke-id, and the protection parameters, are those of the counter.
		for _, bit := range []uint64{1, 1 << 23} {
			other := *m
			other.Counter ^= bit
			if _, err := u.ParseAnswer(&other, nil); !errors.Is(err, usecase.ErrMismatch) {
				t.Errorf("with counter %d: %v", other.Counter, err)
			}
		}
	}
}

// checkOffsets proves that rows stand where they say.
func checkOffsets(t *testing.T, v vector, rows []usecase.Row) {
	t.Helper()
	for _, row := range rows {
		if !bytes.HasPrefix(v.raw[row.Offset:], row.Raw) || len(row.Raw) == 0 {
			t.Errorf("%s at %d: %X is not there", row.Name, row.Offset, row.Raw)
		}
	}
}

func checkWrongKey(t *testing.T, v vector) {
	wrong := usecase.DecrypterFunc(func(h *gbcs.Header, item []byte) ([]byte, error) {
		return h.Decrypt(nil, gbcs.Secret{1}, item)
	})
	if _, err := v.useCase.ParseAnswer(v.message, wrong); !errors.Is(err, gbcs.ErrMAC) {
		t.Errorf("with the wrong key: %v", err)
	}
}

// TestRTDSValues checks what published answers say, found by their Use Case and outcome.
func TestRTDSValues(t *testing.T) {
	keys := newReader(t)
	want := map[string][]string{
		"ECS17b true": {"ActiveImportRegister 0.010 kWh", "ReactiveImportRegister 0.010 kvarh"},
		"ECS17b false": {"ActiveImportRegister, ReactiveImportRegister, SecondaryActiveImportRegister " +
			"hardware-fault"},
		"ECS38 true":  {"RandomisedOffsetLimit success"},
		"ECS38 false": {"RandomisedOffsetLimit hardware-fault"},
		"GCS13a true": {
			"Divisor 1000", "Multiplier 1", "UnitOfMeasure m3", "CurrentSummationDelivered 12.345 m3",
		},
		"GCS13a false": {
			"Divisor hardware failure", "Multiplier 1", "UnitOfMeasure m3",
			"CurrentSummationDelivered 12345 (unit, multiplier or divisor not known)",
		},
		"ECS80 true": {
			"SupplyInterrupted 2014-12-31T23:50:00Z", "SupplyRestored 2014-12-31T23:59:00Z",
		},
		"GCA true": nil, "GNCA true": nil,
	}
	times := map[string]time.Time{}
	for _, v := range vectors(t) {
		if v.message.Flag == gbcs.Command || v.useCase == usecase.CS02a {
			continue
		}
		answer, err := v.useCase.ParseAnswer(v.message, keys)
		if err != nil {
			t.Fatal(err)
		}
		key := fmt.Sprint(v.useCase.Code, " ", answer.Success)
		var got []string
		for _, row := range answer.Rows {
			got = append(got, row.Name+" "+row.Text)
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want[key]) {
			t.Errorf("%s:\n got %q\nwant %q", v.name, got, want[key])
		}
		times[key] = answer.Time
	}
	for key, at := range times {
		if year := at.Year(); year != 2015 && !strings.HasPrefix(key, "ECS38") {
			t.Errorf("%s: time %v", key, at)
		}
	}
}

// TestRTDSRegisters checks values and units rather than their text.
func TestRTDSRegisters(t *testing.T) {
	keys := newReader(t)
	checked := 0
	for _, v := range vectors(t) {
		if v.message.Flag != gbcs.Response {
			continue
		}
		answer, err := v.useCase.ParseAnswer(v.message, keys)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range answer.Rows {
			if !answer.Success {
				continue
			}
			switch row.Name {
			case usecase.ActiveImport.Name:
				checked++
				if row.Value != uint32(10) || row.Unit != usecase.WattHours || row.Scaler != 0 {
					t.Errorf("%+v", row)
				}
			case usecase.ReactiveImport.Name:
				checked++
				if row.Value != uint32(10) || row.Unit != usecase.VarHours || row.Scaler != 0 {
					t.Errorf("%+v", row)
				}
			case usecase.CurrentSummationDelivered.Name:
				checked++
				if row.Value != uint64(12345) || row.Unit != usecase.CubicMetres || row.Scaler != -3 {
					t.Errorf("%+v", row)
				}
			}
		}
	}
	if checked < 4 {
		t.Errorf("only %d registers", checked)
	}
}

// TestRTDSResponses makes every published Response again, from what it says.
func TestRTDSResponses(t *testing.T) {
	keys := newReader(t)
	commands := map[string]vector{}
	for _, v := range vectors(t) {
		if v.message.Flag == gbcs.Command && v.message.Form != gbcs.PreCommand {
			commands[strings.TrimSuffix(v.name, "_COMMAND")] = v
		}
	}
	made := 0
	for _, v := range vectors(t) {
		if v.message.Flag != gbcs.Response {
			continue
		}
		command, ok := commands[strings.TrimSuffix(v.name, "_RESPONSE")]
		if !ok {
			t.Errorf("%s: no command", v.name)
			continue
		}
		made++
		t.Run(v.name, func(t *testing.T) {
			at, status := time.Time{}, dlms.NotSpecified
			if v.message.DateTime != nil {
				at, _ = v.message.DateTime.Time()
				status = v.message.DateTime.Status()
			}
			again := *v.message
			again.Header = v.useCase.ResponseHeader(&command.message.Header, at, status)
			again.Payload = answerAgain(t, v, keys)
			if got := again.Append(nil); !bytes.Equal(got, v.raw) {
				t.Errorf("\n got %X\nwant %X", got, v.raw)
			}
		})
	}
	t.Logf("%d responses", made)
}
