package release

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// What a Modification is to a Release.
const (
	asContent    = "content"
	asSupporting = "supporting"
)

// moveIn moves a Modification into a Release, out of the one where it was. Until the scope is
// frozen [D]; one that is not approved yet is intended.
var moveIn = deed{
	Name: "move-in", Label: "Move a Modification in", Reason: true, May: staff,
	Lead: "One that is approved is in the Release; until then it is intended.",
	Hindrance: func(v *register.View, r *record.Release) (string, error) {
		if why, err := notOver(v, r); why != "" || err != nil {
			return why, err
		}
		if state := r.StateAt(v.Moment().So); state != planned && state != scopeOpen {
			return "The scope of this Release is frozen. Open it again first, where that is still " +
				"possible, or choose another Release.", nil
		}
		return "", nil
	},
	Fields: func(*register.View, *record.Release) ([]page.Field, error) {
		return []page.Field{
			{Name: "number", Label: "Modification", Control: page.Line, Limit: 20,
				Hint: "Its number, such as MP192"},
			{Name: "as", Label: "What is it to the Release?", Control: page.Choice,
				Values: []string{asContent}, Options: []page.Option{
					{Value: asContent, Label: "What the Release is for"},
					{Value: asSupporting, Label: "The supporting change",
						Hint: "adds to what others in it say"}}},
		}, nil
	},
	Do: into,
}

// into does it.
func into(d *doing) error {
	m, err := numbered(d.Tx.View, d.In.Text("number"))
	if err != nil {
		return err
	}
	r := d.Record
	switch supports := d.In.Text("as") == asSupporting; {
	case m.Over():
		return page.Faults{{Field: "number", Text: fmt.Sprintf("Enter another Modification: %s is %s, "+
			"and comes into no Release any more", m.Number(), desk.Plain(m.Stage))}}
	case m.TargetRelease == r.ID && supports == (r.Supporting == m.ID):
		return page.Faults{{Field: "number",
			Text: "Enter another Modification: " + m.Number() + " is in this Release already"}}
	case supports && r.Supporting != "" && r.Supporting != m.ID:
		return page.Faults{{Field: "as", Text: "This Release has a supporting change, " + r.Supporting +
			": move that one out first"}}
	}
	if m.TargetRelease != "" && m.TargetRelease != r.ID {
		if err := leave(d, m); err != nil {
			return err
		}
	}
	drop(r, m.ID)
	switch {
	case d.In.Text("as") == asSupporting:
		r.Supporting = m.ID
	case m.Stage == stagePending:
		r.Modifications = append(r.Modifications, m.ID)
	default:
		r.Intended = append(r.Intended, m.ID)
	}
	r.Scope = append(r.Scope, record.ScopeChange{At: d.Tx.Now(), Modification: m.ID,
		Reason: d.In.Text("reason")})
	m.TargetRelease = r.ID
	return d.Tx.Put(m)
}

// numbered finds a Modification by a number that it has or had.
func numbered(v *register.View, text string) (*record.Modification, error) {
	none := page.Faults{{Field: "number",
		Text: "Enter the number of a Modification that is there, such as MP192"}}
	n, ok := record.ParseNumber(text)
	if !ok {
		return nil, none
	}
	found, err := register.Find[*record.Modification](v,
		register.Query{Key: "alias", Is: n.String(), Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(found.Records) == 0 {
		return nil, none
	}
	return found.Records[0], nil
}

// leave takes a Modification out of the Release where it was, for it goes into another one.
func leave(d *doing, m *record.Modification) error {
	other, err := register.Get[*record.Release](d.Tx.View, m.TargetRelease)
	if err != nil {
		return err
	}
	if record.ReleaseIsLive(other.StateAt(d.Tx.Now())) {
		return page.Faults{{Field: "number", Text: "Enter another Modification: " + m.Number() +
			" went live with " + other.Heading()}}
	}
	if err := wording.TakeBack(d.Tx, other.ID, m.ID); err != nil {
		return err
	}
	drop(other, m.ID)
	other.Scope = append(other.Scope, record.ScopeChange{At: d.Tx.Now(), Modification: m.ID,
		Out: true, Reason: "It goes into " + d.Record.Heading() + ": " + d.In.Text("reason")})
	return d.Tx.Put(other)
}

// drop takes a Modification out of what a Release says it holds.
func drop(r *record.Release, id string) {
	is := func(each string) bool { return each == id }
	r.Modifications = slices.DeleteFunc(r.Modifications, is)
	r.Intended = slices.DeleteFunc(r.Intended, is)
	if r.Supporting == id {
		r.Supporting = ""
	}
}

// moveOut moves a Modification out of a Release, at any time before it is live [D].
var moveOut = deed{
	Name: "move-out", Label: "Move a Modification out", Reason: true, May: staff,
	Lead: "It is then in no Release, until it is moved into one.", Hindrance: notOver,
	Fields: func(v *register.View, r *record.Release) ([]page.Field, error) {
		d, err := gather(v, r)
		if err != nil {
			return nil, err
		}
		return []page.Field{{Name: "modification", Label: "Modification", Control: page.Choice,
			Options: choices(d.all()), Hint: "Where none is shown, none is in it."}}, nil
	},
	Do: func(d *doing) error {
		id := d.In.Text("modification")
		m, err := register.Get[*record.Modification](d.Tx.View, id)
		if err != nil {
			return err
		}
		if err := wording.TakeBack(d.Tx, d.Record.ID, id); err != nil {
			return err
		}
		drop(d.Record, id)
		d.Record.Scope = append(d.Record.Scope, record.ScopeChange{At: d.Tx.Now(), Modification: id,
			Out: true, Reason: d.In.Text("reason")})
		if m.TargetRelease != d.Record.ID {
			return nil
		}
		m.TargetRelease = ""
		return d.Tx.Put(m)
	},
}
