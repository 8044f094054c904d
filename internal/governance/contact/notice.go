package contact

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// topic is what notices about contacts belong to. That a confirmation is due is also told with the
// deadlines of the Party's people.
const topic = "contacts"

// tell tells the people of the Party of an entry something.
func tell(tx *register.Tx, e entry, event, why, text string) error {
	return record.Leave(tx, toParty(e, event, why, text, tx))
}

func toParty(e entry, event, why, text string, tx *register.Tx) record.Notice {
	return record.Notice{About: e.ID, Event: event, Topic: topic, Party: e.Party,
		To: []string{"party:" + e.Party}, Due: tx.Now(), Why: why, Text: text}
}

// askAgain leaves what is to be asked in the quarters to come about an entry that is confirmed now,
// in the place of what was to be asked before.
func askAgain(tx *register.Tx, e entry) error {
	if _, err := record.Recall(tx, e.ID); err != nil {
		return err
	}
	c := desk.Calendar(tx.View)
	q := calendar.DateOf(tx.Now())
	for i := range asks {
		q = record.NextQuarter(q)
		asked, expires, err := record.Confirming(c, q)
		if err != nil { // beyond the calendar
			return nil
		}
		n := toParty(e, "contact_confirmation", "The operational contact of "+e.Organisation+
			" is to be confirmed by "+calendar.Moment(expires),
			"Confirm with one press that it still holds, or change it.", tx)
		n.Due = asked
		if err := record.Leave(tx, n); err != nil {
			return err
		}
		if i > 0 {
			continue
		}
		n = toParty(e, "contact_stale", "The operational contact of "+e.Organisation+
			" was not confirmed in time", "It is marked so where others find it, until you confirm it.", tx)
		n.Due = expires
		if err := record.Leave(tx, n); err != nil {
			return err
		}
		n.Party, n.To, n.Text = "", []string{"staff"}, ""
		if err := record.Leave(tx, n); err != nil {
			return err
		}
	}
	return nil
}
