package helpdesk

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// deed is something that can be done with a ticket.
type deed = desk.Deed[*record.Ticket]

// deeds are all that can be done with a ticket by people of the register.
func (s subject) deeds() *desk.Deeds[*record.Ticket] {
	return &desk.Deeds[*record.Ticket]{Desk: s.Desk, Kind: "ticket", Machine: TicketLife,
		Now: func(v *register.View, t *record.Ticket) (string, error) {
			return string(t.StateAt(v.Moment().So)), nil
		},
		Enter: func(*record.Ticket, string) {}, // office.enter does, at the instant of the act
		Deeds: []deed{
			replying(doResolve, "Your answer", answerIt),
			replying(doReply, "Your reply", replyOn),
			replying(doAsk, "What you ask back", askBack),
			sorting(), referring(), resuming(), noting(), s.generalising(),
			withWriting(), rating(), closing(), erasing(),
		}}
}

// taken is the step that a deed takes with a ticket; the deed was allowed.
func taken(d *ticketDoing, event string) (office, process.Step, error) {
	o, err := officeOf(d.Tx.View)
	if err != nil {
		return o, process.Step{}, err
	}
	step, err := TicketLife.Take(string(d.Record.StateAt(d.Tx.Now())), event)
	return o, step, err
}

// replying is a deed by which the helpdesk writes to whoever asked.
func replying(event, label string, after func(*ticketDoing, office) error) deed {
	x := desk.Take(TicketLife, event, desk.StaffOf[*record.Ticket])
	x.Fields = func(_ *register.View, t *record.Ticket) ([]page.Field, error) {
		hint := "Whoever asked is told that it is there."
		if t.Person == "" && said(t.Address) == "" {
			hint = "Nobody is told: no address is known. Pass it on yourself."
		}
		return []page.Field{textField(label, hint)}, nil
	}
	x.Do = func(d *ticketDoing) error {
		o, step, err := taken(d, event)
		if err != nil {
			return err
		}
		t, now := d.Record, d.Tx.Now()
		if t.RepliedAt.IsZero() {
			t.RepliedAt = now.Truncate(minute)
			t.Late = late(t, t.RepliedAt)
		}
		if t.Assignee == "" {
			t.Assignee = d.Tx.Act().Who
		}
		o.enter(t, record.TicketState(step.To), now)
		if err := enter(d.Tx, t, record.TicketEntry{Kind: record.EntryReply, By: d.Tx.Act().Who},
			plain(d.In.Text("text"))); err != nil {
			return err
		}
		if _, err := record.Recall(d.Tx, t.ID); err != nil {
			return err
		}
		return after(d, o)
	}
	return x
}

func answerIt(d *ticketDoing, _ office) error {
	return tell(d.Tx, d.Record, eventResolved, "The helpdesk has answered your question "+
		d.Record.Reference()+".", "If something is still open, open it again until "+
		calendar.Moment(d.Record.Ends)+". Say there as well how satisfied you are.", d.Tx.Now())
}

func replyOn(d *ticketDoing, _ office) error {
	return tell(d.Tx, d.Record, eventReply, "The helpdesk has replied to your question "+
		d.Record.Reference()+".", "More is to follow.", d.Tx.Now())
}

func askBack(d *ticketDoing, o office) error { return waits(d.Tx, d.Record, o) }

// sorting says what a ticket is about, how urgent it is and who answers it.
func sorting() deed {
	x := desk.Take(TicketLife, doTriage, desk.StaffOf[*record.Ticket])
	type T = *record.Ticket
	bound := []desk.Bound[T]{
		desk.BoundText(page.Field{Name: "category", Label: "What it is about", Control: page.Select,
			Options: categories}, func(t T) *string { return (*string)(&t.Category) }),
		desk.BoundText(page.Field{Name: "priority", Label: "Priority", Control: page.Choice,
			Optional: true, Options: shelf.Options("high", "High", "low", "Low"),
			Hint: "None of them: the usual"}, func(t T) *string { return &t.Priority }),
		desk.BoundRef(page.Field{Name: "assignee", Label: "Who answers it", Optional: true}, "person",
			register.Query{Key: "works_for", Is: "secas"}, func(t T) *string { return &t.Assignee }),
	}
	x.Fields = func(v *register.View, t T) ([]page.Field, error) {
		fields, err := desk.Asked(bound)(v, t)
		if err != nil {
			return nil, err
		}
		about, err := aboutField(v, t.About)
		return append(fields, about), err
	}
	x.Do = func(d *ticketDoing) error {
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		reader, err := readerOf(d.Tx.View, d.Record)
		if err != nil {
			return err
		}
		if d.Record.About, err = aboutOf(d.Tx.View, reader, "whoever asked", d.In); err != nil {
			return err
		}
		o, step, err := taken(d, doTriage)
		o.enter(d.Record, record.TicketState(step.To), d.Tx.Now())
		return err
	}
	return x
}

// referring says that somebody else was asked, which whoever asked is not told.
func referring() deed {
	x := desk.Take(TicketLife, doRefer, desk.StaffOf[*record.Ticket])
	x.Fields = func(*register.View, *record.Ticket) ([]page.Field, error) {
		return []page.Field{textField("Whom you asked, and what", "A note for the helpdesk alone")}, nil
	}
	x.Do = func(d *ticketDoing) error {
		o, step, err := taken(d, doRefer)
		if err != nil {
			return err
		}
		o.enter(d.Record, record.TicketState(step.To), d.Tx.Now())
		return note(d)
	}
	return x
}

// resuming says that somebody else has answered.
func resuming() deed {
	x := desk.Take(TicketLife, doResume, desk.StaffOf[*record.Ticket])
	x.Fields = func(*register.View, *record.Ticket) ([]page.Field, error) {
		return []page.Field{textField("What they said", "A note for the helpdesk alone")}, nil
	}
	x.Do = func(d *ticketDoing) error {
		o, step, err := taken(d, doResume)
		if err != nil {
			return err
		}
		o.enter(d.Record, record.TicketState(step.To), d.Tx.Now())
		return note(d)
	}
	return x
}

// noting adds a note for the helpdesk alone.
func noting() deed {
	return deed{Name: "note", Label: "Add a note", May: desk.StaffOf[*record.Ticket],
		Lead: "The helpdesk alone sees it.",
		Fields: func(*register.View, *record.Ticket) ([]page.Field, error) {
			return []page.Field{textField("Note", "")}, nil
		}, Do: note}
}

func note(d *ticketDoing) error {
	return enter(d.Tx, d.Record, record.TicketEntry{Kind: record.EntryNote, By: d.Tx.Act().Who},
		plain(d.In.Text("text")))
}

// asked reports whether a ticket is the reader's.
func asked(r *policy.Reader, t *record.Ticket) bool {
	return t.Person != "" && t.Person == r.Person
}

// withWriting is how whoever asked adds something.
func withWriting() deed {
	return deed{Name: "write", Label: "Write more", May: asked,
		Lead: "What you add goes to the helpdesk. Where the question was answered, it is opened again.",
		Hindrance: func(v *register.View, t *record.Ticket) (string, error) {
			return over(t, v.Moment().So), nil
		},
		Fields: func(_ *register.View, t *record.Ticket) ([]page.Field, error) {
			return []page.Field{textField("What you want to say", "")}, nil
		},
		Do: func(d *ticketDoing) error {
			w := &writing{tx: d.Tx, t: d.Record, in: d.In, channel: "web_form",
				entry: record.TicketEntry{By: d.Tx.Act().Who}}
			return w.write()
		}}
}

// rating is how whoever asked says how satisfied they are.
func rating() deed {
	return deed{Name: "rate", Label: "Say how satisfied you are", May: asked,
		Hindrance: func(v *register.View, t *record.Ticket) (string, error) {
			return notRateable(t, v.Moment().So), nil
		},
		Fields: func(*register.View, *record.Ticket) ([]page.Field, error) {
			return []page.Field{scoreField()}, nil
		},
		Do: func(d *ticketDoing) error {
			return (&writing{tx: d.Tx, t: d.Record, in: d.In}).rate()
		}}
}

// closing closes what is no question. Only whom the register knows is told: an answer to what came
// by mail unasked would go to anybody.
func closing() deed {
	x := desk.Take(TicketLife, doClose, desk.StaffOf[*record.Ticket])
	x.Danger = true
	x.Lead += " Whoever asked can read the reason."
	x.Do = func(d *ticketDoing) error {
		o, step, err := taken(d, doClose)
		if err != nil {
			return err
		}
		o.enter(d.Record, record.TicketState(step.To), d.Tx.Now())
		t := d.Record
		t.Why = d.In.Text("reason")
		if _, err := record.Recall(d.Tx, t.ID); err != nil || t.Person == "" {
			return err
		}
		return tell(d.Tx, t, eventClosed, "Your question "+t.Reference()+" was closed.",
			"The page of your question says why.", d.Tx.Now())
	}
	return x
}

// erasing removes what was written, and by whom, when it is needed no more.
func erasing() deed {
	return deed{Name: "erase", Label: "Remove what was written", Danger: true,
		May: desk.StaffOf[*record.Ticket],
		Lead: "The texts, the name and the address are removed for good. That there was a question " +
			"stays.",
		Hindrance: func(v *register.View, t *record.Ticket) (string, error) {
			if t.StateAt(v.Moment().So) != record.TicketClosed {
				return "Close it first: what is still worked on cannot be removed.", nil
			}
			return "", nil
		},
		Fields: func(*register.View, *record.Ticket) ([]page.Field, error) {
			return []page.Field{{Name: "why", Label: "Why", Control: page.Line, Limit: 200,
				Hint: "It is said in the place of the texts. Name nobody."}}, nil
		},
		Do: func(d *ticketDoing) error {
			why := d.In.Text("why")
			entries, err := entriesOf(d.Tx.View, d.Record.ID)
			if err != nil {
				return err
			}
			for _, e := range entries {
				if err := d.Tx.Erase("ticket_entry", e.ID, why); err != nil {
					return err
				}
			}
			notices, err := register.All[*record.Notice](d.Tx.View,
				register.Query{Key: "about", Is: d.Record.ID})
			if err != nil {
				return err
			}
			for _, n := range notices {
				if n.Address.Empty() {
					continue
				}
				if err := d.Tx.Erase("notice", n.ID, why); err != nil {
					return err
				}
			}
			if err := d.Tx.Erase("ticket", d.Record.ID, why); err != nil {
				return err
			}
			erased, err := register.Get[*record.Ticket](d.Tx.View, d.Record.ID)
			if err == nil {
				*d.Record = *erased
			}
			return err
		}}
}
