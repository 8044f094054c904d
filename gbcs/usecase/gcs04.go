package usecase

// The three debts of a GSME in one Command. GBCS GCS04.
var (
	// GasTimeDebt1 is the change of the first debt that is paid over time: [DebtChange],
	// [DebtRecoveryFrequency] and [DebtRecoveryAmount]. GBCS GCS04.
	GasTimeDebt1 = &Group{Name: "TimeDebt1", Clause: "GBCS GCS04"}
	// GasTimeDebt2 is the change of the second debt that is paid over time: [DebtChange],
	// [DebtRecoveryFrequency] and [DebtRecoveryAmount]. GBCS GCS04.
	GasTimeDebt2 = &Group{Name: "TimeDebt2", Clause: "GBCS GCS04"}
	// GasPaymentDebt is the change of the debt that is paid out of top-ups: [DebtChange] and
	// [DebtRecoveryBalancePercentage]. GBCS GCS04.
	GasPaymentDebt = &Group{Name: "PaymentDebt", Clause: "GBCS GCS04"}
)

// GCS04 adds to the three debts of a GSME and says how they are paid back.
// GBCS mapping table row GCS04; sent by SRV 2.3.
var GCS04 = &UseCase{
	Code:     "GCS04",
	Title:    "Manage Debt on the GSME",
	Message:  0x006E,
	On:       GSME,
	Category: Critical,
	By:       Supplier,
	Replay:   true,
	SRVs:     []string{"2.3"},
	Command: Frames{
		Send(changeDebt, DebtLabel.Is(""), DebtRecoveryMethod.Is(0), DebtAmountType.Is(1),
			GasStartTime.Is(0), DebtCollectionTime.Is(0), DebtRecoveryBalancePercentage.Is(0)).
			In(GasTimeDebt1, IssuerEventID),
		Send(changeDebt, DebtLabel.Is(""), DebtRecoveryMethod.Is(0), DebtAmountType.Is(3),
			GasStartTime.Is(0), DebtCollectionTime.Is(0), DebtRecoveryBalancePercentage.Is(0)).
			In(GasTimeDebt2, IssuerEventID),
		Send(changeDebt, DebtLabel.Is(""), DebtRecoveryMethod.Is(1), DebtAmountType.Is(5),
			GasStartTime.Is(0), DebtCollectionTime.Is(0), DebtRecoveryFrequency.Is(1),
			DebtRecoveryAmount.Is(0)).
			In(GasPaymentDebt, IssuerEventID),
	},
	Clause: "GBCS mapping table row GCS04",
}
