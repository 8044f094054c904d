package data

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// How many records a page of the feed has. They are ours [D]. Records that name others, of which
// the reader has lost or gained sight, come on top.
const (
	UsualPage = 200
	MostPage  = 1000
)

// slack is how much later than now a cursor may be: the clock was set back where it is more.
const slack = time.Second

// part is a page of the feed.
type part struct {
	Reset   bool     `json:"reset,omitempty"` // forget all that was given before
	Records []change `json:"records"`
	Cursor  string   `json:"cursor"` // asks for what comes after
	More    bool     `json:"more"`   // there is some already
}

// change is what a record is now, or that it is gone.
type change struct {
	Kind   string          `json:"kind"`
	ID     string          `json:"id"`
	Known  *time.Time      `json:"known,omitempty"` // when it last changed
	Gone   bool            `json:"gone,omitempty"`
	Record register.Record `json:"record,omitempty"`
}

// feed is a page of the feed.
func (h *Hub) feed(ask *page.Ask) (*page.View, error) {
	if ask.Moment.AsAt {
		return nil, &page.Wrong{Text: "The feed is of now. Ask for it without a moment; pages and " +
			"lists can be had as at any moment."}
	}
	v, err := h.View(ask)
	if err != nil {
		return nil, err
	}
	limit, err := limitOf(ask.Query.Get("limit"))
	if err != nil {
		return nil, err
	}
	p, err := h.part(v, ask.Query.Get("cursor"), limit)
	if err != nil {
		return nil, err
	}
	next := url.Values{"cursor": {p.Cursor}}
	if limit != UsualPage {
		next.Set("limit", strconv.Itoa(limit))
	}
	view := &page.View{Title: "Feed of the register", Crumbs: []page.Link{desk.Home(),
		{Text: "Open data", To: "/open-data"}}, Data: p,
		Lead: "For programs that keep a copy: all records that you may see, and then each change.",
		Blocks: []page.Block{p.shown(), page.Nav{Label: "Pages",
			Links: []page.Link{{Text: "What comes after", To: page.At("feed").With(next)}}}}}
	if p.Reset {
		view.Blocks = append([]page.Block{page.Notice{Tone: page.Alert, Title: "Begin again",
			Words: page.Say("What you may see has changed since that cursor was given, or the site was " +
				"taken back to an earlier state. Forget what you were given before: this is the first " +
				"page.")}}, view.Blocks...)
	}
	return view, nil
}

// limitOf is how many records are asked for.
func limitOf(text string) (int, error) {
	if text == "" {
		return UsualPage, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > MostPage {
		return 0, &page.Wrong{Text: fmt.Sprintf("The limit is a number from 1 to %d, the records of a "+
			"page. Without it a page has %d.", MostPage, UsualPage)}
	}
	return n, nil
}

// part is the page after a cursor; an empty one asks for the first.
func (h *Hub) part(v *register.View, text string, limit int) (p *part, err error) {
	rights := rightsOf(v.Reader())
	begin := cursor{history: h.history, rights: rights, begun: true}
	c, reset := begin, false
	if text != "" {
		if c, err = h.read(text); err != nil {
			return nil, &page.Wrong{Text: "This is no cursor that was given here. Use one as it stood in " +
				"an answer, or begin again without one."}
		}
		if reset = c.history != h.history || c.rights != rights ||
			c.at.After(v.Moment().Known.Add(slack)); reset {
			c = begin
		}
	}
	if c.begun && c.of.Kind == "" {
		place, err := v.Newest()
		if err != nil {
			return nil, err
		}
		c.at = place.At
	}
	if c.begun {
		p, err = h.first(v, c, limit)
	} else {
		p, err = h.after(v, c, limit)
	}
	if err != nil {
		return nil, err
	}
	p.Reset = reset
	return p, h.date(v, p)
}

// first is a page of what there is to begin with, in the order of kinds and ids. Where it is
// the last of it, changes follow since it was begun.
func (h *Hub) first(v *register.View, c cursor, limit int) (*part, error) {
	p := &part{Records: []change{}, More: true}
	for _, kind := range kinds() {
		if kind < c.of.Kind {
			continue
		}
		q := register.Query{Limit: limit - len(p.Records)}
		if kind == c.of.Kind {
			q.From = c.of.ID + "\x01" // no id has it
		}
		found, next, err := v.Records(kind, q)
		if err != nil {
			return nil, err
		}
		for _, rec := range found {
			p.add(rec)
			c.of.Kind, c.of.ID = rec.Named()
		}
		if next != "" || len(p.Records) == limit {
			p.Cursor = h.write(c)
			return p, nil
		}
	}
	p.Cursor = h.write(cursor{history: c.history, rights: c.rights, at: c.at})
	return p, nil
}

// kinds are all kinds, in their order.
func kinds() (names []string) {
	for _, l := range record.Lists() {
		names = append(names, l.Kind)
	}
	slices.Sort(names)
	return names
}

// after is a page of changes.
func (h *Hub) after(v *register.View, c cursor, limit int) (*part, error) {
	from := register.Place{At: c.at, Of: c.of, Since: c.since}
	turns, err := v.Turns(from, limit)
	if err != nil {
		return nil, err
	}
	p := &part{Records: []change{}, More: len(turns) == limit}
	var names []register.Hit
	flipped := map[register.Hit]bool{}
	for _, t := range turns {
		names = append(names, t.Of)
		if t.Flips {
			flipped[t.Of] = true
		}
	}
	next := from.Then(turns, limit)
	c.at, c.of, c.since = next.At, next.Of, next.Since
	p.Cursor = h.write(c)
	if len(flipped) > 0 {
		naming, err := h.naming.of(v.As(policy.System()), flipped)
		if err != nil {
			return nil, err
		}
		names = append(names, naming...)
	}
	found, err := v.Several(names)
	if err != nil {
		return nil, err
	}
	given := map[register.Hit]bool{}
	for i, name := range names {
		rec, there := found[name]
		switch {
		case given[name]:
		case there && (i < len(turns) || namesOne(rec, flipped)):
			p.add(rec)
		case i < len(turns):
			p.Records = append(p.Records, change{Kind: name.Kind, ID: name.ID, Gone: true})
		default:
			continue
		}
		given[name] = true
	}
	return p, nil
}

// namesOne reports whether a record names one of several.
func namesOne(rec register.Record, several map[register.Hit]bool) bool {
	return slices.ContainsFunc(namedBy(rec), func(of register.Hit) bool { return several[of] })
}

// add adds a record.
func (p *part) add(rec register.Record) {
	kind, id := rec.Named()
	p.Records = append(p.Records, change{Kind: kind, ID: id, Record: rec})
}

// date says when records have last changed, as far as the reader may know.
func (h *Hub) date(v *register.View, p *part) error {
	var names []register.Hit
	for _, c := range p.Records {
		if !c.Gone {
			names = append(names, register.Hit{Kind: c.Kind, ID: c.ID})
		}
	}
	last, err := v.Changed(names)
	if err != nil {
		return err
	}
	for i, c := range p.Records {
		if at, known := last[register.Hit{Kind: c.Kind, ID: c.ID}]; known && !c.Gone {
			p.Records[i].Known = &at
		}
	}
	return nil
}

// shown is the page for people.
func (p *part) shown() page.Block {
	items := page.Items{Empty: "Nothing has changed since."}
	for _, c := range p.Records {
		head := page.Words{page.T(c.Kind + " "), page.Code(c.ID)}
		if c.Gone {
			items.Items = append(items.Items, page.Item{Head: head,
				Tag: &page.Tag{Text: "Gone", Tone: page.Stop}})
			continue
		}
		text := c.ID
		if titled, is := c.Record.(record.Titled); is && titled.Heading() != "" {
			text = titled.Heading()
		}
		items.Items = append(items.Items, page.Item{Body: []page.Words{head},
			Head: page.Words{page.Link{Text: text, To: desk.Address(c.Kind, c.ID)}}})
	}
	return items
}
