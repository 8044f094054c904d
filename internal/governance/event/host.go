package event

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// somebody is who a registration is of, as the administrator sees them.
type somebody struct {
	Name         string `json:"name"`
	Organisation string `json:"organisation,omitempty"`
	Email        string `json:"email,omitempty"`
}

// called is their name, which may have been removed.
func (s somebody) called() string {
	if s.Name == "" {
		return "Somebody whose name was removed"
	}
	return s.Name
}

func (s somebody) text() string {
	if s.Organisation == "" {
		return s.called()
	}
	return s.called() + ", " + s.Organisation
}

// somebodyOf is who a guest is, as they said.
func somebodyOf(r *record.Registration) somebody {
	return somebody{r.Name.Text(), r.Organisation.Text(), r.Address.Text()}
}

func (s somebody) rows() []page.Row {
	rows := []page.Row{page.Fact("Who", page.T(s.text()))}
	if s.Email != "" {
		rows = append(rows, page.Fact("E-mail address", page.Link{Text: s.Email,
			Out: "mailto:" + s.Email}))
	}
	return rows
}

// whose is who registrations are of, by the ids of these. For the administrator alone.
func whose(
	v *register.View, all []*record.Registration,
) (map[string]somebody, error) {
	if !v.Reader().Staff {
		return nil, nil
	}
	var ids []string
	for _, r := range all {
		ids = append(ids, r.Person)
	}
	known, err := ofRegister(v, ids...)
	if err != nil {
		return nil, err
	}
	people := map[string]somebody{}
	for _, r := range all {
		who, is := known[r.Person]
		if !is {
			who = somebodyOf(r)
		}
		people[r.ID] = who
	}
	return people, nil
}

// ofRegister are people of the register, by their ids.
func ofRegister(v *register.View, ids ...string) (map[string]somebody, error) {
	v = v.As(policy.System())
	found, err := desk.Several(v, "person", ids...)
	if err != nil {
		return nil, err
	}
	var employers []string
	for _, p := range found {
		employers = append(employers, p.(*record.Person).WorksFor)
	}
	behind, err := desk.Several(v, "party organisation", employers...)
	if err != nil {
		return nil, err
	}
	known := map[string]somebody{}
	for id, rec := range found {
		p := rec.(*record.Person)
		who := somebody{Name: p.Heading(), Email: p.Email.Text()}
		if org := behind[p.WorksFor]; org != nil {
			who.Organisation = org.Heading()
		}
		known[id] = who
	}
	return known, nil
}

// host is an event for a view of those who run it.
func (s subject) host(ask *page.Ask) (*register.View, *record.Event, error) {
	v, e, err := s.event(ask)
	if err == nil && !v.Reader().Staff {
		err = page.ErrForbidden
	}
	return v, e, err
}

// registrant is one who is registered, as programs read it.
type registrant struct {
	ID    string                   `json:"id"`
	State record.RegistrationState `json:"state"`
	Since time.Time                `json:"since"`
	somebody
}

// registrants are all registrations for an event, for its hosts.
func (s subject) registrants(ask *page.Ask) (*page.View, error) {
	v, e, err := s.host(ask)
	if err != nil {
		return nil, err
	}
	all, err := register.All[*record.Registration](v, register.Query{Key: "event", Is: e.ID})
	if err != nil {
		return nil, err
	}
	people, err := whose(v, all)
	if err != nil {
		return nil, err
	}
	arrange(all, people)
	table := page.Table{Caption: "Registrations", RowHeads: true, Empty: "Nobody has registered.",
		Columns: []page.Column{{Title: "Who"}, {Title: "Organisation"}, {Title: "E-mail address"},
			{Title: "State"}, {Title: "Since"}}}
	list := &page.List{Title: "Registrations: " + e.Heading(),
		Columns: []string{"id", "name", "organisation", "email", "state", "since"}}
	rows, states := []registrant{}, map[record.RegistrationState]int{}
	for _, r := range all {
		who, state := people[r.ID], registrationTag(r)
		states[r.State]++
		rows = append(rows, registrant{r.ID, r.State, r.Since, who})
		table.Rows = append(table.Rows, []page.Words{
			{page.Link{Text: who.called(), To: desk.AddressOf(r)}}, page.Say(who.Organisation),
			page.Say(who.Email), {state}, {desk.At(r.Since)}})
		list.Entries = append(list.Entries, page.Entry{ID: r.ID, Title: who.text(),
			To: desk.AddressOf(r), Cells: []string{r.ID, who.Name, who.Organisation, who.Email,
				string(r.State), r.Since.UTC().Format(time.RFC3339)}})
	}
	return &page.View{Title: "Registrations", Kicker: e.Heading(),
		Lead:   summed(e, states),
		Crumbs: append(desk.Crumbs("event"), desk.Link(e)), Blocks: []page.Block{table},
		Data: map[string]any{"event": e.ID, "registrations": rows}, List: list}, nil
}

// summed says how many registrations are in which state.
func summed(e *record.Event, states map[record.RegistrationState]int) string {
	var parts []string
	for _, s := range RegistrationLife.States {
		if n := states[record.RegistrationState(s.Name)]; n > 0 {
			parts = append(parts, desk.Lower(s.Label)+": "+strconv.Itoa(n))
		}
	}
	if e.Capacity > 0 {
		parts = append([]string{"seats: " + strconv.Itoa(e.Capacity)}, parts...)
	}
	return desk.Upper(strings.Join(parts, ", "))
}

// attendanceForm asks who of those with a seat was there.
func (s subject) attendanceForm(ask *page.Ask) (*page.Form, error) {
	v, e, err := s.host(ask)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: "Note who was there", Kicker: e.Heading(), Submit: "Keep it",
		Lead:   "Whoever had a seat and is not chosen is noted as not having attended.",
		Crumbs: append(desk.Crumbs("event"), desk.Link(e))}
	if why := hindered(e, v.Moment().So); why != "" {
		return shutting(form, why, nil)
	}
	all, err := register.All[*record.Registration](v, register.Query{Key: "seated", Is: e.ID})
	if err != nil {
		return nil, err
	}
	people, err := whose(v, all)
	if err != nil {
		return nil, err
	}
	form.Version = sheet(all)
	arrange(all, people)
	f := page.Field{Name: "there", Label: "Who was there", Control: page.Checks, Optional: true}
	for _, r := range all {
		f.Options = append(f.Options, page.Option{Value: r.ID, Label: people[r.ID].text()})
		if r.State == record.RegistrationAttended {
			f.Values = append(f.Values, r.ID)
		}
	}
	form.Fields = []page.Field{f}
	if len(all) == 0 {
		return shutting(form, "Nobody had a seat.", nil)
	}
	return form, nil
}

// hindered says why it cannot be noted yet who was at an event, or never can.
func hindered(e *record.Event, so time.Time) string {
	switch {
	case e.Cancelled != "":
		return "The event was cancelled."
	case e.Postponed != "":
		return "The event was postponed."
	case !begun(e, so):
		return "The event begins at " + calendar.Moment(e.StartsAt) + ": who was there can be noted " +
			"from then on."
	}
	return ""
}

// sheet tells who had a seat, and what is noted of them, from what another form was made of.
func sheet(all []*record.Registration) string {
	sum := sha256.New()
	for _, r := range all {
		fmt.Fprintln(sum, r.ID, r.State)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// attendance notes who was there.
func (s subject) attendance(ask *page.Ask, in page.Input) (*page.Done, error) {
	if _, _, err := s.host(ask); err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for _, id := range in.All("there") {
		there[id] = true
	}
	done := &page.Done{Notice: "It is noted who was there.",
		To: desk.Address("event", ask.Path["id"]) + "/registrants"}
	return done, s.Act(ask, register.Act{Verb: "note who was at an event"},
		func(tx *register.Tx) error {
			e, who, err := judged(tx, ask)
			if err != nil {
				return err
			}
			if !who.Staff {
				return page.ErrForbidden
			}
			if err := refused(hindered(e, tx.Now()), nil); err != nil {
				return err
			}
			all, err := register.All[*record.Registration](tx.View,
				register.Query{Key: "seated", Is: e.ID})
			if err != nil {
				return err
			}
			if in.Version != sheet(all) {
				return page.Faults{{Text: "Somebody changed this while you were at it. Look at it again, " +
					"and send what still holds."}}
			}
			for _, r := range all {
				r.State = record.RegistrationNoShow
				if there[r.ID] {
					r.State = record.RegistrationAttended
				}
				if err := tx.Put(r); err != nil {
					return err
				}
			}
			return nil
		})
}
