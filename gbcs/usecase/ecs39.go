package usecase

// ECS39a sets the Import MPAN of an ESME, with two elements both of them.
// GBCS mapping table row ECS39a; sent by SRV 6.20.1.
var ECS39a = &UseCase{
	Code:     "ECS39a",
	Title:    "Set MPAN Value on the ESME",
	Message:  0x004C,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.20.1"},
	Command:  Access{Set(importMPANs)},
	Clause:   "GBCS mapping table row ECS39a",
}

// ECS39b sets the Export MPAN of an ESME.
// GBCS mapping table row ECS39b; sent by SRV 6.20.2.
var ECS39b = &UseCase{
	Code:     "ECS39b",
	Title:    "Set Export MPAN Value on the ESME",
	Message:  0x004D,
	On:       ESME,
	Category: NonCritical,
	By:       AccessControlBroker,
	Replay:   true,
	SRVs:     []string{"6.20.2"},
	Command:  Access{Set(exportMPAN)},
	Clause:   "GBCS mapping table row ECS39b",
}
