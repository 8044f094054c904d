package usecase

// ECS82 reads the meter balance of an ESME, in the clear.
// GBCS mapping table row ECS82; sent by SRV 4.18.
var ECS82 = &UseCase{
	Code:     "ECS82",
	Title:    "Read Meter Balance for ESME",
	Message:  0x0069,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"4.18"},
	Command:  Access{Get(meterBalance)},
	Clause:   "GBCS mapping table row ECS82",
}
