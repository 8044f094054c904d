package contact

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type entry = *record.OperationalContact

// entries are the addresses of the entries.
func (s subject) entries() []page.Route {
	of := kept()
	adding := desk.Adding[entry]{Desk: s.Desk, Kind: kindEntry, Label: "Add your operational contact",
		Lead: "How others reach your Party about Critical Alerts. The code administrator verifies it " +
			"before others see it; your Party confirms it each quarter.",
		May: ofParty, New: func(id string) entry {
			return &record.OperationalContact{Head: record.Head{ID: id}, State: record.ContactDraft}
		}, Fields: addFields, Do: add}
	of.Listing.Offer = adding.Offer
	return append(of.Routes(s.Desk), adding.Route(), page.Route{
		Pattern: "/operational-contacts/{id}/change", Form: s.changeForm, Submit: s.submitChange})
}

// kept is the kind of the entries, but for how they are added and changed.
func kept() shelf.Of[entry] {
	step := func(event string, may func(*policy.Reader, entry) bool) desk.Deed[entry] {
		return desk.Take(Life, event, may)
	}
	confirm := step("confirm", own)
	confirm.Lead = "The details still hold. Where they do not, change them instead."
	confirm.Do = func(d *desk.Doing[entry]) error {
		d.Record.ConfirmedAt = d.Tx.Now()
		return askAgain(d.Tx, d.Record)
	}
	out := step("opt_out", own)
	out.Do = optOut
	remove := step("remove", func(r *policy.Reader, e entry) bool { return r.Staff || own(r, e) })
	remove.Danger, remove.Do = true, take
	return shelf.Of[entry]{
		Listing: desk.Listing[entry]{Kind: kindEntry, Parts: entryParts, Above: aboveEntries,
			Lead: "Whom to tell of a Critical Alert from a meter that is no longer yours.",
			Columns: []string{"id", "organisation", "party", "participants", "fuels", "state",
				"confirmed_at"},
			Tell: shelf.Each(tellEntry)},
		Deeds: desk.Deeds[entry]{Machine: Life,
			State: func(e entry) string { return string(e.State) },
			Now: func(v *register.View, e entry) (string, error) {
				return standingOf(desk.Calendar(v), e, v.Moment().So).state, nil
			},
			Enter: func(e entry, state string) { e.State = record.ContactState(state) },
			Deeds: []desk.Deed[entry]{confirm, out, remove}},
		Show: showEntry,
	}
}

// own reports whether an entry is of a Party that a reader acts for.
func own(r *policy.Reader, e entry) bool { return r.Acts(e.Party) }

// listOf is the contact list that a Party may have an entry in; nil where there is none.
func listOf(v *register.View, p *record.Party) (*record.ContactList, error) {
	all, err := register.All[*record.ContactList](v, register.Query{Key: "title"})
	for _, l := range all {
		if record.For(append(l.MayAlsoAddDetails, l.Users...), p.Category) {
			return l, nil
		}
	}
	return nil, err
}

// addFields ask for the details of the reader's Party.
func addFields(v *register.View, _ entry) ([]page.Field, error) {
	p, err := register.Get[*record.Party](v, v.Reader().Parties[0])
	if err != nil {
		return nil, err
	}
	return desk.Asked(details())(v, &record.ContactChange{Party: p.ID, Organisation: p.Name})
}

// add makes the entry of a Party, which has one in a list.
func add(d *desk.Doing[entry]) error {
	p, err := register.Get[*record.Party](d.Tx.View, d.Reader.Parties[0])
	if err != nil {
		return err
	}
	l, err := listOf(d.Tx.View, p)
	if err != nil {
		return err
	}
	if l == nil {
		return page.Faults{{Text: "There is no contact list that " + p.Name + " can be in. Ask the " +
			"code administrator."}}
	}
	had, err := register.All[entry](d.Tx.View, register.Query{Key: "party", Is: p.ID,
		Where: []register.Key{{Name: "list", Value: l.ID}},
		Not:   []register.Key{{Name: "state", Value: removed}}})
	if err != nil {
		return err
	}
	if len(had) > 0 {
		return page.Faults{{Text: p.Name + " has an entry already: change that one."}}
	}
	e := d.Record
	e.List, e.Party = l.ID, p.ID
	c := &record.ContactChange{}
	if err := desk.Taken(details())(&desk.Doing[change]{Record: c, In: d.In}); err != nil {
		return err
	}
	e.Organisation = c.Organisation
	return submit(d.Tx, e, c)
}

// optOut takes an entry from the list: what the Party has sent meanwhile is not verified.
func optOut(d *desk.Doing[entry]) error {
	d.Record.OptedInAt = time.Time{}
	open, err := unsettled(d.Tx.View, d.Record.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		if err := leave(d.Tx, c, record.ContactWithdrawn, "the opt-in was withdrawn"); err != nil {
			return err
		}
	}
	_, err = record.Recall(d.Tx, d.Record.ID)
	return err
}

// take removes an entry, with all details that there ever were.
func take(d *desk.Doing[entry]) error {
	e := d.Record
	if err := strip(d.Tx, e, d.In.Text("reason")); err != nil || own(d.Reader, e) {
		return err
	}
	return tell(d.Tx, e, "contact_removed", e.Organisation+
		" was removed from the contact list by the code administrator", e.Removed)
}

// strip leaves nothing of an entry but that it was there, and why it is gone.
func strip(tx *register.Tx, e entry, why string) error {
	e.Removed, e.OptedInAt, e.Stands = why, time.Time{}, ""
	all, err := register.All[change](tx.View, register.Query{Key: "entry", Is: e.ID})
	if err != nil {
		return err
	}
	for _, c := range all {
		if gone(c) {
			continue
		}
		if err := leave(tx, c, record.ContactWithdrawn, "the entry was removed"); err != nil {
			return err
		}
	}
	_, err = record.Recall(tx, e.ID)
	return err
}

// entryParts are the entries that the reader may know of; those that wait come first.
func entryParts(v *register.View, _ url.Values) []desk.Part {
	empty := "There is none yet."
	if r := v.Reader(); !r.May(policy.Label{Mark: policy.Green}) {
		empty = "SEC Parties see the entries. Sign in as one of their people."
	}
	return []desk.Part{
		{Name: "draft", Title: "Not listed", Query: register.Query{Key: "state", Is: draft}},
		{Name: "listed", Title: "Listed", Empty: empty, Query: register.Query{Key: "organisation",
			Where: []register.Key{{Name: "state", Value: active}}}},
		{Name: "left", Title: "No longer Parties", Query: register.Query{Key: "left", Desc: true}},
	}
}

// aboveEntries says how details are found, and leads to what is beside the entries.
func aboveEntries(v *register.View, _ url.Values) []page.Block {
	links := []page.Link{{Text: "Contact lists and guidance", To: "/contact-lists"},
		{Text: "Suppliers that are no DCC Users", To: "/non-dcc-user-suppliers"}}
	if r := v.Reader(); ofParty(r) || r.Staff {
		links = append(links, page.Link{Text: "Who was looked up", To: "/contact-lookups"},
			page.Link{Text: "Details sent to be verified", To: "/contact-changes"})
	}
	if ofParty(v.Reader()) {
		links = append(links, page.Link{Text: "Export, for DCC Users", To: "/contact-exports/new"})
	}
	return []page.Block{
		page.Para{Words: page.Say("Details are shown to people of SEC Parties who say what they need " +
			"them for. Each look-up is recorded, and the Party that is looked up sees it. " + breach)},
		page.Nav{Label: "More about contacts", Links: links}}
}

// entryRow is an entry as programs read it; its state also says what the clock has done.
type entryRow struct {
	*record.OperationalContact
	State string `json:"state"`
}

func tellEntry(v *register.View, e entry) desk.Told {
	st := standingOf(desk.Calendar(v), e, v.Moment().So)
	tag := st.tag()
	confirmed := ""
	var body []page.Words
	if len(e.Participants) > 0 {
		body = append(body, page.Say("Market participants "+strings.Join(e.Participants, ", ")))
	}
	if !e.ConfirmedAt.IsZero() {
		confirmed = e.ConfirmedAt.UTC().Format(time.RFC3339)
		body = append(body, page.Words{page.T("Confirmed on "),
			desk.On(calendar.DateOf(e.ConfirmedAt))})
	}
	return desk.Told{Data: entryRow{e, st.state},
		Item: page.Item{Head: page.Words{desk.Link(e)}, Tag: &tag, Body: body},
		Entry: page.Entry{ID: e.ID, Title: e.Organisation, To: desk.AddressOf(e),
			Cells: append(append([]string{e.ID}, entryCells(e, st.state)...), confirmed)}}
}

// entryCells are what CSV says of every entry.
func entryCells(e entry, state string) []string {
	fuels := make([]string, len(e.Fuels))
	for i, f := range e.Fuels {
		fuels[i] = string(f)
	}
	return []string{e.Organisation, e.Party, strings.Join(e.Participants, " "),
		strings.Join(fuels, " "), state}
}

// showEntry is the page of an entry. Its details are on it for the Party and the administrator.
func showEntry(l *shelf.Look[entry]) error {
	e, r := l.Rec, l.V.Reader()
	st := standingOf(desk.Calendar(l.V), e, l.So)
	tag := st.tag()
	l.Kicker, l.Title, l.Tag, l.Data = "Operational contact", e.Heading(), &tag, entryRow{e, st.state}
	l.Lead = desk.Basis(&e.Head)
	switch st.state {
	case due:
		l.Blocks = append(l.Blocks, page.Notice{Tone: page.Wait, Words: page.Words{
			page.T("The Party was asked on "), desk.On(calendar.DateOf(st.asked)),
			page.T(" whether this still holds. It answers by "), desk.At(st.expires), page.T(".")}})
	case stale:
		l.Blocks = append(l.Blocks, page.Notice{Tone: page.Alert, Title: "Not confirmed",
			Words: page.Words{page.T("The Party has not confirmed this in time. It may be out of date " +
				"since "), desk.At(st.expires), page.T(".")}})
	case removed:
		if !e.LeftOn.IsZero() {
			l.Blocks = append(l.Blocks, page.Notice{Tone: page.Alert, Title: "No longer a Party",
				Words: page.Say(hasLeft(e))})
		}
	}
	var rows []page.Row
	user, err := saysUser(l.V, e.Party, e.DCCUser)
	if err != nil {
		return err
	}
	if user != "" {
		rows = append(rows, page.Fact("Supplier", page.T(user)))
	}
	guidance, err := guidance(l.V, e.List)
	if err != nil {
		return err
	}
	if err := l.Facts(append(rows, guidance...), "state", "organisation", "dcc_user"); err != nil {
		return err
	}
	to := desk.AddressOf(e)
	switch {
	case own(r, e) && e.State != record.ContactRemoved:
		l.Actions = append(l.Actions, page.Link{Text: changeLabel, To: to + "/change"})
	case !own(r, e) && ofParty(r) && e.State == record.ContactActive:
		l.Actions = append(l.Actions, page.Link{Text: lookLabel, To: to + "/look-up"})
		l.Blocks = append(l.Blocks, page.Para{Words: page.Say("How to reach them is shown once you " +
			"have said what for.")})
	}
	if own(r, e) || r.Staff {
		return showDetails(l)
	}
	return nil
}

// showDetails adds the details to the page of an entry, for the Party and the administrator: what
// stands, and what is to take its place.
func showDetails(l *shelf.Look[entry]) error {
	stands, err := standsNow(l.V, l.Rec)
	if err != nil {
		return err
	}
	if stands != nil {
		l.Blocks = append(l.Blocks, shownReached("Main contact", &stands.Main),
			shownReached("Alternative contact", &stands.Other))
	}
	open, err := unsettled(l.V, l.Rec.ID)
	if err != nil || len(open) == 0 {
		return err
	}
	items := page.Items{}
	for _, c := range open {
		tag := changeTag(c)
		items.Items = append(items.Items, page.Item{Head: page.Words{desk.Link(c)}, Tag: &tag})
	}
	l.Section("What is to take their place", items)
	return nil
}

// standsNow are the details of an entry that stand, where the reader of a view may see them; nil:
// none do.
func standsNow(v *register.View, e entry) (change, error) {
	if e.Stands == "" {
		return nil, nil
	}
	c, err := register.Get[change](v, e.Stands)
	if errors.Is(err, register.ErrNotFound) {
		return nil, nil
	}
	return c, err
}
