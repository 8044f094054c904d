package newsletter

import (
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// most bounds what is read of a kind for an edition: far more than there is at a time.
const most = 500

// greeting is the welcome of the edition.
func greeting(m *maker, _ *Rule) ([]subject, error) {
	w := m.edition.Welcome
	if w == nil {
		return nil, nil
	}
	kind, id := m.edition.Named()
	s := subject{body: w.Summary, entry: record.EditionEntry{Kind: kind, ID: id, Title: w.Headline}}
	via, err := m.refs("contact", w.FeedbackVia...)
	if err != nil {
		return nil, err
	}
	if on := strings.Join(w.InvitesFeedbackOn, ", "); on != "" {
		s.entry.Lines = append(s.entry.Lines, line("Feedback wanted on", on))
	}
	if len(via) > 0 {
		s.entry.Lines = append(s.entry.Lines, record.EditionLine{Term: "Feedback to", Words: via})
	}
	return []subject{s}, nil
}

// consulting are the consultations that are open, by closing date, those without one last.
// One that somebody else runs, and that is listed here for information, is none of them.
func (m *maker) consulting() ([]*record.Consultation, error) {
	if m.open != nil {
		return m.open, nil
	}
	m.open = []*record.Consultation{}
	for _, q := range []register.Query{
		{Key: "closes", From: register.InstantKey(m.at.Add(time.Microsecond)), Limit: most},
		{Key: "undated", Is: "yes", Limit: most},
	} {
		found, err := register.Find[*record.Consultation](m.v, q)
		if err != nil {
			return nil, err
		}
		for _, c := range found.Records {
			if m.isOpen(c) {
				m.open = append(m.open, c)
			}
		}
	}
	if err := m.readAbout(m.open); err != nil {
		return nil, err
	}
	return m.open, arrange(m, m.open, func(c *record.Consultation) time.Time {
		if closes := closing(c); !closes.IsZero() {
			return closes
		}
		return forever
	})
}

// forever is later than any day of the register.
var forever = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// closing is when a consultation closes: where only the day is known, at the close of it;
// the zero time where not even that is known.
func closing(c *record.Consultation) time.Time {
	if c.ClosesAt.IsZero() {
		return calendar.CloseOfDay(c.ClosesOn)
	}
	return c.ClosesAt
}

// isOpen reports whether a consultation can be answered.
func (m *maker) isOpen(c *record.Consultation) bool {
	closes := closing(c)
	return c.Stage == "" && !c.Elsewhere && !c.OpensAt.After(m.at) &&
		(closes.IsZero() || closes.After(m.at)) && !c.OpenedBy.After(m.day)
}

// aboutModifications are the types of consultations that are about Modifications, whether
// they name one or not.
var aboutModifications = []string{"development_feedback", "refinement", "modification_report"}

func isAboutModification(c *record.Consultation) bool {
	return c.Modification != "" || len(c.Modifications) > 0 ||
		slices.Contains(aboutModifications, c.Type)
}

// otherMatters are the consultations that are not about a Modification.
func otherMatters(m *maker, _ *Rule) ([]subject, error) {
	return m.consultations(func(c *record.Consultation) bool { return !isAboutModification(c) })
}

// consultations are those of the types of the rule.
func consultations(m *maker, r *Rule) ([]subject, error) {
	return m.consultations(func(c *record.Consultation) bool {
		return slices.Contains(r.Types, c.Type)
	})
}

// otherModifications are the consultations about a Modification that no other rule tells of.
func otherModifications(m *maker, _ *Rule) ([]subject, error) {
	return m.consultations(func(c *record.Consultation) bool {
		return isAboutModification(c) && !m.told[ref(c)] &&
			!(c.Type == "development_feedback" && closing(c).IsZero())
	})
}

func ref(rec register.Record) register.Hit {
	kind, id := rec.Named()
	return register.Hit{Kind: kind, ID: id}
}

// beside names a record that an entry of another tells of too.
func beside(rec record.Titled) record.EditionRef {
	kind, id := rec.Named()
	return record.EditionRef{Kind: kind, ID: id, Title: rec.Heading()}
}

// consultations tells of those that are open and wanted.
func (m *maker) consultations(wanted func(*record.Consultation) bool) (found []subject, err error) {
	all, err := m.consulting()
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(slices.Clone(all),
		func(c *record.Consultation) bool { return !wanted(c) })
	for _, c := range all {
		entry, err := m.consultation(c)
		if err != nil {
			return nil, err
		}
		found = append(found, subject{entry: entry, last: m.isLast(c)})
	}
	return found, nil
}

// isLast reports whether a consultation was open when the edition before came out, and
// closes before the next.
func (m *maker) isLast(c *record.Consultation) bool {
	opened := c.OpenedBy
	if !c.OpensAt.IsZero() {
		opened = calendar.DateOf(c.OpensAt)
	}
	closes := closing(c)
	return !opened.IsZero() && !m.since.IsZero() && !opened.After(m.since) && !closes.IsZero() &&
		calendar.DateOf(closes).Before(m.day.AddDays(editionsDays))
}

// draftProposals are those raised since the edition before, and what asks about them.
func draftProposals(m *maker, _ *Rule) (found []subject, err error) {
	all, err := register.Find[*record.Modification](m.v,
		register.Query{Key: "stage", Is: "development", Limit: most})
	if err != nil {
		return nil, err
	}
	fresh := slices.DeleteFunc(all.Records,
		func(mod *record.Modification) bool { return !m.isNew(mod) })
	if err := arrange(m, fresh, asEntered); err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, mod := range fresh {
		named[mod.ID] = true
	}
	if err := m.readRelated(fresh...); err != nil {
		return nil, err
	}
	for _, mod := range fresh {
		entry, err := m.modification(mod)
		if err != nil {
			return nil, err
		}
		found = append(found, subject{entry: entry})
	}
	feedback, err := m.consultations(func(c *record.Consultation) bool {
		return c.Type == "development_feedback" &&
			(named[c.Modification] || slices.ContainsFunc(c.Modifications, func(id string) bool {
				return named[id]
			}))
	})
	return append(found, feedback...), err
}

// isNew reports whether a Draft Proposal was raised since the edition before. Where no date
// is known, what was printed of it decides.
func (m *maker) isNew(mod *record.Modification) bool {
	raised := mod.RaisedOn
	if raised.IsZero() {
		raised = mod.RaisedAfter
	}
	if raised.IsZero() {
		return mod.NewSinceLast
	}
	return !raised.Before(m.since) && !raised.After(m.day)
}

// releases are those that go live soon.
func releases(m *maker, _ *Rule) (found []subject, err error) {
	all, err := register.Find[*record.Release](m.v, register.Query{Key: "goes_live",
		From: m.day.String(), To: m.day.AddDays(releaseDays + 1).String(), Limit: most})
	if err != nil {
		return nil, err
	}
	for _, r := range all.Records {
		named := slices.Concat(r.Modifications, r.Intended, []string{r.Supporting})
		if err := m.read("modification", named...); err != nil {
			return nil, err
		}
		entry, err := m.release(r)
		if err != nil {
			return nil, err
		}
		found = append(found, subject{entry: entry})
	}
	return found, nil
}

// surveys are those of the statuses of the rule that are not over. Their name is what they
// are on the day.
func surveys(m *maker, r *Rule) ([]subject, error) {
	return listed(m, register.Query{Key: "status", Among: r.Types},
		func(v *record.Survey, s *subject) (bool, error) {
			s.name = "Upcoming"
			if v.Status == open || m.past(v.OpensOn.Start()) {
				s.name = "Open now:"
			}
			return v.Status != resultsPublished && m.past(calendar.CloseOfDay(v.ClosesOn)), nil
		})
}

// The statuses of surveys and vacancies that the rules know.
const (
	toCome           = "upcoming"
	open             = "open"
	resultsPublished = "results_published"
)

// past reports whether an instant is known and has come.
func (m *maker) past(at time.Time) bool { return !at.IsZero() && !m.at.Before(at) }

// vacancies are those of the status of the rule that are not over.
func vacancies(m *maker, r *Rule) ([]subject, error) {
	return listed(m, register.Query{Key: "status", Among: r.Types},
		func(v *record.Vacancy, s *subject) (bool, error) {
			s.name = v.Team
			if !v.ClosesOn.IsZero() && !v.Assumed("closes_on") {
				s.entry.Dates = append(s.entry.Dates, date(v, v.ClosesOn, v.Heading()+" closes"))
			}
			return m.past(calendar.CloseOfDay(v.ClosesOn)), nil
		})
}

func contactLists(m *maker, _ *Rule) ([]subject, error) {
	return listed(m, register.Query{},
		func(l *record.ContactList, s *subject) (bool, error) {
			guidance, err := m.get("publication", l.Guidance)
			if guidance != nil {
				s.entry.With = append(s.entry.With, beside(guidance))
			}
			return false, err
		})
}

func webPages(m *maker, r *Rule) ([]subject, error) {
	return listed[*record.Publication](m, register.Query{Key: "kind", Is: r.Types[0]}, nil)
}

// helpdesks are those of the administrator, with their hours.
func helpdesks(m *maker, _ *Rule) ([]subject, error) {
	return listed(m, register.Query{}, func(h *record.Helpdesk, s *subject) (bool, error) {
		contact, err := m.get("contact", h.Contact)
		if contact != nil {
			s.entry.Title = contact.Heading()
		}
		s.entry.Lines = append(s.entry.Lines, line("Open", hours(h)))
		return false, err
	})
}

// listed are the records that a query finds, in the order in which they were entered; more
// says what is told beyond their facts, or that one is left out.
func listed[T record.Titled](
	m *maker, q register.Query, more func(T, *subject) (out bool, err error),
) (found []subject, err error) {
	q.Limit = most
	all, err := register.Find[T](m.v, q)
	if err != nil {
		return nil, err
	}
	if err := arrange(m, all.Records, asEntered); err != nil {
		return nil, err
	}
	for _, rec := range all.Records {
		m.note(rec)
		entry, err := m.entry(rec)
		if err != nil {
			return nil, err
		}
		s, out := subject{entry: entry}, false
		if more != nil {
			if out, err = more(rec, &s); err != nil {
				return nil, err
			}
		}
		if !out {
			found = append(found, s)
		}
	}
	return found, nil
}

// asEntered is no order but that of entry.
func asEntered[T any](T) time.Time { return time.Time{} }

// arrange sorts records by an instant, and those of one instant by when they were entered.
func arrange[T record.Titled](m *maker, all []T, by func(T) time.Time) error {
	if len(all) < 2 {
		return nil
	}
	ids := make([]string, len(all))
	for i, rec := range all {
		ids[i] = rec.Identity()
	}
	kind, _ := all[0].Named()
	entered, err := m.v.Entered(kind, ids...)
	places := map[string]int{}
	for i, id := range entered {
		places[id] = i
	}
	slices.SortStableFunc(all, func(a, b T) int {
		if order := by(a).Compare(by(b)); order != 0 {
			return order
		}
		return places[a.Identity()] - places[b.Identity()]
	})
	return err
}
