package tariff

import (
	"errors"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/duis"
)

// Of is the tariff that a body of SRV 1.1.1 sets, with names made of its numbers. Notes say,
// each in a sentence without full stop, what the tariff does not: what the body has without
// need, or what a meter may take otherwise. The result need not pass [Tariff.Check]. The
// error is of a body whose parts do not agree: the DCC refuses it. DUIS 3.8.
func Of(b *duis.UpdateImportTariffPrimaryElement) (t *Tariff, notes []string, err error) {
	r := reader{t: &Tariff{Start: startOf(b.ExecutionDateTime)}}
	p := &b.PriceElements
	switch {
	case b.ElecTariffElements != nil && p.ElectricityPriceElements != nil:
		err = r.elec(b.ElecTariffElements, p.ElectricityPriceElements)
	case b.GasTariffElements != nil && p.GasPriceElements != nil:
		err = r.gas(b.GasTariffElements, p.GasPriceElements)
	default:
		err = errors.New("tariff: structure and prices are not of one fuel")
	}
	if err != nil {
		return nil, nil, err
	}
	return r.t, r.notes, nil
}

// reader makes a tariff of a body.
type reader struct {
	t     *Tariff
	notes []string
	table table
}

func (r *reader) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// table is a switching table of either fuel, by the numbers of the body.
type table struct {
	days    []numberedDay
	weeks   []numberedWeek
	seasons []numberedSeason
	special []numberedSpecial
}

type numberedDay struct {
	number uint8
	times  []numberedSwitch
}

type numberedSwitch struct {
	at       Clock
	byBlock  bool
	register uint8
}

type numberedWeek struct {
	number uint8
	days   []uint8
}

type numberedSeason struct {
	name string
	from Date
	week uint8
}

type numberedSpecial struct {
	date Date
	day  uint8
}

// switching names what the table numbers.
func (r *reader) switching() error {
	t, from := r.t, &r.table
	for _, d := range from.days {
		day := Day{}
		for _, s := range d.times {
			rate := slices.IndexFunc(t.Rates, func(rate Rate) bool {
				return rate.ByBlock == s.byBlock && rate.Register == s.register
			})
			if rate < 0 {
				return fmt.Errorf("tariff: day %d uses the rate of register %d, which has no price",
					d.number, s.register)
			}
			day.Switches = append(day.Switches, Switch{s.at, t.Rates[rate].Name})
		}
		inOrder := func(a, b Switch) int { return int((a.At - b.At) / 1e7) }
		if !slices.IsSortedFunc(day.Switches, inOrder) {
			r.note("the times of day %d are in another order in the request", d.number)
			slices.SortStableFunc(day.Switches, inOrder)
		}
		t.Days = append(t.Days, day)
	}
	if err := r.nameDays(); err != nil {
		return err
	}
	for i, w := range from.weeks {
		week := Week{Name: string(rune('A' + i))}
		if len(from.weeks) == 1 {
			week.Name = "week"
		}
		for j, number := range w.days {
			week.Days[j] = t.Days[r.dayIndex(number)].Name
		}
		t.Weeks = append(t.Weeks, week)
	}
	for _, s := range from.seasons {
		week := slices.IndexFunc(from.weeks, func(w numberedWeek) bool { return w.number == s.week })
		if week < 0 {
			return fmt.Errorf("tariff: a season refers to week %d, which is not described", s.week)
		}
		t.Seasons = append(t.Seasons, Season{s.name, s.from, t.Weeks[week].Name})
	}
	for _, s := range from.special {
		day := r.dayIndex(s.day)
		if day < 0 {
			return fmt.Errorf("tariff: a special day refers to day %d, which is not described", s.day)
		}
		t.Special = append(t.Special, SpecialDay{s.date, t.Days[day].Name})
	}
	return nil
}

// dayIndex is where the day of a number is; -1 where it is not.
func (r *reader) dayIndex(number uint8) int {
	return slices.IndexFunc(r.table.days, func(d numberedDay) bool { return d.number == number })
}

// nameDays names the days: after the days of the only week, or by number.
func (r *reader) nameDays() error {
	t, from := r.t, &r.table
	spans := make([]uint8, len(t.Days))
	for _, w := range from.weeks {
		for i, number := range w.days {
			day := r.dayIndex(number)
			if day < 0 {
				return fmt.Errorf("tariff: week %d refers to day %d, which is not described", w.number, number)
			}
			spans[day] |= 1 << i
		}
	}
	for i := range t.Days {
		switch {
		case len(t.Days) == 1:
			t.Days[i].Name = "day"
		case len(from.weeks) == 1 && spans[i] != 0:
			t.Days[i].Name = span(spans[i])
		default:
			t.Days[i].Name = fmt.Sprintf("day %d", i+1)
		}
	}
	return nil
}

// week is a week of a body, whose days have an index.
func weekOf(number uint8, days []duis.ElecReferencedDayName) (numberedWeek, error) {
	w := numberedWeek{number, make([]uint8, 7)}
	for _, d := range days {
		if d.Index >= 1 && d.Index <= 7 {
			w.days[d.Index-1] = d.Value
		}
	}
	if slices.Contains(w.days, 0) {
		return w, fmt.Errorf("tariff: week %d does not have all seven days", number)
	}
	return w, nil
}

func (r *reader) elec(e *duis.ElecTariffElements, p *duis.ElecPriceElementsPrimary) error {
	t := r.t
	t.Fuel, t.Currency = Electricity, currencyOf(e.CurrencyUnits)
	t.Standing = penceOf(int64(p.StandingCharge), int(p.StandingChargeScale))
	r.elecRates(e, p)
	for _, d := range e.SwitchingTable.DayProfile {
		day := numberedDay{number: d.DayName}
		for _, s := range d.ProfileSchedule {
			day.times = append(day.times, numberedSwitch{Clock(s.StartTime), s.BlockTariffAction != nil,
				or0(s.TOUTariffAction) + or0(s.BlockTariffAction)})
		}
		r.table.days = append(r.table.days, day)
	}
	for _, w := range e.SwitchingTable.WeekProfile {
		week, err := weekOf(w.WeekName, w.ReferencedDayName)
		if err != nil {
			return err
		}
		r.table.weeks = append(r.table.weeks, week)
	}
	for _, s := range e.SwitchingTable.Season {
		r.table.seasons = append(r.table.seasons,
			numberedSeason{s.SeasonName, elecDate(s.SeasonStartDate), s.ReferencedWeekName})
	}
	for _, s := range e.SpecialDay {
		r.table.special = append(r.table.special, numberedSpecial{elecDate(s.Date), s.ReferencedDayName})
	}
	return r.switching()
}

// elecRates makes a rate of each register that has a price.
func (r *reader) elecRates(e *duis.ElecTariffElements, p *duis.ElecPriceElementsPrimary) {
	t := r.t
	times, blocks := p.Prices()
	for _, price := range times {
		t.Rates = append(t.Rates, Rate{Name: fmt.Sprintf("rate %d", price.Index), Register: price.Index,
			Blocks: []Block{{Price: penceOf(int64(price.Value), int(p.PriceScale))}}})
	}
	for _, of := range blocks {
		rate := Rate{Name: fmt.Sprintf("block rate %d", of.Index), Register: of.Index, ByBlock: true}
		for _, price := range of.BlockPrice {
			rate.give(price.Index, penceOf(int64(price.Value), int(p.PriceScale)))
		}
		t.Rates = append(t.Rates, rate)
	}
	for _, of := range e.Thresholds {
		inOrder := slices.SortedFunc(slices.Values(of.BlockThreshold),
			func(a, b duis.BlockThreshold) int { return int(a.Index) - int(b.Index) })
		var limits []uint64
		for _, b := range inOrder {
			if b.Value == noThreshold {
				break
			}
			limits = append(limits, uint64(b.Value))
		}
		rate := slices.IndexFunc(t.Rates, func(rate Rate) bool {
			return rate.ByBlock && rate.Register == of.Index
		})
		if rate < 0 {
			if limits != nil {
				r.note("the request has thresholds of block register %d, which has no price", of.Index)
			}
			continue
		}
		t.Rates[rate].Blocks = r.limit(t.Rates[rate], limits, noThreshold)
	}
	r.nameRates()
}

// give gives a block of a rate, from 1, its price.
func (r *Rate) give(index uint8, price Pence) {
	for len(r.Blocks) < int(index) {
		r.Blocks = append(r.Blocks, Block{})
	}
	if index > 0 {
		r.Blocks[index-1].Price = price
	}
}

// limit gives blocks their ends. A block without a price costs nothing.
func (r *reader) limit(rate Rate, limits []uint64, none uint64) []Block {
	blocks := slices.Clone(rate.Blocks)
	if len(blocks) == 0 {
		blocks = []Block{{}}
	}
	if len(limits) >= len(blocks) {
		r.note("%s has no price beyond %s", rate.Name, energy(limits[len(blocks)-1]))
	}
	for len(limits) >= len(blocks) && len(blocks) < 4 {
		blocks = append(blocks, Block{})
	}
	for i := range blocks[:len(blocks)-1] {
		if blocks[i].UpTo = none; i < len(limits) {
			blocks[i].UpTo = limits[i]
		} else {
			r.note("%s has more prices than blocks", rate.Name)
		}
	}
	return blocks
}

// nameRates orders the rates by register and gives a rate alone a plain name.
func (r *reader) nameRates() {
	slices.SortStableFunc(r.t.Rates, func(a, b Rate) int {
		if a.ByBlock != b.ByBlock {
			if b.ByBlock {
				return -1
			}
			return 1
		}
		return int(a.Register) - int(b.Register)
	})
	for i, rate := range r.t.Rates[min(1, len(r.t.Rates)):] {
		if rate.Name == r.t.Rates[i].Name {
			r.note("%s has two prices: the DCC refuses the request", rate.Name)
		}
	}
	if len(r.t.Rates) == 1 {
		r.t.Rates[0].Name = "rate"
	}
}

func (r *reader) gas(e *duis.GasTariffElements, p *duis.GasPriceElements) error {
	t := r.t
	t.Fuel, t.Currency = Gas, currencyOf(p.CurrencyUnits)
	t.Standing = penceOf(int64(p.StandingCharge), usualScale)
	r.gasRates(e, p)
	for _, d := range e.SwitchingTable.DayProfile {
		s := numberedSwitch{byBlock: d.BlockTariff, register: 1}
		if d.TOUTariffAction != nil {
			s.register = *d.TOUTariffAction
		}
		r.table.days = append(r.table.days, numberedDay{d.DayName, []numberedSwitch{s}})
	}
	for _, w := range e.SwitchingTable.WeekProfile {
		var days []duis.ElecReferencedDayName
		for _, d := range w.ReferencedDayName {
			days = append(days, duis.ElecReferencedDayName(d))
		}
		week, err := weekOf(w.WeekName, days)
		if err != nil {
			return err
		}
		r.table.weeks = append(r.table.weeks, week)
	}
	for i, s := range e.SwitchingTable.Season {
		name := fmt.Sprintf("season %d", i+1)
		if len(e.SwitchingTable.Season) == 1 {
			name = "all year"
		}
		r.table.seasons = append(r.table.seasons,
			numberedSeason{name, gasDate(s.SeasonStartDate), s.ReferencedWeekName})
	}
	for _, s := range e.SpecialDay {
		r.table.special = append(r.table.special, numberedSpecial{gasDate(s.Date), s.ReferencedDayName})
	}
	return r.switching()
}

// gasRates makes a rate of each price by day, or one of all prices by block.
func (r *reader) gasRates(e *duis.GasTariffElements, p *duis.GasPriceElements) {
	t := r.t
	if p.TOUTariff != nil {
		for _, price := range p.TOUTariff.TOUPrice {
			t.Rates = append(t.Rates, Rate{Name: fmt.Sprintf("rate %d", price.Index), Register: price.Index,
				Blocks: []Block{{Price: penceOf(int64(price.Value), usualScale)}}})
		}
		r.nameRates()
		return
	}
	rate := Rate{Name: "rate", Register: 1, ByBlock: true}
	if p.BlockTariff == nil {
		return
	}
	for _, price := range p.BlockTariff.BlockPrice {
		rate.give(price.Index, penceOf(int64(price.Value), usualScale))
	}
	limits := make([]uint64, 0, 3)
	for _, b := range e.BlockThreshold {
		if b.Value != noGasThreshold {
			limits = append(limits, b.Value)
		}
	}
	if n := int(p.BlockTariff.NumberOfThresholds); n != len(e.BlockThreshold) {
		r.note("NumberOfThresholds is %d, and there are %d: the Command has the latter", n,
			len(e.BlockThreshold))
	}
	rate.Blocks = r.limit(rate, limits, noGasThreshold)
	t.Rates = append(t.Rates, rate)
}
