package usecase

import "maps"

// with are these paths and others.
func (p Paths) with(others ...Paths) Paths {
	all := maps.Clone(p)
	for _, other := range others {
		maps.Copy(all, other)
	}
	return all
}

// with are these writers and others.
func (w Writers) with(other Writers) Writers {
	all := maps.Clone(w)
	maps.Copy(all, other)
	return all
}

// The balances and debts of a GSME, under their names in SMETS.
var (
	shownGasBalances = Paths{
		AccumulatedDebt: "AccumulatedDebtRegister", EmergencyCreditRemaining: "EmergencyCreditBalance",
		CreditRemaining: "MeterBalance", DebtAmount3: "PaymentDebtRegister",
		DebtAmount1: "TimeDebtRegister1", DebtAmount2: "TimeDebtRegister2", PriceCurrency: Hidden,
	}
	shownGasBalanceRecord = shownGasBalances.with(Paths{
		DebtAmount1: "TimeDebtRegisters1", DebtAmount2: "TimeDebtRegisters2",
		SnapshotTime: "Timestamp",
	})
)

// The balances and debts in a record of an ESME.
var shownBalanceRecord = Paths{
	TimeDebtRegister1: "TimeDebtRegisters1", TimeDebtRegister2: "TimeDebtRegisters2",
}

// shownBlocks are the registers of the blocks in a record.
func shownBlocks(in string) Paths {
	return Paths{
		TOURegisters:          in + "TariffTOURegisterMatrixValue",
		SecondaryTOURegisters: in + "SecondaryTariffTOURegisterMatrixValue",
		RecordBlock1:          in + "TariffTOUBlock1RegisterMatrixValue",
		RecordBlock2:          in + "TariffTOUBlock2RegisterMatrixValue",
		RecordBlock3:          in + "TariffTOUBlock3RegisterMatrixValue",
		RecordBlock4:          in + "TariffTOUBlock4RegisterMatrixValue",
	}
}

// The records of a billing data log, of an ESME and of a GSME.
var (
	shownBillingRecord = shownBlocks("").with(Paths{
		ActiveImport:          "ActiveImportRegisterValueConsumption",
		SecondaryActiveImport: "SecondaryActiveImportRegisterValueConsumption",
	})
	shownGasBillingRecord = Paths{
		SnapshotTime:              "Timestamp",
		CurrentSummationDelivered: "ActiveImportRegisterValueConsumption",
		TierSummations:            "TariffTOURegisterMatrixValue",
		BlockSummations:           "BlockRegisterMatrixValue",
	}
)

// The two elements that a record of [TariffChangeRecords] makes.
var (
	shownChangeRegisters = shownBlocks("").with(Paths{
		RecordTime: "Timestamp", ActiveImport: "ActiveImportRegisterConsumption",
		SecondaryActiveImport: "SecondaryActiveImportRegisterConsumption",
	})
	shownChangeBalances = shownBalanceRecord.with(Paths{
		RecordTime: "Timestamp", EmergencyCreditBalance: "EmergencyCreditBalance",
		MeterBalance: "MeterBalance", PaymentDebtRegister: "PaymentDebtRegister",
		AccumulatedDebtRegister: "AccumulatedDebtRegister",
	})
)

// showTariffChanges writes each record as the registers and the balances in it.
func showTariffChanges(to Form, records any) {
	for _, record := range records.([]Args) {
		fill(to.Add("LogEntryConsumptionAndTariffRegistersData"), record, shownChangeRegisters)
		fill(to.Add("LogEntryPrepaymentData"), record, shownChangeBalances)
	}
}

// showBlockRegisters writes the registers and the counters of each block.
func showBlockRegisters(to Form, registers any) {
	var block Form
	for i, register := range registers.([]Args) {
		if i%16 == 0 {
			block = to.In("TariffBlockTOURegisterCollection").Add("TariffBlock")
		}
		path := "RegisterMatrixTOUValue"
		if i%16 >= 8 {
			path = "CounterMatrixTOUValue"
		}
		fill(block, register, Paths{BlockRegister: path})
	}
}

// shownPhase are the counters and the profile of the voltage of one phase.
func shownPhase(p *VoltagePhase, in string) Paths {
	return Paths{
		p.OverCounter:  in + "AvgRMSOverVoltageCounter",
		p.UnderCounter: in + "AvgRMSUnderVoltageCounter",
		p.Profile:      in + "AvgRMSVoltageProfileDataLog/LogEntry",
		p.Period:       in + "AvgRMSVoltageProfileDataLog/MeasurementPeriod",

		AverageRMSVoltage: "Value",
	}
}

// shownLimits are the limits of the average voltage of one phase.
func shownLimits(p *VoltagePhase, in string) Paths {
	return Paths{
		p.OverThreshold:  in + "AverageRMSOverVoltageThreshold",
		p.UnderThreshold: in + "AverageRMSUnderVoltageThreshold",
	}
}

// shownVoltage are the limits of the voltage of all phases.
var shownVoltage = func() Paths {
	paths := Paths{}
	for _, p := range []Place{
		RMSExtremeOverVoltageThreshold, RMSExtremeOverVoltageMeasurementPeriod,
		RMSExtremeUnderVoltageThreshold, RMSExtremeUnderVoltageMeasurementPeriod,
		RMSVoltageSagThreshold, RMSVoltageSagMeasurementPeriod,
		RMSVoltageSwellThreshold, RMSVoltageSwellMeasurementPeriod,
	} {
		paths[p] = "RMSVoltageSettings/" + p.Info().Name
	}
	return paths
}()

// shownDemand is a register of the highest demand.
func shownDemand(d *MaximumDemand, in string) Paths {
	return Paths{
		d.Value: in + "/Value", d.Captured: in + "/CaptureTime",
		d.LastReset: in + "/LastResetDateTime",
	}
}

// showDemandTimes writes the times of day at which a period starts and ends.
func showDemandTimes(to Form, times any) {
	for _, at := range times.([]Args) {
		path := "MaxDemandConfigurableTimePeriod/StartTime"
		if action, _ := MaximumDemandAction.Of(at); action == 2 {
			path = "MaxDemandConfigurableTimePeriod/EndTime"
		}
		fill(to, at, Paths{ScheduleSwitchTime: path})
	}
}

// showSamples writes the samples of a log of a GSME, each with the time when it began, from
// the first on. What was not sampled has no entry. That the time is that of the beginning is
// chosen: the log has it of the first sample only. GBCS Get Sampled Data.
func showSamples(entry, value string) func(to Form, args Args) {
	return func(to Form, args Args) {
		start, _ := SampleStartTime.Of(args)
		interval, _ := SampleInterval.Of(args)
		step := Seconds2000(interval)
		if interval == wholeDay {
			step = 24 * 60 * 60
		}
		samples, _ := Samples.Elements(args)
		for i, sample := range samples {
			if v, ok := Sample.Of(sample); !ok || v == noSample {
				continue
			}
			e := to.Add(entry)
			e.Set("Timestamp", start+Seconds2000(i)*step)
			e.Set(value, Value{Arg: sample[0], Unit: CubicMetres})
		}
	}
}

// What a sample and an interval of samples cannot be.
const (
	noSample = 0xFFFFFF
	wholeDay = 0xFFFF // an interval of 24 hours
)

// samplesHidden are what samples are made of, which is not shown as it is.
var samplesHidden = Paths{
	SampleID: Hidden, SampleStartTime: Hidden, SampleInterval: Hidden, Samples: Hidden,
}

// each is one repeated element for several places.
func each[T Number](places []*Slot[T], path string) Paths {
	paths := Paths{}
	for _, p := range places {
		paths[p] = path
	}
	return paths
}

// shownGasMeterBalance is the balance of a GSME in credit mode, and that in prepayment mode.
var shownGasMeterBalance = Shown{As: Paths{
	BillToDateDelivered: "MeterBalance", CreditRemaining: "Gas/MeterBalancePrepaymentMode",
}}

// shownGasBilling is the billing calendar of a GSME.
var shownGasBilling = Shown{
	As: Paths{
		GasBillingPeriodStart: Hidden, BillingPeriodDuration: Hidden,
		BillingPeriodDurationType: Hidden,
	},
	Whole: showGasBilling,
}

// shownDebtRecovery are the rates at which an ESME recovers debts.
var shownDebtRecovery = func() Paths {
	paths := Paths{}
	for _, p := range []Place{
		DebtRecoveryRate1, DebtRecoveryRatePriceScale1, DebtRecoveryRatePeriod1,
		DebtRecoveryRate2, DebtRecoveryRatePriceScale2, DebtRecoveryRatePeriod2,
	} {
		paths[p] = "Electricity/" + p.Info().Name
	}
	return paths
}()
