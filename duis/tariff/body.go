package tariff

import (
	"math"
	"slices"

	"github.com/mains-energy/mains/duis"
)

// noThreshold is in an ESME where a block does not end, and so is noGasThreshold in a GSME.
const (
	noThreshold    = math.MaxUint32
	noGasThreshold = 1<<48 - 1
)

// Body is the body of SRV 1.1.1 that sets the tariff. Days and weeks are numbered in the
// order of the tariff. Of an ESME, prices have the scale of the published requests, -5, or
// the nearest at which all are exact. The error is that of [Tariff.Check]. DUIS 3.8.
func (t *Tariff) Body() (*duis.UpdateImportTariffPrimaryElement, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	b := &duis.UpdateImportTariffPrimaryElement{ExecutionDateTime: t.Start.time()}
	if t.Fuel == Gas {
		b.GasTariffElements, b.PriceElements.GasPriceElements = t.gas(), t.gasPrices()
	} else {
		b.ElecTariffElements = t.elec()
		b.PriceElements.ElectricityPriceElements = t.elecPrices()
	}
	return b, nil
}

// dayNumber is the number of a day in a body; weekNumber is that of a week.
func (t *Tariff) dayNumber(name string) uint8 {
	return uint8(1 + slices.IndexFunc(t.Days, func(d Day) bool { return d.Name == name }))
}

func (t *Tariff) weekNumber(name string) uint8 {
	return uint8(1 + slices.IndexFunc(t.Weeks, func(w Week) bool { return w.Name == name }))
}

// elec is the structure of the tariff of an ESME.
func (t *Tariff) elec() *duis.ElecTariffElements {
	e := &duis.ElecTariffElements{CurrencyUnits: t.Currency.code()}
	table := &e.SwitchingTable
	for i, day := range t.Days {
		d := duis.ElecDayProfilePrimary{DayName: uint8(i + 1)}
		for _, s := range day.Switches {
			at := duis.ElecProfileSchedulePrimary{StartTime: duis.TimeOfDay(s.At)}
			if r := t.rate(s.Rate); r.ByBlock {
				at.BlockTariffAction = &r.Register
			} else {
				at.TOUTariffAction = &r.Register
			}
			d.ProfileSchedule = append(d.ProfileSchedule, at)
		}
		table.DayProfile = append(table.DayProfile, d)
	}
	for i, week := range t.Weeks {
		w := duis.ElecWeekProfile{WeekName: uint8(i + 1)}
		for j, day := range week.Days {
			w.ReferencedDayName = append(w.ReferencedDayName,
				duis.ElecReferencedDayName{Index: uint8(j + 1), Value: t.dayNumber(day)})
		}
		table.WeekProfile = append(table.WeekProfile, w)
	}
	for _, s := range t.Seasons {
		table.Season = append(table.Season, duis.ElecSeason{SeasonName: s.Name,
			SeasonStartDate: s.From.elec(), ReferencedWeekName: t.weekNumber(s.Week)})
	}
	for _, s := range t.Special {
		e.SpecialDay = append(e.SpecialDay, duis.ElecSpecialDayPrimary{
			Date: s.Date.elec(), ReferencedDayName: t.dayNumber(s.Day)})
	}
	for i := range uint8(8) {
		e.Thresholds = append(e.Thresholds, t.thresholds(i+1))
	}
	return e
}

// thresholds are those of a block register: behind the last one that is none, where there is
// room, and nothing else where the register is not used.
func (t *Tariff) thresholds(register uint8) duis.ElecThresholds {
	of := duis.ElecThresholds{Index: register}
	add := func(value uint32) {
		of.BlockThreshold = append(of.BlockThreshold,
			duis.BlockThreshold{Index: uint8(len(of.BlockThreshold) + 1), Value: value})
	}
	for _, r := range t.Rates {
		if !r.ByBlock || r.Register != register {
			continue
		}
		for _, b := range r.Blocks[:len(r.Blocks)-1] {
			add(uint32(b.UpTo))
		}
	}
	if len(of.BlockThreshold) < 3 {
		add(noThreshold)
	}
	return of
}

// elecPrices are the prices of an ESME, in the order of the registers.
func (t *Tariff) elecPrices() *duis.ElecPriceElementsPrimary {
	p := &duis.ElecPriceElementsPrimary{}
	p.StandingChargeScale, _ = scaleOf([]Pence{t.Standing}) // checked
	p.StandingCharge = at(t.Standing, p.StandingChargeScale)
	p.PriceScale, _ = scaleOf(t.allPrices())
	var times []duis.ElecPrimaryTOUPrice
	var blocks []duis.ElecBlocks
	for _, r := range t.ordered() {
		if !r.ByBlock {
			times = append(times, duis.ElecPrimaryTOUPrice{Index: r.Register,
				Value: at(r.Blocks[0].Price, p.PriceScale)})
			continue
		}
		of := duis.ElecBlocks{Index: r.Register}
		for i, b := range r.Blocks {
			of.BlockPrice = append(of.BlockPrice,
				duis.ElecBlockPrice{Index: uint8(i + 1), Value: at(b.Price, p.PriceScale)})
		}
		blocks = append(blocks, of)
	}
	switch {
	case blocks == nil:
		p.TOUTariff = &duis.ElecTOUTariff{TOUPrice: times}
	case times == nil:
		p.BlockTariff = &duis.ElecBlockTariff{BlockPrices: blocks}
	default:
		p.HybridTariff = &duis.ElecHybridTariff{BlockPrices: blocks, TOUPrice: times}
	}
	return p
}

// at is an amount that was checked to have a scale.
func at(p Pence, scale int8) int16 {
	v, _ := p.at(int(scale))
	return int16(v)
}

// ordered is the rates by register.
func (t *Tariff) ordered() []Rate {
	return slices.SortedStableFunc(slices.Values(t.Rates), func(a, b Rate) int {
		return int(a.Register) - int(b.Register)
	})
}

// gas is the structure of the tariff of a GSME.
func (t *Tariff) gas() *duis.GasTariffElements {
	e := &duis.GasTariffElements{}
	table := &e.SwitchingTable
	for i, day := range t.Days {
		d := duis.GasDayProfile{DayName: uint8(i + 1)}
		if r := t.rate(day.Switches[0].Rate); r.ByBlock {
			d.BlockTariff = true
		} else {
			d.TOUTariffAction = &r.Register
		}
		table.DayProfile = append(table.DayProfile, d)
	}
	for i, week := range t.Weeks {
		w := duis.WeekProfileGas{WeekName: uint8(i + 1)}
		for j, day := range week.Days {
			w.ReferencedDayName = append(w.ReferencedDayName,
				duis.GasReferencedDayName{Index: uint8(j + 1), Value: t.dayNumber(day)})
		}
		table.WeekProfile = append(table.WeekProfile, w)
	}
	for _, s := range t.Seasons {
		table.Season = append(table.Season, duis.GasSeason{
			SeasonStartDate: s.From.gas(), ReferencedWeekName: t.weekNumber(s.Week)})
	}
	for _, s := range t.Special {
		e.SpecialDay = append(e.SpecialDay, duis.GasSpecialDay{
			Date: s.Date.gas(), ReferencedDayName: t.dayNumber(s.Day)})
	}
	blocks := t.Rates[0].Blocks
	for i, b := range blocks[:len(blocks)-1] {
		e.BlockThreshold = append(e.BlockThreshold,
			duis.GasThreshold{Index: uint8(i + 1), Value: b.UpTo})
	}
	if e.BlockThreshold == nil { // the schema wants one
		e.BlockThreshold = []duis.GasThreshold{{Index: 1, Value: noGasThreshold}}
	}
	return e
}

// gasPrices are the prices of a GSME.
func (t *Tariff) gasPrices() *duis.GasPriceElements {
	value := func(p Pence) uint32 {
		v, _ := p.at(usualScale) // checked
		return uint32(v)
	}
	p := &duis.GasPriceElements{CurrencyUnits: t.Currency.code(), StandingCharge: value(t.Standing)}
	if r := t.Rates[0]; r.ByBlock {
		p.BlockTariff = &duis.GasBlockPriceMatrix{NumberOfThresholds: uint8(max(1, len(r.Blocks)-1))}
		for i, b := range r.Blocks {
			p.BlockTariff.BlockPrice = append(p.BlockTariff.BlockPrice,
				duis.GasBlockPrice{Index: uint8(i + 1), Value: value(b.Price)})
		}
		return p
	}
	p.TOUTariff = &duis.GasTOUPriceMatrix{}
	for _, r := range t.ordered() {
		p.TOUTariff.TOUPrice = append(p.TOUTariff.TOUPrice,
			duis.GasBlockPrice{Index: r.Register, Value: value(r.Blocks[0].Price)})
	}
	return p
}
