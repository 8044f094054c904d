package usecase

// ECS57 resets those maximum demand registers of an ESME that it is told.
// GBCS mapping table row ECS57; sent by SRV 6.18.2.
var ECS57 = &UseCase{
	Code:     "ECS57",
	Title:    "Reset ESME Maximum Demand Registers",
	Message:  0x005A,
	On:       ESME,
	Category: NonCritical,
	By:       NetworkOperator,
	SRVs:     []string{"6.18.2"},
	Command: Access{
		If(ResetMaximumDemandImport, Invoke(MaximumDemandImport.reset)),
		If(ResetMaximumDemandPeriodImport, Invoke(MaximumDemandPeriodImport.reset)),
		If(ResetMaximumDemandExport, Invoke(MaximumDemandExport.reset)),
	},
	Clause: "GBCS mapping table row ECS57",
}
