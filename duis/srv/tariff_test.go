package srv_test

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/shared"
)

// tariffCancelled is the execution date that takes back what is pending.
var tariffCancelled = time.Date(3000, 12, 31, 0, 0, 0, 0, time.UTC)

// criticalRequest makes the request of a critical Variant.
func criticalRequest(number string, body duis.Body) *duis.Request {
	reference := number
	if parts := strings.Split(number, "."); len(parts) == 3 {
		reference = parts[0] + "." + parts[1]
	}
	return request(number, reference, 4, body)
}

// transformTariff makes the message of a body, checks that it correlates, and returns the Use
// Case and the payload.
func transformTariff(t *testing.T, number string, body duis.Body, in srv.Inputs) (string, []byte) {
	t.Helper()
	req := criticalRequest(number, body)
	in.Known = true
	out, err := srv.Transform(req, in)
	if err != nil {
		t.Fatal(err)
	}
	octets := out.Message.Append(nil)
	if err := srv.Correlate(req, octets, srv.Inputs{}); err != nil {
		t.Fatalf("%s: %v\n%X", out.UseCase, err, octets)
	}
	return out.UseCase.Code, out.Message.Payload
}

// wantOctets checks that a payload has octets, given in hexadecimal with spaces.
func wantOctets(t *testing.T, payload []byte, want ...string) {
	t.Helper()
	for _, w := range want {
		octets, err := hex.DecodeString(strings.ReplaceAll(w, " ", ""))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(payload, octets) {
			t.Errorf("no %s in\n%X", w, payload)
		}
	}
}

// tariffValues are what a payload says, as text.
func tariffValues(t *testing.T, message uint16, payload []byte) (lines []string) {
	t.Helper()
	u, ok := usecase.ByMessage(gbcs.MessageCode(message))
	if !ok {
		t.Fatalf("no Use Case %04X", message)
	}
	args, err := u.ParseCommand(gbcs.Header{Counter: 1000, Message: u.Message}, payload)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range args {
		lines = append(lines, a.Name()+" "+a.Text())
	}
	return lines
}

// elecDateOf is a date; 0 is a wildcard, and of days FE is the last and FD the last but one.
func elecDateOf(year uint16, month, day, weekday uint8) duis.Date {
	d := duis.Date{
		Year:       duis.DateYear{NonSpecifiedYear: year == 0},
		Month:      duis.DateMonth{NonSpecifiedMonth: month == 0},
		DayOfMonth: duis.DayOfMonth{NonSpecifiedDayOfMonth: day == 0},
		DayOfWeek:  duis.DayOfWeek{NonSpecifiedDayOfWeek: weekday == 0},
	}
	if year != 0 {
		d.Year.SpecifiedYear = &year
	}
	if month != 0 {
		d.Month.SpecifiedMonth = &month
	}
	switch day {
	case 0:
	case 0xFE:
		d.DayOfMonth.LastDayOfMonth = true
	case 0xFD:
		d.DayOfMonth.SecondLastDayOfMonth = true
	default:
		d.DayOfMonth.SpecifiedDayOfMonth = &day
	}
	if weekday != 0 {
		d.DayOfWeek.SpecifiedDayOfWeek = &weekday
	}
	return d
}

func gasDateOf(year uint16, month, day, weekday uint8) duis.GasDateWithWildcards {
	d := elecDateOf(year, month, day, weekday)
	return duis.GasDateWithWildcards{GasYearWithWildcards: d.Year, GasMonthWithWildcards: d.Month,
		GasDayOfMonthWithWildcards: duis.GasDayOfMonthWithWildcards{
			SpecifiedDayOfMonth:       d.DayOfMonth.SpecifiedDayOfMonth,
			GasNonSpecifiedDayOfMonth: d.DayOfMonth.NonSpecifiedDayOfMonth,
		},
		GasDayOfWeekWithWildcards: d.DayOfWeek,
	}
}

// randomDate is a date with wildcards; the last days of a month only where they may be.
func randomDate(r *rand.Rand) (year uint16, month, day, weekday uint8) {
	if r.IntN(2) == 0 {
		year = uint16(2014 + r.IntN(140))
	}
	return year, uint8(r.IntN(13)), uint8(r.IntN(32)), uint8(r.IntN(8))
}

// randomTime is when a command is to be carried out.
func randomTime(r *rand.Rand) *time.Time {
	switch r.IntN(3) {
	case 0:
		return nil
	case 1:
		return &tariffCancelled
	}
	return new(time.Unix(1_900_000_000+r.Int64N(1<<30), 0).UTC())
}

func pickOne[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// someOf is a number of random elements.
func someOf[T any](r *rand.Rand, least, most int, element func(i int) T) []T {
	list := make([]T, least+r.IntN(most-least+1))
	for i := range list {
		list[i] = element(i)
	}
	return list
}

// elecTariff is a random tariff of an ESME; kind is time of use, block or hybrid.
func elecTariff(r *rand.Rand, kind int) *duis.UpdateImportTariffPrimaryElement {
	b := &duis.UpdateImportTariffPrimaryElement{ExecutionDateTime: randomTime(r)}
	prices := elecPrices(r, kind)
	b.PriceElements.ElectricityPriceElements = prices
	t := &duis.ElecTariffElements{CurrencyUnits: pickOne(r, []string{"GBP", "ECB"})}
	b.ElecTariffElements = t
	names := r.Perm(16)
	t.SwitchingTable.DayProfile = someOf(r, 1, 16, func(i int) duis.ElecDayProfilePrimary {
		return duis.ElecDayProfilePrimary{DayName: uint8(names[i] + 1),
			ProfileSchedule: someOf(r, 1, 48, func(int) duis.ElecProfileSchedulePrimary {
				s := duis.ElecProfileSchedulePrimary{StartTime: randomTimeOfDay(r)}
				if kind == 0 || kind == 2 && r.IntN(2) == 0 {
					s.TOUTariffAction = new(pickOne(r, touPrices(prices)).Index)
				} else {
					s.BlockTariffAction = new(pickOne(r, blockPrices(prices)).Index)
				}
				return s
			})}
	})
	days := t.SwitchingTable.DayProfile
	dayName := func() uint8 { return pickOne(r, days).DayName }
	t.SwitchingTable.WeekProfile, t.SwitchingTable.Season, t.SpecialDay = tariffCalendar(r, dayName)
	for i := range 8 {
		t.Thresholds = append(t.Thresholds, duis.ElecThresholds{Index: uint8(i + 1),
			BlockThreshold: someOf(r, 1, 3, func(j int) duis.BlockThreshold {
				return duis.BlockThreshold{Index: uint8(j + 1), Value: r.Uint32()}
			})})
	}
	r.Shuffle(8, func(i, j int) {
		t.Thresholds[i], t.Thresholds[j] = t.Thresholds[j], t.Thresholds[i]
	})
	return b
}

func randomTimeOfDay(r *rand.Rand) duis.TimeOfDay {
	return duis.TimeOfDay(r.Int64N(24*3600*100) * int64(10*time.Millisecond))
}

// tariffCalendar is what the tariffs of both elements share.
func tariffCalendar(r *rand.Rand, dayName func() uint8) (
	weeks []duis.ElecWeekProfile, seasons []duis.ElecSeason, special []duis.ElecSpecialDayPrimary,
) {
	names := r.Perm(4)
	weeks = someOf(r, 1, 4, func(i int) duis.ElecWeekProfile {
		w := duis.ElecWeekProfile{WeekName: uint8(names[i] + 1)}
		for _, d := range r.Perm(7) {
			w.ReferencedDayName = append(w.ReferencedDayName,
				duis.ElecReferencedDayName{Index: uint8(d + 1), Value: dayName()})
		}
		return w
	})
	elecDate := func() duis.Date {
		year, month, day, weekday := randomDate(r)
		return elecDateOf(year, month, pickOne(r, []uint8{day, 0xFD, 0xFE}), weekday)
	}
	seasons = someOf(r, 1, 4, func(int) duis.ElecSeason {
		return duis.ElecSeason{SeasonName: "seasonal"[:r.IntN(9)], SeasonStartDate: elecDate(),
			ReferencedWeekName: pickOne(r, weeks).WeekName}
	})
	special = someOf(r, 0, 50, func(int) duis.ElecSpecialDayPrimary {
		return duis.ElecSpecialDayPrimary{Date: elecDate(), ReferencedDayName: dayName()}
	})
	return weeks, seasons, special
}

// elecPrices are random prices; some are 0.
func elecPrices(r *rand.Rand, kind int) *duis.ElecPriceElementsPrimary {
	value := func() int16 { return pickOne(r, []int16{0, int16(r.Uint32()), -32768, 32767}) }
	p := &duis.ElecPriceElementsPrimary{StandingCharge: value(), StandingChargeScale: int8(r.Uint32()),
		PriceScale: int8(r.Uint32())}
	times, sets, names := r.Perm(48), r.Perm(8), r.Perm(4)
	tou := someOf(r, 1, 48, func(i int) duis.ElecPrimaryTOUPrice {
		return duis.ElecPrimaryTOUPrice{Index: uint8(times[i] + 1), Value: value()}
	})
	block := someOf(r, 1, 8, func(i int) duis.ElecBlocks {
		blocks := someOf(r, 0, 3, func(i int) duis.ElecBlockPrice {
			return duis.ElecBlockPrice{Index: uint8(names[i]+1)%4 + 1, Value: value()}
		})
		blocks = slices.DeleteFunc(blocks, func(b duis.ElecBlockPrice) bool { return b.Index == 1 })
		return duis.ElecBlocks{Index: uint8(sets[i] + 1),
			BlockPrice: append(blocks, duis.ElecBlockPrice{Index: 1, Value: value()})}
	})
	switch kind {
	case 0:
		p.TOUTariff = &duis.ElecTOUTariff{TOUPrice: tou}
	case 1:
		p.BlockTariff = &duis.ElecBlockTariff{BlockPrices: block}
	case 2:
		p.HybridTariff = &duis.ElecHybridTariff{BlockPrices: block, TOUPrice: tou}
	}
	return p
}

func touPrices(p *duis.ElecPriceElementsPrimary) []duis.ElecPrimaryTOUPrice {
	if p.HybridTariff != nil {
		return p.HybridTariff.TOUPrice
	}
	return p.TOUTariff.TOUPrice
}

func blockPrices(p *duis.ElecPriceElementsPrimary) []duis.ElecBlocks {
	if p.HybridTariff != nil {
		return p.HybridTariff.BlockPrices
	}
	return p.BlockTariff.BlockPrices
}

// secondaryTariff is a random tariff of the second element.
func secondaryTariff(r *rand.Rand) *duis.UpdateImportTariffSecondaryElement {
	b := &duis.UpdateImportTariffSecondaryElement{ExecutionDateTime: randomTime(r)}
	b.PriceElements = secondaryPrices(r)
	names := r.Perm(16)
	b.SwitchingTable.DayProfile = someOf(r, 1, 16, func(i int) duis.ElecDayProfileSecondary {
		return duis.ElecDayProfileSecondary{DayName: uint8(names[i] + 1),
			ProfileSchedule: someOf(r, 1, 48, func(int) duis.ElecProfileScheduleSecondary {
				return duis.ElecProfileScheduleSecondary{StartTime: randomTimeOfDay(r),
					TOUTariffAction: pickOne(r, b.PriceElements.ElectricityPriceElement).Index}
			})}
	})
	t := &b.SwitchingTable
	dayName := func() uint8 { return pickOne(r, t.DayProfile).DayName }
	t.WeekProfile, t.Season, b.SpecialDay = tariffCalendar(r, dayName)
	return b
}

func secondaryPrices(r *rand.Rand) duis.PriceSecondary {
	indexes := r.Perm(4)
	return duis.PriceSecondary{PriceScale: int8(r.Uint32()),
		ElectricityPriceElement: someOf(r, 1, 4, func(i int) duis.ElecBlockPrice {
			return duis.ElecBlockPrice{Index: uint8(indexes[i] + 1), Value: int16(r.IntN(3) * r.IntN(16000))}
		})}
}

// gasTariff is a random tariff of a GSME.
func gasTariff(r *rand.Rand, block bool) *duis.UpdateImportTariffPrimaryElement {
	b := &duis.UpdateImportTariffPrimaryElement{ExecutionDateTime: randomTime(r)}
	prices := gasPrices(r, block)
	b.PriceElements.GasPriceElements = prices
	t := &duis.GasTariffElements{}
	b.GasTariffElements = t
	days, names := r.Perm(4), r.Perm(2)
	t.SwitchingTable.DayProfile = someOf(r, 1, 4, func(i int) duis.GasDayProfile {
		d := duis.GasDayProfile{DayName: uint8(days[i] + 1), BlockTariff: block}
		if !block {
			d.TOUTariffAction = new(pickOne(r, prices.TOUTariff.TOUPrice).Index)
		}
		return d
	})
	dayName := func() uint8 { return pickOne(r, t.SwitchingTable.DayProfile).DayName }
	t.SwitchingTable.WeekProfile = someOf(r, 1, 2, func(i int) duis.WeekProfileGas {
		w := duis.WeekProfileGas{WeekName: uint8(names[i] + 1)}
		for _, d := range r.Perm(7) {
			w.ReferencedDayName = append(w.ReferencedDayName,
				duis.GasReferencedDayName{Index: uint8(d + 1), Value: dayName()})
		}
		return w
	})
	t.SwitchingTable.Season = someOf(r, 1, 3, func(int) duis.GasSeason {
		return duis.GasSeason{SeasonStartDate: gasDateOf(randomDate(r)),
			ReferencedWeekName: pickOne(r, t.SwitchingTable.WeekProfile).WeekName}
	})
	t.SpecialDay = someOf(r, 0, 20, func(int) duis.GasSpecialDay {
		return duis.GasSpecialDay{Date: gasDateOf(randomDate(r)), ReferencedDayName: dayName()}
	})
	t.BlockThreshold = someOf(r, 1, 3, func(i int) duis.GasThreshold {
		return duis.GasThreshold{Index: uint8(i + 1), Value: r.Uint64N(1 << 48)}
	})
	return b
}

func gasPrices(r *rand.Rand, block bool) *duis.GasPriceElements {
	currency := pickOne(r, []string{"GBP", "ECB"})
	p := &duis.GasPriceElements{CurrencyUnits: currency, StandingCharge: r.Uint32()}
	indexes := r.Perm(4)
	prices := someOf(r, 1, 4, func(i int) duis.GasBlockPrice {
		return duis.GasBlockPrice{Index: uint8(indexes[i] + 1), Value: r.Uint32()}
	})
	if block {
		p.BlockTariff = &duis.GasBlockPriceMatrix{BlockPrice: prices}
		p.BlockTariff.NumberOfThresholds = uint8(1 + r.IntN(3))
	} else {
		p.TOUTariff = &duis.GasTOUPriceMatrix{TOUPrice: prices}
	}
	return p
}

// TestTariffs makes messages of random bodies, from the smallest to the largest, and
// correlates them.
func TestTariffs(t *testing.T) {
	elec := func(kind int) func(*rand.Rand) duis.Body {
		return func(r *rand.Rand) duis.Body { return elecTariff(r, kind) }
	}
	gas := func(block bool) func(*rand.Rand) duis.Body {
		return func(r *rand.Rand) duis.Body { return gasTariff(r, block) }
	}
	second := func(r *rand.Rand) duis.Body { return secondaryTariff(r) }
	tests := []struct {
		name, number, want string
		device             usecase.Device
		body               func(*rand.Rand) duis.Body
	}{
		{"time of use", "1.1.1", "ECS01a", usecase.ESME, elec(0)},
		{"block", "1.1.1", "ECS01a", usecase.ESME, elec(1)},
		{"hybrid", "1.1.1", "ECS01a", usecase.ESME, elec(2)},
		{"gas", "1.1.1", "GCS01a", usecase.GSME, gas(false)},
		{"gas blocks", "1.1.1", "GCS01a", usecase.GSME, gas(true)},
		{"secondary", "1.1.2", "ECS01c", usecase.ESME, second},
		{"prices", "1.2.1", "ECS01b", usecase.ESME, func(r *rand.Rand) duis.Body {
			return &duis.UpdatePricePrimaryElement{ExecutionDateTime: randomTime(r),
				PriceElements: duis.PricePrimary{ElectricityPriceElements: elecPrices(r, r.IntN(3))}}
		}},
		{"gas prices", "1.2.1", "GCS01b", usecase.GSME, func(r *rand.Rand) duis.Body {
			return &duis.UpdatePricePrimaryElement{ExecutionDateTime: randomTime(r),
				PriceElements: duis.PricePrimary{GasPriceElements: gasPrices(r, r.IntN(2) == 0)}}
		}},
		{"secondary prices", "1.2.2", "ECS01d", usecase.ESME, func(r *rand.Rand) duis.Body {
			return &duis.UpdatePriceSecondaryElement{ExecutionDateTime: randomTime(r),
				PriceElements: secondaryPrices(r)}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for seed := range uint64(25) {
				body, in := test.body(rand.New(rand.NewPCG(1, seed))), srv.Inputs{Device: test.device}
				if got, _ := transformTariff(t, test.number, body, in); got != test.want {
					t.Fatalf("seed %d: %s, want %s", seed, got, test.want)
				}
			}
		})
	}
}

// TestElecTariffOctets has values whose octets are known.
func TestElecTariffOctets(t *testing.T) {
	b := elecTariff(rand.New(rand.NewPCG(1, 2)), 2)
	b.ExecutionDateTime = &tariffCancelled
	table := &b.ElecTariffElements.SwitchingTable
	late := duis.TimeOfDay(24*time.Hour - 1010*time.Millisecond)
	table.DayProfile = []duis.ElecDayProfilePrimary{{DayName: 16,
		ProfileSchedule: []duis.ElecProfileSchedulePrimary{
			{StartTime: late, TOUTariffAction: new(uint8(48))}, {BlockTariffAction: new(uint8(8))}}}}
	table.WeekProfile = table.WeekProfile[:1]
	for i := range table.WeekProfile[0].ReferencedDayName {
		table.WeekProfile[0].ReferencedDayName[i].Value = 16
	}
	week := table.WeekProfile[0].WeekName
	table.Season = []duis.ElecSeason{
		{SeasonName: "", SeasonStartDate: elecDateOf(0, 3, 0xFE, 7), ReferencedWeekName: week},
		{SeasonName: "12345678", SeasonStartDate: elecDateOf(9999, 0, 0xFD, 0), ReferencedWeekName: week},
	}
	b.ElecTariffElements.SpecialDay = []duis.ElecSpecialDayPrimary{
		{Date: elecDateOf(2015, 5, 1, 0), ReferencedDayName: 16},
		{Date: elecDateOf(0, 0, 0, 1), ReferencedDayName: 16}}
	b.PriceElements.ElectricityPriceElements = &duis.ElecPriceElementsPrimary{
		StandingCharge: -1, StandingChargeScale: -128, PriceScale: 127,
		HybridTariff: &duis.ElecHybridTariff{
			TOUPrice: []duis.ElecPrimaryTOUPrice{{Index: 48, Value: -2}},
			BlockPrices: []duis.ElecBlocks{{Index: 8, BlockPrice: []duis.ElecBlockPrice{
				{Index: 4, Value: 0x0708}, {Index: 1, Value: 0x0506}}}},
		}}
	_, payload := transformTariff(t, "1.1.1", b, srv.Inputs{Device: usecase.ESME})
	wantOctets(t, payload,
		"11 10 01 02 02 03 09 04 17 3B 3A 63 09 06 00 00 0A 00 64 FF 12 00 30 02 03 09 04 00 00 00 00",
		"12 00 6C",
		"09 00 09 0C FF FF 03 FE 07 00 00 00 00 80 00 FF",
		"09 08 31 32 33 34 35 36 37 38 09 0C 27 0F FF FD FF 00 00 00 00 80 00 FF",
		"12 00 01 09 05 07 DF 05 01 FF 11 10 02 03 12 00 02 09 05 FF FF FF FF 01 11 10",
		"02 03 02 02 0F 00 0F 80 02 03 12 00 00 09 06 00 00 00 00 00 00 0F 00 01 01 02 02 09 00 10 FF FF",
		"02 02 0F 03 0F 7F 02 03 12 00 03 09 06 01 00 01 08 00 FF 0F 02 01 50 02 02 09 01 01 10 00 00",
		"09 01 30 10 FF FE 02 02 09 01 A1 10 00 00",
		"09 01 A8 10 05 06 02 02 09 01 B1 10 00 00",
		"09 01 D8 10 07 08 09 0C",
		strings.Repeat("09 0C FF FF FF FF FF FF FF FF FF 80 00 FF", 6),
	)
}

// TestSecondaryOctets: what has no price has the price 0.
func TestSecondaryOctets(t *testing.T) {
	b := &duis.UpdatePriceSecondaryElement{PriceElements: duis.PriceSecondary{PriceScale: -5,
		ElectricityPriceElement: []duis.ElecBlockPrice{{Index: 3, Value: 257}}}}
	_, payload := transformTariff(t, "1.2.2", b, srv.Inputs{Device: usecase.ESME})
	wantOctets(t, payload, "0F 03 0F FB", "01 04 02 02 09 01 01 10 00 00 02 02 09 01 02 10 00 00"+
		"02 02 09 01 03 10 01 01 02 02 09 01 04 10 00 00 09 0C 00 00 00 00 00 00 00 00 00 80 00 FF")
}

// TestNoPrice: a message says the same of a price of 0 and of none, and so does its proof.
func TestNoPrice(t *testing.T) {
	with := func(prices ...duis.ElecPrimaryTOUPrice) *duis.Request {
		return criticalRequest("1.2.1", &duis.UpdatePricePrimaryElement{PriceElements: duis.PricePrimary{
			ElectricityPriceElements: &duis.ElecPriceElementsPrimary{
				TOUTariff: &duis.ElecTOUTariff{TOUPrice: prices}}}})
	}
	req := with(duis.ElecPrimaryTOUPrice{Index: 1, Value: 5}, duis.ElecPrimaryTOUPrice{Index: 9})
	out, err := srv.Transform(req, srv.Inputs{Device: usecase.ESME, Known: true})
	if err != nil {
		t.Fatal(err)
	}
	message := out.Message.Append(nil)
	for _, test := range []struct {
		name string
		req  *duis.Request
		same bool
	}{
		{"as asked", req, true},
		{"without the 0", with(duis.ElecPrimaryTOUPrice{Index: 1, Value: 5}), true},
		{"without the 5", with(duis.ElecPrimaryTOUPrice{Index: 9}), false},
		{"other price", with(duis.ElecPrimaryTOUPrice{Index: 1, Value: 6}), false},
		{"at another place", with(duis.ElecPrimaryTOUPrice{Index: 2, Value: 5}), false},
		{"one more", with(duis.ElecPrimaryTOUPrice{Index: 1, Value: 5},
			duis.ElecPrimaryTOUPrice{Index: 2, Value: 5}), false},
	} {
		if err := srv.Correlate(test.req, message, srv.Inputs{}); (err == nil) != test.same {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestGasTariffOctets has the cancellation of each command, dates, tiers and blocks.
func TestGasTariffOctets(t *testing.T) {
	b := gasTariff(rand.New(rand.NewPCG(1, 2)), true)
	b.ExecutionDateTime = &tariffCancelled
	b.GasTariffElements.SwitchingTable.Season[0].SeasonStartDate = gasDateOf(2154, 12, 31, 7)
	b.GasTariffElements.BlockThreshold = []duis.GasThreshold{
		{Index: 2, Value: 1<<48 - 1}, {Index: 1, Value: 1}}
	b.PriceElements.GasPriceElements.BlockTariff = &duis.GasBlockPriceMatrix{NumberOfThresholds: 3,
		BlockPrice: []duis.GasBlockPrice{{Index: 4, Value: 4}, {Index: 1, Value: 1}}}
	_, payload := transformTariff(t, "1.1.1", b, srv.Inputs{Device: usecase.GSME})
	wantOctets(t, payload,
		"80 4A 37 1C 80 4A 37 1C FE FF FF FF 00 00 00", // Publish Calendar
		"80 4A 37 1C 80 4A 37 1C FE FF FF FF 00",       // Publish Special Days
		"80 4A 37 1C 01 00 00 00 FF FF FF FF 10 00 00 02 00",
		"80 4A 37 1C FE FF FF FF 01 00 00 00 00 01 01 02 01 00 00 00 00 00 FF FF FF FF FF FF",
		"80 4A 37 1C FE FF FF FF 01 00 00 00 00 01 00 00 01 00 00 00 03 04 00 00 00",
		"FE 0C 1F 07",
	)
	b = gasTariff(rand.New(rand.NewPCG(1, 3)), false)
	table := &b.GasTariffElements.SwitchingTable
	table.DayProfile = []duis.GasDayProfile{{DayName: 1, TOUTariffAction: new(uint8(4))}}
	table.WeekProfile = table.WeekProfile[:1]
	week := &table.WeekProfile[0]
	for i := range week.ReferencedDayName {
		week.ReferencedDayName[i].Value = 1
	}
	table.Season = []duis.GasSeason{
		{SeasonStartDate: gasDateOf(0, 0, 0, 0), ReferencedWeekName: week.WeekName}}
	b.GasTariffElements.SpecialDay = nil
	b.PriceElements.GasPriceElements.TOUTariff.TOUPrice = []duis.GasBlockPrice{{Index: 4, Value: 7}}
	_, payload = transformTariff(t, "1.1.1", b, srv.Inputs{Device: usecase.GSME})
	wantOctets(t, payload, "01 00 01 00 00 00 04", "00 01 FF FF FF FF", "01 04 07 00 00 00")
	for _, line := range tariffValues(t, 0x006B, payload) {
		if strings.HasPrefix(line, "BlockThresholds ") {
			t.Errorf("a time-of-use tariff has %s", line)
		}
	}
}

// TestTariffRefusals has requests that make no tariff.
func TestTariffRefusals(t *testing.T) {
	type elec = *duis.UpdateImportTariffPrimaryElement
	of := func(kind int, change func(elec)) duis.Body {
		b := elecTariff(rand.New(rand.NewPCG(1, 9)), kind)
		change(b)
		return b
	}
	gas := func(block bool, change func(elec)) duis.Body {
		b := gasTariff(rand.New(rand.NewPCG(1, 9)), block)
		change(b)
		return b
	}
	first := func(b elec) *duis.ElecDayProfilePrimary {
		return &b.ElecTariffElements.SwitchingTable.DayProfile[0]
	}
	some := rand.New(rand.NewPCG(1, 1))
	tests := []struct {
		name string
		body duis.Body
		want duis.ResponseCode
	}{
		{"day twice", of(0, func(b elec) {
			table := &b.ElecTariffElements.SwitchingTable
			table.DayProfile = append(table.DayProfile[:1:1], *first(b))
		}), "E010101"},
		{"no such day", of(0, func(b elec) {
			b.ElecTariffElements.SpecialDay = []duis.ElecSpecialDayPrimary{{ReferencedDayName: 17}}
		}), "E010101"},
		{"no such week", of(0, func(b elec) {
			b.ElecTariffElements.SwitchingTable.Season[0].ReferencedWeekName = 5
		}), "E010101"},
		{"no price for blocks", of(0, func(b elec) {
			first(b).ProfileSchedule[0] = duis.ElecProfileSchedulePrimary{BlockTariffAction: new(uint8(1))}
		}), "E010102"},
		{"no price", of(0, func(b elec) {
			b.PriceElements.ElectricityPriceElements.TOUTariff.TOUPrice = nil
		}), "E010102"},
		{"gas prices", of(0, func(b elec) {
			b.PriceElements = duis.PricePrimary{GasPriceElements: gasPrices(some, true)}
		}), "E010102"},
		{"price twice", of(0, func(b elec) {
			p := b.PriceElements.ElectricityPriceElements.TOUTariff
			p.TOUPrice = append(p.TOUPrice, p.TOUPrice[0])
		}), duis.E64},
		{"thresholds twice", of(0, func(b elec) {
			b.ElecTariffElements.Thresholds[0].Index = 1 + b.ElecTariffElements.Thresholds[0].Index%8
		}), duis.E64},
		{"threshold missing", of(0, func(b elec) {
			b.ElecTariffElements.Thresholds[0].BlockThreshold = []duis.BlockThreshold{{Index: 2}}
		}), duis.E64},
		{"thousandths", of(0, func(b elec) { first(b).ProfileSchedule[0].StartTime = 1 }), duis.E64},
		{"season name", of(0, func(b elec) {
			b.ElecTariffElements.SwitchingTable.Season[0].SeasonName = "überlang"
		}), duis.E64},
		{"half a second", of(0, func(b elec) {
			b.ExecutionDateTime = new(time.Date(2030, 1, 1, 0, 0, 0, 5e8, time.UTC))
		}), duis.E64},
		{"gas day", gas(false, func(b elec) {
			b.GasTariffElements.SwitchingTable.DayProfile[0].DayName = 5
			b.GasTariffElements.SwitchingTable.WeekProfile[0].ReferencedDayName[0].Value = 6
		}), "E010101"},
		{"blocks and tiers", gas(true, func(b elec) {
			b.GasTariffElements.SwitchingTable.DayProfile[0] = duis.GasDayProfile{
				DayName:         b.GasTariffElements.SwitchingTable.DayProfile[0].DayName,
				TOUTariffAction: new(uint8(1))}
		}), "E010102"},
		{"tiers without price", gas(false, func(b elec) {
			b.PriceElements.GasPriceElements.TOUTariff.TOUPrice = []duis.GasBlockPrice{}
		}), "E010102"},
		{"electricity prices", gas(false, func(b elec) {
			b.PriceElements = duis.PricePrimary{ElectricityPriceElements: elecPrices(some, 0)}
		}), "E010102"},
		{"gas year", gas(false, func(b elec) {
			b.GasTariffElements.SwitchingTable.Season[0].SeasonStartDate = gasDateOf(2155, 1, 1, 0)
		}), duis.E64},
		{"gas price twice", gas(true, func(b elec) {
			p := b.PriceElements.GasPriceElements.BlockTariff
			p.BlockPrice = append(p.BlockPrice[:1:1], p.BlockPrice[0])
		}), duis.E64},
		{"gas threshold missing", gas(true, func(b elec) {
			b.GasTariffElements.BlockThreshold = []duis.GasThreshold{{Index: 1}, {Index: 3}}
		}), duis.E64},
		{"as a tariffCancelled", gas(true, func(b elec) {
			b.ExecutionDateTime = new(time.Date(2136, 2, 7, 6, 28, 14, 0, time.UTC))
		}), duis.E64},
	}
	for _, test := range tests {
		device := usecase.ESME
		if test.body.(elec).GasTariffElements != nil {
			device = usecase.GSME
		}
		req := criticalRequest("1.1.1", test.body)
		if _, err := srv.Transform(req, srv.Inputs{Device: device, Known: true}); code(err) != test.want {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
	for device, body := range map[usecase.Device]duis.Body{
		usecase.ESME: gas(true, func(elec) {}), usecase.GSME: of(0, func(elec) {}),
	} {
		_, err := srv.Transform(criticalRequest("1.1.1", body), srv.Inputs{Device: device})
		if code(err) != duis.E11 {
			t.Errorf("%s: %v", device, err)
		}
	}
}

// TestMeterBalance has the Use Case of each change on each type of meter.
func TestMeterBalance(t *testing.T) {
	adjust := func(v int32) *duis.AdjustOrReset { return &duis.AdjustOrReset{AdjustMeterBalance: &v} }
	reset := &duis.AdjustOrReset{ResetMeterBalance: true}
	low, high := adjust(-1<<31), adjust(1<<31-1)
	tests := []struct {
		device usecase.Device
		body   duis.UpdateMeterBalance
		want   string
		octets string
	}{
		{usecase.ESME, duis.UpdateMeterBalance{PrepaymentMode: low}, "ECS04a", "05 80 00 00 00"},
		{usecase.ESME, duis.UpdateMeterBalance{CreditMode: high}, "ECS04a", "05 7F FF FF FF"},
		{usecase.ESME, duis.UpdateMeterBalance{PrepaymentMode: reset}, "ECS04b", "05 00 00 00 00"},
		{usecase.ESME, duis.UpdateMeterBalance{CreditMode: reset}, "ECS04b", "05 00 00 00 00"},
		{usecase.GSME, duis.UpdateMeterBalance{PrepaymentMode: adjust(-2)}, "GCS40a", "00 FE FF FF FF"},
		{usecase.GSME, duis.UpdateMeterBalance{PrepaymentMode: reset}, "GCS40b", "01 00 00 00 00"},
		{usecase.GSME, duis.UpdateMeterBalance{CreditMode: adjust(-2)}, "GCS40c", "03 FE FF FF FF"},
		{usecase.GSME, duis.UpdateMeterBalance{CreditMode: reset}, "GCS40d", "02 00 00 00 00"},
	}
	for _, test := range tests {
		got, payload := transformTariff(t, "1.5", &test.body, srv.Inputs{Device: test.device})
		if got != test.want {
			t.Errorf("%+v: %s, want %s", test.body, got, test.want)
		}
		wantOctets(t, payload, test.octets)
	}
}

// TestPaymentMode has every mode on every kind of ESME.
func TestPaymentMode(t *testing.T) {
	const first = "02 03 09 06 00 00 13 0A 00 FF 09 06 00 00 13 14 00 FF 04 03 E0"
	r := rand.New(rand.NewPCG(1, 5))
	seen := map[string]bool{}
	for n := range 4 {
		for variant, count := range map[string]string{"": "0D", "ADE": "0D", "BDE": "0F", "C": "0D"} {
			body := &duis.UpdatePaymentMode{ExecutionDateTime: randomTime(r), Prepayment: prepaymentKind(n)}
			in := srv.Inputs{Device: usecase.ESME, ESMEVariant: variant}
			got, payload := transformTariff(t, "1.6", body, in)
			if got != "ECS03" {
				t.Error(got)
			}
			wantOctets(t, payload, "01"+count+first, "05 FF F8 5E E0")
			if variant == "" {
				from, to := bytes.Index(payload, []byte{9, 6}), bytes.LastIndex(payload, []byte{4, 3})
				seen[string(payload[from:to])] = true
			}
		}
	}
	if len(seen) != 4 {
		t.Errorf("%d configurations of prepayment: want 4", len(seen))
	}
	for variant, count := range map[string]string{"A": "02", "": "02", "B": "03", "CD": "02"} {
		body := &duis.UpdatePaymentMode{Credit: true}
		in := srv.Inputs{Device: usecase.ESME, ESMEVariant: variant}
		got, payload := transformTariff(t, "1.6", body, in)
		if got != "ECS02" {
			t.Error(got)
		}
		wantOctets(t, payload, "01"+count+first)
	}
	reset := &duis.ResetTariffBlockCounterMatrix{}
	if got, _ := transformTariff(t, "1.7", reset, srv.Inputs{}); got != "ECS05" {
		t.Error(got)
	}
}

// prepaymentKind is one of the four kinds of prepayment mode.
func prepaymentKind(n int) *duis.Prepayment {
	return &duis.Prepayment{SuspendDebtDisabled: n&1 != 0, SuspendDebtEmergency: n&2 != 0,
		DisablementThreshold: -500000}
}

// TestGasPaymentMode has every mode of a GSME, cancelled.
func TestGasPaymentMode(t *testing.T) {
	in := srv.Inputs{Device: usecase.GSME}
	for n, configuration := range []string{"97 08", "97 0C", "97 00", "97 04"} {
		body := &duis.UpdatePaymentMode{ExecutionDateTime: &tariffCancelled,
			Prepayment: prepaymentKind(n)}
		got, payload := transformTariff(t, "1.6", body, in)
		if got != "GCS03" {
			t.Error(got)
		}
		wantOctets(t, payload, "FF FF FF FF"+configuration+"E0 5E F8 FF")
	}
	body := &duis.UpdatePaymentMode{ExecutionDateTime: &tariffCancelled, Credit: true}
	got, payload := transformTariff(t, "1.6", body, in)
	if got != "GCS02" {
		t.Error(got)
	}
	wantOctets(t, payload, "FF FF FF FF 94 0C FF FF FF FF")
}

// TestTwinVectors makes the published messages for ESMEs with two elements.
func TestTwinVectors(t *testing.T) {
	dir := shared.Dir(t)
	for _, name := range []string{
		"ECS02_1.6_CANCELLATION_TWIN_SUCCESS", "ECS03_1.6_CANCELLATION_TWIN_SUCCESS",
	} {
		req, err := duis.Parse(shared.File(t, "rtds", "duis", name+"_REQUEST_DUIS.XML"))
		if err != nil {
			t.Fatal(err)
		}
		in := srv.Inputs{Device: usecase.ESME, ESMEVariant: "BDE", Known: true}
		out, err := srv.Transform(req, in)
		if err != nil {
			t.Fatal(err)
		}
		want := readHex(t, dir, name+"_PRECOMMAND_GBCS.HEX")
		if got := out.Message.Append(nil); !bytes.Equal(got, want) {
			t.Errorf("%s\n%s", name, rows(got, want))
		}
	}
}
