package usecase

// ECS08 is as [ECS08a], but writes the maximum meter balance that is in use rather than the
// one to come.
// GBCS mapping table row ECS08; sent by SRV 2.1.
var ECS08 = &UseCase{
	Code:        "ECS08",
	Title:       "Update Prepayment Configuration on ESME",
	Message:     0x001F,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"2.1"},
	Command:     prepaymentConfiguration(maxMeterBalance),
	Note:        "ECS08a has taken its place.",
	Clause:      "GBCS mapping table row ECS08",
}

// ECS08a sets the limits of prepayment and the calendar of when supply is not disabled.
// GBCS mapping table row ECS08a; sent by SRV 2.1.
var ECS08a = &UseCase{
	Code:        "ECS08a",
	Title:       "Update Prepayment Configuration on ESME",
	Message:     0x00DE,
	On:          ESME,
	Category:    Critical,
	By:          Supplier,
	Replay:      true,
	FutureDated: true,
	Dated:       true,
	SRVs:        []string{"2.1"},
	Command:     prepaymentConfiguration(maxMeterBalanceNext),
	Clause:      "GBCS mapping table row ECS08a",
}

// prepaymentConfiguration are the rows of both, which differ in what sets the balance that a
// top-up may reach.
func prepaymentConfiguration(balance *Object) Access {
	return Access{
		Set(nonDisablementSpecialNext),
		Set(balance),
		Set(maxCreditThresholdNext),
		Set(nonDisablementNext),
		Set(debtRecoveryRateCapNext),
		Set(debtRecoveryRateCapPeriodNext),
		Set(lowCreditThresholdNext),
		Set(emergencyCreditLimitNext),
		Set(nonDisablementSpecialActivation),
		Set(emergencyCreditThresholdNext),
		Set(maxMeterBalanceActivation),
		Set(maxCreditThresholdActivation),
		Set(debtRecoveryRateCapActivation),
		Set(debtRecoveryRateCapPeriodActivation),
		Set(lowCreditThresholdActivation),
		Set(emergencyCreditLimitActivation),
		Set(emergencyCreditThresholdActivation),
		Set(nonDisablementActivation),
	}
}
