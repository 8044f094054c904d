package usecase

// ECS30 sets the billing calendar of an earlier ESME.
// GBCS mapping table row ECS30; sent by SRV 6.8.
var ECS30 = &UseCase{
	Code:     "ECS30",
	Title:    "Set Billing Calendar on the ESME",
	Message:  0x0046,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.8"},
	Command:  Access{Set(billingCalendar)},
	Note:     "It knows only one time a month; ECS30a has taken its place.",
	Clause:   "GBCS mapping table row ECS30",
}

// ECS30a sets the billing calendar of an ESME.
// GBCS mapping table row ECS30a; sent by SRV 6.8.
var ECS30a = &UseCase{
	Code:     "ECS30a",
	Title:    "Set Billing Calendar on the ESME - all periodicities",
	Message:  0x00D7,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.8"},
	Command:  Access{Set(billingCalendar)},
	Clause:   "GBCS mapping table row ECS30a",
}
