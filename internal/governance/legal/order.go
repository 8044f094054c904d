package legal

import (
	"cmp"
	"strings"
)

// order compares two numbers by where their clauses stand: F8 before F8.7 before F8.7(a) before
// F8.7A before F8.10. ok is false where the numbers do not say: F8.7(a) and F8.7.1.
func order(x, y string) (n int, ok bool) {
	if x == y {
		return 0, true
	}
	a, b := base(x), base(y)
	if n = orderBase(x[:a], y[:b]); n != 0 {
		return n, true
	}
	x, y = x[a:], y[b:]
	for x != "" && y != "" {
		a, b = piece(x), piece(y)
		if x[:a] != y[:b] {
			return orderPiece(x[:a], y[:b])
		}
		x, y = x[a:], y[b:]
	}
	return cmp.Compare(len(x), len(y)), true
}

// orderBase compares numbers without parts, step by step.
func orderBase(x, y string) int {
	for x != "" && y != "" {
		var a, b string
		a, x, _ = strings.Cut(x, ".")
		b, y, _ = strings.Cut(y, ".")
		if n := orderStep(a, b); n != 0 {
			return n
		}
	}
	return cmp.Compare(len(x), len(y))
}

// orderStep compares letters, digits and letters: F8A.
func orderStep(x, y string) int {
	a, b := span(x, 0, isUpper), span(y, 0, isUpper)
	if n := orderLetters(x[:a], y[:b]); n != 0 {
		return n
	}
	x, y = x[a:], y[b:]
	a, b = span(x, 0, isDigit), span(y, 0, isDigit)
	if n := orderDigits(x[:a], y[:b]); n != 0 {
		return n
	}
	return orderLetters(x[a:], y[b:])
}

// orderLetters puts Z before AA.
func orderLetters(x, y string) int {
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y))
}

func orderDigits(x, y string) int {
	if n := orderLetters(strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")); n != 0 {
		return n
	}
	return orderLetters(x, y)
}

// piece is the length of the part that s begins with: (a) or [party].
func piece(s string) int {
	if end := strings.IndexAny(s[1:], "([") + 1; end > 0 {
		return end
	}
	return len(s)
}

// orderPiece compares two different parts of one clause.
func orderPiece(x, y string) (n int, ok bool) {
	if x[0] != y[0] {
		return strings.Compare(x, y), false
	}
	a, b := strings.Trim(x, "()[]"), strings.Trim(y, "()[]")
	if x[0] == '[' { // definitions are in the order of the alphabet
		return strings.Compare(a, b), true
	}
	if i, j := roman(a), roman(b); i > 0 && j > 0 {
		return cmp.Compare(i, j), i != j
	}
	for _, class := range []func(byte) bool{isDigit, isLower, isUpper} {
		i, j := span(a, 0, class), span(b, 0, class)
		if i == 0 || j == 0 {
			continue
		}
		// What is inserted has a capital after the letters of the part before it: (aA).
		n = cmp.Or(orderLetters(a[:i], b[:j]), orderLetters(a[i:], b[j:]))
		return n, n != 0
	}
	return strings.Compare(a, b), false
}

// roman is the value of a number in small Roman letters up to 39; 0: it is none.
func roman(s string) int {
	if strings.Trim(s, "ivx") != "" {
		return 0
	}
	for v := 1; v < 40; v++ {
		if romanOf(v) == s {
			return v
		}
	}
	return 0
}

// romanOf is a number from 1 to 49 in small Roman letters.
func romanOf(v int) string {
	ones := [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
	tens := [...]string{"", "x", "xx", "xxx", "xl"}
	return tens[v/10] + ones[v%10]
}
