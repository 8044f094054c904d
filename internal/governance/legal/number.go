package legal

import (
	"fmt"
	"strings"
)

// Parent is the number of the clause that a number is a part of: of F8.7(a) it is F8.7, of F8.7
// it is F8, of A1.1[party] it is A1.1, and of F8 it is empty.
func Parent(number string) string {
	if number == "" {
		return ""
	}
	cut := -1
	switch number[len(number)-1] {
	case ')':
		cut = strings.LastIndexByte(number, '(')
	case ']':
		cut = strings.LastIndexByte(number, '[')
	default:
		cut = strings.LastIndexByte(number, '.')
	}
	return number[:max(cut, 0)]
}

// Slug is a name in the letters of addresses: small letters and digits of ASCII, parted by
// hyphens. "Appendix L" is "appendix-l".
func Slug(name string) string {
	b := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case 'a' <= c && c <= 'z' || isDigit(c):
			b = append(b, c)
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	if len(b) > 0 && b[len(b)-1] == '-' {
		b = b[:len(b)-1]
	}
	return string(b)
}

// Slug is the name of the document in addresses, and without ".md" that of its file.
func (d *Document) Slug() string { return Slug(d.Name) }

// Find is the index of the clause with a number; -1: there is none.
func (d *Document) Find(number string) int {
	for i := range d.Clauses {
		if d.Clauses[i].Number == number {
			return i
		}
	}
	return -1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// span counts the bytes from i on that are of a class.
func span(s string, i int, class func(byte) bool) int {
	n := 0
	for i+n < len(s) && class(s[i+n]) {
		n++
	}
	return n
}

// mostLetters is how many capitals stand before or after the digits of a number: F8, F8.7AA.
const mostLetters = 3

// base is the length of the number of a clause, without its parts, that s begins with: 4 of
// "F8.7(a)". 0: it begins with none.
func base(s string) int {
	n := span(s, 0, isUpper)
	if n > mostLetters {
		return 0
	}
	for step := 0; ; {
		digits := span(s, n+step, isDigit)
		if digits == 0 {
			if step == 0 {
				return 0
			}
			return n
		}
		letters := span(s, n+step+digits, isUpper)
		if letters > mostLetters {
			if step == 0 {
				return 0
			}
			return n
		}
		n += step + digits + letters
		if n == len(s) || s[n] != '.' {
			return n
		}
		step = 1
	}
}

// mostToken is how long the letters of a part are: eight, as in (xxxviii) and one to spare.
const mostToken = 8

// token is the length of the part that s begins with: 3 of "(a) each". 0: it begins with none.
func token(s string) int {
	if s == "" || s[0] != '(' {
		return 0
	}
	n := span(s, 1, func(c byte) bool { return isDigit(c) || isUpper(c) || isLower(c) })
	if n == 0 || n > mostToken || len(s) < n+2 || s[n+1] != ')' {
		return 0
	}
	return n + 2
}

// slugToken is the length of the definition that s begins with: 7 of "[party](a)". 0: none.
func slugToken(s string) int {
	end := strings.IndexByte(s, ']')
	if end < 2 || s[0] != '[' || s[1:end] != Slug(s[1:end]) {
		return 0
	}
	return end + 1
}

// depth is how many lists deep a clause stands: 0 of F8.7, 2 of F8.7(a)(i).
func depth(number string) int {
	return strings.Count(number, "(") + strings.Count(number, "[")
}

// last is the part of a number that is the clause's own: "(a)" of F8.7(a), and all of F8.7.
func last(number string) string {
	if depth(number) == 0 {
		return number
	}
	return number[len(Parent(number)):]
}

// ValidNumber says why a number is none: an error that says what numbers are like.
func ValidNumber(number string) error {
	if len(number) > MaxNumber {
		return fmt.Errorf("the number %.20s... has %d characters: at most %d", number,
			len(number), MaxNumber)
	}
	n := base(number)
	for rest := n; rest > 0 && n < len(number); n += rest {
		if rest = token(number[n:]); rest == 0 {
			rest = slugToken(number[n:])
		}
	}
	switch {
	case n == 0 || n < len(number):
		return fmt.Errorf("%q is no number: write one such as F8, F8.7A, 5.3(a)(ii) or "+
			"A1.1[party]", number)
	case depth(number) > MaxDepth:
		return fmt.Errorf("%s stands %d lists deep: at most %d", number, depth(number), MaxDepth)
	}
	return nil
}
