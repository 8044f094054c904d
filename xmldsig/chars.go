package xmldsig

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	firstNonASCII  = utf8.RuneSelf
	lastCodePoint  = 0x10FFFF
	firstPrintable = 0x20
)

// octets is a set of octets.
type octets [256]bool

// in is the set of these octets.
func in(members string) (set octets) {
	for i := range len(members) {
		set[members[i]] = true
	}
	return set
}

const (
	letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
)

// ASCII characters of names: nameStart for the first, nameLater for the others. The
// colon is in neither: names here are those of Namespaces in XML 1.0. XML 1.0 (fifth
// edition) 2.3.
var (
	nameStart = in(letters + "_")
	nameLater = in(letters + "_" + digits + "-.")
)

func isNameStart(r rune) bool {
	if r < firstNonASCII {
		return nameStart[r]
	}
	switch {
	case r == 0xD7, r == 0xF7, r == 0x37E, r < 0xC0:
		return false
	case r >= 0x300 && r <= 0x36F:
		return false
	}
	return r <= 0x1FFF || r == 0x200C || r == 0x200D || r >= 0x2070 && r <= 0x218F ||
		r >= 0x2C00 && r <= 0x2FEF || r >= 0x3001 && r <= 0xD7FF || r >= 0xF900 && r <= 0xFDCF ||
		r >= 0xFDF0 && r <= 0xFFFD || r >= 0x10000 && r <= 0xEFFFF
}

func isNameLater(r rune) bool {
	if r < firstNonASCII {
		return nameLater[r]
	}
	return isNameStart(r) || r == 0xB7 || r >= 0x300 && r <= 0x36F || r == 0x203F || r == 0x2040
}

// ncName returns the length of the name without colon that s begins with; 0 for none.
func ncName(s string) int {
	n := 0
	if s != "" && nameStart[s[0]] {
		for n = 1; n < len(s) && nameLater[s[n]]; n++ {
		}
	}
	for n < len(s) {
		r, size := rune(s[n]), 1
		if r >= firstNonASCII {
			r, size = utf8.DecodeRuneInString(s[n:])
		}
		if n == 0 && !isNameStart(r) || n > 0 && !isNameLater(r) {
			break
		}
		n += size
	}
	return n
}

// isChar reports whether XML allows the character. XML 1.0 2.2.
func isChar(r rune) bool {
	return r >= firstPrintable && r < 0xD800 || r >= 0xE000 && r < 0xFFFE ||
		r >= 0x10000 && r <= lastCodePoint || r == '\t' || r == '\n' || r == '\r'
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// isBlank reports whether s is white space only.
func isBlank(s string) bool {
	for i := range len(s) {
		if !isSpace(s[i]) {
			return false
		}
	}
	return true
}

// badCharacter returns the offset of the first octet that is not UTF-8, or that
// begins a character outside XML's; -1 when there is none.
func badCharacter(s string) int {
	if !utf8.ValidString(s) {
		for i, r := range s {
			if r == utf8.RuneError && !strings.HasPrefix(s[i:], string(utf8.RuneError)) {
				return i
			}
		}
	}
	for i := 0; i < len(s); {
		if i+8 <= len(s) && plainWord(s[i:i+8]) {
			i += 8
			continue
		}
		for end := min(i+8, len(s)); i < end; i++ {
			c := s[i]
			if c < firstPrintable && !isSpace(c) {
				return i
			}
			// U+FFFE and U+FFFF are the only others that UTF-8 can write.
			if c == 0xEF && (s[i:i+3] == "\uFFFE" || s[i:i+3] == "\uFFFF") {
				return i
			}
		}
	}
	return -1
}

// plainWord reports whether eight octets are all printable ASCII, which most are.
func plainWord(s string) bool {
	_ = s[7]
	word := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	const ones = 0x0101010101010101
	// The subtraction borrows into the high bit of an octet below firstPrintable, and
	// into no other before that.
	return (word|(word-ones*firstPrintable))&(ones*0x80) == 0
}

// predefined are the entities that need no declaration. XML 1.0 4.6.
func predefined(name string) (byte, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	return 0, false
}

// appendReference expands the reference that s begins with, and returns its
// length in s.
func appendReference(dst []byte, s string) ([]byte, int, error) {
	if strings.HasPrefix(s, "&#") {
		return appendCharacter(dst, s)
	}
	n := 1 + ncName(s[1:])
	if n == 1 || n == len(s) || s[n] != ';' {
		return dst, 0, fmt.Errorf("%w: & begins no reference: write &amp;", ErrMalformed)
	}
	c, ok := predefined(s[1:n])
	if !ok {
		return dst, 0, fmt.Errorf("%w %.40q", ErrEntity, s[1:n])
	}
	return append(dst, c), n + 1, nil
}

// appendCharacter expands the character reference that s begins with: &#13; or &#xD;.
func appendCharacter(dst []byte, s string) ([]byte, int, error) {
	base, n := rune(10), len("&#")
	if strings.HasPrefix(s[n:], "x") {
		base, n = 16, n+1
	}
	digits, r := n, rune(0)
	for ; n < len(s) && s[n] != ';'; n++ {
		d := digit(s[n])
		if d >= base {
			return dst, 0, fmt.Errorf("%w: character reference", ErrMalformed)
		}
		if r = r*base + d; r > lastCodePoint {
			return dst, 0, fmt.Errorf("%w: character reference beyond U+10FFFF", ErrCharacter)
		}
	}
	if n == digits || n == len(s) {
		return dst, 0, fmt.Errorf("%w: character reference", ErrMalformed)
	}
	if !isChar(r) {
		return dst, 0, fmt.Errorf("%w: reference to U+%04X", ErrCharacter, r)
	}
	return utf8.AppendRune(dst, r), n + 1, nil
}

// digit is the value of a hexadecimal digit, or 16.
func digit(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c >= 'a' && c <= 'f':
		return rune(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return rune(c-'A') + 10
	}
	return 16
}

// appendText appends character data with references expanded and line ends made
// into line feeds (XML 1.0 2.11). On an error the int is its offset in s.
func appendText(dst []byte, s string) ([]byte, int, error) {
	for i := 0; i < len(s); {
		special := strings.IndexAny(s[i:], "&\r")
		if special < 0 {
			return append(dst, s[i:]...), 0, nil
		}
		dst = append(dst, s[i:i+special]...)
		i += special
		if s[i] == '\r' {
			dst = append(dst, '\n')
			i += lineEnd(s[i:])
			continue
		}
		var n int
		var err error
		if dst, n, err = appendReference(dst, s[i:]); err != nil {
			return dst, i, err
		}
		i += n
	}
	return dst, 0, nil
}

// appendValue is appendText for an attribute value, where white space that is not
// written as a reference becomes a space. XML 1.0 3.3.3.
func appendValue(dst []byte, s string) ([]byte, int, error) {
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '\r':
			dst = append(dst, ' ')
			i += lineEnd(s[i:])
		case '\t', '\n':
			dst = append(dst, ' ')
			i++
		case '&':
			var n int
			var err error
			if dst, n, err = appendReference(dst, s[i:]); err != nil {
				return dst, i, err
			}
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst, 0, nil
}

// lineEnd is the length of the line end at the carriage return that s begins with.
func lineEnd(s string) int {
	if strings.HasPrefix(s, "\r\n") {
		return 2
	}
	return 1
}

// lineFeeds returns s with its line ends made into line feeds.
func lineFeeds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
