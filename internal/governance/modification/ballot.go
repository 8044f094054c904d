package modification

import (
	"errors"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/vote"
	"github.com/mains-energy/mains/internal/page"
)

// votePattern is the address of a vote.
const votePattern = "/change-votes/{id}"

// poll is a vote that a form is about, with who asks.
type poll struct {
	vote *record.ChangeVote
	meta register.Meta
	m    *record.Modification
	hand *hand
	own  *record.RollSeat // the seat of who asks; nil: they have none
}

// pollOf reads a vote for somebody with a hand; nil for a page that offers nothing.
func pollOf(v *register.View, id string, h *hand) (p poll, err error) {
	p.hand = h
	if p.vote, p.meta, err = register.GetMeta[*record.ChangeVote](v, id); err != nil {
		return p, err
	}
	if h != nil && slices.Contains(h.Bodies, bodies[board]) {
		p.own = p.vote.SeatOf(h.Person)
	}
	p.m, err = register.Get[*record.Modification](v, p.vote.Modification)
	return p, err
}

// seat is the seat of the roll with an id; nil where there is none.
func (p poll) seat(id string) *record.RollSeat {
	for i := range p.vote.Roll {
		if p.vote.Roll[i].Seat == id && !p.vote.Roll[i].Vacant {
			return &p.vote.Roll[i]
		}
	}
	return nil
}

// voteForm is a form about a vote: who may use it, what it asks and what it does.
type voteForm struct {
	path   string
	title  string
	submit string
	lead   string
	danger bool
	may    func(poll) bool
	fields func(poll) []page.Field
	do     func(*register.Tx, poll, page.Input) error
}

// voteForms are all of them.
var voteForms = []voteForm{
	{"/ballot", "Your vote", "Vote", "You can change it until the vote closes. Positions and " +
		"reasons are published when it has been counted.", false,
		func(p poll) bool { return p.own != nil }, ballotFields, voteHere},
	{"/telephone", "A vote by telephone", "Note the vote", "Both names are kept: of who votes, and " +
		"of you, who takes it down.", false, secretary, telephoneFields, voteByTelephone},
	{"/recuse", "Take no part", "Take no part", "For a member with an interest in what is voted on. " +
		"The seat counts as attending and has no vote.", false,
		func(p poll) bool { return p.own != nil },
		func(poll) []page.Field {
			return []page.Field{area("reason", "Why do you take no part?", "", "Enter a reason")}
		}, recuse},
	{"/close", "Close and count", "Close and count", "Positions and reasons are published, and what " +
		"was decided takes effect.", true, secretary, closeFields, closeVote},
	{"/abandon", "Abandon the vote", "Abandon the vote",
		"It is not counted. Another one can be opened.", true, secretary, func(poll) []page.Field {
			return []page.Field{area("reason", "Why is it abandoned?", "", "Enter a reason")}
		}, abandonVote},
}

// secretary reports whether who asks notes what the Change Board does.
func secretary(p poll) bool { return p.hand.Staff }

// voteRoute is the address of a form about a vote.
func (s subject) voteRoute(f voteForm) page.Route {
	return page.Route{Pattern: votePattern + f.path,
		Form:   func(ask *page.Ask) (*page.Form, error) { return s.voteForm(ask, f) },
		Submit: func(ask *page.Ask, in page.Input) (*page.Done, error) { return s.vote(ask, in, f) }}
}

// voteForm is a form about a vote as it is shown.
func (s subject) voteForm(ask *page.Ask, f voteForm) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	h, err := s.hand(ask, v)
	if err != nil {
		return nil, err
	}
	p, err := pollOf(v, ask.Path["id"], h)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	if !f.may(p) {
		return nil, page.ErrForbidden
	}
	form := &page.Form{Title: f.title, Kicker: heading(p.vote, p.m), Lead: f.lead,
		Crumbs: append(desk.Crumbs("modification"),
			page.Link{Text: p.m.Number(), To: desk.AddressOf(p.m)},
			page.Link{Text: "Vote", To: desk.AddressOf(p.vote)}),
		Fields: f.fields(p), Submit: f.submit, Danger: f.danger, Version: p.meta.Version}
	form.Faults = p.shut()
	return form, nil
}

// shut says that the vote is over; nothing where it is not.
func (p poll) shut() page.Faults {
	switch {
	case p.vote.State == voteCounted:
		return page.Faults{{Text: "The vote was counted at " + calendar.Moment(p.vote.CountedAt) +
			". Nothing about it can be changed."}}
	case p.vote.State == voteAbandoned:
		return page.Faults{{Text: "The vote was abandoned: " + p.vote.Reason}}
	}
	return nil
}

// vote does what a form about a vote asks for.
func (s subject) vote(ask *page.Ask, in page.Input, f voteForm) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	id := ask.Path["id"]
	act := register.Act{Behalf: bodies[board], Verb: desk.Lower(f.submit), Reason: in.Text("reason")}
	if f.path != "/abandon" { // the reasons of members are published with the count
		act.Reason = ""
	}
	err := s.Act(ask, act, func(tx *register.Tx) error {
		h, err := handIn(tx)
		if err != nil {
			return err
		}
		p, err := pollOf(tx.View, id, h)
		if err != nil {
			return err
		}
		if !f.may(p) {
			return page.ErrForbidden
		}
		if shut := p.shut(); len(shut) > 0 {
			return shut
		}
		return f.do(tx, p, in)
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: desk.Address("change_vote", id), Notice: f.submit + ": done."}, nil
}

// positionChoices are what a member can say.
var positionChoices = []choice{{approve, "Approve"}, {reject, "Reject"}, {abstain, "Abstain"}}

// ballotFields ask for a position on each option, and for the reason.
func ballotFields(p poll) (fields []page.Field) {
	for i, o := range p.vote.Options {
		label := "What do you say to: " + o.Title + "?"
		if o.Option == record.Original && len(p.vote.Options) > 1 {
			label = "What do you say to the original: " + o.Title + "?"
		}
		fields = append(fields, choose(fmt.Sprintf("position_%d", i), label, positionChoices,
			"Choose what you say"))
	}
	var objectives []choice
	for _, o := range secObjectives {
		objectives = append(objectives, choice{o.letter, o.text})
	}
	return append(fields,
		area("reason", "Reason", "Against the SEC Objectives, for those whom you represent",
			"Enter a reason"),
		optional(tick("objectives", "Which General SEC Objectives does it rest on?", "", objectives)))
}

// telephoneFields ask for whom somebody votes on the telephone.
func telephoneFields(p poll) []page.Field {
	var seats []choice
	for _, s := range p.vote.Roll {
		if !s.Vacant {
			seats = append(seats, choice{s.Seat, s.Title})
		}
	}
	return append([]page.Field{
		pick("seat", "Which seat votes?", "", seats, "Choose a seat"),
		choose("voter", "Who is on the telephone?",
			[]choice{{"holder", "The member"}, {"alternate", "The alternate"}}, "Choose one"),
	}, ballotFields(p)...)
}

// voteHere is a vote of a member or an alternate by themselves.
func voteHere(tx *register.Tx, p poll, in page.Input) error {
	return cast(tx, p, *p.own, record.ChangeBallot{VotedBy: tx.Act().Who}, in)
}

// voteByTelephone is a vote that the secretary takes down.
func voteByTelephone(tx *register.Tx, p poll, in page.Input) error {
	seat := p.seat(in.Text("seat"))
	if seat == nil {
		return page.Faults{{Field: "seat", Text: "Choose a seat that has a vote"}}
	}
	voter := seat.Holder
	if in.Text("voter") == "alternate" {
		voter = seat.Alternate
	}
	if voter == "" {
		return page.Faults{{Field: "voter", Text: "This seat has no such person. Choose the other one"}}
	}
	return cast(tx, p, *seat, record.ChangeBallot{VotedBy: voter, TakenBy: tx.Act().Who}, in)
}

// cast puts the ballot of a seat, in place of the one before.
func cast(tx *register.Tx, p poll, seat record.RollSeat, b record.ChangeBallot, in page.Input,
) error {
	b.Reason, b.Objectives = in.Text("reason"), in.All("objectives")
	for i, o := range p.vote.Options {
		b.Position = append(b.Position,
			record.Position{Option: o.Option, Choice: in.Text(fmt.Sprintf("position_%d", i))})
	}
	return enter(tx, p, seat, b)
}

// recuse notes that the seat of a member takes no part.
func recuse(tx *register.Tx, p poll, in page.Input) error {
	return enter(tx, p, *p.own, record.ChangeBallot{VotedBy: tx.Act().Who, Recused: true,
		Reason: in.Text("reason")})
}

// mostEarlier is how many of the earlier votes of a seat its ballot keeps, the last ones [D]: the
// journal has all of them.
const mostEarlier = 10

// enter judges a ballot as the rule of the vote does, and puts it.
func enter(tx *register.Tx, p poll, seat record.RollSeat, b record.ChangeBallot) error {
	id := p.vote.ID + "." + seat.Seat
	b.Head = record.Head{ID: id, Demo: p.vote.Demo, Visible: record.Cast()}
	b.Vote, b.Seat, b.At = p.vote.ID, seat.Seat, tx.Now()
	before, err := register.Get[*record.ChangeBallot](tx.View, id)
	var earlier []*record.ChangeBallot
	switch {
	case err == nil:
		earlier = append(earlier, before)
		b.Earlier = append(before.Earlier, record.Earlier{At: before.At, Position: before.Position,
			Reason: before.Reason, Recused: before.Recused, VotedBy: before.VotedBy})
		b.Earlier = b.Earlier[max(0, len(b.Earlier)-mostEarlier):]
	case !errors.Is(err, register.ErrNotFound):
		return err
	}
	rule, err := vote.RuleAt(vote.ChangeBoard, p.vote.OpenedAt)
	if err != nil {
		return err
	}
	made := vote.Ballot{Seat: b.Seat, CastBy: b.VotedBy, At: b.At, Position: vote.Abstain}
	if !b.Recused {
		made.Position = vote.Position(b.Position[0].Choice)
	}
	err = vote.Accept(rule, seatsOf(p.vote, p.vote.Roll, nil),
		ballotsOf(earlier, record.Original), made, p.vote.ClosesAt)
	if err != nil {
		return refused(err)
	}
	return tx.Put(&b)
}

// refused says to people why a ballot is not taken.
func refused(err error) error {
	var r *vote.Refusal
	if !errors.As(err, &r) {
		return misplaced(err)
	}
	switch r.Why {
	case vote.Late:
		return page.Faults{{Text: "The vote closed at " + calendar.Moment(r.Closed) +
			". This came at that moment or later, and does not count."}}
	case vote.NotEntitled:
		return page.Faults{{Text: "Only the member of the seat, or the alternate, votes for it."}}
	case vote.MemberHasVoted:
		return page.Faults{{Text: "The member has voted: only the member can change that vote."}}
	case vote.VacantSeat, vote.UnknownSeat:
		return page.Faults{{Field: "seat", Text: "This seat has no vote here. Choose another one"}}
	}
	return page.Faults{{Text: desk.Upper(r.Error())}}
}
