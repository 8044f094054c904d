package contact

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

type lookup = *record.ContactLookup

// lookups are the addresses of look-ups.
func (s subject) lookups() []page.Route {
	listing := desk.Listing[lookup]{Kind: kindLookup, Columns: []string{"id", "at", "by_party",
		"party", "use"},
		Lead: "Who was shown how to reach your Party, when and what for. Your Party and the code " +
			"administrator see this.",
		Parts: func(*register.View, url.Values) []desk.Part {
			return []desk.Part{{Empty: "Nobody has looked up a contact that you keep.",
				Query: register.Query{Key: "at", Desc: true}}}
		},
		Tell: tellLookups}
	return []page.Route{listing.Route(s.Desk),
		{Pattern: "/operational-contacts/{id}/look-up", Form: s.lookForm, Submit: s.look},
		{Pattern: "/contact-lookups/{id}", View: s.looked, Examples: s.Examples(kindLookup)}}
}

func tellLookups(v *register.View, all []lookup) (told []desk.Told, err error) {
	if all, err = desk.Discern(v, all); err != nil {
		return nil, err
	}
	var parties []string
	for _, l := range all {
		parties = append(parties, l.ByParty, l.Party)
	}
	names, err := desk.Several(v, "party", parties...)
	if err != nil {
		return nil, err
	}
	for _, l := range all {
		by, of := l.ByParty, l.Party
		if p := names[by]; p != nil {
			by = p.Heading()
		}
		if p := names[of]; p != nil {
			of = p.Heading()
		}
		told = append(told, desk.Told{Data: l,
			Item: page.Item{Head: page.Words{page.Link{Text: by + " looked up " + of,
				To: desk.AddressOf(l)}}, Body: []page.Words{{desk.At(l.At)}, page.Say(l.Use)}},
			Entry: page.Entry{ID: l.ID, Title: by + " looked up " + of, Summary: l.Use + ".",
				To: desk.AddressOf(l), Cells: []string{l.ID, l.At.UTC().Format(time.RFC3339), l.ByParty,
					l.Party, l.Use}}})
	}
	return told, nil
}

// purpose are the questions of who wants to see details: which of the permitted uses, and what
// for.
func purpose(v *register.View, list, about string) ([]page.Field, error) {
	l, err := register.Get[*record.ContactList](v, list)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	use := page.Field{Name: "use", Label: "What do you need them for?", Control: page.Choice,
		Absent: "Say what you need the details for: one of the permitted uses"}
	for _, text := range l.PermittedUses {
		use.Options = append(use.Options, page.Option{Value: text, Label: desk.Upper(text)})
	}
	return []page.Field{use, {Name: "about", Label: about, Control: page.Area, Rows: 3, Limit: 1000,
		Hint: "Such as the code of the alert, its time and the Device or MPxN. No names of " +
			"customers. The Party that you look up sees this.",
		Absent: "Say which alert or issue it is about"}}, nil
}

// warned is said where details are asked for and where they are shown.
func warned(v *register.View, list string) ([]page.Block, error) {
	rows, err := guidance(v, list)
	blocks := []page.Block{page.Notice{Tone: page.Wait, Title: "Only for what is permitted",
		Words: page.Say("The details may be used for what you say here, and for nothing else. " + breach +
			" Your look-up is recorded, and the Party sees it.")}}
	if len(rows) > 0 {
		blocks = append(blocks, page.Summary{Rows: rows})
	}
	return blocks, err
}

// sought is the entry that a reader may look up, or why not.
func sought(v *register.View, r *policy.Reader, id string) (entry, error) {
	e, err := register.Get[entry](v, id)
	switch {
	case err != nil:
		return nil, desk.Refusal(err)
	case !r.May(e.Label()):
		return nil, page.ErrNotFound
	case !ofParty(r), own(r, e):
		return nil, page.ErrForbidden
	}
	return e, nil
}

func (s subject) lookForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	e, err := sought(v, v.Reader(), ask.Path["id"])
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: lookLabel, Kicker: e.Heading(), Submit: "Show the details",
		Crumbs: append(desk.Crumbs(kindEntry), desk.Link(e)), Shut: !e.LeftOn.IsZero()}
	if form.Shut {
		form.Faults = page.Faults{{Text: hasLeft(e)}}
		return form, nil
	}
	if form.Before, err = warned(v, e.List); err != nil {
		return nil, err
	}
	form.Fields, err = purpose(v, e.List, "Which alert or issue is it about?")
	return form, err
}

// look records a look-up, and leads to where the details are shown.
func (s subject) look(ask *page.Ask, in page.Input) (*page.Done, error) {
	act, err := s.acting(ask, "look up an operational contact")
	if err != nil {
		return nil, err
	}
	l := &record.ContactLookup{Use: in.Text("use"), About: register.NewSecret(in.Text("about")),
		By: ask.Who}
	err = s.Act(ask, act, func(tx *register.Tx) error {
		r, err := reader(tx.View, ask.Who)
		if err != nil {
			return err
		}
		e, err := sought(tx.View, r, ask.Path["id"])
		if err != nil {
			return err
		}
		if !e.LeftOn.IsZero() {
			return page.Faults{{Text: hasLeft(e)}}
		}
		l.ByParty = r.Parties[0]
		if err := few(tx, l.ByParty); err != nil {
			return err
		}
		return note(tx, l, e)
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: desk.AddressOf(l), Notice: "Your look-up is recorded."}, nil
}

// few refuses a Party that has looked up as many on one day as are none that it needs.
func few(tx *register.Tx, party string) error {
	n, err := register.Count[lookup](tx.View, register.Query{Key: "at",
		From:  register.InstantKey(calendar.DateOf(tx.Now()).Start()),
		Where: []register.Key{{Name: "by_party", Value: party}}})
	if err == nil && n >= looksADay {
		return page.Faults{{Text: fmt.Sprintf("Your Party has looked up %d contacts today, and more "+
			"are not shown on one day. Where an incident needs it, ask the code administrator.", n)}}
	}
	return err
}

// note puts a look-up of an entry into the register, and tells the Party that is looked up.
func note(tx *register.Tx, l lookup, e entry) (err error) {
	if l.Use == "" || l.About.Empty() {
		return page.Faults{{Field: "use", Text: "Say what you need the details for"}}
	}
	if l.ID, err = tx.NewID("look"); err != nil {
		return err
	}
	l.Entry, l.Party, l.At = e.ID, e.Party, tx.Now()
	if err := tx.Put(l); err != nil {
		return err
	}
	by, err := register.Get[*record.Party](tx.View, l.ByParty)
	if err != nil {
		return err
	}
	return tell(tx, e, "contact_looked_up", by.Name+" looked up your operational contact for "+l.Use,
		"Who looked, when and what for stands in the look-ups of operational contacts.")
}

// looked is the page of a look-up: for whoever looked, while it lasts, with the details; for the
// Party that was looked up and the administrator, that it was. A look-up is a record of the Party
// that it is of, so whoever looked is found here, and by themselves alone.
func (s subject) looked(ask *page.Ask) (*page.View, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	l, err := register.Get[lookup](v, ask.Path["id"])
	if err == nil {
		view := &page.View{Title: l.Heading(), Crumbs: desk.Crumbs(kindLookup), Data: l}
		rows, err := s.lookedRows(v, l)
		if err != nil {
			return nil, err
		}
		view.Blocks = []page.Block{page.Summary{Rows: rows}}
		return view, desk.Dated(v, l, view)
	}
	if !errors.Is(err, register.ErrNotFound) || ask.Who == "" || ask.Moment.AsAt {
		return nil, desk.Refusal(err)
	}
	all := v.As(policy.System())
	if l, err = register.Get[lookup](all, ask.Path["id"]); err != nil {
		return nil, desk.Refusal(err)
	}
	if l.By != ask.Who || !v.Reader().Acts(l.ByParty) {
		return nil, page.ErrNotFound
	}
	return s.reachable(v, all, l)
}

// lookedRows say of a look-up who looked, when and what for.
func (s subject) lookedRows(v *register.View, l lookup) ([]page.Row, error) {
	who, err := s.Name(v, l.By)
	if err != nil {
		return nil, err
	}
	rows, err := desk.Facts(v, l)
	return append([]page.Row{page.Fact("Who", page.T(desk.Upper(who)))}, rows...), err
}

// reachable shows the details of the entry that a look-up is of to whoever looked, from a view
// that sees everything.
func (s subject) reachable(v, all *register.View, l lookup) (*page.View, error) {
	until := l.At.Add(shown)
	view := &page.View{Title: "How to reach them", Crumbs: desk.Crumbs(kindEntry),
		Data: map[string]any{"entry": l.Entry, "use": l.Use, "at": l.At, "until": until}}
	e, err := register.Get[entry](all, l.Entry)
	if err != nil {
		return nil, desk.Refusal(err)
	}
	stands, err := standsNow(all, e)
	if err != nil {
		return nil, err
	}
	again := page.Link{Text: lookLabel + " again", To: desk.AddressOf(e) + "/look-up"}
	switch {
	case e.State != record.ContactActive || stands == nil:
		why := "The Party has taken its entry away, or the code administrator has."
		if !e.LeftOn.IsZero() {
			why = hasLeft(e)
		}
		view.Title = "The details are no longer there"
		view.Blocks = []page.Block{page.Para{Words: page.Say(why)}}
		return view, nil
	case !v.Moment().So.Before(until):
		view.Title = "The details are no longer shown"
		view.Lead = "A look-up shows them for an hour. Where you still need them, look again."
		view.Actions = []page.Link{again}
		return view, nil
	}
	view.Kicker = e.Heading()
	if view.Blocks, err = warned(v, e.List); err != nil {
		return nil, err
	}
	st := standingOf(desk.Calendar(v), e, v.Moment().So)
	tag := st.tag()
	view.Tag = &tag
	if st.state == stale {
		view.Blocks = append(view.Blocks, page.Notice{Tone: page.Alert, Title: "Not confirmed",
			Words: page.Words{page.T("It may be out of date since "), desk.At(st.expires), page.T(".")}})
	}
	view.Blocks = append(view.Blocks, page.Summary{Rows: []page.Row{
		page.Fact("Looked up for", page.T(l.Use)), page.Fact("About", page.T(l.About.Text())),
		page.Fact("Shown until", desk.At(until)), page.Fact("Confirmed", desk.At(e.ConfirmedAt))}},
		shownReached("Main contact", &stands.Main), shownReached("Alternative contact", &stands.Other))
	return view, nil
}
