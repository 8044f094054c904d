package srv

import (
	"encoding/binary"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// UpdateDeviceConfigurationBillingCalendar is SRV 6.8: it sets when billing periods end. Meters
// of an earlier GBCS version know monthly periods only and have Use Cases of their own for
// them. DUIS 3.8.
var UpdateDeviceConfigurationBillingCalendar = From(Variant{
	SRV:      "6.8",
	Name:     "Update Device Configuration (Billing Calendar)",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS30,
		Why: "ElectricityBillingCalendar, Monthly",
		When: func(b *duis.UpdateDeviceConfigurationBillingCalendar) bool {
			return b.ElectricityBillingCalendar != nil && b.ElectricityBillingCalendar.Monthly != nil
		},
		Write: writeBillingTimes,
		Read:  readBillingTimes,
	},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS25,
		Why: "GasBillingCalendar, Monthly",
		When: func(b *duis.UpdateDeviceConfigurationBillingCalendar) bool {
			return b.GasBillingCalendar != nil && b.GasBillingCalendar.Periodicity == "Monthly"
		},
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationBillingCalendar) {
			w.Add(
				usecase.IssuerEventID.Is(w.issued()),
				usecase.GasBillingPeriodStart.Is(w.stamp(b.GasBillingCalendar.BillingPeriodStart)),
				usecase.BillingPeriodDurationType.Is(inMonths))
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationBillingCalendar) {
			b.GasBillingCalendar = r.gasBillingCalendar(1)
		},
	},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.ECS30a,
		Why: "ElectricityBillingCalendar",
		When: func(b *duis.UpdateDeviceConfigurationBillingCalendar) bool {
			return b.ElectricityBillingCalendar != nil
		},
		Write: writeBillingTimes,
		Read:  readBillingTimes,
	},
	To[duis.UpdateDeviceConfigurationBillingCalendar]{UseCase: usecase.GCS25a,
		Why: "GasBillingCalendar",
		When: func(b *duis.UpdateDeviceConfigurationBillingCalendar) bool {
			return b.GasBillingCalendar != nil
		},
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationBillingCalendar) {
			period, ok := gasPeriods[b.GasBillingCalendar.Periodicity]
			if !ok {
				w.Refuse(duis.E64, "%q is no periodicity", b.GasBillingCalendar.Periodicity)
			}
			w.Add(
				usecase.IssuerEventID.Is(w.issued()),
				usecase.GasBillingPeriodStart.Is(w.stamp(b.GasBillingCalendar.BillingPeriodStart)),
				usecase.BillingPeriodDuration.Is(period.duration),
				usecase.BillingPeriodDurationType.Is(period.unit))
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationBillingCalendar) {
			b.GasBillingCalendar = r.gasBillingCalendar(uniform(r, usecase.BillingPeriodDuration))
		},
	},
)

// The units of a gas billing period, which has no end but that of the next.
const (
	inDays   = 0x21
	inWeeks  = 0x22
	inMonths = 0x23
)

// gasPeriods are the periodicities of a GSME.
var gasPeriods = map[string]struct {
	duration uint32
	unit     uint8
}{
	"Daily": {1, inDays}, "Weekly": {1, inWeeks}, "Monthly": {1, inMonths},
	"Quarterly": {3, inMonths}, "SixMonthly": {6, inMonths}, "Yearly": {12, inMonths},
}

// gasBillingCalendar takes a gas calendar whose periods have a number of units.
func (r *Reader) gasBillingCalendar(duration uint32) *duis.GasBillingCalendar {
	r.unnumbered()
	start := uniform(r, usecase.GasBillingPeriodStart)
	calendar := &duis.GasBillingCalendar{BillingPeriodStart: start.Time()}
	switch unit := uniform(r, usecase.BillingPeriodDurationType); {
	case unit == 0x21 && duration == 1:
		calendar.Periodicity = "Daily"
	case unit == 0x22 && duration == 1:
		calendar.Periodicity = "Weekly"
	case unit == 0x23 && duration == 1:
		calendar.Periodicity = "Monthly"
	case unit == 0x23 && duration == 3:
		calendar.Periodicity = "Quarterly"
	case unit == 0x23 && duration == 6:
		calendar.Periodicity = "SixMonthly"
	case unit == 0x23 && duration == 12:
		calendar.Periodicity = "Yearly"
	default:
		r.Fail("a period has %d of the unit %02X: no periodicity has", duration, unit)
	}
	return calendar
}

func writeBillingTimes(w *Writer, b *duis.UpdateDeviceConfigurationBillingCalendar) {
	calendar, every := b.ElectricityBillingCalendar, dlms.Date{0xFF, 0xFF, 0xFF, 0xFF, 0xFF}
	dates := []dlms.Date{every}
	switch {
	case calendar.Weekly != nil:
		dates[0][4] = *calendar.Weekly
	case calendar.Monthly != nil:
		dates[0][3] = *calendar.Monthly
	case calendar.Quarterly != nil:
		dates = inYear(calendar.Quarterly, 4)
	case calendar.SixMonthly != nil:
		dates = inYear(calendar.SixMonthly, 2)
	case calendar.Yearly != nil:
		dates = inYear(calendar.Yearly, 1)
	}
	var times []usecase.Args
	for _, date := range dates {
		times = append(times, usecase.Args{
			usecase.BillingTime.Is(w.timeOfDay(calendar.BillingTime)),
			usecase.BillingDate.Is(date),
		})
	}
	w.Add(usecase.BillingTimes.Is(times...))
}

// inYear are the dates of a year that ends so many periods, from the first on.
func inYear(p *duis.BillingCalendarQSMY, periods int) (dates []dlms.Date) {
	for i := range periods {
		month := (int(p.BillingPeriodStartMonth)-1+i*12/periods)%12 + 1
		dates = append(dates, dlms.Date{0xFF, 0xFF, byte(month), p.DayOfMonth, 0xFF})
	}
	return dates
}

func readBillingTimes(r *Reader, b *duis.UpdateDeviceConfigurationBillingCalendar) {
	var times []dlms.TimeOfDay
	var dates []dlms.Date
	elements(r, usecase.BillingTimes, func(r *Reader) {
		times = append(times, take(r, usecase.BillingTime))
		dates = append(dates, take(r, usecase.BillingDate))
		if times[0] != times[len(times)-1] {
			r.Fail("periods end at %s and at %s", times[0], times[len(times)-1])
		}
	})
	if len(dates) == 0 {
		r.Fail("the message has no end of a period")
		return
	}
	calendar := &duis.ElectricityBillingCalendar{BillingTime: r.timeOfDay(times[0])}
	b.ElectricityBillingCalendar = calendar
	const open = 0xFF
	first := dates[0]
	month, day, weekday := first[2], first[3], first[4]
	inMonth := &duis.BillingCalendarQSMY{DayOfMonth: day, BillingPeriodStartMonth: month}
	switch {
	case !r.inSteps(dates):
	case month != open && day != open && weekday == open && len(dates) == 1:
		calendar.Yearly = inMonth
	case month != open && day != open && weekday == open && len(dates) == 2:
		calendar.SixMonthly = inMonth
	case month != open && day != open && weekday == open && len(dates) == 4:
		calendar.Quarterly = inMonth
	case month == open && day != open && weekday == open && len(dates) == 1:
		calendar.Monthly = &day
	case month == open && day == open && weekday != open && len(dates) == 1:
		calendar.Weekly = &weekday
	case month == open && day == open && weekday == open && len(dates) == 1:
		calendar.Daily = true
	default:
		r.Fail("%d periods end first on %s: no periodicity has that", len(dates), first)
	}
}

// inSteps reports whether dates are of any year, on one day, and in months that are equally
// far apart.
func (r *Reader) inSteps(dates []dlms.Date) bool {
	for i, date := range dates {
		months := int(date[2]) - int(dates[0][2])
		if binary.BigEndian.Uint16(date[:]) != 0xFFFF || date[3] != dates[0][3] ||
			date[4] != dates[0][4] || (months+12)%12 != i*(12/len(dates))%12 {
			r.Fail("a period ends on %s: no periodicity has that", date)
			return false
		}
	}
	return true
}

// SynchroniseClock is SRV 6.11: it lets a meter take the time of the Communications Hub if that
// is not before CurrentDateTime and not later than that by more than TolerancePeriod.
// DUIS 3.8.
var SynchroniseClock = From(Variant{
	SRV:      "6.11",
	Name:     "Synchronise Clock",
	Critical: true,
	Roles:    Roles{duis.IS, duis.GS},
	SMETS1:   RecalledSMETS1,
},
	To[duis.SynchroniseClock]{UseCase: usecase.ECS70,
		Write: func(w *Writer, b *duis.SynchroniseClock) {
			from, to := w.validity(b)
			w.Add(
				usecase.ClockValidityStart.Is(dlms.DateTimeOf(from, dlms.NotSpecified)),
				usecase.ClockValidityEnd.Is(dlms.DateTimeOf(to, dlms.NotSpecified)))
		},
		Read: func(r *Reader, b *duis.SynchroniseClock) {
			r.validity(b, r.instant(take(r, usecase.ClockValidityStart)),
				r.instant(take(r, usecase.ClockValidityEnd)))
		},
	},
	To[duis.SynchroniseClock]{UseCase: usecase.GCS28,
		Write: func(w *Writer, b *duis.SynchroniseClock) {
			from, to := w.validity(b)
			w.Add(usecase.GasValidityIntervalStart.Is(from), usecase.GasValidityIntervalEnd.Is(to))
		},
		Read: func(r *Reader, b *duis.SynchroniseClock) {
			r.validity(b, take(r, usecase.GasValidityIntervalStart),
				take(r, usecase.GasValidityIntervalEnd))
		},
	},
)

// validity is the interval in which the time of the Communications Hub must be.
func (w *Writer) validity(b *duis.SynchroniseClock) (from, to time.Time) {
	from = w.wholeSecond(b.CurrentDateTime)
	to = from.Add(time.Duration(b.TolerancePeriod) * time.Second)
	if to.Year() > 9999 {
		w.Refuse(duis.E64, "the interval ends after the year 9999")
	}
	return from, to
}

// validity says an interval in a body.
func (r *Reader) validity(b *duis.SynchroniseClock, from, to time.Time) {
	tolerance := to.Unix() - from.Unix()
	if tolerance < 0 || tolerance > 24*60*60 {
		r.Fail("the interval has %d s: want up to one day", tolerance)
		return
	}
	b.CurrentDateTime, b.TolerancePeriod = from, uint32(tolerance)
}
