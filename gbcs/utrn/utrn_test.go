package utrn_test

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/utrn"
)

// ours are parties with a Secret that is no secret.
func ours() utrn.Parties {
	p := utrn.Parties{
		Supplier: eui.MustParse("02-4D-41-49-4E-00-00-01"),
		Device:   eui.MustParse("02-4D-41-49-4E-00-00-A0"),
	}
	for i := range p.Secret {
		p.Secret[i] = byte(i)
	}
	return p
}

func unhex(s string) []byte {
	b, err := hex.DecodeString(s)
	if err != nil {
		panic(err)
	}
	return b
}

// anAmount is any amount of either class.
var anAmount = rapid.Custom(func(t *rapid.T) utrn.Amount {
	kinds := rapid.SampledFrom([]func(int) (utrn.Amount, error){utrn.InPence, utrn.InPounds})
	a, err := kinds.Draw(t, "class")(rapid.IntRange(0, utrn.MaxValue).Draw(t, "value"))
	if err != nil {
		t.Fatal(err)
	}
	return a
})

// aToken is any token, of a supplier or not.
var aToken = rapid.Custom(func(t *rapid.T) utrn.Token {
	token, err := utrn.FromPTUT(rapid.Uint64Range(0, 1<<57-1).Draw(t, "PTUT") &^ (1 << 46))
	if err != nil {
		t.Fatal(err)
	}
	return token
})

func TestRoundTrip(t *testing.T) {
	p := ours()
	rapid.Check(t, func(t *rapid.T) {
		counter := utrn.Counter(rapid.Uint32().Draw(t, "counter"))
		amount := anAmount.Draw(t, "amount")
		made := utrn.Make(p, counter, amount)
		got, err := utrn.Parse(made.String())
		if err != nil || got != made {
			t.Fatalf("%s: got %v %v, want %v", made, got, err, made)
		}
		if got.Amount() != amount {
			t.Errorf("got %v, want %v", got.Amount(), amount)
		}
		if got.CounterBits() != uint16(counter%1024) {
			t.Errorf("got counter bits %d of %d", got.CounterBits(), counter)
		}
		if err := got.Verify(p, counter); err != nil {
			t.Error(err)
		}
		if made.String() != made.PPTD()+made.String()[19:] || len(made.PPTD()) != 19 {
			t.Errorf("UTRN %s, PPTD %s", made, made.PPTD())
		}
	})
}

// TestForms takes any 57 bits with a legal class through all three forms.
func TestForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		token := aToken.Draw(t, "token")
		parsed, err := utrn.Parse(token.String())
		if err != nil || parsed != token {
			t.Fatalf("%s: got %v %v, want %v", token, parsed, err, token)
		}
		again, err := utrn.FromPTUT(token.PTUT())
		if err != nil || again != token {
			t.Fatalf("%016x: got %v %v, want %v", token.PTUT(), again, err, token)
		}
	})
}

func TestFromPTUT(t *testing.T) {
	for _, tt := range []struct {
		ptut uint64
		want error
	}{
		{0, nil},
		{1<<57 - 1 - 1<<46, nil}, // all bits that can be set
		{1 << 57, utrn.ErrRange},
		{1 << 63, utrn.ErrRange},
		{math.MaxUint64, utrn.ErrRange},
		{1 << 46, utrn.ErrClass},   // class 2
		{3 << 45, utrn.ErrClass},   // class 3
		{1<<57 - 1, utrn.ErrClass}, // class 3, and all else
		{1<<57 | 1<<46, utrn.ErrRange},
	} {
		token, err := utrn.FromPTUT(tt.ptut)
		if !errors.Is(err, tt.want) || (tt.want == nil) != (err == nil) {
			t.Errorf("%016x: got %v, want %v", tt.ptut, err, tt.want)
		}
		if err == nil && token.PTUT() != tt.ptut {
			t.Errorf("%016x: got %016x", tt.ptut, token.PTUT())
		}
	}
}

// TestFields reads the fields of the largest token and of one in which each differs.
func TestFields(t *testing.T) {
	for _, tt := range []struct {
		ptut  uint64
		bits  uint16
		class utrn.Class
		value uint16
		mac   string
	}{
		{0, 0, utrn.Pence, 0, "00000000"},
		{0x01FFBFFFFFFFFFFF, 1023, utrn.Pounds, 8191, "ffffffff"},
		{0x2AA<<47 | 1<<45 | 0x1234<<32 | 0x89ABCDEF, 0x2AA, utrn.Pounds, 0x1234, "89abcdef"},
	} {
		token, err := utrn.FromPTUT(tt.ptut)
		if err != nil {
			t.Errorf("%016x: %v", tt.ptut, err)
		}
		a := token.Amount()
		if token.CounterBits() != tt.bits || a.Class() != tt.class || a.Value() != tt.value ||
			token.MAC().String() != tt.mac {
			t.Errorf("%016x: got %d %v %d %v, want %d %v %d %s", tt.ptut, token.CounterBits(),
				a.Class(), a.Value(), token.MAC(), tt.bits, tt.class, tt.value, tt.mac)
		}
	}
}

// checked adds its check digit to a PPTD.
func checked(tb rapid.TB, pptd string) string {
	tb.Helper()
	digit, err := utrn.CheckDigit(pptd)
	if err != nil {
		tb.Fatal(err)
	}
	return pptd + string(digit)
}

func TestParseRefuses(t *testing.T) {
	good := utrn.Make(ours(), 1, utrn.Amount{}).String()
	// The least and the largest number that is a token are 7394156990786306048 and, all
	// bits of all fields set that can be, 7538201810117984255.
	for _, tt := range []struct {
		name, utrn string
		offset     int
		want       error
	}{
		{"nothing", "", 0, utrn.ErrFormat},
		{"a digit less", good[:19], 19, utrn.ErrFormat},
		{"a digit more", good + "0", 20, utrn.ErrFormat},
		{"groups", good[:4] + " " + good[4:], 4, utrn.ErrFormat},
		{"a letter last", good[:19] + "O", 19, utrn.ErrFormat},
		{"a sign", "+" + good[1:], 0, utrn.ErrFormat},
		{"below 0", good[:7] + "/" + good[8:], 7, utrn.ErrFormat},
		{"above 9", good[:7] + ":" + good[8:], 7, utrn.ErrFormat},
		{"other digits", "٣" + good[1:19], 0, utrn.ErrFormat},
		{"all nine", checked(t, strings.Repeat("9", 19)), 0, utrn.ErrRange},
		{"zero", checked(t, strings.Repeat("0", 19)), 0, utrn.ErrRange},
		{"one below the least", checked(t, "7394156990786306047"), 0, utrn.ErrRange},
		{"the least", checked(t, "7394156990786306048"), 0, nil},
		{"the largest", checked(t, "7538201810117984255"), 0, nil},
		{"class 2", checked(t, fmt.Sprint(7394156990786306048+1<<46)), 0, utrn.ErrClass},
		{"class 3", checked(t, fmt.Sprint(7394156990786306048+3<<45)), 0, utrn.ErrClass},
		{"bit 57", checked(t, fmt.Sprint(7394156990786306048+1<<57)), 0, utrn.ErrRange},
	} {
		_, err := utrn.Parse(tt.utrn)
		if !errors.Is(err, tt.want) || (tt.want == nil) != (err == nil) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.want)
		}
		var syntax *utrn.SyntaxError
		if errors.As(err, &syntax) && syntax.Offset != tt.offset {
			t.Errorf("%s: got offset %d, want %d", tt.name, syntax.Offset, tt.offset)
		}
	}
}

func TestVerifyRefuses(t *testing.T) {
	p := ours()
	const counter = 0x12345678
	amount, err := utrn.InPence(1250)
	if err != nil {
		t.Fatal(err)
	}
	good := utrn.Make(p, counter, amount)
	for name, change := range map[string]func(*utrn.Parties){
		"supplier": func(p *utrn.Parties) { p.Supplier[7]++ },
		"Device":   func(p *utrn.Parties) { p.Device[7]++ },
		"secret":   func(p *utrn.Parties) { p.Secret[31]++ },
	} {
		other := p
		change(&other)
		if err := good.Verify(other, counter); !errors.Is(err, utrn.ErrMAC) {
			t.Errorf("another %s: got %v, want %v", name, err, utrn.ErrMAC)
		}
	}
	if err := good.Verify(p, counter+1024); !errors.Is(err, utrn.ErrMAC) {
		t.Errorf("another counter: got %v, want %v", err, utrn.ErrMAC)
	}
	if err := good.Verify(p, counter+1); !errors.Is(err, utrn.ErrCounter) {
		t.Errorf("counter with other bits: got %v, want %v", err, utrn.ErrCounter)
	}
	for bit := range 64 {
		changed, err := utrn.FromPTUT(good.PTUT() ^ 1<<bit)
		if err != nil {
			continue // not a token at all
		}
		want := utrn.ErrMAC
		if bit >= 47 {
			want = utrn.ErrCounter
		}
		if err := changed.Verify(p, counter); !errors.Is(err, want) {
			t.Errorf("bit %d changed: got %v, want %v", bit, err, want)
		}
	}
}

// TestVerifyCounterBits: the bits of the counter in the token are under the MAC32, not
// only compared with the counter.
func TestVerifyCounterBits(t *testing.T) {
	p := ours()
	good := utrn.Make(p, 5, utrn.Amount{})
	moved, err := utrn.FromPTUT(good.PTUT() + 1<<47)
	if err != nil {
		t.Fatal(err)
	}
	if err := moved.Verify(p, 6); !errors.Is(err, utrn.ErrMAC) {
		t.Errorf("got %v, want %v", err, utrn.ErrMAC)
	}
}

func TestRecover(t *testing.T) {
	const top = math.MaxUint32
	for _, tt := range []struct {
		highest utrn.Counter
		bits    uint64
		want    utrn.Counter
		err     error
	}{
		{2458896167, 812, 2458896172, nil},
		{0, 0, 0, nil},
		{0, 1, 1, nil},
		{0, 512, 512, nil},
		{0, 513, 0, utrn.ErrCounter}, // would be -511
		{0, 1023, 0, utrn.ErrCounter},
		{511, 1023, 1023, nil},
		{510, 1023, 0, utrn.ErrCounter},
		{512, 0, 0, nil}, // 512 behind
		{512, 1023, 1023, nil},
		{513, 0, 1024, nil},
		{1023, 0, 1024, nil},
		{1023, 510, 1534, nil},
		{1023, 511, 511, nil},
		{1024, 1023, 1023, nil},
		{1024, 512, 1536, nil},
		{1024, 513, 513, nil},
		{top, 1023, top, nil},
		{top, 511, top - 512, nil},
		{top, 510, 0, utrn.ErrCounter}, // would be 2^32 + 510
		{top, 0, 0, utrn.ErrCounter},
		{top - 1023, 512, top - 511, nil},
	} {
		token, err := utrn.FromPTUT(tt.bits << 47)
		if err != nil {
			t.Fatal(err)
		}
		got, err := token.Recover(tt.highest)
		if got != tt.want || !errors.Is(err, tt.err) || (tt.err == nil) != (err == nil) {
			t.Errorf("%d after %d: got %d %v, want %d %v", tt.bits, tt.highest, got, err, tt.want, tt.err)
		}
	}
}

// TestRecoverWindow: what is in the window comes back, what is just outside does not.
func TestRecoverWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		highest := rapid.Uint32Range(1024, math.MaxUint32-1024).Draw(t, "highest")
		behind := 511 + int64(highest%1024/512)
		for _, away := range []int64{
			-behind, -1, 0, 1, 1023 - behind,
			rapid.Int64Range(-behind, 1023-behind).Draw(t, "away"),
		} {
			want := utrn.Counter(int64(highest) + away)
			got, err := utrn.Make(ours(), want, utrn.Amount{}).Recover(utrn.Counter(highest))
			if err != nil || got != want {
				t.Fatalf("%+d of %d: got %d %v, want %d", away, highest, got, err, want)
			}
		}
		for _, away := range []int64{-behind - 1, 1024 - behind} {
			far := utrn.Counter(int64(highest) + away)
			got, err := utrn.Make(ours(), far, utrn.Amount{}).Recover(utrn.Counter(highest))
			if err == nil && got == far {
				t.Fatalf("%+d of %d: recovered", away, highest)
			}
		}
	})
}

func TestCounterOf(t *testing.T) {
	for _, tt := range []struct {
		originator uint64
		want       utrn.Counter
		err        error
	}{
		{0, 0, nil},
		{1 << 32, 1, nil},
		{0xFFFFFFFF00000000, math.MaxUint32, nil},
		{1, 0, utrn.ErrCounter},
		{1<<32 + 1<<31, 0, utrn.ErrCounter},
		{1000, 0, utrn.ErrCounter},
	} {
		got, err := utrn.CounterOf(tt.originator)
		if got != tt.want || !errors.Is(err, tt.err) || (tt.err == nil) != (err == nil) {
			t.Errorf("%x: got %d %v, want %d %v", tt.originator, got, err, tt.want, tt.err)
		}
		if err == nil && got.OriginatorCounter() != tt.originator {
			t.Errorf("%x: got %x back", tt.originator, got.OriginatorCounter())
		}
	}
}

func TestJSON(t *testing.T) {
	type card struct{ Token utrn.Token }
	want := card{utrn.Make(ours(), 7, utrn.Amount{})}
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != `{"Token":"`+want.Token.String()+`"}` {
		t.Errorf("got %s", text)
	}
	var got card
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("got %v %v, want %v", got, err, want)
	}
	err = json.Unmarshal([]byte(`{"Token":"1"}`), &got)
	if !errors.Is(err, utrn.ErrFormat) || got != want {
		t.Errorf("got %v and %v, want %v and %v unchanged", err, got, utrn.ErrFormat, want)
	}
}

func TestErrorText(t *testing.T) {
	good := utrn.Make(ours(), 1, utrn.Amount{}).String()
	_, mistyped := utrn.Parse(good[:18] + string('0'+(good[18]-'0'+1)%10) + good[19:])
	_, short := utrn.Parse(good[:5])
	for _, tt := range []struct {
		err  error
		want string
	}{
		{mistyped, "utrn: check digit, offset 19: not that of the other digits"},
		{short, "utrn: UTRN, offset 5: not the decimal digits wanted"},
		{utrn.Make(ours(), 1, utrn.Amount{}).Verify(ours(), 2),
			"utrn: not the UTRN counter: 2 ends in the bits 2, the token has 1"},
	} {
		if tt.err == nil || tt.err.Error() != tt.want {
			t.Errorf("got %v, want %s", tt.err, tt.want)
		}
	}
}

// FuzzParse: what parses is written back as it was, has fields in range, and fails with
// another last digit; what does not parse is one of four causes.
func FuzzParse(f *testing.F) {
	f.Add("")
	f.Add(strings.Repeat("0", 20))
	f.Add(strings.Repeat("9", 20))
	f.Add(strings.Repeat("9", 21))
	f.Add(utrn.Token{}.String())
	f.Add(utrn.Make(ours(), 1023, utrn.Amount{}).String())
	f.Fuzz(func(t *testing.T, text string) {
		token, err := utrn.Parse(text)
		if err != nil {
			var syntax *utrn.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset > min(len(text), utrn.Digits) {
				t.Fatalf("%q: got %v", text, err)
			}
			return
		}
		if token.String() != text {
			t.Fatalf("%q: written back as %s", text, token)
		}
		if a := token.Amount(); a.Value() > utrn.MaxValue || a.Class() > utrn.Pounds {
			t.Fatalf("%q: amount %v", text, a)
		}
		if err := token.Verify(utrn.Parties{}, utrn.Counter(token.CounterBits())); err != nil &&
			!errors.Is(err, utrn.ErrMAC) {
			t.Fatalf("%q: got %v", text, err)
		}
		other := text[:19] + string('0'+(text[19]-'0'+1)%10)
		if _, err := utrn.Parse(other); !errors.Is(err, utrn.ErrCheckDigit) {
			t.Fatalf("%q: got %v, want %v", other, err, utrn.ErrCheckDigit)
		}
	})
}

// The Secret in benchmarks is agreed once, as a caller does.
func BenchmarkMake(b *testing.B) {
	p := ours()
	b.ReportAllocs()
	for b.Loop() {
		_ = utrn.Make(p, 1, utrn.Amount{})
	}
}

func BenchmarkString(b *testing.B) {
	token := utrn.Make(ours(), 1, utrn.Amount{})
	b.ReportAllocs()
	for b.Loop() {
		_ = token.String()
	}
}

func BenchmarkParse(b *testing.B) {
	text := utrn.Make(ours(), 1, utrn.Amount{}).String()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := utrn.Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	p := ours()
	token := utrn.Make(p, 1, utrn.Amount{})
	b.ReportAllocs()
	for b.Loop() {
		if err := token.Verify(p, 1); err != nil {
			b.Fatal(err)
		}
	}
}
