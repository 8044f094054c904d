package usecase

// ECS48 says whether an ESME sets its block counters to zero each day.
// GBCS mapping table row ECS48; sent by SRV 6.26.
var ECS48 = &UseCase{
	Code:     "ECS48",
	Title:    "Configure daily resetting of Tariff Block Counter Matrix",
	Message:  0x00DB,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.26"},
	Command:  Access{Set(blockCounterResets)},
	Clause:   "GBCS mapping table row ECS48",
}
