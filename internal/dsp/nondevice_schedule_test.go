package dsp_test

import (
	"bytes"
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
	"github.com/mains-energy/mains/internal/bus"
	"github.com/mains-energy/mains/internal/dsp"
	"github.com/mains-energy/mains/smki"
)

// midnight is the day on which tests begin.
var midnight = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

// afternoon is when schedules of the tests run: three hours after the start.
const afternoon = duis.TimeOfDay(15 * time.Hour)

// powerEvery is 5.1 of 4.16 of a Device, from today on.
func powerEvery(frequency string, device eui.ID) *duis.CreateSchedule {
	return &duis.CreateSchedule{DSPSchedule: duis.DSPSchedule{
		ScheduleFrequency: frequency, ScheduleStartDate: midnight,
		ScheduleExecutionStartTime:          new(afternoon),
		DSPScheduledServiceReference:        "4.16",
		DSPScheduledServiceReferenceVariant: "4.16",
		DeviceID:                            device, DSPReadActivePowerImport: true,
	}}
}

// dailyLog is 5.1 of 4.6.1 of a Device: the day before.
func dailyLog(device eui.ID) *duis.CreateSchedule {
	body := powerEvery("Daily", device)
	body.DSPReadActivePowerImport = false
	body.DSPScheduledServiceReference, body.DSPScheduledServiceReferenceVariant = "4.6", "4.6.1"
	body.DSPRetrieveImportDailyReadLog = &duis.ReadLogPeriodOffset{StartDateOffset: -1}
	return body
}

// scheduled is the identifier of a schedule that is made.
func (w *world) scheduled(user eui.ID, body *duis.CreateSchedule) uint64 {
	w.Helper()
	id, ok := w.says("schedule", user, "5.1", body, duis.I0).(duis.DSPScheduleID)
	if !ok {
		w.Fatal("no DSPScheduleID")
	}
	return uint64(id)
}

// TestCreateSchedule refuses what could not run, and stores the rest.
func TestCreateSchedule(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		if id := w.scheduled(supplier, powerEvery("Daily", esme)); id != 1 {
			t.Errorf("the first schedule is %d", id)
		}
		certificate := func(id eui.ID, usage smki.Usage) []byte {
			return w.issue(holder{id, smki.Other, usage}, smki.Organisation,
				start.AddDate(1, 0, 0)).Certificate.Raw
		}
		late := func(d duis.TimeOfDay) *duis.TimeOfDay { return &d }
		for _, tt := range []struct {
			name   string
			user   eui.ID
			change func(*duis.CreateSchedule)
			want   duis.ResponseCode
		}{
			{"the same again", supplier, func(*duis.CreateSchedule) {}, "E050112"},
			{"another element", supplier, func(b *duis.CreateSchedule) {
				b.DSPReadActivePowerImport, b.DSPReadLoadLimitData = false, true
			}, "E050102"},
			{"another reference", supplier, func(b *duis.CreateSchedule) {
				b.DSPScheduledServiceReference = "4.15"
			}, "E050102"},
			{"yesterday", supplier, func(b *duis.CreateSchedule) {
				b.ScheduleStartDate = midnight.AddDate(0, 0, -1)
			}, "E050103"},
			{"ends before", supplier, func(b *duis.CreateSchedule) {
				b.ScheduleEndDate = new(midnight.AddDate(0, 0, -1))
			}, "E050105"},
			{"over today", supplier, func(b *duis.CreateSchedule) {
				b.ScheduleEndDate, b.ScheduleExecutionStartTime = &midnight, late(0)
			}, "E050105"},
			{"certificate of another", supplier, func(b *duis.CreateSchedule) {
				b.KAPublicSecurityCredential = certificate(network, smki.KeyAgreement)
			}, "E050107"},
			{"certificate to sign", supplier, func(b *duis.CreateSchedule) {
				b.KAPublicSecurityCredential = certificate(supplier, smki.DigitalSignature)
			}, "E050107"},
			{"no certificate", supplier, func(b *duis.CreateSchedule) {
				b.KAPublicSecurityCredential = []byte("certificate")
			}, "E050107"},
			{"role", other, func(*duis.CreateSchedule) {}, "E050108"},
			{"type", supplier, func(b *duis.CreateSchedule) { b.DeviceID = chf }, "E050109"},
			{"unknown", supplier, func(b *duis.CreateSchedule) { b.DeviceID = nobody }, "E19"},
			{"of others", supplier, func(b *duis.CreateSchedule) { b.DeviceID = twin }, "E4"},
			{"decommissioned", supplier, func(b *duis.CreateSchedule) { b.DeviceID = gone }, "E050111"},
		} {
			body := powerEvery("Daily", esme)
			tt.change(body)
			w.says(tt.name, tt.user, "5.1", body, tt.want)
		}
		for name, tt := range map[string]struct {
			offset duis.ReadLogPeriodOffset
			want   duis.ResponseCode
		}{
			"inverted":           {duis.ReadLogPeriodOffset{StartDateOffset: 0, EndDateOffset: -1}, "E050110"},
			"inverted in a day":  {duis.ReadLogPeriodOffset{StartTime: 2, EndTime: 1}, "E050110"},
			"a year and a month": {duis.ReadLogPeriodOffset{StartDateOffset: -400}, duis.I0},
		} {
			body := dailyLog(esme)
			body.DSPRetrieveImportDailyReadLog = &tt.offset
			w.says(name, supplier, "5.1", body, tt.want)
		}
	})
}

// TestCreateScheduleUnknownParty asks for a read whose answer is encrypted, by a User that
// the Device does not know: it has to bring its certificate.
func TestCreateScheduleUnknownParty(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		d, _ := w.held(esme)
		d.Supplier = rival
		w.puts(d)
		w.scheduled(supplier, powerEvery("Daily", esme)) // reserves counters of the DCC
		body := dailyLog(esme)
		w.says("without certificate", supplier, "5.1", body, "E050107")
		c, _ := w.pki.gbcs(supplier, smki.KeyAgreement)
		body.KAPublicSecurityCredential = c.Certificate.Raw
		w.says("with certificate", supplier, "5.1", body, duis.I0)
	})
}

// TestScheduleLimit makes as many schedules as there may be, and reads them.
func TestScheduleLimit(t *testing.T) {
	w := one(t)
	for i := range 100 {
		body := powerEvery("Daily", esme)
		body.ScheduleExecutionStartTime = new(afternoon + duis.TimeOfDay(time.Duration(i)*time.Second))
		r := request(w.next(supplier, broker), 8, "5.1", body)
		want := duis.I0
		if i == 99 {
			want = "E050101"
		}
		if reply := w.ask(r); reply.Code != want {
			t.Fatalf("schedule %d: got %s, want %s", i+1, reply.Code, want)
		}
	}
	read := w.says("all", supplier, "5.2", &duis.ReadSchedule{DeviceID: &esme}, duis.I0)
	if n := len(read.(*duis.DSPSchedulesRead).DSPSchedules); n != 99 {
		t.Errorf("%d schedules are read", n)
	}
	w.says("all", supplier, "5.3", &duis.DeleteSchedule{DeviceID: &esme}, duis.I99)
	if id := w.scheduled(supplier, powerEvery("Daily", esme)); id != 100 {
		t.Errorf("the next is %d, want 100", id)
	}
}

// TestReadSchedule reads and deletes schedules by both keys.
func TestReadSchedule(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bodies := []*duis.CreateSchedule{powerEvery("Daily", esme), powerEvery("Yearly", esme),
			dailyLog(gsme)}
		var ids []uint64
		for _, body := range bodies {
			ids = append(ids, w.scheduled(supplier, body))
		}
		foreign := w.scheduled(network, powerEvery("Daily", esme))
		unused := foreign + 1
		read := func(name string, body duis.ReadSchedule, want ...int) {
			t.Helper()
			got := w.says(name, supplier, "5.2", &body, duis.I0).(*duis.DSPSchedulesRead)
			var all []duis.DSPSchedules
			for _, i := range want {
				all = append(all, duis.DSPSchedules{DSPScheduleID: ids[i],
					DSPScheduleDetails: bodies[i].DSPSchedule})
			}
			if diff := cmp.Diff(all, got.DSPSchedules); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
		read("one", duis.ReadSchedule{DSPScheduleID: &ids[1]}, 1)
		read("of a Device", duis.ReadSchedule{DeviceID: &esme}, 0, 1)
		says := func(name string, id *uint64, device *eui.ID, read, remove duis.ResponseCode) {
			t.Helper()
			w.says(name, supplier, "5.2", &duis.ReadSchedule{DSPScheduleID: id, DeviceID: device}, read)
			w.says(name, supplier, "5.3", &duis.DeleteSchedule{DSPScheduleID: id, DeviceID: device}, remove)
		}
		says("unknown", &unused, nil, "E050201", "E050301")
		says("of another", &foreign, nil, "E050202", "E050302")
		says("no Device", nil, &nobody, "E19", "E19")
		says("of no schedule", nil, &gpf, "W050201", "W050301")
		says("one", &ids[0], nil, duis.I0, duis.I99)
		read("the other", duis.ReadSchedule{DeviceID: &esme}, 1)
		says("all", nil, &esme, duis.I0, duis.I99)
		says("all, again", nil, &esme, "W050201", "W050301")
		read("of another Device", duis.ReadSchedule{DeviceID: &gsme}, 2)
		w.says("theirs", network, "5.2", &duis.ReadSchedule{DSPScheduleID: &foreign}, duis.I0)
	})
}

// goTo sets the clock to a time of the first day, or days later.
func (w *world) goTo(days int, since duis.TimeOfDay) {
	w.clock.Set(midnight.AddDate(0, 0, days).Add(time.Duration(since)))
}

// scheduledAnswer is the next document of a User, the Device's answer to an occurrence.
func (w *world) scheduledAnswer(user eui.ID, variant string, id uint64) *gbcs.Message {
	w.Helper()
	response := w.read(w.delivered(user))
	body, ok := response.Body.(*duis.ResponseMessage)
	if !ok || response.Code != duis.I0 {
		w.Fatalf("got %s, %T", response.Code, response.Body)
	}
	payload, ok := body.Payload.(*duis.DSPScheduledMessage)
	if !ok {
		w.Fatalf("the payload is %T", body.Payload)
	}
	if payload.DSPScheduleID != id || body.ServiceReferenceVariant != variant ||
		response.RequestID != nil || response.ResponseID == nil ||
		response.ResponseID.Target != user {
		w.Errorf("got %+v of schedule %d, want %d", response, payload.DSPScheduleID, id)
	}
	return w.gbcsOf(payload.GBCSPayload)
}

// TestScheduleRuns lets days go by: each has its Command, with the period of its day, and
// its answer.
func TestScheduleRuns(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		power := w.scheduled(supplier, powerEvery("Daily", esme))
		week := powerEvery("Weekly", esme)
		week.ScheduleEndDate = new(midnight.AddDate(0, 0, 7))
		weekly := w.scheduled(network, week)
		sent := 0
		for days := range 9 {
			w.goTo(days, afternoon-1)
			w.goTo(days, afternoon)
			w.scheduledAnswer(supplier, "4.16", power)
			sent++
			if days%7 == 0 {
				w.scheduledAnswer(network, "4.16", weekly)
				sent++
			}
			for _, c := range w.home.untilSent(sent)[sent-1:] {
				if c.message.Originator != supplier && c.message.Originator != network ||
					c.useCase != usecase.ECS17c {
					t.Errorf("day %d: %s of %s", days, c.useCase.Code, c.message.Originator)
				}
			}
		}
		w.says("it has ended", network, "5.2", &duis.ReadSchedule{DSPScheduleID: &weekly}, "E050201")
		w.says("end", supplier, "5.3", &duis.DeleteSchedule{DSPScheduleID: &power}, duis.I99)
		w.goTo(20, afternoon)
		w.untilIdle()
		w.home.untilSent(sent)
		w.silent(supplier)
	})
}

// TestSchedulePeriod reads what the Command of a schedule asks, and in whose name: of a User
// that the Device knows, and of one that it does not.
func TestSchedulePeriod(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.home.does(w.home.mute)
		w.scheduled(supplier, dailyLog(gsme))
		w.goTo(3, afternoon)
		m := w.home.untilSent(1)[0].message
		var tree usecase.Tree
		w.must(tree.Read(m, nil))
		from, _ := usecase.ReadFrom.Of(tree.Args())
		to, _ := usecase.ReadTo.Of(tree.Args())
		if want := midnight.AddDate(0, 0, 2); !from.Time().Equal(want) ||
			!to.Time().Equal(want.AddDate(0, 0, 1)) {
			t.Errorf("it reads from %s to %s", from.Time(), to.Time())
		}
		if m.Originator != supplier || m.Supplementary != nil {
			t.Errorf("it is of %s for %v", m.Originator, m.Supplementary)
		}

		d, _ := w.held(esme)
		d.Supplier = rival
		w.puts(d)
		c, _ := w.pki.gbcs(supplier, smki.KeyAgreement)
		body := dailyLog(esme)
		body.ScheduleStartDate = midnight.AddDate(0, 0, 3)
		body.ScheduleExecutionStartTime = new(afternoon + duis.TimeOfDay(time.Second))
		body.KAPublicSecurityCredential = c.Certificate.Raw
		w.scheduled(supplier, body)
		w.goTo(3, afternoon+duis.TimeOfDay(time.Second))
		m = w.home.untilSent(2)[1].message
		if s := m.Supplementary; m.Originator != broker || s == nil || s.ID != supplier ||
			!bytes.Equal(s.Certificate, c.Certificate.Raw) {
			t.Errorf("it is of %s for %v", m.Originator, m.Supplementary)
		}
	})
}

// TestScheduleTwoGateways runs a schedule in two processes: each occurrence has one Command.
func TestScheduleTwoGateways(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		second, err := dsp.New(w.config())
		w.must(err)
		w.runGateway(second)
		w.home.does(w.home.mute)
		w.scheduled(supplier, powerEvery("Daily", esme))
		for days := range 3 {
			w.goTo(days, afternoon)
			w.home.untilSent(days + 1)
			w.untilIdle()
			w.home.untilSent(days + 1)
			if n := w.count(`SELECT count(*) FROM dsp_schedule_run`); n != days+1 {
				t.Errorf("day %d: %d occurrences", days, n)
			}
			w.goTo(days, afternoon+duis.TimeOfDay(time.Second))
			w.must(w.db.Write(w.Context(), func(tx *sql.Tx) error { // no retries
				_, err := tx.ExecContext(w.Context(), `UPDATE request SET state = 'responded'`)
				return err
			}))
		}
	})
}

// TestScheduleMissed stops the process for days: the last occurrence is made up for.
func TestScheduleMissed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		id := w.scheduled(supplier, powerEvery("Daily", esme))
		w.stop()
		w.goTo(5, afternoon+duis.TimeOfDay(time.Hour))
		w.start()
		w.scheduledAnswer(supplier, "4.16", id)
		w.goTo(6, afternoon)
		w.scheduledAnswer(supplier, "4.16", id)
		w.home.untilSent(2)
		w.silent(supplier)
	})
}

// TestScheduleSilence tells the User of occurrences that are not answered.
func TestScheduleSilence(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		id := w.scheduled(supplier, powerEvery("Daily", esme))
		for days, tt := range []struct {
			alert  string
			behave func(context.Context, command) []bus.Message
		}{{"N13", w.home.mute}, {"N12", w.home.unreachable}} {
			w.home.does(tt.behave)
			w.goTo(days, afternoon)
			w.home.untilSent(days + 1)
			w.untilIdle()
			w.goTo(days, afternoon+duis.TimeOfDay(w.timers.GiveUp))
			event := w.dccAlert(supplier, tt.alert).(*duis.CommandFailure)
			if event.DeviceID != esme || *event.DSPScheduleID != id ||
				event.CommandRequestID.Target != esme {
				t.Errorf("%s says %+v", tt.alert, event)
			}
		}
	})
}

// TestScheduleRefused changes what a schedule needs before it runs.
func TestScheduleRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for days, tt := range []struct {
			name   string
			change func()
			alert  string
			stays  bool
		}{
			{"User not active", func() { w.must(w.gateway.SetActive(w.Context(), supplier, false)) },
				"N7", true},
			{"in recovery", func() { w.is(esme, dsp.Recovery) }, "N7", true},
			{"suspended", func() { w.is(esme, dsp.Suspended) }, "N5", false},
			{"withdrawn", func() { w.is(esme, dsp.Withdrawn) }, "N4", false},
			{"supplied by another", func() { w.registers(mpan, duis.IS, rival) }, "N6", false},
		} {
			w.goTo(days, 0)
			body := powerEvery("Daily", esme)
			body.ScheduleStartDate = midnight.AddDate(0, 0, days)
			id := w.scheduled(supplier, body)
			tt.change()
			w.goTo(days, afternoon)
			switch event := w.dccAlert(supplier, tt.alert).(type) {
			case *duis.CommandFailure:
				if event.DeviceID != esme || *event.DSPScheduleID != id ||
					event.CommandRequestID.Originator != supplier {
					t.Errorf("%s: %+v", tt.name, event)
				}
			case *duis.DSPScheduleRemoval:
				if event.DeviceID != esme || event.DSPScheduleID != id {
					t.Errorf("%s: %+v", tt.name, event)
				}
			}
			w.is(esme, dsp.Commissioned)
			w.registers(mpan, duis.IS, supplier)
			w.must(w.gateway.SetActive(w.Context(), supplier, true))
			want := duis.ResponseCode("E050301")
			if tt.stays {
				want = duis.I99
			}
			w.says(tt.name, supplier, "5.3", &duis.DeleteSchedule{DSPScheduleID: &id}, want)
		}
		w.home.untilSent(0)
	})
}

// TestScheduleDecommissioned ends the schedules of a Device that goes, and tells all whose
// they were.
func TestScheduleDecommissioned(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		ids := map[eui.ID]uint64{}
		for _, user := range []eui.ID{supplier, network} {
			ids[user] = w.scheduled(user, powerEvery("Daily", esme))
		}
		w.says("gone", supplier, "8.3", &duis.DecommissionDevice{DeviceID: esme}, duis.I99)
		event := w.dccAlert(supplier, "N4").(*duis.DSPScheduleRemoval)
		if event.DSPScheduleID != ids[supplier] {
			t.Errorf("N4 says %+v", event)
		}
		if n := w.count(`SELECT count(*) FROM dsp_schedule`); n != 0 {
			t.Errorf("%d schedules stay", n)
		}
		w.goTo(1, afternoon)
		w.untilIdle()
		w.home.untilSent(0)
	})
}
