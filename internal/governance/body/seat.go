package body

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// standing is how a seat stands on a day.
type standing string

// The standings.
const (
	seatHeld    standing = "held"
	seatComing  standing = "held from a later day"
	seatVacant  standing = "vacant"
	seatEnded   standing = "vacant: the term has ended"
	seatUnknown standing = "not known"
)

// standingOf says how a seat stands. Its Until is the first day that it is held no more.
func standingOf(s *record.Seat, on calendar.Date) standing {
	switch {
	case s.Vacant:
		return seatVacant
	case s.Holder == "":
		return seatUnknown
	case s.From.After(on):
		return seatComing
	case !s.Until.IsZero() && !s.Until.After(on):
		return seatEnded
	}
	return seatHeld
}

// termEnd is the first day after the term of a seat: as noted, or counted where the body has
// terms; counted says which. No day where neither is known.
func termEnd(r *Rule, s *record.Seat) (end calendar.Date, counted bool) {
	switch {
	case !s.Until.IsZero():
		return s.Until, false
	case s.From.IsZero() || r.TermMonths == 0 || s.Constituency == "CHAIR":
		return calendar.Date{}, false
	}
	return monthsAfter(s.From, r.TermMonths), true
}

// seatsOf are the seats of a body, by constituency as its rule has them.
func seatsOf(v *register.View, r *Rule) ([]*record.Seat, error) {
	seats, err := register.All[*record.Seat](v, register.Query{Key: "body", Is: r.Body})
	slices.SortStableFunc(seats, func(a, b *record.Seat) int {
		return cmp.Or(r.sorted(a.Constituency)-r.sorted(b.Constituency), cmp.Compare(a.ID, b.ID))
	})
	return seats, err
}

// held are those of the seats that somebody holds on a day.
func held(seats []*record.Seat, on calendar.Date) (some []*record.Seat) {
	for _, s := range seats {
		if standingOf(s, on) == seatHeld {
			some = append(some, s)
		}
	}
	return some
}

// mine are those of the seats that a person holds, or is the alternate for.
func mine(seats []*record.Seat, person string) (some []*record.Seat) {
	for _, s := range seats {
		if person != "" && (s.Holder == person || s.Alternate == person) {
			some = append(some, s)
		}
	}
	return some
}

// seatData is a seat as programs read it.
type seatData struct {
	ID           string        `json:"id,omitempty"`
	Seats        int           `json:"seats,omitempty"` // where more than one is meant
	Constituency string        `json:"constituency"`
	Standing     standing      `json:"standing"`
	Holder       string        `json:"holder,omitempty"`
	Alternate    string        `json:"alternate,omitempty"`
	Party        string        `json:"party,omitempty"`
	From         calendar.Date `json:"from,omitzero"`
	TermEnds     calendar.Date `json:"term_ends,omitzero"`
	Counted      bool          `json:"term_end_is_counted,omitempty"`
}

// members are the seats of a body as a table, and as data.
func (b bodies) members(v *register.View, r *Rule) (page.Block, []seatData, error) {
	seats, err := seatsOf(v, r)
	if err != nil {
		return nil, nil, err
	}
	names := b.names(v)
	if err := names.meet(seats); err != nil {
		return nil, nil, err
	}
	table := page.Table{Caption: "Seats", RowHeads: true,
		Columns: []page.Column{{Title: "Seat"}, {Title: "Held by"}, {Title: "From"},
			{Title: "Since"}, {Title: "Term ends"}},
		Empty: "There are no seats."}
	var data []seatData
	noted := map[string]int{}
	for _, s := range seats {
		noted[s.Constituency]++
		row, each, err := seatRow(names, r, s, today(v))
		if err != nil {
			return nil, nil, err
		}
		table.Rows, data = append(table.Rows, row), append(data, each)
	}
	for _, p := range r.Places {
		more := max(p.Seats, 1) - noted[p.Constituency]
		if more < 1 {
			continue
		}
		name := plain(p.Constituency)
		if more > 1 {
			name = fmt.Sprintf("%s, %d seats", name, more)
		}
		table.Rows = append(table.Rows, []page.Words{page.Say(name), {desk.NotKnown}, nil, nil, nil})
		data = append(data, seatData{Constituency: p.Constituency, Standing: seatUnknown, Seats: more})
	}
	return table, data, nil
}

// seatRow is a seat as a row.
func seatRow(
	names *names, r *Rule, s *record.Seat, on calendar.Date,
) (row []page.Words, data seatData, err error) {
	data = seatData{ID: s.ID, Constituency: s.Constituency, Standing: standingOf(s, on), From: s.From}
	if data.Party, err = names.of(s.Party); err != nil {
		return nil, data, err
	}
	holder := page.Words{page.Missing(data.Standing)}
	switch data.Standing {
	case seatHeld, seatComing:
		if data.Holder, err = names.person(s.Holder); err != nil {
			return nil, data, err
		}
		holder = page.Say(data.Holder)
		if data.Standing == seatComing {
			holder = append(holder, page.T(", from "), desk.On(s.From))
		}
		if data.Alternate, err = names.person(s.Alternate); err != nil {
			return nil, data, err
		}
		if data.Alternate != "" {
			holder = append(holder, page.T("; alternate: "+data.Alternate))
		}
	}
	var since, ends page.Words
	if !s.From.IsZero() {
		since = page.Words{desk.On(s.From)}
	}
	if data.TermEnds, data.Counted = termEnd(r, s); !data.TermEnds.IsZero() {
		ends = page.Words{desk.On(data.TermEnds)}
		if data.Counted {
			ends = append(ends, page.T(" (counted)"))
		}
	}
	head := page.Words{page.Link{Text: plain(s.Constituency), To: desk.AddressOf(s)}}
	return []page.Words{head, holder, page.Say(data.Party), since, ends}, data, nil
}
