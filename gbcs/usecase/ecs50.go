package usecase

// ECS50 shows a Customer Identification Number on an ESME.
// GBCS mapping table row ECS50; sent by SRV 9.1.
var ECS50 = &UseCase{
	Code:     "ECS50",
	Title:    "Send CIN to ESME",
	Message:  0x0058,
	On:       ESME,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"9.1"},
	Command:  Access{Set(customerIdentificationNumber)},
	Clause:   "GBCS mapping table row ECS50",
}
