package helpdesk

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// weekdays are the days of the week as the register writes them.
var weekdays = shelf.Options("monday", "Monday", "tuesday", "Tuesday", "wednesday", "Wednesday",
	"thursday", "Thursday", "friday", "Friday", "saturday", "Saturday", "sunday", "Sunday")

// hoursOf are the opening hours of a helpdesk, by a calendar. It is closed on bank holidays.
func hoursOf(h *record.Helpdesk, c *calendar.Calendar) calendar.Hours {
	hours := calendar.Hours{Opens: h.Opens, Closes: h.Closes, Calendar: c}
	for d := time.Sunday; d <= time.Saturday; d++ {
		if slices.Contains(h.Days, strings.ToLower(d.String())) {
			hours.Days = append(hours.Days, d)
		}
	}
	return hours
}

func helpdesks() shelf.Of[*record.Helpdesk] {
	bound := helpdeskFields()
	return shelf.Of[*record.Helpdesk]{
		Listing: desk.Listing[*record.Helpdesk]{Kind: "helpdesk", Above: toFront,
			Columns: []string{"id", "contact", "open", "sentence"},
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "None is known of."}}
			}, Tell: tellHelpdesks},
		Adding: desk.Adding[*record.Helpdesk]{Label: "Add a helpdesk",
			New: func(id string) *record.Helpdesk {
				return &record.Helpdesk{Head: record.Head{ID: id}, ClosedOn: []string{"bank_holidays"}}
			}, Fields: desk.Asked(bound), Do: takeHours(bound)},
		Deeds: desk.Deeds[*record.Helpdesk]{Deeds: []desk.Deed[*record.Helpdesk]{
			{Name: "change", Label: "Change the hours", May: desk.StaffOf[*record.Helpdesk],
				Fields: desk.Asked(bound), Do: takeHours(bound)},
			shelf.Withdraw[*record.Helpdesk]("It is no longer shown."),
		}},
		Show: showHelpdesk,
	}
}

// toFront leads to the front door.
func toFront(*register.View, url.Values) []page.Block {
	return []page.Block{page.Nav{Label: "Helpdesk", Links: []page.Link{
		{Text: "The helpdesk", To: helpdeskAddress}, {Text: "Ask a question", To: askAddress},
		{Text: "Questions and answers", To: page.At("questions")},
		{Text: "Give feedback", To: feedbackAddress}}}}
}

func helpdeskFields() []desk.Bound[*record.Helpdesk] {
	type H = *record.Helpdesk
	clock := func(name, label string, at func(H) *calendar.Minutes) desk.Bound[H] {
		f := page.Field{Name: name, Label: label, Control: page.Line, Limit: len("17:00"),
			Hint: "London time, such as 09:00"}
		return desk.Bound[H]{
			Fields: func(_ *register.View, h H) ([]page.Field, error) {
				f := f
				if *at(h) != 0 {
					f.Values = []string{at(h).String()}
				}
				return []page.Field{f}, nil
			},
			Set: func(h H, in page.Input) error {
				if at(h).UnmarshalText([]byte(in.Text(name))) != nil {
					return page.Faults{{Field: name, Text: label + ": enter a time such as 09:00"}}
				}
				return nil
			},
		}
	}
	return []desk.Bound[H]{
		desk.BoundRef(page.Field{Name: "contact", Label: "Contact"}, "contact", register.Query{},
			func(h H) *string { return &h.Contact }),
		desk.BoundLines(page.Field{Name: "days", Label: "Days", Control: page.Checks,
			Options: weekdays, Hint: "It is closed on bank holidays."},
			func(h H) *[]string { return &h.Days }),
		clock("opens", "Opens", func(h H) *calendar.Minutes { return &h.Opens }),
		clock("closes", "Closes", func(h H) *calendar.Minutes { return &h.Closes }),
	}
}

// takeHours sets the hours of a helpdesk, which opens before it closes.
func takeHours(bound []desk.Bound[*record.Helpdesk]) func(*desk.Doing[*record.Helpdesk]) error {
	return func(d *desk.Doing[*record.Helpdesk]) error {
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		if d.Record.Closes <= d.Record.Opens {
			return page.Faults{{Field: "closes", Text: "Enter a time after " + d.Record.Opens.String()}}
		}
		return nil
	}
}

// helpdeskRow is a helpdesk as programs read it.
type helpdeskRow struct {
	*record.Helpdesk
	Open       bool      `json:"open"`
	Sentence   string    `json:"sentence"`
	NextChange time.Time `json:"next_change,omitzero"`
}

func rowOfHelpdesk(v *register.View, h *record.Helpdesk) helpdeskRow {
	hours, so := hoursOf(h, desk.Calendar(v)), v.Moment().So
	return helpdeskRow{h, hours.Open(so), hours.Sentence(so), hours.NextChange(so)}
}

// openTag says whether it is open.
func openTag(open bool) *page.Tag {
	if open {
		return &page.Tag{Text: "Open", Tone: page.Good}
	}
	return &page.Tag{Text: "Closed", Tone: page.Stop}
}

func tellHelpdesks(v *register.View, all []*record.Helpdesk) (told []desk.Told, err error) {
	var ids []string
	for _, h := range all {
		ids = append(ids, h.Contact)
	}
	names := map[string]string{}
	if len(ids) > 0 {
		contacts, err := register.All[*record.Contact](v, register.Query{Among: ids})
		if err != nil {
			return nil, err
		}
		for _, c := range contacts {
			names[c.ID] = c.Heading()
		}
	}
	for _, h := range all {
		row, name := rowOfHelpdesk(v, h), names[h.Contact]
		if name == "" {
			name = h.Heading()
		}
		link := page.Link{Text: name, To: desk.AddressOf(h)}
		told = append(told, desk.Told{Data: row,
			Item: page.Item{Head: page.Words{link}, Tag: openTag(row.Open),
				Body: []page.Words{page.Say(row.Sentence), page.Say(openingHours(h))}},
			Entry: page.Entry{ID: h.ID, Title: name, Summary: row.Sentence + ".", To: link.To,
				Cells: []string{h.ID, name, openTag(row.Open).Text, row.Sentence}}})
	}
	return told, nil
}

// openingHours are the hours in words: Monday to Friday, 9am to 5pm.
func openingHours(h *record.Helpdesk) string {
	on := calendar.Date{Year: 2022, Month: time.January, Day: 20} // any without a change of clocks
	text := dayNames(h.Days) + ", " + calendar.Clock(on.At(0, int(h.Opens))) + " to " +
		calendar.Clock(on.At(0, int(h.Closes)))
	if len(h.ClosedOn) > 0 {
		text += ", closed on " + desk.Plains(h.ClosedOn)
	}
	return text
}

// dayNames are days of the week: from the first to the last where none between is missing.
func dayNames(days []string) string {
	var names []string
	first, last := -1, -1
	for i, d := range weekdays {
		if slices.Contains(days, d.Value) {
			names = append(names, d.Label)
			last = i
			if first < 0 {
				first = i
			}
		}
	}
	if n := len(names); n > 2 && last-first == n-1 {
		return names[0] + " to " + names[n-1]
	}
	return strings.Join(names, ", ")
}

// showHelpdesk is the page of a helpdesk: whether it is open, when, and how to reach it.
func showHelpdesk(l *shelf.Look[*record.Helpdesk]) error {
	h := l.Rec
	row := rowOfHelpdesk(l.V, h)
	contact, err := shelf.Reaching(l.V, "Contact", []string{h.Contact})
	if err != nil {
		return err
	}
	l.Kicker, l.Title, l.Data, l.Tag = desk.ListOf("helpdesk").Title, row.Sentence, row,
		openTag(row.Open)
	rows := append([]page.Row{page.Fact("Hours", page.T(openingHours(h)))}, contact...)
	return l.Facts(rows, "contact", "days", "opens", "closes", "closed_on")
}
