package dlms

// AppendLength writes n, from 0 to 2^32-1, in the shortest form: one octet below
// 128, else 80 plus the number of octets that follow, then those. GBCS message
// lengths.
func AppendLength(dst []byte, n int) []byte {
	switch {
	case n < 0x80:
		return append(dst, byte(n))
	case n <= 0xFF:
		return append(dst, 0x81, byte(n))
	case n <= 0xFFFF:
		return append(dst, 0x82, byte(n>>8), byte(n))
	case n <= 0xFFFFFF:
		return append(dst, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(dst, 0x84, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
}

// ReadLength reads a length from the front of b and returns what follows it. The
// error is ErrTruncated, or ErrLength for any form but the shortest and for more
// than four octets; then rest is b.
func ReadLength(b []byte) (n int, rest []byte, err error) {
	if len(b) == 0 {
		return 0, b, ErrTruncated
	}
	if b[0] < 0x80 {
		return int(b[0]), b[1:], nil
	}
	octets := int(b[0] & 0x7F)
	if octets == 0 || octets > 4 {
		return 0, b, ErrLength
	}
	if len(b) <= octets {
		return 0, b, ErrTruncated
	}
	var value uint64
	for _, octet := range b[1 : 1+octets] {
		value = value<<8 | uint64(octet)
	}
	if b[1] == 0 || value < 0x80 || value > maxLength {
		return 0, b, ErrLength
	}
	return int(value), b[1+octets:], nil
}

// maxLength keeps a length inside an int of 32 bits.
const maxLength = 1<<31 - 1

// lengthSize is the number of octets that AppendLength writes.
func lengthSize(n int) int {
	switch {
	case n < 0x80:
		return 1
	case n <= 0xFF:
		return 2
	case n <= 0xFFFF:
		return 3
	case n <= 0xFFFFFF:
		return 4
	}
	return 5
}
