// Package eui holds EUI-64 identifiers: the names of every Device, organisation
// and DCC function in GB smart metering.
//
// A DUIS document writes one as eight pairs of hexadecimal digits joined by
// hyphens (90-B3-D5-1F-30-01-00-00), a GBCS message as its eight octets, and key
// files as sixteen lower-case digits. [Parse] reads the two textual forms,
// [FromBytes] the third; [ID.String] and [ID.Hex] write them.
package eui

import (
	"bytes"
	"encoding/hex"
	"fmt"
)

// Size is the length of an identifier, in octets.
const Size = 8

// ID is an EUI-64, eight octets in transmission order (most significant first).
// The zero ID names nobody. GBCS calls it Entity Identifier, DLMS system title.
type ID [Size]byte

// Parse reads an identifier from text: eight pairs of hexadecimal digits, either
// all joined by hyphens or not at all, in upper or lower case.
func Parse(s string) (ID, error) {
	var id ID
	digits := []byte(s)
	if len(s) == 3*Size-1 {
		digits = make([]byte, 0, 2*Size)
		for i := 0; i < len(s); i += 3 {
			if i > 0 && s[i-1] != '-' {
				return ID{}, fmt.Errorf("eui: %q: want a hyphen at offset %d", s, i-1)
			}
			digits = append(digits, s[i], s[i+1])
		}
	}
	if len(digits) != 2*Size {
		return ID{}, fmt.Errorf("eui: %q: want 16 hexadecimal digits, or 8 pairs joined by hyphens", s)
	}
	if _, err := hex.Decode(id[:], digits); err != nil {
		return ID{}, fmt.Errorf("eui: %q: %w", s, err)
	}
	return id, nil
}

// MustParse is [Parse] for literals in the source; it panics on anything else.
func MustParse(s string) ID {
	id, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return id
}

// FromBytes copies an identifier from exactly eight octets.
func FromBytes(b []byte) (ID, error) {
	if len(b) != Size {
		return ID{}, fmt.Errorf("eui: %d octets: want %d", len(b), Size)
	}
	return ID(b), nil
}

// String is the identifier as DUIS writes it: 90-B3-D5-1F-30-01-00-00.
func (id ID) String() string {
	const digits = "0123456789ABCDEF"
	var text [3*Size - 1]byte
	for i, octet := range id {
		if i > 0 {
			text[3*i-1] = '-'
		}
		text[3*i], text[3*i+1] = digits[octet>>4], digits[octet&15]
	}
	return string(text[:])
}

// Hex is the identifier as key files are named: 90b3d51f30010000.
func (id ID) Hex() string { return hex.EncodeToString(id[:]) }

// IsZero reports whether id is the zero ID, which names nobody.
func (id ID) IsZero() bool { return id == ID{} }

// Compare orders identifiers by their octets: -1, 0 or 1.
func (id ID) Compare(other ID) int { return bytes.Compare(id[:], other[:]) }

// MarshalText writes the form of [ID.String].
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads what [Parse] reads.
func (id *ID) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}
