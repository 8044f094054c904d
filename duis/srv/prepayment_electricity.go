package srv

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/mains-energy/mains/dlms"
	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// writePrepayElectricity says an UpdatePrepayConfigElectricity in ECS08 or ECS08a. The period
// of the cap is always a week.
func writePrepayElectricity(w *Writer, b *duis.UpdatePrepayConfiguration) {
	e := b.UpdatePrepayConfigElectricity
	w.execution(b.ExecutionDateTime)
	w.Add(
		usecase.DebtRecoveryRateCap.Is(e.DebtRecoveryRateCap),
		usecase.DebtRecoveryRateCapPeriod.Is(7*24*60*60),
		usecase.EmergencyCreditLimit.Is(e.EmergencyCreditLimit),
		usecase.EmergencyCreditThreshold.Is(e.EmergencyCreditThreshold),
		usecase.LowCreditThreshold.Is(e.LowCreditThreshold),
		usecase.MaxMeterBalance.Is(e.MaxMeterBalance),
		usecase.MaxCreditThreshold.Is(e.MaxCreditThreshold),
	)
	w.nonDisablement(&e.ElectricityNonDisablementCalendar)
}

// nonDisablement says a calendar of an ESME. Each entry of the schedule has a bit for every
// special day of the table, by its index.
func (w *Writer) nonDisablement(c *duis.ElectricityNonDisablementCalendar) {
	days, bits, listed := []usecase.Args{}, 0, map[uint8]bool{}
	for _, day := range c.SpecialDay {
		if listed[day.Index] {
			w.Refuse(duis.E64, "SpecialDay %d is there twice", day.Index)
		}
		listed[day.Index], bits = true, max(bits, int(day.Index))
		days = append(days, usecase.Args{
			usecase.SpecialDayIndex.Is(uint16(day.Index)),
			usecase.SpecialDayDate.Is(cosemDate(day.Date)),
			usecase.SpecialDayID.Is(day.Index),
		})
	}
	schedule := []usecase.Args{}
	for i, entry := range c.ElectricityNonDisablementSchedule {
		script := uint16(32)
		if entry.NonDisablementScript == "STOP" {
			script = 33
		}
		special := usecase.BitString{Octets: make([]byte, (bits+7)/8), N: bits}
		for _, day := range entry.SpecialDayApplicability {
			if id := day.SpecialDayID; !listed[id] {
				w.Refuse(duis.E64, "SpecialDayID %d: no SpecialDay has this index", id)
			} else {
				w.set(special, int(id)-1)
			}
		}
		week := usecase.BitString{Octets: make([]byte, 1), N: 7}
		for _, day := range entry.DayOfWeekApplicability {
			w.set(week, slices.Index(daysOfWeek, day.DayOfWeekID))
		}
		schedule = append(schedule, usecase.Args{
			usecase.ScheduleIndex.Is(uint16(i + 1)),
			usecase.ScheduleEnable.Is(true),
			usecase.NonDisablementScript.Is(script),
			usecase.ScheduleSwitchTime.Is(w.timeOfDay(entry.ScheduleDatesAndTime.SwitchTime)),
			usecase.ScheduleWeekdays.Is(week),
			usecase.ScheduleSpecialDays.Is(special),
			usecase.ScheduleBegin.Is(yearlyDate(entry.ScheduleDatesAndTime.StartDate)),
			usecase.ScheduleEnd.Is(yearlyDate(entry.ScheduleDatesAndTime.EndDate)),
		})
	}
	w.Add(
		usecase.NonDisablementSpecialDays.Is(days...),
		usecase.NonDisablementSchedule.Is(schedule...),
	)
}

// daysOfWeek are the names of the days in the order of their bits.
var daysOfWeek = []string{
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
}

// set sets a bit, the first being 0; each once.
func (w *Writer) set(b usecase.BitString, bit int) {
	if bit < 0 || bit >= b.N {
		w.Refuse(duis.E64, "a day of the week or a special day that there is not")
		return
	}
	mask := byte(0x80) >> (bit % 8)
	if b.Octets[bit/8]&mask != 0 {
		w.Refuse(duis.E64, "a day of the week or a special day is there twice")
	}
	b.Octets[bit/8] |= mask
}

// yearlyDate is a day, of any year where the year is 65535.
func yearlyDate(t time.Time) dlms.Date {
	d := dlms.Date{2: byte(t.Month()), 3: byte(t.Day()), 4: 0xFF}
	binary.BigEndian.PutUint16(d[:], uint16(t.Year()))
	return d
}

func readPrepayElectricity(r *Reader, b *duis.UpdatePrepayConfiguration) {
	b.ExecutionDateTime = r.execution()
	same(r, usecase.DebtRecoveryRateCapPeriod, 604800)
	b.UpdatePrepayConfigElectricity = &duis.UpdatePrepayConfigElec{
		DebtRecoveryRateCap:      take(r, usecase.DebtRecoveryRateCap),
		EmergencyCreditLimit:     take(r, usecase.EmergencyCreditLimit),
		EmergencyCreditThreshold: take(r, usecase.EmergencyCreditThreshold),
		LowCreditThreshold:       take(r, usecase.LowCreditThreshold),
		MaxMeterBalance:          take(r, usecase.MaxMeterBalance),
		MaxCreditThreshold:       take(r, usecase.MaxCreditThreshold),
	}
	r.nonDisablement(&b.UpdatePrepayConfigElectricity.ElectricityNonDisablementCalendar)
}

// nonDisablement is the inverse of that of [Writer].
func (r *Reader) nonDisablement(c *duis.ElectricityNonDisablementCalendar) {
	bits := 0
	elements(r, usecase.NonDisablementSpecialDays, func(r *Reader) {
		day := duis.SpecialDay{
			Index: take(r, usecase.SpecialDayID),
			Date:  r.cosemDate(take(r, usecase.SpecialDayDate)),
		}
		same(r, usecase.SpecialDayIndex, uint16(day.Index))
		bits = max(bits, int(day.Index))
		c.SpecialDay = append(c.SpecialDay, day)
	})
	var asked []duis.ElectricityNonDisablementSchedule
	body := r.Asked.Body.(*duis.UpdatePrepayConfiguration)
	if e := body.UpdatePrepayConfigElectricity; e != nil {
		asked = e.ElectricityNonDisablementCalendar.ElectricityNonDisablementSchedule
	}
	elements(r, usecase.NonDisablementSchedule, func(r *Reader) {
		same(r, usecase.ScheduleIndex, uint16(len(c.ElectricityNonDisablementSchedule)+1))
		entry := r.scheduleEntry(bits)
		if i := len(c.ElectricityNonDisablementSchedule); i < len(asked) {
			entry.SpecialDayApplicability = inOrderOf(
				asked[i].SpecialDayApplicability, entry.SpecialDayApplicability)
			entry.DayOfWeekApplicability = inOrderOf(
				asked[i].DayOfWeekApplicability, entry.DayOfWeekApplicability)
		}
		c.ElectricityNonDisablementSchedule = append(c.ElectricityNonDisablementSchedule, entry)
	})
}

// scheduleEntry is what an entry would be asked by, which has a bit for each special day.
func (r *Reader) scheduleEntry(bits int) (entry duis.ElectricityNonDisablementSchedule) {
	same(r, usecase.ScheduleEnable, true)
	switch script := take(r, usecase.NonDisablementScript); script {
	case 32:
		entry.NonDisablementScript = "START"
	case 33:
		entry.NonDisablementScript = "STOP"
	default:
		r.Fail("script %d neither starts nor stops non-disablement", script)
	}
	week := take(r, usecase.ScheduleWeekdays).String()
	for i, name := range [...]string{
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	} {
		if i < len(week) && week[i] == '1' {
			entry.DayOfWeekApplicability = append(entry.DayOfWeekApplicability,
				duis.DayOfWeekApplicability{DayOfWeekID: name})
		}
	}
	special := take(r, usecase.ScheduleSpecialDays).String()
	if len(special) != bits {
		r.Fail("an entry has bits for %d special days, of which there are %d", len(special), bits)
	}
	for i, bit := range special {
		if bit == '1' {
			entry.SpecialDayApplicability = append(entry.SpecialDayApplicability,
				duis.SpecialDayApplicability{SpecialDayID: uint8(i + 1)})
		}
	}
	entry.ScheduleDatesAndTime = duis.ScheduleDatesAndTimeWithoutWildcards{
		SwitchTime: r.timeOfDay(take(r, usecase.ScheduleSwitchTime)),
		StartDate:  r.yearlyDate(take(r, usecase.ScheduleBegin)),
		EndDate:    r.yearlyDate(take(r, usecase.ScheduleEnd)),
	}
	return entry
}

// inOrderOf is said in the order of asked, where they are the same but for it: bits have no
// order.
func inOrderOf[T comparable](asked, said []T) []T {
	if len(asked) != len(said) {
		return said
	}
	for i, one := range asked {
		if !slices.Contains(said, one) || slices.Contains(asked[:i], one) {
			return said
		}
	}
	return asked
}

// yearlyDate is a day of a year, of which FFFF is any.
func (r *Reader) yearlyDate(d dlms.Date) time.Time {
	year, month, day := int(d[0])<<8|int(d[1]), time.Month(d[2]), int(d[3])
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || t.Month() != month || d[4] != 0xFF {
		r.Fail("%s is no date of a schedule", d)
	}
	return t
}
