package usecase

// DebtRecoveryRate1 is how much of time debt 1 is collected in a [DebtRecoveryRatePeriod1],
// times ten to the power of [DebtRecoveryRatePriceScale1] in currency.
// SMETS2 DebtRecoveryRates[1].
var (
	DebtRecoveryRate1 = &Slot[int16]{
		Name: "DebtRecovery1/DebtRecoveryRate", Clause: "SMETS2 DebtRecoveryRates[1]",
	}
	DebtRecoveryRatePriceScale1 = &Slot[int8]{
		Name: "DebtRecovery1/DebtRecoveryRatePriceScale", Clause: "SMETS2 DebtRecoveryRates[1]",
	}
	DebtRecoveryRatePeriod1 = debtRecoveryPeriod("DebtRecovery1/DebtRecoveryRatePeriod")
)

// DebtRecoveryRate2, with its scale and period, is the same for time debt 2.
// SMETS2 DebtRecoveryRates[2].
var (
	DebtRecoveryRate2 = &Slot[int16]{
		Name: "DebtRecovery2/DebtRecoveryRate", Clause: "SMETS2 DebtRecoveryRates[2]",
	}
	DebtRecoveryRatePriceScale2 = &Slot[int8]{
		Name: "DebtRecovery2/DebtRecoveryRatePriceScale", Clause: "SMETS2 DebtRecoveryRates[2]",
	}
	DebtRecoveryRatePeriod2 = debtRecoveryPeriod("DebtRecovery2/DebtRecoveryRatePeriod")
)

// debtRecoveryPeriod is a place for the period of a rate, in seconds.
func debtRecoveryPeriod(name string) *Slot[uint32] {
	return &Slot[uint32]{
		Name: name, Unit: Seconds, Clause: "SMETS2 DebtRecoveryRates",
		Codes: []Code{{Value: 3600, Name: "HOURLY"}, {Value: 86400, Name: "DAILY"}},
	}
}

// DebtRecoveryPerPayment is the share of each payment that goes to payment debt, in
// hundredths of a per cent, 0 to 10000. SMETS2 DebtRecoveryPerPayment.
var DebtRecoveryPerPayment = &Slot[uint16]{
	Name: "DebtRecoveryPerPayment", Unit: Percent, Scaler: -2, Max: 10000,
	Clause: "SMETS2 DebtRecoveryPerPayment",
}

// The recovery of debt: each rate as it is, and as a method makes it.
var (
	debtRate1 = Attr(Charge, chargeTimeDebt1, 5,
		flatCharge(DebtRecoveryRatePriceScale1, DebtRecoveryRate1))
	debtRate2 = Attr(Charge, chargeTimeDebt2, 5,
		flatCharge(DebtRecoveryRatePriceScale2, DebtRecoveryRate2))
	debtRateNext1 = Attr(Charge, chargeTimeDebt1, 6,
		flatCharge(DebtRecoveryRatePriceScale1, DebtRecoveryRate1))
	debtRateNext2 = Attr(Charge, chargeTimeDebt2, 6,
		flatCharge(DebtRecoveryRatePriceScale2, DebtRecoveryRate2))
	debtPeriod1       = Attr(Charge, chargeTimeDebt1, 8, DebtRecoveryRatePeriod1)
	debtPeriod2       = Attr(Charge, chargeTimeDebt2, 8, DebtRecoveryRatePeriod2)
	debtPerPayment    = Attr(Charge, chargePaymentDebt, 13, DebtRecoveryPerPayment)
	activateDebtRate1 = Method("DebtRecoveryRates[1].activateNext", Charge,
		chargeTimeDebt1, 2, nil)
	activateDebtRate2 = Method("DebtRecoveryRates[2].activateNext", Charge,
		chargeTimeDebt2, 2, nil)
)

// DebtRecoveryRateCap is the most that is recovered from payments in a
// [DebtRecoveryRateCapPeriod]. Which part of the currency it counts is not known here: as
// the other amounts it would be below one unit of it. SMETS2 DebtRecoveryRateCap.
var DebtRecoveryRateCap = &Slot[uint16]{
	Name: "DebtRecoveryRateCap", Clause: "SMETS2 DebtRecoveryRateCap",
}

// DebtRecoveryRateCapPeriod is the period of the cap, in seconds: a week, 604800.
// SMETS2 DebtRecoveryRateCap.
var DebtRecoveryRateCapPeriod = &Slot[int32]{
	Name: "DebtRecoveryRateCap/Period", Unit: Seconds, Clause: "SMETS2 DebtRecoveryRateCap",
}

// The limits of prepayment, in hundred-thousandths of the currency.
var (
	// DisablementThreshold is the balance at which the supply is disabled.
	// SMETS2 DisablementThreshold(MeterBalance).
	DisablementThreshold = amount[int32](
		"DisablementThreshold", "SMETS2 DisablementThreshold(MeterBalance)")
	// EmergencyCreditLimit is how much emergency credit there is.
	// SMETS2 EmergencyCreditLimit.
	EmergencyCreditLimit = amount[int32]("EmergencyCreditLimit", "SMETS2 EmergencyCreditLimit")
	// EmergencyCreditThreshold is the balance at which emergency credit can be had.
	// SMETS2 EmergencyCreditThreshold.
	EmergencyCreditThreshold = amount[int32](
		"EmergencyCreditThreshold", "SMETS2 EmergencyCreditThreshold")
	// LowCreditThreshold is the credit below which the ESME warns.
	// SMETS2 LowCreditThreshold.
	LowCreditThreshold = amount[int32]("LowCreditThreshold", "SMETS2 LowCreditThreshold")
	// MaxMeterBalance is the most that a top-up may make the balance.
	// SMETS2 MaximumMeterBalanceThreshold.
	MaxMeterBalance = amount[int32]("MaxMeterBalance", "SMETS2 MaximumMeterBalanceThreshold")
	// MaxCreditThreshold is the most that one top-up may add.
	// SMETS2 MaximumCreditThreshold.
	MaxCreditThreshold = amount[int32]("MaxCreditThreshold", "SMETS2 MaximumCreditThreshold")
)

// The limits as they are.
var (
	disablementThreshold = Attr(RegisterMonitor, LN{0, 0, 16, 0, 1, 255}, 2,
		Array{DisablementThreshold})
	lowCreditThreshold        = Attr(Account, accountActive, 16, LowCreditThreshold)
	debtRecoveryRateCap       = Attr(Account, accountActive, 18, DebtRecoveryRateCap)
	debtRecoveryRateCapPeriod = Attr(Account, accountActive, 19,
		DebtRecoveryRateCapPeriod)
	emergencyCreditLimit     = Attr(Credit, creditEmergency, 9, EmergencyCreditLimit)
	emergencyCreditThreshold = Attr(Credit, creditEmergency, 10, EmergencyCreditThreshold)
	maxMeterBalance          = Attr(ExtendedData, LN{0, 0, 94, 44, 2, 20}, 2, MaxMeterBalance)
	maxCreditThreshold       = Attr(ExtendedData, LN{0, 0, 94, 44, 2, 10}, 2, MaxCreditThreshold)
)

// The limits as they will be.
var (
	disablementThresholdNext = Attr(ExtendedData, LN{0, 0, 94, 44, 128, 22}, 4,
		DisablementThreshold)
	emergencyCreditLimitNext = Attr(ExtendedData, LN{0, 0, 94, 44, 128, 2}, 4,
		EmergencyCreditLimit)
	emergencyCreditThresholdNext = Attr(ExtendedData, LN{0, 0, 94, 44, 128, 3}, 4,
		EmergencyCreditThreshold)
	lowCreditThresholdNext = Attr(ExtendedData, LN{0, 0, 94, 44, 128, 9}, 4,
		LowCreditThreshold)
	debtRecoveryRateCapNext = Attr(ExtendedData, LN{0, 0, 94, 44, 128, 12}, 4,
		DebtRecoveryRateCap)
	debtRecoveryRateCapPeriodNext = Attr(ExtendedData, LN{0, 0, 94, 44, 128, 13}, 4,
		DebtRecoveryRateCapPeriod)
	maxMeterBalanceNext    = Attr(ExtendedData, LN{0, 0, 94, 44, 2, 20}, 4, MaxMeterBalance)
	maxCreditThresholdNext = Attr(ExtendedData, LN{0, 0, 94, 44, 2, 10}, 4, MaxCreditThreshold)
)

// When they will be.
var (
	disablementThresholdActivation = activation("DisablementThreshold(MeterBalance)",
		ExtendedData, LN{0, 0, 94, 44, 128, 22}, 6)
	emergencyCreditLimitActivation = activation("EmergencyCreditLimit",
		ExtendedData, LN{0, 0, 94, 44, 128, 2}, 6)
	emergencyCreditThresholdActivation = activation("EmergencyCreditThreshold",
		ExtendedData, LN{0, 0, 94, 44, 128, 3}, 6)
	lowCreditThresholdActivation = activation("LowCreditThreshold",
		ExtendedData, LN{0, 0, 94, 44, 128, 9}, 6)
	debtRecoveryRateCapActivation = activation("DebtRecoveryRateCap",
		ExtendedData, LN{0, 0, 94, 44, 128, 12}, 6)
	debtRecoveryRateCapPeriodActivation = activation("DebtRecoveryRateCap(Period)",
		ExtendedData, LN{0, 0, 94, 44, 128, 13}, 6)
	maxMeterBalanceActivation = activation("PrepaymentCredit(MaxMeterBalance)",
		ExtendedData, LN{0, 0, 94, 44, 2, 20}, 6)
	maxCreditThresholdActivation = activation("PrepaymentCredit(MaximumCreditThreshold)",
		ExtendedData, LN{0, 0, 94, 44, 2, 10}, 6)
)

// NonDisablementSchedule is when a supply is not disabled for want of credit, at most 22
// entries of a schedule, of which each starts or stops such a time.
// SMETS2 NonDisablementCalendar.
var NonDisablementSchedule = &List{
	Name: "NonDisablementCalendar", Max: 22,
	Of:     scheduleEntry(supplyScripts, NonDisablementScript),
	Clause: "SMETS2 NonDisablementCalendar",
}

// NonDisablementScript is what an entry of [NonDisablementSchedule] does.
// GBCS script selectors.
var NonDisablementScript = &Slot[uint16]{
	Name: "NonDisablementScript", Clause: "GBCS script selectors",
	Codes: []Code{{Value: 32, Name: "START"}, {Value: 33, Name: "STOP"}},
}

// NonDisablementSpecialDays are the days that entries of [NonDisablementSchedule] single
// out, at most 20: each has its bit there. SMETS2 NonDisablementCalendar.
var NonDisablementSpecialDays = &List{
	Name: "NonDisablementCalendar(SpecialDays)", Of: specialDay, Max: 20,
	Clause: "SMETS2 NonDisablementCalendar",
}

// The non-disablement calendar: as it is, as it will be, and when.
var (
	nonDisablement        = Attr(Schedule, LN{0, 0, 12, 0, 1, 255}, 2, NonDisablementSchedule)
	nonDisablementSpecial = Attr(SpecialDays, LN{0, 0, 11, 0, 2, 255}, 2,
		NonDisablementSpecialDays)
	nonDisablementNext        = Attr(Schedule, LN{0, 1, 12, 0, 1, 255}, 2, NonDisablementSchedule)
	nonDisablementSpecialNext = Attr(SpecialDays, LN{0, 1, 11, 0, 2, 255}, 2,
		NonDisablementSpecialDays)
	nonDisablementActivation = activation("Non-DisablementCalendar",
		ExtendedData, LN{0, 0, 94, 44, 128, 28}, 6)
	nonDisablementSpecialActivation = activation("Non-DisablementCalendar(SpecialDays)",
		ExtendedData, LN{0, 0, 94, 44, 128, 31}, 6)
)
