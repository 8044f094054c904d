package utrn

import (
	"fmt"
	"strconv"
	"strings"
)

// Class is the value class: the unit of the value in a token, two bits of which the
// values 2 and 3 are reserved. GBCS Prepayment Token.
type Class uint8

// The value classes.
const (
	Pence  Class = 0
	Pounds Class = 1
)

// String is the word for c: pence or pounds, else its number.
func (c Class) String() string {
	switch c {
	case Pence:
		return "pence"
	case Pounds:
		return "pounds"
	}
	return fmt.Sprintf("Class(%d)", uint8(c))
}

// MaxValue is the largest value in a token, of either class: 81.91 or 8191 pounds.
const MaxValue = valueMask

// Amount is what a token is worth: a value, 0 to [MaxValue], of a class. It is always one
// that a token can carry; the zero Amount is no pence. Amounts of the same money in
// different classes are different. GBCS Prepayment Token.
type Amount struct {
	class Class
	value uint16
}

// InPence is the amount of n pence, 0 to [MaxValue]. Other n are [ErrAmount].
func InPence(n int) (Amount, error) { return amountOf(Pence, n) }

// InPounds is the amount of n pounds, 0 to [MaxValue]. Other n are [ErrAmount].
func InPounds(n int) (Amount, error) { return amountOf(Pounds, n) }

func amountOf(class Class, n int) (Amount, error) {
	if n < 0 || n > MaxValue {
		return Amount{}, fmt.Errorf("%w: %d %v: want 0 to %d", ErrAmount, n, class, MaxValue)
	}
	return Amount{class, uint16(n)}, nil
}

// ParseAmount reads pounds, with or without two digits of pence behind a point and a
// pound sign before it: 10, 10.00, £12.50. The class is pounds where there are no pence,
// else pence. What is written otherwise, and what no token can carry, is [ErrAmount]: more
// than 8191 pounds, or more than 81.91 with pence.
func ParseAmount(text string) (Amount, error) {
	pounds, pence, pointed := strings.Cut(strings.TrimPrefix(text, "£"), ".")
	if !pointed {
		pence = "00"
	}
	const bits = 16 // more than either class can have
	whole, err := strconv.ParseUint(pounds, 10, bits)
	rest, failed := strconv.ParseUint(pence, 10, bits)
	if err != nil || failed != nil || len(pence) != 2 {
		return Amount{}, fmt.Errorf("%w: %.40q: want pounds such as 10 or 12.50", ErrAmount, text)
	}
	if rest == 0 {
		return InPounds(int(whole))
	}
	return InPence(int(100*whole + rest))
}

// Class is the unit of the value.
func (a Amount) Class() Class { return a.class }

// Value is the number in the token, 0 to [MaxValue], in the unit of the class.
func (a Amount) Value() uint16 { return a.value }

// Pence is the money in pence whatever the class, 0 to 819100.
func (a Amount) Pence() uint32 {
	if a.class == Pounds {
		return 100 * uint32(a.value)
	}
	return uint32(a.value)
}

// String is the money in pounds, whatever the class: £10.00.
func (a Amount) String() string {
	return fmt.Sprintf("£%d.%02d", a.Pence()/100, a.Pence()%100)
}
