package system

import (
	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/mmc"
)

// wattHours is a register of active energy.
func wattHours(a usecase.Args, p *usecase.Slot[uint32]) *mmc.ActiveEnergyRegister {
	return &mmc.ActiveEnergyRegister{Value: number[int64](a, p), ActiveEnergyUnit: new("Wh")}
}

// varHours is a register of reactive energy.
func varHours(a usecase.Args, p *usecase.Slot[uint32]) *mmc.ReactiveEnergyRegister {
	return &mmc.ReactiveEnergyRegister{Value: number[int64](a, p), ReactiveEnergyUnit: new("varh")}
}

// demand is a register of the greatest power.
func demand(a usecase.Args, d *usecase.MaximumDemand) *mmc.MaximumDemand {
	return &mmc.MaximumDemand{
		Value: number[int64](a, d.Value), CaptureTime: moment(a, d.Captured),
		LastResetDateTime: moment(a, d.LastReset),
	}
}

// agreedEnergy are the reads of the registers of an ESME.
var agreedEnergy = []agreement{{
	service: "4.1.1", on: usecase.ESME, body: plain(&duis.ReadInstantaneousImportRegisters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportRegistersRsp{
			Electricity: &mmc.ReadInstantaneousImportRegistersElectricity{
				ActiveImportRegister:   wattHours(h.Args, usecase.ActiveImport),
				ReactiveImportRegister: varHours(h.Args, usecase.ReactiveImport),
			},
		}
	},
}, {
	service: "4.1.2", on: usecase.ESME, body: plain(&duis.ReadInstantaneousImportTOUMatrices{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousImportTOUMatricesRsp{
			Electricity: &mmc.ReadInstantaneousImportTOUMatricesElectricity{
				TariffTOURegisterCollection: &mmc.TariffTOURegisterCollection{
					TOUPrimaryRegisterValue: integers(
						elements(h.Args, usecase.TOURegisters), usecase.TOURegister),
				},
			},
		}
	},
}, {
	service: "4.1.3", on: usecase.ESME,
	body: plain(&duis.ReadInstantaneousImportTOUWithBlocksMatrices{}),
	want: func(h held) mmc.Rsp {
		all := elements(h.Args, usecase.BlockRegisters)
		blocks := &mmc.TariffBlockTOURegisterCollection{}
		for b := range 4 {
			of := all[16*b:]
			blocks.TariffBlock = append(blocks.TariffBlock, mmc.TariffBlock{
				Index:                  int64(b + 1),
				RegisterMatrixTOUValue: integers(of[:8], usecase.BlockRegister),
				CounterMatrixTOUValue:  integers(of[8:16], usecase.BlockRegister),
			})
		}
		return &mmc.ReadInstantaneousImportTOUWithBlocksMatricesRsp{
			TariffBlockTOURegisterCollection: blocks}
	},
}, {
	service: "4.2", on: usecase.ESME, by: "network",
	body: plain(&duis.ReadInstantaneousExportRegisters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousExportRegistersRsp{
			ActiveExportRegister:   wattHours(h.Args, usecase.ActiveExport),
			ReactiveExportRegister: varHours(h.Args, usecase.ReactiveExport),
		}
	},
}, {
	service: "4.12.1", on: usecase.ESME, body: plain(&duis.ReadMaximumDemandImportRegisters{}),
	after: []string{"6.18.1"},
	want: func(h held) mmc.Rsp {
		rsp := &mmc.ReadMaximumDemandImportRegistersRsp{
			MaxDemandConfigurableTimeActivePowerImport: demand(h.Args,
				usecase.MaximumDemandPeriodImport),
			MaxDemandActiveEnergyImport: demand(h.Args, usecase.MaximumDemandImport),
		}
		if times := elements(h.Args, usecase.MaximumDemandTimes); len(times) == 2 {
			start, _ := usecase.ScheduleSwitchTime.Of(times[0])
			end, _ := usecase.ScheduleSwitchTime.Of(times[1])
			rsp.MaxDemandConfigurableTimePeriod = &mmc.MaxDemandConfigurableTimePeriod{
				StartTime: timeOfDay(start), EndTime: timeOfDay(end)}
		}
		return rsp
	},
}, {
	service: "4.12.2", on: usecase.ESME, by: "network",
	body: plain(&duis.ReadMaximumDemandExportRegisters{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadMaximumDemandExportRegistersRsp{
			MaxDemandActiveEnergyExport: demand(h.Args, usecase.MaximumDemandExport),
		}
	},
}, {
	service: "4.16", on: usecase.ESME, body: plain(&duis.ReadActivePowerImport{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadActivePowerImportRsp{
			ActivePowerImport: &mmc.ActivePowerImport{
				Value: number[int64](h.Args, usecase.ActivePowerImport), Unit: new("W")},
			PrimaryActivePowerImportValue: number[int64](h.Args, usecase.PrimaryActivePowerImport),
		}
	},
}}

// agreedMoney are the reads of credit and debt of an ESME.
var agreedMoney = []agreement{{
	service: "4.3", on: usecase.ESME, body: plain(&duis.ReadInstantaneousPrepayValues{}),
	after: []string{"1.5"},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadInstantaneousPrepayValuesRsp{
			EmergencyCreditBalance:  number[int64](h.Args, usecase.EmergencyCreditBalance),
			AccumulatedDebtRegister: number[int64](h.Args, usecase.AccumulatedDebtRegister),
			PaymentDebtRegister:     number[int64](h.Args, usecase.PaymentDebtRegister),
			TimeDebtRegister1:       number[int64](h.Args, usecase.TimeDebtRegister1),
			TimeDebtRegister2:       number[int64](h.Args, usecase.TimeDebtRegister2),
			MeterBalance:            number[int64](h.Args, usecase.MeterBalance),
		}
	},
}, {
	service: "4.18", on: usecase.ESME, body: plain(&duis.ReadMeterBalance{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadMeterBalanceRsp{MeterBalance: number[int64](h.Args, usecase.MeterBalance)}
	},
}, {
	service: "6.2.9", on: usecase.ESME, body: plain(&duis.ReadDeviceConfigurationPaymentMode{}),
	after: []string{"1.6"},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationPaymentModeRsp{
			PaymentMode: meaning(h.Args, usecase.PaymentMode, "", "Credit", "Prepayment")}
	},
}, {
	service: "4.13", on: usecase.ESME, body: plain(&duis.ReadPrepaymentConfiguration{}),
	after: []string{"2.1", "1.6", "2.3"},
	want:  wantPrepayment,
}}

// wantPrepayment is what an ESME says of the terms of prepayment.
func wantPrepayment(h held) mmc.Rsp {
	a := h.Args
	period := func(p *usecase.Slot[uint32]) *string {
		return map[uint32]*string{3600: new("HOURLY"), 86400: new("DAILY")}[*number[uint32](a, p)]
	}
	rsp := &mmc.ReadPrepaymentConfigurationRsp{
		DebtRecoveryPerPayment:   number[int64](a, usecase.DebtRecoveryPerPayment),
		DebtRecoveryRateCap:      number[int64](a, usecase.DebtRecoveryRateCap),
		DisablementThreshold:     number[int64](a, usecase.DisablementThreshold),
		EmergencyCreditLimit:     number[int64](a, usecase.EmergencyCreditLimit),
		EmergencyCreditThreshold: number[int64](a, usecase.EmergencyCreditThreshold),
		LowCreditThreshold:       number[int64](a, usecase.LowCreditThreshold),
		CreditMaxCreditThreshold: number[int64](a, usecase.MaxCreditThreshold),
		MaxCreditMaxMeterBalance: number[int64](a, usecase.MaxMeterBalance),
		Electricity: &mmc.ReadPrepaymentConfigurationElectricity{
			PaymentMode: new("Credit"),
			DebtRecovery1: &mmc.ElecDebtRecovery{
				DebtRecoveryRate:           number[int64](a, usecase.DebtRecoveryRate1),
				DebtRecoveryRatePriceScale: number[int64](a, usecase.DebtRecoveryRatePriceScale1),
				DebtRecoveryRatePeriod:     period(usecase.DebtRecoveryRatePeriod1),
			},
			DebtRecovery2: &mmc.ElecDebtRecovery{
				DebtRecoveryRate:           number[int64](a, usecase.DebtRecoveryRate2),
				DebtRecoveryRatePriceScale: number[int64](a, usecase.DebtRecoveryRatePriceScale2),
				DebtRecoveryRatePeriod:     period(usecase.DebtRecoveryRatePeriod2),
			},
			NonDisablementCalendar: wantNonDisablement(a),
		},
	}
	// In prepayment a balance also pays for debts: with 110 only while it is not suspended.
	for _, pair := range elements(a, usecase.CreditChargeConfiguration) {
		credit, _ := usecase.CreditReference.Of(pair)
		charge, _ := usecase.ChargeReference.Of(pair)
		when, _ := usecase.CollectionConfiguration.Of(pair)
		if charge[4] != 1 { // the first time-based debt
			continue
		}
		rsp.Electricity.PaymentMode = new("Prepayment")
		switch credit[4] {
		case 0: // the balance
			rsp.SuspendDebtDisabled = new(when.String() == "110")
		case 2: // accumulated debt
			rsp.SuspendDebtEmergency = new(when.String() == "111")
		}
	}
	return rsp
}

// wantNonDisablement is what an ESME says of when it does not cut supply off.
func wantNonDisablement(a usecase.Args) *mmc.ElectricityNonDisablementCalendar {
	c := &mmc.ElectricityNonDisablementCalendar{}
	for i, element := range elements(a, usecase.NonDisablementSpecialDays) {
		if i == 0 {
			c.ElectricitySpecialDays = &mmc.ElectricitySpecialDays{}
		}
		date, _ := usecase.SpecialDayDate.Of(element)
		c.ElectricitySpecialDays.SpecialDay = append(c.ElectricitySpecialDays.SpecialDay,
			mmc.ElectricitySpecialDay{Index: uint8(i + 1), Date: dateOf(date)})
	}
	for _, element := range elements(a, usecase.NonDisablementSchedule) {
		script, _ := usecase.NonDisablementScript.Of(element)
		c.ElectricityNonDisablementSchedule = append(c.ElectricityNonDisablementSchedule,
			mmc.ElectricityNonDisablementSchedule{
				NonDisablementScript:     map[uint16]*string{32: new("START"), 33: new("STOP")}[script],
				SpecialDaysApplicability: numberedDays(element),
				DaysOfWeekApplicability:  weekdays(element),
				ScheduleDatesAndTime:     scheduled(element),
			})
	}
	return c
}

// scheduled is when an entry of a schedule is run.
func scheduled(a usecase.Args) *mmc.ScheduleDatesAndTimeWithoutWildcards {
	at, _ := usecase.ScheduleSwitchTime.Of(a)
	begin, _ := usecase.ScheduleBegin.Of(a)
	end, _ := usecase.ScheduleEnd.Of(a)
	return &mmc.ScheduleDatesAndTimeWithoutWildcards{
		SwitchTime: new(timeOfDay(at)), StartDate: midnightOf(begin), EndDate: midnightOf(end)}
}

// weekdays are the days of the week on which an entry of a schedule is run.
func weekdays(a usecase.Args) *mmc.DaysOfWeekApplicability {
	names := []string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	days, _ := usecase.ScheduleWeekdays.Of(a)
	all := &mmc.DaysOfWeekApplicability{}
	for i, bit := range days.String() {
		if bit == '1' {
			all.DayOfWeekApplicability = append(all.DayOfWeekApplicability,
				mmc.DayOfWeekApplicability{DayOfWeekID: names[i]})
		}
	}
	return all
}

// numberedDays are the special days on which an entry of a schedule is run.
func numberedDays(a usecase.Args) *mmc.SpecialDaysApplicability {
	days, _ := usecase.ScheduleSpecialDays.Of(a)
	all := &mmc.SpecialDaysApplicability{}
	for i, bit := range days.String() {
		if bit == '1' {
			all.SpecialDayApplicability = append(all.SpecialDayApplicability,
				mmc.SpecialDayApplicability{SpecialDayID: uint8(i + 1)})
		}
	}
	return all
}

// agreedTariff is the read of the tariff of an ESME.
var agreedTariff = []agreement{{
	service: "4.11.1", on: usecase.ESME, body: plain(&duis.ReadTariffPrimaryElement{}),
	after: []string{"1.1.1", "1.2.1"},
	want: func(h held) mmc.Rsp {
		e := &mmc.ReadTariffPrimaryElementElectricity{
			PrimaryActiveTariffPrice: number[uint32](h.Args, usecase.PrimaryActiveTariffPrice),
			CurrencyUnitsLabel:       either(h.Args, usecase.CurrencyUnits, "GBP", "ECB"),
			CurrencyUnitsName:        either(h.Args, usecase.CurrencyUnits, "Millipence", "Millicent"),
			StandingCharge:           number[int16](h.Args, usecase.StandingCharge),
			StandingChargeScale:      number[int64](h.Args, usecase.StandingChargeScale),
			PriceScale:               number[int64](h.Args, usecase.PriceScale),
			TariffThresholdMatrix:    &mmc.TariffThresholdMatrix{},
			TariffSwitchingTable:     wantSwitching(h.Args),
		}
		wantPrices(e, elements(h.Args, usecase.PriceMatrix))
		for i, p := range usecase.TariffThresholds {
			of := mmc.ElecTariffThresholds{Index: uint8(i + 1)}
			for j, element := range elements(h.Args, p) {
				of.BlockThreshold = append(of.BlockThreshold, mmc.ElecBlockThreshold{
					Index: uint8(j + 1), Value: *number[uint32](element, usecase.BlockThreshold)})
			}
			if of.BlockThreshold != nil {
				e.TariffThresholdMatrix.ElecTariffThresholds = append(
					e.TariffThresholdMatrix.ElecTariffThresholds, of)
			}
		}
		e.TariffSwitchingTableSpecialDays = &mmc.ElecTariffSpecialDays{}
		for _, element := range elements(h.Args, usecase.TariffSpecialDays) {
			date, _ := usecase.SpecialDayDate.Of(element)
			e.TariffSwitchingTableSpecialDays.SpecialDay = append(
				e.TariffSwitchingTableSpecialDays.SpecialDay, mmc.ElecTariffSpecialDay{
					Date:          dateOf(date),
					ReferencedDay: *number[uint8](element, usecase.SpecialDayID)})
		}
		return &mmc.ReadTariffPrimaryElementRsp{Electricity: e}
	},
}}

// wantPrices are the prices of an ESME, by time of use and by block.
func wantPrices(e *mmc.ReadTariffPrimaryElementElectricity, prices []usecase.Args) {
	var blocks []mmc.TariffBlockPrices
	for _, element := range prices {
		index, _ := usecase.PriceIndex.Of(element)
		price, _ := usecase.Price.Of(element)
		if index[0] <= 48 {
			if e.TariffTOUPriceMatrix == nil {
				e.TariffTOUPriceMatrix = &mmc.TariffTOUPriceMatrix{}
			}
			e.TariffTOUPriceMatrix.TariffTOUPrice = append(e.TariffTOUPriceMatrix.TariffTOUPrice,
				mmc.ElecPrimaryTOUPrice{Index: index[0], Value: price})
			continue
		}
		timeOfUse := int(index[0] & 0x0F)
		for len(blocks) < timeOfUse {
			blocks = append(blocks, mmc.TariffBlockPrices{Index: uint8(len(blocks) + 1)})
		}
		of := &blocks[timeOfUse-1]
		of.BlockPrice = append(of.BlockPrice, mmc.ElecPrice{Index: index[0]>>4 - 9, Value: price})
	}
	if blocks != nil {
		e.TariffBlockPriceMatrix = &mmc.TariffBlockPriceMatrix{TariffBlockPrices: blocks}
	}
}

// wantSwitching is the switching table of an ESME.
func wantSwitching(a usecase.Args) *mmc.ElecTariffSwitchingTable {
	t := &mmc.ElecTariffSwitchingTable{
		DayProfiles: &mmc.ElecDayProfiles{}, WeekProfiles: &mmc.ElecWeekProfiles{},
		Seasons: &mmc.ElecSeasons{},
	}
	for _, day := range elements(a, usecase.SwitchingDays) {
		profile := mmc.ElecDayProfile{Day: number[uint8](day, usecase.DayName)}
		for _, entry := range elements(day, usecase.ProfileSchedule) {
			at, _ := usecase.StartTime.Of(entry)
			action := number[uint8](entry, usecase.TariffAction)
			schedule := mmc.ElecProfileSchedule{StartTime: timeOfDay(at), TOUTariffAction: action}
			if *action > 100 {
				schedule.TOUTariffAction, schedule.BlockTariffAction = nil, new(*action-100)
			}
			profile.ProfileSchedule = append(profile.ProfileSchedule, schedule)
		}
		t.DayProfiles.DayProfile = append(t.DayProfiles.DayProfile, profile)
	}
	for _, week := range elements(a, usecase.SwitchingWeeks) {
		name, _ := usecase.WeekName.Of(week)
		profile := mmc.ElecWeekProfile{WeekName: &name[0]}
		for i, p := range []*usecase.Slot[uint8]{
			usecase.MondayName, usecase.TuesdayName, usecase.WednesdayName, usecase.ThursdayName,
			usecase.FridayName, usecase.SaturdayName, usecase.SundayName,
		} {
			profile.ReferencedElecDay = append(profile.ReferencedElecDay, mmc.ReferencedElecDay{
				Index: uint8(i + 1), Value: *number[uint8](week, p)})
		}
		t.WeekProfiles.WeekProfile = append(t.WeekProfiles.WeekProfile, profile)
	}
	for _, season := range elements(a, usecase.SwitchingSeasons) {
		start, _ := usecase.SeasonStartDate.Of(season)
		week, _ := usecase.ReferencedWeekName.Of(season)
		t.Seasons.Season = append(t.Seasons.Season, mmc.ElecSeason{
			SeasonName: word(season, usecase.SeasonName), ReferencedWeekName: &week[0],
			SeasonStartDate: new(dateOf(dlms.Date(start[:5]))),
		})
	}
	return t
}

// agreedSettings are the reads of the settings of an ESME.
var agreedSettings = []agreement{{
	service: "4.15", on: usecase.ESME, body: plain(&duis.ReadLoadLimitData{}),
	after: []string{"6.4.1"},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadLoadLimitDataRsp{
			LoadLimitCounterValue:      number[int64](h.Args, usecase.LoadLimitCounter),
			LoadLimitPowerThreshold:    number[int64](h.Args, usecase.LoadLimitPowerThreshold),
			LoadLimitPeriod:            number[uint64](h.Args, usecase.LoadLimitPeriod),
			LoadLimitRestorationPeriod: number[uint64](h.Args, usecase.LoadLimitRestorationPeriod),
			LoadLimitSupplyState: either(h.Args, usecase.LoadLimitSupplyState,
				"Disable", "Unchanged"),
		}
	},
}, {
	service: "6.2.1", on: usecase.ESME, body: plain(&duis.ReadDeviceConfigurationVoltage{}),
	after: []string{"6.5"},
	want: func(h held) mmc.Rsp {
		of := func(p *usecase.Slot[uint32]) *uint32 { return number[uint32](h.Args, p) }
		return &mmc.ReadDeviceConfigurationVoltageRsp{
			SinglePhaseVoltageSettings: &mmc.AverageRMSVoltageSettings{
				AverageRMSOverVoltageThreshold:  of(usecase.VoltagePhase1.OverThreshold),
				AverageRMSUnderVoltageThreshold: of(usecase.VoltagePhase1.UnderThreshold),
			},
			RMSVoltageSettings: &mmc.RMSVoltageSettings{
				RMSExtremeOverVoltageMeasurementPeriod: of(
					usecase.RMSExtremeOverVoltageMeasurementPeriod),
				RMSExtremeOverVoltageThreshold: of(usecase.RMSExtremeOverVoltageThreshold),
				RMSExtremeUnderVoltageMeasurementPeriod: of(
					usecase.RMSExtremeUnderVoltageMeasurementPeriod),
				RMSExtremeUnderVoltageThreshold:  of(usecase.RMSExtremeUnderVoltageThreshold),
				RMSVoltageSagMeasurementPeriod:   of(usecase.RMSVoltageSagMeasurementPeriod),
				RMSVoltageSagThreshold:           of(usecase.RMSVoltageSagThreshold),
				RMSVoltageSwellMeasurementPeriod: of(usecase.RMSVoltageSwellMeasurementPeriod),
				RMSVoltageSwellThreshold:         of(usecase.RMSVoltageSwellThreshold),
			},
		}
	},
}, {
	service: "6.2.2", on: usecase.ESME, body: plain(&duis.ReadDeviceConfigurationRandomisation{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationRandomisationRsp{
			RandomisedOffset:       number[int64](h.Args, usecase.RandomisedOffset),
			RandomisedOffsetNumber: number[int64](h.Args, usecase.RandomisedOffsetNumber),
			RandomisedOffsetLimit:  number[int64](h.Args, usecase.RandomisedOffsetLimit),
		}
	},
}, {
	service: "6.2.3", on: usecase.ESME, body: plain(&duis.ReadDeviceConfigurationBillingCalendar{}),
	after: []string{"6.8"},
	want:  wantBilling,
}, {
	service: "6.2.4", on: usecase.ESME, body: plain(&duis.ReadDeviceConfigurationIdentityExcMPxN{}),
	after: []string{"6.25"},
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationIdentityExcMPxNRsp{
			ModelType:              word(h.Args, usecase.ModelType),
			ManufacturerIdentifier: word(h.Args, usecase.ManufacturerIdentifier),
			Electricity: &mmc.ReadDeviceConfigurationIdentityExcMPxNElectricity{
				SupplyTamperState: either(h.Args, usecase.SupplyTamperState, "Locked", "Unchanged"),
				MeterVariant:      word(h.Args, usecase.MeterVariant),
			},
		}
	},
}, {
	service: "6.2.5", on: usecase.ESME,
	body: plain(&duis.ReadDeviceConfigurationInstantaneousPowerThresholds{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadDeviceConfigurationInstantaneousPowerThresholdsRsp{
			LowMediumPowerThreshold:  number[int64](h.Args, usecase.LowMediumPowerThreshold),
			MediumHighPowerThreshold: number[int64](h.Args, usecase.MediumHighPowerThreshold),
		}
	},
}, {
	service: "6.2.7", on: usecase.ESME, body: plain(&duis.ReadDeviceConfigurationMPxN{}),
	want: func(h held) mmc.Rsp {
		e := &mmc.ReadDeviceConfigurationMPxNElectricity{
			ExportMPAN: word(h.Args, usecase.ExportMPAN)}
		if both, ok := usecase.ImportMPANs.Of(h.Args); ok {
			e.ImportMPAN = new(both[:13])
			if len(both) == 26 && both[13] != ' ' && both[13] != 0 {
				e.SecondaryImportMPAN = new(both[13:])
			}
		}
		return &mmc.ReadDeviceConfigurationMPxNRsp{Electricity: e}
	},
}, {
	service: "7.4", on: usecase.ESME, body: plain(&duis.ReadSupplyStatus{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadSupplyStatusRsp{SupplyState: meaning(h.Args, usecase.LoadSwitchState,
			"Disabled", "Enabled", "Armed")}
	},
}, {
	service: "11.2", on: usecase.ESME | usecase.CHF, body: plain(&duis.ReadFirmwareVersion{}),
	want: func(h held) mmc.Rsp {
		return &mmc.ReadFirmwareVersionRsp{FirmwareVersion: hex(h.Args, usecase.FirmwareVersion)}
	},
}}

// wantBilling is when the billing periods of an ESME end.
func wantBilling(h held) mmc.Rsp {
	times := elements(h.Args, usecase.BillingTimes)
	at, _ := usecase.BillingTime.Of(times[0])
	date, _ := usecase.BillingDate.Of(times[0])
	c := &mmc.ElectricityBillingCalendar{BillingTime: timeOfDay(at)}
	month, day, weekday := date[2], date[3], date[4]
	longer := &mmc.BillingCalendarQSMY{DayOfMonth: day, BillingPeriodStartMonth: month}
	switch {
	case len(times) == 4:
		c.Quarterly = longer
	case len(times) == 2:
		c.SixMonthly = longer
	case month != 0xFF:
		c.Yearly = longer
	case day != 0xFF:
		c.Monthly = &day
	case weekday != 0xFF:
		c.Weekly = &weekday
	default:
		c.Daily = true
	}
	return &mmc.ReadDeviceConfigurationDataBillingCalendarRsp{
		BillingCalendar: &mmc.BillingCalendar{ElectricityBillingCalendar: c}}
}
