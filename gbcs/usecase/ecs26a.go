package usecase

// ECS26a reads how an ESME is set up for prepayment. It has the rates of debt recovery
// twice.
// GBCS mapping table row ECS26a; sent by SRV 4.13.
var ECS26a = &UseCase{
	Code:     "ECS26a",
	Title:    "Read ESME Configuration Data Prepayment",
	Message:  0x003B,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"4.13"},
	Command: Access{
		Get(debtRate1),
		Get(nonDisablementSpecial),
		Get(debtPeriod1),
		Get(debtRate1),
		Get(debtRate2),
		Get(debtPeriod2),
		Get(debtRate2),
		Get(debtPerPayment),
		Get(maxCreditThreshold),
		Get(disablementThreshold),
		Get(maxMeterBalance),
		Get(lowCreditThreshold),
		Get(debtRecoveryRateCap),
		Get(debtRecoveryRateCapPeriod),
		Get(emergencyCreditLimit),
		Get(emergencyCreditThreshold),
		Get(nonDisablement),
		Get(accountCharges),
	},
	MMC: Shown{
		As: shownNonDisablement.with(shownDebtRecovery, Paths{
			MaxCreditThreshold: "CreditMaxCreditThreshold",
			MaxMeterBalance:    "MaxCreditMaxMeterBalance", DebtRecoveryRateCapPeriod: Hidden,
		}),
		By: shownNonDisablementBy.with(Writers{CreditChargeConfiguration: showCharges}),
	},
	Clause: "GBCS mapping table row ECS26a",
}

// ECS26j reads the payment mode of an ESME.
// GBCS mapping table row ECS26j; sent by SRV 6.2.9.
var ECS26j = &UseCase{
	Code:     "ECS26j",
	Title:    "Read ESME Configuration Data Device Information (Payment Mode)",
	Message:  0x00BE,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"6.2.9"},
	Command:  Access{Get(account)},
	MMC:      Shown{As: Paths{AccountStatus: Hidden}},
	Clause:   "GBCS mapping table row ECS26j",
}
