package usecase

// ECS81 sets whether an ESME locks the supply when it is tampered with.
// GBCS mapping table row ECS81; sent by SRV 6.25.
var ECS81 = &UseCase{
	Code:     "ECS81",
	Title:    "Set Supply Tamper State on ESME",
	Message:  0x0068,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.25"},
	Command:  Access{Set(supplyTamperState)},
	Clause:   "GBCS mapping table row ECS81",
}
