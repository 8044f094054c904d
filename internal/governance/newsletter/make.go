package newsletter

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Make is what an edition says at the moment of a view; without an id, the edition of the
// day: that of its month, or where the register has none, the one that would be begun now.
//
// An edition is written for Parties, and read by everyone: a reader who may see what every
// Party may is told of it, and all others only of what everyone may see. It fails with
// [register.ErrNotFound] where there is no such edition.
func Make(v *register.View, id string) (*Issue, error) {
	e, err := find(v, id)
	if err != nil {
		return nil, err
	}
	state, err := stateOf(v, e)
	if err != nil {
		return nil, err
	}
	m, err := newMaker(readership(v), e)
	if err != nil {
		return nil, err
	}
	if state == record.EditionSent || state == record.EditionArchived {
		return m.sent(state)
	}
	return m.issue(state)
}

// Parties reads what every Party may see, and so what an edition may tell.
func Parties() *policy.Reader { return policy.NewReader(policy.Rights{Observer: true}) }

// readership is the view of whoever the edition is made for.
func readership(v *register.View) *register.View {
	if v.Reader().May(policy.Label{Mark: policy.Green}) {
		return v.As(Parties())
	}
	return v.As(policy.Public())
}

// find is an edition by its id, or that of the day.
func find(v *register.View, id string) (*record.Edition, error) {
	if id != "" {
		return register.Get[*record.Edition](v, id)
	}
	day := today(v)
	month := monthOf(day)
	all, err := register.All[*record.Edition](v, register.Query{Key: "month", Is: string(month)})
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if !isSent(e) && (e.PublishedOn.IsZero() || !e.PublishedOn.Before(day)) {
			return e, nil
		}
	}
	if len(all) > 0 {
		return all[len(all)-1], nil
	}
	before, err := latest(v, month)
	if err != nil {
		return nil, err
	}
	return begun(before, month), nil
}

// begun is a new edition of a month, after another; that is nil where there is none.
func begun(before *record.Edition, month record.Month) *record.Edition {
	e := &record.Edition{Title: "SEC Newsletter", Month: month, Owners: []string{administrator},
		Classification: "WHITE", Sections: sections()}
	if before != nil {
		e.Title, e.Previous = before.Title, before.ID
	}
	return e
}

// latest is the latest edition before a month; nil where there is none.
func latest(v *register.View, month record.Month) (*record.Edition, error) {
	found, err := register.Find[*record.Edition](v,
		register.Query{Key: "month", To: string(month), Desc: true, Limit: 1})
	if err != nil || len(found.Records) == 0 {
		return nil, err
	}
	return found.Records[0], nil
}

// today is the day of a view, in London.
func today(v *register.View) calendar.Date { return calendar.DateOf(v.Moment().So) }

func monthOf(d calendar.Date) record.Month { return record.Month(d.String()[:len("2022-01")]) }

// isSent reports whether an edition was published here.
func isSent(e *record.Edition) bool { return e.State == record.EditionSent }

// stateOf is the state of an edition at the moment of a view: of one from elsewhere that is
// known to be published, that it is.
func stateOf(v *register.View, e *record.Edition) (record.EditionState, error) {
	published := isSent(e) || isElsewhere(e)
	switch {
	case !published && e.State == "":
		return record.EditionCollecting, nil
	case !published:
		return e.State, nil
	}
	after, err := register.All[*record.Edition](v, register.Query{Key: "previous", Is: e.ID})
	if err != nil {
		return "", err
	}
	if slices.ContainsFunc(after, isSent) {
		return record.EditionArchived, nil
	}
	return record.EditionSent, nil
}

// maker makes an issue of the records that its readers may see.
type maker struct {
	v       *register.View
	edition *record.Edition
	before  *record.Edition // nil: there was none
	at      time.Time       // what is open is open at this instant
	day     calendar.Date   // in London
	since   calendar.Date   // the day of the edition before; zero: not known

	known map[register.Hit]record.Titled // nil: the reader may know of none
	whole map[string]bool                // kinds that were read as a whole
	told  map[register.Hit]bool
	old   map[register.Hit]bool  // told before; nil: not read yet
	open  []*record.Consultation // nil: not read yet
	ahead []*record.Event        // nil: not read yet

	proposals map[string][]*record.IRP // by Modification
}

func newMaker(v *register.View, e *record.Edition) (m *maker, err error) {
	so := v.Moment().So
	m = &maker{v: v, edition: e, at: so, day: dayOf(e, calendar.DateOf(so)),
		known: map[register.Hit]record.Titled{}, whole: map[string]bool{},
		told: map[register.Hit]bool{}, proposals: map[string][]*record.IRP{}}
	if m.day != calendar.DateOf(so) {
		m.at = m.day.Start()
	}
	if e.Previous != "" {
		m.before, err = register.Get[*record.Edition](v, e.Previous)
		if errors.Is(err, register.ErrNotFound) {
			m.before, err = nil, nil
		}
	} else {
		m.before, err = latest(v, e.Month)
	}
	if m.before != nil {
		m.since = outOn(m.before)
	}
	return m, err
}

// dayOf is the day that an edition is made for: the day it comes out where that is known and
// has come; else today, or where its month is over, the last day on which it can have come
// out.
func dayOf(e *record.Edition, today calendar.Date) calendar.Date {
	if !e.PublishedOn.IsZero() && !e.PublishedOn.After(today) {
		return e.PublishedOn
	}
	first, err := calendar.ParseDate(string(e.Month) + "-01")
	if err != nil {
		return today
	}
	last := first.AddDays(31)
	last = last.AddDays(-last.Day)
	switch {
	case !today.After(last):
		return today
	case !e.PublishedBefore.IsZero():
		return e.PublishedBefore.AddDays(-1)
	}
	return last
}

// outOn is when an edition came out, as far as that is known: news is what came after.
func outOn(e *record.Edition) calendar.Date {
	for _, d := range []calendar.Date{e.PublishedOn, e.Day, e.PublishedAfter} {
		if !d.IsZero() {
			return d
		}
	}
	return calendar.Date{}
}

// issue makes the issue from the records by the rules.
func (m *maker) issue(state record.EditionState) (*Issue, error) {
	i := m.begin(state)
	for _, s := range m.edition.Sections {
		section := Section{ID: s.ID, Title: s.Title, Items: []Item{}}
		for _, r := range rules {
			if r.Section != s.ID {
				continue
			}
			items, err := m.items(&r)
			if err != nil {
				return nil, err
			}
			section.Items = append(section.Items, items...)
		}
		if s.ID == welcome && len(section.Items) == 0 {
			continue
		}
		i.Sections = append(i.Sections, section)
	}
	i.date()
	return i, nil
}

// begin is an issue without sections.
func (m *maker) begin(state record.EditionState) *Issue {
	e := m.edition
	i := &Issue{Edition: e.ID, Title: e.Heading(), Month: e.Month, State: state, Day: m.day,
		Since: m.since, Sections: []Section{}}
	if m.before != nil {
		i.Previous = m.before.ID
	}
	return i
}

// date collects the days that items name, each once.
func (i *Issue) date() {
	i.Deadlines = []record.EditionDate{}
	for _, s := range i.Sections {
		if s.ID == keyDates {
			continue
		}
		for _, item := range s.Items {
			for _, e := range item.Entries {
				for _, d := range e.Dates {
					if !slices.Contains(i.Deadlines, d) {
						i.Deadlines = append(i.Deadlines, d)
					}
				}
			}
		}
	}
	slices.SortStableFunc(i.Deadlines, func(a, b record.EditionDate) int {
		switch {
		case a.On != b.On:
			return a.On.Compare(b.On)
		case a.At.IsZero() != b.At.IsZero(): // without a time of day: until the day is over
			return b.At.Compare(a.At)
		}
		return a.At.Compare(b.At)
	})
}

// subject is what a rule has found to tell of.
type subject struct {
	entry record.EditionEntry
	name  string // {name} in headlines
	body  string // prose, where the rule has none
	last  bool   // this is the last edition before it closes
}

func (s *subject) ref() register.Hit {
	return register.Hit{Kind: s.entry.Kind, ID: s.entry.ID}
}

// items are the items that a rule makes.
func (m *maker) items(r *Rule) (items []Item, err error) {
	found, err := r.find(m, r)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	if r.Once {
		before, err := m.toldBefore()
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(found, func(s subject) bool { return before[s.ref()] })
	}
	for _, s := range found {
		m.told[s.ref()] = true
		for _, also := range s.entry.With {
			m.told[register.Hit{Kind: also.Kind, ID: also.ID}] = true
		}
	}
	groups := [][]subject{found}
	if r.Each {
		groups = nil
		for _, s := range found {
			groups = append(groups, []subject{s})
		}
	}
	for _, g := range groups {
		if len(g) == 0 {
			continue
		}
		key := r.Name
		if r.Each {
			key += "/" + g[0].entry.ID
		}
		item := Item{Key: key, Headline: m.fill(headline(r, g), g), Body: m.fill(r.Body, g)}
		if item.Body == "" {
			item.Body = g[0].body
		}
		for _, s := range g {
			item.Entries = append(item.Entries, s.entry)
		}
		items = append(items, item)
	}
	return items, nil
}

// headline is the form of the headline about some subjects.
func headline(r *Rule, g []subject) string {
	switch {
	case len(g) > 1:
		return r.Many
	case g[0].last && r.Last != "":
		return r.Last
	}
	return r.One
}

// fill puts what is told into a form. What is not the same for all subjects is left out; a
// sentence about a day that is not known, whole.
func (m *maker) fill(form string, g []subject) string {
	if strings.Contains(form, "{since}") && m.since.IsZero() {
		return ""
	}
	title, name := g[0].entry.Title, g[0].name
	for _, s := range g {
		if s.name != name {
			name = ""
		}
		if s.entry.Title != title {
			title = ""
		}
	}
	text := strings.NewReplacer("{title}", title, "{name}", name, "{since}", m.since.Long()).
		Replace(form)
	return strings.Join(strings.Fields(text), " ")
}

// toldBefore are the records that the edition before told of, where that is kept here.
func (m *maker) toldBefore() (map[register.Hit]bool, error) {
	if m.old != nil || m.before == nil {
		return m.old, nil
	}
	items, err := itemsOf(m.v, m.before.ID)
	m.old = map[register.Hit]bool{}
	for _, i := range items {
		for _, e := range i.Entries {
			m.old[register.Hit{Kind: e.Kind, ID: e.ID}] = true
		}
	}
	return m.old, err
}

// itemsOf are the items of an edition that was collected, in their order, as far as the
// reader may see them. Of those with one key there is one: that which says more.
func itemsOf(v *register.View, edition string) ([]*record.EditionItem, error) {
	all, err := register.All[*record.EditionItem](v, register.Query{Key: "edition", Is: edition})
	if err != nil {
		return nil, err
	}
	if all, err = stillSeen(v, all); err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b *record.EditionItem) int {
		if a.Place != b.Place {
			return a.Place - b.Place
		}
		if a.Key != b.Key {
			return strings.Compare(a.Key, b.Key)
		}
		return strings.Compare(string(a.For), string(b.For)) // green before white
	})
	return slices.CompactFunc(all, func(a, b *record.EditionItem) bool { return a.Key == b.Key }), nil
}

// stillSeen are items without what they say of records that the reader may not see any more, as
// those of an edition that was published before a record was marked. One that says nothing else
// is left out.
func stillSeen(v *register.View, all []*record.EditionItem) ([]*record.EditionItem, error) {
	seen, err := desk.Discern(v, all)
	if err != nil {
		return nil, err
	}
	left := make([]*record.EditionItem, 0, len(all))
	for i, item := range seen {
		if len(item.Entries) > 0 || len(all[i].Entries) == 0 {
			left = append(left, item)
		}
	}
	return left, nil
}

// sent is the issue of an edition that was published: its items as they were then.
func (m *maker) sent(state record.EditionState) (*Issue, error) {
	i := m.begin(state)
	i.Day, i.Since = m.edition.Day, m.edition.Since
	kept, err := itemsOf(m.v, m.edition.ID)
	if err != nil {
		return nil, err
	}
	i.take(m.edition, kept)
	return i, nil
}

// take puts items into the sections of their edition, but for those that are left out.
func (i *Issue) take(e *record.Edition, kept []*record.EditionItem) {
	for _, s := range e.Sections {
		section := Section{ID: s.ID, Title: s.Title, Items: []Item{}}
		for _, item := range kept {
			if item.Section == s.ID && !item.LeftOut {
				section.Items = append(section.Items, *asItem(item))
			}
		}
		i.Sections = append(i.Sections, section)
	}
	i.date()
}
