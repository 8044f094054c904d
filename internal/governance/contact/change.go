package contact

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// The labels of what is asked for with a form of its own.
const (
	changeLabel = "Change the details"
	lookLabel   = "Look up the details"
)

// ChangeLife is the life of details that a Party gives. [D]
var ChangeLife = &process.Machine{
	Name: "contact_change", Title: "Details of an operational contact",
	Start: string(record.ContactUnsent),
	States: []process.State{
		{Name: string(record.ContactUnsent), Label: "Not sent",
			Doc: "The Party has not opted in: nobody else sees it."},
		{Name: string(record.ContactWaiting), Label: "To be verified",
			Doc: "The administrator checks it; what stood before still stands."},
		{Name: string(record.ContactVerified), Label: "Verified", Doc: "It stands."},
		{Name: string(record.ContactRefused), Label: "Refused", Doc: "It does not stand."},
		{Name: string(record.ContactReplaced), Label: "Replaced", Final: true,
			Doc: "Others stand; these are erased."},
		{Name: string(record.ContactWithdrawn), Label: "Withdrawn", Final: true,
			Doc: "The Party or the administrator has taken it away; it is erased."},
	},
	Steps: []process.Step{
		{Event: "send", Label: "Send it", From: []string{string(record.ContactUnsent)},
			To: string(record.ContactWaiting), By: []string{byParty}},
		{Event: "verify", Label: "Verify the details", From: []string{string(record.ContactWaiting)},
			To: string(record.ContactVerified), By: []string{byStaff},
			Doc: "They are right, and take the place of what stood before, which is erased."},
		{Event: "refuse", Label: "Refuse the details", From: []string{string(record.ContactWaiting)},
			To: string(record.ContactRefused), By: []string{byStaff}, Reason: true,
			Doc: "The Party is told why, and can send others. What stood before still stands."},
		{Event: "replace", Label: "Give others", From: []string{string(record.ContactVerified)},
			To: string(record.ContactReplaced), By: []string{byParty, byStaff}},
		{Event: "withdraw", Label: "Withdraw the details", To: string(record.ContactWithdrawn),
			From: []string{string(record.ContactUnsent), string(record.ContactWaiting),
				string(record.ContactVerified), string(record.ContactRefused)},
			By: []string{byParty, byStaff}},
	},
}

// gone reports whether details are erased.
func gone(c change) bool {
	return c.State == record.ContactReplaced || c.State == record.ContactWithdrawn
}

func changeTag(c change) page.Tag {
	return shelf.StateTag(ChangeLife, string(c.State), string(record.ContactVerified))
}

// changes are the addresses of details that are given.
func (s subject) changes() []page.Route {
	step := func(event string) desk.Deed[change] {
		return desk.Take(ChangeLife, event, desk.StaffOf[change])
	}
	stand, refuse := step("verify"), step("refuse")
	stand.Do, refuse.Do = verify, refused
	back := desk.Take(ChangeLife, "withdraw", func(r *policy.Reader, c change) bool {
		return r.Acts(c.Party)
	})
	back.Lead = "They are erased. What stands still stands."
	back.Hindrance = func(_ *register.View, c change) (string, error) {
		if c.State == record.ContactVerified {
			return "These details stand. Change them, withdraw the opt-in, or remove the entry.", nil
		}
		return "", nil
	}
	back.Do = func(d *desk.Doing[change]) error {
		return d.Tx.Erase(kindChange, d.Record.ID, "the Party withdrew them")
	}
	of := shelf.Of[change]{
		Listing: desk.Listing[change]{Kind: kindChange, Columns: []string{"id", "entry", "state"},
			Lead: "What Parties say of their operational contacts, and what was made of it.",
			Parts: func(*register.View, url.Values) []desk.Part {
				part := func(title, empty string, states ...record.ContactChangeState) desk.Part {
					p := desk.Part{Title: title, Empty: empty, Name: string(states[0]),
						Query: register.Query{Key: "state"}}
					for _, s := range states {
						p.Query.Among = append(p.Query.Among, string(s))
					}
					return p
				}
				return []desk.Part{part("To be verified", "Nothing waits.", record.ContactWaiting),
					part("Not sent, or refused", "", record.ContactUnsent, record.ContactRefused),
					part("Verified", "", record.ContactVerified)}
			},
			Tell: shelf.Each(func(_ *register.View, c change) desk.Told {
				tag := changeTag(c)
				return desk.Told{Data: c, Item: page.Item{Head: page.Words{desk.Link(c)}, Tag: &tag},
					Entry: page.Entry{ID: c.ID, Title: c.Heading(), To: desk.AddressOf(c),
						Cells: []string{c.ID, c.Entry, string(c.State)}}}
			})},
		Deeds: desk.Deeds[change]{Machine: ChangeLife,
			State: func(c change) string { return string(c.State) },
			Enter: func(c change, state string) { c.State = record.ContactChangeState(state) },
			Deeds: []desk.Deed[change]{stand, refuse, back}},
		Show: showChange,
	}
	return of.Routes(s.Desk)
}

// showChange is the page of details that a Party gives: beside what stands, while they wait.
func showChange(l *shelf.Look[change]) error {
	c := l.Rec
	tag := changeTag(c)
	l.Tag = &tag
	compared := []string{"state", "organisation", "participants", "fuels", "dcc_user", "main", "other"}
	e, err := register.Get[entry](l.V, c.Entry)
	if errors.Is(err, register.ErrNotFound) || err == nil && gone(c) {
		return l.Facts(nil, compared...) // there is nothing that it would change
	}
	if err != nil {
		return err
	}
	stands, err := standsNow(l.V, e)
	if err != nil {
		return err
	}
	if stands != nil && stands.ID == c.ID {
		return l.Facts(nil, "state")
	}
	if err := l.Facts(nil, compared...); err != nil {
		return err
	}
	table, err := compare(l.V, stands, c)
	l.Blocks = append(l.Blocks, table)
	return err
}

// unsettled are the details of an entry that do not stand, and may yet.
func unsettled(v *register.View, entry string) ([]change, error) {
	all, err := register.All[change](v, register.Query{Key: "entry", Is: entry})
	return slices.DeleteFunc(all, func(c change) bool {
		return gone(c) || c.State == record.ContactVerified
	}), err
}

// leave ends details, and erases them.
func leave(tx *register.Tx, c change, state record.ContactChangeState, why string) error {
	c.State = state
	if err := tx.Put(c); err != nil {
		return err
	}
	return tx.Erase(kindChange, c.ID, why)
}

// submit takes details of an entry that a Party gives, in the place of others that do not stand.
func submit(tx *register.Tx, e entry, c change) (err error) {
	open, err := unsettled(tx.View, e.ID)
	if err != nil {
		return err
	}
	for _, before := range open {
		if err := leave(tx, before, record.ContactReplaced, "others were given"); err != nil {
			return err
		}
	}
	if c.ID, err = tx.NewID("details"); err != nil {
		return err
	}
	c.Entry, c.Party, c.State = e.ID, e.Party, record.ContactUnsent
	if !c.OptIn {
		return tx.Put(c)
	}
	c.State, c.SubmittedAt = record.ContactWaiting, tx.Now()
	if err := tx.Put(c); err != nil {
		return err
	}
	return record.Leave(tx, record.Notice{About: e.ID, Event: "contact_to_verify", Topic: topic,
		To: []string{"staff"}, Due: tx.Now(),
		Why: "The operational contact of " + c.Organisation + " waits to be verified"})
}

// changing is the entry that an ask is to change, where the asker may.
func changing(v *register.View, r *policy.Reader, id string) (entry, error) {
	e, err := register.Get[entry](v, id)
	switch {
	case err != nil:
		return nil, desk.Refusal(err)
	case !r.May(e.Label()):
		return nil, page.ErrNotFound
	case !own(r, e):
		return nil, page.ErrForbidden
	}
	return e, nil
}

// latest are the details of an entry that its Party gave last, nil where none stand nor may; and
// the version of both.
func latest(v *register.View, e entry) (last change, version string, err error) {
	open, err := unsettled(v, e.ID)
	if err != nil {
		return nil, "", err
	}
	id := e.Stands
	if len(open) > 0 {
		id = open[0].ID
	}
	_, of, err := register.GetMeta[entry](v, e.ID)
	if err != nil {
		return nil, "", err
	}
	last, meta, err := register.GetMeta[change](v, id)
	if errors.Is(err, register.ErrNotFound) {
		return nil, of.Version, nil
	}
	return last, of.Version + " " + id + " " + meta.Version, err
}

// asOpened refuses a form that was opened before its entry, or the details that were given last,
// became what they are.
func asOpened(tx *register.Tx, e entry, opened string) error {
	last, now, err := latest(tx.View, e)
	if err != nil || opened == now {
		return err
	}
	of, details, _ := strings.Cut(opened, " ")
	id, version, _ := strings.Cut(details, " ")
	err = tx.Unchanged(kindEntry, e.ID, of)
	if err == nil && id != "" {
		err = tx.Unchanged(kindChange, id, version)
	}
	if err == nil && last != nil {
		err = tx.Unchanged(kindChange, last.ID, version)
	}
	return err
}

// changeForm asks a Party for other details, and shows those that it gave last.
func (s subject) changeForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	e, err := changing(v, v.Reader(), ask.Path["id"])
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: changeLabel, Kicker: e.Heading(), Submit: changeLabel,
		Lead:   "What stands now still stands until the code administrator has verified these.",
		Crumbs: append(desk.Crumbs(kindEntry), desk.Link(e)), Shut: e.State == record.ContactRemoved}
	if form.Shut {
		form.Faults = page.Faults{{Text: "This entry was removed. Add another."}}
		return form, nil
	}
	last, version, err := latest(v, e)
	if err != nil {
		return nil, err
	}
	if last == nil {
		last = &record.ContactChange{Party: e.Party, Organisation: e.Organisation}
	}
	form.Version = version
	if last.ID == e.Stands && e.OptedInAt.IsZero() {
		last.OptIn = false // it was withdrawn: whoever opts in again says so
	}
	form.Fields, err = desk.Asked(details())(v, last)
	return form, err
}

// submitChange takes other details of an entry.
func (s subject) submitChange(ask *page.Ask, in page.Input) (*page.Done, error) {
	act, err := s.acting(ask, desk.Lower(changeLabel))
	if err != nil {
		return nil, err
	}
	var e entry
	err = s.Act(ask, act, func(tx *register.Tx) error {
		r, err := reader(tx.View, ask.Who)
		if err != nil {
			return err
		}
		if e, err = changing(tx.View, r, ask.Path["id"]); err != nil {
			return err
		}
		if e.State == record.ContactRemoved {
			return page.Faults{{Text: "This entry was removed. Add another."}}
		}
		if err := asOpened(tx, e, in.Version); err != nil {
			return err
		}
		c := &record.ContactChange{}
		if err := desk.Taken(details())(&desk.Doing[change]{Record: c, In: in}); err != nil {
			return err
		}
		return submit(tx, e, c)
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: desk.AddressOf(e), Notice: changeLabel + ": done."}, nil
}

// verify lets details stand in the place of what stood before.
func verify(d *desk.Doing[change]) error {
	tx, c := d.Tx, d.Record
	e, err := register.Get[entry](tx.View, c.Entry)
	if err != nil {
		return err
	}
	before, err := standsNow(tx.View, e)
	if err != nil {
		return err
	}
	if before != nil && !gone(before) {
		if err := leave(tx, before, record.ContactReplaced, "others stand in their place"); err != nil {
			return err
		}
	}
	c.DecidedAt = tx.Now()
	e.Organisation, e.Participants, e.Fuels, e.DCCUser = c.Organisation, c.Participants, c.Fuels,
		c.DCCUser
	if e.OptedInAt.IsZero() {
		e.OptedInAt = c.SubmittedAt
	}
	e.State, e.Stands, e.ConfirmedAt = record.ContactActive, c.ID, tx.Now()
	if err := tx.Put(e); err != nil {
		return err
	}
	if err := askAgain(tx, e); err != nil {
		return err
	}
	st := standingOf(desk.Calendar(tx.View), e, tx.Now())
	return tell(tx, e, "contact_verified", "The operational contact of "+e.Organisation+
		" is verified, and SEC Parties can find it", "You are asked whether it still holds from "+
		calendar.DateOf(st.asked).Long()+" on.")
}

// refused tells a Party that its details do not stand, and why.
func refused(d *desk.Doing[change]) error {
	d.Record.DecidedAt, d.Record.Why = d.Tx.Now(), d.In.Text("reason")
	e, err := register.Get[entry](d.Tx.View, d.Record.Entry)
	if err != nil {
		return err
	}
	return tell(d.Tx, e, "contact_refused", "What you sent about the operational contact of "+
		e.Organisation+" was not verified", d.Record.Why)
}
