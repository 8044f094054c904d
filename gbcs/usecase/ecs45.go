package usecase

// ECS45 reads the state of the supply of an ESME.
// GBCS mapping table row ECS45; sent by SRV 7.4.
var ECS45 = &UseCase{
	Code:     "ECS45",
	Title:    "Read Status of Load Switch in the ESME",
	Message:  0x0052,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"7.4"},
	Command:  Access{Get(loadSwitchState)},
	Clause:   "GBCS mapping table row ECS45",
}
