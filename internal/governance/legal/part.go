package legal

import "strings"

// Part reports whether the clause of a number is a part of another, at any depth: F8.7(a)(i) is
// of F8.7 and of F8.
func Part(number, of string) bool {
	for number = Parent(number); number != ""; number = Parent(number) {
		if number == of {
			return true
		}
	}
	return false
}

// Root is the clause that a part or a definition stands in, with a number that is no token of a
// list: F8.7 of F8.7(a)(i). Of such a clause it is itself.
func Root(number string) string {
	for strings.HasSuffix(number, ")") || strings.HasSuffix(number, "]") {
		number = Parent(number)
	}
	return number
}
