package srv_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// prepaymentCase is a body, the Device it is for, and what is known of its payload.
type prepaymentCase struct {
	name   string
	number string
	body   duis.Body
	device usecase.Device
	code   string   // of the Use Case
	has    []string // parts of the payload, in hexadecimal
	not    []string
}

// agree transforms the request that the case makes, written and read again, looks for the parts
// in the payload, and correlates.
func (c *prepaymentCase) agree(t *testing.T) {
	t.Helper()
	v, _ := srv.Lookup(c.number)
	in := srv.Inputs{
		Device: c.device, Known: true, Broker: broker, Counter: 9, CIN: "0042",
	}
	req, err := duis.Parse(request(c.number, v.ServiceReference(), v.CVs[0], c.body).Append(nil))
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	out, err := srv.Transform(req, in)
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	if c.code != "" && out.UseCase.Code != c.code {
		t.Errorf("%s: became %s, want %s", c.name, out.UseCase.Code, c.code)
	}
	payload := strings.ToUpper(hex.EncodeToString(out.Message.Payload))
	for _, part := range c.has {
		if !strings.Contains(payload, strings.ReplaceAll(part, " ", "")) {
			t.Errorf("%s: no %s in %s", c.name, part, payload)
		}
	}
	for _, part := range c.not {
		if strings.Contains(payload, strings.ReplaceAll(part, " ", "")) {
			t.Errorf("%s: %s in %s", c.name, part, payload)
		}
	}
	if err := srv.Correlate(req, out.Message.Append(nil), srv.Inputs{}); err != nil {
		t.Errorf("%s: %v", c.name, err)
	}
}

// prepaymentRefusal is the response code with which a body is refused.
func prepaymentRefusal(
	t *testing.T, number string, body duis.Body, in srv.Inputs,
) duis.ResponseCode {
	t.Helper()
	v, _ := srv.Lookup(number)
	in.Known = true
	_, err := srv.Transform(request(number, v.ServiceReference(), v.CVs[0], body), in)
	if err == nil {
		t.Errorf("%s: %+v is not refused", number, body)
	}
	return code(err)
}

var prepayCancelled = time.Date(3000, 12, 31, 0, 0, 0, 0, time.UTC)

// prepayYearly is a day of every year.
func prepayYearly(month time.Month, day int) time.Time {
	return time.Date(0xFFFF, month, day, 0, 0, 0, 0, time.UTC)
}

// prepayElec is the smallest UpdatePrepayConfiguration for an ESME.
func prepayElec() *duis.UpdatePrepayConfiguration {
	return &duis.UpdatePrepayConfiguration{
		UpdatePrepayConfigElectricity: &duis.UpdatePrepayConfigElec{
			ElectricityNonDisablementCalendar: duis.ElectricityNonDisablementCalendar{
				ElectricityNonDisablementSchedule: []duis.ElectricityNonDisablementSchedule{{
					NonDisablementScript: "START",
					ScheduleDatesAndTime: duis.ScheduleDatesAndTimeWithoutWildcards{
						StartDate: prepayYearly(1, 1), EndDate: prepayYearly(12, 31),
					},
				}},
			},
		},
	}
}

// prepayGas is the smallest UpdatePrepayConfiguration for a GSME.
func prepayGas() *duis.UpdatePrepayConfiguration {
	week := duis.WeekProfileGasNonDisablement{WeekName: 1}
	for i := range uint8(7) {
		week.ReferencedDayName = append(week.ReferencedDayName,
			duis.GasReferencedDayNameNonDisablement{Index: i + 1, Value: 1})
	}
	return &duis.UpdatePrepayConfiguration{
		UpdatePrepayConfigGas: &duis.UpdatePrepayConfigGas{
			GasNonDisablementCalendar: duis.GasNonDisablementCalendar{
				GasNonDisablementDayProfile: []duis.GasNonDisablementDayProfile{{
					GasDayName: 1,
					TimeStartAction: []duis.GasNonDisablementTimeStartAction{
						{NonDisablementAction: "STOP"},
					},
				}},
				WeekProfile: []duis.WeekProfileGasNonDisablement{week},
				Season: []duis.GasSeasonNonDisablement{
					{SeasonStartDate: prepayGasDate(0, 0, 0, 0), ReferencedWeekName: 1},
				},
			},
		},
	}
}

// prepayElecDate is a date with wildcards where a number is 0; the days 30 and 31 are the last
// but one and the last.
func prepayElecDate(year uint16, month, day, weekday uint8) (d duis.Date) {
	if d.Year.NonSpecifiedYear = year == 0; year != 0 {
		d.Year.SpecifiedYear = &year
	}
	if d.Month.NonSpecifiedMonth = month == 0; month != 0 {
		d.Month.SpecifiedMonth = &month
	}
	switch day {
	case 0:
		d.DayOfMonth.NonSpecifiedDayOfMonth = true
	case 30:
		d.DayOfMonth.SecondLastDayOfMonth = true
	case 31:
		d.DayOfMonth.LastDayOfMonth = true
	default:
		d.DayOfMonth.SpecifiedDayOfMonth = &day
	}
	if d.DayOfWeek.NonSpecifiedDayOfWeek = weekday == 0; weekday != 0 {
		d.DayOfWeek.SpecifiedDayOfWeek = &weekday
	}
	return d
}

// prepayGasDate is a date with wildcards where a number is 0.
func prepayGasDate(year uint16, month, day, weekday uint8) (d duis.GasDateWithWildcards) {
	if d.GasYearWithWildcards.NonSpecifiedYear = year == 0; year != 0 {
		d.GasYearWithWildcards.SpecifiedYear = &year
	}
	if d.GasMonthWithWildcards.NonSpecifiedMonth = month == 0; month != 0 {
		d.GasMonthWithWildcards.SpecifiedMonth = &month
	}
	d.GasDayOfMonthWithWildcards.GasNonSpecifiedDayOfMonth = day == 0
	if day != 0 {
		d.GasDayOfMonthWithWildcards.SpecifiedDayOfMonth = &day
	}
	if d.GasDayOfWeekWithWildcards.NonSpecifiedDayOfWeek = weekday == 0; weekday != 0 {
		d.GasDayOfWeekWithWildcards.SpecifiedDayOfWeek = &weekday
	}
	return d
}

// TestPrepaymentElectricity: what the parts of a calendar and the limits become on an ESME.
func TestPrepaymentElectricity(t *testing.T) {
	entry := func(b *duis.UpdatePrepayConfiguration) *duis.ElectricityNonDisablementSchedule {
		return &b.UpdatePrepayConfigElectricity.
			ElectricityNonDisablementCalendar.ElectricityNonDisablementSchedule[0]
	}
	days := func(b *duis.UpdatePrepayConfiguration, days ...duis.SpecialDay) {
		b.UpdatePrepayConfigElectricity.ElectricityNonDisablementCalendar.SpecialDay = days
	}
	for _, c := range []struct {
		name string
		with func(*duis.UpdatePrepayConfiguration)
		has  []string
	}{
		{"nothing", func(*duis.UpdatePrepayConfiguration) {}, []string{
			"12 0100 0500000000", // no special days, then the balance
			"0101 020A 120001 03FF 0906 00000A006AFF 120020 0904 00000000 12FFFF 0407 00 0400" +
				"0905 FFFF0101FF 0905 FFFF0C1FFF",
			"0500093A80", // a week
			"090C 00000000000000000080 00FF",
		}},
		{"later", func(b *duis.UpdatePrepayConfiguration) {
			b.ExecutionDateTime = new(time.Date(2030, 1, 15, 9, 0, 1, 0, time.UTC))
		}, []string{"090C 07EE010FFF090001008000FF"}},
		{"cancelled", func(b *duis.UpdatePrepayConfiguration) {
			b.ExecutionDateTime = &prepayCancelled
		}, []string{"090C FFFFFFFFFFFFFFFFFF8000FF"}},
		{"limits", func(b *duis.UpdatePrepayConfiguration) {
			e := b.UpdatePrepayConfigElectricity
			e.DebtRecoveryRateCap = math.MaxUint16
			e.EmergencyCreditLimit, e.EmergencyCreditThreshold = math.MinInt32, math.MaxInt32
			e.LowCreditThreshold, e.MaxMeterBalance, e.MaxCreditThreshold = -1, 1, 2
		}, []string{
			"0500000001 0500000002 0101", "12FFFF 0500093A80 05FFFFFFFF 0580000000 090C", "057FFFFFFF",
		}},
		{"an entry", func(b *duis.UpdatePrepayConfiguration) {
			e := entry(b)
			e.NonDisablementScript = "STOP"
			e.DayOfWeekApplicability = prepayWeekdays("Sunday", "Monday")
			e.ScheduleDatesAndTime.SwitchTime = duis.TimeOfDay(24*time.Hour - 10*time.Millisecond)
			e.ScheduleDatesAndTime.StartDate = time.Date(2016, 2, 29, 0, 0, 0, 0, time.UTC)
			e.ScheduleDatesAndTime.EndDate = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
		}, []string{"120021 0904 173B3B63 12FFFF 0407 82 0400 0905 07E0021DFF 0905 27100101FF"}},
		{"special days", func(b *duis.UpdatePrepayConfiguration) {
			days(b,
				duis.SpecialDay{Index: 3, Date: prepayElecDate(2014, 0, 31, 7)},
				duis.SpecialDay{Index: 1, Date: prepayElecDate(9999, 12, 0, 1)},
				duis.SpecialDay{Index: 2, Date: prepayElecDate(0, 0, 30, 0)})
			entry(b).SpecialDayApplicability = prepaySpecial(3, 1)
		}, []string{
			"0103 0203 120001 0905 270F0CFF01 1101" +
				"0203 120002 0905 FFFFFFFDFF 1102 0203 120003 0905 07DEFFFE07 1103",
			"0407 00 0403 A0 0905",
		}},
		{"a gap", func(b *duis.UpdatePrepayConfiguration) {
			days(b, duis.SpecialDay{Index: 2, Date: prepayElecDate(0, 0, 0, 0)},
				duis.SpecialDay{Index: 20, Date: prepayElecDate(0, 1, 2, 0)})
			entry(b).SpecialDayApplicability = prepaySpecial(20)
		}, []string{
			"0102 0203 120002 0905 FFFFFFFFFF 1102 0203 120014 0905 FFFF0102FF 1114",
			"0414 000010 0905",
		}},
	} {
		b := prepayElec()
		c.with(b)
		(&prepaymentCase{
			name: c.name, number: "2.1", body: b, device: usecase.ESME, code: "ECS08a", has: c.has,
		}).agree(t)
	}
}

// TestPrepaymentGas: what the parts of a calendar and the limits become on a GSME.
func TestPrepaymentGas(t *testing.T) {
	const issued = "804A371C"
	calendar := func(b *duis.UpdatePrepayConfiguration) *duis.GasNonDisablementCalendar {
		return &b.UpdatePrepayConfigGas.GasNonDisablementCalendar
	}
	for _, c := range []struct {
		name string
		with func(*duis.UpdatePrepayConfiguration)
		has  []string
	}{
		{"nothing", func(*duis.UpdatePrepayConfiguration) {}, []string{
			"010909 00 0705 0013 010003" + issued + "00000000 00000000 00000000",
			"10 0705 000B 00000000 010209 00000000",
			issued + issued + "00000000 03 00 00 01 01 01 00 0707 0017 090501",
			issued + issued + "01 01 00 01 03 0000 00 00 0707",
			issued + issued + "01 01010101010101",
			issued + issued + "00 01 FFFFFFFF 01 01 0707 0017 090804",
			issued + issued + "00000000 03 00 00 01",
		}},
		{"later", func(b *duis.UpdatePrepayConfiguration) {
			b.ExecutionDateTime = new(time.Date(2030, 1, 15, 9, 0, 1, 0, time.UTC))
		}, []string{"91888138", "10 0705 000B 38818891"}},
		{"cancelled", func(b *duis.UpdatePrepayConfiguration) {
			b.ExecutionDateTime = &prepayCancelled
		}, []string{
			issued + "FFFFFFFF 00000000 00000000", "10 0705 000B FFFFFFFF",
			issued + issued + "FEFFFFFF 03 00 00", issued + issued + "FEFFFFFF 03 00 00 01",
		}},
		{"limits", func(b *duis.UpdatePrepayConfiguration) {
			g := b.UpdatePrepayConfigGas
			g.DebtRecoveryRateCap, g.EmergencyCreditLimit = math.MinInt32, math.MaxUint32
			g.EmergencyCreditThreshold, g.LowCreditThreshold = 1, 2
			g.MaxMeterBalance, g.MaxCreditThreshold = 3, 4
		}, []string{
			"00000000 FFFFFFFF 01000000", "00000000 00000080", "00000000 010209 02000000",
			"00000000 03000000 04000000",
		}},
		{"days", func(b *duis.UpdatePrepayConfiguration) {
			calendar(b).GasNonDisablementDayProfile = append(calendar(b).GasNonDisablementDayProfile,
				duis.GasNonDisablementDayProfile{
					GasDayName: 5,
					TimeStartAction: []duis.GasNonDisablementTimeStartAction{
						{NonDisablementAction: "START"},
						{
							StartTime:            duis.TimeOfDay(24*time.Hour - time.Minute),
							NonDisablementAction: "STOP",
						},
					},
				})
			calendar(b).WeekProfile[0].ReferencedDayName[6].Value = 5
		}, []string{
			"00 01 01 02 00 0707 0017", issued + "05 02 00 01 03 0000 01 9F05 00",
			issued + "01 01010101010105",
		}},
		{"dates", func(b *duis.UpdatePrepayConfiguration) {
			calendar(b).Season = []duis.GasSeasonNonDisablement{
				{SeasonStartDate: prepayGasDate(2154, 2, 29, 7), ReferencedWeekName: 1},
				{SeasonStartDate: prepayGasDate(2014, 0, 31, 0), ReferencedWeekName: 1},
				{SeasonStartDate: prepayGasDate(0, 12, 0, 1), ReferencedWeekName: 1},
			}
			calendar(b).SpecialDay = []duis.GasSpecialDayNonDisablement{
				{Date: prepayGasDate(0, 0, 0, 6), ReferencedDayName: 1},
				{Date: prepayGasDate(2030, 1, 1, 0), ReferencedDayName: 1},
			}
		}, []string{"00 01 FE021D07 01 72FF1FFF 01 FF0CFF01 01", "03 02 00 01 FFFFFF06 01 820101FF 01"}},
	} {
		b := prepayGas()
		c.with(b)
		(&prepaymentCase{
			name: c.name, number: "2.1", body: b, device: usecase.GSME, code: "GCS05", has: c.has,
		}).agree(t)
	}
}

// TestPrepaymentRandom: calendars at random, up to the largest, agree both ways.
func TestPrepaymentRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 1))
	for i := range 300 {
		name := fmt.Sprint("electricity ", i)
		(&prepaymentCase{
			name: name, number: "2.1", body: randomPrepayElec(random), device: usecase.ESME,
		}).agree(t)
		name = fmt.Sprint("gas ", i)
		(&prepaymentCase{
			name: name, number: "2.1", body: randomPrepayGas(random), device: usecase.GSME,
		}).agree(t)
	}
}

// prepaySpecial are the special days of an entry.
func prepaySpecial(ids ...uint8) (days []duis.SpecialDayApplicability) {
	for _, id := range ids {
		days = append(days, duis.SpecialDayApplicability{SpecialDayID: id})
	}
	return days
}

// prepayWeekdays are the days of the week of an entry.
func prepayWeekdays(names ...string) (days []duis.DayOfWeekApplicability) {
	for _, name := range names {
		days = append(days, duis.DayOfWeekApplicability{DayOfWeekID: name})
	}
	return days
}

// prepayUpTo is one of n, or 0.
func prepayUpTo(r *rand.Rand, n int) uint8 { return uint8(r.IntN(n + 1)) }

func randomPrepayElec(r *rand.Rand) *duis.UpdatePrepayConfiguration {
	b := prepayElec()
	e := b.UpdatePrepayConfigElectricity
	e.DebtRecoveryRateCap = uint16(r.Uint32())
	e.EmergencyCreditLimit, e.EmergencyCreditThreshold = int32(r.Uint32()), int32(r.Uint32())
	e.LowCreditThreshold, e.MaxMeterBalance = int32(r.Uint32()), int32(r.Uint32())
	e.MaxCreditThreshold = int32(r.Uint32())
	c := &e.ElectricityNonDisablementCalendar
	for i := range r.IntN(21) {
		c.SpecialDay = append(c.SpecialDay, duis.SpecialDay{
			Index: uint8(i + 1),
			Date: prepayElecDate(uint16(r.IntN(2))*uint16(2014+r.IntN(7000)),
				prepayUpTo(r, 12), prepayUpTo(r, 31), prepayUpTo(r, 7)),
		})
	}
	c.ElectricityNonDisablementSchedule = nil
	for range 1 + r.IntN(22) {
		entry := duis.ElectricityNonDisablementSchedule{
			NonDisablementScript: []string{"START", "STOP"}[r.IntN(2)],
			ScheduleDatesAndTime: duis.ScheduleDatesAndTimeWithoutWildcards{
				SwitchTime: duis.TimeOfDay(time.Duration(r.IntN(8640000)) * 10 * time.Millisecond),
				StartDate:  prepayYearly(time.Month(1+r.IntN(12)), 1+r.IntN(28)),
				EndDate:    time.Date(2014+r.IntN(5000), 1, r.IntN(366), 0, 0, 0, 0, time.UTC),
			},
		}
		for _, day := range r.Perm(7)[:r.IntN(8)] {
			entry.DayOfWeekApplicability = append(entry.DayOfWeekApplicability,
				duis.DayOfWeekApplicability{DayOfWeekID: time.Weekday(day).String()})
		}
		for _, day := range r.Perm(len(c.SpecialDay))[:r.IntN(len(c.SpecialDay)+1)] {
			entry.SpecialDayApplicability = append(entry.SpecialDayApplicability,
				duis.SpecialDayApplicability{SpecialDayID: uint8(day + 1)})
		}
		c.ElectricityNonDisablementSchedule = append(c.ElectricityNonDisablementSchedule, entry)
	}
	return b
}

func randomPrepayGas(r *rand.Rand) *duis.UpdatePrepayConfiguration {
	b := prepayGas()
	g := b.UpdatePrepayConfigGas
	if r.IntN(2) == 0 {
		b.ExecutionDateTime = new(time.Unix(1900000000+int64(r.IntN(1e9)), 0).UTC())
	}
	g.DebtRecoveryRateCap, g.EmergencyCreditLimit = int32(r.Uint32()), r.Uint32()
	g.EmergencyCreditThreshold, g.LowCreditThreshold = r.Uint32(), r.Uint32()
	g.MaxMeterBalance, g.MaxCreditThreshold = r.Uint32(), r.Uint32()
	c := &g.GasNonDisablementCalendar
	date := func() duis.GasDateWithWildcards {
		return prepayGasDate(uint16(r.IntN(2))*uint16(2014+r.IntN(141)),
			prepayUpTo(r, 12), prepayUpTo(r, 31), prepayUpTo(r, 7))
	}
	days := r.Perm(5)[:1+r.IntN(5)]
	anyDay := func() uint8 { return uint8(days[r.IntN(len(days))] + 1) }
	c.GasNonDisablementDayProfile, c.WeekProfile, c.Season = nil, nil, nil
	for _, day := range days {
		profile := duis.GasNonDisablementDayProfile{GasDayName: uint8(day + 1)}
		for range 1 + r.IntN(3) {
			profile.TimeStartAction = append(profile.TimeStartAction,
				duis.GasNonDisablementTimeStartAction{
					StartTime:            duis.TimeOfDay(time.Duration(r.IntN(1440)) * time.Minute),
					NonDisablementAction: []string{"START", "STOP"}[r.IntN(2)],
				})
		}
		c.GasNonDisablementDayProfile = append(c.GasNonDisablementDayProfile, profile)
	}
	for _, week := range r.Perm(2)[:1+r.IntN(2)] {
		profile := duis.WeekProfileGasNonDisablement{WeekName: uint8(week + 1)}
		for _, i := range r.Perm(7) {
			profile.ReferencedDayName = append(profile.ReferencedDayName,
				duis.GasReferencedDayNameNonDisablement{Index: uint8(i + 1), Value: anyDay()})
		}
		c.WeekProfile = append(c.WeekProfile, profile)
	}
	for range 1 + r.IntN(3) {
		week := c.WeekProfile[r.IntN(len(c.WeekProfile))].WeekName
		c.Season = append(c.Season, duis.GasSeasonNonDisablement{
			SeasonStartDate: date(), ReferencedWeekName: week,
		})
	}
	for range r.IntN(21) {
		c.SpecialDay = append(c.SpecialDay, duis.GasSpecialDayNonDisablement{
			Date: date(), ReferencedDayName: anyDay(),
		})
	}
	return b
}

// TestPrepaymentRefusals: what no message can say, or what does not fit together, is refused.
func TestPrepaymentRefusals(t *testing.T) {
	onESME, onGSME := srv.Inputs{Device: usecase.ESME}, srv.Inputs{Device: usecase.GSME}
	if got := prepaymentRefusal(t, "2.1", prepayGas(), onESME); got != duis.E11 {
		t.Errorf("a gas calendar on an ESME: %s", got)
	}
	if got := prepaymentRefusal(t, "2.1", prepayElec(), onGSME); got != duis.E11 {
		t.Errorf("an electricity calendar on a GSME: %s", got)
	}
	for name, with := range map[string]func(*duis.ElectricityNonDisablementCalendar){
		"a special day twice": func(c *duis.ElectricityNonDisablementCalendar) {
			day := duis.SpecialDay{Index: 1, Date: prepayElecDate(0, 1, 1, 0)}
			c.SpecialDay = []duis.SpecialDay{day, day}
		},
		"a special day that there is not": func(c *duis.ElectricityNonDisablementCalendar) {
			c.ElectricityNonDisablementSchedule[0].SpecialDayApplicability =
				prepaySpecial(1)
		},
		"a special day in a gap": func(c *duis.ElectricityNonDisablementCalendar) {
			c.SpecialDay = []duis.SpecialDay{{Index: 2, Date: prepayElecDate(0, 1, 1, 0)}}
			c.ElectricityNonDisablementSchedule[0].SpecialDayApplicability =
				prepaySpecial(1)
		},
		"a special day twice in an entry": func(c *duis.ElectricityNonDisablementCalendar) {
			c.SpecialDay = []duis.SpecialDay{{Index: 1, Date: prepayElecDate(0, 1, 1, 0)}}
			c.ElectricityNonDisablementSchedule[0].SpecialDayApplicability =
				prepaySpecial(1, 1)
		},
		"a day of the week twice": func(c *duis.ElectricityNonDisablementCalendar) {
			c.ElectricityNonDisablementSchedule[0].DayOfWeekApplicability =
				prepayWeekdays("Friday", "Friday")
		},
		"a millisecond": func(c *duis.ElectricityNonDisablementCalendar) {
			c.ElectricityNonDisablementSchedule[0].ScheduleDatesAndTime.SwitchTime =
				duis.TimeOfDay(time.Millisecond)
		},
	} {
		b := prepayElec()
		with(&b.UpdatePrepayConfigElectricity.ElectricityNonDisablementCalendar)
		if got := prepaymentRefusal(t, "2.1", b, onESME); got != duis.E64 {
			t.Errorf("%s: %s", name, got)
		}
	}
	for name, with := range map[string]func(*duis.GasNonDisablementCalendar){
		"a day twice": func(c *duis.GasNonDisablementCalendar) {
			c.GasNonDisablementDayProfile = append(c.GasNonDisablementDayProfile,
				c.GasNonDisablementDayProfile[0])
		},
		"a week twice": func(c *duis.GasNonDisablementCalendar) {
			c.WeekProfile = append(c.WeekProfile, c.WeekProfile[0])
		},
		"an index twice": func(c *duis.GasNonDisablementCalendar) {
			c.WeekProfile[0].ReferencedDayName[2].Index = 2
		},
		"no such day in a week": func(c *duis.GasNonDisablementCalendar) {
			c.WeekProfile[0].ReferencedDayName[2].Value = 2
		},
		"no such special day": func(c *duis.GasNonDisablementCalendar) {
			c.SpecialDay = []duis.GasSpecialDayNonDisablement{
				{Date: prepayGasDate(0, 1, 1, 0), ReferencedDayName: 2},
			}
		},
		"no such week": func(c *duis.GasNonDisablementCalendar) {
			c.Season[0].ReferencedWeekName = 2
		},
		"a second": func(c *duis.GasNonDisablementCalendar) {
			c.GasNonDisablementDayProfile[0].TimeStartAction[0].StartTime = duis.TimeOfDay(time.Second)
		},
		"the year 2155": func(c *duis.GasNonDisablementCalendar) {
			c.Season[0].SeasonStartDate = prepayGasDate(2155, 1, 1, 0)
		},
	} {
		b := prepayGas()
		with(&b.UpdatePrepayConfigGas.GasNonDisablementCalendar)
		if got := prepaymentRefusal(t, "2.1", b, onGSME); got != duis.E64 {
			t.Errorf("%s: %s", name, got)
		}
	}
	late := prepayGas()
	late.ExecutionDateTime = new(time.Date(2137, 1, 1, 0, 0, 0, 0, time.UTC))
	if got := prepaymentRefusal(t, "2.1", late, onGSME); got != duis.E64 {
		t.Errorf("a date that seconds do not reach: %s", got)
	}
}

// TestPrepaymentVersions: which Use Case an ESME has depends on its GBCS version; ECS08 sets the
// balance at once.
func TestPrepaymentVersions(t *testing.T) {
	req := request("2.1", "2.1", 4, prepayElec())
	for version, want := range map[string]string{"": "ECS08a", "1.0": "ECS08", "2.0": "ECS08a"} {
		out, err := srv.Transform(req, srv.Inputs{
			Device: usecase.ESME, GBCSVersion: version, Known: true,
		})
		if err != nil || out.UseCase.Code != want {
			t.Errorf("GBCS version %q: %v, %v: want %s", version, out, err, want)
			continue
		}
		if err := srv.Correlate(req, out.Message.Append(nil), srv.Inputs{}); err != nil {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// TestUpdateDebt: amounts have the sign that they are asked with.
func TestUpdateDebt(t *testing.T) {
	rate := func(amount int16, scale int8, period string) duis.ElecDebtRecovery {
		return duis.ElecDebtRecovery{
			DebtRecoveryRate: amount, DebtRecoveryRatePriceScale: scale, DebtRecoveryRatePeriod: period,
		}
	}
	elec := func(first, second duis.ElecDebtRecovery) *duis.ElecDebtRecoveries {
		return &duis.ElecDebtRecoveries{ElecDebtRecovery1: first, ElecDebtRecovery2: second}
	}
	(&prepaymentCase{
		name: "electricity", number: "2.3", device: usecase.ESME, code: "ECS07",
		body: &duis.UpdateDebt{
			TimeDebtRegister1: math.MinInt32, TimeDebtRegister2: math.MaxInt32,
			PaymentDebtRegister: -1, DebtRecoveryPerPayment: 10000,
			ElecDebtRecoveries: elec(rate(math.MinInt16, -128, "HOURLY"), rate(math.MaxInt16, 127, "DAILY")),
		},
		has: []string{
			"0F80", "108000", "0F7F", "107FFF", "122710 0600000E10 0600015180 0F00 0F00",
			"05FFFFFFFF 0580000000 057FFFFFFF",
		},
	}).agree(t)
	gas := &duis.UpdateDebt{
		TimeDebtRegister1: math.MinInt32, TimeDebtRegister2: -2, PaymentDebtRegister: -1,
		DebtRecoveryPerPayment: 10000,
		GasDebtRecoveries: &duis.GasDebtRecoveries{
			GasDebtRecovery1: duis.GasDebtRecovery{
				DebtRecoveryRate: math.MaxInt32, DebtRecoveryRatePeriod: "HOURLY",
			},
			GasDebtRecovery2: duis.GasDebtRecovery{
				DebtRecoveryRate: 0, DebtRecoveryRatePeriod: "DAILY",
			},
		},
	}
	(&prepaymentCase{
		name: "gas", number: "2.3", device: usecase.GSME, code: "GCS04", body: gas,
		has: []string{
			"804A371C 00 00000080 00 01 00000000 0000 00 FFFFFF7F 0000",
			"804A371C 00 FEFFFFFF 00 03 00000000 0000 01 00000000 0000",
			"804A371C 00 FFFFFFFF 01 05 00000000 0000 01 00000000 1027",
		},
	}).agree(t)
	if got := prepaymentRefusal(t, "2.3", gas, srv.Inputs{Device: usecase.ESME}); got != duis.E11 {
		t.Errorf("a gas debt on an ESME: %s", got)
	}
	gas.GasDebtRecoveries.GasDebtRecovery2.DebtRecoveryRate = -1
	if got := prepaymentRefusal(t, "2.3", gas, srv.Inputs{Device: usecase.GSME}); got != duis.E64 {
		t.Errorf("a rate below 0 on a GSME: %s", got)
	}
}

// TestPrepaymentOnBoth: what is the same on both fuels goes by the type of the Device, and
// cannot be told where that is not known.
func TestPrepaymentOnBoth(t *testing.T) {
	for _, c := range []prepaymentCase{
		{number: "2.2", body: &duis.TopUpDevice{UTRN: "00000000000000000001"},
			device: usecase.ESME, code: "CS01a", has: []string{"0914 3030", "3031"}},
		{number: "2.2", body: &duis.TopUpDevice{UTRN: "00000000000000000001"},
			device: usecase.GSME, code: "CS01b", has: []string{"010004 00 14 3030", "3031"}},
		{number: "2.5", body: &duis.ActivateEmergencyCredit{}, device: usecase.ESME, code: "ECS09"},
		{number: "2.5", body: &duis.ActivateEmergencyCredit{}, device: usecase.GSME, code: "GCS06",
			has: []string{"010000 00000000 00"}},
	} {
		c.name = c.code
		c.agree(t)
		v, _ := srv.Lookup(c.number)
		var ambiguous *srv.AmbiguousError
		_, err := srv.Transform(request(c.number, c.number, v.CVs[0], c.body), srv.Inputs{Known: true})
		if !errors.As(err, &ambiguous) {
			t.Errorf("%s of any Device: %v", c.number, err)
		}
	}
}
