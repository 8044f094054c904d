package usecase

// ECS15a clears the event log of an ESME.
// GBCS mapping table row ECS15a; sent by SRV 3.3.
var ECS15a = &UseCase{
	Code:     "ECS15a",
	Title:    "Clear ESME Event Log",
	Message:  0x0024,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"3.3"},
	Command:  Access{Invoke(clearEventLog)},
	Clause:   "GBCS mapping table row ECS15a",
}

// ECS15c clears the event log of the auxiliary controllers of an ESME.
// GBCS mapping table row ECS15c; sent by SRV 3.3.
var ECS15c = &UseCase{
	Code:     "ECS15c",
	Title:    "Clear Auxiliary Controller Event Log",
	Message:  0x00C1,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"3.3"},
	Command:  Access{Invoke(clearAuxiliaryControllerLog)},
	Clause:   "GBCS mapping table row ECS15c",
}
