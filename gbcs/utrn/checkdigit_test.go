package utrn_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/gbcs/utrn"
)

// aUTRN is any nineteen digits and their check digit: more than the tokens there are.
var aUTRN = rapid.Custom(func(t *rapid.T) string {
	return checked(t, rapid.StringMatching(`[0-9]{19}`).Draw(t, "PPTD"))
})

// fits says that twenty digits have the right check digit.
func fits(tb rapid.TB, digits string) bool {
	return checked(tb, digits[:utrn.PPTDDigits]) == digits
}

// with is text with other digits from i on.
func with(text string, i int, digits ...byte) string {
	return text[:i] + string(digits) + text[i+len(digits):]
}

// TestSingleDigit: all 180 ways to mistype one digit, the check digit included, are
// found.
func TestSingleDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		good := aUTRN.Draw(t, "UTRN")
		for i := range good {
			for digit := byte('0'); digit <= '9'; digit++ {
				if bad := with(good, i, digit); bad != good && fits(t, bad) {
					t.Fatalf("%s for %s: not found", bad, good)
				}
			}
		}
	})
}

// TestTransposition: all ways in which two neighbours can change places are found, those
// with the check digit included: every pair of digits at every place.
func TestTransposition(t *testing.T) {
	caught, all := 0, 0
	for i := range utrn.Digits - 1 {
		for pair := range 100 {
			a, b := byte('0'+pair/10), byte('0'+pair%10)
			if a == b {
				continue
			}
			good, found := pairAt(t, i, a, b)
			if !found {
				t.Fatalf("no UTRN with %c%c at %d", a, b, i)
			}
			all++
			if !fits(t, with(good, i, b, a)) {
				caught++
			}
		}
	}
	t.Logf("%d of %d found: %d %%", caught, all, 100*caught/all)
	if all != 19*90 || caught != all {
		t.Errorf("got %d of %d, want all of %d", caught, all, 19*90)
	}
}

// TestTranspositionAmongOthers: it does not depend on the digits around.
func TestTranspositionAmongOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		good := aUTRN.Draw(t, "UTRN")
		for i := range len(good) - 1 {
			if bad := with(good, i, good[i+1], good[i]); bad != good && fits(t, bad) {
				t.Fatalf("%s for %s: not found", bad, good)
			}
		}
	})
}

// pairAt finds twenty digits that fit and have a and b at i and i+1.
func pairAt(tb rapid.TB, i int, a, b byte) (string, bool) {
	for first := byte('0'); first <= '9'; first++ {
		text := with(strings.Repeat("0", utrn.Digits), (i+5)%utrn.Digits, first)
		if text = with(text, i, a, b); i+1 < utrn.Digits-1 {
			return checked(tb, text[:utrn.PPTDDigits]), true
		}
		if fits(tb, text) {
			return text, true
		}
	}
	return "", false
}

// TestCheckDigit compares the check digit with one from the definition of the scheme: the
// dihedral group by calculation and the permutation as powers of one.
func TestCheckDigit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := aUTRN.Draw(t, "UTRN")
		c := 0
		for i, digit := range []byte(text) {
			x := int(digit - '0')
			for range (4 + i) % 8 {
				x = int("1576283094"[x] - '0')
			}
			c = dihedral(c, x)
		}
		if c != 0 {
			t.Fatalf("%s: got %d, want 0", text, c)
		}
	})
}

// dihedral is the product of two symmetries of a pentagon: 0 to 4 turn it, 5 to 9 turn it
// over as well.
func dihedral(a, b int) int {
	turn := a%5 + b%5
	if a >= 5 {
		turn = a%5 - b%5 + 5
	}
	if (a >= 5) != (b >= 5) {
		return 5 + turn%5
	}
	return turn % 5
}

func TestCheckDigitRefuses(t *testing.T) {
	for _, text := range []string{
		"", strings.Repeat("1", 18), strings.Repeat("1", 20), strings.Repeat("1", 18) + "x",
	} {
		if digit, err := utrn.CheckDigit(text); !errors.Is(err, utrn.ErrFormat) {
			t.Errorf("%q: got %c %v, want %v", text, digit, err, utrn.ErrFormat)
		}
	}
}
