package usecase

// ECS20a reads the debt that an ESME took from top-ups.
// GBCS mapping table row ECS20a; sent by SRV 4.4.4.
var ECS20a = &UseCase{
	Code:     "ECS20a",
	Title:    "Read ESME Billing Data Log (payment based debt payments)",
	Message:  0x002E,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.4"},
	Command:  Access{Select(debtPaymentLog)},
	MMC:      Shown{As: Paths{DebtPaymentRecords: "PaymentBasedDebtRepayment/LogEntry"}},
	Clause:   "GBCS mapping table row ECS20a",
}

// ECS20b reads what an ESME noted when its payment mode or tariff changed, for the reader
// only.
// GBCS mapping table row ECS20b; sent by SRV 4.4.2.
var ECS20b = &UseCase{
	Code:     "ECS20b",
	Title:    "Read ESME Billing Data Log (change of mode / tariff triggered exc export)",
	Message:  0x002F,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.2"},
	Command:  Access{ProtectedLog(tariffChangeLogProtection, tariffChangeLog)},
	MMC:      Shown{In: "Electricity", By: Writers{TariffChangeRecords: showTariffChanges}},
	Clause:   "GBCS mapping table row ECS20b",
}

// ECS20c reads what an ESME noted at the ends of billing periods, for the reader only.
// GBCS mapping table row ECS20c; sent by SRV 4.4.3.
var ECS20c = &UseCase{
	Code:     "ECS20c",
	Title:    "Read ESME Billing Data Log (billing calendar triggered exc export)",
	Message:  0x0030,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.3"},
	Command:  Access{ProtectedLog(billingLogProtection, billingLog, billingBalanceLog)},
	MMC: Shown{In: "Electricity", As: shownBillingRecord.with(shownBalanceRecord, Paths{
		BillingRecords:        "ESMEBillingDataLogEntry",
		BillingBalanceRecords: "ESMEBillingPrepaymentDataLogEntry",
	})},
	Clause: "GBCS mapping table row ECS20c",
}

// ECS20d reads the top-ups of an ESME.
// GBCS mapping table row ECS20d; sent by SRV 4.4.5.
var ECS20d = &UseCase{
	Code:     "ECS20d",
	Title:    "Read ESME Billing Data Log (prepayment credits)",
	Message:  0x00C9,
	On:       ESME,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.4.5"},
	Command:  Access{Select(creditLog)},
	MMC:      Shown{As: Paths{CreditRecords: "PrepaymentCredits/LogEntry"}},
	Clause:   "GBCS mapping table row ECS20d",
}
