package system

import (
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
	"github.com/mains-energy/mains/zcl"
)

// gasDevices are those that speak of gas.
const gasDevices = usecase.GSME | usecase.GPF

// agreedGas are the reads of a GSME and of the Gas Proxy Function that speaks for it.
var agreedGas = []agreement{{
	service: "4.1.1", on: gasDevices, body: plain(&duis.ReadInstantaneousImportRegisters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportRegistersRsp{
			Gas: &mmc.ReadInstantaneousImportRegistersGas{
				ConsumptionRegister: &mmc.ConsumptionRegister{
					Value: decimal(h.Args, usecase.CurrentSummationDelivered, 3), Unit: new("m3"),
				},
			},
		}
	},
}, {
	service: "4.1.2", on: gasDevices, body: plain(&duis.ReadInstantaneousImportTOUMatrices{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportTOUMatricesRsp{
			Gas: &mmc.ReadInstantaneousImportTOUMatricesGas{
				TariffTOURegisterMatrix: &mmc.TariffTOURegisterMatrix{
					TOURegisterMatrixValue: numbered(h.Args, usecase.GasTierRegisters)},
			},
		}
	},
}, {
	service: "4.1.4", on: gasDevices, body: plain(&duis.ReadInstantaneousImportBlockCounters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportBlockCountersRsp{
			ImportBlockCounters: &mmc.ImportBlockCounters{
				TariffBlockCounterValue: numbered(h.Args, usecase.GasBlockRegisters)},
		}
	},
}, {
	service: "4.3", on: gasDevices, body: plain(&duis.ReadInstantaneousPrepayValues{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousPrepayValuesRsp{
			EmergencyCreditBalance:  number[int64](h.Args, usecase.EmergencyCreditRemaining),
			AccumulatedDebtRegister: number[int64](h.Args, usecase.AccumulatedDebt),
			PaymentDebtRegister:     number[int64](h.Args, usecase.DebtAmount3),
			TimeDebtRegister1:       number[int64](h.Args, usecase.DebtAmount1),
			TimeDebtRegister2:       number[int64](h.Args, usecase.DebtAmount2),
			MeterBalance:            number[int64](h.Args, usecase.CreditRemaining),
		}
	},
}, {
	service: "4.18", on: gasDevices, body: plain(&duis.ReadMeterBalance{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadMeterBalanceRsp{
			MeterBalance: number[int64](h.Args, usecase.BillToDateDelivered),
			Gas: &mmc.ReadMeterBalanceGas{
				MeterBalancePrepaymentMode: number[int64](h.Args, usecase.CreditRemaining)},
		}
	},
}, {
	service: "6.2.3", on: gasDevices, body: plain(&duis.ReadDeviceConfigurationBillingCalendar{}),
	after: []string{"6.8"},
	want: func(h held) mmc.Rsp {
		n, _ := usecase.BillingPeriodDuration.Of(h.Args)
		unit, _ := usecase.BillingPeriodDurationType.Of(h.Args)
		rsp := &mmc.ReadDeviceConfigurationDataBillingCalendarRsp{}
		if name, ok := map[[2]uint32]string{
			{1, 0x21}: "Daily", {1, 0x22}: "Weekly", {1, 0x23}: "Monthly", {3, 0x23}: "Quarterly",
			{6, 0x23}: "SixMonthly", {12, 0x23}: "Yearly",
		}[[2]uint32{n, uint32(unit)}]; ok {
			rsp.BillingCalendar = &mmc.BillingCalendar{GasBillingCalendar: &mmc.GasBillingCalendar{
				BillingPeriodStart: *stamp(h.Args, usecase.GasBillingPeriodStart), Periodicity: name}}
		}
		return rsp
	},
}, {
	service: "6.2.4", on: usecase.GSME, body: plain(&duis.ReadDeviceConfigurationIdentityExcMPxN{}),
	want: func(h held) mmc.Rsp {
		states := []string{"Locked", "", "", "Unchanged"}
		return &mmc.ReadDeviceConfigurationIdentityExcMPxNRsp{
			ModelType:              word(h.Args, usecase.ModelIdentifier),
			ManufacturerIdentifier: word(h.Args, usecase.ManufacturerName),
			Gas: &mmc.ReadDeviceConfigurationIdentityExcMPxNGas{
				SupplyTamperState:    meaning(h.Args, usecase.GasSupplyTamperState, states...),
				SupplyDepletionState: meaning(h.Args, usecase.GasSupplyDepletionState, states...),
			},
		}
	},
}, {
	service: "6.2.7", on: gasDevices, body: plain(&duis.ReadDeviceConfigurationMPxN{}),
	after: []string{"6.20.1"},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationMPxNRsp{Gas: &mmc.ReadDeviceConfigurationMPxNGas{
			MPRN: word(h.Args, usecase.SiteID)}}
	},
}, {
	service: "6.2.8", on: usecase.GSME, body: plain(&duis.ReadDeviceConfigurationGas{}),
	after: []string{"6.6", "6.7"},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationGasRsp{
			CalorificValue:   decimal(h.Args, usecase.CalorificValue, 1),
			ConversionFactor: decimal(h.Args, usecase.ConversionFactor, 5),
			// The threshold counts dm3, of which a thousand are a cubic metre.
			UncontrolledGasFlowRate: decimal(h.Args, usecase.UncontrolledFlowThreshold, 3),
			FlowStabilisationPeriod: number[int64](h.Args, usecase.FlowStabilisationPeriod),
			FlowMeasurementPeriod:   number[int64](h.Args, usecase.FlowMeasurementPeriod),
		}
	},
}, {
	service: "6.2.9", on: gasDevices, body: plain(&duis.ReadDeviceConfigurationPaymentMode{}),
	after: []string{"1.6"},
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadDeviceConfigurationPaymentModeRsp{}
		switch v, _ := usecase.PaymentControlConfiguration.Of(h.Args); v {
		case 0x0C94:
			rsp.PaymentMode = new("Credit")
		case 0x0497, 0x0097, 0x0C97, 0x0897:
			rsp.PaymentMode = new("Prepayment")
			rsp.SuspendDebtDisabled = new(v&0x0400 != 0)
			rsp.SuspendDebtEmergency = new(v&0x0800 == 0)
		}
		return rsp
	},
}, {
	service: "7.4", on: gasDevices, body: plain(&duis.ReadSupplyStatus{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadSupplyStatusRsp{
			SupplyState: meaning(h.Args, usecase.GasSupplyStatus, "Disabled", "Armed", "Enabled"),
			Gas: &mmc.ReadSupplyStatusGas{
				RemainingBatteryCapacity: number[uint32](h.Args, usecase.RemainingBatteryLife)},
		}
	},
}, {
	service: "11.2", on: gasDevices, body: plain(&duis.ReadFirmwareVersion{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadFirmwareVersionRsp{FirmwareVersion: hex(h.Args, usecase.CurrentMeterID)}
	},
}, {
	service: "6.13", on: gasDevices,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadEventOrSecurityLog{ReadLogPeriod: p, LogToRead: "Event"}
	},
	want: func(h held) mmc.Rsp { return wantGasEvents(h, 3) },
}, {
	service: "6.13", on: gasDevices,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadEventOrSecurityLog{ReadLogPeriod: p, LogToRead: "Security"}
	},
	want: func(h held) mmc.Rsp { return wantGasEvents(h, 4) },
}, {
	service: "4.8.1", on: gasDevices,
	body: func(p duis.ReadLogPeriod) duis.Body {
		return &duis.ReadActiveImportProfileData{ReadLogFutureDatableAndURPCredentials: protected(p)}
	},
	want: wantHalfHours,
}, {
	service: "4.11.1", on: gasDevices, body: plain(&duis.ReadTariffPrimaryElement{}),
	after: []string{"1.1.1", "1.2.1"},
	want:  wantGasTariff,
}, {
	service: "4.13", on: gasDevices, body: plain(&duis.ReadPrepaymentConfiguration{}),
	after: []string{"2.1", "1.6", "2.3"},
	want:  wantGasPrepayment,
}}

// wantGasEvents is the log with a number, at most 64 records of it.
func wantGasEvents(h held, log uint8) mmc.Rsp {
	all := &mmc.Log{}
	for _, record := range elements(h.Args, usecase.LoggedEvents) {
		id, _ := usecase.LogID.Of(record)
		at := stamp(record, usecase.LoggedTime)
		code, _ := usecase.EventID.Of(record)
		if id == log && !at.Before(h.period.StartDateTime) && !at.After(h.period.EndDateTime) &&
			len(all.LogEntry) < 64 {
			all.LogEntry = append(all.LogEntry, event(at, code))
		}
	}
	return &mmc.ReadEventOrSecurityLogRsp{Log: all}
}

// wantHalfHours is what was burnt from the half-hour of the start of the period on, in as many
// half-hours as the period has, and one.
func wantHalfHours(h held) mmc.Rsp {
	const half = 30 * time.Minute
	start := h.period.StartDateTime
	end := start.Truncate(half).Add(half * (h.period.EndDateTime.Sub(start)/half + 1))
	rsp := &mmc.ReadActiveImportProfileDataRsp{}
	for _, sample := range elements(h.Args, usecase.Samples) {
		at := stamp(sample, usecase.SampleStartTime)
		if !at.Before(start.Truncate(half)) && at.Before(end) {
			rsp.LogEntry = append(rsp.LogEntry, mmc.ActiveImportProfileEntry{
				Timestamp: at,
				Gas:       &mmc.ActiveImportProfileGas{PrimaryValue: decimal(sample, usecase.Sample, 3)},
			})
		}
	}
	return rsp
}

// wantGasTariff is the tariff of a GSME as far as the Devices of a street tell it: of its
// calendar the seasons.
func wantGasTariff(h held) mmc.Rsp {
	g := &mmc.ReadTariffPrimaryElementGas{
		StandingCharge: number[uint32](h.Args, usecase.GasStandingCharge),
		TOUTariff:      &mmc.GasTOUTariff{}, BlockTariff: &mmc.GasBlockTariff{},
		TariffThresholds: &mmc.GasTariffThresholds{},
	}
	switch v, _ := usecase.PriceCurrency.Of(h.Args); v {
	case 826:
		g.CurrencyUnitsLabel = new("GBP")
	case 978:
		g.CurrencyUnitsLabel = new("ECB")
	}
	for i := range 4 {
		index := uint8(i + 1)
		g.TOUTariff.TariffTOUPrice = append(g.TOUTariff.TariffTOUPrice, mmc.GasPrice{
			Index: index, Value: *number[uint32](h.Args, usecase.GasTierPrices[i])})
		g.BlockTariff.BlockPrice = append(g.BlockTariff.BlockPrice, mmc.GasPrice{
			Index: index, Value: *number[uint32](h.Args, usecase.GasBlockPrices[i])})
	}
	for i, p := range usecase.GasThresholds {
		g.TariffThresholds.BlockThreshold = append(g.TariffThresholds.BlockThreshold,
			mmc.GasBlockThreshold{Index: uint8(i + 1), Value: *decimal(h.Args, p, 3)})
	}
	if seasons := wantSeasons(h); seasons != nil {
		g.TariffSwitchingTable = &mmc.GasTariffSwitchingTable{Seasons: seasons}
	}
	return &mmc.ReadTariffPrimaryElementRsp{Gas: g}
}

// wantSeasons are the seasons of the calendar that was set last.
func wantSeasons(h held) *mmc.GasSeasons {
	var all *mmc.GasSeasons
	for _, season := range elements(h.Args, usecase.GasSeasons) {
		if all == nil {
			all = &mmc.GasSeasons{}
		}
		start, _ := usecase.GasSeasonStart.Of(season)
		all.Season = append(all.Season, mmc.GasSeason{
			SeasonStartDate:    gasDateOf(start),
			ReferencedWeekName: number[uint8](season, usecase.ReferencedWeekID),
		})
	}
	return all
}

// gasDateOf is a date of ZigBee: the year from 1900, the month, the day, the day of the week.
func gasDateOf(d zcl.Date) *mmc.GasDateWithWildcards {
	year := uint16(d[0]) + 1900
	of := dateOf(dlms.Date{byte(year >> 8), byte(year), d[1], d[2], d[3]})
	if d[0] == 0xFF {
		of.Year = mmc.Year{NonSpecifiedYear: true}
	}
	return &mmc.GasDateWithWildcards{
		GasYearWithWildcards: &of.Year, GasMonthWithWildcards: &of.Month,
		GasDayOfMonthWithWildcards: &mmc.GasDayOfMonth{
			SpecifiedDayOfMonth:       of.DayOfMonth.SpecifiedDayOfMonth,
			GasNonSpecifiedDayOfMonth: of.DayOfMonth.NonSpecifiedDayOfMonth},
		GasDayOfWeekWithWildcards: &of.DayOfWeek,
	}
}

// wantGasPrepayment are the terms of prepayment as far as the Devices of a street tell them.
func wantGasPrepayment(h held) mmc.Rsp {
	of := func(
		rate *usecase.Slot[uint32], frequency *usecase.Slot[uint8],
	) *mmc.GasDebtRecovery {
		return &mmc.GasDebtRecovery{
			DebtRecoveryRate:       number[int64](h.Args, rate),
			DebtRecoveryRatePeriod: meaning(h.Args, frequency, "HOURLY", "DAILY"),
		}
	}
	rsp := &mmc.ReadPrepaymentConfigurationRsp{
		DebtRecoveryPerPayment:   number[int64](h.Args, usecase.DebtRecoveryTopUpPercentage3),
		DebtRecoveryRateCap:      number[int64](h.Args, usecase.OverallDebtCap),
		DisablementThreshold:     number[int64](h.Args, usecase.CutOffValue),
		EmergencyCreditLimit:     number[int64](h.Args, usecase.GasEmergencyCreditLimit),
		EmergencyCreditThreshold: number[int64](h.Args, usecase.GasEmergencyCreditThreshold),
		LowCreditThreshold:       number[int64](h.Args, usecase.LowCreditWarningLevel),
		CreditMaxCreditThreshold: number[int64](h.Args, usecase.MaxCreditPerTopUp),
		MaxCreditMaxMeterBalance: number[int64](h.Args, usecase.MaxCreditLimit),
		Gas: &mmc.ReadPrepaymentConfigurationGas{
			DebtRecovery1: of(usecase.DebtRecoveryAmount1, usecase.DebtRecoveryFrequency1),
			DebtRecovery2: of(usecase.DebtRecoveryAmount2, usecase.DebtRecoveryFrequency2),
		},
	}
	if seasons := wantSeasons(h); seasons != nil {
		rsp.Gas.NonDisablementCalendar = &mmc.GasNonDisablementCalendar{SeasonProfiles: seasons}
	}
	return rsp
}
