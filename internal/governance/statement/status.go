package statement

import (
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// standing is how the system stands, as programs read it. What is only the administrator's is
// left out for others.
type standing struct {
	Register string    `json:"register"` // answers
	At       time.Time `json:"at"`       // the clock of the system
	Changed  time.Time `json:"last_public_change,omitzero"`
	Own      *own      `json:"administration,omitempty"`
}

// own is what only the administrator is told.
type own struct {
	Changed     time.Time `json:"last_change,omitzero"`
	MailWaiting int       `json:"mail_waiting"`
	MailFailed  int       `json:"mail_failed"`
	Feeds       int       `json:"feeds"`
	FeedsFailed int       `json:"feeds_failed"`
}

// status is the page of how the system stands. Everyone is told that the register answers and
// when something that everyone may see last changed; the administrator also what waits.
func (c Config) status(ask *page.Ask) (*page.View, error) {
	v, err := c.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	now := standing{Register: "answers", At: v.Moment().So}
	public, err := v.As(policy.Public()).Changes(time.Time{}, 1)
	if err != nil {
		return nil, err
	}
	changed := page.Fact("Last change that everyone may see", desk.NotKnown)
	if len(public) > 0 {
		now.Changed = public[0].Known
		changed = page.Fact(changed.Term, desk.At(now.Changed))
	}
	rows := []page.Row{
		page.Fact("Database and register", page.Tag{Text: "Answer", Tone: page.Good},
			page.T(" this page was made from them")),
		page.Fact("Clock of the system", desk.At(now.At)), changed,
		page.Fact("Network of Service Requests",
			page.Link{Text: "has a console of its own", To: "/network"})}
	view := &page.View{Title: "The register answers", Kicker: "Status",
		Crumbs: []page.Link{desk.Home()}, Tag: &page.Tag{Text: "In service", Tone: page.Good}}
	if v.Reader().Staff && !ask.Moment.AsAt {
		if now.Own, err = c.own(v); err != nil {
			return nil, err
		}
		rows = append(rows, now.Own.rows()...)
	}
	view.Data, view.Blocks = now, []page.Block{page.Summary{Rows: rows}}
	return view, nil
}

// own is what only the administrator is told.
func (c Config) own(v *register.View) (*own, error) {
	o := &own{Changed: c.Desk.Register.Last()}
	feeds, err := register.All[*record.IndustryFeed](v, register.Query{})
	if err != nil {
		return nil, err
	}
	for _, f := range feeds {
		o.Feeds++
		if f.Fault != "" {
			o.FeedsFailed++
		}
	}
	o.MailWaiting, o.MailFailed, err = c.Mail(v.Context())
	return o, err
}

func (o *own) rows() []page.Row {
	count := func(term string, n, wrong int, what string, to page.Address) page.Row {
		text := number(n)
		if wrong > 0 {
			text += ", " + number(wrong) + " " + what
		}
		return page.Fact(term, page.Link{Text: text, To: to})
	}
	changed := page.Fact("Last change of all", desk.NotKnown)
	if !o.Changed.IsZero() {
		changed = page.Fact(changed.Term, desk.At(o.Changed))
	}
	return []page.Row{changed,
		count("Mail that waits", o.MailWaiting, o.MailFailed, "could not be sent", "/messages"),
		count("Feeds of others", o.Feeds, o.FeedsFailed, "at fault", "/industry-feeds")}
}

func number(n int) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(n)
}
