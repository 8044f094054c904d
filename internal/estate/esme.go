package estate

import (
	"math"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// randomisedOffset is the longest random delay of an ESME that nobody has set one on, in
// seconds.
const randomisedOffset = 600

// maker is the manufacturer of all Devices.
const maker = "MAIN"

// readings are the values of a Device that nobody has set: what it measures at now, and
// what it was made with.
func (r cosemReader) readings() usecase.Args {
	made := usecase.Args{
		usecase.DeviceIdentifier.Is(r.EUI), usecase.FirmwareVersion.Is(firmware),
		usecase.ModelType.Is(r.Type.String() + "-1"), usecase.ManufacturerIdentifier.Is(maker),
		usecase.ClockTime.Is(dlms.DateTimeOf(r.now, dlms.NotSpecified)),
		usecase.ClockTimeStatus.Is(clockReliable),
		usecase.LoadSwitchState.Is(enabled),
	}
	switch r.Type {
	case usecase.ESME:
		return append(append(r.energy(), r.balances()...), made...)
	case usecase.CHF:
		return append(usecase.Args{usecase.HubDeviceLog.Is(r.hubEntries()...)}, made...)
	}
	return made
}

// energy is what a single-phase ESME of one element, variant A, measures in a home that
// gives nothing to the network, in Wh, varh and W. It has no tariff from its making: its
// time-of-use registers and block registers stand at nought.
func (r cosemReader) energy() usecase.Args {
	m, tangent := r.estate.electricity(r.Device)
	active := m.Register(r.now)
	power := uint32(2 * (active - m.Register(r.now.Add(-wakePeriod))))
	args := usecase.Args{
		usecase.ActiveImport.Is(uint32(active)),
		usecase.ReactiveImport.Is(uint32(active * tangent / 1000)),
		usecase.ActiveExport.Is(0), usecase.ReactiveExport.Is(0),
		usecase.ActivePowerImport.Is(power), usecase.PrimaryActivePowerImport.Is(power),
		usecase.RandomisedOffsetLimit.Is(randomisedOffset),
		usecase.RandomisedOffset.Is(randomisedOffset / 2),
		usecase.RandomisedOffsetNumber.Is(5000),
		usecase.MeterVariant.Is("A"), usecase.LoadLimitCounter.Is(0),
		usecase.BoostFunctionAvailability.Is(false),
		usecase.TOURegisters.Is(manyOf(usecase.TOURegister.Is(0), 48)...),
		usecase.BlockRegisters.Is(manyOf(usecase.BlockRegister.Is(0), 64)...),
		usecase.PrimaryActiveTariffPrice.Is(r.price()),
	}
	args = append(args,
		usecase.VoltagePhase1.OverCounter.Is(0), usecase.VoltagePhase1.UnderCounter.Is(0))
	for _, d := range []*usecase.MaximumDemand{
		usecase.MaximumDemandImport, usecase.MaximumDemandPeriodImport, usecase.MaximumDemandExport,
	} {
		since := dlms.DateTimeOf(m.since(), dlms.NotSpecified)
		args = append(args, d.Value.Is(0), d.Captured.Is(since), d.LastReset.Is(since))
	}
	return args
}

// prices are those of the primary element that are in force.
var prices = cosemAddress{113, dlms.LogicalName{0, 0, 19, 20, 0, 255}, 5}

// price is what a kWh costs, in hundred-thousandths of the currency: the first of the prices
// in force, since nothing here works the switching table; nought where there are none.
func (r cosemReader) price() uint32 {
	kept, _, err := dlms.ParseData(r.Values[prices.String()])
	attribute, ok := r.estate.cosemModels[usecase.ESME][prices]
	if err != nil || !ok {
		return 0
	}
	args, _ := attribute.Args(kept)
	scale, _ := usecase.PriceScale.Of(args)
	matrix, _ := usecase.PriceMatrix.Elements(args)
	if len(matrix) == 0 {
		return 0
	}
	price, _ := usecase.Price.Of(matrix[0])
	amount := float64(price) * math.Pow10(int(scale)-moneyScale)
	return uint32(min(max(amount, 0), math.MaxUint32))
}

// moneyScale is the power of ten of money whose scale no message says.
const moneyScale = -5

// manyOf are n elements with one value each.
func manyOf(arg usecase.Arg, n int) []usecase.Args {
	elements := make([]usecase.Args, n)
	for i := range elements {
		elements[i] = usecase.Args{arg}
	}
	return elements
}

// balances are the accounts of an ESME, in hundred-thousandths of the currency.
func (r cosemReader) balances() usecase.Args {
	return usecase.Args{
		usecase.MeterBalance.Is(int32(r.amount(meterBalance))),
		usecase.EmergencyCreditBalance.Is(int32(r.amount(emergencyCredit))),
		usecase.AccumulatedDebtRegister.Is(int32(r.amount(accumulatedDebt))),
		usecase.TimeDebtRegister1.Is(int32(r.amount(timeDebt1))),
		usecase.TimeDebtRegister2.Is(int32(r.amount(timeDebt2))),
		usecase.PaymentDebtRegister.Is(int32(r.amount(paymentDebt))),
	}
}

// electricity is what the ESME d measures, and its tan(phi) in thousandths.
func (e *Estate) electricity(d Device) (meter, int64) {
	seed := e.Seed.number(d.EUI, forConsumption)
	return electricity(seed), reactive(seed)
}

// since is when the meter began to count.
func (m meter) since() time.Time { return time.Unix(m.installed*halfHour, 0).UTC() }

// halfHoursKept and daysKept bound what is read of a profile at once: a month of half-hours
// and a month of days. A message has room for little more.
const (
	halfHoursKept = 31 * halvesPerDay
	daysKept      = 31
)

// profiles are the logs of energy in half-hours and in days that the window asks for, the
// latest records of it. Each record has the time at which its period ended.
func (r cosemReader) profiles(w window) usecase.Args {
	if r.Type != usecase.ESME {
		return nil
	}
	m, tangent := r.estate.electricity(r.Device)
	var active, reactive, exported, days []usecase.Args
	r.periods(w, m, 30*time.Minute, halfHoursKept, func(at usecase.Arg, energy int64) {
		active = append(active, usecase.Args{at, usecase.RecordImported.Is(uint32(energy))})
		reactive = append(reactive, usecase.Args{
			at, usecase.RecordReactiveImported.Is(uint32(energy * tangent / 1000))})
		exported = append(exported, usecase.Args{
			at, usecase.RecordExported.Is(0), usecase.RecordReactiveExported.Is(0)})
	})
	r.periods(w, m, 24*time.Hour, daysKept, func(at usecase.Arg, energy int64) {
		days = append(days, usecase.Args{at, usecase.RecordConsumption.Is(uint32(energy))})
	})
	return usecase.Args{
		usecase.ImportProfileRecords.Is(active...), usecase.ReactiveProfileRecords.Is(reactive...),
		usecase.ExportProfileRecords.Is(exported...), usecase.DailyConsumptionRecords.Is(days...),
	}
}

// periods calls each for the energy of the last periods, up to a number of them, that ended
// in the window and before now.
func (r cosemReader) periods(
	w window, m meter, period time.Duration, most int, each func(at usecase.Arg, energy int64),
) {
	end := r.now
	if w.to.Before(end) {
		end = w.to
	}
	end = end.UTC().Truncate(period)
	begin := end.Add(-time.Duration(most-1) * period)
	for _, bound := range []time.Time{w.from, m.since().Add(period)} {
		if begin.Before(bound) {
			begin = bound.UTC().Add(period - 1).Truncate(period)
		}
	}
	for at := begin; !at.After(end); at = at.Add(period) {
		each(usecase.RecordTime.Is(usecase.SecondsOf(at)),
			m.Register(at)-m.Register(at.Add(-period)))
	}
}

// hubEntries are the Devices in the log of a CHF, all heard just now.
func (r cosemReader) hubEntries() (entries []usecase.Args) {
	for _, id := range r.deviceLog() {
		entries = append(entries, usecase.Args{
			usecase.HubDevice.Is(id), usecase.HubEntryStatus.Is(heard),
			usecase.HubMaxRSSI.Is(-40), usecase.SubGHzLinkQuality.Is(-50), usecase.HubMinRSSI.Is(-60),
			usecase.HubMaxLQI.Is(255), usecase.HubAverageLQI.Is(200), usecase.HubMinLQI.Is(150),
			usecase.LastCommunicationsDateTime.Is(dlms.DateTimeOf(r.now, dlms.NotSpecified)),
			usecase.HubHops.Is(1), usecase.HubFailures.Is(0), usecase.HubSuccesses.Is(255),
			usecase.HubApplicationVersion.Is(1), usecase.HubStackVersion.Is(2),
		})
	}
	return entries
}

// heard is the status of a Device that is in the network.
var heard = usecase.BitString{N: 8, Octets: []byte{0xC0}}
