package desk

import (
	"errors"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Deed is something that somebody can do with a record of a kind: a page of its own that asks, and
// what is done with the answers. One with an Event takes that step of the machine.
type Deed[T record.Titled] struct {
	Name   string // the last part of its address
	Label  string // of the page and the button
	Lead   string
	Event  string // of the machine; empty: it takes no step
	Danger bool   // cannot be undone
	Reason bool   // a reason is asked for, and stands in the journal
	// May reports whether a reader may do it with a record that they may see.
	May func(*policy.Reader, T) bool
	// Fields are what is asked for, beside a reason.
	Fields func(*register.View, T) ([]page.Field, error)
	// Hindrance says what is in the way beside the state, as a sentence; empty: nothing is.
	Hindrance func(*register.View, T) (string, error)
	// Do changes the record, which is put afterwards from the instant that it returns: the
	// zero time is the instant of the act.
	Do func(*Doing[T]) error
	// Ends says that the record is no more afterwards.
	Ends bool
}

// Doing is a deed while it is being done.
type Doing[T record.Titled] struct {
	Tx     *register.Tx
	Record T
	In     page.Input
	Reader *policy.Reader
	From   calendar.Date // from which day on it is so; no date: from now
	// Aside says that what was done is in other records, and this one is not put.
	Aside bool
}

// Deeds are all that can be done with the records of a kind.
type Deeds[T record.Titled] struct {
	Desk    *Desk
	Kind    string
	Machine *process.Machine // nil: records of the kind have no states
	State   func(T) string   // the state of a record
	// Now is its state at the moment of a view, where the clock takes steps; nil: State.
	Now   func(*register.View, T) (string, error)
	Enter func(T, string) // brings a record into a state
	Deeds []Deed[T]
}

// Routes are the addresses of the deeds.
func (s *Deeds[T]) Routes() (routes []page.Route) {
	for _, x := range s.Deeds {
		routes = append(routes, page.Route{
			Pattern: "/" + ListOf(s.Kind).Path + "/{id}/" + x.Name,
			Form:    func(ask *page.Ask) (*page.Form, error) { return s.form(ask, x) },
			Submit: func(ask *page.Ask, in page.Input) (*page.Done, error) {
				return s.submit(ask, in, x)
			},
		})
	}
	return routes
}

// Offers are links to what the reader of a view can do with a record now.
func (s *Deeds[T]) Offers(v *register.View, rec T) (links []page.Link) {
	for _, x := range s.Deeds {
		if !x.May(v.Reader(), rec) {
			continue
		}
		if _, why, err := s.step(v, x, rec); err == nil && why == "" { // its form says the fault
			links = append(links, page.Link{Text: x.Label, To: AddressOf(rec) + "/" + page.Address(x.Name)})
		}
	}
	return links
}

// step is the step that a deed takes, or why it is not possible with a record at the moment of
// a view; empty: it is.
func (s *Deeds[T]) step(
	v *register.View, x Deed[T], rec T,
) (step process.Step, why string, err error) {
	if x.Event != "" {
		var state string
		if s.Now == nil {
			state = s.State(rec)
		} else if state, err = s.Now(v, rec); err != nil {
			return step, "", err
		}
		step, err = s.Machine.Take(state, x.Event)
		var refusal *process.Refusal
		if errors.As(err, &refusal) {
			return step, NotNow(refusal), nil
		}
	}
	if x.Hindrance != nil {
		why, err = x.Hindrance(v, rec)
	}
	return step, why, err
}

// NotNow says in which state a thing is, and what would be possible.
func NotNow(r *process.Refusal) string {
	state := r.State
	if s, known := r.Machine.State(r.State); known {
		state = s.Label
	}
	text := "This is not possible now: it is in the state “" + state + "”."
	if len(r.Allowed) == 0 {
		return text + " Nothing is possible any more."
	}
	possible := make([]string, len(r.Allowed))
	for i, step := range r.Allowed {
		possible[i] = step.Label
		if step.Timed {
			possible[i] += " by the clock"
		}
	}
	return text + " Possible are: " + strings.Join(possible, ", ") + "."
}

// find is the record that an ask is about, where its asker may do the deed with it.
func (s *Deeds[T]) find(
	ask *page.Ask, x Deed[T],
) (v *register.View, rec T, m register.Meta, err error) {
	if ask.Who == "" {
		return nil, rec, m, page.ErrSignIn
	}
	if v, err = s.Desk.View(ask); err != nil {
		return nil, rec, m, err
	}
	if rec, m, err = register.GetMeta[T](v, ask.Path["id"]); err != nil {
		return nil, rec, m, Refusal(err)
	}
	if !x.May(v.Reader(), rec) {
		return nil, rec, m, page.ErrForbidden
	}
	return v, rec, m, nil
}

// form is the form of a deed. Where it is not possible now, it says so at once.
func (s *Deeds[T]) form(ask *page.Ask, x Deed[T]) (*page.Form, error) {
	v, rec, meta, err := s.find(ask, x)
	if err != nil {
		return nil, err
	}
	form := &page.Form{Title: x.Label, Kicker: rec.Heading(), Lead: x.Lead, Submit: x.Label,
		Crumbs: append(Crumbs(s.Kind), Link(rec)), Danger: x.Danger, Version: meta.Version}
	if x.Fields != nil {
		if form.Fields, err = x.Fields(v, rec); err != nil {
			return nil, err
		}
	}
	if x.Reason {
		form.Fields = append(form.Fields, page.Field{Name: "reason", Label: "Reason",
			Hint: "It stands in the history of the record.", Control: page.Area})
	}
	_, why, err := s.step(v, x, rec)
	if why != "" {
		form.Faults = page.Faults{{Text: why}}
	}
	return form, err
}

// submit does a deed.
func (s *Deeds[T]) submit(ask *page.Ask, in page.Input, x Deed[T]) (*page.Done, error) {
	_, rec, _, err := s.find(ask, x)
	if err != nil {
		return nil, err
	}
	act := register.Act{Verb: Lower(x.Label), Reason: in.Text("reason")}
	err = s.Desk.Act(ask, act, func(tx *register.Tx) error {
		return s.do(tx, ask.Path["id"], in, x)
	})
	if err != nil {
		return nil, err
	}
	done := &page.Done{To: AddressOf(rec), Notice: x.Label + ": done."}
	if x.Ends {
		done.To = page.At(ListOf(s.Kind).Path)
	}
	return done, nil
}

// do does a deed within its act: everything is judged as it is now.
func (s *Deeds[T]) do(tx *register.Tx, id string, in page.Input, x Deed[T]) error {
	rec, err := register.Get[T](tx.View, id)
	if err != nil {
		return err
	}
	rights, err := Rights(tx.View, tx.Act().Who)
	if err != nil {
		return err
	}
	reader := policy.NewReader(rights)
	if !reader.May(rec.Label()) {
		return page.ErrNotFound
	}
	if !x.May(reader, rec) {
		return page.ErrForbidden
	}
	if err := tx.Unchanged(s.Kind, id, in.Version); err != nil {
		return err
	}
	step, why, err := s.step(tx.View, x, rec)
	switch {
	case err != nil:
		return err
	case why != "":
		return page.Faults{{Text: why}}
	}
	doing := &Doing[T]{Tx: tx, Record: rec, In: in, Reader: reader}
	if x.Do != nil {
		if err := x.Do(doing); err != nil {
			return err
		}
	}
	if x.Event != "" {
		s.Enter(rec, step.To)
	}
	switch {
	case doing.Aside:
		return nil
	case x.Ends:
		return tx.End(s.Kind, id, tx.Now())
	case doing.From.IsZero():
		return tx.Put(rec)
	}
	return tx.PutFrom(rec, doing.From.Start())
}

// Lower begins no sentence.
func Lower(s string) string {
	if len(s) > 1 && s[1] >= 'a' && s[1] <= 'z' {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// Picture is a machine as a figure, with its steps in words.
func Picture(m *process.Machine, state, prefix string) page.Block {
	table := &page.Table{Caption: "Steps", Columns: []page.Column{{Title: "Step"}, {Title: "From"},
		{Title: "To"}, {Title: "By"}}}
	for _, s := range m.Steps {
		by := strings.Join(s.By, ", ")
		if s.Timed {
			by = "the clock"
		}
		from := make([]string, len(s.From))
		for i, f := range s.From {
			from[i] = labelOf(m, f)
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(s.Label),
			page.Say(strings.Join(from, ", ")), page.Say(labelOf(m, s.To)), page.Say(by)})
	}
	return page.Figure{Caption: "How it goes on", SVG: m.SVG(prefix, state, nil), Table: table}
}

func labelOf(m *process.Machine, state string) string {
	if s, ok := m.State(state); ok {
		return s.Label
	}
	return state
}
