package modification

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/page"
)

// ruling is a decision that is to come: whose it is, and when. SEC D.
type ruling struct {
	By string        `json:"by"`
	On calendar.Date `json:"on,omitzero"`
	// Expected: no meeting is announced yet, and the day is that on which the body meets as a rule.
	Expected bool   `json:"expected"`
	Meeting  string `json:"meeting,omitempty" ref:"meeting"`
	// After is the vote that comes before it, where the one who votes recommends.
	After *ruling `json:"after,omitempty"`

	when page.Words // none: not known
}

// ruling says who is to decide; nil where nobody is, any more or for now.
func (d *dossier) ruling(now standing) (*ruling, error) {
	switch d.state {
	case development:
		return &ruling{By: d.decider()}, nil
	case fastTrack, panelAppeal, withAuthority:
		return rulingOf(now.holder, now.at, now), nil
	case refinement, report:
		f, err := d.vote()
		return d.after(rulingOf(board, f, standing{when: f.words()})), err
	case changeBoard:
		return d.after(rulingOf(board, now.at, now)), nil
	}
	return nil, nil
}

// rulingOf is the decision of somebody at a meeting, or by a day.
func rulingOf(by string, at forum, now standing) *ruling {
	r := &ruling{By: by, On: at.on, Expected: !at.on.IsZero() && at.meeting == nil, when: now.when}
	if at.meeting != nil {
		r.Meeting = at.meeting.ID
	}
	if at.on.IsZero() {
		r.On = now.by.Date
	}
	return r
}

// decider is who decides on the path that the Modification takes: the Change Board, as far as is
// known.
func (d *dossier) decider() string {
	if rule, ok := pathOf(d.m.Path); ok {
		return rule.who
	}
	return board
}

// after is the decision that follows a vote of the Change Board: the vote itself, where that is
// one.
func (d *dossier) after(vote *ruling) *ruling {
	if who := d.decider(); who != vote.By {
		return &ruling{By: who, After: vote}
	}
	return vote
}

// vote is the meeting at which the Change Board can vote first; without a day where the
// timetable has none.
func (d *dossier) vote() (f forum, err error) {
	var last calendar.Date
	for _, e := range d.plan() {
		if last = e.due.Date; !e.done.IsZero() {
			last = e.done
		}
	}
	if last.IsZero() {
		return forum{body: bodies[board]}, nil
	}
	return nextForum(d.v, d.cal, bodies[board], d.papersFor(last))
}

// decided are the facts of who decides and when, or of who has decided.
func (d *dossier) decided(to *ruling) (rows []page.Row, err error) {
	if to == nil {
		return d.said()
	}
	who := page.Words{page.T(desk.Upper(to.By))}
	if _, known := pathOf(d.m.Path); !known && to.By == board {
		who = append(who, page.T("; its path is "), desk.NotKnown,
			page.T(", and with it whether the Authority decides after that"))
	}
	when := to.when
	switch {
	case to.After != nil && to.After.On.IsZero():
		when = page.Words{page.T("After the Change Board has voted")}
	case to.After != nil:
		when = append(page.Words{page.T("After the Change Board has voted: ")}, to.After.when...)
	case to.On.IsZero():
		when = page.Words{desk.NotKnown}
	}
	return []page.Row{{Term: "Decided by", Values: []page.Words{who}},
		{Term: "When it is decided", Values: []page.Words{when}}}, nil
}

// said are the facts of the decision that was made, if it is at a stage that follows one.
func (d *dossier) said() (rows []page.Row, err error) {
	after := []string{appealWindow, panelWindow, objectionTime, pending, implemented, rejected}
	if !slices.Contains(after, d.state) {
		return nil, nil
	}
	row := page.Row{Term: "Decided by", Values: []page.Words{{desk.NotKnown}}}
	for _, x := range d.m.Decisions {
		if x.Kind != decision {
			continue
		}
		if row.Values, err = desk.Links(d.v, "body organisation party", x.By); err != nil {
			return nil, err
		}
		row.Values = append(row.Values, page.Words{page.T(outcomes[x.Outcome] + ", "),
			desk.At(x.At)})
	}
	return []page.Row{row}, nil
}

// liveSince is the day since which the Code says what the Modification made it say; none where it
// does not, or where the day is not known.
func (d *dossier) liveSince() (on calendar.Date) {
	switch {
	case d.state != implemented:
	case !d.m.ImplementedOn.IsZero():
		return d.m.ImplementedOn
	case d.release != nil:
		return d.release.LiveOn()
	}
	return on
}

// inForce says whether it is in force, and since when.
func (d *dossier) inForce() page.Row {
	since := d.liveSince()
	switch d.state {
	case implemented:
		if since.IsZero() {
			return page.Fact("In force", page.T("Yes; since when is "), desk.NotKnown)
		}
		return page.Fact("In force", page.T("Since "), desk.On(since))
	case pending:
		if d.release != nil && !d.release.GoesLiveOn.IsZero() {
			return page.Fact("In force", page.T("Not yet: planned for "), desk.On(d.release.GoesLiveOn))
		}
		return page.Fact("In force", page.T("Not yet: its day is "), desk.NotKnown)
	case rejected, lapsed, split, merged:
		return page.Fact("In force", page.T("No"))
	case "":
		return page.Fact("In force", desk.NotKnown)
	}
	return page.Fact("In force", page.T("Not yet"))
}
