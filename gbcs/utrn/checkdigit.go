package utrn

// The check digit is Verhoeff's. GBCS has a way of its own of walking along the digits:
// from the left, beginning with row 4 of the permutations. With it, twenty digits are
// right where their fold is 0. It finds every wrong digit and every pair of neighbours
// that changed places.

// product is the group that Verhoeff's scheme calculates in, the dihedral group of order
// ten: row c, column x is the product of c and x.
const product = "0123456789" +
	"1234067895" +
	"2340178956" +
	"3401289567" +
	"4012395678" +
	"5987604321" +
	"6598710432" +
	"7659821043" +
	"8765932104" +
	"9876543210"

// permutations are the eight powers of one permutation of the digits, from the zeroth.
const permutations = "0123456789" +
	"1576283094" +
	"5803796142" +
	"8916043527" +
	"9453126870" +
	"4286573901" +
	"2793806415" +
	"7046913258"

// firstRow is the row of the permutations for the leftmost digit.
const firstRow = 4

// permuted is the digit x, 0 to 9, as it counts at a place, 0 for the leftmost.
func permuted(place int, x byte) byte {
	return permutations[(firstRow+place)%8*10+int(x)] - '0'
}

// fold is the product of all digits, each permuted by its place. There must be nothing
// but digits.
func fold(digits string) (c byte) {
	for place := range len(digits) {
		c = product[10*c+permuted(place, digits[place]-'0')] - '0'
	}
	return c
}

// CheckDigit is the check digit, '0' to '9', of a PPTD: of nineteen ASCII digits, which
// need not be those of a token. Anything else is a [*SyntaxError] with [ErrFormat]. GBCS
// Prepayment Top Up.
func CheckDigit(pptd string) (byte, error) {
	if err := checkDigits("PPTD", pptd, PPTDDigits); err != nil {
		return 0, err
	}
	return checkDigit(pptd), nil
}

// checkDigit is CheckDigit of what is known to be nineteen digits: the one that brings
// the fold of all twenty to 0. There is always one.
func checkDigit(pptd string) (x byte) {
	c := fold(pptd)
	for x = 0; x < 9; x++ {
		if product[10*c+permuted(PPTDDigits, x)] == '0' {
			break
		}
	}
	return '0' + x
}

// checkDigits says where text is not n ASCII digits, if anywhere.
func checkDigits(path, text string, n int) error {
	for i := range min(len(text), n) {
		if text[i] < '0' || text[i] > '9' {
			return &SyntaxError{path, i, ErrFormat}
		}
	}
	if len(text) != n {
		return &SyntaxError{path, min(len(text), n), ErrFormat}
	}
	return nil
}
