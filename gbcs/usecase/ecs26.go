package usecase

import "slices"

// ECS26b reads the voltage limits of a single-phase ESME.
// GBCS mapping table row ECS26b; sent by SRV 6.2.1.
var ECS26b = &UseCase{
	Code:     "ECS26b",
	Title:    "Read ESME Configuration Voltage Data",
	Message:  0x003C,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.1"},
	Command: slices.Concat(voltageLimits, Access{
		Get(VoltagePhase1.overThreshold), Get(VoltagePhase1.underThreshold),
	}),
	MMC:    Shown{As: shownVoltage.with(shownLimits(VoltagePhase1, "SinglePhaseVoltageSettings/"))},
	Clause: "GBCS mapping table row ECS26b",
}

// ECS26c reads what delays the switching of loads and tariffs on an ESME.
// GBCS mapping table row ECS26c; sent by SRV 6.2.2.
var ECS26c = &UseCase{
	Code:     "ECS26c",
	Title:    "Read ESME Configuration Data Device Information (randomisation)",
	Message:  0x003D,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.2"},
	Command: Access{
		Get(randomisedOffset), Get(randomisedOffsetNumber), Get(randomisedOffsetLimit),
	},
	Clause: "GBCS mapping table row ECS26c",
}

// ECS26d reads the billing calendar of an earlier ESME.
// GBCS mapping table row ECS26d; sent by SRV 6.2.3.
var ECS26d = &UseCase{
	Code:     "ECS26d",
	Title:    "Read ESME Configuration Data Device Information (Billing Calendar)",
	Message:  0x003E,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.2.3"},
	Command:  Access{Get(billingCalendar)},
	MMC:      Shown{By: Writers{BillingTimes: showBillingTimes}},
	Note:     "ECS26l has taken its place.",
	Clause:   "GBCS mapping table row ECS26d",
}

// ECS26e reads what an earlier ESME is, and its supply tamper state.
// GBCS mapping table row ECS26e; sent by SRV 6.2.4.
var ECS26e = &UseCase{
	Code:     "ECS26e",
	Title:    "Read ESME Configuration Data Device Information (device identity exc MPAN)",
	Message:  0x003F,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"6.2.4"},
	Command: Access{
		Get(deviceIdentifier), Get(meterVariant), Get(modelType),
		Get(manufacturerIdentifier), Get(supplyTamperState),
	},
	MMC:    shownIdentity,
	Note:   "ECS26m has taken its place.",
	Clause: "GBCS mapping table row ECS26e",
}

// ECS26f reads the limits between low, medium and high power of an ESME.
// GBCS mapping table row ECS26f; sent by SRV 6.2.5.
var ECS26f = &UseCase{
	Code: "ECS26f",
	Title: "Read ESME Configuration Data Device Information " +
		"(instantaneous power thresholds)",
	Message:  0x0040,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"6.2.5"},
	Command:  Access{Get(powerThresholds)},
	Clause:   "GBCS mapping table row ECS26f",
}

// ECS26i reads what an earlier CHF is.
// GBCS mapping table row ECS26i; sent by SRV 6.2.4.
var ECS26i = &UseCase{
	Code:     "ECS26i",
	Title:    "Read Configuration Data Device Information (CHF identity)",
	Message:  0x0092,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.2.4"},
	Command: Access{
		Get(deviceIdentifier), Get(modelType), Get(manufacturerIdentifier),
	},
	Note:   "ECS26n has taken its place.",
	Clause: "GBCS mapping table row ECS26i",
}

// ECS26k reads the voltage limits of a three-phase ESME.
// GBCS mapping table row ECS26k; sent by SRV 6.2.1.
var ECS26k = &UseCase{
	Code:     "ECS26k",
	Title:    "Read ESME Configuration Voltage Data - 3 phase",
	Message:  0x00C6,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.1"},
	Command: slices.Concat(voltageLimits, Access{
		Get(VoltagePhase1.overThreshold), Get(VoltagePhase1.underThreshold),
		Get(VoltagePhase2.underThreshold), Get(VoltagePhase2.overThreshold),
		Get(VoltagePhase3.underThreshold), Get(VoltagePhase3.overThreshold),
	}),
	MMC: Shown{As: shownVoltage.with(
		shownLimits(VoltagePhase1, "PolyPhaseVoltageSettings[1]/PhaseVoltageSettings/"),
		shownLimits(VoltagePhase2, "PolyPhaseVoltageSettings[2]/PhaseVoltageSettings/"),
		shownLimits(VoltagePhase3, "PolyPhaseVoltageSettings[3]/PhaseVoltageSettings/"),
	)},
	Clause: "GBCS mapping table row ECS26k",
}

// ECS26l reads the billing calendar of an ESME.
// GBCS mapping table row ECS26l; sent by SRV 6.2.3.
var ECS26l = &UseCase{
	Code: "ECS26l",
	Title: "Read ESME Configuration Data Device Information " +
		"(Billing Calendar - all periodicities)",
	Message:  0x00D9,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"6.2.3"},
	Command:  Access{Get(billingCalendar)},
	MMC:      Shown{By: Writers{BillingTimes: showBillingTimes}},
	Clause:   "GBCS mapping table row ECS26l",
}

// ECS26m reads what an ESME is, and its supply tamper state.
// GBCS mapping table row ECS26m; sent by SRV 6.2.4.
var ECS26m = &UseCase{
	Code: "ECS26m",
	Title: "Read ESME Configuration Data Device Information " +
		"(identity, type and supply tamper state)",
	Message:  0x00F9,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.4"},
	Command: Access{
		Get(meterVariant), Get(modelType), Get(manufacturerIdentifier),
		Get(supplyTamperState),
	},
	MMC:    shownIdentity,
	Clause: "GBCS mapping table row ECS26m",
}

// ECS26n reads what a CHF is.
// GBCS mapping table row ECS26n; sent by SRV 6.2.4.
var ECS26n = &UseCase{
	Code:     "ECS26n",
	Title:    "Read CHF Configuration Data Device Information (CH identity and type)",
	Message:  0x00FA,
	On:       CHF,
	Category: NonCritical,
	By:       AccessControlBroker,
	SRVs:     []string{"6.2.4"},
	Command: Access{
		Get(modelType), Get(manufacturerIdentifier),
	},
	Clause: "GBCS mapping table row ECS26n",
}

// voltageLimits are the limits of the RMS voltage of all phases.
var voltageLimits = Access{
	Get(extremeOverThreshold), Get(extremeOverPeriod),
	Get(extremeUnderThreshold), Get(extremeUnderPeriod),
	Get(sagThreshold), Get(sagPeriod),
	Get(swellThreshold), Get(swellPeriod),
}
