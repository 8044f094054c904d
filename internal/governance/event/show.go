package event

import (
	"net/url"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

type look = shelf.Look[*record.Event]

// said are the fields of an event that its page says in other words.
var said = []string{"starts_at", "ends_at", "registration", "register_via",
	"registration_opens_at", "registration_closes_at", "capacity", "question_deadline_at",
	"questions_to", "live_questions", "cancelled", "postponed", "draft", "agenda"}

// show is the page of an event.
func (s subject) show(l *look) error {
	e := l.Rec
	r, err := rowOf(l.V, e)
	if err != nil {
		return err
	}
	mine, err := of(l.V, e, l.V.Reader().Person)
	if err != nil {
		return err
	}
	if err := own(l, &r, mine); err != nil {
		return err
	}
	state := tag(r.State)
	l.Title, l.Tag = held(e), &state
	rows, err := first(l, r)
	if err != nil {
		return err
	}
	may, err := seen(l.V, e)
	if err != nil {
		return err
	}
	if text := e.Recording.Text(); text != "" && may {
		r.Recording = text
		rows = append(rows, page.Row{Term: "Recording", Values: []page.Words{address(text)}})
	}
	l.Data = r
	if err := l.Facts(rows, said...); err != nil {
		return err
	}
	if len(e.Agenda) > 0 {
		l.Section("Agenda", listed(e.Agenda))
	}
	if err := discussed(l); err != nil {
		return err
	}
	l.List = calendared(l.V, r)
	return s.offer(l, r, mine)
}

// own says at the top what is the reader's own.
func own(l *look, r *row, mine *record.Registration) error {
	if mine == nil {
		return nil
	}
	e := l.Rec
	r.Yours = &yours{Registration: mine.ID, State: mine.State}
	n := page.Notice{Tone: page.Good, Title: "You have a seat"}
	switch mine.State {
	case record.RegistrationWaiting:
		at, err := place(l.V, e, mine)
		if err != nil {
			return err
		}
		r.Yours.Place = at
		n.Tone, n.Title = page.Wait, "You are "+number(at)
	case record.RegistrationAttended:
		n.Title = "You were there"
	case record.RegistrationNoShow:
		n.Tone, n.Title = page.Quiet, "You had a seat, and were not there"
	}
	if text := joins(e, mine, l.So, l.AsAt); text != "" {
		r.Yours.Join = text
		n.Words = append(append(page.Words{page.T("How to join: ")}, address(text)...), page.T(". "))
	}
	n.Words = append(n.Words, page.Link{Text: "Your registration", To: desk.AddressOf(mine)})
	l.Blocks = append(l.Blocks, n)
	return nil
}

// first are the facts that everyone looks for.
func first(l *look, r row) (rows []page.Row, err error) {
	e, term := l.Rec, "When"
	switch {
	case e.Cancelled != "":
		rows = append(rows, page.Fact("Why it was cancelled", page.T(e.Cancelled)))
		term = "Was to be"
	case timeless(e):
		rows = append(rows, page.Fact("Why it was postponed", page.T(e.Postponed)))
		term = "Was to be"
	}
	rows = append(rows, page.Fact(term, page.When{Text: calendar.DateOf(e.StartsAt).Full() + ", " +
		calendar.Clock(e.StartsAt) + " to " + calendar.Clock(e.EndsAt), At: e.StartsAt}))
	registration, err := registering(l.V, e, r)
	if err != nil {
		return nil, err
	}
	rows = append(rows, registration)
	if r.SeatsLeft != nil {
		text := strconv.Itoa(*r.SeatsLeft) + " of " + strconv.Itoa(e.Capacity) + " left"
		if *r.SeatsLeft == 0 {
			text = "None of " + strconv.Itoa(e.Capacity) + " is left: who registers now comes onto the " +
				"waiting list"
		}
		rows = append(rows, page.Fact("Seats", page.T(text)))
	} else if e.Capacity > 0 {
		rows = append(rows, page.Fact("Seats", page.T(strconv.Itoa(e.Capacity))))
	}
	if !e.QuestionDeadlineAt.IsZero() && r.State != cancelled {
		rows = append(rows, page.Row{Term: "Questions in advance", Values: asking(e, l.So)})
	}
	if past(r.State) {
		return rows, nil // it invites nobody to ask
	}
	to, err := shelf.Reaching(l.V, "Questions to", e.QuestionsTo)
	rows = append(rows, to...)
	if e.LiveQuestions {
		rows = append(rows, page.Fact("Questions during the event", page.T("are taken as well")))
	}
	return rows, err
}

// registering says how to take part.
func registering(v *register.View, e *record.Event, r row) (page.Row, error) {
	line := page.Row{Term: "Registration"}
	var with []page.Words
	if !past(r.State) {
		var err error
		if with, err = shelf.Reach(v, e.RegisterVia...); err != nil {
			return line, err
		}
	}
	switch {
	case e.Registration == "not_needed" || e.Registration == "closed":
		line.Values = []page.Words{page.Say(desk.Upper(desk.Plain(e.Registration)))}
	case here(e) && (r.State == taking || r.State == full):
		words := page.Words{page.T("On this page")}
		if !forAll(e) {
			words = page.Words{page.T("On this page, for those who are signed in")}
		}
		if !e.RegistrationClosesAt.IsZero() {
			words = append(words, page.T(", before "), desk.At(e.RegistrationClosesAt))
		}
		line.Values = []page.Words{words}
	case here(e), past(r.State):
		why, err := shut(v, e)
		if err != nil {
			return line, err
		}
		line.Values = []page.Words{page.Say(why)}
	case len(with) == 0:
		line.Values = []page.Words{{desk.NotKnown}}
	}
	for _, words := range with {
		line.Values = append(line.Values, append(page.Words{page.T("With ")}, words...))
	}
	return line, nil
}

// asking says until when questions are taken in advance, and what becomes of later ones while the
// event is not over.
func asking(e *record.Event, so time.Time) []page.Words {
	at := desk.At(e.QuestionDeadlineAt)
	switch {
	case timeless(e):
		return []page.Words{page.Say("A question of now is taken into the presentation. The " +
			"deadline is set with the new time")}
	case over(e, so):
		return []page.Words{{page.T("Closed at "), at}}
	case questions(e).InTime(so):
		return []page.Words{{page.T("A question that is in before "), at,
			page.T(" is taken into the presentation")}}
	}
	after := "A question of now comes too late"
	if e.LiveQuestions {
		after = "A question of now is only taken during the event"
	}
	return []page.Words{{page.T("Closed at "), at}, page.Say(after)}
}

// calendared is an event, and the deadline of questions to it, as calendars show them: to who has
// a seat with how to join, and with alarms.
func calendared(v *register.View, r row) *page.List {
	e := r.Event
	held := entry(e, r.State)
	if r.Yours != nil && r.Yours.State == record.RegistrationSeated {
		held.Alarms = alarms(e)
		if r.Yours.Join != "" {
			held.Summary += "\nHow to join: " + r.Yours.Join
		}
		if held.Place == "" {
			held.Place = r.Yours.Join
		}
	}
	list := &page.List{Title: e.Title, Columns: columns, Dated: true, Entries: []page.Entry{held}}
	at := e.QuestionDeadlineAt
	if at.IsZero() {
		return list
	}
	closes := page.Entry{ID: e.ID + "-questions", Starts: at, To: desk.AddressOf(e),
		Title: "Questions in advance close: " + e.Title, Cancelled: held.Cancelled,
		Sequence: e.Sequence(), Cells: []string{e.ID + "-questions",
			"Questions in advance close: " + e.Title, "deadline", at.UTC().Format(time.RFC3339), "",
			r.Questions}}
	if r.Yours != nil && r.Yours.State != record.RegistrationAsked &&
		r.Yours.State != record.RegistrationCancelled {
		closes.Alarms = desk.Alarms(v, at)
	}
	list.Entries = append(list.Entries, closes)
	return list
}

// When the calendar of who has a seat reminds of an event: at an hour of the day before, London
// time, and shortly before it begins [D].
const (
	alarmHour = 9
	justNow   = 15 * time.Minute
)

// alarms are when the calendar of who has a seat reminds of an event.
func alarms(e *record.Event) []time.Time {
	return []time.Time{calendar.DateOf(e.StartsAt).AddDays(-1).At(alarmHour, 0),
		e.StartsAt.Add(-justNow)}
}

// offer adds what the reader can do beside the deeds of the administrator.
func (s subject) offer(l *look, r row, mine *record.Registration) error {
	e, self, staff := l.Rec, desk.AddressOf(l.Rec), l.V.Reader().Staff
	may, err := seen(l.V, e)
	if err != nil {
		return err
	}
	open := r.State == taking || r.State == full
	if open && mine == nil && (may || l.V.Reader().Person == "") {
		l.Actions = append(l.Actions, page.Link{Text: "Register", To: self + "/register"})
	}
	if _, why := taken(e, l.So); why == "" && (may || l.V.Reader().Person == "") {
		l.Actions = append(l.Actions, page.Link{Text: "Ask a question", To: self + "/ask"})
	}
	if staff && open {
		l.Actions = append(l.Actions, page.Link{Text: "Register somebody", To: self + "/enter"})
	}
	if staff {
		l.Actions = append(l.Actions, page.Link{Text: "Registrations", To: self + "/registrants"})
		if hindered(e, l.So) == "" {
			l.Actions = append(l.Actions, page.Link{Text: "Note who was there", To: self + "/attendance"})
		}
	}
	return nil
}

// address is text that may be the address of a page elsewhere.
func address(text string) page.Words {
	if u, err := url.Parse(text); err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		return page.Words{page.Link{Text: text, Out: text}}
	}
	return page.Say(text)
}

// listed is a list of lines.
func listed(lines []string) page.Block {
	items := page.Items{}
	for _, line := range lines {
		items.Items = append(items.Items, page.Item{Head: page.Say(line)})
	}
	return items
}
