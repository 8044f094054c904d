package dsp

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/internal/store"
)

func at(t *testing.T, text string) time.Time {
	t.Helper()
	when, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

// TestTimetable lists when schedules run, and what the last occurrence was.
func TestTimetable(t *testing.T) {
	nine := duis.TimeOfDay(9 * time.Hour)
	for _, tt := range []struct {
		frequency, start, end string
		now                   string
		latest                string // empty: the first
		next                  []string
	}{
		{"Daily", "2026-03-01 00:00", "", "2026-02-01 00:00", "2026-03-01 09:00",
			[]string{"2026-03-01 09:00", "2026-03-02 09:00", "2026-03-03 09:00"}},
		{"Daily", "2026-03-01 00:00", "", "2026-03-01 09:00", "2026-03-01 09:00",
			[]string{"2026-03-02 09:00"}},
		{"Daily", "2026-03-01 00:00", "2026-03-02 00:00", "2026-03-01 08:59", "2026-03-01 09:00",
			[]string{"2026-03-01 09:00", "2026-03-02 09:00", ""}},
		{"Daily", "2026-03-01 00:00", "2026-03-02 00:00", "2026-04-09 08:59", "2026-03-02 09:00",
			[]string{""}},
		{"Weekly", "2026-03-01 00:00", "", "2036-03-01 00:00", "2036-02-24 09:00",
			[]string{"2036-03-02 09:00", "2036-03-09 09:00"}},
		{"Monthly", "2026-01-31 00:00", "", "2026-02-01 00:00", "2026-01-31 09:00",
			[]string{"2026-02-28 09:00", "2026-03-31 09:00", "2026-04-30 09:00"}},
		{"Monthly", "2026-01-31 00:00", "", "2126-02-28 09:00", "2126-02-28 09:00",
			[]string{"2126-03-31 09:00"}},
		{"Quarterly", "2025-11-30 00:00", "", "2026-01-01 00:00", "2025-11-30 09:00",
			[]string{"2026-02-28 09:00", "2026-05-30 09:00"}},
		{"Half-Yearly", "2026-08-31 00:00", "", "2026-09-01 00:00", "2026-08-31 09:00",
			[]string{"2027-02-28 09:00", "2027-08-31 09:00"}},
		{"Yearly", "2024-02-29 00:00", "", "2025-01-01 00:00", "2024-02-29 09:00",
			[]string{"2025-02-28 09:00", "2026-02-28 09:00", "2027-02-28 09:00", "2028-02-29 09:00"}},
	} {
		s := &duis.DSPSchedule{ScheduleFrequency: tt.frequency, ScheduleStartDate: at(t, tt.start),
			ScheduleExecutionStartTime: &nine}
		if tt.end != "" {
			s.ScheduleEndDate = new(at(t, tt.end))
		}
		times := timetable{s, 0}
		now := at(t, tt.now)
		if got := times.latest(now); !got.Equal(at(t, tt.latest)) {
			t.Errorf("%s from %s at %s: the latest is %s, want %s", tt.frequency, tt.start, tt.now, got,
				tt.latest)
		}
		var got []string
		for range tt.next {
			next, more := times.after(now)
			if !more {
				got = append(got, "")
				break
			}
			got, now = append(got, next.Format("2006-01-02 15:04")), next
		}
		if diff := cmp.Diff(tt.next, got); diff != "" {
			t.Errorf("%s from %s at %s (-want +got):\n%s", tt.frequency, tt.start, tt.now, diff)
		}
	}
}

// TestTimetableNight spreads schedules without a time over the night.
func TestTimetableNight(t *testing.T) {
	s := &duis.DSPSchedule{ScheduleFrequency: "Daily", ScheduleStartDate: at(t, "2026-03-01 00:00")}
	for spread, want := range map[uint32]string{0: "00:30:00", 17_999: "05:29:59", 18_000: "00:30:00",
		0xFFFFFFFF: "01:58:15"} {
		if got := (timetable{s, spread}).occurrence(0).Format(time.TimeOnly); got != want {
			t.Errorf("%d: %s, want %s", spread, got, want)
		}
	}
}

// TestTimetableKept makes an occurrence of what SQL keeps of it: one is not after itself.
func TestTimetableKept(t *testing.T) {
	s := &duis.DSPSchedule{ScheduleFrequency: "Daily", ScheduleStartDate: at(t, "2026-03-01 00:00"),
		ScheduleExecutionStartTime: new(duis.TimeOfDay(1234567))}
	first := timetable{s, 0}.occurrence(0)
	kept := store.Time(store.Micros(first))
	if next, _ := (timetable{s, 0}).after(kept); !next.Equal(first.AddDate(0, 0, 1)) {
		t.Errorf("after %s comes %s", kept, next)
	}
}

// TestRepeatable holds the table of what schedules repeat to the enumeration of the schema.
func TestRepeatable(t *testing.T) {
	period := &duis.ReadLogPeriodOffset{StartDateOffset: -1}
	for _, s := range []duis.DSPSchedule{
		{DSPScheduledServiceReferenceVariant: "4.2", DSPReadInstantaneousExportRegisters: true},
		{DSPScheduledServiceReferenceVariant: "4.6.1", DSPRetrieveImportDailyReadLog: period},
		{DSPScheduledServiceReferenceVariant: "4.6.2", DSPRetrieveExportDailyReadLog: period},
		{DSPScheduledServiceReferenceVariant: "4.8.1", DSPReadActiveImportProfileData: period},
		{DSPScheduledServiceReferenceVariant: "4.8.2", DSPReadReactiveImportProfileData: period},
		{DSPScheduledServiceReferenceVariant: "4.8.3", DSPReadExportProfileData: period},
		{DSPScheduledServiceReferenceVariant: "4.10", DSPReadNetworkData: period},
		{DSPScheduledServiceReferenceVariant: "4.12.1", DSPReadMaximumDemandImportRegisters: true},
		{DSPScheduledServiceReferenceVariant: "4.12.2", DSPReadMaximumDemandExportRegisters: true},
		{DSPScheduledServiceReferenceVariant: "4.14", DSPReadPrepaymentDailyReadLog: period},
		{DSPScheduledServiceReferenceVariant: "4.15", DSPReadLoadLimitData: true},
		{DSPScheduledServiceReferenceVariant: "4.16", DSPReadActivePowerImport: true},
		{DSPScheduledServiceReferenceVariant: "4.17", DSPRetrieveDailyConsumptionLog: period},
		{DSPScheduledServiceReferenceVariant: "14.1", DSPRecordNetworkDataGAS: true},
	} {
		r, ok := repeatedIn(&s)
		if !ok {
			t.Errorf("%s is not repeated", s.DSPScheduledServiceReferenceVariant)
			continue
		}
		variant, err := repeatedVariant(r)
		if err != nil {
			t.Errorf("%s: %v", r.variant, err)
			continue
		}
		body := r.bodyOn(&s, at(t, "2026-03-01 09:00"))
		err = variant.Agrees(&duis.Request{Header: duis.Header{CommandVariant: 1,
			ServiceReference:        variant.ServiceReference(),
			ServiceReferenceVariant: variant.SRV}, Body: body})
		if err != nil {
			t.Errorf("%s: %v", r.variant, err)
		}
		for _, other := range repeatable {
			if other.variant != r.variant && other.asked(&s) {
				t.Errorf("%s is asked as %s", r.variant, other.variant)
			}
		}
	}
}
