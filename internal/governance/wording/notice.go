package wording

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The events of notices about the text, which whoever watches a clause is told of.
const (
	EventTouched  = "text_touched"  // a proposal would change it
	EventApproved = "text_approved" // and was approved
	EventChanges  = "text_changes"  // a Release changes it
)

// Watching is the rule by which those who watch one of the places of a notice are told.
const Watching = "watching"

// changesHour is when on the day of a Release people are told, London time [D].
const changesHour = 9

// tell leaves a notice for those who watch one of several places.
func tell(tx *register.Tx, about, event, why string, places []string, due time.Time) error {
	if len(places) == 0 {
		return nil
	}
	return record.Leave(tx, record.Notice{About: about, Event: event, Why: why, Places: places,
		Due: due, To: []string{Watching}})
}

// TellTouched says that a legal text was published.
func TellTouched(
	tx *register.Tx, m *record.Modification, t *record.LegalText, places []string,
) error {
	return tell(tx, m.ID, EventTouched, m.Number()+" would change it: its legal text "+t.Version+
		" is published", places, tx.Now())
}

// TellApproved says that a Modification was approved, where it has a legal text that is published.
func TellApproved(tx *register.Tx, m *record.Modification) error {
	t, err := Published(tx.View, m.ID)
	if t == nil {
		return err
	}
	return tell(tx, m.ID, EventApproved, m.Number()+", which changes it, is approved", t.Clauses,
		tx.Now())
}

// TellChanges says on the day of a Release what its text changes. It is called whenever the text
// or the day changes, and takes back what was said of another day.
func TellChanges(tx *register.Tx, r *record.Release) error {
	told, err := record.Recall(tx, r.ID, EventChanges)
	if err != nil {
		return err
	}
	text, err := TextOf(tx.View, r)
	byDate := r.Content == record.TextOnly || !r.NotedLive.IsZero()
	if err != nil || text == nil || r.Cancelled != "" || r.LiveOn().IsZero() || !byDate {
		return err // with system changes: once somebody says that it is live
	}
	due := r.LiveOn().At(changesHour, 0)
	if !due.After(tx.Now()) && told > 0 {
		return nil
	}
	return tell(tx, r.ID, EventChanges, "The "+r.Heading()+" changes it", text.Clauses, due)
}

// TellCorrected says that the text of a Release was corrected.
func TellCorrected(tx *register.Tx, r *record.Release, clauses []string) error {
	return tell(tx, r.ID, EventChanges, "The text of the "+r.Heading()+" was corrected", clauses,
		tx.Now())
}

// TakeBack ends the drafted text of a Release that is not live, where a Modification is in it that
// is not to be. It has to be drafted again then.
func TakeBack(tx *register.Tx, release, modification string) error {
	r, err := register.Get[*record.Release](tx.View, release)
	if errors.Is(err, register.ErrNotFound) || err == nil && r.LiveAt(tx.Now()) {
		return nil
	}
	if err != nil {
		return err
	}
	text, err := TextOf(tx.View, r)
	if err != nil || text == nil || !slices.Contains(text.Modifications, modification) {
		return err
	}
	if err := tx.End("code_text", text.ID, tx.Now()); err != nil {
		return err
	}
	return TellChanges(tx, r)
}

// Heard reports whether a notice is about what somebody watches: the clause or a part of it, the
// document, or the definition of the term.
func Heard(n *record.Notice, w *record.Watch) bool {
	return slices.ContainsFunc(n.Places, func(place string) bool {
		if w.Term != "" {
			return strings.HasSuffix(place, "["+legal.Slug(w.Term)+"]")
		}
		return Within(place, record.Place(w.Document, w.Clause))
	})
}
