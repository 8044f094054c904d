package usecase

// ECS62 sets on which auxiliary controllers the boost function of an ESME acts.
// GBCS mapping table row ECS62; sent by SRV 7.9 and 7.10.
var ECS62 = &UseCase{
	Code:     "ECS62",
	Title:    "Set ALCS/APC and Boost Function Association",
	Message:  0x005F,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.9", "7.10"},
	Command: Access{
		Set(boostFunctionControls[0]),
		Set(boostFunctionControls[1]),
		Set(boostFunctionControls[2]),
		Set(boostFunctionControls[3]),
		Set(boostFunctionControls[4]),
	},
	Clause: "GBCS mapping table row ECS62",
}
