package usecase

// ECS05 sets the block counters of an ESME to zero, so that the first block begins again.
// GBCS mapping table row ECS05; sent by SRV 1.7.
var ECS05 = &UseCase{
	Code:     "ECS05",
	Title:    "Reset Tariff Block Counter Matrix",
	Message:  0x001D,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"1.7"},
	Command:  Access{Invoke(resetBlockCounters)},
	Clause:   "GBCS mapping table row ECS05",
}
