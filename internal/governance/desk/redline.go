package desk

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// redlinePath is where a record is compared with itself, below its address.
const redlinePath = "/redline"

// version is a record as it was so and known at a moment, as a reader may see it.
type version struct {
	at     register.Moment
	now    bool            // at is the moment of the ask, which nobody named
	before bool            // at is just before an event
	rec    record.Titled   // nil: there was none that the reader may see
	fresh  register.Record // what rec is where it is nil
}

// Compared is what a subject adds to the redlines of a kind.
type Compared struct {
	Fields [][2]Field   // of both versions: what the pages of the subject show in a way of its own
	Blocks []page.Block // said above all that differs
}

// Comparing adds to the redline of a record, which is given as it is at the moment of the ask,
// and as it is in both versions: nil where there was none that the reader may see.
type Comparing func(
	ask *page.Ask, v *register.View, now record.Titled, versions [2]record.Titled,
) (Compared, error)

// Redline is the route of the redlines of a kind: a record as it was so and known at one instant
// and at another, from and to, field by field. An instant at which an event of its history became
// known names what that made of it. Without from it is the last change up to the other, and
// without to the record as it is. A version that the reader may not see, by its label or that of
// the record today, is none. With adds what the subject shows beside the labelled fields; nil:
// nothing.
func (d *Desk) Redline(kind string, with Comparing) page.Route {
	l := ListOf(kind)
	return page.Route{Pattern: "/" + l.Path + "/{id}" + redlinePath, Examples: d.Examples(kind),
		View: func(ask *page.Ask) (*page.View, error) {
			v, rec, err := d.asked(ask, kind)
			if err != nil {
				return nil, err
			}
			view := &page.View{Title: "What changed", Kicker: rec.Heading(),
				Crumbs: append(Crumbs(kind), Link(rec)), History: AddressOf(rec) + "/history"}
			ends, err := d.ends(v, rec, ask.Query)
			var faults page.Faults
			if errors.As(err, &faults) {
				for _, f := range faults {
					view.Blocks = append(view.Blocks, page.Notice{Tone: page.Alert, Words: page.Say(f.Text)})
				}
				view.Data = map[string]any{"faults": faults}
				return view, nil
			}
			if err != nil {
				return nil, err
			}
			return view, d.compare(ask, v, rec, ends, with, view)
		}}
}

// compare fills the page of a redline.
func (d *Desk) compare(
	ask *page.Ask, v *register.View, rec record.Titled, ends [2]version, with Comparing,
	view *page.View,
) error {
	var more Compared
	err := d.discerned(v, rec, &ends)
	if err == nil && with != nil {
		more, err = with(ask, v, rec, [2]record.Titled{ends[0].rec, ends[1].rec})
	}
	if err != nil {
		return err
	}
	fields, err := redlined(v, ends, more.Fields)
	if err != nil {
		return err
	}
	view.Blocks = append([]page.Block{page.Summary{Rows: []page.Row{
		{Term: "Compared from", Values: []page.Words{ends[0].words()}},
		{Term: "To", Values: []page.Words{ends[1].words()}},
	}}}, more.Blocks...)
	var same []string
	data := []*redline{}
	for _, f := range fields {
		if f.differs() {
			data = append(data, f)
		} else {
			same = append(same, f.Label)
		}
		if f.differs() || f.removed() {
			view.Blocks = append(view.Blocks, page.Section{Title: f.Label, Blocks: f.blocks()})
		}
	}
	if len(data) == 0 {
		view.Blocks = append(view.Blocks, page.Para{Words: page.Say("Nothing that you may see differs.")})
	}
	if len(same) > 0 {
		view.Blocks = append(view.Blocks,
			page.Para{Words: page.Say("The same in both: " + strings.Join(same, ", ") + ".")})
	}
	versions, table, err := choice(v, rec, ends)
	view.Blocks = append(view.Blocks, table)
	view.Data = map[string]any{"from": ends[0].data(), "to": ends[1].data(), "changes": data,
		"versions": versions}
	return err
}

// words say of which moment a version is.
func (s version) words() (words page.Words) {
	switch {
	case s.now:
		words = page.Say("as it is")
	case s.before:
		words = page.Words{page.T("before what became known at "), At(s.at.Known.Add(time.Microsecond))}
	default:
		words = page.Words{At(s.at.Known)}
	}
	if !s.now && s.at.So.After(s.at.Known.Add(time.Microsecond)) {
		words = append(words, page.T(", so from "), At(s.at.So), page.T(" on"))
	}
	if s.rec == nil {
		words = append(words, page.T(": "), page.Missing("there was no version that you may see"))
	}
	return words
}

// versionData is a version as programs read it.
type versionData struct {
	So    time.Time `json:"so,omitzero"` // neither: as it is
	Known time.Time `json:"known,omitzero"`
	There bool      `json:"there"` // for the reader
}

func (s version) data() versionData {
	if s.now {
		return versionData{There: s.rec != nil}
	}
	return versionData{s.at.So, s.at.Known, s.rec != nil}
}

// name is what from and to call a version; empty where nobody named it.
func (s version) name() string {
	if s.now {
		return ""
	}
	return instant(s.at.Known)
}

// ends are the versions that a query of an address names, without the records. What is wrong
// with it is [page.Faults].
func (d *Desk) ends(
	v *register.View, rec record.Titled, query url.Values,
) (e [2]version, err error) {
	from, wrong := instantIn(v, query, "from")
	to, also := instantIn(v, query, "to")
	if faults := append(wrong, also...); len(faults) > 0 {
		return e, faults
	}
	e[1] = version{at: v.Moment(), now: true}
	if from.IsZero() {
		if to.IsZero() {
			to = v.Moment().Known
		}
		last, err := d.last(v, rec, to)
		if err != nil || last.at.Known.IsZero() {
			return [2]version{e[1], e[1]}, err
		}
		return [2]version{{before: true, at: register.Moment{So: last.at.So,
			Known: last.at.Known.Add(-time.Microsecond)}}, last}, nil
	}
	if e[0], err = d.made(v, rec, from); err == nil && !to.IsZero() {
		e[1], err = d.made(v, rec, to)
	}
	return e, err
}

// instantIn is the instant that a query has, up to the moment of a view; the zero time for none.
func instantIn(v *register.View, query url.Values, name string) (time.Time, page.Faults) {
	text := query.Get(name)
	if text == "" {
		return time.Time{}, nil
	}
	t, err := calendar.ParseAsAt(text)
	if err == nil && t.After(v.Moment().Known) {
		err = errors.New(text + " is later than what is shown here: choose an instant up to " +
			calendar.Moment(v.Moment().Known))
	}
	if err != nil {
		return t, page.Faults{{Field: name,
			Text: Upper(name) + ": " + strings.TrimPrefix(err.Error(), "calendar: ") + "."}}
	}
	return t.Truncate(time.Microsecond), nil
}

// made is the version that an instant names: what an event made of the record that became known
// then, or else what was so and known at the instant.
func (d *Desk) made(v *register.View, rec record.Titled, at time.Time) (version, error) {
	made, err := d.last(v, rec, at)
	if !made.at.Known.Equal(at) {
		made.at = register.Moment{So: at, Known: at}
	}
	return made, err
}

// last is what the last event of a record that was known at an instant made of it; the zero
// version where the reader may see none.
func (d *Desk) last(
	v *register.View, rec record.Titled, known time.Time,
) (made version, err error) {
	then := d.then(v, register.Moment{So: known, Known: known})
	kind, id := rec.Named()
	past, err := then.Past(kind, id)
	if err != nil || past.Events == 0 {
		return made, err
	}
	events, err := then.HistoryFrom(kind, id, past.Events-1, 1)
	for _, e := range events {
		made.at = register.Moment{So: e.Known, Known: e.Known}
		if e.From.After(e.Known) {
			made.at.So = e.From
		}
	}
	return made, err
}

// then is the view of the same reader at another moment: records are judged by their labels then
// and today.
func (d *Desk) then(v *register.View, at register.Moment) *register.View {
	return d.Register.View(v.Context(), v.Reader(), at)
}

// discerned reads the records of versions, which then name only what the reader may see.
func (d *Desk) discerned(v *register.View, now record.Titled, ends *[2]version) error {
	kind, id := now.Named()
	var records []any
	for i := range ends {
		ends[i].fresh = ListOf(kind).New()
		rec, _, err := Find(d.then(v, ends[i].at), kind, id)
		if err != nil {
			return err
		}
		if ends[i].rec = rec; rec != nil {
			records = append(records, rec)
		}
	}
	records, err := Discern(v, records)
	if err != nil {
		return err
	}
	for i := range ends {
		if ends[i].rec != nil {
			ends[i].rec, records = records[0].(record.Titled), records[1:]
		}
	}
	return nil
}

// named is an event as the version that it made.
type named struct {
	At   string `json:"at"` // as from and to name it
	What string `json:"what"`
}

// instant is an instant as from and to name it: no digit less, for versions are told apart by it.
func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// redlineOf is where a record is compared; an end that is empty is left out.
func redlineOf(rec register.Record, from, to string) page.Address {
	values := url.Values{}
	for name, text := range map[string]string{"from": from, "to": to} {
		if text != "" {
			values.Set(name, text)
		}
	}
	return AddressOf(rec) + page.Address(redlinePath) + page.Address("").With(values)
}

// choice offers the latest versions of a record, to be compared from and to.
func choice(
	v *register.View, rec record.Titled, ends [2]version,
) (versions []named, block page.Block, err error) {
	kind, id := rec.Named()
	past, err := v.Past(kind, id)
	if err != nil {
		return nil, nil, err
	}
	events, err := v.HistoryFrom(kind, id, max(0, past.Events-PageSize), PageSize)
	if err != nil {
		return nil, nil, err
	}
	table := page.Table{Caption: "Versions", Columns: []page.Column{{Title: "Known from"},
		{Title: "What"}, {Title: "Compare from"}, {Title: "Compare to"}},
		Empty: "There is no history that you may see."}
	from, to := ends[0].name(), ends[1].name()
	for _, e := range slices.Backward(events) {
		at := instant(e.Known)
		versions = append(versions, named{at, Upper(e.Verb)})
		row := []page.Words{{At(e.Known)}, page.Say(Upper(e.Verb)),
			{page.Link{Text: "From here", To: redlineOf(rec, at, to)}},
			{page.Link{Text: "To here", To: redlineOf(rec, from, at)}}}
		if at == from {
			row[2] = page.Words{page.Strong("Compared from")}
		}
		if at == to {
			row[3] = page.Words{page.Strong("Compared to")}
		}
		table.Rows = append(table.Rows, row)
	}
	return versions, page.Section{Title: "Compare other versions", Blocks: []page.Block{
		page.Para{Words: page.Say("The address of this page takes an instant or a day as from and " +
			"to, such as from=2022-01-20. A day is what was known as it began.")}, table}}, nil
}
