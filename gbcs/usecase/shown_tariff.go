package usecase

import "fmt"

// The switching table of an ESME.
var (
	shownSwitching = Paths{
		SwitchingSeasons: "TariffSwitchingTable/Seasons/Season",
		SwitchingWeeks:   "TariffSwitchingTable/WeekProfiles/WeekProfile",
		MondayName:       "ReferencedElecDay", TuesdayName: "ReferencedElecDay",
		WednesdayName: "ReferencedElecDay", ThursdayName: "ReferencedElecDay",
		FridayName: "ReferencedElecDay", SaturdayName: "ReferencedElecDay",
		SundayName:    "ReferencedElecDay",
		SwitchingDays: "TariffSwitchingTable/DayProfiles/DayProfile", DayName: "Day",
		TariffSpecialDays: "TariffSwitchingTableSpecialDays/SpecialDay",
		SpecialDayID:      "ReferencedDay",
	}
	shownSwitchingBy = Writers{
		ReferencedWeekName: showWeekName("ReferencedWeekName"), WeekName: showWeekName("WeekName"),
		TariffAction: showTariffAction,
	}
)

// showWeekName writes the name of a week, which is its number.
func showWeekName(path string) func(Form, any) {
	return func(to Form, name any) {
		if b := name.([]byte); len(b) == 1 {
			to.Set(path, b[0])
		}
	}
}

// showTariffAction writes which register counts from a time of day on.
func showTariffAction(to Form, action any) {
	switch n := action.(uint16); {
	case n > 200:
		to.Set("TOUTariffAction", n-200)
	case n > 100:
		to.Set("BlockTariffAction", n-100)
	default:
		to.Set("TOUTariffAction", n)
	}
}

// shownThresholds are the thresholds of blocks, by time of use.
var shownThresholds = func() Paths {
	paths := Paths{}
	for i, p := range TariffThresholds {
		paths[p] = fmt.Sprintf("TariffThresholdMatrix/ElecTariffThresholds[%d]/BlockThreshold", i+1)
	}
	return paths
}()

// showTOUPrices writes prices by the time of use that they are for.
func showTOUPrices(to Form, prices any) {
	for _, price := range prices.([]Args) {
		if index, _ := PriceIndex.Of(price); len(index) == 1 {
			e := to.Add("TariffTOUPriceMatrix/TariffTOUPrice")
			e.Set("@index", index[0])
			fill(e, price, Paths{Price: Within})
		}
	}
}

// showPrices writes prices by what they are for, a time of use or a block of one.
func showPrices(to Form, prices any) {
	for _, price := range prices.([]Args) {
		index, _ := PriceIndex.Of(price)
		if len(index) != 1 {
			continue
		}
		paths := Paths{Price: Within}
		switch block, timeOfUse := index[0]>>4-9, index[0]&0x0F; {
		case index[0] >= 1 && index[0] <= 48:
			e := to.Add("TariffTOUPriceMatrix/TariffTOUPrice")
			e.Set("@index", index[0])
			fill(e, price, paths)
		case index[0] > 0xA0 && block <= 4 && timeOfUse >= 1 && timeOfUse <= 8:
			path := fmt.Sprintf("TariffBlockPriceMatrix/TariffBlockPrices[%d]/BlockPrice", timeOfUse)
			e := to.Add(path)
			e.Set("@index", block)
			fill(e, price, paths)
		}
	}
}

// showCurrency writes the currency, and what its hundred-thousandths are called.
func showCurrency(to Form, pounds any) {
	label, name := "ECB", "Millicent"
	if pounds.(bool) {
		label, name = "GBP", "Millipence"
	}
	to.Set("CurrencyUnitsLabel", label)
	to.Set("CurrencyUnitsName", name)
}

// The tariff of a GSME.
var shownGasTariff = func() Paths {
	paths := Paths{
		GasSeasons: "TariffSwitchingTable/Seasons/Season", ReferencedWeekID: "ReferencedWeekName",
		DayID: "DayName", WeekID: "WeekName", WeekDays: "ReferencedDay",
		DayEntries: Within, DayEntryStart: Hidden,
		GasSpecialDays: "TariffSwitchingTableSpecialDays/SpecialDay", GasSpecialDay: "Date",
		ReferencedDayID: "ReferencedDay", ActiveTariffPrice: "PrimaryActiveTariffPrice",
		RateLabel: Hidden, CurrentTime: Hidden, ActiveUnitOfMeasure: Hidden,
		PriceTiersAndRegisterTier: Hidden, PriceDuration: Hidden, PriceExtension: Hidden,
	}
	for _, p := range GasThresholds {
		paths[p] = "TariffThresholds/BlockThreshold"
	}
	for _, p := range GasTierPrices {
		paths[p] = "TOUTariff/TariffTOUPrice"
	}
	for _, p := range GasBlockPrices {
		paths[p] = "BlockTariff/BlockPrice"
	}
	return paths
}()

// shownGasTariffBy writes what in the tariff of a GSME is no value by itself.
var shownGasTariffBy = Writers{
	DayEntryAction: func(to Form, tier any) {
		if n := tier.(uint8); n > 0 {
			to.Set("TOUTariffAction", n)
			return
		}
		to.Set("BlockTariff", true)
	},
	PriceCurrency: func(to Form, currency any) {
		to.Set("CurrencyUnitsLabel", map[uint16]string{826: "GBP", 978: "ECB"}[currency.(uint16)])
	},
	PriceTrailingDigitAndTier: func(to Form, digits any) {
		to.Set("PrimaryActiveTariffPriceScale", -int64(digits.(uint8)>>4))
	},
}

// The non-disablement calendar of a GSME.
var (
	shownGasNonDisablement = Paths{
		DayID: "GasDayName", DayEntries: "TimeStartAction", DayEntryStart: "StartTime",
		WeekID: "WeekName", WeekDays: "ReferencedDayName",
		GasSeasons:       "Gas/NonDisablementCalendar/SeasonProfiles/Season",
		ReferencedWeekID: "ReferencedWeekName",
		GasSpecialDays:   "Gas/NonDisablementCalendar/SpecialDays/SpecialDay",
		GasSpecialDay:    "Date", ReferencedDayID: "ReferencedDayName",
	}
	shownGasNonDisablementBy = Writers{
		DayEntryAction: func(to Form, on any) {
			to.Set("NonDisablementAction", map[uint8]string{0: "STOP", 1: "START"}[on.(uint8)])
		},
	}
)

// showScaled writes a number of which another place says in its high four bits how many
// digits are behind the decimal point.
func showScaled[T Number](to Form, args Args, p *Slot[T], digits *Slot[uint8]) {
	v, ok := p.Of(args)
	places, said := digits.Of(args)
	if ok && said {
		to.Set(p.Name, Value{
			Arg: p.Is(v), Unit: p.Unit, Scaler: -int8(places >> 4), Multiplier: 1, Divisor: 1,
		})
	}
}

// showGasConfiguration writes how volume becomes energy, and what is taken for uncontrolled
// flow.
func showGasConfiguration(to Form, args Args) {
	showScaled(to, args, CalorificValue, CalorificValueTrailingDigit)
	showScaled(to, args, ConversionFactor, ConversionFactorTrailingDigit)
	threshold, ok := UncontrolledFlowThreshold.Of(args)
	multiplier, _ := UncontrolledFlowMultiplier.Of(args)
	divisor, _ := UncontrolledFlowDivisor.Of(args)
	if ok && divisor > 0 {
		to.Set("UncontrolledGasFlowRate", Value{
			Arg: UncontrolledFlowThreshold.Is(threshold), Multiplier: uint64(multiplier),
			Divisor: uint64(divisor),
		})
	}
}

// showGasBilling writes the billing calendar of a GSME.
func showGasBilling(to Form, args Args) {
	start, ok := GasBillingPeriodStart.Of(args)
	n, _ := BillingPeriodDuration.Of(args)
	unit, _ := BillingPeriodDurationType.Of(args)
	type period struct {
		n    uint32
		unit uint8
	}
	periodicity := map[period]string{
		{1, 0x21}: "Daily", {1, 0x22}: "Weekly", {1, 0x23}: "Monthly",
		{3, 0x23}: "Quarterly", {6, 0x23}: "SixMonthly", {12, 0x23}: "Yearly",
	}[period{n, unit}]
	if ok && periodicity != "" {
		to = to.In("BillingCalendar/GasBillingCalendar")
		to.Set("BillingPeriodStart", start)
		to.Set("Periodicity", periodicity)
	}
}

// showBillingTimes writes the ends of the billing periods of an ESME as the calendar that
// has them.
func showBillingTimes(to Form, times any) {
	elements := times.([]Args)
	if len(elements) == 0 {
		return
	}
	const open = 0xFF
	at, _ := BillingTime.Of(elements[0])
	date, _ := BillingDate.Of(elements[0])
	month, day, weekday := date[2], date[3], date[4]
	inYear := map[int]string{1: "Yearly", 2: "SixMonthly", 4: "Quarterly"}[len(elements)]
	to = to.In("BillingCalendar/ElectricityBillingCalendar")
	to.Set("BillingTime", at)
	switch {
	case month != open && day != open && inYear != "":
		to.Set(inYear+"/DayOfMonth", day)
		to.Set(inYear+"/BillingPeriodStartMonth", month)
	case month == open && day != open:
		to.Set("Monthly", day)
	case weekday != open:
		to.Set("Weekly", weekday)
	default:
		to.Set("Daily", true)
	}
}
