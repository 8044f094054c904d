package modification

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
)

// entry is an activity of a timetable: what was planned, what came of it, and how its date
// was counted. It is made anew from the facts each time: what is done sooner or later moves
// all that follows.
type entry struct {
	span
	days       int // with its extensions; 0: none were set
	from       calendar.Date
	due        calendar.Deadline // without a date: not known
	done       calendar.Date     // without: not yet, or not known
	passed     bool              // nothing is known of it, and what comes after it is done
	extensions []record.Extension
}

// plan is the timetable up to the Modification Report Consultation, as of the moment.
func (d *dossier) plan() (entries []entry) {
	from := d.m.TimetableOn
	for _, name := range planned {
		e := entry{span: spanOf(name), days: d.allowed(name), from: from, done: d.doneOn(name)}
		for _, x := range d.m.Extensions {
			if x.Activity == name {
				e.extensions = append(e.extensions, x)
				e.days += x.Days
			}
		}
		if len(d.m.Timetable) > 0 && e.days == 0 && e.done.IsZero() {
			continue // not needed
		}
		if e.days > 0 && !from.IsZero() {
			e.due, _ = counted(span{e.name, e.what, e.days, e.mark, e.moved}, from, d.cal)
		}
		if c := d.consulted(name); c != nil {
			e.due = calendar.Fixed(e.what, c.ClosesOn)
		}
		from = e.due.Date
		if !e.done.IsZero() {
			from = e.done
		}
		if !e.done.IsZero() {
			for i := range entries {
				entries[i].passed = entries[i].done.IsZero() && entries[i].due.Date.IsZero()
			}
		}
		entries = append(entries, e)
	}
	return entries
}

// activity is the entry of a name.
func (d *dossier) activity(name string) (entry, bool) {
	for _, e := range d.plan() {
		if e.name == name {
			return e, true
		}
	}
	return entry{}, false
}

// allowed are the Working Days that the timetable gives an activity.
func (d *dossier) allowed(name string) int {
	for _, p := range d.m.Timetable {
		if p.Activity == name {
			return p.Days
		}
	}
	return 0
}

// consulted is the consultation that an activity is, once it has been opened.
func (d *dossier) consulted(name string) *record.Consultation {
	switch name {
	case consulting:
		return latest(d.consultations, "refinement")
	case reporting:
		if d.mrc != nil && d.mrc.ClosesAt.After(d.m.StageSince) {
			return d.mrc
		}
	}
	return nil
}

// doneOn is when an activity was done.
func (d *dossier) doneOn(name string) calendar.Date {
	switch name {
	case requirements:
		return d.m.RequirementsOn
	case preliminary, impact:
		if a := d.assessment(assessmentOf(name)); a != nil {
			return a.DeliveredOn
		}
	case writing:
		return d.m.ReportOn
	case consulting, reporting:
		if c := d.consulted(name); c != nil && !d.v.Moment().So.Before(c.ClosesAt) {
			return c.ClosesOn
		}
	}
	return calendar.Date{}
}

// working is how the date of an entry comes about, as a sentence; empty where it was fixed.
func (e entry) working() string {
	if e.due.Working == nil {
		return ""
	}
	return e.due.Working.String()
}

// state says in a word where the activity is at a day.
func (e entry) state(today calendar.Date) string {
	switch {
	case !e.done.IsZero():
		return "done"
	case e.passed:
		return "not recorded"
	case e.due.Date.IsZero():
		return "no date"
	case e.due.Date.Before(today):
		return "late"
	}
	return "to come"
}
