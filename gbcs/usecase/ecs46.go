package usecase

// ECS46a names what the auxiliary controllers of an ESME switch; all or some of them.
// GBCS mapping table row ECS46a; sent by SRV 6.14.1.
var ECS46a = &UseCase{
	Code:     "ECS46a",
	Title:    "Set Auxiliary Controller Descriptions",
	Message:  0x0053,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	SRVs:     []string{"6.14.1"},
	Command: Access{
		Maybe(Set(auxiliaryDescriptions[0])),
		Maybe(Set(auxiliaryDescriptions[1])),
		Maybe(Set(auxiliaryDescriptions[2])),
		Maybe(Set(auxiliaryDescriptions[3])),
		Maybe(Set(auxiliaryDescriptions[4])),
	},
	Clause: "GBCS mapping table row ECS46a",
}

// ECS46c sets the types of the auxiliary controllers of an ESME, all or some of them, and
// their calendar.
// GBCS mapping table row ECS46c; sent by SRV 6.14.2.
var ECS46c = &UseCase{
	Code:        "ECS46c",
	Title:       "Set HC ALCS and ALCS configuration in ESME (excluding labels)",
	Message:     0x0054,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"6.14.2"},
	Command: Access{
		Maybe(Set(auxiliaryTypes[0])),
		Maybe(Set(auxiliaryTypes[1])),
		Maybe(Set(auxiliaryTypes[2])),
		Maybe(Set(auxiliaryTypes[3])),
		Maybe(Set(auxiliaryTypes[4])),
		Set(auxiliaryNextSpecialDays),
		Set(auxiliaryNextCalendar),
		Set(auxiliaryCalendarActivation),
		Set(auxiliarySpecialDaysActivation),
	},
	Note:   "ECS46d has taken the place of its calendar.",
	Clause: "GBCS mapping table row ECS46c",
}

// ECS46d sets the calendar of the auxiliary controllers of an ESME or SAPC.
// GBCS mapping table row ECS46d; sent by SRV 6.14.3.
var ECS46d = &UseCase{
	Code:        "ECS46d",
	Title:       "Set Auxiliary Controller Calendar",
	Message:     0x011A,
	On:          ESME | SAPC,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"6.14.3"},
	Command: Access{
		Set(auxiliaryNextSpecialDays),
		Set(auxiliaryNextCalendar),
		Set(auxiliaryCalendarActivation),
		Set(auxiliarySpecialDaysActivation),
	},
	Clause: "GBCS mapping table row ECS46d",
}
