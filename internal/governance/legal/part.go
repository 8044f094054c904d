package legal

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
