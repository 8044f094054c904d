package desk

import (
	"context"
	"errors"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The organisations whose people have rights by working there.
const (
	administrator = "secas"
	authority     = "ofgem"
	panel         = "panel"
)

// RoleMember is the role of a person who sits on a body as themselves, and speaks for nobody.
const RoleMember = "member"

// Reader is a person with the rights that they have now; the public where who is empty.
func (d *Desk) Reader(ctx context.Context, who string) (*policy.Reader, error) {
	if who == "" {
		return policy.Public(), nil
	}
	stamp, now := d.Register.Stamp(), d.Register.Now() // in this order
	state := known{stamp: stamp, day: calendar.DateOf(now)}
	d.mu.Lock()
	held, ok := d.readers[who]
	d.mu.Unlock()
	if ok && held.stamp == state.stamp && held.day == state.day {
		return held.reader, nil
	}
	rights, err := Rights(d.Register.View(ctx, policy.System(),
		register.Moment{So: now, Known: now}), who)
	if err != nil {
		return nil, err
	}
	state.reader = policy.NewReader(rights)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.readers[who] = state
	return state.reader, nil
}

// Rights are what the register says of a person at the moment of a view. Somebody whom the
// register does not know has none.
func Rights(v *register.View, who string) (rights policy.Rights, err error) {
	person, err := register.Get[*record.Person](v, who)
	if errors.Is(err, register.ErrNotFound) {
		return policy.Rights{}, nil
	}
	if err != nil {
		return rights, err
	}
	rights.Person = who
	if err := works(v, person, &rights); err != nil {
		return rights, err
	}
	seats, err := register.All[*record.Seat](v, register.Query{Key: "person", Is: who})
	if err != nil {
		return rights, err
	}
	from, err := behind(v, seats)
	if err != nil {
		return rights, err
	}
	today := calendar.DateOf(v.Moment().So)
	for _, s := range seats {
		if s.From.After(today) || !s.Until.IsZero() && !s.Until.After(today) ||
			slices.Contains(rights.Bodies, s.Body) {
			continue
		}
		if p := from[s.ID]; p != nil && !Belongs(p) && s.Body != panel {
			continue // who sits on the Panel sits there as themselves
		}
		rights.Bodies = append(rights.Bodies, s.Body)
		rights.Panel = rights.Panel || s.Body == panel
	}
	for _, kind := range []string{"publication", "paper"} {
		named, err := v.IDs(kind, register.Query{Key: "recipient", Is: who})
		if err != nil {
			return rights, err
		}
		rights.Grants = append(rights.Grants, named...)
	}
	return rights, nil
}

// works notes what a person may by whom they work for.
func works(v *register.View, person *record.Person, rights *policy.Rights) error {
	switch person.WorksFor {
	case "":
		return nil
	case administrator:
		rights.Staff = true
		return nil
	case authority:
		rights.Authority = true
		return nil
	}
	party, err := register.Get[*record.Party](v, person.WorksFor)
	switch {
	case errors.Is(err, register.ErrNotFound):
		rights.Observer = true
		return nil
	case err == nil && person.Role != RoleMember && Belongs(party):
		rights.Parties = []string{person.WorksFor}
	}
	return err
}
