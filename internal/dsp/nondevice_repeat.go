package dsp

import (
	"time"

	"github.com/mains-energy/mains/duis"
)

// offsets are the period of a read, counted from its day.
type offsets = duis.ReadLogPeriodOffset

// repeated is a Service Reference Variant that a DCC Schedule may repeat: which element of
// the schedule asks for it, and the body of one occurrence. DUIS 3.8, DSPSchedule.
type repeated struct {
	variant string
	// offsets are the period of what is read from a log, without which empty says whether
	// the schedule asks for it.
	offsets func(*duis.DSPSchedule) *offsets
	empty   func(*duis.DSPSchedule) bool
	body    func(period duis.ReadLogPeriod, certificate []byte) duis.Body
}

// asked reports whether a schedule asks for it.
func (r repeated) asked(s *duis.DSPSchedule) bool {
	if r.offsets != nil {
		return r.offsets(s) != nil
	}
	return r.empty(s)
}

func logRead(p duis.ReadLogPeriod) duis.ReadLogFutureDatable {
	return duis.ReadLogFutureDatable{ReadLogPeriod: p}
}

func protectedRead(p duis.ReadLogPeriod, c []byte) duis.ReadLogFutureDatableAndURPCredentials {
	return duis.ReadLogFutureDatableAndURPCredentials{ReadLogPeriod: p, KAPublicSecurityCredentials: c}
}

// repeatable are all there are.
var repeatable = []repeated{{
	variant: "4.2",
	empty:   func(s *duis.DSPSchedule) bool { return s.DSPReadInstantaneousExportRegisters },
	body: func(duis.ReadLogPeriod, []byte) duis.Body {
		return &duis.ReadInstantaneousExportRegisters{}
	},
}, {
	variant: "4.6.1",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPRetrieveImportDailyReadLog },
	body: func(p duis.ReadLogPeriod, c []byte) duis.Body {
		return &duis.RetrieveImportDailyReadLog{
			ReadLogFutureDatableAndURPCredentials: protectedRead(p, c)}
	},
}, {
	variant: "4.6.2",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPRetrieveExportDailyReadLog },
	body: func(p duis.ReadLogPeriod, _ []byte) duis.Body {
		return &duis.RetrieveExportDailyReadLog{ReadLogFutureDatable: logRead(p)}
	},
}, {
	variant: "4.8.1",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPReadActiveImportProfileData },
	body: func(p duis.ReadLogPeriod, c []byte) duis.Body {
		return &duis.ReadActiveImportProfileData{
			ReadLogFutureDatableAndURPCredentials: protectedRead(p, c)}
	},
}, {
	variant: "4.8.2",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPReadReactiveImportProfileData },
	body: func(p duis.ReadLogPeriod, _ []byte) duis.Body {
		return &duis.ReadReactiveImportProfileData{ReadLogFutureDatable: logRead(p)}
	},
}, {
	variant: "4.8.3",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPReadExportProfileData },
	body: func(p duis.ReadLogPeriod, _ []byte) duis.Body {
		return &duis.ReadExportProfileData{ReadLogFutureDatable: logRead(p)}
	},
}, {
	variant: "4.10",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPReadNetworkData },
	body: func(p duis.ReadLogPeriod, c []byte) duis.Body {
		return &duis.ReadNetworkData{ReadLogFutureDatableAndURPCredentials: protectedRead(p, c)}
	},
}, {
	variant: "4.12.1",
	empty:   func(s *duis.DSPSchedule) bool { return s.DSPReadMaximumDemandImportRegisters },
	body: func(duis.ReadLogPeriod, []byte) duis.Body {
		return &duis.ReadMaximumDemandImportRegisters{}
	},
}, {
	variant: "4.12.2",
	empty:   func(s *duis.DSPSchedule) bool { return s.DSPReadMaximumDemandExportRegisters },
	body: func(duis.ReadLogPeriod, []byte) duis.Body {
		return &duis.ReadMaximumDemandExportRegisters{}
	},
}, {
	variant: "4.14",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPReadPrepaymentDailyReadLog },
	body: func(p duis.ReadLogPeriod, c []byte) duis.Body {
		return &duis.ReadPrepaymentDailyReadLog{
			ReadLogFutureDatableAndURPCredentials: protectedRead(p, c)}
	},
}, {
	variant: "4.15",
	empty:   func(s *duis.DSPSchedule) bool { return s.DSPReadLoadLimitData },
	body:    func(duis.ReadLogPeriod, []byte) duis.Body { return &duis.ReadLoadLimitData{} },
}, {
	variant: "4.16",
	empty:   func(s *duis.DSPSchedule) bool { return s.DSPReadActivePowerImport },
	body:    func(duis.ReadLogPeriod, []byte) duis.Body { return &duis.ReadActivePowerImport{} },
}, {
	variant: "4.17",
	offsets: func(s *duis.DSPSchedule) *offsets { return s.DSPRetrieveDailyConsumptionLog },
	body: func(p duis.ReadLogPeriod, c []byte) duis.Body {
		return &duis.RetrieveDailyConsumptionLog{
			ReadLogFutureDatableAndURPCredentials: protectedRead(p, c)}
	},
}, {
	variant: "14.1",
	empty:   func(s *duis.DSPSchedule) bool { return s.DSPRecordNetworkDataGAS },
	body:    func(duis.ReadLogPeriod, []byte) duis.Body { return &duis.RecordNetworkDataGAS{} },
}}

// repeatedIn is what a schedule repeats, and whether the Variant that it names and the
// element that it has agree.
func repeatedIn(s *duis.DSPSchedule) (repeated, bool) {
	for _, r := range repeatable {
		if r.variant == s.DSPScheduledServiceReferenceVariant {
			return r, r.asked(s)
		}
	}
	return repeated{}, false
}

// bodyOn is the body of the occurrence of a day. The period counts from that day, also
// where the Command is sent later. DUIS 3.8, ReadLogPeriodOffset.
func (r repeated) bodyOn(s *duis.DSPSchedule, day time.Time) duis.Body {
	var period duis.ReadLogPeriod
	if r.offsets != nil {
		o := r.offsets(s)
		at := func(days int16, since duis.TimeOfDay) time.Time {
			return midnight(day).AddDate(0, 0, int(days)).Add(time.Duration(since))
		}
		period = duis.ReadLogPeriod{StartDateTime: at(o.StartDateOffset, o.StartTime),
			EndDateTime: at(o.EndDateOffset, o.EndTime)}
	}
	return r.body(period, s.KAPublicSecurityCredential)
}

func midnight(t time.Time) time.Time {
	year, month, day := t.UTC().Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// frequencies are the days or months from one occurrence to the next, and the most days
// that this can be. DUIS 3.8, ScheduleFrequency.
var frequencies = map[string]struct{ days, months, most int }{
	"Daily":       {days: 1, most: 1},
	"Weekly":      {days: 7, most: 7},
	"Monthly":     {months: 1, most: 31},
	"Quarterly":   {months: 3, most: 92},
	"Half-Yearly": {months: 6, most: 184},
	"Yearly":      {months: 12, most: 366},
}

// The hours in which the DCC reads where the User names no time, spread over schedules:
// when the daily logs of the day before are complete. Chosen.
const (
	nightFrom = 30 * time.Minute
	nightLong = 5 * time.Hour
)

// timetable is when a schedule runs.
type timetable struct {
	*duis.DSPSchedule
	spread uint32 // a number of the schedule's own
}

// occurrence is when the schedule runs for the nth time, from 0. What falls on a day that a
// month does not have is on its last. Chosen.
func (t timetable) occurrence(n int) time.Time {
	since := nightFrom + time.Duration(t.spread)*time.Second%nightLong
	if at := t.ScheduleExecutionStartTime; at != nil {
		since = time.Duration(*at).Truncate(time.Microsecond) // what is kept of an instant
	}
	start, every := midnight(t.ScheduleStartDate), frequencies[t.ScheduleFrequency]
	if every.months == 0 {
		return start.AddDate(0, 0, n*every.days).Add(since)
	}
	first := start.AddDate(0, 0, 1-start.Day()).AddDate(0, n*every.months, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(start.Day(), last)-1).Add(since)
}

// after is the first occurrence after a time; false where the schedule has ended.
func (t timetable) after(at time.Time) (time.Time, bool) {
	next := t.occurrence(t.from(at))
	return next, !t.over(next)
}

// from counts the occurrences until a time, that time included.
func (t timetable) from(at time.Time) int {
	passed := int(at.Sub(t.ScheduleStartDate).Hours()) / 24
	n := max(0, passed/frequencies[t.ScheduleFrequency].most-1)
	for !t.occurrence(n).After(at) {
		n++
	}
	return n
}

// over reports whether an occurrence is after the end of the schedule.
func (t timetable) over(at time.Time) bool {
	end := t.ScheduleEndDate
	return end != nil && midnight(at).After(midnight(*end))
}

// latest is the last occurrence until now, where there is one: what is made up for where
// several were missed.
func (t timetable) latest(now time.Time) time.Time {
	n := max(0, t.from(now)-1)
	for n > 0 && t.over(t.occurrence(n)) {
		n--
	}
	return t.occurrence(n)
}
