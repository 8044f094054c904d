package record

// The Choices methods list the values that there are, for whoever reads records from
// outside. The zero value, which is "not known" or the ordinary case, is always one more.

// Choices are the bases.
func (Basis) Choices() []string {
	return choices(Stated, Inferred, Public, Assumed, DemoFact)
}

// Choices are the classifications.
func (Classification) Choices() []string {
	return []string{"WHITE", "GREEN", "AMBER", "RED"}
}

// Choices are the Party Categories, and DCC.
func (Category) Choices() []string { return []string{"LS", "SS", "EN", "GN", "OSP", "DCC"} }

// Choices are the states.
func (EditionState) Choices() []string {
	return choices(EditionCollecting, EditionDraft, EditionReview, EditionApproved, EditionSent)
}

// Choices are the states that a record keeps.
func (MeetingState) Choices() []string {
	return choices(MeetingHeld, MeetingCancelled, MeetingExCommittee)
}

// Choices are the stages.
func (ConsultationStage) Choices() []string {
	return choices(StagePlanned, StageCollating, StageSummarised, StageConcluded, StageWithdrawn)
}

// Choices are the paths.
func (Path) Choices() []string {
	return choices(AuthorityLed, AuthorityDetermined, SelfGovernance, FastTrack)
}

// Choices are the ways to mark an answer.
func (Confidentiality) Choices() []string { return choices(InPublic, Anonymous, InConfidence) }

func choices[T ~string](values ...T) (list []string) {
	for _, v := range values {
		list = append(list, string(v))
	}
	return list
}
