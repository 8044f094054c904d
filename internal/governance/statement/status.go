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
	// Parts are as they are measured now; none where it is asked of another time.
	Parts       []partStands     `json:"parts,omitempty"`
	Maintenance []maintenanceRow `json:"maintenance"` // planned and under way
	Own         *own             `json:"administration,omitempty"`
}

// own is what only the administrator is told.
type own struct {
	Changed     time.Time `json:"last_change,omitzero"`
	MailWaiting int       `json:"mail_waiting"`
	MailFailed  int       `json:"mail_failed"`
	Feeds       int       `json:"feeds"`
	FeedsFailed int       `json:"feeds_failed"`
	BackedUp    time.Time `json:"last_backup,omitzero"`
}

// status is the page of how the system stands: for everyone whether its parts work, since when,
// what is announced, and when something that everyone may see last changed; for the administrator
// also what waits.
func (c Config) status(ask *page.Ask) (*page.View, error) {
	v, err := c.Desk.View(ask)
	if err != nil {
		return nil, err
	}
	now := standing{Register: "answers", Maintenance: []maintenanceRow{},
		At: v.Moment().So.Truncate(time.Second)} // what is less tells of the last change, whosever
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
		Crumbs: []page.Link{desk.Home()}, Tag: &page.Tag{Text: "In service", Tone: page.Good},
		List: &page.List{Title: "Status", Dated: true,
			Columns: []string{"id", "title", "state", "since", "until"}}}
	if v.Reader().Staff && !ask.Moment.AsAt {
		if now.Own, err = c.own(v); err != nil {
			return nil, err
		}
		rows = append(rows, now.Own.rows()...)
	}
	var parts []page.Block
	if !ask.Moment.AsAt {
		parts = now.measured(c.Watch.stands(v.Context()), view)
	}
	planned, err := now.announced(v, view)
	if err != nil {
		return nil, err
	}
	view.Data = now
	view.Blocks = append(append(parts, planned), page.Section{Title: "The register",
		Blocks: []page.Block{page.Summary{Rows: rows}}})
	return view, nil
}

// measured adds how the parts stand: one that is at fault also to the feed.
func (s *standing) measured(all []partStands, view *page.View) []page.Block {
	s.Parts = all
	t := page.Table{Caption: "As this system measures itself, at least every five minutes",
		RowHeads: true, Columns: []page.Column{{Title: "Part"}, {Title: "State"}, {Title: "Since"},
			{Title: "What that means"}}}
	for _, p := range all {
		t.Rows = append(t.Rows, []page.Words{page.Say(p.Title), {p.State.tag()}, {desk.At(p.Since)},
			page.Say(p.Says)})
		if p.State != AtFault && p.State != Partly {
			continue
		}
		tag := p.State.tag()
		if view.Tag.Tone != page.Alert {
			view.Title, view.Tag = p.Title+": "+desk.Lower(tag.Text), &tag
		}
		view.List.Entries = append(view.List.Entries, page.Entry{
			ID:    "status-" + string(p.Part) + "-" + strconv.FormatInt(p.Since.Unix(), 36),
			Title: p.Title + ": " + desk.Lower(tag.Text), Summary: p.Says, To: "/status", Updated: p.Since,
			Cells: []string{string(p.Part), p.Title, string(p.State), p.Since.UTC().Format(time.RFC3339),
				""}})
	}
	return []page.Block{page.Section{Title: "Parts", Blocks: []page.Block{t,
		page.Para{Words: page.Say("What came before this system was started is not known to it.")}}}}
}

// mostAnnounced is how much announced maintenance the page has; the list has all.
const mostAnnounced = 20

// announced adds what maintenance is planned or under way.
func (s *standing) announced(v *register.View, view *page.View) (page.Block, error) {
	q := record.StillOpen(v.Moment().So)
	q.Limit = mostAnnounced
	found, err := register.Find[maintenance](v, q)
	if err != nil {
		return nil, err
	}
	items := page.Items{Empty: "No maintenance is announced."}
	for _, m := range found.Records {
		told := tellMaintenance(m, v.Moment().So)
		row := told.Data.(maintenanceRow)
		s.Maintenance = append(s.Maintenance, row)
		items.Items = append(items.Items, told.Item)
		view.List.Entries = append(view.List.Entries, told.Entry)
		if row.State == underWay && view.Tag.Tone == page.Good {
			view.Title, view.Tag = "Maintenance is under way", told.Item.Tag
		}
	}
	return page.Section{Title: "Maintenance", Blocks: []page.Block{items, page.Nav{
		Label: "More about maintenance", Links: []page.Link{
			{Text: "All announced maintenance", To: "/maintenance"}}}}}, nil
}

// own is what only the administrator is told.
func (c Config) own(v *register.View) (*own, error) {
	o := &own{Changed: c.Desk.Register.Last()}
	var err error
	if o.BackedUp, err = c.LastBackup(v.Context()); err != nil {
		return nil, err
	}
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
	backup := page.Fact("Last backup", page.Missing("none was made"))
	if !o.BackedUp.IsZero() {
		backup = page.Fact(backup.Term, desk.At(o.BackedUp))
	}
	return []page.Row{changed, backup,
		count("Mail that waits", o.MailWaiting, o.MailFailed, "could not be sent", "/messages"),
		count("Feeds of others", o.Feeds, o.FeedsFailed, "at fault", "/industry-feeds")}
}

func number(n int) string {
	if n == 0 {
		return "none"
	}
	return strconv.Itoa(n)
}
