package usecase

// ECS61a reads the names, types, calendar and states of the auxiliary loads of an ESME.
// GBCS mapping table row ECS61a; sent by SRV 7.7.
var ECS61a = &UseCase{
	Code:     "ECS61a",
	Title:    "Read HC ALCS and ALCS Data from ESME",
	Message:  0x00BB,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"7.7"},
	Command: Access{
		Get(auxiliaryDescriptions[0]),
		Get(auxiliaryDescriptions[1]),
		Get(auxiliaryDescriptions[2]),
		Get(auxiliaryDescriptions[3]),
		Get(auxiliaryDescriptions[4]),
		Get(auxiliaryTypes[0]),
		Get(auxiliaryTypes[1]),
		Get(auxiliaryTypes[2]),
		Get(auxiliaryTypes[3]),
		Get(auxiliaryTypes[4]),
		Get(auxiliarySpecialDays),
		Get(auxiliaryCalendar),
		Get(switchStates[0]),
		Get(switchStates[1]),
		Get(switchStates[2]),
		Get(switchStates[3]),
		Get(switchStates[4]),
	},
	MMC:    shownSwitches,
	Note:   "ECS61d and ECS61e have taken its place.",
	Clause: "GBCS mapping table row ECS61a",
}

// ECS61c reads the boost function of an ESME, and when it was used.
// GBCS mapping table row ECS61c; sent by SRV 7.11.
var ECS61c = &UseCase{
	Code:     "ECS61c",
	Title:    "Read Boost Function Data",
	Message:  0x005E,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"7.11"},
	Command: Access{
		Get(boostFunctionAvailability),
		Select(boostFunctionEventLog),
		Get(boostFunctionControls[0]),
		Get(boostFunctionControls[1]),
		Get(boostFunctionControls[2]),
		Get(boostFunctionControls[3]),
		Get(boostFunctionControls[4]),
	},
	MMC:    Shown{As: shownBoost},
	Clause: "GBCS mapping table row ECS61c",
}

// ECS61d reads the names and the calendar of the auxiliary controllers of an ESME or
// SAPC.
// GBCS mapping table row ECS61d; sent by SRV 7.14.
var ECS61d = &UseCase{
	Code:     "ECS61d",
	Title:    "Read Auxiliary Controller Configuration Data",
	Message:  0x011C,
	On:       ESME | SAPC,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker | LoadController,
	SRVs:     []string{"7.14"},
	Command: Access{
		Get(auxiliaryDescriptions[0]),
		Get(auxiliaryDescriptions[1]),
		Get(auxiliaryDescriptions[2]),
		Get(auxiliaryDescriptions[3]),
		Get(auxiliaryDescriptions[4]),
		Get(auxiliarySpecialDays),
		Get(auxiliaryCalendar),
	},
	MMC:    shownControllers,
	Clause: "GBCS mapping table row ECS61d",
}

// ECS61e reads the types and the states of the auxiliary controllers of an ESME or SAPC.
// GBCS mapping table row ECS61e; sent by SRV 7.15.
var ECS61e = &UseCase{
	Code:     "ECS61e",
	Title:    "Read Auxiliary Controller Operational Data",
	Message:  0x011D,
	On:       ESME | SAPC,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker | LoadController,
	SRVs:     []string{"7.15"},
	Command: Access{
		Get(auxiliaryTypes[0]),
		Get(auxiliaryTypes[1]),
		Get(auxiliaryTypes[2]),
		Get(auxiliaryTypes[3]),
		Get(auxiliaryTypes[4]),
		Get(auxiliaryStates[0]),
		Get(auxiliaryStates[1]),
		Get(auxiliaryStates[2]),
		Get(auxiliaryStates[3]),
		Get(auxiliaryStates[4]),
	},
	MMC:    shownControllerStates,
	Clause: "GBCS mapping table row ECS61e",
}
