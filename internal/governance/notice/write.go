package notice

import (
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// eventWritten is the event of a notice that somebody of the administrator wrote.
const eventWritten = "written"

// The fields of a notice that is written.
const (
	fieldTo    = "to"
	fieldWhy   = "why"
	fieldText  = "text"
	fieldAbout = "about"
	fieldDay   = "day"
	fieldClock = "clock"
	fieldGoes  = "topic"
)

// writeForm asks to whom a notice goes, and what it says.
func (d *Dispatcher) writeForm(ask *page.Ask) (*page.Form, error) {
	v, err := d.staffView(ask)
	if err != nil {
		return nil, err
	}
	to := page.Field{Name: fieldTo, Label: "To whom", Control: page.Checks}
	for _, a := range shelf.Audiences {
		to.Options = append(to.Options, page.Option{Value: "audience:" + a.Value,
			Label: "People of " + a.Label})
	}
	bodies, err := register.All[*record.Body](v, register.Query{})
	if err != nil {
		return nil, err
	}
	for _, b := range bodies {
		to.Options = append(to.Options, page.Option{Value: "body:" + b.ID,
			Label: "Members of " + b.Heading()})
	}
	to.Options = append(to.Options, page.Option{Value: "staff", Label: "People of the administrator"})
	topic := page.Field{Name: fieldGoes, Label: "Topic", Control: page.Select,
		Hint: "It decides how soon each is told: as they chose about the topic."}
	for _, t := range record.Topics() {
		topic.Options = append(topic.Options, page.Option{Value: t.ID, Label: t.Title})
	}
	return &page.Form{Title: "Write a notice", Crumbs: desk.Crumbs("notice"),
		Lead: "Look at the preview first: it shows whom the notice reaches, and how.",
		Fields: []page.Field{to, topic,
			{Name: fieldWhy, Label: "What it says in one sentence", Control: page.Line,
				Hint: "It is the subject of the message. Write no personal data.", Limit: mostSubject},
			{Name: fieldText, Label: "More", Control: page.Area, Optional: true,
				Hint: "Paragraphs, each on a line of its own."},
			{Name: fieldAbout, Label: "About", Control: page.Line, Optional: true,
				Hint: "The address of a page of the register, such as /modifications/MP192"},
			optional(desk.DayField(fieldDay, "On which day", calendar.Date{})),
			optional(desk.ClockField(fieldClock, "At what time", time.Time{}))},
		Submit: "Leave the notice", Preview: &page.Preview{Button: "Show whom it reaches",
			First: "Look through whom it goes to, and press again"}}, nil
}

// optional is a field that may be left empty: the notice goes now.
func optional(f page.Field) page.Field {
	f.Optional = true
	if f.Control == page.Day {
		f.Hint = "Left empty, it goes now"
	}
	return f
}

// written is the notice of a form that was filled in.
func (d *Dispatcher) written(
	v *register.View, in page.Input, now time.Time,
) (n *record.Notice, faults page.Faults) {
	n = &record.Notice{Event: eventWritten, Topic: in.Text(fieldGoes), To: in.All(fieldTo),
		Why: in.Text(fieldWhy), Due: now,
		Text: strings.ReplaceAll(in.Text(fieldText), "\r\n", "\n")}
	if about := in.Text(fieldAbout); about != "" {
		hit, ok := record.At(about)
		if ok {
			_, ok, _ = desk.Find(v, hit.Kind, hit.ID)
		}
		if !ok || !strings.Contains(" "+aboutKinds()+" ", " "+hit.Kind+" ") {
			faults.Add(fieldAbout, "Enter the address of a record that notices can be about: %s",
				desk.Plains(strings.Fields(aboutKinds())))
		}
		n.About = hit.ID
	}
	day, err := desk.DayOf(in, fieldDay)
	if wrong, is := err.(page.Faults); is {
		faults = append(faults, wrong...)
	}
	if day.IsZero() {
		if in.Text(fieldClock) != "" {
			faults.Add(fieldDay, "Enter the day as well")
		}
		return n, faults
	}
	n.Due = day.At(digestHour+1, 0)
	at, err := desk.TimeOf(in, fieldClock, day)
	if wrong, is := err.(page.Faults); is {
		faults = append(faults, wrong...)
	} else if !at.IsZero() {
		n.Due = at
	}
	if !n.Due.After(now) {
		faults.Add(fieldDay, "Enter a time to come, or leave it empty: it goes now")
	}
	return n, faults
}

// preview shows whom a notice reaches, and the message.
func (d *Dispatcher) preview(ask *page.Ask, in page.Input) ([]page.Block, error) {
	v, err := d.staffView(ask)
	if err != nil {
		return nil, err
	}
	n, faults := d.written(v, in, ask.Moment.So)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	blocks := []page.Block{page.Section{Title: n.Why, Blocks: []page.Block{
		page.Prose{Text: n.Text}}}}
	reached, err := d.foresee(ask, v, n)
	return append(blocks, reached...), err
}

// write leaves a notice.
func (d *Dispatcher) write(ask *page.Ask, in page.Input) (*page.Done, error) {
	v, err := d.staffView(ask)
	if err != nil {
		return nil, err
	}
	if _, faults := d.written(v, in, ask.Moment.So); len(faults) > 0 {
		return nil, faults
	}
	err = d.config.Desk.Act(ask, register.Act{Verb: "write a notice"}, func(tx *register.Tx) error {
		n, faults := d.written(tx.View, in, tx.Now())
		if err := faults.Err(); err != nil {
			return err
		}
		return record.Leave(tx, *n)
	})
	d.Wake()
	return &page.Done{To: "/notices", Notice: "The notice is left. It goes when it is due."}, err
}
