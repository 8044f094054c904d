package usecase

// ECS47 switches one auxiliary load on or off for some minutes, or gives it back to its
// calendar.
// GBCS mapping table row ECS47; sent by SRV 7.5, 7.6 and 7.8.
var ECS47 = &UseCase{
	Code:     "ECS47",
	Title:    "Set or Reset HC ALCS or ALCS State",
	Message:  0x0055,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.5", "7.6", "7.8"},
	Command: Access{
		Maybe(Set(switchActivateDurations[0])),
		Maybe(Set(switchDeactivateDurations[0])),
		Maybe(Set(switchActivateDurations[1])),
		Maybe(Set(switchDeactivateDurations[1])),
		Maybe(Set(switchActivateDurations[2])),
		Maybe(Set(switchDeactivateDurations[2])),
		Maybe(Set(switchActivateDurations[3])),
		Maybe(Set(switchDeactivateDurations[3])),
		Maybe(Set(switchActivateDurations[4])),
		Maybe(Set(switchDeactivateDurations[4])),
		Invoke(auxiliarySetState),
	},
	Note: "Either the duration of activation or that of deactivation is given, for the " +
		"controller that the script names; to reset neither is. ECS47a has taken its place.",
	Clause: "GBCS mapping table row ECS47",
}

// ECS47a sets the state of one auxiliary controller from one time to another.
// GBCS mapping table row ECS47a; sent by SRV 7.13.
var ECS47a = &UseCase{
	Code:     "ECS47a",
	Title:    "Set Auxiliary Controller [n] State",
	Message:  0x011E,
	On:       ESME | SAPC,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"7.13"},
	Command: Access{
		Maybe(Set(auxiliarySettingStarts[0])),
		Maybe(Set(auxiliarySettingEnds[0])),
		Maybe(Set(auxiliarySettingStarts[1])),
		Maybe(Set(auxiliarySettingEnds[1])),
		Maybe(Set(auxiliarySettingStarts[2])),
		Maybe(Set(auxiliarySettingEnds[2])),
		Maybe(Set(auxiliarySettingStarts[3])),
		Maybe(Set(auxiliarySettingEnds[3])),
		Maybe(Set(auxiliarySettingStarts[4])),
		Maybe(Set(auxiliarySettingEnds[4])),
		Invoke(auxiliarySetState),
	},
	Note: "The start and the end are given for the controller that the script names, and " +
		"for no other.",
	Clause: "GBCS mapping table row ECS47a",
}

// ECS47e limits the level of one auxiliary proportional controller from one time to
// another.
// GBCS mapping table row ECS47e; sent by SRV 7.16.
var ECS47e = &UseCase{
	Code:     "ECS47e",
	Title:    "Limit APC [n] Level",
	Message:  0x011F,
	On:       ESME | SAPC,
	Category: Critical,
	By:       LoadController,
	Replay:   true,
	SRVs:     []string{"7.16"},
	Command: Access{
		Maybe(Set(auxiliaryLimitStarts[0])),
		Maybe(Set(auxiliaryLimitEnds[0])),
		Maybe(Set(auxiliaryLimitStarts[1])),
		Maybe(Set(auxiliaryLimitEnds[1])),
		Maybe(Set(auxiliaryLimitStarts[2])),
		Maybe(Set(auxiliaryLimitEnds[2])),
		Maybe(Set(auxiliaryLimitStarts[3])),
		Maybe(Set(auxiliaryLimitEnds[3])),
		Maybe(Set(auxiliaryLimitStarts[4])),
		Maybe(Set(auxiliaryLimitEnds[4])),
		Invoke(auxiliaryLimitLevel),
	},
	Note: "The start and the end are given for the controller that the script names, and " +
		"for no other.",
	Clause: "GBCS mapping table row ECS47e",
}
