package srv

import (
	"slices"
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/eui"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// UpdateDeviceConfigurationALCDescriptions is SRV 6.14.1: it names what the auxiliary controllers
// of an ESME switch, those that the body has. DUIS 3.8.
var UpdateDeviceConfigurationALCDescriptions = From(Variant{
	SRV:      "6.14.1",
	Name:     "Update Device Configuration (Auxiliary Load Control Description)",
	Critical: true,
	Roles:    Roles{duis.IS},
},
	To[duis.UpdateDeviceConfigurationALCDescriptions]{UseCase: usecase.ECS46a,
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationALCDescriptions) {
			last := uint8(0)
			for _, d := range b.ALCSHCALCSDescription {
				if last = w.after(last, d.Index, "ALCSHCALCSDescription", 5); last == 0 {
					return
				}
				w.Add(usecase.AuxiliaryDescriptions[d.Index-1].Is(d.SwitchDescription))
			}
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationALCDescriptions) {
			for i, place := range usecase.AuxiliaryDescriptions {
				if description, ok := maybe(r, place); ok {
					b.ALCSHCALCSDescription = append(b.ALCSHCALCSDescription,
						duis.ALCSHCALCSDescription{Index: uint8(i + 1), SwitchDescription: description})
				}
			}
		},
	},
)

// after is index, which must come after last and not be greater than most; 0 where it does not.
func (w *Writer) after(last, index uint8, name string, most uint8) uint8 {
	switch {
	case index < 1 || index > most:
		w.Refuse(duis.E64, "%s %d: want 1 to %d", name, index, most)
	case index <= last:
		w.Refuse(duis.E64, "%s %d is there twice", name, index)
	default:
		return index
	}
	return 0
}

// UpdateDeviceConfigurationALCScheduler is SRV 6.14.2: it sets what the switches of an earlier
// ESME are, those that the body has, and from the execution date on when they switch. DUIS 3.8.
var UpdateDeviceConfigurationALCScheduler = From(Variant{
	SRV:      "6.14.2",
	Name:     "Update Device Configuration (Auxiliary Load Control Scheduler)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
},
	To[duis.UpdateDeviceConfigurationALCScheduler]{UseCase: usecase.ECS46c,
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationALCScheduler) {
			w.switchTypes(b.SwitchTypeAndId)
			var c auxiliaryCalendar
			for _, d := range b.ALCSHCALCSSpecialDay {
				c.days = append(c.days, auxiliaryDay{d.Index,
					duis.Date{Year: d.Year, Month: d.Month, DayOfMonth: d.DayOfMonth, DayOfWeek: d.DayOfWeek}})
			}
			for _, s := range b.ALCSHCALCSConnectionSchedule {
				entry := auxiliaryEntry{weekdays: s.DaysOfWeekApplicability, times: s.ALCSScheduleDatesAndTime}
				for _, d := range s.SpecialDaysApplicability {
					entry.days = append(entry.days, d.Index)
				}
				entry.command = usecase.SwitchDeactivate
				if s.ActivateDeactivateSwitch.ActivateSwitch {
					entry.command = usecase.SwitchActivate
				}
				entry.command += w.numbered(s.ActivateDeactivateSwitch.Index)
				c.entries = append(c.entries, entry)
			}
			w.auxiliaryCalendar(&c)
			w.execution(b.ExecutionDateTime)
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationALCScheduler) {
			b.SwitchTypeAndId = r.switchTypes()
			asked := r.Asked.Body.(*duis.UpdateDeviceConfigurationALCScheduler)
			c := r.auxiliaryCalendar(func(i int) *duis.DaysOfWeekApplicability {
				if i >= len(asked.ALCSHCALCSConnectionSchedule) {
					return nil
				}
				return asked.ALCSHCALCSConnectionSchedule[i].DaysOfWeekApplicability
			})
			for _, d := range c.days {
				b.ALCSHCALCSSpecialDay = append(b.ALCSHCALCSSpecialDay, duis.ALCSHCALCSSpecialDay{
					Index: d.index, Year: d.date.Year, Month: d.date.Month,
					DayOfMonth: d.date.DayOfMonth, DayOfWeek: d.date.DayOfWeek,
				})
			}
			for _, e := range c.entries {
				b.ALCSHCALCSConnectionSchedule = append(b.ALCSHCALCSConnectionSchedule,
					r.connectionSchedule(e))
			}
			b.ExecutionDateTime = r.execution()
		},
	},
)

// connectionSchedule says an entry of a calendar of switches.
func (r *Reader) connectionSchedule(e auxiliaryEntry) duis.ALCSHCALCSConnectionSchedule {
	s := duis.ALCSHCALCSConnectionSchedule{
		DaysOfWeekApplicability: e.weekdays, ALCSScheduleDatesAndTime: e.times,
	}
	s.ActivateDeactivateSwitch.Index = uint8(e.command >> 8)
	switch e.command & 0xFF {
	case 1:
		s.ActivateDeactivateSwitch.ActivateSwitch = true
	case 2:
		s.ActivateDeactivateSwitch.DeactivateSwitch = true
	default:
		r.Fail("the calendar has the command %04X: no request asks for that", uint16(e.command))
	}
	for _, day := range e.days {
		s.SpecialDaysApplicability = append(s.SpecialDaysApplicability,
			duis.SpecialDaysApplicability{Index: day})
	}
	return s
}

// UpdateDeviceConfigurationAuxiliaryControllerScheduler is SRV 6.14.3: it sets from the execution
// date on when auxiliary controllers take which level. DUIS 3.8.
var UpdateDeviceConfigurationAuxiliaryControllerScheduler = From(Variant{
	SRV:      "6.14.3",
	Name:     "Update Device Configuration (Auxiliary Controller Scheduler)",
	Critical: true,
	Roles:    Roles{duis.IS},
	Future:   FutureDevice,
},
	To[duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler]{UseCase: usecase.ECS46d,
		Write: func(w *Writer, b *duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler) {
			var c auxiliaryCalendar
			for _, d := range b.AuxiliaryControllerSpecialDayDefinition {
				c.days = append(c.days, auxiliaryDay{d.Identifier,
					duis.Date{Year: d.Year, Month: d.Month, DayOfMonth: d.DayOfMonth, DayOfWeek: d.DayOfWeek}})
			}
			for _, s := range b.AuxiliaryControllerSchedule {
				entry := auxiliaryEntry{
					weekdays: s.DaysOfWeekApplicability, times: s.AuxiliaryControllerSchedulePeriodAndTime,
				}
				for _, d := range s.SpecialDaysApplicability {
					entry.days = append(entry.days, d.Identifier)
				}
				entry.command = usecase.AuxiliaryOutput
				if s.AuxiliaryControllerAction.InputFromControlledLoad {
					entry.command = usecase.AuxiliaryInput
				}
				entry.command |= usecase.AuxiliaryScheduled |
					w.level(s.AuxiliaryControllerAction.CommandedStateLevel)
				entry.command += w.numbered(s.AuxiliaryControllerAction.AuxiliaryControllerN)
				c.entries = append(c.entries, entry)
			}
			w.auxiliaryCalendar(&c)
			w.execution(b.ExecutionDateTime)
		},
		Read: func(r *Reader, b *duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler) {
			asked := r.Asked.Body.(*duis.UpdateDeviceConfigurationAuxiliaryControllerScheduler)
			c := r.auxiliaryCalendar(func(i int) *duis.DaysOfWeekApplicability {
				if i >= len(asked.AuxiliaryControllerSchedule) {
					return nil
				}
				return asked.AuxiliaryControllerSchedule[i].DaysOfWeekApplicability
			})
			for _, d := range c.days {
				b.AuxiliaryControllerSpecialDayDefinition = append(
					b.AuxiliaryControllerSpecialDayDefinition,
					duis.AuxiliaryControllerSpecialDayDefinition{
						Identifier: d.index, Year: d.date.Year, Month: d.date.Month,
						DayOfMonth: d.date.DayOfMonth, DayOfWeek: d.date.DayOfWeek,
					})
			}
			for _, e := range c.entries {
				b.AuxiliaryControllerSchedule = append(b.AuxiliaryControllerSchedule,
					r.controllerSchedule(e))
			}
			b.ExecutionDateTime = r.execution()
		},
	},
)

// controllerSchedule says an entry of a calendar of controllers.
func (r *Reader) controllerSchedule(e auxiliaryEntry) duis.AuxiliaryControllerSchedule {
	s := duis.AuxiliaryControllerSchedule{
		DaysOfWeekApplicability: e.weekdays, AuxiliaryControllerSchedulePeriodAndTime: e.times,
	}
	s.AuxiliaryControllerAction.AuxiliaryControllerN = uint8(e.command>>8) & 0x0F
	s.AuxiliaryControllerAction.CommandedStateLevel = uint8(e.command) & 0x7F
	switch e.command & 0xF080 {
	case 0x1080:
	case 0x2080:
		s.AuxiliaryControllerAction.InputFromControlledLoad = true
	default:
		r.Fail("the calendar has the command %04X: no request asks for that", uint16(e.command))
	}
	for _, day := range e.days {
		s.SpecialDaysApplicability = append(s.SpecialDaysApplicability,
			duis.AuxiliaryControllerScheduleSpecialDaysApplicability{Identifier: day})
	}
	return s
}

// auxiliaryCalendar is the calendar of auxiliary controllers, as both bodies have it.
type auxiliaryCalendar struct {
	days    []auxiliaryDay
	entries []auxiliaryEntry
}

// auxiliaryDay is a special day with its number.
type auxiliaryDay struct {
	index uint8
	date  duis.Date
}

// auxiliaryEntry is what a controller does at one time of the day, on which days.
type auxiliaryEntry struct {
	command  usecase.AuxiliaryCommand
	days     []uint8 // special days by their numbers
	weekdays *duis.DaysOfWeekApplicability
	times    duis.ScheduleDatesAndTime
}

// numbered is the number of a controller in a command.
func (w *Writer) numbered(n uint8) usecase.AuxiliaryCommand {
	return usecase.AuxiliaryCommand(w.after(0, n, "controller", 5)) * usecase.AuxiliaryController
}

// level is the level in a command.
func (w *Writer) level(percent uint8) usecase.AuxiliaryCommand {
	if percent > 100 {
		w.Refuse(duis.E64, "the level %d: want 0 to 100", percent)
		return 0
	}
	return usecase.AuxiliaryCommand(percent)
}

// switchTypes gives what switches are.
func (w *Writer) switchTypes(types []duis.SwitchTypeAndId) {
	last := uint8(0)
	for _, t := range types {
		if last = w.after(last, t.Index, "SwitchTypeAndId", 5); last == 0 {
			return
		}
		id := eui.ID{}
		if t.HCALCS != nil {
			if id = *t.HCALCS; id.IsZero() {
				w.Refuse(duis.E64, "an HCALCS with the identifier of an ALCS, zero")
			}
		}
		w.Add(usecase.AuxiliaryTypes[t.Index-1].Is(id[:]))
	}
}

// switchTypes takes what switches are.
func (r *Reader) switchTypes() (types []duis.SwitchTypeAndId) {
	for i, place := range usecase.AuxiliaryTypes {
		octets, ok := maybe(r, place)
		if !ok {
			continue
		}
		if len(octets) != eui.Size {
			r.Fail("switch %d is of the type %X: no request asks for that", i+1, octets)
			return types
		}
		said := duis.SwitchTypeAndId{Index: uint8(i + 1)}
		if id := eui.ID(octets); id == (eui.ID{}) {
			said.ALCS = true
		} else {
			said.HCALCS = &id
		}
		types = append(types, said)
	}
	return types
}

// auxiliaryCalendar gives a calendar. Each entry has a bit for every special day of the table,
// by its number.
func (w *Writer) auxiliaryCalendar(c *auxiliaryCalendar) {
	var days, entries []usecase.Args
	last, listed := uint8(0), map[uint8]bool{}
	for _, d := range c.days {
		if last = w.after(last, d.index, "special day", 20); last == 0 {
			return
		}
		listed[d.index] = true
		days = append(days, usecase.Args{
			usecase.SpecialDayIndex.Is(uint16(d.index)),
			usecase.SpecialDayDate.Is(cosemDate(d.date)), usecase.SpecialDayID.Is(d.index),
		})
	}
	for i, e := range c.entries {
		special := usecase.BitString{Octets: make([]byte, (last+7)/8), N: int(last)}
		for _, day := range e.days {
			if !listed[day] {
				w.Refuse(duis.E64, "an entry is for special day %d, which there is not", day)
				return
			}
			w.set(special, int(day)-1)
		}
		entries = append(entries, usecase.Args{
			usecase.ScheduleIndex.Is(uint16(i + 1)), usecase.ScheduleEnable.Is(true),
			usecase.AuxiliaryCalendarCommand.Is(e.command),
			usecase.ScheduleSwitchTime.Is(w.timeOfDay(e.times.SwitchTime)),
			usecase.ScheduleWeekdays.Is(w.weekdays(e.weekdays)),
			usecase.ScheduleSpecialDays.Is(special),
			usecase.ScheduleBegin.Is(cosemDate(e.times.StartDate)),
			usecase.ScheduleEnd.Is(cosemDate(e.times.EndDate)),
		})
	}
	w.Add(usecase.AuxiliarySpecialDays.Is(days...), usecase.AuxiliaryCalendar.Is(entries...))
}

// auxiliaryCalendar takes a calendar. The days of the week of an entry come in the order in
// which the request has them, which asked finds.
func (r *Reader) auxiliaryCalendar(
	asked func(i int) *duis.DaysOfWeekApplicability,
) (c auxiliaryCalendar) {
	special := 0 // the greatest number of a special day
	elements(r, usecase.AuxiliarySpecialDays, func(r *Reader) {
		day := auxiliaryDay{
			index: take(r, usecase.SpecialDayID), date: r.cosemDate(take(r, usecase.SpecialDayDate)),
		}
		same(r, usecase.SpecialDayIndex, uint16(day.index))
		if int(day.index) <= special {
			r.Fail("special day %d comes after %d", day.index, special)
		}
		special = int(day.index)
		c.days = append(c.days, day)
	})
	elements(r, usecase.AuxiliaryCalendar, func(r *Reader) {
		same(r, usecase.ScheduleIndex, uint16(len(c.entries)+1))
		same(r, usecase.ScheduleEnable, true)
		e := auxiliaryEntry{command: take(r, usecase.AuxiliaryCalendarCommand)}
		e.times.SwitchTime = r.timeOfDay(take(r, usecase.ScheduleSwitchTime))
		e.times.StartDate = r.cosemDate(take(r, usecase.ScheduleBegin))
		e.times.EndDate = r.cosemDate(take(r, usecase.ScheduleEnd))
		e.weekdays = saidWeekdays(take(r, usecase.ScheduleWeekdays), asked(len(c.entries)))
		bits := take(r, usecase.ScheduleSpecialDays)
		if bits.N != special {
			r.Fail("an entry has bits for %d special days: want %d", bits.N, special)
			return
		}
		for i := range bits.N {
			if bits.Octets[i/8]&(0x80>>(i%8)) != 0 {
				e.days = append(e.days, uint8(i+1))
			}
		}
		c.entries = append(c.entries, e)
	})
	return c
}

// weekdays are days of the week, one bit for each.
func (w *Writer) weekdays(applicable *duis.DaysOfWeekApplicability) usecase.BitString {
	bits := usecase.BitString{Octets: make([]byte, 1), N: 7}
	if applicable != nil {
		for _, day := range applicable.DayOfWeekApplicability {
			w.set(bits, slices.Index(daysOfWeek, day.DayOfWeekID))
		}
	}
	return bits
}

// saidWeekdays are days of the week in the order of the request. A message does not say
// whether there is an element for none.
func saidWeekdays(
	b usecase.BitString, asked *duis.DaysOfWeekApplicability,
) *duis.DaysOfWeekApplicability {
	said := &duis.DaysOfWeekApplicability{}
	for i, day := range []time.Weekday{1, 2, 3, 4, 5, 6, 0} {
		if b.Octets[0]<<i&0x80 != 0 {
			said.DayOfWeekApplicability = append(said.DayOfWeekApplicability,
				duis.DayOfWeekApplicability{DayOfWeekID: day.String()})
		}
	}
	switch {
	case asked != nil:
		said.DayOfWeekApplicability = inOrderOf(
			asked.DayOfWeekApplicability, said.DayOfWeekApplicability)
	case len(said.DayOfWeekApplicability) == 0:
		return nil
	}
	return said
}
