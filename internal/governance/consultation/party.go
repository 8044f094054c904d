package consultation

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// signatory is the role of a person whose word binds a Party.
const signatory = "signatory"

// actor is whoever asks, with what they may do.
type actor struct {
	policy.Rights
	signs bool // for their Parties
}

// actorOf is whoever asks, as the register of a view has them: that of a rule, which sees
// everything. Somebody who has not signed in is asked to.
func actorOf(v *register.View, who string) (a actor, err error) {
	if who == "" {
		return a, page.ErrSignIn
	}
	if a.Rights, err = desk.Rights(v, who); err != nil {
		return a, err
	}
	person, err := register.Get[*record.Person](v, who)
	if errors.Is(err, register.ErrNotFound) {
		return a, nil
	}
	a.signs = err == nil && person.Role == signatory
	return a, err
}

// owner refuses everybody but the code administrator.
func (a actor) owner() error {
	if !a.Staff {
		return page.ErrForbidden
	}
	return nil
}

// party refuses everybody who does not act for a Party.
func (a actor) party(id string) error {
	if !slices.Contains(a.Parties, id) {
		return page.ErrForbidden
	}
	return nil
}

// partyField is the query, or the field, that says for which Party somebody acts.
const partyField = "party"

// forParty is the address of a page that is about one Party.
func forParty(c *record.Consultation, party string, below ...string) page.Address {
	return at(c, below...).With(url.Values{partyField: {party}})
}

// desktop is what a form of a Party works with: a consultation, and what the Party has of it.
type desktop struct {
	view     *register.View // as whoever asks may see it
	actor    actor
	c        *record.Consultation
	party    string // empty: one of several is still to be chosen
	draft    *record.ResponseDraft
	response *record.Response
	late     *record.LateAcceptance
	version  string // of draft and response together
}

// desktopFor is the desktop for whoever asks, and for the Party of the query.
func (s subject) desktopFor(ask *page.Ask) (*desktop, error) {
	v, c, err := s.read(ask)
	if err != nil {
		return nil, err
	}
	a, err := actorOf(v.As(policy.System()), ask.Who)
	if err != nil {
		return nil, err
	}
	party := ask.Query.Get(partyField)
	switch {
	case len(a.Parties) == 0 || party != "" && !slices.Contains(a.Parties, party):
		return nil, page.ErrForbidden
	case party == "" && len(a.Parties) == 1:
		party = a.Parties[0]
	}
	return desktopOf(v, a, c, party)
}

// desktopOf reads what a Party has of a consultation.
func desktopOf(
	v *register.View, a actor, c *record.Consultation, party string,
) (d *desktop, err error) {
	d = &desktop{view: v, actor: a, c: c, party: party}
	if party == "" {
		return d, nil
	}
	var version [2]string
	if d.draft, err = draftOf(v, c, party); err == nil && d.draft != nil {
		version[0], err = versionOf[*record.ResponseDraft](v, d.draft.ID)
	}
	if err != nil {
		return nil, err
	}
	if d.response, err = responseOf(v, c, party); err == nil && d.response != nil {
		version[1], err = versionOf[*record.Response](v, d.response.ID)
	}
	if err != nil {
		return nil, err
	}
	d.version = version[0] + "." + version[1]
	d.late, err = acceptance(v, c, party)
	return d, err
}

func versionOf[T register.Record](v *register.View, id string) (string, error) {
	_, meta, err := register.GetMeta[T](v, id)
	return meta.Version, err
}

// reread is the desktop as a transaction has it, for whoever acts: refused where they may
// not, where it is too late or too early, and where draft or response has changed since
// version, if one is given.
func (d *desktop) reread(tx *register.Tx, version string) (*desktop, error) {
	a, err := actorOf(tx.View, tx.Act().Who)
	if err != nil {
		return nil, err
	}
	if err := a.party(d.party); err != nil {
		return nil, err
	}
	c, err := get(tx.View, d.c.ID)
	if err != nil {
		return nil, err
	}
	now, err := desktopOf(tx.View, a, c, d.party)
	if err != nil {
		return nil, err
	}
	if err := window(c, now.late, tx.Now()); err != nil {
		return nil, err
	}
	if taken(now.response) {
		return nil, page.Faults{{Text: "The response of your Party is counted and published already, " +
			"and cannot change any more. Ask the code administrator."}}
	}
	if version != "" && version != now.version {
		return nil, page.Faults{{Text: "A colleague changed this while you were at it. What you " +
			"typed is below, what is saved now stands above it: send what still holds."}}
	}
	return now, nil
}

// first is the first record of a kind that a Party has of a consultation; nil where there is
// none that the reader may know of.
func first[T register.Record](
	v *register.View, c *record.Consultation, party string,
) (rec T, err error) {
	found, err := register.Find[T](v, register.Query{Key: "party", Is: party, Limit: 1,
		Where: []register.Key{{Name: "consultation", Value: c.ID}}})
	if err != nil || len(found.Records) == 0 {
		return rec, err
	}
	return found.Records[0], nil
}

// draftOf is the draft of a Party; nil where there is none.
func draftOf(
	v *register.View, c *record.Consultation, party string,
) (*record.ResponseDraft, error) {
	return first[*record.ResponseDraft](v, c, party)
}

// responseOf is the response of a Party; nil where there is none.
func responseOf(
	v *register.View, c *record.Consultation, party string,
) (*record.Response, error) {
	return first[*record.Response](v, c, party)
}

// acceptance is the decision to take a late response of a Party, the one that gives it the
// longest; nil where there is none.
func acceptance(
	v *register.View, c *record.Consultation, party string,
) (longest *record.LateAcceptance, err error) {
	all, err := register.All[*record.LateAcceptance](v, register.Query{Key: "party", Is: party,
		Where: []register.Key{{Name: "consultation", Value: c.ID}}})
	for _, each := range all {
		if longest == nil || each.Until.After(longest.Until) {
			longest = each
		}
	}
	return longest, err
}

// lateTaken reports whether a late response can be accepted in a state.
func lateTaken(state string) bool {
	return state == closed || state == collating || state == summarised
}

// entered reports whether a response that came another way can be entered in a state.
func entered(state string) bool { return takes(state) || lateTaken(state) }

// window refuses changes of a response at an instant at which none are taken, and says what
// would be possible.
func window(c *record.Consultation, late *record.LateAcceptance, now time.Time) error {
	why, instead := shut(c, late, now)
	if why == "" {
		return nil
	}
	return page.Faults{{Text: strings.TrimSpace(why + " Nothing was saved. " + instead)}}
}

// shut says why no response is taken at an instant, and what would be possible; nothing where
// one is.
func shut(
	c *record.Consultation, late *record.LateAcceptance, now time.Time,
) (why, instead string) {
	state := stateAt(c, now)
	switch {
	case c.Elsewhere:
		return "Somebody else runs this consultation.", "Respond where its page says."
	case takes(state):
		return "", ""
	case state == planned:
		return "This is not open yet.", "Come back when it has opened."
	case state == withdrawn:
		return "This was withdrawn, and takes no responses any more.", ""
	case !lateTaken(state):
		return "The outcome is recorded, and no response is taken any more.", ""
	case late == nil:
		return "This " + desk.Lower(closing(c, now)) + ", London time.", "A late one is taken " +
			"only by a decision that is recorded: ask the code administrator to accept a late " +
			"response, and say why it is late."
	case !now.Before(late.Until):
		return "The late response was to be in before " + calendar.Moment(late.Until) + ".",
			"Ask the code administrator for a new decision."
	}
	return "", ""
}

// chooser is the form that asks for which Party somebody acts.
func (d *desktop) chooser() (*page.Form, error) {
	field := page.Field{Name: partyField, Label: "For which Party?", Control: page.Choice,
		Absent: "Choose a Party"}
	for _, id := range d.actor.Parties {
		party, err := register.Get[*record.Party](d.view, id)
		if err != nil {
			return nil, err
		}
		field.Options = append(field.Options, page.Option{Value: id, Label: party.Heading()})
	}
	return &page.Form{Title: "For which Party do you respond?", Kicker: d.c.Heading(),
		Crumbs: crumbs(d.c), Fields: []page.Field{field}, Submit: "Continue"}, nil
}

// partyName is what the Party of a desktop is called.
func (d *desktop) partyName() (string, error) { return nameOf(d.view, d.party) }

// nameOf is what a Party or organisation is called.
func nameOf(v *register.View, id string) (string, error) {
	rec, ok, err := desk.Find(v, "party organisation", id)
	if err != nil || !ok {
		return id, err
	}
	return rec.Heading(), nil
}
