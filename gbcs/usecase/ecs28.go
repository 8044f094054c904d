package usecase

// ECS28a sets the load limit of an ESME, now or from a time on.
// GBCS mapping table row ECS28a; sent by SRV 6.4.1.
var ECS28a = &UseCase{
	Code:        "ECS28a",
	Title:       "Set Load Limit Configurations - General Settings",
	Message:     0x0043,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"6.4.1"},
	Command: Access{
		Set(loadLimitNextState), Set(loadLimitNextThreshold), Set(loadLimitNextPeriod),
		Set(loadLimitNextRestoration), Set(loadLimitStateTime), Set(loadLimitThresholdTime),
		Set(loadLimitPeriodTime), Set(loadLimitRestorationTime),
	},
	Clause: "GBCS mapping table row ECS28a",
}

// ECS28b sets the counter of the load limit of an ESME to zero.
// GBCS mapping table row ECS28b; sent by SRV 6.4.2.
var ECS28b = &UseCase{
	Code:     "ECS28b",
	Title:    "Set Load Limit Configuration Counter Reset",
	Message:  0x0044,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"6.4.2"},
	Command:  Access{Invoke(loadLimitCounterReset)},
	Clause:   "GBCS mapping table row ECS28b",
}
