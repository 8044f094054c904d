package desk

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// Adding is how a record of a kind comes into the register: a page beside the list that asks,
// and what is made of the answers.
type Adding[T record.Titled] struct {
	Desk  *Desk
	Kind  string
	Label string // of the page and the button
	Lead  string
	May   func(*policy.Reader) bool
	// New is an empty record with the id it gets where Do gives it no other.
	New    func(id string) T
	Fields func(*register.View, T) ([]page.Field, error)
	Do     func(*Doing[T]) error
}

// Offer is a link to the page for a reader who may add.
func (a *Adding[T]) Offer(r *policy.Reader) []page.Link {
	if !a.May(r) {
		return nil
	}
	return []page.Link{{Text: a.Label, To: page.At(ListOf(a.Kind).Path, "new")}}
}

// Route is the address of the page.
func (a *Adding[T]) Route() page.Route {
	return page.Route{Pattern: "/" + ListOf(a.Kind).Path + "/new", Form: a.form, Submit: a.submit}
}

func (a *Adding[T]) form(ask *page.Ask) (*page.Form, error) {
	v, err := a.Desk.Signed(ask)
	if err != nil {
		return nil, err
	}
	if !a.May(v.Reader()) {
		return nil, page.ErrForbidden
	}
	fields, err := a.Fields(v, a.New(""))
	return &page.Form{Title: a.Label, Lead: a.Lead, Crumbs: Crumbs(a.Kind), Submit: a.Label,
		Fields: fields}, err
}

func (a *Adding[T]) submit(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	var rec T
	err := a.Desk.Act(ask, register.Act{Verb: Lower(a.Label)}, func(tx *register.Tx) error {
		rights, err := Rights(tx.View, ask.Who)
		if err != nil {
			return err
		}
		reader := policy.NewReader(rights)
		if !a.May(reader) {
			return page.ErrForbidden
		}
		id, err := tx.NewID(a.Kind)
		if err != nil {
			return err
		}
		doing := &Doing[T]{Tx: tx, Record: a.New(id), In: in, Reader: reader}
		if err := a.Do(doing); err != nil {
			return err
		}
		rec = doing.Record
		return tx.Put(rec)
	})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: AddressOf(rec), Notice: a.Label + ": done."}, nil
}

// Take is a deed that takes a step of a machine, and asks for no more than its reason. It
// panics where the machine has no such step.
func Take[T record.Titled](
	m *process.Machine, event string, may func(*policy.Reader, T) bool,
) Deed[T] {
	i := slices.IndexFunc(m.Steps, func(s process.Step) bool { return s.Event == event })
	if i < 0 {
		panic("desk: the machine " + m.Name + " has no step " + event)
	}
	return Deed[T]{Name: strings.ReplaceAll(event, "_", "-"), Label: m.Steps[i].Label,
		Lead: m.Steps[i].Doc, Event: event, Reason: m.Steps[i].Reason, May: may}
}

// Staff reports whether a reader works for the administrator: who keeps most records.
func Staff(r *policy.Reader) bool { return r.Staff }

// StaffOf is [Staff] for a deed with any record of a kind.
func StaffOf[T record.Titled](r *policy.Reader, _ T) bool { return r.Staff }
