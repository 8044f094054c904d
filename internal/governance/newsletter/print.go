package newsletter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// noClosing is said of a consultation without a closing date.
const noClosing = "no closing date is given"

// line is a fact in words that lead nowhere.
func line(term, text string) record.EditionLine {
	return record.EditionLine{Term: term, Words: words(text)}
}

// closes is when a consultation closes, as an edition prints it: the time of day only where
// it is more than our convention. ok is false where no day is known.
func closes(c *record.Consultation) (d record.EditionDate, ok bool) {
	on := c.ClosesOn
	if on.IsZero() {
		on = calendar.DateOf(c.ClosesAt)
	}
	if on.IsZero() || c.Assumed("closes_on") {
		return d, false
	}
	d = date(c, on, c.Heading()+" closes")
	if !c.Assumed("closes_at") {
		d.At = c.ClosesAt
	}
	return d, true
}

// when is a day, with the time of day where that is told.
func when(d record.EditionDate) string {
	if d.At.IsZero() {
		return d.On.Long()
	}
	return calendar.Moment(d.At)
}

// consultation tells of a consultation, with the change request or the Modifications that it
// is about.
func (m *maker) consultation(c *record.Consultation) (e record.EditionEntry, err error) {
	kind, id := c.Named()
	e = record.EditionEntry{Kind: kind, ID: id, Title: c.Heading()}
	if d, ok := closes(c); ok {
		e.Lines = append(e.Lines, line("Closes", when(d)))
		e.Dates = append(e.Dates, d)
	} else {
		e.Lines = append(e.Lines, line("Closes", noClosing))
	}
	request, err := m.get("change_request", c.ChangeRequest)
	if err != nil {
		return e, err
	}
	if request != nil {
		e.With = []record.EditionRef{beside(c)}
		e.Kind, e.ID = request.Named()
		if err := m.changeRequest(request.(*record.ChangeRequest), &e); err != nil {
			return e, err
		}
	}
	about, err := m.get("modification", c.Modification)
	if err != nil {
		return e, err
	}
	if about != nil {
		mod, err := m.modification(about.(*record.Modification))
		if err != nil {
			return e, err
		}
		e.Lines = append(append(e.Lines, record.EditionLine{Term: "Modification", Words: refer(about)}),
			mod.Lines...)
		e.Dates = append(e.Dates, mod.Dates...)
	}
	several, err := m.refs("modification", c.Modifications...)
	if len(several) > 0 {
		e.Lines = append(e.Lines, record.EditionLine{Term: "About", Words: several})
	}
	if err != nil {
		return e, err
	}
	facts, err := m.lines(c)
	e.Lines = append(e.Lines, facts...)
	return e, err
}

// changeRequest tells of a change request, with the milestone that it moves and its steps.
func (m *maker) changeRequest(r *record.ChangeRequest, e *record.EditionEntry) error {
	facts, err := m.lines(r)
	if err != nil {
		return err
	}
	e.Lines = append(e.Lines, facts...)
	if on := r.ProposedGoLiveOn; !on.IsZero() && !r.Assumed("proposed_go_live_on") {
		plan, err := m.get("plan", r.Plan)
		if err != nil {
			return err
		}
		d := date(r, on, "Proposed go-live: "+r.Heading())
		if p, is := plan.(*record.Plan); is {
			i := slices.IndexFunc(p.Milestones,
				func(of record.Milestone) bool { return of.ProposedOn == on })
			if i >= 0 {
				d = date(p, on, "Proposed date of "+p.Milestones[i].Title)
				d.Part = p.Milestones[i].ID
			}
		}
		e.Lines = append(e.Lines, line("Proposed go-live", on.Long()))
		e.Dates = append(e.Dates, d)
	}
	for _, s := range r.Steps {
		told := words(desk.Upper(s.What) + after(": ", s.Condition))
		meeting, err := m.get("meeting", s.Meeting)
		if err != nil {
			return err
		}
		if meeting != nil {
			told = append(append(told, record.EditionWord{Text: " ("}), record.EditionWord{
				Text: meeting.Heading(), To: string(desk.AddressOf(meeting))}, record.EditionWord{Text: ")"})
		}
		e.Lines = append(e.Lines, record.EditionLine{Term: stepWhen(s), Words: told})
	}
	return nil
}

// stepWhen is when a step is, as far as it is known.
func stepWhen(s record.StepOf) string {
	switch {
	case !s.At.IsZero():
		return desk.Upper(calendar.Moment(s.At))
	case !s.On.IsZero():
		return s.On.Long()
	case s.Month != "":
		return s.Month.Long()
	case s.After != "":
		return "After " + s.After
	}
	return "Step"
}

// modification tells of a Modification, with its Issue Resolution Proposals and the Release
// that it is for.
func (m *maker) modification(mod *record.Modification) (e record.EditionEntry, err error) {
	if e, err = m.entry(mod); err != nil {
		return e, err
	}
	for _, irp := range m.proposals[mod.ID] {
		lines, err := m.lines(irp)
		if err != nil {
			return e, err
		}
		for _, l := range lines {
			term := irp.Heading()
			if l.Term != "Issue" {
				term += ", " + strings.ToLower(l.Term)
			}
			e.Lines = append(e.Lines, record.EditionLine{Term: term, Words: l.Words})
		}
	}
	if mod.Assumed("target_release") {
		return e, nil
	}
	target, err := m.get("release", mod.TargetRelease)
	if r, is := target.(*record.Release); is {
		e.Dates = append(e.Dates, goesLive(r)...)
	}
	return e, err
}

// readAbout reads what consultations are about, and what is told with it.
func (m *maker) readAbout(of []*record.Consultation) error {
	var ids, requests, meetings []string
	for _, c := range of {
		ids = append(append(ids, c.Modification), c.Modifications...)
		requests = append(requests, c.ChangeRequest)
		meetings = append(meetings, c.OutcomeMeeting)
	}
	if err := m.read("change_request", requests...); err != nil {
		return err
	}
	for _, id := range requests {
		at := register.Hit{Kind: "change_request", ID: id}
		if r, is := m.known[at].(*record.ChangeRequest); is {
			for _, s := range r.Steps {
				meetings = append(meetings, s.Meeting)
			}
		}
	}
	if err := m.read("meeting", meetings...); err != nil {
		return err
	}
	if err := m.read("modification", ids...); err != nil {
		return err
	}
	var mods []*record.Modification
	for _, id := range ids {
		at := register.Hit{Kind: "modification", ID: id}
		if mod, is := m.known[at].(*record.Modification); is {
			mods = append(mods, mod)
		}
	}
	return m.readRelated(mods...)
}

// readRelated reads what is told with Modifications.
func (m *maker) readRelated(mods ...*record.Modification) error {
	var ids, related, targets []string
	for _, mod := range mods {
		m.note(mod)
		if _, read := m.proposals[mod.ID]; !read {
			m.proposals[mod.ID] = nil
			ids = append(ids, mod.ID)
		}
		related = append(append(related, mod.Related...), mod.SplitOf)
		targets = append(targets, mod.TargetRelease)
	}
	if err := m.read("modification", related...); err != nil {
		return err
	}
	if err := m.read("release", targets...); err != nil || len(ids) == 0 {
		return err
	}
	all, err := register.All[*record.IRP](m.v, register.Query{Key: "modification", Among: ids})
	if err != nil {
		return err
	}
	if err := arrange(m, all, asEntered); err != nil {
		return err
	}
	for _, irp := range all {
		m.note(irp)
		m.proposals[irp.Modification] = append(m.proposals[irp.Modification], irp)
	}
	return nil
}

// release tells of a Release.
func (m *maker) release(r *record.Release) (e record.EditionEntry, err error) {
	m.note(r)
	if e, err = m.entry(r); err != nil {
		return e, err
	}
	if e.Dates = goesLive(r); len(e.Dates) > 0 {
		text := r.GoesLiveOn.Long()
		if r.FirstOfYear && !r.Assumed("first_of_year") {
			text += fmt.Sprintf(", the first of %d", r.GoesLiveOn.Year)
		}
		e.Lines = append([]record.EditionLine{line("Goes live", text)}, e.Lines...)
	}
	return e, nil
}

// goesLive is the day of a Release.
func goesLive(r *record.Release) []record.EditionDate {
	if r.GoesLiveOn.IsZero() || r.Assumed("goes_live_on") {
		return nil
	}
	return []record.EditionDate{date(r, r.GoesLiveOn, r.Heading()+" goes live")}
}

// hours are those of a helpdesk: Monday to Friday, 9am to 5pm, closed on bank holidays.
func hours(h *record.Helpdesk) string {
	on := calendar.Date{Year: 2022, Month: 1, Day: 20} // any day without a change of clocks
	clock := func(m calendar.Minutes) string { return calendar.Clock(on.At(0, int(m))) }
	text := days(h.Days) + ", " + clock(h.Opens) + " to " + clock(h.Closes)
	if len(h.ClosedOn) > 0 {
		text += ", closed on " + desk.Plains(h.ClosedOn)
	}
	return text
}

// days are days of the week: from the first to the last where none between is missing.
func days(names []string) string {
	week := []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	title := make([]string, len(names))
	run := len(names) > 2
	for i, n := range names {
		title[i] = desk.Upper(n)
		run = run && slices.Index(week, n) == slices.Index(week, names[0])+i
	}
	if run {
		return title[0] + " to " + title[len(title)-1]
	}
	return strings.Join(title, ", ")
}
