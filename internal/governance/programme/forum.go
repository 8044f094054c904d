package programme

import (
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// forums are told of what becomes of plans, beside who has subscribed [D].
var forums = []string{"subscribers:programme", "body:imf", "body:smdg"}

// tell leaves a notice about a budget, a plan or a request that is due now.
func tell(tx *register.Tx, about, event, why string, to ...string) error {
	return record.Leave(tx, record.Notice{About: about, Event: event, Topic: "programme", To: to,
		Why: why, Due: tx.Now()})
}

// noting asks for a step of a change request, and notes it: of a forum the item, and what came of
// it.
func noting(x requestDeed) requestDeed {
	x.Fields = func(v *register.View, _ request) ([]page.Field, error) {
		meeting, err := forumMeetings(v)
		on := desk.DayField("on", "Day", calendar.DateOf(v.Moment().So))
		on.Optional, on.Hint = true, "Empty: only its month, or what it comes after, is known"
		return []page.Field{on,
			{Name: "month", Label: "Month", Control: page.Line, Optional: true, Limit: len("2022-02"),
				Hint: "Such as 2022-02, where the day is not known"},
			{Name: "what", Label: "What happened, or is to", Control: page.Line}, meeting,
			{Name: "condition", Label: "On which condition", Control: page.Line, Optional: true},
			{Name: "outcome", Label: "What came of it", Control: page.Area, Optional: true}}, err
	}
	x.Do = func(d *requestDoing) error {
		s := record.StepOf{What: d.In.Text("what"), Meeting: d.In.Text("meeting"),
			Condition: d.In.Text("condition"), Outcome: d.In.Text("outcome")}
		var err error
		if s.On, err = desk.DayOf(d.In, "on"); err != nil {
			return err
		}
		if s.On.IsZero() {
			if err := s.Month.UnmarshalText([]byte(d.In.Text("month"))); err != nil || s.Month == "" {
				return page.Faults{{Field: "month", Text: "Enter a day, or a month such as 2022-02"}}
			}
		}
		d.Record.Steps = append(d.Record.Steps, s)
		if s.Meeting == "" || d.Record.Drafted() { // a draft is not the forum's to see
			return nil
		}
		return tell(d.Tx, d.Record.ID, "forum_item", d.Record.Heading()+": "+s.What, forums...)
	}
	return x
}

// forumMeetings asks at which meeting of a forum something was said.
func forumMeetings(v *register.View) (page.Field, error) {
	f := page.Field{Name: "meeting", Label: "At which meeting?", Control: page.Select, Optional: true}
	found, err := register.Find[*record.Meeting](v, register.Query{Key: "body",
		Among: []string{"imf", "smdg"}, Desc: true, Limit: desk.PageSize})
	for _, m := range found.Records {
		when := m.HeldOn.Long()
		if when == "" {
			when = m.HeldMonth.Long()
		}
		f.Options = append(f.Options, page.Option{Value: m.ID, Label: m.Heading() + ", " + when})
	}
	return f, err
}

// outcome is the deed that notes what came of an item of a forum.
func outcome() requestDeed {
	return requestDeed{Name: "outcome", Label: "Note what came of a step", May: desk.StaffOf[request],
		Hindrance: func(_ *register.View, r request) (string, error) {
			if !slices.ContainsFunc(r.Steps, without) {
				return "There is no step of which it is not noted yet what came of it.", nil
			}
			return "", nil
		},
		Fields: func(_ *register.View, r request) ([]page.Field, error) {
			f := page.Field{Name: "step", Label: "Step", Control: page.Choice}
			for i, s := range r.Steps {
				if without(s) {
					f.Options = append(f.Options, page.Option{Value: strconv.Itoa(i),
						Label: desk.Upper(s.What)})
				}
			}
			return []page.Field{f, {Name: "outcome", Label: "What came of it", Control: page.Area}}, nil
		},
		Do: func(d *requestDoing) error {
			i, err := strconv.Atoi(d.In.Text("step"))
			if err != nil || i < 0 || i >= len(d.Record.Steps) {
				return page.ErrNotFound
			}
			d.Record.Steps[i].Outcome = d.In.Text("outcome")
			return nil
		}}
}

// without reports whether it is not known what came of a step.
func without(s record.StepOf) bool { return s.Outcome == "" }

// objecting are the deeds that note objections, and that they are resolved.
func objecting() []requestDeed {
	object := requestDeed{Name: "object", Label: "Note an objection", May: desk.StaffOf[request],
		Hindrance: undecided,
		Fields: func(*register.View, request) ([]page.Field, error) {
			return []page.Field{{Name: "text", Label: "What is objected to, and why",
				Control: page.Area, Hint: "Everyone can read it. Leave out who raised it: a response may " +
					"be confidential or anonymous."}}, nil
		},
		Do: func(d *requestDoing) error {
			d.Record.Raised = append(d.Record.Raised, record.Objection{Text: d.In.Text("text"),
				RaisedOn: calendar.DateOf(d.Tx.Now())})
			d.Record.Objections = record.ObjectionsOpen
			return nil
		}}
	return []requestDeed{object, resolving(), {Name: "no-objection",
		Label: "Note that there is no material objection", May: desk.StaffOf[request],
		Hindrance: func(v *register.View, r request) (string, error) {
			if len(r.Raised) > 0 {
				return "Objections were noted: note how each is resolved.", nil
			}
			if why, err := undecided(v, r); why != "" || err != nil {
				return why, err
			}
			c, err := asking(v, r.Consultation)
			if err != nil {
				return "", err
			}
			return stillOpen(v, c), nil
		},
		Do: func(d *requestDoing) error {
			d.Record.Objections = record.ObjectionsNone
			return nil
		}}}
}

// resolving is the deed that notes how an objection was resolved.
func resolving() requestDeed {
	open := func(o record.Objection) bool { return o.ResolvedOn.IsZero() }
	return requestDeed{Name: "resolve", Label: "Note an objection as resolved",
		May: desk.StaffOf[request],
		Hindrance: func(_ *register.View, r request) (string, error) {
			if !slices.ContainsFunc(r.Raised, open) {
				return "There is no objection that is not resolved.", nil
			}
			return "", nil
		},
		Fields: func(_ *register.View, r request) ([]page.Field, error) {
			f := page.Field{Name: "objection", Label: "Objection", Control: page.Choice}
			for i, o := range r.Raised {
				if open(o) {
					f.Options = append(f.Options, shelf.Options(strconv.Itoa(i), o.Text)...)
				}
			}
			return []page.Field{f, {Name: "how", Label: "How it is resolved", Control: page.Area}}, nil
		},
		Do: func(d *requestDoing) error {
			i, err := strconv.Atoi(d.In.Text("objection"))
			if err != nil || i < 0 || i >= len(d.Record.Raised) {
				return page.ErrNotFound
			}
			o := &d.Record.Raised[i]
			o.ResolvedOn, o.How = calendar.DateOf(d.Tx.Now()), d.In.Text("how")
			if !slices.ContainsFunc(d.Record.Raised, open) {
				d.Record.Objections = record.ObjectionsResolved
			}
			return nil
		}}
}

// objectionWords say what is known of objections.
var objectionWords = map[string]string{
	record.ObjectionsNone:     "none that is material",
	record.ObjectionsResolved: "all are resolved",
	record.ObjectionsOpen:     "not all are resolved",
}

// objectionRow says what is known of objections.
func objectionRow(r request) page.Row {
	row := page.Fact("Objections", desk.NotKnown)
	if r.Objections != "" {
		row = page.Fact("Objections", page.T(objectionWords[r.Objections]))
	}
	for _, o := range r.Raised {
		line := page.Words{page.T(o.Text + ": ")}
		if o.ResolvedOn.IsZero() {
			line = append(line, page.Strong("not resolved"))
		} else {
			line = append(line, page.T("resolved on "), desk.On(o.ResolvedOn), page.T(", "+o.How))
		}
		row.Values = append(row.Values, line)
	}
	return row
}
