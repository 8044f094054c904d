package usecase

// ECS34 sets the limits between low, medium and high power of an ESME.
// GBCS mapping table row ECS34; sent by SRV 6.12.
var ECS34 = &UseCase{
	Code:     "ECS34",
	Title:    "Set Instantaneous Power Threshold Configuration",
	Message:  0x0047,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.12"},
	Command:  Access{Set(powerThresholds)},
	Clause:   "GBCS mapping table row ECS34",
}
