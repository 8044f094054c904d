package usecase

// GCS14 reads the credit and the debts of a GSME, for the reader only.
// GBCS mapping table row GCS14; sent by SRV 4.3.
var GCS14 = &UseCase{
	Code:     "GCS14",
	Title:    "Read GSME Prepayment Register(s)",
	Message:  0x0075,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier,
	Dated:    true,
	SRVs:     []string{"4.3"},
	Command: Frames{
		Read(priceTrailingDigits, priceCurrency),
		Read(prepaymentAccumulatedDebt, prepaymentEmergencyCreditRemaining,
			prepaymentCreditRemaining, prepaymentDebtAmount3, prepaymentDebtAmount1,
			prepaymentDebtAmount2).
			Encrypts(),
	},
	MMC:    Shown{As: shownGasBalances},
	Clause: "GBCS mapping table row GCS14",
}
