package usecase

// ECS27 reads the load limit of an ESME, and how often it was passed.
// GBCS mapping table row ECS27; sent by SRV 4.15.
var ECS27 = &UseCase{
	Code:     "ECS27",
	Title:    "Read ESME Load Limit Data",
	Message:  0x0042,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"4.15"},
	Command: Access{
		Get(loadLimitState), Get(loadLimitCounter), Get(loadLimitCounterUnit),
		Get(loadLimitThreshold), Get(loadLimitPeriod), Get(loadLimitRestoration),
	},
	MMC:    Shown{As: Paths{LoadLimitCounter: "LoadLimitCounterValue"}},
	Clause: "GBCS mapping table row ECS27",
}
