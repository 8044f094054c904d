package xmldsig

import (
	"encoding/hex"
	"slices"
	"strings"
)

// SameName reports whether two issuer names as text are the same name: CN=Z1,OU=07
// and OU=07, CN=Z1. Both are read as RFC 2253 distinguished names (with the blanks,
// semicolons and quotes of RFC 1779) and compared as sets of attributes, since
// signers disagree about which end of a name comes first. Types compare by name or
// by number; values by letters without case and with runs of blanks as one, as
// X.520 caseIgnoreMatch. A text that is no name is the same as none.
func SameName(a, b string) bool {
	if a == b {
		_, ok := parseName(a)
		return ok
	}
	first, ok := parseName(a)
	if !ok {
		return false
	}
	second, ok := parseName(b)
	return ok && slices.Equal(first, second)
}

// parseName returns the attributes of a name as normalised "type=value" texts, in
// the order of their letters.
func parseName(s string) ([]string, bool) {
	var attributes []string
	for rest := s; ; {
		typ, after, found := strings.Cut(rest, "=")
		typ = attributeType(typ)
		if !found || typ == "" {
			return nil, false
		}
		value, after, ok := attributeValue(strings.TrimLeft(after, " \t\r\n"))
		if !ok {
			return nil, false
		}
		folded := strings.ToLower(strings.Join(strings.Fields(value), " "))
		attributes = append(attributes, typ+"="+folded)
		if after == "" {
			break
		}
		rest = after[1:] // the separator
	}
	slices.Sort(attributes)
	return attributes, true
}

// attributeType normalises an attribute type to lower case and, for the types that
// have one, to the short name. RFC 2253 2.3.
func attributeType(s string) string {
	s = strings.ToLower(strings.Trim(s, " \t\r\n"))
	switch s = strings.TrimPrefix(s, "oid."); s {
	case "2.5.4.3":
		return "cn"
	case "2.5.4.5":
		return "serialnumber"
	case "2.5.4.6":
		return "c"
	case "2.5.4.7":
		return "l"
	case "2.5.4.8", "s":
		return "st"
	case "2.5.4.10":
		return "o"
	case "2.5.4.11":
		return "ou"
	case "2.5.4.45":
		return "x500uniqueidentifier"
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return ""
		}
	}
	return s
}

// attributeValue reads a value up to an unescaped separator; rest begins with the
// separator or is empty. RFC 2253 3.
func attributeValue(s string) (value, rest string, ok bool) {
	var plain []byte
	quoted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			octet, n := escaped(s[i+1:])
			if n == 0 {
				return "", "", false
			}
			plain = append(plain, octet)
			i += n
		case c == '"':
			quoted = !quoted
		case (c == ',' || c == ';' || c == '+') && !quoted:
			return string(plain), s[i:], true
		default:
			plain = append(plain, c)
		}
	}
	return string(plain), "", !quoted
}

// escaped is the octet that follows a backslash, as two hexadecimal digits or as
// itself, and the length of what was read.
func escaped(s string) (octet byte, n int) {
	if len(s) >= 2 {
		if pair, err := hex.DecodeString(s[:2]); err == nil {
			return pair[0], 2
		}
	}
	if s == "" {
		return 0, 0
	}
	return s[0], 1
}
