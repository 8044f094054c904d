package usecase

// ECS23 reads what a single-phase ESME noted of its voltage.
// GBCS mapping table row ECS23; sent by SRV 4.10.
var ECS23 = &UseCase{
	Code:     "ECS23",
	Title:    "Read Voltage Operational Data",
	Message:  0x0039,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	Dated:    true,
	SRVs:     []string{"4.10"},
	Command: Access{
		Get(VoltagePhase1.underCounter), Get(VoltagePhase1.underCounterUnit),
		Get(VoltagePhase1.overCounter), Get(VoltagePhase1.overCounterUnit),
		Select(VoltagePhase1.profile), Get(VoltagePhase1.period),
	},
	MMC:    Shown{In: "Electricity/SinglePhaseESME", As: shownPhase(VoltagePhase1, "")},
	Clause: "GBCS mapping table row ECS23",
}

// ECS23b reads what a three-phase ESME noted of its voltage.
// GBCS mapping table row ECS23b; sent by SRV 4.10.
var ECS23b = &UseCase{
	Code:     "ECS23b",
	Title:    "Read Voltage Operational Data - 3 Phase",
	Message:  0x00BC,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	Dated:    true,
	SRVs:     []string{"4.10"},
	Command: Access{
		Get(VoltagePhase1.underCounter), Get(VoltagePhase1.underCounterUnit),
		Get(VoltagePhase1.overCounter), Get(VoltagePhase1.overCounterUnit),
		Select(VoltagePhase1.profile), Get(VoltagePhase1.period),
		Get(VoltagePhase2.underCounter), Get(VoltagePhase2.underCounterUnit),
		Get(VoltagePhase2.overCounter), Get(VoltagePhase2.overCounterUnit),
		Select(VoltagePhase2.profile), Get(VoltagePhase2.period),
		Get(VoltagePhase3.underCounter), Get(VoltagePhase3.underCounterUnit),
		Get(VoltagePhase3.overCounter), Get(VoltagePhase3.overCounterUnit),
		Select(VoltagePhase3.profile), Get(VoltagePhase3.period),
	},
	MMC: Shown{
		In: "Electricity/PolyPhaseESME",
		As: shownPhase(VoltagePhase1, "PhaseVoltageOperationalData[1]/VoltageOperationalData/").with(
			shownPhase(VoltagePhase2, "PhaseVoltageOperationalData[2]/VoltageOperationalData/"),
			shownPhase(VoltagePhase3, "PhaseVoltageOperationalData[3]/VoltageOperationalData/")),
	},
	Clause: "GBCS mapping table row ECS23b",
}
