package notice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/store"
)

// line is what a message says of one record: all that has happened to it, together.
type line struct {
	of     register.Hit   // none: of no record
	parts  []register.Hit // others that it tells of: parts of the record, notices
	topic  string         // below which it stands
	topics []string       // by which it comes
	title  string
	to     page.Address
	said   []string // each once, in order
	text   []string
	why    string      // as it goes on after "Because": "you sit on the Panel"
	acts   []time.Time // that a notice tells of in its own words
}

// say adds what has happened.
func (l *line) say(text string) {
	if text = strings.TrimSpace(text); text != "" && !slices.Contains(l.said, text) {
		l.said = append(l.said, text)
	}
}

// mostSaid is how much is said of one record before the rest is counted.
const mostSaid = 5

// item is the line in a list.
func (l *line) item() page.Item {
	item := page.Item{Head: page.Words{page.T(l.title)}}
	if l.to != "" {
		item.Head = page.Words{page.Link{Text: l.title, To: l.to}}
	}
	said := l.said
	if more := len(said) - mostSaid; more > 0 {
		said = append(slices.Clone(said[:mostSaid]), fmt.Sprintf("and %d more", more))
	}
	if len(said) > 0 && !(len(said) == 1 && said[0] == l.title) {
		// The title stands above it, and is not said again.
		text := strings.TrimPrefix(strings.Join(said, "; "), l.title+" ")
		item.Body = append(item.Body, page.Say(desk.Upper(text)))
	}
	for _, text := range l.text {
		item.Body = append(item.Body, page.Say(text))
	}
	item.Body = append(item.Body, page.Say("Because "+l.why+"."))
	return item
}

// lines are lines by what they are of.
type lines struct {
	all []*line
	by  map[register.Hit]*line
}

// of is the line of a record, made where there is none.
func (ls *lines) of(hit register.Hit) *line {
	if l := ls.by[hit]; l != nil {
		return l
	}
	l := &line{of: hit}
	ls.all = append(ls.all, l)
	if hit.ID != "" {
		ls.by[hit] = l
	}
	return l
}

func newLines() *lines { return &lines{by: map[register.Hit]*line{}} }

// parent is the record that changes of another are told with, where there is one.
func parent(rec register.Record) register.Hit {
	switch rec := rec.(type) {
	case *record.Solution:
		return register.Hit{Kind: "modification", ID: rec.Modification}
	case *record.ImpactAssessment:
		return register.Hit{Kind: "modification", ID: rec.Modification}
	case *record.ModificationDocument:
		return register.Hit{Kind: "modification", ID: rec.Modification}
	case *record.ChangeVote:
		return register.Hit{Kind: "modification", ID: rec.Modification}
	case *record.Collation:
		return register.Hit{Kind: "consultation", ID: rec.Consultation}
	case *record.AgendaItem:
		return register.Hit{Kind: "meeting", ID: rec.Meeting}
	case *record.Paper:
		return register.Hit{Kind: "meeting", ID: rec.Meeting}
	case *record.BodyDecision:
		return register.Hit{Kind: "meeting", ID: rec.Meeting}
	}
	return register.Hit{}
}

// heading is what a record is called in a message.
func heading(rec record.Titled) string {
	if m, is := rec.(*record.Modification); is && m.Title != "" {
		return m.Number() + " " + m.Title
	}
	return rec.Heading()
}

// changes adds to lines what has changed, of some changes, as far as the reader may see it. What
// they did themselves is not told.
func (r *round) changes(
	v *register.View, by *reader, of []window, to *lines,
) error {
	first := r.now.UnixMicro()
	for _, w := range of {
		first = min(first, w.Since)
	}
	if first >= r.now.UnixMicro() {
		return nil
	}
	events, err := r.events(v, first)
	if err != nil {
		return err
	}
	type change struct {
		hit   register.Hit
		topic record.Topic
		verb  string
		at    time.Time
	}
	var all []change
	var names []register.Hit
	for _, e := range slices.Backward(events) { // the earliest first
		t, is := r.ofKind(e.Kind)
		own := by.person != nil && e.Who == by.person.ID
		if !is || !has(of, t.ID, e.Known.UnixMicro()) || own || e.Erased != "" || e.After == "" {
			continue
		}
		hit := register.Hit{Kind: e.Kind, ID: e.ID}
		verb := desk.Upper(e.Verb)
		if e.Before == "" { // to this reader, whatever the form was called that brought it to them
			verb = "New"
		}
		all = append(all, change{hit, t, verb, e.Known})
		names = append(names, hit)
	}
	found, above, err := r.withParents(v, names)
	if err != nil {
		return err
	}
	for _, c := range all {
		rec, is := found[c.hit].(record.Titled)
		if !is {
			continue
		}
		verb := c.verb
		if up, is := above[parent(rec)].(record.Titled); is {
			verb = rec.Heading() + ": " + desk.Lower(verb)
			rec = up
		}
		kind, id := rec.Named()
		l := to.of(register.Hit{Kind: kind, ID: id})
		l.topic, l.topics = cmp.Or(l.topic, c.topic.ID), append(l.topics, c.topic.ID)
		l.parts = append(l.parts, c.hit)
		l.title, l.to = cmp.Or(l.title, heading(rec)), desk.AddressOf(rec)
		if !slices.ContainsFunc(l.acts, c.at.Equal) {
			l.say(verb)
		}
		if l.why == "" {
			if l.why, err = r.because(v, by, rec, c.topic); err != nil {
				return err
			}
		}
	}
	return nil
}

// events are the changes that the reader of a view may see, the latest first.
func (r *round) events(v *register.View, since int64) ([]register.Event, error) {
	return v.Changes(store.Time(since), 0)
}

// withParents finds records, and those that they are told with.
func (r *round) withParents(
	v *register.View, names []register.Hit,
) (found, above map[register.Hit]register.Record, err error) {
	if found, err = v.Several(names); err != nil {
		return nil, nil, err
	}
	var up []register.Hit
	for _, rec := range found {
		if hit := parent(rec); hit.ID != "" {
			up = append(up, hit)
		}
	}
	above, err = v.Several(up)
	return found, above, err
}

// because is why a change of a record comes to a reader.
func (r *round) because(
	v *register.View, by *reader, rec record.Titled, t record.Topic,
) (string, error) {
	if by.person == nil {
		return r.chosen(by, t), nil
	}
	body := ""
	switch rec := rec.(type) {
	case *record.Consultation:
		party := r.who.acts(by.person)
		if party != nil && rec.Stage == "" && record.For(rec.Audience, party.Category) {
			return "you act for " + party.Heading() + ", which it asks", nil
		}
	case *record.Meeting:
		body = rec.Body
	case *record.Action:
		if rec.Holder == by.person.ID {
			return "it is an action of yours", nil
		}
		body = rec.Body
	}
	if body != "" && v.Reader().Sits(body) {
		found, ok, err := desk.Find(v, "body", body)
		if err != nil {
			return "", err
		}
		if ok {
			return "you sit on " + found.Heading(), nil
		}
	}
	return r.chosen(by, t), nil
}

// notices adds to lines what notices tell, of those that their reader may know of and that are not
// too old by now; gone are the others.
func (r *round) notices(
	v *register.View, all []told, to *lines,
) (gone []told, err error) {
	for _, t := range all {
		n, err := r.notice(t.notice)
		if err != nil {
			return nil, err
		}
		about, ok, err := r.about(v, n)
		if err != nil {
			return nil, err
		}
		if !ok || r.late(n) {
			gone = append(gone, t)
			continue
		}
		hit := register.Hit{}
		if about != nil {
			hit.Kind, hit.ID = about.Named()
		}
		l := to.of(hit)
		l.topic, l.topics, l.why = t.topic, append(l.topics, t.topic), t.why
		l.parts = append(l.parts, register.Hit{Kind: "notice", ID: n.ID})
		l.say(n.Why)
		l.acts = append(l.acts, n.Due) // one that is due at once is of the act that left it
		l.text = append(l.text, paragraphs(n.Text)...)
		l.title = cmp.Or(l.title, n.Why)
		if about != nil {
			l.title, l.to = heading(about), desk.AddressOf(about)
		}
	}
	return gone, nil
}

// paragraphs are the lines of a text that a person wrote.
func paragraphs(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// count is a number of things in words: "1 change", "5 changes".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// dayOf is the day of a round in words.
func (r *round) dayOf() string { return calendar.Date(r.today).Long() }
