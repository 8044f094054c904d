package committee

import "slices"

// Constituencies are the codes of whom seats are for.
func Constituencies() []string { return slices.Clone(constituencies) }
