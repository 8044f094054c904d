package srv

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// elecTariff gives the whole tariff of the primary element.
func (w *Writer) elecTariff(b *duis.UpdateImportTariffPrimaryElement) {
	tariff, prices := b.ElecTariffElements, b.PriceElements.ElectricityPriceElements
	if prices == nil {
		w.Refuse(pricesInconsistent, "the tariff is of electricity and the prices are of gas")
		return
	}
	w.execution(b.ExecutionDateTime)
	table := switchingTable{}
	var actions []byte
	for _, day := range tariff.SwitchingTable.DayProfile {
		d := switchingDay{name: day.DayName}
		for _, s := range day.ProfileSchedule {
			at := switchingTime{at: s.StartTime}
			switch {
			case s.TOUTariffAction != nil:
				at.script = uint16(*s.TOUTariffAction)
				actions = append(actions, *s.TOUTariffAction)
			case s.BlockTariffAction != nil:
				at.script = 100 + uint16(*s.BlockTariffAction)
				actions = append(actions, blockPrice(1, *s.BlockTariffAction))
			}
			d.times = append(d.times, at)
		}
		table.days = append(table.days, d)
	}
	table.weeks, table.seasons = tariff.SwitchingTable.WeekProfile, tariff.SwitchingTable.Season
	table.special = tariff.SpecialDay
	w.switching(&table)
	w.thresholds(tariff.Thresholds)
	w.Add(usecase.CurrencyUnits.Is(tariff.CurrencyUnits == "GBP"))
	given := w.elecPrices(prices)
	for _, a := range actions {
		if _, ok := given[a]; !ok {
			w.Refuse(pricesInconsistent, "the switching table uses the price %02X, which has no value", a)
		}
	}
}

// secondaryTariff gives the whole tariff of the second element.
func (w *Writer) secondaryTariff(b *duis.UpdateImportTariffSecondaryElement) {
	w.execution(b.ExecutionDateTime)
	table := switchingTable{}
	given := map[uint8]bool{}
	for _, p := range b.PriceElements.ElectricityPriceElement {
		given[p.Index] = true
	}
	for _, day := range b.SwitchingTable.DayProfile {
		d := switchingDay{name: day.DayName}
		for _, s := range day.ProfileSchedule {
			d.times = append(d.times, switchingTime{s.StartTime, 200 + uint16(s.TOUTariffAction)})
			if !given[s.TOUTariffAction] {
				w.Refuse(pricesInconsistent, "the switching table uses the price %d, which has no value",
					s.TOUTariffAction)
			}
		}
		table.days = append(table.days, d)
	}
	table.weeks, table.seasons = b.SwitchingTable.WeekProfile, b.SwitchingTable.Season
	table.special = b.SpecialDay
	w.switching(&table)
	w.secondaryPrices(&b.PriceElements)
}

// switchingTable is a switching table of either element.
type switchingTable struct {
	days    []switchingDay
	weeks   []duis.ElecWeekProfile
	seasons []duis.ElecSeason
	special []duis.ElecSpecialDayPrimary
}

// switchingDay is a day of a switching table: which script runs from when on.
type switchingDay struct {
	name  uint8
	times []switchingTime
}

type switchingTime struct {
	at     duis.TimeOfDay
	script uint16
}

// switching gives a switching table in COSEM.
func (w *Writer) switching(t *switchingTable) {
	var names switchingNames
	days := make([]usecase.Args, len(t.days))
	for i, day := range t.days {
		names.days = append(names.days, day.name)
		times := make([]usecase.Args, len(day.times))
		for j, s := range day.times {
			times[j] = usecase.Args{
				usecase.StartTime.Is(w.timeOfDay(s.at)), usecase.TariffAction.Is(s.script),
			}
		}
		days[i] = usecase.Args{usecase.DayName.Is(day.name), usecase.ProfileSchedule.Is(times...)}
	}
	weeks := make([]usecase.Args, len(t.weeks))
	for i, week := range t.weeks {
		names.weeks = append(names.weeks, week.WeekName)
		weeks[i] = usecase.Args{usecase.WeekName.Is([]byte{week.WeekName})}
		inOrder(w, "day of a week", week.ReferencedDayName,
			func(d duis.ElecReferencedDayName) uint8 { return d.Index })
		for j, day := range week.ReferencedDayName {
			names.needDays = append(names.needDays, day.Value)
			weeks[i] = append(weeks[i], weekdays[j%7].Is(day.Value))
		}
	}
	seasons := make([]usecase.Args, len(t.seasons))
	for i, season := range t.seasons {
		names.needWeeks = append(names.needWeeks, season.ReferencedWeekName)
		start := dlms.DateTime{9: 0x80, 11: 0xFF} // midnight
		date := cosemDate(season.SeasonStartDate)
		copy(start[:], date[:])
		seasons[i] = usecase.Args{
			usecase.SeasonName.Is(season.SeasonName), usecase.SeasonStartDate.Is(start),
			usecase.ReferencedWeekName.Is([]byte{season.ReferencedWeekName}),
		}
	}
	special := make([]usecase.Args, len(t.special))
	for i, day := range t.special {
		names.needDays = append(names.needDays, day.ReferencedDayName)
		special[i] = usecase.Args{
			usecase.SpecialDayIndex.Is(uint16(i + 1)), usecase.SpecialDayDate.Is(cosemDate(day.Date)),
			usecase.SpecialDayID.Is(day.ReferencedDayName),
		}
	}
	w.consistent(&names)
	w.Add(usecase.SwitchingDays.Is(days...), usecase.SwitchingWeeks.Is(weeks...),
		usecase.SwitchingSeasons.Is(seasons...), usecase.TariffSpecialDays.Is(special...))
}

// weekdays are the places of the days of a week.
var weekdays = [7]*usecase.Slot[uint8]{
	usecase.MondayName, usecase.TuesdayName, usecase.WednesdayName, usecase.ThursdayName,
	usecase.FridayName, usecase.SaturdayName, usecase.SundayName,
}

// switchingNames are the days and weeks that a switching table describes, and those that it
// refers to.
type switchingNames struct{ days, weeks, needDays, needWeeks []uint8 }

// consistent refuses a switching table that describes a day or week twice, or refers to one
// that it does not describe.
func (w *Writer) consistent(n *switchingNames) {
	check := func(what string, described, needed []uint8) {
		for i, name := range described {
			if slices.Contains(described[:i], name) {
				w.Refuse(tableInconsistent, "the switching table describes %s %d twice", what, name)
			}
		}
		for _, name := range needed {
			if !slices.Contains(described, name) {
				w.Refuse(tableInconsistent, "the switching table refers to %s %d and does not describe it",
					what, name)
			}
		}
	}
	check("day", n.days, n.needDays)
	check("week", n.weeks, n.needWeeks)
}

// thresholds gives the thresholds of each time-of-use.
func (w *Writer) thresholds(list []duis.ElecThresholds) {
	inOrder(w, "Thresholds", list, func(t duis.ElecThresholds) uint8 { return t.Index })
	for i, t := range list {
		inOrder(w, "BlockThreshold", t.BlockThreshold,
			func(b duis.BlockThreshold) uint8 { return b.Index })
		elements := make([]usecase.Args, len(t.BlockThreshold))
		for j, b := range t.BlockThreshold {
			elements[j] = usecase.Args{usecase.BlockThreshold.Is(b.Value)}
		}
		w.Add(usecase.TariffThresholds[i%8].Is(elements...))
	}
}

// blockPrice is the price index of a block, 1 to 4, of a time-of-use, 1 to 8.
func blockPrice(block, timeOfUse uint8) byte { return 0x90 + block<<4 + timeOfUse }

// elecPrices gives prices and standing charge of the primary element, and returns the prices
// that the request has. The message has all 80: those that the request does not have are 0.
func (w *Writer) elecPrices(p *duis.ElecPriceElementsPrimary) map[byte]int16 {
	times, blocks := p.Prices()
	given := map[byte]int16{}
	give := func(index byte, price int16) {
		if _, twice := given[index]; twice {
			w.Refuse(duis.E64, "the price %02X has two values", index)
		}
		given[index] = price
	}
	for _, t := range times {
		give(t.Index, t.Value)
	}
	for _, timeOfUse := range blocks {
		for _, b := range timeOfUse.BlockPrice {
			give(blockPrice(b.Index, timeOfUse.Index), b.Value)
		}
	}
	matrix := make([]usecase.Args, 0, 80)
	add := func(index byte) {
		matrix = append(matrix, usecase.Args{
			usecase.PriceIndex.Is([]byte{index}), usecase.Price.Is(given[index]),
		})
	}
	for t := range uint8(48) {
		add(t + 1)
	}
	for block := range uint8(4) {
		for t := range uint8(8) {
			add(blockPrice(block+1, t+1))
		}
	}
	w.Add(usecase.StandingCharge.Is(p.StandingCharge),
		usecase.StandingChargeScale.Is(p.StandingChargeScale),
		usecase.PriceScale.Is(p.PriceScale), usecase.PriceMatrix.Is(matrix...))
	return given
}

// secondaryPrices gives the prices of the second element. The message has all four: those
// that the request does not have are 0.
func (w *Writer) secondaryPrices(p *duis.PriceSecondary) {
	var prices [4]int16
	var given [4]bool
	for _, e := range p.ElectricityPriceElement {
		i := (e.Index - 1) % 4
		if given[i] {
			w.Refuse(duis.E64, "the price %d has two values", e.Index)
		}
		prices[i], given[i] = e.Value, true
	}
	matrix := make([]usecase.Args, len(prices))
	for i, price := range prices {
		matrix[i] = usecase.Args{
			usecase.PriceIndex.Is([]byte{byte(i + 1)}), usecase.Price.Is(price),
		}
	}
	w.Add(usecase.PriceScale.Is(p.PriceScale), usecase.SecondaryPriceMatrix.Is(matrix...))
}

// cosemDate is a date in COSEM.
func cosemDate(d duis.Date) dlms.Date {
	date := dlms.Date{0xFF, 0xFF, 0xFF, 0xFF, 0xFF}
	if y := d.Year.SpecifiedYear; y != nil {
		binary.BigEndian.PutUint16(date[:], *y)
	}
	if m := d.Month.SpecifiedMonth; m != nil {
		date[2] = *m
	}
	switch day := d.DayOfMonth; {
	case day.SpecifiedDayOfMonth != nil:
		date[3] = *day.SpecifiedDayOfMonth
	case day.LastDayOfMonth:
		date[3] = 0xFE
	case day.SecondLastDayOfMonth:
		date[3] = 0xFD
	}
	if day := d.DayOfWeek.SpecifiedDayOfWeek; day != nil {
		date[4] = *day
	}
	return date
}

// timeOfDay is a time of day in COSEM, to the hundredth of a second.
func (w *Writer) timeOfDay(t duis.TimeOfDay) dlms.TimeOfDay {
	d := time.Duration(t)
	if d%(10*time.Millisecond) != 0 {
		w.Refuse(duis.E64, "%s: a message has hundredths of a second", t)
	}
	return dlms.TimeOfDay{
		byte(d / time.Hour), byte(d / time.Minute % 60), byte(d / time.Second % 60),
		byte(d / (10 * time.Millisecond) % 100),
	}
}

// elecTariff takes the whole tariff of the primary element.
func (r *Reader) elecTariff(b *duis.UpdateImportTariffPrimaryElement) {
	asked := r.Asked.Body.(*duis.UpdateImportTariffPrimaryElement)
	b.ExecutionDateTime = r.execution()
	tariff := &duis.ElecTariffElements{CurrencyUnits: "ECB"}
	if take(r, usecase.CurrencyUnits) {
		tariff.CurrencyUnits = "GBP"
	}
	elements(r, usecase.SwitchingDays, func(r *Reader) {
		day := duis.ElecDayProfilePrimary{DayName: take(r, usecase.DayName)}
		elements(r, usecase.ProfileSchedule, func(r *Reader) {
			s := duis.ElecProfileSchedulePrimary{StartTime: r.timeOfDay(take(r, usecase.StartTime))}
			switch script := take(r, usecase.TariffAction); {
			case script >= 1 && script <= 48:
				s.TOUTariffAction = new(uint8(script))
			case script >= 101 && script <= 108:
				s.BlockTariffAction = new(uint8(script - 100))
			default:
				r.Fail("the script %d is not of the primary element", script)
			}
			day.ProfileSchedule = append(day.ProfileSchedule, s)
		})
		tariff.SwitchingTable.DayProfile = append(tariff.SwitchingTable.DayProfile, day)
	})
	tariff.SwitchingTable.WeekProfile = r.switchingWeeks()
	tariff.SwitchingTable.Season = r.switchingSeasons()
	tariff.SpecialDay = r.tariffSpecialDays()
	for i, list := range usecase.TariffThresholds {
		t := duis.ElecThresholds{Index: uint8(i + 1)}
		elements(r, list, func(r *Reader) {
			t.BlockThreshold = append(t.BlockThreshold, duis.BlockThreshold{
				Index: uint8(len(t.BlockThreshold) + 1), Value: take(r, usecase.BlockThreshold),
			})
		})
		tariff.Thresholds = append(tariff.Thresholds, t)
	}
	b.ElecTariffElements = tariff
	b.PriceElements.ElectricityPriceElements = r.elecPrices(
		asked.PriceElements.ElectricityPriceElements)
}

// secondaryTariff takes the whole tariff of the second element.
func (r *Reader) secondaryTariff(b *duis.UpdateImportTariffSecondaryElement) {
	b.ExecutionDateTime = r.execution()
	elements(r, usecase.SwitchingDays, func(r *Reader) {
		day := duis.ElecDayProfileSecondary{DayName: take(r, usecase.DayName)}
		elements(r, usecase.ProfileSchedule, func(r *Reader) {
			at, script := r.timeOfDay(take(r, usecase.StartTime)), take(r, usecase.TariffAction)
			if script < 201 || script > 204 {
				r.Fail("the script %d is not of the second element", script)
			}
			day.ProfileSchedule = append(day.ProfileSchedule,
				duis.ElecProfileScheduleSecondary{StartTime: at, TOUTariffAction: uint8(script - 200)})
		})
		b.SwitchingTable.DayProfile = append(b.SwitchingTable.DayProfile, day)
	})
	b.SwitchingTable.WeekProfile = r.switchingWeeks()
	b.SwitchingTable.Season = r.switchingSeasons()
	b.SpecialDay = r.tariffSpecialDays()
	b.PriceElements = r.secondaryPrices(
		&r.Asked.Body.(*duis.UpdateImportTariffSecondaryElement).PriceElements)
}

// switchingWeeks takes the weeks of a switching table.
func (r *Reader) switchingWeeks() (weeks []duis.ElecWeekProfile) {
	elements(r, usecase.SwitchingWeeks, func(r *Reader) {
		week := duis.ElecWeekProfile{WeekName: r.weekName(take(r, usecase.WeekName))}
		for i, day := range []*usecase.Slot[uint8]{
			usecase.MondayName, usecase.TuesdayName, usecase.WednesdayName, usecase.ThursdayName,
			usecase.FridayName, usecase.SaturdayName, usecase.SundayName,
		} {
			week.ReferencedDayName = append(week.ReferencedDayName,
				duis.ElecReferencedDayName{Index: uint8(i + 1), Value: take(r, day)})
		}
		weeks = append(weeks, week)
	})
	return weeks
}

// weekName is the number of a week, which its name is.
func (r *Reader) weekName(name []byte) uint8 {
	if len(name) != 1 {
		r.Fail("the name of a week is %X: want one octet", name)
		return 0
	}
	return name[0]
}

// switchingSeasons takes the seasons of a switching table, which begin at midnight.
func (r *Reader) switchingSeasons() (seasons []duis.ElecSeason) {
	elements(r, usecase.SwitchingSeasons, func(r *Reader) {
		start := take(r, usecase.SeasonStartDate)
		if [7]byte(start[5:]) != [7]byte{0, 0, 0, 0, 0x80, 0x00, 0xFF} {
			r.Fail("a season begins at %X, not at midnight", start[5:])
		}
		seasons = append(seasons, duis.ElecSeason{
			SeasonName:         take(r, usecase.SeasonName),
			SeasonStartDate:    r.cosemDate(dlms.Date(start[:5])),
			ReferencedWeekName: r.weekName(take(r, usecase.ReferencedWeekName)),
		})
	})
	return seasons
}

// tariffSpecialDays takes the special days of a switching table, which are numbered from 1.
func (r *Reader) tariffSpecialDays() (days []duis.ElecSpecialDayPrimary) {
	elements(r, usecase.TariffSpecialDays, func(r *Reader) {
		same(r, usecase.SpecialDayIndex, uint16(len(days)+1))
		days = append(days, duis.ElecSpecialDayPrimary{
			Date:              r.cosemDate(take(r, usecase.SpecialDayDate)),
			ReferencedDayName: take(r, usecase.SpecialDayID),
		})
	})
	return days
}

// elecPrices takes prices and standing charge of the primary element. A price of 0 is one
// that the request has, or none: the message does not say which, nor the kind of tariff.
func (r *Reader) elecPrices(asked *duis.ElecPriceElementsPrimary) *duis.ElecPriceElementsPrimary {
	if asked == nil {
		asked = &duis.ElecPriceElementsPrimary{}
	}
	p := &duis.ElecPriceElementsPrimary{
		StandingCharge:      take(r, usecase.StandingCharge),
		StandingChargeScale: take(r, usecase.StandingChargeScale),
		PriceScale:          take(r, usecase.PriceScale),
	}
	var times []duis.ElecPrimaryTOUPrice
	var blocks [8]duis.ElecBlocks
	n := 0
	elements(r, usecase.PriceMatrix, func(r *Reader) {
		index, price := take(r, usecase.PriceIndex), take(r, usecase.Price)
		at := n
		n++
		if at < 48 {
			if len(index) != 1 || int(index[0]) != at+1 {
				r.Fail("price %d has the index %X", at+1, index)
			}
			if price != 0 || asksTime(asked, uint8(at+1)) {
				times = append(times, duis.ElecPrimaryTOUPrice{Index: uint8(at + 1), Value: price})
			}
			return
		}
		block, timeOfUse := (at-48)/8, (at-48)%8
		if block > 3 || len(index) != 1 || index[0] != "\xA1\xB1\xC1\xD1"[block]+byte(timeOfUse) {
			r.Fail("price %d has the index %X", at+1, index)
			return
		}
		if price != 0 || asksBlock(asked, uint8(timeOfUse+1), uint8(block+1)) {
			blocks[timeOfUse].Index = uint8(timeOfUse + 1)
			blocks[timeOfUse].BlockPrice = append(blocks[timeOfUse].BlockPrice,
				duis.ElecBlockPrice{Index: uint8(block + 1), Value: price})
		}
	})
	if n != 80 {
		r.Fail("the message has %d prices: want 80", n)
	}
	used := slices.DeleteFunc(blocks[:], func(b duis.ElecBlocks) bool { return b.Index == 0 })
	switch {
	case asked.TOUTariff != nil && len(used) == 0:
		p.TOUTariff = &duis.ElecTOUTariff{TOUPrice: times}
	case asked.BlockTariff != nil && len(times) == 0:
		p.BlockTariff = &duis.ElecBlockTariff{BlockPrices: used}
	default:
		p.HybridTariff = &duis.ElecHybridTariff{BlockPrices: used, TOUPrice: times}
	}
	return p
}

// asksTime reports whether a request has a price of 0 for a time-of-use.
func asksTime(p *duis.ElecPriceElementsPrimary, index uint8) bool {
	zero := func(t duis.ElecPrimaryTOUPrice) bool { return t.Index == index && t.Value == 0 }
	return p.TOUTariff != nil && slices.ContainsFunc(p.TOUTariff.TOUPrice, zero) ||
		p.HybridTariff != nil && slices.ContainsFunc(p.HybridTariff.TOUPrice, zero)
}

// asksBlock reports whether a request has a price of 0 for a block of a time-of-use.
func asksBlock(p *duis.ElecPriceElementsPrimary, timeOfUse, block uint8) bool {
	zero := func(t duis.ElecBlocks) bool {
		return t.Index == timeOfUse && slices.Contains(t.BlockPrice, duis.ElecBlockPrice{Index: block})
	}
	return p.BlockTariff != nil && slices.ContainsFunc(p.BlockTariff.BlockPrices, zero) ||
		p.HybridTariff != nil && slices.ContainsFunc(p.HybridTariff.BlockPrices, zero)
}

// secondaryPrices takes the prices of the second element. A price of 0 is one that the
// request has, or none.
func (r *Reader) secondaryPrices(asked *duis.PriceSecondary) duis.PriceSecondary {
	p := duis.PriceSecondary{PriceScale: take(r, usecase.PriceScale)}
	n := 0
	elements(r, usecase.SecondaryPriceMatrix, func(r *Reader) {
		n++
		price := duis.ElecBlockPrice{Index: uint8(n)}
		if index := take(r, usecase.PriceIndex); len(index) != 1 || index[0] != price.Index {
			r.Fail("price %d has the index %X", n, index)
		}
		none := !slices.Contains(asked.ElectricityPriceElement, price)
		if price.Value = take(r, usecase.Price); price.Value != 0 || !none {
			p.ElectricityPriceElement = append(p.ElectricityPriceElement, price)
		}
	})
	if n != 4 {
		r.Fail("the message has %d prices: want 4", n)
	}
	return p
}

// cosemDate is the inverse of the function of that name.
func (r *Reader) cosemDate(d dlms.Date) (date duis.Date) {
	if year := uint16(d[0])<<8 | uint16(d[1]); year == 0xFFFF {
		date.Year.NonSpecifiedYear = true
	} else {
		date.Year.SpecifiedYear = &year
	}
	switch month := d[2]; {
	case month == 0xFF:
		date.Month.NonSpecifiedMonth = true
	case month >= 1 && month <= 12:
		date.Month.SpecifiedMonth = &month
	default:
		r.Fail("the month of a date is %02X", month)
	}
	switch day := d[3]; {
	case day == 0xFF:
		date.DayOfMonth.NonSpecifiedDayOfMonth = true
	case day == 0xFE:
		date.DayOfMonth.LastDayOfMonth = true
	case day == 0xFD:
		date.DayOfMonth.SecondLastDayOfMonth = true
	case day >= 1 && day <= 31:
		date.DayOfMonth.SpecifiedDayOfMonth = &day
	default:
		r.Fail("the day of a date is %02X", day)
	}
	date.DayOfWeek = r.dayOfWeek(d[4])
	return date
}

// dayOfWeek is the day of week of a date: 1 to 7, or FF for any.
func (r *Reader) dayOfWeek(day uint8) duis.DayOfWeek {
	switch {
	case day == 0xFF:
		return duis.DayOfWeek{NonSpecifiedDayOfWeek: true}
	case day < 1 || day > 7:
		r.Fail("the day of week of a date is %02X", day)
	}
	return duis.DayOfWeek{SpecifiedDayOfWeek: &day}
}

// timeOfDay is the inverse of that of [Writer].
func (r *Reader) timeOfDay(t dlms.TimeOfDay) duis.TimeOfDay {
	if t[0] > 23 || t[1] > 59 || t[2] > 59 || t[3] > 99 {
		r.Fail("%s is no time of day", t)
	}
	seconds := (int64(t[0])*60+int64(t[1]))*60 + int64(t[2])
	return duis.TimeOfDay(seconds*1e9 + int64(t[3])*1e7)
}
