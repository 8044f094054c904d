package usecase

// gasBillingCalendar reads the billing calendar in force.
var gasBillingCalendar = Send(getBillingPeriod, EarliestBillingPeriod.Is(0),
	MinIssuerEventID.Is(0xFFFFFFFF), NumberOfCommands.Is(1), TariffType.Is(0)).
	Replies(publishBillingPeriod)

// gasSupplyStates reads what a GSME does with its supply on tampering and without battery.
var gasSupplyStates = Read(meteringDepletionState, meteringTamperState)

// GCS21a reads how a GSME turns volume into energy, and what it takes for uncontrolled
// flow.
// GBCS mapping table row GCS21a; sent by SRV 6.2.8.
var GCS21a = &UseCase{
	Code:     "GCS21a",
	Title:    "Read Gas Configuration Data Device Information",
	Message:  0x007B,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.8"},
	Command: Frames{
		Read(priceCalorificValueTrailingDigit, priceCalorificValueUnit, priceCalorificValue,
			priceConversionFactorTrailingDigit, priceConversionFactor),
		Read(meteringUncontrolledFlowDivisor, meteringUncontrolledFlowMultiplier,
			meteringUncontrolledFlowUnit, meteringUncontrolledFlowThreshold,
			meteringFlowStabilisationPeriod, meteringFlowMeasurementPeriod),
	},
	MMC: Shown{
		As: Paths{
			CalorificValue: Hidden, CalorificValueTrailingDigit: Hidden, CalorificValueUnit: Hidden,
			ConversionFactor: Hidden, ConversionFactorTrailingDigit: Hidden,
			UncontrolledFlowThreshold: Hidden, UncontrolledFlowUnit: Hidden,
			UncontrolledFlowMultiplier: Hidden, UncontrolledFlowDivisor: Hidden,
		},
		Whole: showGasConfiguration,
	},
	Clause: "GBCS mapping table row GCS21a",
}

// GCS21b reads how a GSME works in prepayment mode.
// GBCS mapping table row GCS21b; sent by SRV 4.13.
var GCS21b = &UseCase{
	Code:     "GCS21b",
	Title:    "Read GSME Configuration Data Prepayment",
	Message:  0x00B5,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier,
	SRVs:     []string{"4.13"},
	Command: Frames{
		Read(prepaymentDebtRecoveryTopUpPercentage3, prepaymentOverallDebtCap,
			prepaymentDebtRecoveryFrequency1, prepaymentDebtRecoveryFrequency2,
			prepaymentCutOffValue, prepaymentEmergencyCreditLimit,
			prepaymentEmergencyCreditThreshold, prepaymentLowCreditWarningLevel,
			prepaymentMaxCreditLimit, prepaymentMaxCreditPerTopUp,
			prepaymentDebtRecoveryAmount1, prepaymentDebtRecoveryAmount2),
		Read(priceTrailingDigits),
		Send(getDayProfiles, ProviderID.Is(0), IssuerCalendarID.Is(nonDisablementCalendar),
			StartDayID.Is(1), NumberOfDays.Is(0)).
			Replies(publishDayProfile).NoDefault().AsSeveral(),
		Send(getWeekProfiles, ProviderID.Is(0), IssuerCalendarID.Is(nonDisablementCalendar),
			StartWeekID.Is(1), NumberOfWeeks.Is(0)).
			Replies(publishWeekProfile).NoDefault().AsSeveral(),
		Send(getSeasons, ProviderID.Is(0), IssuerCalendarID.Is(nonDisablementCalendar)).
			Replies(publishSeasons).NoDefault(),
		Send(getSpecialDays, SpecialDaysFrom.Is(0), NumberOfSpecialDays.Is(0), CalendarType.Is(3),
			ProviderID.Is(0), IssuerCalendarID.Is(nonDisablementCalendar)).
			Replies(publishSpecialDays).NoDefault(),
	},
	MMC: Shown{
		Each: []string{
			2: "Gas/NonDisablementCalendar/DayProfiles/GasNonDisablementDayProfile",
			3: "Gas/NonDisablementCalendar/WeekProfiles/WeekProfile",
		},
		As: shownGasNonDisablement.with(Paths{
			DebtRecoveryTopUpPercentage3: "DebtRecoveryPerPayment",
			OverallDebtCap:               "DebtRecoveryRateCap",
			CutOffValue:                  "DisablementThreshold",
			LowCreditWarningLevel:        "LowCreditThreshold",
			MaxCreditLimit:               "MaxCreditMaxMeterBalance",
			MaxCreditPerTopUp:            "CreditMaxCreditThreshold",
			DebtRecoveryAmount1:          "Gas/DebtRecovery1/DebtRecoveryRate",
			DebtRecoveryAmount2:          "Gas/DebtRecovery2/DebtRecoveryRate",
		}),
		By: shownGasNonDisablementBy.with(Writers{
			DebtRecoveryFrequency1: showRecoveryPeriod("Gas/DebtRecovery1/DebtRecoveryRatePeriod"),
			DebtRecoveryFrequency2: showRecoveryPeriod("Gas/DebtRecovery2/DebtRecoveryRatePeriod"),
		}),
	},
	Clause: "GBCS mapping table row GCS21b",
}

// GCS21d reads the billing calendar of a GSME.
// GBCS mapping table row GCS21d; sent by SRV 6.2.3.
var GCS21d = &UseCase{
	Code:     "GCS21d",
	Title:    "Read GSME Configuration Data Device Information (BillingCalendar)",
	Message:  0x009D,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"6.2.3"},
	Command:  Frames{gasBillingCalendar},
	MMC:      shownGasBilling,
	Note:     "GCS21k has taken its place.",
	Clause:   "GBCS mapping table row GCS21d",
}

// GCS21e reads what a GSME is.
// GBCS mapping table row GCS21e; sent by SRV 6.2.4.
var GCS21e = &UseCase{
	Code:     "GCS21e",
	Title:    "Read GSME/GPF Configuration Data Device Information (device identity)",
	Message:  0x009E,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.4"},
	Command: Frames{
		Read(basicManufacturerName, basicModelIdentifier, basicHWVersion),
		gasSupplyStates,
	},
	MMC:    shownGasIdentity,
	Note:   "GCS21m has taken its place.",
	Clause: "GBCS mapping table row GCS21e",
}

// GCS21f reads the tariff of a GSME.
// GBCS mapping table row GCS21f; sent by SRV 4.11.1.
var GCS21f = &UseCase{
	Code:     "GCS21f",
	Title:    "Read GSME Tariff Data",
	Message:  0x009F,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"4.11.1"},
	Command: Frames{
		Read(priceThresholdDivisor, priceThresholdMultiplier, priceBlock1Threshold,
			priceBlock2Threshold, priceBlock3Threshold, priceUnitOfMeasure, priceNoTierBlock1,
			priceNoTierBlock2, priceNoTierBlock3, priceNoTierBlock4, priceTier1, priceTier2,
			priceTier3, priceTier4, priceCurrency, priceTrailingDigits, priceStandingCharge).
			NoDefault(),
		Send(getDayProfiles, ProviderID.Is(0), IssuerCalendarID.Is(tariffCalendar),
			StartDayID.Is(1), NumberOfDays.Is(0)).
			Replies(publishDayProfile).NoDefault().AsSeveral(),
		Send(getWeekProfiles, ProviderID.Is(0), IssuerCalendarID.Is(tariffCalendar),
			StartWeekID.Is(1), NumberOfWeeks.Is(0)).
			Replies(publishWeekProfile).NoDefault().AsSeveral(),
		Send(getSeasons, ProviderID.Is(0), IssuerCalendarID.Is(tariffCalendar)).
			Replies(publishSeasons).NoDefault(),
		Send(getSpecialDays, SpecialDaysFrom.Is(0), NumberOfSpecialDays.Is(0), CalendarType.Is(0),
			ProviderID.Is(0), IssuerCalendarID.Is(tariffCalendar)).
			Replies(publishSpecialDays).NoDefault(),
		Send(getCurrentPrice, PriceCommandOptions.Is(0)).Replies(publishPrice).NoDefault(),
	},
	MMC: Shown{
		In: "Gas",
		Each: []string{
			1: "TariffSwitchingTable/DayProfiles/DayProfile",
			2: "TariffSwitchingTable/WeekProfiles/WeekProfile",
		},
		As: shownGasTariff, By: shownGasTariffBy,
	},
	Clause: "GBCS mapping table row GCS21f",
}

// GCS21j reads the payment mode of a GSME.
// GBCS mapping table row GCS21j; sent by SRV 6.2.9.
var GCS21j = &UseCase{
	Code:     "GCS21j",
	Title:    "Read GSME Configuration Data Device Information (Payment Mode)",
	Message:  0x00BF,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"6.2.9"},
	Command:  Frames{Read(prepaymentPaymentControlConfiguration)},
	MMC:      Shown{By: Writers{PaymentControlConfiguration: showGasPaymentMode}},
	Clause:   "GBCS mapping table row GCS21j",
}

// GCS21k reads the billing calendar of a GSME.
// GBCS mapping table row GCS21k; sent by SRV 6.2.3.
var GCS21k = &UseCase{
	Code: "GCS21k",
	Title: "Read GSME Configuration Data Device Information (BillingCalendar - " +
		"all periodicities)",
	Message:  0x00DA,
	On:       GSME | GPF,
	Category: NonCritical,
	By:       Supplier | AccessControlBroker,
	SRVs:     []string{"6.2.3"},
	Command:  Frames{gasBillingCalendar},
	MMC:      shownGasBilling,
	Clause:   "GBCS mapping table row GCS21k",
}

// GCS21m reads what a GSME is, and what it does with its supply on tampering and without
// battery.
// GBCS mapping table row GCS21m; sent by SRV 6.2.4.
var GCS21m = &UseCase{
	Code: "GCS21m",
	Title: "Read GSME Configuration Data Device Information (identity, type and " +
		"supply tamper / depletion state)",
	Message:  0x00FB,
	On:       GSME,
	Category: NonCritical,
	By:       Supplier | NetworkOperator | AccessControlBroker,
	SRVs:     []string{"6.2.4"},
	Command:  Frames{Read(basicManufacturerName, basicModelIdentifier), gasSupplyStates},
	MMC:      shownGasIdentity,
	Clause:   "GBCS mapping table row GCS21m",
}
