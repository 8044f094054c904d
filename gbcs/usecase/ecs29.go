package usecase

import "slices"

// ECS29a sets the voltage limits of a single-phase ESME and its counters to zero.
// GBCS mapping table row ECS29a; sent by SRV 6.5.
var ECS29a = &UseCase{
	Code:     "ECS29a",
	Title:    "Set Voltage Configurations on ESME",
	Message:  0x0045,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.5"},
	Command: slices.Concat(Access{Set(VoltagePhase1.period)}, voltageSettings, Access{
		Set(VoltagePhase1.overThreshold), Set(VoltagePhase1.underThreshold),
		Invoke(VoltagePhase1.underCounterReset), Invoke(VoltagePhase1.overCounterReset),
	}),
	Clause: "GBCS mapping table row ECS29a",
}

// ECS29b sets the voltage limits of a three-phase ESME and its counters to zero.
// GBCS mapping table row ECS29b; sent by SRV 6.5.
var ECS29b = &UseCase{
	Code:     "ECS29b",
	Title:    "Set Voltage Configurations on ESME - 3ph",
	Message:  0x00AE,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.5"},
	Command: slices.Concat(Access{
		Set(VoltagePhase1.period), Set(VoltagePhase2.period), Set(VoltagePhase3.period),
	}, voltageSettings, Access{
		Set(VoltagePhase1.overThreshold), Set(VoltagePhase1.underThreshold),
		Set(VoltagePhase2.underThreshold), Set(VoltagePhase2.overThreshold),
		Set(VoltagePhase3.underThreshold), Set(VoltagePhase3.overThreshold),
		Invoke(VoltagePhase1.underCounterReset), Invoke(VoltagePhase1.overCounterReset),
		Invoke(VoltagePhase2.underCounterReset), Invoke(VoltagePhase2.overCounterReset),
		Invoke(VoltagePhase3.underCounterReset), Invoke(VoltagePhase3.overCounterReset),
	}),
	Clause: "GBCS mapping table row ECS29b",
}

// ECS29c sets the voltage limits of a single-phase ESME and leaves its counters.
// GBCS mapping table row ECS29c; sent by SRV 6.5.
var ECS29c = &UseCase{
	Code:     "ECS29c",
	Title:    "Set Voltage Configurations on ESME without counter reset",
	Message:  0x00D1,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.5"},
	Command: slices.Concat(Access{
		Set(VoltagePhase1.underThreshold), Set(VoltagePhase1.overThreshold),
		Set(VoltagePhase1.period),
	}, voltageSettings),
	Clause: "GBCS mapping table row ECS29c",
}

// ECS29d sets the voltage limits of a three-phase ESME and leaves its counters.
// GBCS mapping table row ECS29d; sent by SRV 6.5.
var ECS29d = &UseCase{
	Code:     "ECS29d",
	Title:    "Set Voltage Configurations on polyphase ESME without counter reset",
	Message:  0x00D2,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.5"},
	Command: slices.Concat(Access{
		Set(VoltagePhase1.underThreshold), Set(VoltagePhase1.overThreshold),
		Set(VoltagePhase2.underThreshold), Set(VoltagePhase2.overThreshold),
		Set(VoltagePhase3.underThreshold), Set(VoltagePhase3.overThreshold),
		Set(VoltagePhase1.period), Set(VoltagePhase2.period), Set(VoltagePhase3.period),
	}, voltageSettings),
	Clause: "GBCS mapping table row ECS29d",
}

// ECS29e sets the voltage counters of a single-phase ESME to zero.
// GBCS mapping table row ECS29e; sent by SRV 6.27.
var ECS29e = &UseCase{
	Code:     "ECS29e",
	Title:    "Reset RMS Voltage Counters on ESME",
	Message:  0x00D3,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.27"},
	Command: Access{
		Invoke(VoltagePhase1.underCounterReset), Invoke(VoltagePhase1.overCounterReset),
	},
	Clause: "GBCS mapping table row ECS29e",
}

// ECS29f sets the voltage counters of a three-phase ESME to zero.
// GBCS mapping table row ECS29f; sent by SRV 6.27.
var ECS29f = &UseCase{
	Code:     "ECS29f",
	Title:    "Reset RMS Voltage Counters on polyphase ESME",
	Message:  0x00D4,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	Replay:   true,
	SRVs:     []string{"6.27"},
	Command: Access{
		Invoke(VoltagePhase1.underCounterReset), Invoke(VoltagePhase1.overCounterReset),
		Invoke(VoltagePhase2.underCounterReset), Invoke(VoltagePhase2.overCounterReset),
		Invoke(VoltagePhase3.underCounterReset), Invoke(VoltagePhase3.overCounterReset),
	},
	Clause: "GBCS mapping table row ECS29f",
}

// voltageSettings are the limits of the RMS voltage of all phases.
var voltageSettings = Access{
	Set(extremeOverThreshold), Set(extremeOverPeriod),
	Set(extremeUnderThreshold), Set(extremeUnderPeriod),
	Set(sagThreshold), Set(sagPeriod),
	Set(swellThreshold), Set(swellPeriod),
}
