package usecase

// RandomisedOffsetLimit is the longest delay an ESME may draw before it switches a load
// or a tariff, in seconds, 0 to 1799. SMETS2 RandomisedOffsetLimit.
var RandomisedOffsetLimit = &Slot[uint16]{Name: "RandomisedOffsetLimit", Unit: Seconds, Max: 1799}

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
	Command: Access{
		Set(Data, LN{0, 0, 94, 44, 0, 1}, 2, RandomisedOffsetLimit),
	},
	Clause: "GBCS mapping table row ECS38",
}
