package estate

import (
	"math"
	"time"
)

// meter is what one register accumulates, as a closed form: its value at any instant
// costs the same, needs no history, and never falls. It is a sum of uses (what goes on
// all year, what goes with the cold) plus noise on the boundaries of half-hours. Noise
// sits on boundaries and not on the energy between them, so that the half-hours of any
// stretch add up to the difference of the register at its ends, exactly.
//
// The unit is the caller's: Wh for electricity, dm3 for gas.
type meter struct {
	seed      uint64
	installed int64 // half-hour at which the register stood at zero
	annual    float64
	uses      []use
}

// use is one part of a consumption: so much a year, spread over the days by the
// season and over the day by the local clock.
type use struct {
	annual   float64
	season   func(day float64) float64 // integral of the density, 1 a year
	working  profile
	weekends profile
}

// profile is the shape of a day: weights of its half-hours by the local clock, as
// sums of all before. The last is the whole day.
type profile [halvesPerDay + 1]int64

// profileOf sums the weights of 48 half-hours.
func profileOf(weight func(half int) int64) profile {
	var p profile
	for half := range halvesPerDay {
		p[half+1] = p[half] + weight(half)
	}
	return p
}

// passed is the weight of the first n half-hours of a day that has length of them. When
// the clocks go forward, 01:00 to 02:00 is missing; when they go back it comes twice.
func (p *profile) passed(n, length int64) int64 {
	hour := p[4] - p[2]
	switch {
	case length < halvesPerDay && n > 2:
		return p[n+2] - hour
	case length > halvesPerDay && n > 4:
		return p[n-2] + hour
	}
	return p[n]
}

// dayStart is what u has used up to the beginning of day d, rounded.
func (u *use) dayStart(d int64, noise float64) int64 {
	return int64(math.Round(u.annual * (u.season(float64(d)) + noise)))
}

// dayNoise bounds what moves from a day to the next, as a part of a mean day's use. Two
// neighbours can move by that much each, so a day is worth at least 1 less twice this.
const dayNoise = 0.35

// at is what u has used at the boundary before half-hour k of the day d with calendar c.
func (u *use) at(m *meter, k, d int64, c calendar) int64 {
	from := u.dayStart(d, u.noise(m, d))
	to := u.dayStart(d+1, u.noise(m, d+1))
	p := &u.working
	if c.weekend {
		p = &u.weekends
	}
	// At most 2^32 a day times 2^20 of weight: within 63 bits.
	return from + (to-from)*p.passed(k-c.first, c.length)/p.passed(c.length, c.length)
}

// noise moves the beginning of day d, as a part of the annual use. It is bounded by
// what the season gives the neighbouring days.
func (u *use) noise(m *meter, d int64) float64 {
	f := float64(d)
	before, after := u.season(f)-u.season(f-1), u.season(f+1)-u.season(f)
	return dayNoise * min(before, after) * spread(m.seed^0x6461790000000000, d)
}

// smooth is the register at the boundary before half-hour k, without noise.
func (m *meter) smooth(k int64) int64 {
	d := dayOf(k * halfHour)
	c := calendarOf(d)
	var sum int64
	for i := range m.uses {
		sum += m.uses[i].at(m, k, d, c)
	}
	return sum
}

// boundary is the register at the boundary before half-hour k, from an origin of its own.
// The noise takes at most 9/20 of the smaller neighbour, so that two boundaries never
// change places.
func (m *meter) boundary(k int64) int64 {
	here := m.smooth(k)
	room := min(here-m.smooth(k-1), m.smooth(k+1)-here) * 9 / 20
	return here + int64(float64(room)*spread(m.seed, k))
}

// Register is the cumulative value at t. It is zero until the Device was installed.
func (m *meter) Register(t time.Time) int64 {
	k := floorDiv(t.Unix(), halfHour)
	if k < m.installed {
		return 0
	}
	from, to := m.boundary(k), m.boundary(k+1)
	within := t.Sub(time.Unix(k*halfHour, 0)).Microseconds()
	return from - m.boundary(m.installed) + (to-from)*within/(halfHour*1e6)
}

// mix is a hash of 64 bits (the finaliser of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9E3779B97F4A7C15
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}

// spread is a number of the half-open interval from -1 to 1 that seed and n determine.
func spread(seed uint64, n int64) float64 {
	return float64(int64(mix(seed^mix(uint64(n)))>>10))/(1<<53) - 1
}

// fraction is a number of the half-open interval from 0 to 1 that seed and n determine.
func fraction(seed uint64, n int64) float64 { return (spread(seed, n) + 1) / 2 }

// lognormal draws from the distribution with that median and sigma, cut at two and a
// half sigma: no home stays for ever empty, none is a factory.
func lognormal(seed uint64, n int64, median, sigma float64) float64 {
	u, v := 1-fraction(seed, n), fraction(seed, n+1) // u is not zero
	z := math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)
	return median * math.Exp(sigma*max(-2.5, min(2.5, z)))
}

// year is the length of a year in days, coldest the day of a year in which the mean
// temperature is lowest: 20 January.
const (
	year    = 365.2425
	coldest = 19
)

// evenly spreads a use over all days alike.
func evenly(d float64) float64 { return d / year }

// winterly spreads a use as one plus the cosine of the season: nothing in high summer,
// twice the mean in the depth of winter. It is the integral of that.
func winterly(d float64) float64 {
	turns := (d - coldest) / year
	return turns + math.Sin(2*math.Pi*turns)/(2*math.Pi)
}

// Mean outside temperature of a year, what it rises and falls by, and the one above which
// nobody heats, in degrees Celsius.
const (
	meanTemperature = 10.5
	amplitude       = 6.5
	heatingLimit    = 15.5
)

// degrees spreads a use as degree days do: by how far the day's temperature, a cosine of
// the season, is below the heating limit. It is the integral of that.
func degrees(d float64) float64 {
	const rise = heatingLimit - meanTemperature
	turns := (d - coldest) / year
	whole := math.Round(turns)
	angle := 2 * math.Pi * (turns - whole)
	limit := math.Acos(-rise / amplitude) // beyond it, from coldest, it is too warm
	integral := func(a float64) float64 { return rise*a + amplitude*math.Sin(a) }
	angle = max(-limit, min(limit, angle))
	return whole + integral(angle)/(2*integral(limit))
}
