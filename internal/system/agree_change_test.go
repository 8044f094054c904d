package system

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/estate"
)

// change is a request that sets something, to random values.
type change struct {
	service string
	on      usecase.Device
	body    func(*draw) duis.Body
	by      string // the alias of the User; empty: the supplier
}

// draw makes random values for requests.
type draw struct {
	*rand.Rand
	now  time.Time
	home int // that the request is for
}

// device is the Device of a type in the home.
func (d *draw) device(t usecase.Device) eui.ID {
	for _, of := range estate.HomeOf(d.home).Devices {
		if of.Type == t {
			return of.EUI
		}
	}
	return eui.ID{}
}

// flag is a random truth.
func (d *draw) flag() bool { return d.IntN(2) == 0 }

// below is a number under n, the greatest one in four times.
func (d *draw) below(n int) int {
	if d.IntN(4) == 0 {
		return n - 1
	}
	return d.IntN(n)
}

// amount is money that fits into a register many times over.
func (d *draw) amount() int32 { return int32(d.IntN(2_000_000) - 1_000_000) }

// when is the execution date of a request, soon or at once, where it is the Device that waits.
func (d *draw) when() *time.Time {
	if d.IntN(4) == 0 {
		return new(d.now.Add(time.Duration(1+d.IntN(300)) * time.Minute).Truncate(time.Second))
	}
	return nil
}

// timeOfDay is a time without hundredths.
func (d *draw) timeOfDay() duis.TimeOfDay {
	return duis.TimeOfDay(time.Duration(d.IntN(24*3600)) * time.Second)
}

// date is a date, parts of which may be left open.
func (d *draw) date() (of duis.Date) {
	if of.Year.NonSpecifiedYear = d.flag(); !of.Year.NonSpecifiedYear {
		of.Year.SpecifiedYear = new(uint16(2020 + d.IntN(80)))
	}
	if of.Month.NonSpecifiedMonth = d.flag(); !of.Month.NonSpecifiedMonth {
		of.Month.SpecifiedMonth = new(uint8(1 + d.IntN(12)))
	}
	switch d.IntN(4) {
	case 0:
		of.DayOfMonth.NonSpecifiedDayOfMonth = true
	case 1:
		of.DayOfMonth.LastDayOfMonth = true
	case 2:
		of.DayOfMonth.SecondLastDayOfMonth = true
	default:
		of.DayOfMonth.SpecifiedDayOfMonth = new(uint8(1 + d.IntN(28)))
	}
	if of.DayOfWeek.NonSpecifiedDayOfWeek = d.flag(); !of.DayOfWeek.NonSpecifiedDayOfWeek {
		of.DayOfWeek.SpecifiedDayOfWeek = new(uint8(1 + d.IntN(7)))
	}
	return of
}

// gasDate is a date of a GSME.
func (d *draw) gasDate() duis.GasDateWithWildcards {
	of := d.date()
	gas := duis.GasDateWithWildcards{
		GasYearWithWildcards: of.Year, GasMonthWithWildcards: of.Month,
		GasDayOfWeekWithWildcards: of.DayOfWeek,
	}
	gas.GasDayOfMonthWithWildcards.SpecifiedDayOfMonth = of.DayOfMonth.SpecifiedDayOfMonth
	gas.GasDayOfMonthWithWildcards.GasNonSpecifiedDayOfMonth =
		of.DayOfMonth.SpecifiedDayOfMonth == nil
	return gas
}

// period is how often a debt is recovered.
func (d *draw) period() string { return []string{"HOURLY", "DAILY"}[d.IntN(2)] }

// digits are n digits.
func (d *draw) digits(n int) (text string) {
	for range n {
		text += fmt.Sprint(d.IntN(10))
	}
	return text
}

const meters = usecase.ESME | usecase.GSME

// changes are the requests that set what the reads read.
var changes = []change{{"6.4.1", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdateDeviceConfigurationLoadLimitingGeneralSettings{
		ExecutionDateTime: d.when(), LoadLimitPeriod: d.Uint32(),
		LoadLimitPowerThreshold: d.Uint32(), LoadLimitRestorationPeriod: d.Uint32(),
		LoadLimitSupplyState: []string{"Disable", "Unchanged"}[d.IntN(2)],
	}
}, ""}, {"6.5", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdateDeviceConfigurationVoltage{
		RMSVoltageSettings: duis.RMSVoltageSettings{
			RMSExtremeOverVoltageMeasurementPeriod:  d.Uint32(),
			RMSExtremeOverVoltageThreshold:          d.Uint32(),
			RMSExtremeUnderVoltageMeasurementPeriod: d.Uint32(),
			RMSExtremeUnderVoltageThreshold:         d.Uint32(),
			RMSVoltageSagMeasurementPeriod:          d.Uint32(),
			RMSVoltageSagThreshold:                  d.Uint32(),
			RMSVoltageSwellMeasurementPeriod:        d.Uint32(),
			RMSVoltageSwellThreshold:                d.Uint32(),
		},
		SinglePhaseVoltageSettings: &duis.AverageRMSVoltageSettings{
			AverageRMSOverVoltageThreshold:     d.Uint32(),
			AverageRMSUnderVoltageThreshold:    d.Uint32(),
			AverageRMSVoltageMeasurementPeriod: d.Uint32(),
		},
		RMSVoltageCountersNotReset: d.flag(),
	}
}, "network"}, {"6.6", usecase.GSME, func(d *draw) duis.Body {
	return &duis.UpdateDeviceConfigurationGasConversion{
		CalorificValue: d.Uint32(), ConversionFactor: d.Uint32()}
}, ""}, {"6.7", usecase.GSME, func(d *draw) duis.Body {
	states := []string{"Unchanged", "Locked"}
	return &duis.UpdateDeviceConfigurationGasFlow{
		UncontrolledGasFlowRateDecimal: new(uint16(d.below(1 << 16))),
		SupplyDepletionState:           states[d.IntN(2)], SupplyTamperState: states[d.IntN(2)],
		StabilisationPeriod: uint8(1 + d.below(255)), MeasurementPeriod: uint16(1 + d.below(65535)),
	}
}, ""}, {"6.8", usecase.ESME, func(d *draw) duis.Body {
	c := &duis.ElectricityBillingCalendar{BillingTime: d.timeOfDay()}
	longer := &duis.BillingCalendarQSMY{
		DayOfMonth: uint8(1 + d.below(28)), BillingPeriodStartMonth: uint8(1 + d.below(12))}
	switch d.IntN(6) {
	case 0:
		c.Daily = true
	case 1:
		c.Weekly = new(uint8(1 + d.below(7)))
	case 2:
		c.Monthly = new(uint8(1 + d.below(28)))
	case 3:
		c.Quarterly = longer
	case 4:
		c.SixMonthly = longer
	case 5:
		c.Yearly = longer
	}
	return &duis.UpdateDeviceConfigurationBillingCalendar{ElectricityBillingCalendar: c}
}, ""}, {"6.8", usecase.GSME, func(d *draw) duis.Body {
	return &duis.UpdateDeviceConfigurationBillingCalendar{
		GasBillingCalendar: &duis.GasBillingCalendar{
			BillingPeriodStart: d.now.Truncate(time.Second).Add(-time.Duration(d.IntN(99)) * time.Hour),
			Periodicity: []string{
				"Daily", "Weekly", "Monthly", "Quarterly", "SixMonthly", "Yearly"}[d.IntN(6)],
		}}
}, ""}, {"6.12", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdateDeviceConfigurationInstantaneousPowerThreshold{
		LowMediumPowerThreshold: d.Uint32(), MediumHighPowerThreshold: d.Uint32()}
}, ""}, {"6.14.1", usecase.ESME, func(d *draw) duis.Body {
	b := &duis.UpdateDeviceConfigurationALCDescriptions{}
	for i := range 5 {
		b.ALCSHCALCSDescription = append(b.ALCSHCALCSDescription, duis.ALCSHCALCSDescription{
			Index: uint8(i + 1), SwitchDescription: "heater " + d.digits(d.below(15))})
	}
	return b
}, ""}, {"6.18.1", usecase.ESME, func(d *draw) duis.Body {
	return &duis.SetMaximumDemandConfigurableTimePeriod{
		MaximumDemandTimePeriodSchedule: duis.MaximumDemandTimePeriodSchedule{
			StartTime: d.timeOfDay(), EndTime: d.timeOfDay()}}
}, "network"}, {"6.20.1", usecase.ESME, func(d *draw) duis.Body {
	return &duis.SetDeviceConfigurationImportMPxN{
		ImportMPANs: &duis.ImportMPANs{ImportMPAN: d.digits(13)}}
}, ""}, {"6.20.1", usecase.GSME, func(d *draw) duis.Body {
	return &duis.SetDeviceConfigurationImportMPxN{ImportMPRN: new(d.digits(1 + d.below(10)))}
}, ""}, {"6.25", usecase.ESME, func(d *draw) duis.Body {
	return &duis.SetElectricitySupplyTamperState{
		SupplyTamperState: []string{"Locked", "Unchanged"}[d.IntN(2)]}
}, ""}, {"7.12", usecase.ESME, func(d *draw) duis.Body {
	return &duis.SetRandomisedOffsetLimit{RandomisedOffsetLimit: uint16(d.below(1800))}
}, ""}, {"1.5", meters, func(d *draw) duis.Body {
	adjust := &duis.AdjustOrReset{AdjustMeterBalance: new(d.amount())}
	if d.IntN(4) == 0 {
		adjust = &duis.AdjustOrReset{ResetMeterBalance: true}
	}
	if d.flag() {
		return &duis.UpdateMeterBalance{PrepaymentMode: adjust}
	}
	return &duis.UpdateMeterBalance{CreditMode: adjust}
}, ""}, {"1.6", meters, func(d *draw) duis.Body {
	if d.IntN(3) == 0 {
		return &duis.UpdatePaymentMode{Credit: true}
	}
	return &duis.UpdatePaymentMode{Prepayment: &duis.Prepayment{
		SuspendDebtDisabled: d.flag(), SuspendDebtEmergency: d.flag(),
		DisablementThreshold: d.amount(),
	}}
}, ""}, {"2.3", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdateDebt{
		TimeDebtRegister1: d.amount(), TimeDebtRegister2: d.amount(),
		PaymentDebtRegister: d.amount(), DebtRecoveryPerPayment: uint16(d.below(10001)),
		ElecDebtRecoveries: &duis.ElecDebtRecoveries{
			ElecDebtRecovery1: duis.ElecDebtRecovery{DebtRecoveryRate: int16(d.below(1 << 15)),
				DebtRecoveryRatePriceScale: int8(d.IntN(256) - 128), DebtRecoveryRatePeriod: d.period()},
			ElecDebtRecovery2: duis.ElecDebtRecovery{DebtRecoveryRate: int16(-d.below(1 << 15)),
				DebtRecoveryRatePriceScale: int8(d.IntN(256) - 128), DebtRecoveryRatePeriod: d.period()},
		}}
}, ""}, {"2.3", usecase.GSME, func(d *draw) duis.Body {
	return &duis.UpdateDebt{
		TimeDebtRegister1: d.amount(), TimeDebtRegister2: d.amount(),
		PaymentDebtRegister: d.amount(), DebtRecoveryPerPayment: uint16(d.below(10001)),
		GasDebtRecoveries: &duis.GasDebtRecoveries{
			GasDebtRecovery1: duis.GasDebtRecovery{
				DebtRecoveryRate: int32(d.below(1e6)), DebtRecoveryRatePeriod: d.period()},
			GasDebtRecovery2: duis.GasDebtRecovery{
				DebtRecoveryRate: int32(d.below(1e6)), DebtRecoveryRatePeriod: d.period()},
		}}
}, ""}, {"7.1", usecase.ESME, func(*draw) duis.Body {
	return &duis.EnableSupply{}
}, ""}, {"7.2", meters, func(*draw) duis.Body {
	return &duis.DisableSupply{}
}, ""}, {"7.3", meters, func(*draw) duis.Body {
	return &duis.ArmSupply{}
}, ""}, {"8.7.1", meters, func(d *draw) duis.Body {
	return &duis.JoinServiceCritical{OtherDeviceID: d.device(usecase.PPMID)}
}, ""}, {"8.7.2", usecase.GPF, func(d *draw) duis.Body {
	return &duis.JoinServiceNonCritical{OtherDeviceID: d.device(usecase.PPMID)}
}, ""}, {"2.1", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdatePrepayConfiguration{
		ExecutionDateTime: d.when(), UpdatePrepayConfigElectricity: d.prepayment()}
}, ""}, {"2.1", usecase.GSME, func(d *draw) duis.Body {
	return &duis.UpdatePrepayConfiguration{UpdatePrepayConfigGas: d.gasPrepayment()}
}, ""}, {"1.1.1", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdateImportTariffPrimaryElement{
		ExecutionDateTime: d.when(), ElecTariffElements: d.tariff(),
		PriceElements: duis.PricePrimary{ElectricityPriceElements: d.allPrices()},
	}
}, ""}, {"1.1.1", usecase.GSME, func(d *draw) duis.Body {
	return &duis.UpdateImportTariffPrimaryElement{
		GasTariffElements: d.gasTariff(),
		PriceElements:     duis.PricePrimary{GasPriceElements: d.gasTimes()},
	}
}, ""}, {"1.2.1", usecase.ESME, func(d *draw) duis.Body {
	return &duis.UpdatePricePrimaryElement{ExecutionDateTime: d.when(),
		PriceElements: duis.PricePrimary{ElectricityPriceElements: d.prices()}}
}, ""}, {"1.2.1", usecase.GSME, func(d *draw) duis.Body {
	return &duis.UpdatePricePrimaryElement{
		PriceElements: duis.PricePrimary{GasPriceElements: d.gasPrices()}}
}, ""}}

// prepayment are terms of prepayment.
func (d *draw) prepayment() *duis.UpdatePrepayConfigElec {
	c := &duis.UpdatePrepayConfigElec{
		DebtRecoveryRateCap: uint16(d.below(1 << 16)), EmergencyCreditLimit: d.amount(),
		EmergencyCreditThreshold: d.amount(), LowCreditThreshold: d.amount(),
		MaxMeterBalance: d.amount(), MaxCreditThreshold: d.amount(),
	}
	calendar := &c.ElectricityNonDisablementCalendar
	for i := range d.IntN(4) {
		calendar.SpecialDay = append(calendar.SpecialDay,
			duis.SpecialDay{Index: uint8(i + 1), Date: d.date()})
	}
	for range 1 + d.IntN(3) {
		entry := duis.ElectricityNonDisablementSchedule{
			NonDisablementScript: []string{"START", "STOP"}[d.IntN(2)],
			ScheduleDatesAndTime: duis.ScheduleDatesAndTimeWithoutWildcards{
				SwitchTime: d.timeOfDay(), StartDate: d.day(), EndDate: d.day()},
		}
		for n := range d.IntN(len(calendar.SpecialDay) + 1) {
			entry.SpecialDayApplicability = append(entry.SpecialDayApplicability,
				duis.SpecialDayApplicability{SpecialDayID: uint8(n + 1)})
		}
		for _, n := range d.Perm(7)[:d.IntN(7)] {
			entry.DayOfWeekApplicability = append(entry.DayOfWeekApplicability,
				duis.DayOfWeekApplicability{DayOfWeekID: time.Weekday(n).String()})
		}
		calendar.ElectricityNonDisablementSchedule = append(
			calendar.ElectricityNonDisablementSchedule, entry)
	}
	return c
}

// day is a midnight.
func (d *draw) day() time.Time {
	return time.Date(2022, 1, 1+d.IntN(3000), 0, 0, 0, 0, time.UTC)
}

// gasPrepayment are terms of prepayment of a GSME.
func (d *draw) gasPrepayment() *duis.UpdatePrepayConfigGas {
	c := &duis.UpdatePrepayConfigGas{
		DebtRecoveryRateCap: d.amount(), EmergencyCreditLimit: d.Uint32(),
		EmergencyCreditThreshold: d.Uint32(), LowCreditThreshold: d.Uint32(),
		MaxMeterBalance: d.Uint32(), MaxCreditThreshold: d.Uint32(),
	}
	calendar := &c.GasNonDisablementCalendar
	days, weeks := 1+d.IntN(5), 1+d.IntN(2)
	for i := range days {
		profile := duis.GasNonDisablementDayProfile{GasDayName: uint8(i + 1)}
		for j := range 1 + d.IntN(3) {
			profile.TimeStartAction = append(profile.TimeStartAction,
				duis.GasNonDisablementTimeStartAction{
					StartTime:            duis.TimeOfDay(time.Duration(j*480+d.IntN(480)) * time.Minute),
					NonDisablementAction: []string{"START", "STOP"}[d.IntN(2)],
				})
		}
		calendar.GasNonDisablementDayProfile = append(calendar.GasNonDisablementDayProfile, profile)
	}
	for i := range weeks {
		week := duis.WeekProfileGasNonDisablement{WeekName: uint8(i + 1)}
		for j := range 7 {
			week.ReferencedDayName = append(week.ReferencedDayName,
				duis.GasReferencedDayNameNonDisablement{
					Index: uint8(j + 1), Value: uint8(1 + d.IntN(days))})
		}
		calendar.WeekProfile = append(calendar.WeekProfile, week)
	}
	for range 1 + d.IntN(3) {
		calendar.Season = append(calendar.Season, duis.GasSeasonNonDisablement{
			SeasonStartDate: d.gasDate(), ReferencedWeekName: uint8(1 + d.IntN(weeks))})
	}
	for range d.IntN(3) {
		calendar.SpecialDay = append(calendar.SpecialDay, duis.GasSpecialDayNonDisablement{
			Date: d.gasDate(), ReferencedDayName: uint8(1 + d.IntN(days))})
	}
	return c
}

// tariff is a tariff of an ESME, but for its prices.
func (d *draw) tariff() *duis.ElecTariffElements {
	t := &duis.ElecTariffElements{CurrencyUnits: []string{"GBP", "ECB"}[d.IntN(2)]}
	days, weeks := 1+d.IntN(4), 1+d.IntN(4)
	for i := range days {
		day := duis.ElecDayProfilePrimary{DayName: uint8(i + 1)}
		for range 1 + d.IntN(4) {
			entry := duis.ElecProfileSchedulePrimary{StartTime: d.timeOfDay()}
			if d.flag() {
				entry.TOUTariffAction = new(uint8(1 + d.below(48)))
			} else {
				entry.BlockTariffAction = new(uint8(1 + d.below(8)))
			}
			day.ProfileSchedule = append(day.ProfileSchedule, entry)
		}
		t.SwitchingTable.DayProfile = append(t.SwitchingTable.DayProfile, day)
	}
	for i := range weeks {
		week := duis.ElecWeekProfile{WeekName: uint8(i + 1)}
		for j := range 7 {
			week.ReferencedDayName = append(week.ReferencedDayName,
				duis.ElecReferencedDayName{Index: uint8(j + 1), Value: uint8(1 + d.IntN(days))})
		}
		t.SwitchingTable.WeekProfile = append(t.SwitchingTable.WeekProfile, week)
	}
	for range 1 + d.IntN(4) {
		t.SwitchingTable.Season = append(t.SwitchingTable.Season, duis.ElecSeason{
			SeasonName: "S" + d.digits(d.below(8)), SeasonStartDate: d.date(),
			ReferencedWeekName: uint8(1 + d.IntN(weeks))})
	}
	for range d.IntN(4) {
		t.SpecialDay = append(t.SpecialDay, duis.ElecSpecialDayPrimary{
			Date: d.date(), ReferencedDayName: uint8(1 + d.IntN(days))})
	}
	for i := range 8 {
		of := duis.ElecThresholds{Index: uint8(i + 1)}
		for j := range 1 + d.IntN(3) {
			of.BlockThreshold = append(of.BlockThreshold,
				duis.BlockThreshold{Index: uint8(j + 1), Value: d.Uint32()})
		}
		t.Thresholds = append(t.Thresholds, of)
	}
	return t
}

// allPrices are those of all blocks and times of use.
func (d *draw) allPrices() *duis.ElecPriceElementsPrimary {
	blocks, times := d.elecPrices(8, 48)
	p := d.prices()
	p.BlockTariff, p.TOUTariff = nil, nil
	p.HybridTariff = &duis.ElecHybridTariff{BlockPrices: blocks, TOUPrice: times}
	return p
}

// prices are those of an ESME, by block, by time of use or both.
func (d *draw) prices() *duis.ElecPriceElementsPrimary {
	p := &duis.ElecPriceElementsPrimary{StandingCharge: d.price(),
		StandingChargeScale: int8(d.IntN(256) - 128), PriceScale: int8(d.IntN(256) - 128)}
	blocks, times := d.elecPrices(1+d.below(8), 1+d.below(48))
	switch d.IntN(3) {
	case 0:
		p.BlockTariff = &duis.ElecBlockTariff{BlockPrices: blocks}
	case 1:
		p.TOUTariff = &duis.ElecTOUTariff{TOUPrice: times}
	case 2:
		p.HybridTariff = &duis.ElecHybridTariff{BlockPrices: blocks, TOUPrice: times}
	}
	return p
}

// price is any price of an ESME.
func (d *draw) price() int16 { return int16(d.IntN(1<<16) - 1<<15) }

// elecPrices are prices by block of so many times of use, and of so many times of use.
func (d *draw) elecPrices(
	blocked, timed int,
) (blocks []duis.ElecBlocks, times []duis.ElecPrimaryTOUPrice) {
	for i := range blocked {
		of := duis.ElecBlocks{Index: uint8(i + 1)}
		for j := range 4 {
			of.BlockPrice = append(of.BlockPrice,
				duis.ElecBlockPrice{Index: uint8(j + 1), Value: d.price()})
		}
		blocks = append(blocks, of)
	}
	for i := range timed {
		times = append(times, duis.ElecPrimaryTOUPrice{Index: uint8(i + 1), Value: d.price()})
	}
	return blocks, times
}

// gasTariff is a tariff of a GSME, but for its prices.
func (d *draw) gasTariff() *duis.GasTariffElements {
	t := &duis.GasTariffElements{}
	days, weeks := 1+d.IntN(4), 1+d.IntN(2)
	for i := range days {
		t.SwitchingTable.DayProfile = append(t.SwitchingTable.DayProfile, duis.GasDayProfile{
			DayName: uint8(i + 1), TOUTariffAction: new(uint8(1 + d.IntN(4)))})
	}
	for i := range weeks {
		week := duis.WeekProfileGas{WeekName: uint8(i + 1)}
		for j := range 7 {
			week.ReferencedDayName = append(week.ReferencedDayName,
				duis.GasReferencedDayName{Index: uint8(j + 1), Value: uint8(1 + d.IntN(days))})
		}
		t.SwitchingTable.WeekProfile = append(t.SwitchingTable.WeekProfile, week)
	}
	for range 1 + d.IntN(3) {
		t.SwitchingTable.Season = append(t.SwitchingTable.Season, duis.GasSeason{
			SeasonStartDate: d.gasDate(), ReferencedWeekName: uint8(1 + d.IntN(weeks))})
	}
	for range d.IntN(3) {
		t.SpecialDay = append(t.SpecialDay, duis.GasSpecialDay{
			Date: d.gasDate(), ReferencedDayName: uint8(1 + d.IntN(days))})
	}
	for i := range 1 + d.IntN(3) {
		t.BlockThreshold = append(t.BlockThreshold,
			duis.GasThreshold{Index: uint8(i + 1), Value: d.Uint64N(1 << 48)})
	}
	return t
}

// gasPrices are those of a GSME, by block or by time of use.
func (d *draw) gasPrices() *duis.GasPriceElements {
	p := &duis.GasPriceElements{
		CurrencyUnits: []string{"GBP", "ECB"}[d.IntN(2)], StandingCharge: d.Uint32()}
	var list []duis.GasBlockPrice
	for i := range 1 + d.below(4) {
		list = append(list, duis.GasBlockPrice{Index: uint8(i + 1), Value: d.Uint32()})
	}
	if d.flag() {
		p.TOUTariff = &duis.GasTOUPriceMatrix{TOUPrice: list}
	} else {
		p.BlockTariff = &duis.GasBlockPriceMatrix{
			BlockPrice: list, NumberOfThresholds: uint8(1 + d.IntN(3))}
	}
	return p
}

// gasTimes are prices of a GSME by all times of use.
func (d *draw) gasTimes() *duis.GasPriceElements {
	p := d.gasPrices()
	p.BlockTariff, p.TOUTariff = nil, &duis.GasTOUPriceMatrix{}
	for i := range 4 {
		p.TOUTariff.TOUPrice = append(p.TOUTariff.TOUPrice,
			duis.GasBlockPrice{Index: uint8(i + 1), Value: d.Uint32()})
	}
	return p
}
