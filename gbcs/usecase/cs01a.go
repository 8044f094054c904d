package usecase

// CS01a adds credit to an ESME by a UTRN, whose counter is that of the Command.
// GBCS mapping table row CS01a; sent by SRV 2.2.
var CS01a = &UseCase{
	Code:     "CS01a",
	Title:    "Apply Prepayment Top Up to an ESME",
	Message:  0x0007,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	Dated:    true,
	SRVs:     []string{"2.2"},
	Command:  Access{Invoke(enterToken)},
	Clause:   "GBCS mapping table row CS01a",
}
