package usecase

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/smki"
)

// These tests are inside the package so that they can walk the slots of declarations.

// bounded is a slot whose tests make values: at random, at its bounds and beyond.
type bounded interface {
	random(r *rand.Rand) Arg
	inside() []Arg
	outside() []Arg
}

// limits are the bounds of s, which are those of the type where both are zero.
func (s *Slot[T]) limits() (least, most T) {
	if s.Min != 0 || s.Max != 0 {
		return s.Min, s.Max
	}
	most = ^T(0)
	if most > 0 {
		return 0, most
	}
	for most = 1; most<<1 > most; {
		most = most<<1 | 1
	}
	return ^most, most
}

func (s *Slot[T]) random(r *rand.Rand) Arg {
	least, most := s.limits()
	if span := uint64(most) - uint64(least); span+1 != 0 {
		return s.Is(least + T(r.Uint64N(span+1)))
	}
	return s.Is(T(r.Uint64()))
}

func (s *Slot[T]) inside() []Arg {
	least, most := s.limits()
	return []Arg{s.Is(least), s.Is(most)}
}

func (s *Slot[T]) outside() []Arg {
	var args []Arg
	least, most := s.limits()
	if most+1 > most {
		args = append(args, s.Is(most+1))
	}
	if least-1 < least {
		args = append(args, s.Is(least-1))
	}
	return args
}

var everyRole = []smki.Role{
	smki.Root, smki.Recovery, smki.Supplier, smki.NetworkOperator, smki.AccessControlBroker,
	smki.TransitionalCoS, smki.WANProvider, smki.IssuingAuthority, smki.LoadController, smki.Other,
}

func (s *Item[T]) random(r *rand.Rand) Arg {
	switch s := any(s).(type) {
	case *Item[TrustAnchorCell]:
		usages := []smki.Usage{smki.DigitalSignature, smki.KeyAgreement, smki.KeyCertSign}
		return s.Is(TrustAnchorCell{
			Role:  everyRole[r.IntN(len(everyRole))],
			Usage: usages[r.IntN(len(usages))],
			Cell:  CellUsage(r.IntN(2)),
		})
	case *Item[[]smki.Role]:
		roles := make([]smki.Role, 1+r.IntN(maxRoles))
		for i := range roles {
			roles[i] = everyRole[r.IntN(len(everyRole))]
		}
		return s.Is(roles)
	}
	panic("a new kind of item: say here how to make one at random")
}

func (s *Item[T]) inside() []Arg {
	if s, ok := any(s).(*Item[[]smki.Role]); ok {
		return []Arg{s.Is([]smki.Role{smki.Root}), s.Is(make([]smki.Role, maxRoles))}
	}
	return nil
}

func (s *Item[T]) outside() []Arg {
	switch s := any(s).(type) {
	case *Item[TrustAnchorCell]:
		return []Arg{
			s.Is(TrustAnchorCell{9, smki.KeyAgreement, 0}),
			s.Is(TrustAnchorCell{2, smki.KeyAgreement, 2}), s.Is(TrustAnchorCell{2, 0x40, 0}),
		}
	case *Item[[]smki.Role]:
		return []Arg{
			s.Is(nil), s.Is(make([]smki.Role, maxRoles+1)),
			s.Is([]smki.Role{9}), s.Is([]smki.Role{128}),
		}
	}
	return nil
}

func randomArgs(r *rand.Rand, u *UseCase) Args {
	var args Args
	for _, s := range u.Command.slots() {
		args = append(args, s.(bounded).random(r))
	}
	return args
}

func headerOf(r *rand.Rand, u *UseCase) gbcs.Header {
	h := gbcs.Header{
		Flag: gbcs.Command, Counter: r.Uint64() >> 1, Originator: eui.ID{1}, Recipient: eui.ID{2},
		Message: u.Message,
	}
	if r.IntN(2) == 0 {
		h.Supplementary = &gbcs.Supplementary{ID: eui.ID{3}, Counter: new(r.Uint64())}
	}
	return h
}

// TestCatalogue walks every Use Case: what is declared is whole, unique and in range.
func TestCatalogue(t *testing.T) {
	codes, messages := map[string]bool{}, map[gbcs.MessageCode]bool{}
	for _, u := range All {
		if codes[u.Code] || messages[u.Message] {
			t.Errorf("%s, %v: twice", u.Code, u.Message)
		}
		codes[u.Code], messages[u.Message] = true, true
		if u.Code == "" || u.Title == "" || u.On == 0 || u.By == 0 || u.Clause == "" {
			t.Errorf("%s: something is not declared", u.Code)
		}
		if (u.Command == nil) == (u.Alert == nil) {
			t.Errorf("%s: want a Command or an Alert", u.Code)
		}
		isAlert := u.Category == CriticalAlert || u.Category == NonCriticalAlert
		if u.Category < Critical || u.Category > Variant || u.IsAlert() != isAlert {
			t.Errorf("%s: category %v", u.Code, u.Category)
		}
		if (u.Signs != 0) != (u.Category == Variant) || u.Signs&^u.By != 0 {
			t.Errorf("%s: Signs %v", u.Code, u.Signs)
		}
		if found, ok := ByMessage(u.Message); !ok || found != u {
			t.Errorf("ByMessage(%v) = %v", u.Message, found)
		}
		if found, ok := ByCode(u.Code); !ok || found != u {
			t.Errorf("ByCode(%s) = %v", u.Code, found)
		}
	}
	if !slices.IsSortedFunc(All, func(a, b *UseCase) int { return int(a.Message) - int(b.Message) }) {
		t.Error("All is not in the order of the Message Codes")
	}
	if _, ok := ByMessage(0xFFFF); ok {
		t.Error("FFFF is a Use Case")
	}
	if _, ok := ByCode("ECS99"); ok {
		t.Error("ECS99 is a Use Case")
	}
}

// TestAllIsAll proves that each value declared as a Use Case is in All: what would be
// forgotten is named.
func TestAllIsAll(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	declared, listed := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if spec.Names[0].Name == "All" {
				for _, e := range spec.Values[0].(*ast.CompositeLit).Elts {
					listed[e.(*ast.Ident).Name] = true
				}
			}
			if ref, ok := spec.Values[0].(*ast.UnaryExpr); ok {
				literal, ok := ref.X.(*ast.CompositeLit)
				if name, isName := literal.Type.(*ast.Ident); ok && isName && name.Name == "UseCase" {
					declared[spec.Names[0].Name] = true
				}
			}
			return true
		})
	}
	if !maps.Equal(declared, listed) || len(listed) != len(All) {
		t.Errorf("declared %v, listed %v", declared, listed)
	}
}

func TestCommandsRoundTrip(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for _, u := range All {
		if u.IsAlert() {
			continue
		}
		t.Run(u.Code, func(t *testing.T) {
			for range 200 {
				h, args := headerOf(r, u), randomArgs(r, u)
				payload, err := u.AppendCommand(nil, h, args)
				if err != nil {
					t.Fatalf("seed %d: %v: %v", seed, args, err)
				}
				got, err := u.ParseCommand(h, payload)
				if err != nil || fmt.Sprint(values(got)) != fmt.Sprint(values(args)) {
					t.Fatalf("seed %d: %v\n got %v\nwant %v", seed, err, values(got), values(args))
				}
			}
		})
	}
}

func values(args Args) []string {
	var list []string
	for _, a := range args {
		list = append(list, fmt.Sprintf("%s=%v", a.Name(), a.Value()))
	}
	slices.Sort(list)
	return list
}

// TestCommandsBounds proves that each bound is exact, that no argument may be missing,
// double or foreign, and that no cut or lengthened command is read.
func TestCommandsBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	foreign := (&Slot[uint8]{Name: "foreign"}).Is(1)
	for _, u := range All {
		if u.IsAlert() {
			if _, err := u.AppendCommand(nil, gbcs.Header{Message: u.Message}, nil); err == nil {
				t.Errorf("%s: an Alert makes a command", u.Code)
			}
			if _, err := u.ParseCommand(gbcs.Header{Message: u.Message}, nil); err == nil {
				t.Errorf("%s: an Alert reads a command", u.Code)
			}
			continue
		}
		t.Run(u.Code, func(t *testing.T) {
			h, args := headerOf(r, u), randomArgs(r, u)
			refuse(t, u, h, append(slices.Clone(args), foreign), ErrUnexpected)
			refuse(t, u, h, append(slices.Clone(args), Arg{}), ErrUnexpected)
			for i, s := range u.Command.slots() {
				refuse(t, u, h, slices.Delete(slices.Clone(args), i, i+1), ErrMissing)
				refuse(t, u, h, append(slices.Clone(args), args[i]), ErrUnexpected)
				for _, arg := range s.(bounded).inside() {
					with := slices.Clone(args)
					with[i] = arg
					if _, err := u.AppendCommand(nil, h, with); err != nil {
						t.Errorf("%v: %v", values(with), err)
					}
				}
				for _, arg := range s.(bounded).outside() {
					with := slices.Clone(args)
					with[i] = arg
					refuse(t, u, h, with, ErrRange)
				}
			}
			payload, err := u.AppendCommand(nil, h, args)
			if err != nil {
				t.Fatal(err)
			}
			for i := range payload {
				if _, err := u.ParseCommand(h, payload[:i]); err == nil {
					t.Errorf("cut at %d: accepted", i)
				}
			}
			if _, err := u.ParseCommand(h, append(bytes.Clone(payload), 0)); err == nil {
				t.Error("an octet more: accepted")
			}
		})
	}
}

func refuse(t *testing.T, u *UseCase, h gbcs.Header, args Args, want error) {
	t.Helper()
	dst := []byte("dst")
	var arg *ArgError
	got, err := u.AppendCommand(dst, h, args)
	if !errors.Is(err, want) || !errors.As(err, &arg) || string(got) != "dst" {
		t.Errorf("%v: %v, want %v", values(args[:min(1, len(args))]), err, want)
	}
}

// TestParseCommandBounds proves that a command whose value is just out of range, which no
// encoder here writes, is not read either.
func TestParseCommandBounds(t *testing.T) {
	h := gbcs.Header{Message: ECS38.Message, Counter: 1}
	payload, err := ECS38.AppendCommand(nil, h, Args{RandomisedOffsetLimit.Is(1799)})
	if err != nil {
		t.Fatal(err)
	}
	payload[len(payload)-1]++
	if args, err := ECS38.ParseCommand(h, payload); !errors.Is(err, ErrRange) {
		t.Errorf("1800 is read: %v, %v", args, err)
	}
}

func FuzzParseCommand(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, u := range All {
		if u.IsAlert() {
			continue
		}
		h := gbcs.Header{Message: u.Message, Counter: 1000}
		payload, err := u.AppendCommand(nil, h, randomArgs(r, u))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint16(u.Message), payload)
	}
	f.Fuzz(func(t *testing.T, message uint16, payload []byte) {
		u, ok := ByMessage(gbcs.MessageCode(message))
		if !ok {
			return
		}
		h := gbcs.Header{Message: u.Message, Counter: 1000}
		args, err := u.ParseCommand(h, payload)
		if err != nil {
			return
		}
		if again, err := u.AppendCommand(nil, h, args); err != nil || !bytes.Equal(again, payload) {
			t.Errorf("%X is written again as %X, %v", payload, again, err)
		}
	})
}

// FuzzParseAnswer feeds every answer parser, and opens items to what the input says, so
// that what was encrypted is outside input too.
func FuzzParseAnswer(f *testing.F) {
	f.Add(uint16(0x0027), []byte("\xDA\x20\x00\x03\xE8\x00\x00\x01\x00\x01\x03\x01"), []byte{2, 0})
	f.Add(uint16(0x0074), []byte("\x01\x09\x01\x03\x07\x02\x00\x08\x00\x00\x18\x00\x01\x00\x01\x31"),
		[]byte("\x02\x03\x00\x22\xE8\x03\x00\x01\x03\x86\x00\x03\x00\x30\x01\x00\x00\x86"))
	f.Add(uint16(0x0008), []byte("\x30\x08\x30\x06\x02\x01\x03\x0A\x01\x19"), []byte{})
	f.Add(uint16(0x0067), []byte("\x0F\x20\x00\x03\xE8\x00\x02\x02\x12\x8F\x30"), []byte{})
	f.Add(uint16(0x1000), []byte("\x01\x09\x00\x8F\x30\x1C\x37\x4A\x80"), []byte{})
	f.Fuzz(func(t *testing.T, message uint16, payload, plain []byte) {
		u, ok := ByMessage(gbcs.MessageCode(message))
		if !ok {
			return
		}
		m := &gbcs.Message{
			Header:  gbcs.Header{Flag: gbcs.Response, Message: u.Message, Counter: 1000},
			Payload: payload, Form: gbcs.Inner,
		}
		if u.IsAlert() {
			m.Flag = gbcs.Alert
		}
		open := DecrypterFunc(func(*gbcs.Header, []byte) ([]byte, error) { return plain, nil })
		for _, dec := range []Decrypter{nil, open} {
			answer, err := u.ParseAnswer(m, dec)
			if err != nil {
				continue
			}
			for _, row := range answer.Rows {
				if row.Offset < 0 || row.Name == "" || row.Text == "" {
					t.Errorf("%+v", row)
				}
			}
		}
	})
}
