package srv

import (
	"time"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/gbcs/usecase"
)

// writePrepayGas says an UpdatePrepayConfigGas in GCS05.
func writePrepayGas(w *Writer, b *duis.UpdatePrepayConfiguration) {
	g := b.UpdatePrepayConfigGas
	w.gasStart(b.ExecutionDateTime)
	w.Add(
		usecase.IssuerCalendarID.Is(uint32(w.issued())),
		usecase.OverallDebtCap.Is(g.DebtRecoveryRateCap),
		usecase.GasEmergencyCreditLimit.Is(g.EmergencyCreditLimit),
		usecase.GasEmergencyCreditThreshold.Is(g.EmergencyCreditThreshold),
		usecase.LowCreditWarningLevel.Is(g.LowCreditThreshold),
		usecase.MaxCreditLimit.Is(g.MaxMeterBalance),
		usecase.MaxCreditPerTopUp.Is(g.MaxCreditThreshold),
	)
	w.friendlyCredit(&g.GasNonDisablementCalendar)
}

// friendlyCredit says a calendar of a GSME: friendly credit is that supply is not disabled. What
// refers to a day or week must refer to one that is there.
func (w *Writer) friendlyCredit(c *duis.GasNonDisablementCalendar) {
	days, named := []usecase.Args{}, map[uint8]bool{}
	for _, day := range c.GasNonDisablementDayProfile {
		if named[day.GasDayName] {
			w.Refuse(duis.E64, "GasDayName %d is there twice", day.GasDayName)
		}
		named[day.GasDayName] = true
		entries := []usecase.Args{}
		for _, at := range day.TimeStartAction {
			on := uint8(0)
			if at.NonDisablementAction == "START" {
				on = 1
			}
			entries = append(entries, usecase.Args{
				usecase.DayEntryStart.Is(w.minute(at.StartTime)), usecase.DayEntryAction.Is(on),
			})
		}
		days = append(days, usecase.Args{
			usecase.DayID.Is(day.GasDayName), usecase.DayEntries.Is(entries...),
		})
	}
	special := []usecase.Args{}
	for _, day := range c.SpecialDay {
		if !named[day.ReferencedDayName] {
			w.Refuse(duis.E64, "SpecialDay: there is no day %d", day.ReferencedDayName)
		}
		special = append(special, usecase.Args{
			usecase.GasSpecialDay.Is(w.gasDate(day.Date)),
			usecase.ReferencedDayID.Is(day.ReferencedDayName),
		})
	}
	w.Add(usecase.GasDayProfiles.Is(days...), usecase.GasSpecialDays.Is(special...))
	w.friendlyWeeks(c, named)
}

// friendlyWeeks says weeks, of the days that are there, and seasons.
func (w *Writer) friendlyWeeks(c *duis.GasNonDisablementCalendar, days map[uint8]bool) {
	weeks, named := []usecase.Args{}, map[uint8]bool{}
	for _, week := range c.WeekProfile {
		if named[week.WeekName] {
			w.Refuse(duis.E64, "WeekName %d is there twice", week.WeekName)
		}
		named[week.WeekName] = true
		of := []usecase.Args{}
		for i, day := range week.ReferencedDayName {
			if int(day.Index) != i+1 {
				w.Refuse(duis.E64, "WeekProfile %d: want a day of each index from 1 to 7", week.WeekName)
			}
			if !days[day.Value] {
				w.Refuse(duis.E64, "WeekProfile %d: there is no day %d", week.WeekName, day.Value)
			}
			of = append(of, usecase.Args{usecase.ReferencedDayID.Is(day.Value)})
		}
		weeks = append(weeks, usecase.Args{
			usecase.WeekID.Is(week.WeekName), usecase.WeekDays.Is(of...),
		})
	}
	seasons := []usecase.Args{}
	for _, season := range c.Season {
		if !named[season.ReferencedWeekName] {
			w.Refuse(duis.E64, "Season: there is no week %d", season.ReferencedWeekName)
		}
		seasons = append(seasons, usecase.Args{
			usecase.GasSeasonStart.Is(w.gasDate(season.SeasonStartDate)),
			usecase.ReferencedWeekID.Is(season.ReferencedWeekName),
		})
	}
	w.Add(usecase.GasWeekProfiles.Is(weeks...), usecase.GasSeasons.Is(seasons...))
}

// minute is a time of day in minutes since midnight.
func (w *Writer) minute(t duis.TimeOfDay) uint16 {
	if time.Duration(t)%time.Minute != 0 {
		w.Refuse(duis.E64, "StartTime %s: a GSME has whole minutes only", t)
	}
	return uint16(time.Duration(t) / time.Minute)
}

func readPrepayGas(r *Reader, b *duis.UpdatePrepayConfiguration) {
	b.ExecutionDateTime = r.gasStart()
	uniform(r, usecase.IssuerCalendarID)
	b.UpdatePrepayConfigGas = &duis.UpdatePrepayConfigGas{
		DebtRecoveryRateCap:      take(r, usecase.OverallDebtCap),
		EmergencyCreditLimit:     take(r, usecase.GasEmergencyCreditLimit),
		EmergencyCreditThreshold: take(r, usecase.GasEmergencyCreditThreshold),
		LowCreditThreshold:       take(r, usecase.LowCreditWarningLevel),
		MaxMeterBalance:          take(r, usecase.MaxCreditLimit),
		MaxCreditThreshold:       take(r, usecase.MaxCreditPerTopUp),
	}
	r.friendlyCredit(&b.UpdatePrepayConfigGas.GasNonDisablementCalendar)
}

// friendlyCredit is the inverse of that of [Writer].
func (r *Reader) friendlyCredit(c *duis.GasNonDisablementCalendar) {
	elements(r, usecase.GasDayProfiles, func(r *Reader) {
		day := duis.GasNonDisablementDayProfile{GasDayName: take(r, usecase.DayID)}
		elements(r, usecase.DayEntries, func(r *Reader) {
			day.TimeStartAction = append(day.TimeStartAction, r.friendlyEntry())
		})
		c.GasNonDisablementDayProfile = append(c.GasNonDisablementDayProfile, day)
	})
	elements(r, usecase.GasWeekProfiles, func(r *Reader) {
		week := duis.WeekProfileGasNonDisablement{WeekName: take(r, usecase.WeekID)}
		elements(r, usecase.WeekDays, func(r *Reader) {
			week.ReferencedDayName = append(week.ReferencedDayName,
				duis.GasReferencedDayNameNonDisablement{
					Index: uint8(len(week.ReferencedDayName) + 1),
					Value: take(r, usecase.ReferencedDayID),
				})
		})
		c.WeekProfile = append(c.WeekProfile, week)
	})
	elements(r, usecase.GasSeasons, func(r *Reader) {
		c.Season = append(c.Season, duis.GasSeasonNonDisablement{
			SeasonStartDate:    r.gasDate(take(r, usecase.GasSeasonStart)),
			ReferencedWeekName: take(r, usecase.ReferencedWeekID),
		})
	})
	elements(r, usecase.GasSpecialDays, func(r *Reader) {
		c.SpecialDay = append(c.SpecialDay, duis.GasSpecialDayNonDisablement{
			Date:              r.gasDate(take(r, usecase.GasSpecialDay)),
			ReferencedDayName: take(r, usecase.ReferencedDayID),
		})
	})
	same(r, usecase.NumberOfDayProfiles, uint8(len(c.GasNonDisablementDayProfile)))
	same(r, usecase.NumberOfWeekProfiles, uint8(len(c.WeekProfile)))
	same(r, usecase.NumberOfSeasons, uint8(len(c.Season)))
}

// friendlyEntry is an entry of a day.
func (r *Reader) friendlyEntry() (at duis.GasNonDisablementTimeStartAction) {
	minute := take(r, usecase.DayEntryStart)
	if minute >= 24*60 {
		r.Fail("%d minutes are no time of day", minute)
	}
	at.StartTime = duis.TimeOfDay(time.Duration(minute) * time.Minute)
	switch action := take(r, usecase.DayEntryAction); action {
	case 0:
		at.NonDisablementAction = "STOP"
	case 1:
		at.NonDisablementAction = "START"
	default:
		r.Fail("%d neither starts nor stops non-disablement", action)
	}
	return at
}
