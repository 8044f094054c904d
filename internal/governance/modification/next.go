package modification

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// standing is what happens next with a Modification, who holds the action, and when.
type standing struct {
	next   string // what happens next, as a sentence without its full stop
	holder string // who is to act; empty: nobody
	when   page.Words
	by     calendar.Deadline // without a date: none is set
	why    string            // how the date comes about; empty: it was fixed
	at     forum             // the meeting that it is for; without a day: for none
}

// standing says where the Modification stands. SEC D.
func (d *dossier) standing() (s standing, err error) {
	switch d.state {
	case development:
		return d.atForum("The Change Sub-Committee decides whether to convert it", csc, d.since())
	case refinement:
		return d.refining()
	case report:
		if c := d.openConsultation("modification_report"); c != nil {
			return consulted("Parties say whether it should be approved", c), nil
		}
		return standing{next: "The Modification Report Consultation opens", holder: secas}, nil
	case changeBoard:
		return d.voting()
	case withAuthority:
		return d.until(spanOf(determining), "The Authority determines it", authority), nil
	case appealWindow:
		return d.until(spanOf(appeal), "The decision is final unless it is referred to the Panel",
			party), nil
	case panelWindow:
		return d.until(spanOf(appeal), "The decision is final unless it is referred to the Authority",
			party), nil
	case objectionTime:
		return d.until(spanOf(objections), "The change is made unless somebody objects", party), nil
	case panelAppeal:
		return d.atForum("The Panel confirms, reverses or sends back the decision", panel, d.since())
	case fastTrack:
		return d.atForum("The Panel decides on the Fast-Track change", panel, d.since())
	case pending:
		return d.awaiting(), nil
	case withdrawn:
		if w, ok := window(d.m, d.cal); ok && w.InTime(d.v.Moment().So) {
			return d.until(spanOf(adoption), "Somebody else may adopt it", party), nil
		}
		return standing{next: "Nothing: nobody adopted it in time"}, nil
	case onHold:
		return standing{next: "It resumes when what it waits for is settled", holder: csc}, nil
	case "":
		return standing{next: "What comes next is not known"}, nil
	}
	return standing{next: "Nothing: this is the end of its way"}, nil
}

// atForum is what a body does at its first meeting that papers of a day can be in time for.
func (d *dossier) atForum(next, role string, from calendar.Date) (standing, error) {
	earliest := d.today()
	working, err := d.cal.Add(from, spanOf(papers).days)
	if err == nil && working.To.After(earliest) {
		earliest = working.To
	}
	f, err := nextForum(d.v, d.cal, bodies[role], earliest)
	s := standing{next: next, holder: role, when: f.words(), at: f}
	if f.on.IsZero() {
		return s, err
	}
	s.by = calendar.Deadline{What: next, Date: f.on}
	s.why = "Papers are due on " + f.papers.Date.Full() + ": " + f.papers.Working.String()
	return s, err
}

// since is the day from which the Modification is where it is, as far as it is known; the
// day of the moment where it is not.
func (d *dossier) since() calendar.Date {
	for _, day := range []calendar.Date{calendar.DateOf(d.m.StageSince), d.m.RaisedOn} {
		if !day.IsZero() {
			return day
		}
	}
	return d.today()
}

// until is what may be done, or is to be done, within a span from when the state began.
func (d *dossier) until(of span, next, role string) standing {
	s := standing{next: next, holder: role}
	if d.m.StageSince.IsZero() {
		return s
	}
	by, ok := counted(of, calendar.DateOf(d.m.StageSince), d.cal)
	if ok {
		s.by, s.when, s.why = by, page.Words{desk.At(by.By)}, by.Working.String()
	}
	return s
}

// consulted is a consultation that is open.
func consulted(next string, c *record.Consultation) standing {
	return standing{next: next, holder: "SEC Parties",
		when: page.Words{desk.Link(c), page.T(" closes "), closing(c)},
		by:   calendar.Deadline{What: c.Title, By: c.ClosesAt, Date: c.ClosesOn}}
}

// closing is when a consultation closes: the day alone where its time is our convention.
func closing(c *record.Consultation) page.When {
	if c.Assumed("closes_at") {
		return desk.On(c.ClosesOn)
	}
	return desk.At(c.ClosesAt)
}

// refining is what comes next in the Refinement Process: what is open first.
func (d *dossier) refining() (standing, error) {
	if c := d.openConsultation("refinement"); c != nil {
		return consulted("Parties say what the proposed solution would do to them", c), nil
	}
	for _, a := range d.assessments {
		switch a.State {
		case assessRequested, assessStarted:
			s := standing{next: "The DCC delivers its " + noun(a), holder: dcc}
			if e, ok := d.activity(activityOf(a)); ok && !e.due.Date.IsZero() {
				s.by, s.when = e.due, page.Words{desk.On(e.due.Date)}
				s.why = e.working()
			}
			return s, nil
		case assessCosted:
			return d.atForum("The Change Board says whether the DCC may spend what its Impact "+
				"Assessment costs", board, d.since())
		}
	}
	for _, e := range d.plan() {
		if e.done.IsZero() && !e.passed {
			s := standing{next: "Next in its timetable: " + desk.Lower(e.what), holder: secas}
			if !e.due.Date.IsZero() {
				s.by, s.when, s.why = e.due, page.Words{desk.On(e.due.Date)}, e.working()
			}
			return s, nil
		}
	}
	return standing{next: "The solution is worked out with the Working Group", holder: secas}, nil
}

// voting is what comes next with the Change Board.
func (d *dossier) voting() (standing, error) {
	if v := d.openVote(onDetermination); v != nil {
		return standing{next: "Members of the Change Board vote", holder: board,
			when: page.Words{page.T("until "), desk.At(v.ClosesAt)},
			by:   calendar.Deadline{What: "Votes", By: v.ClosesAt, Date: calendar.DateOf(v.ClosesAt)}}, nil
	}
	from := d.since()
	if d.closed(d.m, d.v.Moment().So) {
		from = d.mrc.ClosesOn
	}
	return d.atForum("The Change Board votes", board, from)
}

// awaiting is what an approved Modification waits for.
func (d *dossier) awaiting() standing {
	if d.release == nil {
		return standing{next: "It is given a Release", holder: secas}
	}
	s := standing{next: "It goes live with its Release", holder: secas,
		when: page.Words{desk.Link(d.release)}}
	if on := d.release.GoesLiveOn; !on.IsZero() {
		s.when = append(s.when, page.T(" on "), desk.On(on))
		s.by = calendar.Deadline{What: d.release.Title, Date: on}
	}
	return s
}
