package tariff_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/duis/tariff"
)

// random makes a tariff that a meter can hold.
func random(r *rand.Rand) *tariff.Tariff {
	t := &tariff.Tariff{Fuel: tariff.Electricity, Currency: tariff.Pounds}
	if r.IntN(3) == 0 {
		t.Fuel = tariff.Gas
	}
	if r.IntN(4) == 0 {
		t.Currency = tariff.Euros
	}
	switch r.IntN(4) {
	case 0:
		t.Start.Cancel = true
	case 1:
		t.Start.At = time.Unix(1_900_000_000+r.Int64N(1<<30), 0).UTC()
	case 2:
		t.Start.At = time.Unix(1_900_000_000+r.Int64N(1<<30), 0).UTC().Truncate(24 * time.Hour)
	}
	if r.IntN(2) == 0 {
		t.Name = pick(r, []string{`A "quoted" name: 5`, "# no comment", "Tariff", " two  blanks ", "- Öko"})
	}
	t.Standing = amount(r, t.Fuel, 0)
	randomRates(r, t)
	for i := range pick(r, []int{1, 1, 2, 3, 4, 16}) {
		if t.Fuel == tariff.Gas && i == 4 {
			break
		}
		t.Days = append(t.Days, randomDay(r, t, i))
	}
	for i := range pick(r, []int{1, 1, 2, 4}) {
		w := tariff.Week{Name: pick(r, []string{"week", "other week"}) + strings.Repeat("s", i)}
		for d := range w.Days {
			w.Days[d] = pick(r, t.Days).Name
		}
		if i < 2 || t.Fuel == tariff.Electricity {
			t.Weeks = append(t.Weeks, w)
		}
	}
	for range 1 + r.IntN(3) {
		t.Seasons = append(t.Seasons, tariff.Season{
			From: randomDate(r, t.Fuel), Week: pick(r, t.Weeks).Name,
			Name: pick(r, []string{"winter", "all year", "", "a: b #c", `"`, "true"})})
	}
	for range pick(r, []int{0, 0, 1, 20}) {
		t.Special = append(t.Special,
			tariff.SpecialDay{Date: randomDate(r, t.Fuel), Day: pick(r, t.Days).Name})
	}
	return t
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// amount is an exact amount; those of one tariff fit a common scale.
func amount(r *rand.Rand, fuel tariff.Fuel, scale int) tariff.Pence {
	value, point := int64(r.IntN(65536)-32768), 3+scale
	if fuel == tariff.Gas {
		value, point = int64(r.Uint32()), 3
	}
	text := fmt.Sprintf("%0*d", point+1, max(value, -value))
	text = text[:len(text)-point] + "." + text[len(text)-point:]
	if value < 0 {
		text = "-" + text
	}
	p, err := tariff.ParsePence(strings.TrimSuffix(text, "."))
	if err != nil {
		panic(err)
	}
	return p
}

func randomRates(r *rand.Rand, t *tariff.Tariff) {
	scale := r.IntN(6) - 2
	rate := func(register, blocks int, byBlock bool) {
		name := pick(r, []string{"rate", "cheap", "block"})
		rate := tariff.Rate{Name: fmt.Sprintf("%s %d", name, len(t.Rates)),
			Register: uint8(register), ByBlock: byBlock}
		upTo := uint64(0)
		for i := range blocks {
			upTo += 1 + r.Uint64N(1<<30)
			b := tariff.Block{Price: amount(r, t.Fuel, scale), UpTo: upTo}
			if i == blocks-1 {
				b.UpTo = 0
			}
			rate.Blocks = append(rate.Blocks, b)
		}
		t.Rates = append(t.Rates, rate)
	}
	kind := r.IntN(3)
	if t.Fuel == tariff.Gas && kind == 0 {
		rate(1, 1+r.IntN(4), true)
		return
	}
	registers := r.Perm(pick(r, []int{1, 2, 8}))
	if t.Fuel == tariff.Gas {
		registers = r.Perm(1 + r.IntN(4))
	}
	if r.IntN(2) == 0 {
		slices.Sort(registers)
	}
	for _, register := range registers {
		if t.Fuel == tariff.Gas || kind == 0 || kind == 2 && r.IntN(2) == 0 {
			rate(register+1, 1, false)
		} else {
			rate(register+1, 1+r.IntN(4), true)
		}
	}
}

func randomDay(r *rand.Rand, t *tariff.Tariff, i int) tariff.Day {
	d := tariff.Day{Name: "day" + strings.Repeat(" "+strconv.Itoa(i), min(i, 1))}
	if t.Fuel == tariff.Gas {
		d.Switches = []tariff.Switch{{Rate: pick(r, t.Rates).Name}}
		return d
	}
	var times []time.Duration
	unit := pick(r, []time.Duration{30 * time.Minute, time.Minute, 10 * time.Millisecond})
	for range pick(r, []int{1, 2, 3, 48}) {
		times = append(times, time.Duration(r.Int64N(int64(24*time.Hour/unit)))*unit)
	}
	if r.IntN(4) > 0 {
		times[0] = 0
	}
	slices.Sort(times)
	for _, at := range slices.Compact(times) {
		d.Switches = append(d.Switches, tariff.Switch{At: tariff.Clock(at), Rate: pick(r, t.Rates).Name})
	}
	return d
}

func randomDate(r *rand.Rand, fuel tariff.Fuel) (d tariff.Date) {
	if r.IntN(2) == 0 {
		d.Year = uint16(2014 + r.IntN(140))
	}
	d.Month, d.Day, d.Weekday = uint8(r.IntN(13)), uint8(r.IntN(29)), uint8(r.IntN(8))
	if fuel == tariff.Electricity && r.IntN(4) == 0 {
		d.Day = pick(r, []uint8{tariff.LastDay, tariff.SecondLastDay})
	}
	return d
}
