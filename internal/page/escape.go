package page

import "unicode/utf8"

// escape appends s so that it is text in HTML and XML, in content and in quoted attributes
// alike. What no document may hold (NUL and other controls, bytes that are no UTF-8,
// U+FFFE and U+FFFF) becomes U+FFFD.
func escape(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		with, n := "", 1
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); unfit(r, n) {
				with = "\uFFFD"
			}
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '&':
			with = "&amp;"
		case c == '"':
			with = "&#34;"
		case c == '\'':
			with = "&#39;"
		case unfit(rune(c), 1):
			with = "\uFFFD"
		}
		if with != "" {
			b = append(append(b, s[from:i]...), with...)
			from = i + n
		}
		i += n
	}
	return append(b, s[from:]...)
}

// unfit reports whether r, which took n bytes, may not stand in a document: control characters,
// and what would show other text in another order.
func unfit(r rune, n int) bool {
	switch {
	case r == utf8.RuneError:
		return n == 1
	case r < ' ':
		return r != '\n' && r != '\t' && r != '\r'
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true // turns the direction of what comes after it, also beyond its own text
	}
	return r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe
}
