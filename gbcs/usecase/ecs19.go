package usecase

// ECS19 reads the balances and debts of an ESME, for the reader only.
// GBCS mapping table row ECS19; sent by SRV 4.3.
var ECS19 = &UseCase{
	Code:     "ECS19",
	Title:    "Read ESME Prepayment Registers",
	Message:  0x002D,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	Dated:    true,
	SRVs:     []string{"4.3"},
	Command:  Access{Protected(prepaymentBalanceCollection, prepaymentBalances)},
	Clause:   "GBCS mapping table row ECS19",
}
