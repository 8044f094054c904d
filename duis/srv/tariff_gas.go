package srv

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/zcl"
)

// gasTariff gives the whole tariff of a GSME.
func (w *Writer) gasTariff(b *duis.UpdateImportTariffPrimaryElement) {
	tariff, prices := b.GasTariffElements, b.PriceElements.GasPriceElements
	if prices == nil {
		w.Refuse(pricesInconsistent, "the tariff is of gas and the prices are of electricity")
		return
	}
	w.gasStart(b.ExecutionDateTime)
	w.Add(usecase.IssuerCalendarID.Is(uint32(w.issued())))
	w.gasSwitching(tariff, prices)
	w.gasPrices(prices)
	if prices.BlockTariff == nil {
		return // the thresholds of the request have no meaning
	}
	inOrder(w, "BlockThreshold", tariff.BlockThreshold,
		func(t duis.GasThreshold) uint8 { return t.Index })
	thresholds := make([]usecase.Args, len(tariff.BlockThreshold))
	for i, t := range tariff.BlockThreshold {
		thresholds[i] = usecase.Args{usecase.GasBlockThreshold.Is(t.Value)}
	}
	w.Add(usecase.GasBlockThresholds.Is(thresholds...),
		usecase.NumberOfBlockThresholds.Is(uint8(len(thresholds))))
}

// gasStart gives what all commands of a tariff have: their number, and when they come into
// force.
func (w *Writer) gasStart(at *time.Time) {
	start := w.start(at, usecase.Never)
	if start == usecase.NeverCalendar {
		w.Refuse(duis.E64, "%s cannot be told from a cancellation", at.Format(time.RFC3339))
	}
	w.Add(usecase.IssuerEventID.Is(w.issued()), usecase.GasStartTime.Is(start))
}

// gasSwitching gives days, weeks, seasons and special days of a GSME.
func (w *Writer) gasSwitching(tariff *duis.GasTariffElements, prices *duis.GasPriceElements) {
	var names switchingNames
	table := &tariff.SwitchingTable
	days := make([]usecase.Args, len(table.DayProfile))
	for i, day := range table.DayProfile {
		names.days = append(names.days, day.DayName)
		tier := uint8(0) // all blocks
		if day.TOUTariffAction != nil {
			tier = *day.TOUTariffAction
		}
		if !gasPriced(prices, tier) {
			w.Refuse(pricesInconsistent, "day %d uses a price that has no value", day.DayName)
		}
		days[i] = usecase.Args{usecase.DayID.Is(day.DayName), usecase.DayEntries.Is(
			usecase.Args{usecase.DayEntryStart.Is(0), usecase.DayEntryAction.Is(tier)})}
	}
	weeks := make([]usecase.Args, len(table.WeekProfile))
	for i, week := range table.WeekProfile {
		names.weeks = append(names.weeks, week.WeekName)
		inOrder(w, "day of a week", week.ReferencedDayName,
			func(d duis.GasReferencedDayName) uint8 { return d.Index })
		of := make([]usecase.Args, len(week.ReferencedDayName))
		for j, day := range week.ReferencedDayName {
			names.needDays = append(names.needDays, day.Value)
			of[j] = usecase.Args{usecase.ReferencedDayID.Is(day.Value)}
		}
		weeks[i] = usecase.Args{usecase.WeekID.Is(week.WeekName), usecase.WeekDays.Is(of...)}
	}
	seasons := make([]usecase.Args, len(table.Season))
	for i, season := range table.Season {
		names.needWeeks = append(names.needWeeks, season.ReferencedWeekName)
		seasons[i] = usecase.Args{
			usecase.GasSeasonStart.Is(w.gasDate(season.SeasonStartDate)),
			usecase.ReferencedWeekID.Is(season.ReferencedWeekName),
		}
	}
	special := make([]usecase.Args, len(tariff.SpecialDay))
	for i, day := range tariff.SpecialDay {
		names.needDays = append(names.needDays, day.ReferencedDayName)
		special[i] = usecase.Args{
			usecase.GasSpecialDay.Is(w.gasDate(day.Date)),
			usecase.ReferencedDayID.Is(day.ReferencedDayName),
		}
	}
	w.consistent(&names)
	w.Add(usecase.GasDayProfiles.Is(days...), usecase.GasWeekProfiles.Is(weeks...),
		usecase.GasSeasons.Is(seasons...), usecase.GasSpecialDays.Is(special...))
}

// gasPriced reports whether there is a price for a tier, or for blocks where tier is 0.
func gasPriced(p *duis.GasPriceElements, tier uint8) bool {
	if tier == 0 {
		return p.BlockTariff != nil
	}
	return p.TOUTariff != nil && slices.ContainsFunc(p.TOUTariff.TOUPrice,
		func(t duis.GasBlockPrice) bool { return t.Index == tier })
}

// gasPrices gives prices and standing charge of a GSME, and how its tariff charges. Of a
// block tariff the number of thresholds is left to the caller.
func (w *Writer) gasPrices(p *duis.GasPriceElements) {
	currency := map[string]uint16{"GBP": 826, "ECB": 978}[p.CurrencyUnits]
	w.Add(usecase.PriceCurrency.Is(currency), usecase.GasStandingCharge.Is(p.StandingCharge))
	var prices []duis.GasBlockPrice
	first := uint8(1) // the number of the first
	switch {
	case p.TOUTariff != nil:
		prices = p.TOUTariff.TOUPrice
		w.Add(usecase.TariffScheme.Is(0x00), usecase.PriceMatrixControl.Is(1),
			usecase.NumberOfPriceTiers.Is(uint8(len(prices))), usecase.NumberOfBlockThresholds.Is(0))
	case p.BlockTariff != nil:
		prices, first = p.BlockTariff.BlockPrice, 0
		w.Add(usecase.TariffScheme.Is(0x10), usecase.PriceMatrixControl.Is(0),
			usecase.NumberOfPriceTiers.Is(0))
	}
	matrix := make([]usecase.Args, len(prices))
	for i, price := range prices {
		if i > 0 && price.Index == prices[i-1].Index {
			w.Refuse(duis.E64, "the price %d has two values", price.Index)
		}
		matrix[i] = usecase.Args{
			usecase.PriceTierOrBlock.Is(first + price.Index - 1), usecase.GasPrice.Is(price.Value),
		}
	}
	w.Add(usecase.GasPrices.Is(matrix...))
}

// gasDate is a date in ZigBee.
func (w *Writer) gasDate(d duis.GasDateWithWildcards) zcl.Date {
	date := zcl.Date{0xFF, 0xFF, 0xFF, 0xFF}
	if y := d.GasYearWithWildcards.SpecifiedYear; y != nil {
		if *y < 1900 || *y > 2154 {
			w.Refuse(duis.E64, "the year %d: a ZigBee date has 1900 to 2154", *y)
		}
		date[0] = byte(*y - 1900)
	}
	if m := d.GasMonthWithWildcards.SpecifiedMonth; m != nil {
		date[1] = *m
	}
	if day := d.GasDayOfMonthWithWildcards.SpecifiedDayOfMonth; day != nil {
		date[2] = *day
	}
	if day := d.GasDayOfWeekWithWildcards.SpecifiedDayOfWeek; day != nil {
		date[3] = *day
	}
	return date
}

// gasTariff takes the whole tariff of a GSME.
func (r *Reader) gasTariff(b *duis.UpdateImportTariffPrimaryElement) {
	b.ExecutionDateTime = r.gasStart()
	uniform(r, usecase.IssuerCalendarID)
	tariff := r.gasSwitching()
	b.GasTariffElements = tariff
	prices := r.gasPrices()
	b.PriceElements.GasPriceElements = prices
	asked := r.Asked.Body.(*duis.UpdateImportTariffPrimaryElement)
	if prices.BlockTariff == nil {
		// The schema wants thresholds, and a time-of-use tariff has none.
		tariff.BlockThreshold = asked.GasTariffElements.BlockThreshold
		return
	}
	elements(r, usecase.GasBlockThresholds, func(r *Reader) {
		tariff.BlockThreshold = append(tariff.BlockThreshold, duis.GasThreshold{
			Index: uint8(len(tariff.BlockThreshold) + 1), Value: take(r, usecase.GasBlockThreshold),
		})
	})
	same(r, usecase.NumberOfBlockThresholds, uint8(len(tariff.BlockThreshold)))
	// The message says how many thresholds follow, not the number in the request.
	if p := asked.PriceElements.GasPriceElements; p != nil && p.BlockTariff != nil {
		prices.BlockTariff.NumberOfThresholds = p.BlockTariff.NumberOfThresholds
	}
}

// gasStart takes number and start of all commands of a tariff, which must be the same.
func (r *Reader) gasStart() *time.Time {
	uniform(r, usecase.IssuerEventID)
	return r.start(uniform(r, usecase.GasStartTime), usecase.Never)
}

// gasSwitching takes days, weeks, seasons and special days of a GSME.
func (r *Reader) gasSwitching() *duis.GasTariffElements {
	tariff := &duis.GasTariffElements{}
	table := &tariff.SwitchingTable
	elements(r, usecase.GasDayProfiles, func(r *Reader) {
		day := duis.GasDayProfile{DayName: take(r, usecase.DayID)}
		entries := 0
		elements(r, usecase.DayEntries, func(r *Reader) {
			entries++
			same(r, usecase.DayEntryStart, 0)
			if tier := take(r, usecase.DayEntryAction); tier > 0 {
				day.TOUTariffAction = &tier
			} else {
				day.BlockTariff = true
			}
		})
		if entries != 1 {
			r.Fail("day %d has %d entries: want 1", day.DayName, entries)
		}
		table.DayProfile = append(table.DayProfile, day)
	})
	elements(r, usecase.GasWeekProfiles, func(r *Reader) {
		week := duis.WeekProfileGas{WeekName: take(r, usecase.WeekID)}
		elements(r, usecase.WeekDays, func(r *Reader) {
			week.ReferencedDayName = append(week.ReferencedDayName, duis.GasReferencedDayName{
				Index: uint8(len(week.ReferencedDayName) + 1), Value: take(r, usecase.ReferencedDayID),
			})
		})
		table.WeekProfile = append(table.WeekProfile, week)
	})
	elements(r, usecase.GasSeasons, func(r *Reader) {
		table.Season = append(table.Season, duis.GasSeason{
			SeasonStartDate:    r.gasDate(take(r, usecase.GasSeasonStart)),
			ReferencedWeekName: take(r, usecase.ReferencedWeekID),
		})
	})
	elements(r, usecase.GasSpecialDays, func(r *Reader) {
		tariff.SpecialDay = append(tariff.SpecialDay, duis.GasSpecialDay{
			Date:              r.gasDate(take(r, usecase.GasSpecialDay)),
			ReferencedDayName: take(r, usecase.ReferencedDayID),
		})
	})
	same(r, usecase.NumberOfDayProfiles, uint8(len(table.DayProfile)))
	same(r, usecase.NumberOfWeekProfiles, uint8(len(table.WeekProfile)))
	same(r, usecase.NumberOfSeasons, uint8(len(table.Season)))
	return tariff
}

// gasPrices takes prices and standing charge of a GSME, and how its tariff charges. Of a
// block tariff the number of thresholds is left to the caller.
func (r *Reader) gasPrices() *duis.GasPriceElements {
	p := &duis.GasPriceElements{StandingCharge: take(r, usecase.GasStandingCharge)}
	switch currency := take(r, usecase.PriceCurrency); currency {
	case 826:
		p.CurrencyUnits = "GBP"
	case 978:
		p.CurrencyUnits = "ECB"
	default:
		r.Fail("the currency %d is neither pounds nor euros", currency)
	}
	scheme := take(r, usecase.TariffScheme)
	var prices []duis.GasBlockPrice
	elements(r, usecase.GasPrices, func(r *Reader) {
		price := duis.GasBlockPrice{Index: take(r, usecase.PriceTierOrBlock)}
		if scheme == 0x10 {
			price.Index++
		}
		price.Value = take(r, usecase.GasPrice)
		prices = append(prices, price)
	})
	switch scheme {
	case 0x00:
		same(r, usecase.PriceMatrixControl, 1)
		same(r, usecase.NumberOfPriceTiers, uint8(len(prices)))
		same(r, usecase.NumberOfBlockThresholds, 0)
		p.TOUTariff = &duis.GasTOUPriceMatrix{TOUPrice: prices}
	case 0x10:
		same(r, usecase.PriceMatrixControl, 0)
		same(r, usecase.NumberOfPriceTiers, 0)
		p.BlockTariff = &duis.GasBlockPriceMatrix{BlockPrice: prices}
	default:
		r.Fail("the tariff scheme is %02X: want 00 or 10", scheme)
	}
	return p
}

// gasDate is the inverse of that of [Writer].
func (r *Reader) gasDate(d zcl.Date) (date duis.GasDateWithWildcards) {
	if d[0] == 0xFF {
		date.GasYearWithWildcards.NonSpecifiedYear = true
	} else {
		date.GasYearWithWildcards.SpecifiedYear = new(1900 + uint16(d[0]))
	}
	switch month := d[1]; {
	case month == 0xFF:
		date.GasMonthWithWildcards.NonSpecifiedMonth = true
	case month < 1 || month > 12:
		r.Fail("the month of a date is %02X", month)
	default:
		date.GasMonthWithWildcards.SpecifiedMonth = &month
	}
	switch day := d[2]; {
	case day == 0xFF:
		date.GasDayOfMonthWithWildcards.GasNonSpecifiedDayOfMonth = true
	case day < 1 || day > 31:
		r.Fail("the day of a date is %02X", day)
	default:
		date.GasDayOfMonthWithWildcards.SpecifiedDayOfMonth = &day
	}
	date.GasDayOfWeekWithWildcards = r.dayOfWeek(d[3])
	return date
}
