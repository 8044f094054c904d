package wording

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Modification is the Modification that a number means, any that it has or had. The error is
// [register.ErrNotFound] where there is none.
func Modification(v *register.View, number string) (*record.Modification, error) {
	m, err := register.Get[*record.Modification](v, number)
	if !errors.Is(err, register.ErrNotFound) {
		return m, err
	}
	found, of := register.Find[*record.Modification](v,
		register.Query{Key: "alias", Is: strings.ToUpper(number), Limit: 1})
	if of != nil || len(found.Records) == 0 {
		return nil, errors.Join(of, err)
	}
	return found.Records[0], nil
}

// DayOfVersion is the day from which a version of the Code is in force, or is to be. The error is
// [register.ErrNotFound] where none of that name is live, and none is to come.
func DayOfVersion(v *register.View, version string) (on calendar.Date, err error) {
	releases, err := register.All[*record.Release](v,
		register.Query{Key: "sec_version", Is: version})
	if err != nil {
		return on, err
	}
	so := v.Moment().So
	for _, r := range releases {
		if r.LiveAt(so) || r.Cancelled == "" && r.LiveOn().Start().After(so) {
			return r.LiveOn(), nil
		}
	}
	return on, fmt.Errorf("%w: version %s of the Code", register.ErrNotFound, version)
}

// Side is one of two texts that are compared.
type Side struct {
	Text *Text
	Name string // "1 January 2022", "version 57.0", "20 January 2022 with MP192"

	Standing *Standing // nil: the text of a commit

	so   time.Time // when it is or was in force
	with bool      // it has something that is not
}

// Side is a text by its name: a day, a version of the Code, or the number of a Modification for
// the text of the moment with what that would change; the text of the moment where it is empty. The
// error is [register.ErrNotFound] where nothing is called so.
func (l *Library) Side(v *register.View, name string) (Side, error) {
	if name = strings.TrimSpace(name); name == "" {
		return l.sideAt(v, v.Moment().So, "")
	}
	if at, err := calendar.ParseAsAt(name); err == nil {
		return l.sideAt(v, at, "")
	}
	on, err := DayOfVersion(v, name)
	if err == nil {
		return l.sideAt(v, on.Start(), "version "+name)
	}
	if !errors.Is(err, register.ErrNotFound) {
		return Side{}, err
	}
	m, err := Modification(v, name)
	if err != nil {
		return Side{}, err
	}
	s, err := l.At(v, m.ID)
	if err != nil {
		return Side{}, err
	}
	return Side{Text: s.Text, Name: s.On.Long() + " with " + m.Number(), Standing: s, with: true}, nil
}

// sideAt is the text of an instant, under a name or that of its day.
func (l *Library) sideAt(v *register.View, at time.Time, name string) (Side, error) {
	s, err := l.At(v.At(at))
	if err != nil {
		return Side{}, err
	}
	return Side{Text: s.Text, Name: cmp.Or(name, s.On.Long()), Standing: s, so: at}, nil
}

// Sides are two texts by their names. Where the second is not named it is that of the moment.
// Where the first is not, it is that of the moment too if the second is one with a Modification;
// else the text before the one that was in force.
func (l *Library) Sides(v *register.View, from, to string) (before, after Side, err error) {
	if after, err = l.Side(v, to); err != nil {
		return before, after, err
	}
	if from != "" || after.with {
		before, err = l.Side(v, from)
		return before, after, err
	}
	history, err := l.History(v.At(after.so), "", "")
	if err != nil || len(history) == 0 {
		return after, after, err
	}
	on := history[0].On
	s, err := l.At(v.At(on.Start().Add(-time.Microsecond)))
	if err != nil {
		return before, after, err
	}
	return Side{Text: s.Text, Name: "before " + on.Long(), so: s.On.Start()}, after, nil
}
