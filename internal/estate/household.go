package estate

// The typical domestic consumption values in force since October 2023, medium, and
// how far homes spread around them.
const (
	typicalElectricity = 2_700_000 // Wh a year
	typicalGas         = 11_500.0  // kWh a year
	spreadOfHomes      = 0.55      // sigma of the logarithm

	// energyOfGas is the energy of a cubic metre in kWh: 39.5 MJ at 1.02264 of volume
	// correction.
	energyOfGas = 11.22
)

// Numbers of the draws that make a household out of its seed. They are part of what a
// home is: changing one changes every home.
const (
	drawAnnual  = 1 << 40 // and the next, the two of a lognormal
	drawShift   = drawAnnual + 2
	drawMorning = drawAnnual + 3
	drawEvening = drawAnnual + 4
	drawNight   = drawAnnual + 5
	drawFactor  = drawAnnual + 6
	drawInstall = drawAnnual + 7
)

// Homes got their Devices between these two half-hours: 2017-01-01 and 2021-07-01.
const (
	firstInstall = 1483228800 / halfHour
	lastInstall  = 1625097600 / halfHour
)

// installation is the half-hour in which the Device with that seed began to count.
func installation(seed uint64) int64 {
	return firstInstall + int64(fraction(seed, drawInstall)*(lastInstall-firstInstall))
}

// bump is a hill of weight: it rises in a straight line from half-hour from to top and
// falls to the half-hour to.
type bump struct{ from, top, to, height int64 }

// at is the height of b at a half-hour.
func (b bump) at(half int64) int64 {
	switch {
	case half <= b.from || half >= b.to:
		return 0
	case half < b.top:
		return b.height * (half - b.from) / (b.top - b.from)
	}
	return b.height * (b.to - half) / (b.to - b.top)
}

// hills is the profile of a floor with bumps on it, moved by some half-hours.
func hills(floor, shift int64, bumps ...bump) profile {
	return profileOf(func(half int) int64 {
		at := (int64(half) - shift + halvesPerDay) % halvesPerDay
		sum := floor
		for _, b := range bumps {
			sum += b.at(at)
		}
		return sum
	})
}

// between is a whole number of lo to hi that seed and n determine.
func between(seed uint64, n, lo, hi int64) int64 {
	return lo + int64(fraction(seed, n)*float64(hi-lo+1))
}

// electricity is the active import of a home, in Wh: appliances all year, and lighting
// and warmth with the winter. Working days have a peak at breakfast and one after work,
// weekends a long day between.
func electricity(seed uint64) meter {
	annual := lognormal(seed, drawAnnual, typicalElectricity, spreadOfHomes)
	shift := between(seed, drawShift, -2, 2)
	morning := between(seed, drawMorning, 120, 320)
	evening := between(seed, drawEvening, 240, 520)
	night := between(seed, drawNight, 90, 180)
	return meter{
		seed:      seed,
		installed: installation(seed),
		annual:    annual,
		uses: []use{{
			annual: 0.8 * annual,
			season: evenly,
			working: hills(night, shift, bump{12, 15, 20, morning}, bump{18, 25, 32, 90},
				bump{31, 37, 47, evening}),
			weekends: hills(night, shift, bump{14, 20, 28, morning}, bump{20, 25, 34, 200},
				bump{32, 37, 47, evening}),
		}, {
			annual:   0.2 * annual,
			season:   winterly,
			working:  hills(20, shift, bump{12, 15, 18, 150}, bump{30, 37, 47, 500}),
			weekends: hills(20, shift, bump{14, 18, 22, 150}, bump{30, 37, 47, 500}),
		}},
	}
}

// reactive is tan(phi) of a home in thousandths: its power factor is between 0.95
// and 0.985.
func reactive(seed uint64) int64 { return between(seed, drawFactor, 175, 328) }

// gas is the volume a home burns, in dm3: hot water and cooking all year, heating by
// degree days. Heating has two windows, 06:00 to 08:30 and 16:30 to 22:00.
func gas(seed uint64) meter {
	annual := 1000 / energyOfGas * lognormal(seed, drawAnnual, typicalGas, spreadOfHomes)
	shift := between(seed, drawShift, -1, 1)
	windows := func(morning, evening, rest int64) profile {
		return profileOf(func(half int) int64 {
			switch at := (int64(half) - shift + halvesPerDay) % halvesPerDay; {
			case at >= 12 && at < 17:
				return morning
			case at >= 33 && at < 44:
				return evening
			}
			return rest
		})
	}
	water := hills(10, shift, bump{11, 14, 18, 300}, bump{31, 37, 45, 250})
	return meter{
		seed:      seed,
		installed: installation(seed),
		annual:    annual,
		uses: []use{
			{annual: 0.17 * annual, season: evenly, working: water, weekends: water},
			// Of 1000: five half-hours of 80, eleven of 41, thirty-two of 5.
			{annual: 0.83 * annual, season: degrees, working: windows(80, 41, 5),
				weekends: windows(64, 41, 7)},
		},
	}
}
