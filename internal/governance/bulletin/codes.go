package bulletin

// PublicationKinds are the codes of the kinds of publication.
func PublicationKinds() (codes []string) {
	for _, o := range publicationKinds {
		codes = append(codes, o.Value)
	}
	return codes
}
