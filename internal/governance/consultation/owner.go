package consultation

import (
	"errors"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// take refuses an event that means nothing for a consultation at an instant.
func take(c *record.Consultation, now time.Time, event string) error {
	_, err := Machine.Take(stateAt(c, now), event)
	var refused *process.Refusal
	if errors.As(err, &refused) {
		return page.Faults{{Text: desk.NotNow(refused)}}
	}
	return err
}

// staff is a consultation for a form of the code administrator, and everybody else is
// refused.
func (s subject) staff(ask *page.Ask) (*register.View, *record.Consultation, string, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, nil, "", err
	}
	a, err := actorOf(v.As(policy.System()), ask.Who)
	if err == nil {
		err = a.owner()
	}
	if err != nil {
		return nil, nil, "", err
	}
	c, meta, err := register.GetMeta[*record.Consultation](v, ask.Path["id"])
	return v, c, meta.Version, desk.Refusal(err)
}

// stepForm is a form that takes one of some steps: the first that is possible, and if none is
// it says so.
func (s subject) stepForm(ask *page.Ask, form *page.Form, events ...string) (*page.Form, error) {
	v, c, version, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	return stepping(v, c, version, form, events...), nil
}

// stepping is stepForm with what [subject.staff] gave.
func stepping(
	v *register.View, c *record.Consultation, version string, form *page.Form, events ...string,
) *page.Form {
	form.Kicker, form.Crumbs, form.Version = c.Heading(), crumbs(c), version
	var err error
	for _, event := range events {
		then := *c // the step is only tried
		if err = take(&then, v.Moment().So, event); err == nil {
			return form
		}
	}
	form.Faults = page.Faults{{Text: err.Error()}}
	return form
}

// ownerDo changes a consultation, in one act that is checked in its transaction. An empty
// event is no step.
func (s subject) ownerDo(
	ask *page.Ask, in page.Input, event, verb, notice string,
	do func(*register.Tx, *record.Consultation) error,
) (*page.Done, error) {
	id := ask.Path["id"]
	err := s.Act(ask, register.Act{Verb: verb, Reason: in.Text("reason")},
		func(tx *register.Tx) error {
			a, err := actorOf(tx.View, ask.Who)
			if err == nil {
				err = a.owner()
			}
			if err != nil {
				return err
			}
			c, err := get(tx.View, id)
			if err != nil {
				return err
			}
			if event != "" {
				if err := take(c, tx.Now(), event); err != nil {
					return err
				}
			}
			if in.Version != "" {
				if err := tx.Unchanged("consultation", id, in.Version); err != nil {
					return err
				}
			}
			return do(tx, c)
		})
	if err != nil {
		return nil, err
	}
	return &page.Done{To: page.At("consultations", id), Notice: notice}, nil
}

// The fields of forms that say when.
const (
	opensField  = "opens-on"
	closesField = "closes-on"
	timeField   = "closes-time"
)

// closingFields ask for the closing.
func closingFields(c *record.Consultation) []page.Field {
	clock := desk.ClockField(timeField, "Closes at", c.ClosesAt)
	clock.Optional, clock.Hint = true, clock.Hint+". Left empty: 17:00, the usual time"
	return []page.Field{desk.DayField(closesField, "Closes on", calendar.DateOf(c.ClosesAt)), clock}
}

// readClosing is the closing that was posted.
func readClosing(in page.Input) (closes time.Time, faults page.Faults) {
	day, err := desk.DayOf(in, closesField) // the form has checked that there is one
	if err != nil {
		return closes, faultsOf(err)
	}
	if closes, err = desk.TimeOf(in, timeField, day); err == nil && closes.IsZero() {
		closes = calendar.CloseOfDay(day)
	}
	return closes, faultsOf(err)
}

// faultsOf are the faults that an error is.
func faultsOf(err error) (faults page.Faults) {
	errors.As(err, &faults)
	return faults
}

// openForm opens a consultation, now or on a day.
func (s subject) openForm(ask *page.Ask) (*page.Form, error) {
	opens := desk.DayField(opensField, "Opens on", calendar.Date{})
	opens.Optional = true
	opens.Hint = "Left empty: now. On a day to come it opens as the day begins, and is announced now."
	fields := append([]page.Field{opens}, closingFields(&record.Consultation{})...)
	fields = append(fields, page.Field{Name: "reason", Label: "Why the period is short",
		Control: page.Area, Rows: 3, Limit: 1000, Optional: true,
		Hint: "Only where it is open for fewer than " + plural(usualDays, "Working Day")})
	return s.stepForm(ask, &page.Form{Title: "Open the consultation", Fields: fields,
		Submit: "Open it",
		After: []page.Block{page.Para{Words: page.Say("Everybody can see it then, and those who are " +
			"asked are told.")}}}, "open")
}

// submitOpenForm opens a consultation.
func (s subject) submitOpenForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "open", "open a consultation", "The consultation is announced.",
		func(tx *register.Tx, c *record.Consultation) error {
			closes, faults := readClosing(in)
			opens := tx.Now()
			day, err := desk.DayOf(in, opensField)
			switch today := calendar.DateOf(tx.Now()); {
			case err != nil || !day.IsZero() && day.Before(today):
				faults.Add(opensField, "Enter a day that is not past, or leave it empty to open now")
			case day.After(today):
				opens = day.Start()
			}
			if len(faults) == 0 && !closes.After(opens) {
				faults.Add(closesField, "Enter a closing after the opening")
			}
			days := desk.Calendar(tx.View).Between(calendar.DateOf(opens), calendar.DateOf(closes))
			if len(faults) == 0 && days < usualDays && in.Text("reason") == "" {
				faults.Add("reason", "Say why: it would be open for %s, and %d are usual",
					plural(days, "Working Day"), usualDays)
			}
			if err := faults.Err(); err != nil {
				return err
			}
			c.Stage, c.Visible, c.OpensAt = "", policy.Label{}, opens
			if days < usualDays {
				c.ShortFor = in.Text("reason")
			}
			setClosing(c, closes)
			if err := tx.Put(c); err != nil {
				return err
			}
			if err := unschedule(tx, c); err != nil {
				return err
			}
			if err := tell(tx, c, noticeOpened, c.Heading()+" is open", opens); err != nil {
				return err
			}
			return schedule(tx, c)
		})
}

// setClosing says when a consultation closes; it is no convention then.
func setClosing(c *record.Consultation, t time.Time) {
	c.ClosesAt, c.ClosesOn = t, calendar.DateOf(t)
	for _, field := range []string{"closes_at", "closes_on"} {
		delete(c.BasisOf, field)
	}
}

// extendForm moves the closing, or sets it where none is known.
func (s subject) extendForm(ask *page.Ask) (*page.Form, error) {
	v, c, version, err := s.staff(ask)
	if err != nil {
		return nil, err
	}
	title, event := "Extend the consultation", "extend"
	if c.ClosesAt.IsZero() {
		title, event = "Set the closing date", "set_closing"
	}
	fields := append(closingFields(c), page.Field{Name: "reason", Label: "Reason", Control: page.Area,
		Rows: 3, Limit: 1000, Absent: "Give a reason"})
	return stepping(v, c, version, &page.Form{Title: title, Fields: fields, Submit: title,
		Also: func(in page.Input) page.Faults {
			_, faults := laterClosing(c, in, v.Moment().So)
			return faults
		},
		After: []page.Block{page.Para{
			Words: page.Say("All who were told of it are told again.")}}}, event), nil
}

// laterClosing is the closing that a consultation is moved to, with what is wrong with it.
func laterClosing(
	c *record.Consultation, in page.Input, now time.Time,
) (closes time.Time, faults page.Faults) {
	closes, faults = readClosing(in)
	if len(faults) == 0 && (!closes.After(c.ClosesAt) || !closes.After(now)) {
		faults.Add(closesField, "Enter a closing that is later than now, and than the one there is")
	}
	if in.Text("reason") == "" {
		faults.Add("reason", "Give a reason")
	}
	return closes, faults
}

// submitExtendForm moves the closing.
func (s subject) submitExtendForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "", "move the closing of a consultation",
		"The closing is moved, and all are told again.",
		func(tx *register.Tx, c *record.Consultation) error {
			event := "extend"
			if c.ClosesAt.IsZero() {
				event = "set_closing"
			}
			if err := take(c, tx.Now(), event); err != nil {
				return err
			}
			closes, faults := laterClosing(c, in, tx.Now())
			if err := faults.Err(); err != nil {
				return err
			}
			c.Moves = append(c.Moves, record.ClosingMove{From: c.ClosesAt, To: closes, At: tx.Now(),
				Reason: in.Text("reason")})
			setClosing(c, closes)
			if err := tx.Put(c); err != nil {
				return err
			}
			if err := unschedule(tx, c); err != nil {
				return err
			}
			why := c.Heading() + " now closes " + calendar.Moment(closes)
			if err := tell(tx, c, "extended", why, tx.Now(), "involved:"+c.ID); err != nil {
				return err
			}
			return schedule(tx, c)
		})
}

// withdrawConsultationForm takes a consultation back.
func (s subject) withdrawConsultationForm(ask *page.Ask) (*page.Form, error) {
	return s.stepForm(ask, &page.Form{Title: "Withdraw the consultation", Danger: true,
		Submit: "Withdraw it", Fields: []page.Field{{Name: "reason", Label: "Reason",
			Control: page.Area, Rows: 3, Limit: 1000, Absent: "Give a reason"}}}, "withdraw")
}

// submitWithdrawConsultationForm takes a consultation back.
func (s subject) submitWithdrawConsultationForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "withdraw", "withdraw a consultation", "The consultation is withdrawn.",
		func(tx *register.Tx, c *record.Consultation) error {
			told := c.Stage == ""
			c.Stage = record.StageWithdrawn
			c.Withdrawal = &record.Statement{At: tx.Now(), Text: in.Text("reason")}
			if err := tx.Put(c); err != nil || !told {
				return err
			}
			if err := unschedule(tx, c); err != nil {
				return err
			}
			return tell(tx, c, "withdrawn", c.Heading()+" is withdrawn", tx.Now(), "involved:"+c.ID)
		})
}

// collateForm begins to read and count.
func (s subject) collateForm(ask *page.Ask) (*page.Form, error) {
	return s.stepForm(ask, &page.Form{Title: "Start collating", Submit: "Start collating",
		Before: []page.Block{page.Para{Words: page.Say("Everybody sees that the responses are being " +
			"read. Late ones can still be accepted.")}}}, "collate")
}

// submitCollateForm begins to read and count.
func (s subject) submitCollateForm(ask *page.Ask, in page.Input) (*page.Done, error) {
	return s.ownerDo(ask, in, "collate", "start collating responses", "Collating has started.",
		func(tx *register.Tx, c *record.Consultation) error {
			c.Stage, c.Collating = record.StageCollating, &record.Statement{At: tx.Now()}
			return tx.Put(c)
		})
}
