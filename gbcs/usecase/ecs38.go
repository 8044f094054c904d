package usecase

// ECS38 sets the Randomised Offset Limit of an ESME.
// GBCS mapping table row ECS38; sent by SRV 7.12.
var ECS38 = &UseCase{
	Code:     "ECS38",
	Title:    "Update Randomised Offset Limit",
	Message:  0x004B,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.12"},
	Command:  Access{Set(randomisedOffsetLimit)},
	Clause:   "GBCS mapping table row ECS38",
}
