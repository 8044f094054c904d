package usecase

// ECS07 changes the debts on an ESME and how they are recovered.
// GBCS mapping table row ECS07; sent by SRV 2.3.
var ECS07 = &UseCase{
	Code:     "ECS07",
	Title:    "Manage Debt on the ESME",
	Message:  0x001E,
	On:       ESME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"2.3"},
	Command: Access{
		Set(debtRateNext1),
		Set(debtRateNext2),
		Set(debtPerPayment),
		Set(debtPeriod1),
		Set(debtPeriod2),
		Invoke(activateDebtRate1),
		Invoke(activateDebtRate2),
		Invoke(adjustPaymentDebt),
		Invoke(adjustTimeDebt1),
		Invoke(adjustTimeDebt2),
	},
	Clause: "GBCS mapping table row ECS07",
}
