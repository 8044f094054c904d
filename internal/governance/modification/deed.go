package modification

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// deed is something that somebody can do with a Modification: its form, its rules and what it
// changes. One that takes a step of the machine has the roles, the states and the reason of
// that step.
type deed struct {
	process.Step        // Label; By, From and Reason where it takes no step of the machine
	event        string // of the machine; empty: none. With back, the state before follows it
	back         bool   // to the state before: resume_refinement
	lead         string // what to know before
	danger       bool   // cannot be undone
	// fields are what is asked for, beside a reason.
	fields func(*dossier) ([]page.Field, error)
	// hindrance says what else is in the way, as a sentence; empty: nothing is.
	hindrance func(*dossier) string
	// do changes the record, which is put afterwards.
	do func(*change) error
}

// change is a deed while it is being done.
type change struct {
	*dossier
	tx   *register.Tx
	in   page.Input
	hand *hand
	role string // that the hand acts in
}

// deeds are all that can be done, in the order in which they are offered.
var deeds = slices.Concat(developing, refiningDeeds, assessing, votingDeeds, determiningDeeds,
	asideDeeds)

// name is the last part of the address of a deed.
func (x deed) name() string {
	name := x.Event
	if name == "" {
		name = x.event
	}
	return strings.ReplaceAll(name, "_", "-")
}

// steps are the steps of the machine that the deed can take.
func (x deed) steps() (steps []process.Step) {
	for _, s := range Machine.Steps {
		if s.Event == x.event || x.back && strings.HasPrefix(s.Event, x.event+"_") {
			steps = append(steps, s)
		}
	}
	return steps
}

// taken is the event of the machine that the deed is for a Modification.
func (x deed) taken(m *record.Modification) string {
	if x.back {
		return x.event + "_" + m.StageBefore
	}
	return x.event
}

// rule is the step with who may take it, in any state.
func (x deed) rule() process.Step {
	if x.event == "" {
		return x.Step
	}
	rule := x.steps()[0]
	rule.Label = x.Label
	return rule
}

// step is what the deed does to the state of a Modification, or why that is not possible.
func (x deed) step(d *dossier) (process.Step, string) {
	if x.event == "" {
		step := x.Step
		step.To = d.state
		if !slices.Contains(x.From, d.state) {
			return step, fmt.Sprintf("This is not possible now: it is in the state “%s”, and this is "+
				"done in %s.", label(d.state), quoted(x.From))
		}
		return step, x.stands(d)
	}
	step, err := Machine.Take(d.state, x.taken(d.m))
	var refusal *process.Refusal
	if errors.As(err, &refusal) {
		return step, desk.NotNow(refusal)
	}
	return step, x.stands(d)
}

// stands says what stands in the way beside the state.
func (x deed) stands(d *dossier) string {
	if x.hindrance == nil {
		return ""
	}
	return x.hindrance(d)
}

// quoted lists the labels of states.
func quoted(states []string) string {
	labels := make([]string, len(states))
	for i, s := range states {
		labels[i] = "“" + label(s) + "”"
	}
	return strings.Join(labels, ", ")
}

// route is the address of a deed.
func (s subject) route(x deed) page.Route {
	return page.Route{Pattern: pattern + "/" + x.name(),
		Form:   func(ask *page.Ask) (*page.Form, error) { return s.form(ask, x) },
		Submit: func(ask *page.Ask, in page.Input) (*page.Done, error) { return s.submit(ask, in, x) }}
}

// form is the form of a deed. Where it is not possible now, the form says so at once.
func (s subject) form(ask *page.Ask, x deed) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	m, meta, err := find(v, ask.Path["id"], "/"+x.name())
	if err != nil {
		return nil, desk.Refusal(err)
	}
	d, err := read(v, m, meta)
	if err != nil {
		return nil, err
	}
	h, err := s.hand(ask, v)
	if err != nil {
		return nil, err
	}
	if _, ok := h.is(x.rule().By, m); !ok {
		return nil, page.ErrForbidden
	}
	form := &page.Form{Title: x.Label, Kicker: kicker(m) + ": " + title(m), Lead: x.lead,
		Crumbs: append(desk.Crumbs("modification"),
			page.Link{Text: m.Number(), To: desk.AddressOf(m)}),
		Submit: x.Label, Danger: x.danger, Version: meta.Version}
	if x.fields != nil {
		if form.Fields, err = x.fields(d); err != nil {
			return nil, err
		}
	}
	if x.rule().Reason {
		form.Fields = append(form.Fields, area("reason", "Reason",
			"It is published with the decision.", "Enter a reason"))
	}
	if _, why := x.step(d); why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form, nil
}

// submit does a deed.
func (s subject) submit(ask *page.Ask, in page.Input, x deed) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	now := s.Now(ask.Context)
	m, _, err := find(now, ask.Path["id"], "/"+x.name())
	if err != nil {
		return nil, desk.Refusal(err)
	}
	h, err := s.hand(ask, now)
	if err != nil {
		return nil, err
	}
	role, ok := h.is(x.rule().By, m)
	if !ok {
		return nil, page.ErrForbidden
	}
	act := register.Act{Behalf: h.behalf(role, m), Verb: desk.Lower(x.Label) + ": " + m.Number(),
		Reason: in.Text("reason")}
	if err := s.Act(ask, act, func(tx *register.Tx) error { return do(tx, m.ID, in, x) }); err != nil {
		return nil, err
	}
	return &page.Done{To: desk.AddressOf(m), Notice: x.Label + ": done."}, nil
}

// do does a deed within its act: everything is judged as it is now.
func do(tx *register.Tx, id string, in page.Input, x deed) error {
	m, meta, err := register.GetMeta[*record.Modification](tx.View, id)
	if err != nil {
		return err
	}
	h, err := handIn(tx)
	if err != nil {
		return err
	}
	role, ok := h.is(x.rule().By, m)
	if !ok {
		return page.ErrForbidden
	}
	if err := tx.Unchanged("modification", id, in.Version); err != nil {
		return err
	}
	d, err := read(tx.View, m, meta)
	if err != nil {
		return err
	}
	step, why := x.step(d)
	if why != "" {
		return page.Faults{{Text: why}}
	}
	c := &change{dossier: d, tx: tx, in: in, hand: h, role: role}
	if x.do != nil {
		if err := x.do(c); err != nil {
			return err
		}
	}
	if err := c.take(step); err != nil {
		return err
	}
	return tx.Put(m)
}

// take takes a step of the machine, with what follows for the text of the Code: those who watch
// it are told, and a drafted text is taken back that holds what is approved no more.
func (c *change) take(step process.Step) error {
	approved := c.m.Approved()
	c.enter(step)
	switch now := c.m.Approved(); {
	case now && !approved:
		return wording.TellApproved(c.tx, c.m)
	case approved && !now:
		return wording.TakeBack(c.tx, c.m.TargetRelease, c.m.ID)
	}
	return nil
}

// enter brings the Modification into the state that a step of the machine leads to. More work
// begins the Development Stage anew.
func (c *change) enter(step process.Step) {
	if step.To == c.state && step.Event != "more_work" {
		return
	}
	c.m.StageBefore, c.m.Stage, c.m.StageSince = c.state, step.To, c.tx.Now()
}

// decide notes what was decided.
func (c *change) decide(kind, outcome string) {
	c.m.Decisions = append(c.m.Decisions, record.Decision{At: c.tx.Now(), Kind: kind,
		By: c.hand.behalf(c.role, c.m), Outcome: outcome, Reason: c.in.Text("reason"),
		Meeting: c.in.Text("meeting")})
}

// now is the day of the act, in London.
func (c *change) day() calendar.Date { return calendar.DateOf(c.tx.Now()) }

// actions are the deeds that a reader can do now.
func (s subject) actions(ask *page.Ask, d *dossier) (list []page.Link, err error) {
	h, err := s.hand(ask, d.v)
	if err != nil {
		return nil, err
	}
	for _, v := range d.votes {
		if v.SeatOf(ask.Who) != nil && v.State == "" && d.v.Moment().So.Before(v.ClosesAt) {
			list = append(list, page.Link{Text: "Vote", To: desk.AddressOf(v) + "/ballot"})
		}
		if h.Staff && v.State == "" {
			list = append(list, page.Link{Text: "The open vote", To: desk.AddressOf(v)})
		}
	}
	for _, x := range deeds {
		if _, ok := h.is(x.rule().By, d.m); !ok {
			continue
		}
		if _, why := x.step(d); why == "" {
			list = append(list, page.Link{Text: x.Label,
				To: desk.AddressOf(d.m) + page.Address("/"+x.name())})
		}
	}
	return list, nil
}
