package vote

// The bodies with a declared rule. Elections are held by the same one for all of them.
const (
	ChangeBoard = "change_board"
	Panel       = "panel"
	Elections   = "election"
)

// Declared are the rules there are, each call a copy. What is not marked otherwise has the
// mark of its rule. No date is known from which one of them holds or ceased to hold, so
// they are without: to change one, end it with Until and declare the next with From.
func Declared() Rules {
	return Rules{changeBoard(), panel(), elections()}
}

// changeBoard is the vote on a Modification or an alternative of it.
func changeBoard() Rule {
	return Rule{
		Name: "change_board", Body: ChangeBoard, Title: "Change Board vote", Clause: "SEC D8",
		Mark:   Established,
		Method: ByCategory,
		Tie:    Rejected, // [L]: a change has to be positively supported
		Categories: []Category{ // seats [H]
			{Name: "LS", Title: "Large Suppliers", PerGroup: true},
			{Name: "SS", Title: "Small Suppliers", Seats: 3},
			{Name: "NET", Title: "Networks", Holds: []string{"EN", "GN"}, Seats: 3},
			{Name: "OSP", Title: "Other SEC Parties", Seats: 3},
			{Name: "CON", Title: "Consumers", Seats: 1},
		},
		Quorum: []QuorumTerm{
			{Title: "At least half of the Large Suppliers", Categories: []string{"LS"}, Half: true,
				VacantRelaxes: true, FailedRelaxes: true, Mark: Established},
			{Title: "At least one of the Small Suppliers", Categories: []string{"SS"}, AtLeast: 1,
				VacantRelaxes: true, FailedRelaxes: true, Mark: Established},
			{Title: "At least one of the Networks", Categories: []string{"NET"}, AtLeast: 1,
				VacantRelaxes: true, FailedRelaxes: true, Mark: Established},
			{Title: "At least one of the Other SEC Parties", Categories: []string{"OSP"}, AtLeast: 1,
				VacantRelaxes: true, FailedRelaxes: true, Mark: Established},
		},
	}
}

// panel is the vote on anything the Panel decides.
func panel() Rule {
	return Rule{
		Name: "panel", Body: Panel, Title: "Panel vote",
		Mark:        Established,
		Method:      ByVote,
		Tie:         Rejected, // [L]: where the Chair casts no vote
		Casting:     "CHAIR",
		CastingOnly: true, // [L]
		Categories: []Category{ // seats [H]
			{Name: "LS", Title: "Large Suppliers", Seats: 2},
			{Name: "SS", Title: "Small Suppliers", Seats: 2},
			{Name: "EN", Title: "Electricity Networks", Seats: 1},
			{Name: "GN", Title: "Gas Networks", Seats: 1},
			{Name: "OSP", Title: "Other SEC Parties", Seats: 2},
			{Name: "DCC", Title: "DCC", Seats: 1},
			{Name: "CON", Title: "Consumers", Seats: 2},
			{Name: "APP", Title: "Appointed by the Chair", Seats: 1},
			{Name: "CHAIR", Title: "Chair", Seats: 1},
		},
		Quorum: []QuorumTerm{
			{Title: "At least half of the members", Half: true,
				VacantRelaxes: true, // [D]: a vacant seat is no member
				Mark:          Established},
		},
	}
}

// elections are those of members by the Voting Groups of one category.
func elections() Rule {
	return Rule{
		Name: "election", Body: Elections, Title: "Election of members",
		Mark:   Established,
		Method: ByCandidate,
		Categories: []Category{
			{Name: "LS", Title: "Large Suppliers", PerGroup: true},
			{Name: "SS", Title: "Small Suppliers", PerGroup: true},
			{Name: "EN", Title: "Electricity Networks", PerGroup: true},
			{Name: "GN", Title: "Gas Networks", PerGroup: true},
			{Name: "NET", Title: "Networks", PerGroup: true}, // for seats that EN and GN share
			{Name: "OSP", Title: "Other SEC Parties", PerGroup: true},
		},
	}
}
