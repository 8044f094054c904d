package usecase

// ECS52 reads the version of the firmware that a Device runs.
// GBCS mapping table row ECS52; sent by SRV 11.2.
var ECS52 = &UseCase{
	Code:     "ECS52",
	Title:    "Read ESME/SAPC/Comms Hub Firmware Version",
	Message:  0x0059,
	On:       ESME | CHF | SAPC,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"11.2"},
	Command:  Access{Get(firmwareVersion)},
	Clause:   "GBCS mapping table row ECS52",
}
