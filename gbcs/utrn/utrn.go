// Package utrn makes, reads and checks prepayment tokens: the twenty digits that a
// consumer types into a Device, or that a Command carries there, to top up a meter.
//
// A supplier calls [Make] with the two [Parties], its next UTRN counter and an
// [Amount], and shows [Token.String]. Whoever is given twenty digits calls [Parse],
// which needs no key: it checks the form and the check digit and splits the fields. A
// Device, or the supplier again, then calls [Token.Verify] with the UTRN counter. A
// Device knows only the low ten bits of that, from the digits, and recovers the rest
// from the highest counter that it has accepted: [Token.Recover].
//
// The same token has three forms:
//
//	PTUT  64 bits: counter bits, value class, value, MAC32
//	PPTD  19 decimal digits: the PTUT plus 7394156990786306048
//	UTRN  20 decimal digits: the PPTD and a check digit
//
// The package keeps no state: it does not remember which counters were used, does not
// know duplicates, and applies no limit of a Device to an amount. It does no I/O and
// reads no clock, and its values may be used from several goroutines. GBCS Prepayment
// Top Up.
package utrn

import (
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
)

// The lengths of the two decimal forms, in digits.
const (
	Digits     = 20         // UTRN
	PPTDDigits = Digits - 1 // PPTD: the UTRN without its check digit
)

// The fields of a PTUT, shifted to the right end.
const (
	counterMask = 1<<10 - 1
	classMask   = 1<<2 - 1
	valueMask   = 1<<13 - 1
)

// window is half of the counters that ten bits tell apart.
const window = 1 << 9

// offset is what makes a PTUT a PPTD: large enough that all have 19 digits.
const offset = 7394156990786306048

// Counter is the UTRN counter, 32 bits: a supplier raises it with every token for a
// Device, and never uses one twice. GBCS UTRN counter.
type Counter uint32

// OriginatorCounter is c as the Originator Counter, 64 bits, of the Command that carries
// the token, and of the derivation of its key: c in the upper half, zero in the lower.
func (c Counter) OriginatorCounter() uint64 { return uint64(c) << 32 }

// CounterOf is the UTRN counter in an Originator Counter, the inverse of
// [Counter.OriginatorCounter]. One whose lower 32 bits are not zero is not that of a top
// up: [ErrCounter].
func CounterOf(originatorCounter uint64) (Counter, error) {
	if uint32(originatorCounter) != 0 {
		return 0, fmt.Errorf("%w: Originator Counter %016x: the lower 32 bits are not zero",
			ErrCounter, originatorCounter)
	}
	return Counter(originatorCounter >> 32), nil
}

// Parties are who makes tokens for whom. The Secret is that of the supplier's Key
// Agreement key for prepayment top ups, which is not the one for messages, with the
// Device's Key Agreement key: see [gbcs.Agree]. It is the same from either side.
type Parties struct {
	Supplier eui.ID
	Device   eui.ID
	Secret   gbcs.Secret
}

// MAC32 is what authenticates a token: the last four octets of a GMAC tag of sixteen,
// where a message carries the first twelve. GBCS Prepayment Top Up.
type MAC32 [4]byte

// String is m in hexadecimal: d51ca60b.
func (m MAC32) String() string { return hex.EncodeToString(m[:]) }

// Token is one prepayment token, as 64 bits, the PTUT:
//
//	bits     field
//	63..57   0
//	56..47   low ten bits of the UTRN counter
//	46..45   value class: 0 pence, 1 pounds
//	44..32   value, 0 to 8191
//	31..0    MAC32
//
// A Token is always laid out so, whether it verifies or not. The zero Token has zero in
// all fields. Tokens compare with ==. GBCS Prepayment Token.
type Token struct{ ptut uint64 }

// Make makes the token for an amount. c has to be one that the supplier has not used for
// the Device before: two tokens under one counter give away how their MAC32s are made,
// and the Device accepts one of them only.
func Make(p Parties, c Counter, a Amount) Token {
	high := uint32(c)&counterMask<<15 | uint32(a.class)<<13 | uint32(a.value)
	mac := p.mac(c, high)
	return Token{uint64(high)<<32 | uint64(binary.BigEndian.Uint32(mac[:]))}
}

// mac computes the MAC32 of the token that has high as its upper half. The tag is over
//
//	11 0000000000 | supplier | Device | 01 | Originator Counter | upper half of the PTUT
//
// under the key of a Command with that counter.
func (p *Parties) mac(c Counter, high uint32) MAC32 {
	key := p.Secret.Key(gbcs.Transaction{
		Originator: p.Supplier, Flag: gbcs.Command, Counter: c.OriginatorCounter(),
		Recipient: p.Device,
	})
	var b [6 + 8 + 8 + 1 + 8 + 4]byte
	aad := append(b[:0], 0x11, 0, 0, 0, 0, 0)
	aad = append(aad, p.Supplier[:]...)
	aad = append(aad, p.Device[:]...)
	aad = append(aad, byte(gbcs.Command))
	aad = binary.BigEndian.AppendUint64(aad, c.OriginatorCounter())
	aad = binary.BigEndian.AppendUint32(aad, high)
	tag := key.GMAC(p.Supplier, aad)
	return MAC32(tag[gbcs.TagSize-len(MAC32{}):])
}

// Parse reads a UTRN: exactly twenty ASCII digits, without blanks or hyphens. It fails
// with a [*SyntaxError] whose cause is [ErrFormat], then [ErrCheckDigit], then [ErrRange]
// or [ErrClass]: in the order in which a Device looks. That the MAC32 is right is for
// [Token.Verify] to say.
func Parse(utrn string) (Token, error) {
	if err := checkDigits("UTRN", utrn, Digits); err != nil {
		return Token{}, err
	}
	if fold(utrn) != 0 {
		return Token{}, &SyntaxError{"check digit", PPTDDigits, ErrCheckDigit}
	}
	// Nineteen digits are digits, and fit 64 bits.
	pptd, _ := strconv.ParseUint(utrn[:PPTDDigits], 10, 64)
	if pptd < offset {
		return Token{}, &SyntaxError{"PPTD", 0, ErrRange}
	}
	t := Token{pptd - offset}
	if err := t.check(); err != nil {
		return Token{}, &SyntaxError{"PPTD", 0, err}
	}
	return t, nil
}

// FromPTUT is the token of 64 bits. It fails with [ErrRange] where one of the upper
// seven is set, and with [ErrClass] where the value class is reserved.
func FromPTUT(ptut uint64) (Token, error) {
	t := Token{ptut}
	if err := t.check(); err != nil {
		return Token{}, fmt.Errorf("utrn: PTUT %016x: %w", ptut, err)
	}
	return t, nil
}

// check says what in the layout is not so, if anything.
func (t Token) check() error {
	switch {
	case t.ptut>>57 != 0:
		return ErrRange
	case t.ptut>>45&classMask > uint64(Pounds):
		return ErrClass
	}
	return nil
}

// PTUT is the token as 64 bits.
func (t Token) PTUT() uint64 { return t.ptut }

// PPTD is the token as nineteen decimal digits, what the check digit is computed of.
func (t Token) PPTD() string { return strconv.FormatUint(t.ptut+offset, 10) }

// String is the UTRN: twenty decimal digits, the last one the check digit.
func (t Token) String() string {
	pptd := t.PPTD()
	return pptd + string(checkDigit(pptd))
}

// MarshalText writes the form of [Token.String].
func (t Token) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what [Parse] reads, and fails as it does.
func (t *Token) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*t = parsed
	return nil
}

// CounterBits is the low ten bits of the UTRN counter, 0 to 1023.
func (t Token) CounterBits() uint16 { return uint16(t.ptut >> 47 & counterMask) }

// Amount is what the token is worth. Nothing vouches for it before [Token.Verify].
func (t Token) Amount() Amount {
	return Amount{class: Class(t.ptut >> 45 & classMask), value: uint16(t.ptut >> 32 & valueMask)}
}

// MAC is the MAC32 in the token, right or wrong.
func (t Token) MAC() (m MAC32) {
	binary.BigEndian.PutUint32(m[:], uint32(t.ptut))
	return m
}

// Verify checks, in constant time, that p's supplier made the token for p's Device under
// the UTRN counter c. It fails with [ErrCounter] where c does not end in the ten bits of
// the token, else with [ErrMAC]. Whoever guesses is right once in 2^32 times: a caller
// limits how often that may be tried.
func (t Token) Verify(p Parties, c Counter) error {
	if bits := uint16(c & counterMask); bits != t.CounterBits() {
		return fmt.Errorf("%w: %d ends in the bits %d, the token has %d", ErrCounter, c, bits,
			t.CounterBits())
	}
	want, got := p.mac(c, uint32(t.ptut>>32)), t.MAC()
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		return ErrMAC
	}
	return nil
}

// Recover is the UTRN counter that a Device takes the token to have been made under,
// where highest is the highest that it has accepted, 0 for none: of all that end in the
// ten bits of the token the one nearest to highest. With p the low ten bits of highest
// it lies
//
//	from highest - 511 to highest + 512    where p < 512
//	from highest - 512 to highest + 511    where p >= 512
//
// A token further ahead or behind recovers to another counter, and does not verify. It
// fails with [ErrCounter] where the counter would be negative or not fit 32 bits. GBCS
// section 14.
func (t Token) Recover(highest Counter) (Counter, error) {
	bits, low := int64(t.CounterBits()), int64(highest&counterMask)
	switch {
	case bits < low-window:
		bits += 2 * window
	case bits > low+window:
		bits -= 2 * window
	}
	c := int64(highest) - low + bits
	if c < 0 || c != int64(Counter(c)) {
		return 0, fmt.Errorf("%w: no counter that ends in the bits %d is near %d", ErrCounter,
			t.CounterBits(), highest)
	}
	return Counter(c), nil
}
