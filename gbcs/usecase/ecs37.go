package usecase

// ECS37 sets the time period of one of the maximum demand registers of an ESME.
// GBCS mapping table row ECS37; sent by SRV 6.18.1.
var ECS37 = &UseCase{
	Code:     "ECS37",
	Title:    "Set Maximum Demand Configurable Time Period",
	Message:  0x004A,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.18.1"},
	Command:  Access{Set(maximumDemandTimes)},
	Note:     "ECS57 should follow, which resets the registers.",
	Clause:   "GBCS mapping table row ECS37",
}
