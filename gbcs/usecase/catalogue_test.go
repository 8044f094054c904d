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
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// newRand is a source of its own for a test, which prints how to get the same again.
func newRand(t testing.TB) *rand.Rand {
	seed := rand.Uint64()
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("seed %d", seed)
		}
	})
	return rand.New(rand.NewPCG(seed, 0))
}

// headerFor is a Grouping Header of a message of u.
func headerFor(r *rand.Rand, u *UseCase, flag gbcs.Flag) gbcs.Header {
	h := gbcs.Header{
		Flag: flag, Counter: r.Uint64() >> 1, Originator: eui.ID{1}, Recipient: eui.ID{2},
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
		if u.Code == "" || u.Title == "" || u.On == 0 || u.Clause == "" {
			t.Errorf("%s: something is not declared", u.Code)
		}
		plain := u.Category == PlainZigBee
		if plain != (u.Command == nil && u.Alert == nil) || u.Command != nil && u.Alert != nil {
			t.Errorf("%s: want a Command or an Alert", u.Code)
		}
		isAlert := u.Category == CriticalAlert || u.Category == NonCriticalAlert
		if u.Category < Critical || u.Category > PlainZigBee || u.IsAlert() != isAlert {
			t.Errorf("%s: category %v", u.Code, u.Category)
		}
		if (u.Guards != nil) != (u.Category == Variant) {
			t.Errorf("%s: Guards %v", u.Code, u.Guards)
		}
		checkProtection(t, u)
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

// checkProtection holds what Protection says against the category: every party that may
// originate is told how, and no other.
func checkProtection(t *testing.T, u *UseCase) {
	t.Helper()
	for party := Parties(1); party <= LoadController; party <<= 1 {
		command, answer := u.Protection(party)
		if u.Category == Variant && u.By.Has(party) != (answer != 0) {
			t.Errorf("%s: Protection(%v) = %v, %v; By has %v", u.Code, party, command, answer, u.By)
		}
		if u.Category == Critical && (command != Signature|MAC || answer != Signature) ||
			u.Category == NonCritical && (command != MAC || answer != MAC) {
			t.Errorf("%s: Protection(%v) = %v, %v", u.Code, party, command, answer)
		}
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
			if !ok || len(spec.Values) != len(spec.Names) {
				return true
			}
			for i, name := range spec.Names {
				switch value := spec.Values[i].(type) {
				case *ast.CompositeLit:
					for _, e := range value.Elts {
						if id, ok := e.(*ast.Ident); ok && name.Name == "All" {
							listed[id.Name] = true
						}
					}
				case *ast.UnaryExpr:
					if literal, ok := value.X.(*ast.CompositeLit); ok && isUseCase(literal.Type) {
						declared[name.Name] = true
					}
				case *ast.CallExpr:
					for _, arg := range value.Args {
						if literal, ok := arg.(*ast.CompositeLit); ok && isUseCase(literal.Type) {
							declared[name.Name] = true
						}
					}
				}
			}
			return true
		})
	}
	if !maps.Equal(declared, listed) || len(listed) != len(All) {
		for name := range declared {
			if !listed[name] {
				t.Errorf("%s is declared and not in All", name)
			}
		}
		t.Errorf("%d declared, %d listed, %d in All", len(declared), len(listed), len(All))
	}
}

func isUseCase(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "UseCase"
}

// TestCommandsRoundTrip makes Commands of random arguments and reads them back.
func TestCommandsRoundTrip(t *testing.T) {
	r := newRand(t)
	for _, u := range All {
		if u.Command == nil {
			continue
		}
		t.Run(u.Code, func(t *testing.T) {
			for range 50 {
				h, args := headerFor(r, u, gbcs.Command), u.Random(r)
				payload, err := u.AppendCommand(nil, h, args)
				if err != nil {
					t.Fatalf("%v: %v", values(args), err)
				}
				got, err := u.ParseCommand(h, payload)
				if err != nil {
					t.Fatalf("%v\n%X", err, payload)
				}
				if diff := differ(args.merged(), got); diff != "" {
					t.Fatalf("%s\n%X", diff, payload)
				}
			}
		})
	}
}

// differ says which argument was not got as it was given, empty where all were. What a
// message says by itself is got as well.
func differ(want, got Args) string {
	b := values(got)
	for _, a := range values(want) {
		if !slices.Contains(b, a) {
			return fmt.Sprintf("given %s, got %s", a, b)
		}
	}
	return ""
}

// values are arguments as text in the order of their names, with what is false left out:
// a flag that is not set need not be given.
func values(args Args) []string {
	var list []string
	for _, a := range args {
		list = append(list, describe(a)...)
	}
	slices.SortStableFunc(list, func(a, b string) int {
		return strings.Compare(a[:strings.Index(a, "=")], b[:strings.Index(b, "=")])
	})
	return list
}

func describe(a Arg) []string {
	switch v := a.value.(type) {
	case bool:
		if flag := a.place.(*Flag); !v && conditions[flag] {
			return nil
		}
	case []Args:
		var inner []string
		for _, element := range v {
			inner = append(inner, fmt.Sprint(values(element.merged())))
		}
		return []string{fmt.Sprintf("%s=%v", a.Name(), inner)}
	case Args:
		return []string{fmt.Sprintf("%s=%v", a.Name(), values(v.merged()))}
	}
	return []string{fmt.Sprintf("%s=%v", a.Name(), a.value)}
}

// conditions are the flags that say whether a row is there.
var conditions = func() map[*Flag]bool {
	flags := map[*Flag]bool{}
	for _, u := range All {
		access, _ := u.Command.(Access)
		for i := range access {
			flags[access[i].when] = true
		}
	}
	return flags
}()

// TestResponsesRoundTrip makes Responses of random values and refusals, and reads them
// back: no octet is left over, what was refused is said, and what was read is written again
// the same.
func TestResponsesRoundTrip(t *testing.T) {
	r := newRand(t)
	for _, u := range All {
		if u.Command == nil {
			continue
		}
		t.Run(u.Code, func(t *testing.T) {
			for range 50 {
				h := headerFor(r, u, gbcs.Response)
				results := randomResults(r, u)
				if len(results) == 0 {
					continue // no frame at all is no message
				}
				payload, err := u.randomAnswer(r, &h, results)
				if err != nil {
					t.Fatal(err)
				}
				if len(payload) > maxPayload {
					continue
				}
				m := &gbcs.Message{Header: h, Payload: payload, Form: gbcs.Inner}
				var tree Tree
				if err := tree.Read(m, clearOpener); err != nil {
					t.Fatalf("%v\n%X", err, payload)
				}
				if gaps := tree.Gaps(); gaps != nil {
					t.Fatalf("gaps %v in %X", gaps, payload)
				}
				again, err := tree.AppendPayload(nil, clearSealer)
				if err != nil || !bytes.Equal(again, payload) {
					t.Fatalf("%v: written again\n got %X\nwant %X", err, again, payload)
				}
				if slices.ContainsFunc(results, refused) && tree.Success() {
					t.Fatalf("success, where something was refused: %X", payload)
				}
				for range 10 {
					cut := r.IntN(len(payload))
					m.Payload = payload[:cut]
					if tree.Read(m, clearOpener) == nil {
						t.Fatalf("cut at %d: read\n%X", cut, payload)
					}
				}
			}
		})
	}
}

func refused(r Result) bool { return r.Code != 0 }

// TestCommandsRefuse proves that no argument may be missing or foreign, and that no cut or
// lengthened Command is read.
func TestCommandsRefuse(t *testing.T) {
	r := newRand(t)
	foreign := (&Slot[uint8]{Name: "foreign"}).Is(1)
	for _, u := range All {
		if u.Command == nil {
			h := gbcs.Header{Message: u.Message}
			if _, err := u.AppendCommand(nil, h, nil); err == nil {
				t.Errorf("%s: an Alert makes a command", u.Code)
			}
			if _, err := u.ParseCommand(h, nil); err == nil {
				t.Errorf("%s: an Alert reads a command", u.Code)
			}
			continue
		}
		t.Run(u.Code, func(t *testing.T) {
			h, args := headerFor(r, u, gbcs.Command), u.Example()
			refuse(t, u, h, append(slices.Clone(args), foreign), ErrUnexpected)
			refuse(t, u, h, append(slices.Clone(args), Arg{}), ErrUnexpected)
			required := map[Place]bool{}
			u.Arguments(func(p Place, optional bool) { required[p] = !optional })
			for i, arg := range args {
				if required[arg.place] && !optionalPlace(arg.place) {
					refuse(t, u, h, without(args, arg.place), ErrMissing)
				}
				for _, bad := range outside(arg.place) {
					with := slices.Clone(args)
					with[i].value = bad
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

// TestOutOfRangeIsWrittenAgain reads a value that a Device refuses: whoever only reads is
// shown it, with why it is refused, and writes it again.
func TestOutOfRangeIsWrittenAgain(t *testing.T) {
	h := gbcs.Header{Flag: gbcs.Command, Counter: 1, Message: ECS38.Message}
	payload, err := ECS38.AppendCommand(nil, h, Args{RandomisedOffsetLimit.Is(0)})
	if err != nil {
		t.Fatal(err)
	}
	copy(payload[len(payload)-2:], []byte{1800 >> 8, 1800 & 0xFF})
	m := &gbcs.Message{Header: h, Payload: payload}
	var tree Tree
	if err := tree.Read(m, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Strict(); !errors.Is(err, ErrRange) {
		t.Errorf("strictly: %v, want %v", err, ErrRange)
	}
	if again, err := tree.AppendPayload(nil, nil); err != nil || !bytes.Equal(again, payload) {
		t.Errorf("%v: written again\n got %X\nwant %X", err, again, payload)
	}
	lines, err := Annotate(m, nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = "1800 s (value out of range: 1800 is not from 0 to 1799)"
	if last := lines[len(lines)-1]; last.Text != want {
		t.Errorf("%s: %q, want %q", last.Name, last.Text, want)
	}
}

// optionalPlace reports whether a message says a value by itself where none is given.
func optionalPlace(p Place) bool {
	_, ok := p.(*Scaling)
	return ok
}

func without(args Args, p Place) Args {
	return slices.DeleteFunc(slices.Clone(args), func(a Arg) bool { return a.place == p })
}

// outside are values that a place must refuse: just beyond its bounds.
func outside(p Place) (bad []any) {
	switch p := p.(type) {
	case interface{ outside() []any }:
		return p.outside()
	case *Text:
		if p.Max > 0 {
			bad = append(bad, strings.Repeat("x", p.Max+1))
		}
		if p.Min > 0 {
			bad = append(bad, strings.Repeat("x", p.Min-1))
		}
	case *Octets:
		if p.Max > 0 {
			bad = append(bad, make([]byte, p.Max+1))
		}
		if p.Min > 0 {
			bad = append(bad, make([]byte, p.Min-1))
		}
	case *List:
		if p.Max > 0 {
			bad = append(bad, make([]Args, p.Max+1))
		}
		if p.Min > 0 {
			bad = append(bad, make([]Args, p.Min-1))
		}
	case *Bits:
		if p.N > 0 {
			bad = append(bad, BitString{make([]byte, (p.N+8)/8), p.N + 1})
		}
	}
	return bad
}

func (s *Slot[T]) outside() (bad []any) {
	least, most := s.limits()
	if most+1 > most {
		bad = append(bad, most+1)
	}
	if least-1 < least {
		bad = append(bad, least-1)
	}
	return bad
}

// TestBoundsAreExact proves of every number of the catalogue that its bounds are inside.
func TestBoundsAreExact(t *testing.T) {
	checked := 0
	everyPlace(func(p Place) {
		edges, ok := p.(interface{ edges() []any })
		if !ok {
			return
		}
		for _, v := range edges.edges() {
			checked++
			if err := p.check(v); err != nil {
				t.Errorf("%s: %v: %v", p.Info().Name, v, err)
			}
		}
		for _, v := range outside(p) {
			if err := p.check(v); !errors.Is(err, ErrRange) {
				t.Errorf("%s: %v: %v", p.Info().Name, v, err)
			}
		}
	})
	if checked == 0 {
		t.Error("nothing was checked")
	}
}

func (s *Slot[T]) edges() []any {
	if s.Closed {
		return []any{T(s.Codes[0].Value), T(s.Codes[len(s.Codes)-1].Value)}
	}
	least, most := s.limits()
	return []any{least, most}
}

// everyPlace calls each with every place of arguments and answers.
func everyPlace(each func(Place)) {
	seen := map[Place]bool{}
	visit := func(p Place, _ bool) {
		if !seen[p] {
			seen[p] = true
			each(p)
		}
	}
	for _, u := range All {
		if u.Command != nil || u.Alert != nil {
			u.Arguments(visit)
			u.Returns(visit)
		}
	}
}

// TestPlacesSayWhatTheyAre holds every place to a name and a clause.
func TestPlacesSayWhatTheyAre(t *testing.T) {
	everyPlace(func(p Place) {
		info := p.Info()
		if _, scaling := p.(*Scaling); info.Name == "" || info.Clause == "" && !scaling {
			t.Errorf("%+v: name or clause is missing", info)
		}
		if v := least(p); p.text(v) == "" {
			t.Errorf("%s: %v has no text", info.Name, v)
		}
	})
}

func refuse(t *testing.T, u *UseCase, h gbcs.Header, args Args, want error) {
	t.Helper()
	var arg *ArgError
	got, err := u.AppendCommand([]byte("dst"), h, args)
	if !errors.Is(err, want) || !errors.As(err, &arg) || string(got) != "dst" {
		t.Errorf("%v: %v, want %v", values(args[:min(1, len(args))]), err, want)
	}
}

// TestAlertsRoundTrip makes Alerts of random content and reads them back.
func TestAlertsRoundTrip(t *testing.T) {
	r := newRand(t)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, u := range All {
		if u.Alert == nil {
			continue
		}
		t.Run(u.Code, func(t *testing.T) {
			for range 20 {
				h, args := headerFor(r, u, gbcs.Alert), u.Random(r)
				event := Event{Code: 0x8F30, At: at, Device: ESME}
				if len(u.Alert.Codes) > 0 {
					event.Code = u.Alert.Codes[r.IntN(len(u.Alert.Codes))]
				}
				payload, err := u.AppendAlert(nil, &h, event, args, clearSealer)
				if err != nil {
					t.Fatal(err)
				}
				m := &gbcs.Message{Header: h, Payload: payload, Form: gbcs.Inner}
				var tree Tree
				if err := tree.Read(m, clearOpener); err != nil {
					t.Fatalf("%v\n%X", err, payload)
				}
				if diff := differ(args.merged(), tree.Args()); diff != "" || tree.Alert != event.Code ||
					!tree.Time.Equal(at) {
					t.Fatalf("%s, %v at %v\n%X", diff, tree.Alert, tree.Time, payload)
				}
				if again, err := tree.AppendPayload(nil, clearSealer); !bytes.Equal(again, payload) {
					t.Fatalf("%v: written again %X, want %X", err, again, payload)
				}
			}
			if len(u.Alert.Codes) > 0 {
				h := headerFor(r, u, gbcs.Alert)
				event := Event{Code: 0x8001, At: at}
				if b, err := u.AppendAlert(nil, &h, event, u.Example(), clearSealer); err == nil {
					t.Errorf("a code that it does not carry: %X", b)
				}
			}
		})
	}
}

// clearSealer and clearOpener are encryption that is none.
func clearSealer(dst, plaintext []byte) []byte { return gaugeSealer(dst, plaintext) }

var clearOpener = DecrypterFunc(func(_ *gbcs.Header, item []byte) ([]byte, error) {
	if len(item) < sealedHeader+gbcs.MACSize {
		return nil, gbcs.ErrMAC
	}
	return item[sealedHeader : len(item)-gbcs.MACSize], nil
})

// TestAttributesAccept proves that Devices' attributes take what is in bounds, refuse what
// is not, and tell the two from values of another type.
func TestAttributesAccept(t *testing.T) {
	r := newRand(t)
	for _, a := range Attributes(ESME) {
		if a.Value == nil {
			t.Errorf("%s: no value is declared", a.Address())
			continue
		}
		g := &giving{
			invent: func(p Place) any { return anyValue(r, p) },
			maybe:  func(Place) bool { return r.IntN(2) == 0 },
		}
		b := build{g: g, h: new(gbcs.Header)}
		a.Value.appendCOSEM(&b)
		d, rest, err := dlms.ParseData(b.dst)
		if err != nil || len(rest) > 0 {
			t.Fatalf("%s: %X: %v", a.Address(), b.dst, err)
		}
		if code := a.Accepts(d); code != dlms.Success {
			t.Errorf("%s: %v: %v", a.Label(), d, code)
		}
		if code := a.Accepts(dlms.Null()); code != dlms.TypeUnmatched {
			t.Errorf("%s: null: %v", a.Label(), code)
		}
	}
	limit := Attribute{Object: randomisedOffsetLimit}
	for d, want := range map[uint16]dlms.DataAccessResult{
		0: dlms.Success, 1799: dlms.Success, 1800: dlms.OtherReason, 65535: dlms.OtherReason,
	} {
		if got := limit.Accepts(dlms.U16(d)); got != want {
			t.Errorf("%d: %v, want %v", d, got, want)
		}
	}
}

// TestObjectsAreDeclaredOnce proves that no two declarations mean the same object with the
// same type, so that there is one place to correct.
func TestObjectsAreDeclaredOnce(t *testing.T) {
	seen := map[string]*Object{}
	for _, o := range Objects() {
		key := o.Address()
		other, ok := seen[key]
		if ok && reflect.DeepEqual(other.Value, o.Value) && other.Title == o.Title {
			t.Errorf("%s is declared twice: %s, %s", key, other.Label(), o.Label())
		}
		seen[key] = o
	}
}
