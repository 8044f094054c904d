package consultation

// Types are the codes of the types of consultation.
func Types() (codes []string) {
	for _, k := range kinds {
		codes = append(codes, k.code)
	}
	return codes
}
