package modification

import (
	"cmp"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// dossier is a Modification with what belongs to it, as one reader may see it at one moment.
type dossier struct {
	around
	v     *register.View
	cal   *calendar.Calendar
	m     *record.Modification
	meta  register.Meta
	state string // as the clock has it: see derive

	consultations []*record.Consultation // the earliest first
	assessments   []*record.ImpactAssessment
	solutions     []*record.Solution
	votes         []*record.ChangeVote // the earliest first
	legalTexts    int                  // how many there are; counted where that matters
}

// read is the dossier of a Modification.
func read(v *register.View, m *record.Modification, meta register.Meta) (*dossier, error) {
	d := &dossier{v: v, m: m, meta: meta, cal: desk.Calendar(v)}
	var err error
	about := register.Query{Key: "modification", Is: m.ID}
	if d.consultations, err = register.All[*record.Consultation](v, about); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.consultations, func(a, b *record.Consultation) int {
		return a.ClosesAt.Compare(b.ClosesAt)
	})
	d.mrc = latest(d.consultations, "modification_report")
	if err := d.work(about); err != nil {
		return nil, err
	}
	if m.TargetRelease != "" {
		rec, ok, err := desk.Find(v, "release", m.TargetRelease)
		if err != nil {
			return nil, err
		}
		if ok {
			d.release = rec.(*record.Release)
		}
	}
	d.state = derive(m, d.around, d.cal, v.Moment().So)
	return d, nil
}

// work reads what came of the work on it, once there can be any.
func (d *dossier) work(about register.Query) (err error) {
	if d.m.Stage == development {
		return nil
	}
	if d.assessments, err = register.All[*record.ImpactAssessment](d.v, about); err != nil {
		return err
	}
	slices.SortStableFunc(d.assessments, func(a, b *record.ImpactAssessment) int {
		return cmp.Or(a.RequestedOn.Compare(b.RequestedOn), cmp.Compare(b.Kind, a.Kind))
	})
	if d.solutions, err = register.All[*record.Solution](d.v, about); err != nil {
		return err
	}
	if d.votes, err = register.All[*record.ChangeVote](d.v, about); err != nil {
		return err
	}
	slices.SortStableFunc(d.votes, func(a, b *record.ChangeVote) int {
		return a.OpenedAt.Compare(b.OpenedAt)
	})
	if d.m.Stage != refinement {
		return nil
	}
	if d.legalTexts, err = register.Count[*record.LegalText](d.v, about); err != nil {
		return err
	}
	about.Where = []register.Key{{Name: "kind", Value: legalText}}
	elsewhere, err := register.Count[*record.ModificationDocument](d.v, about)
	d.legalTexts += elsewhere
	return err
}

// latest is the consultation of a type that closes last; nil where there is none. One that was
// withdrawn asks nobody any more.
func latest(all []*record.Consultation, kind string) *record.Consultation {
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Type == kind && all[i].Withdrawal == nil {
			return all[i]
		}
	}
	return nil
}

// openConsultation is the consultation of a type that is open; nil where there is none.
func (d *dossier) openConsultation(kind string) *record.Consultation {
	c, now := latest(d.consultations, kind), d.v.Moment().So
	if c == nil || c.ClosesAt.IsZero() || now.Before(c.OpensAt) || !now.Before(c.ClosesAt) {
		return nil
	}
	return c
}

// today is the day of the moment, in London.
func (d *dossier) today() calendar.Date { return calendar.DateOf(d.v.Moment().So) }

// openVote is the vote that is being taken for a purpose; nil where there is none.
func (d *dossier) openVote(purpose string) *record.ChangeVote {
	for _, v := range d.votes {
		if v.State == "" && v.Purpose == purpose {
			return v
		}
	}
	return nil
}

// alternatives are the other solutions that stand for the vote.
func (d *dossier) alternatives() (open []*record.Solution) {
	for _, s := range d.solutions {
		if s.Kind == alternative && s.State == solutionOpen {
			open = append(open, s)
		}
	}
	return open
}

// assessment is the last assessment of a kind; nil where there is none.
func (d *dossier) assessment(kind string) (last *record.ImpactAssessment) {
	for _, a := range d.assessments {
		if a.Kind == kind {
			last = a
		}
	}
	return last
}

// forum is a meeting that is to come: one that the register knows, or one that is expected.
type forum struct {
	body    string
	on      calendar.Date
	papers  calendar.Deadline
	meeting *record.Meeting // nil: expected by the cadence of the body
}

// nextForum is the first meeting of a body on or after a day. Where none is announced it is
// expected by the cadence of the body; the forum has no day where it has no cadence.
func nextForum(
	v *register.View, cal *calendar.Calendar, body string, from calendar.Date,
) (f forum, err error) {
	f.body = body
	known, err := register.Find[*record.Meeting](v, register.Query{Key: "held",
		From: from.String(), Where: []register.Key{{Name: "body", Value: body}}, Limit: 5})
	if err != nil {
		return f, err
	}
	for _, m := range known.Records {
		if m.State != record.MeetingCancelled {
			f.meeting, f.on = m, m.HeldOn
			break
		}
	}
	for _, c := range cadences {
		if f.meeting == nil && c.body == body {
			f.on = c.from(from)
		}
	}
	if f.on.IsZero() {
		return f, nil
	}
	if working, err := cal.Add(f.on, -spanOf(papers).days); err == nil {
		f.papers = calendar.Counted(spanOf(papers).what, working)
	}
	return f, nil
}

// words say when the meeting is.
func (f forum) words() page.Words {
	switch {
	case f.on.IsZero():
		return page.Words{page.Missing("no meeting is announced")}
	case f.meeting != nil:
		return page.Words{desk.Link(f.meeting), page.T(" on "), desk.On(f.on)}
	}
	return page.Words{desk.On(f.on), page.T(", expected: no meeting is announced yet")}
}
