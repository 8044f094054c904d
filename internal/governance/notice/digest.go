package notice

import (
	"fmt"
	"maps"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/due"
	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// digests makes the digests of the day, where it is a Working Day whose hour has come.
func (r *round) digests() error {
	cal := desk.Calendar(r.all)
	passed := calendar.DateOf(r.config.Clock.Now()).After(r.today) // the register is behind the clock
	if passed || !cal.WorkingDay(r.today) || r.now.Before(r.today.At(digestHour, 0)) {
		return nil
	}
	last, err := r.state(r.ctx, stateDigest)
	if err != nil || last >= r.today.String() {
		return err
	}
	if err := r.expire(); err != nil {
		return err
	}
	s := &sending{d: r.Dispatcher, ctx: r.ctx}
	progress, err := r.welcome(s)
	if err != nil {
		return err
	}
	for _, by := range r.who.readers {
		p := progress[by.id]
		if p.day >= r.today.String() {
			continue
		}
		messages, marks, err := r.digest(by, p)
		if err != nil {
			return fmt.Errorf("the digest of %s: %w", by.id, err)
		}
		if err := s.add(messages, marks); err != nil {
			return err
		}
	}
	if err := s.flush(); err != nil { // all of them, before it is noted that they are made
		return err
	}
	s.marks = append(s.marks, markState(stateDigest, r.today.String()))
	return s.flush()
}

// coming is what a digest of a reader has to tell, before it is known what they may see of it.
type coming struct {
	notices []told
	changes []window
	marks   []mark // of what it lets go, and how far they are told with it
}

// coming finds what a digest of a reader has to tell.
func (r *round) coming(by *reader, p progress, weekly bool) (c coming, err error) {
	next := progress{day: r.today.String(), week: p.week, since: maps.Clone(p.since)}
	if weekly {
		next.week = monday(r.today).String()
	}
	since := map[string]int64{}
	comes := map[string]bool{}
	for _, t := range r.topics {
		how := by.how(t)
		comes[t.ID] = how == record.Daily || how == record.AtOnce || how == record.Weekly && weekly
		if how != record.Weekly || weekly {
			next.since[t.ID] = r.now.UnixMicro()
		}
		if comes[t.ID] && len(t.Kinds) > 0 {
			since[t.ID] = p.since[t.ID]
		}
	}
	gone := func(topic string) bool { // it is told on no other day either
		t, known := r.topic(topic)
		return !known || by.how(t) == record.Never
	}
	waiting, err := r.lines(r.ctx, "reader = $1 AND message = ''", by.id)
	if err != nil {
		return c, err
	}
	for _, t := range waiting {
		if comes[t.topic] {
			c.notices = append(c.notices, t)
		} else if gone(t.topic) {
			t.message = letGo
			c.marks = append(c.marks, markLine(t))
		}
	}
	owed, err := r.owed(r.ctx, by.id)
	if err != nil {
		return c, err
	}
	for _, w := range owed {
		if comes[w.Topic] {
			c.changes = append(c.changes, w)
		}
		if comes[w.Topic] || gone(w.Topic) {
			c.marks = append(c.marks, markPaid(by.id, w))
		}
	}
	c.changes = append(r.recent(c.changes), r.windows(since)...)
	c.marks = append(c.marks, markProgress(by.id, next))
	return c, nil
}

// digest is what a reader is told in the digest of the day, with the marks of it; no message where
// there is nothing.
func (r *round) digest(by *reader, p progress) (messages []post.Message, marks []mark, err error) {
	v, err := r.seen(by)
	if err != nil {
		return nil, nil, err
	}
	key := "digest-" + r.today.String() + "-" + by.id
	weekly := p.week < monday(r.today).String()
	tell, err := r.coming(by, p, weekly)
	if err != nil {
		return nil, nil, err
	}
	marks = tell.marks
	ls := newLines()
	gone, err := r.notices(v, tell.notices, ls)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range gone {
		t.message = letGo
		marks = append(marks, markLine(t))
	}
	if err := r.changes(v, by, tell.changes, ls); err != nil {
		return nil, nil, err
	}
	deadlines, items, err := r.deadlinesOf(by, weekly)
	if err != nil {
		return nil, nil, err
	}
	for _, item := range items {
		marks = append(marks, markDeadline(by.id, item, key))
	}
	if len(ls.all)+len(deadlines) == 0 {
		return nil, marks, nil
	}
	for _, t := range tell.notices {
		t.message = key
		marks = append(marks, markLine(t))
	}
	m, l := r.digestOf(by, key, deadlines, ls.all)
	of := tellingLines(by, ls.all, tell.changes)
	if len(deadlines) > 0 {
		of.Topics = append(of.Topics, topicDeadlines)
	}
	if err := r.telling(v, &m, l, of); err != nil {
		return nil, nil, err
	}
	return []post.Message{m}, marks, nil
}

// digestOf is the message of a digest, and its letter.
func (r *round) digestOf(
	by *reader, key string, needs []due.Need, all []*line,
) (post.Message, *letter.Letter) {
	var counts []string
	if len(needs) > 0 {
		counts = append(counts, count(len(needs), "deadline"))
	}
	if len(all) > 0 {
		counts = append(counts, count(len(all), "change"))
	}
	said := strings.Join(counts, ", ")
	l := &letter.Letter{Origin: r.config.Origin, Title: "SEC digest, " + r.dayOf(),
		Lead: said + ".", Foot: r.foot(by, scopeDigest, "you have it as a digest")}
	if len(needs) > 0 {
		l.Blocks = append(l.Blocks, page.Section{Title: "Your deadlines",
			Blocks: []page.Block{needing(needs)}})
	}
	l.Blocks = append(l.Blocks, r.sections(by, all)...)
	return r.message(by, key, scopeDigest, subject(said+": SEC digest, "+r.dayOf()), l), l
}

// needing shows deadlines.
func needing(all []due.Need) (items page.Items) {
	for _, n := range all {
		by := page.Words{page.T("By "), desk.OnOrUnknown(n.By)}
		if !n.At.IsZero() {
			by = page.Words{page.Strong("By " + calendar.Moment(n.At))}
		} else if !n.By.IsZero() {
			by = page.Words{page.Strong("By " + n.By.Long())}
		}
		item := page.Item{Head: page.Words{page.Link{Text: n.What, To: n.To}},
			Body: []page.Words{by, page.Say(n.Why), page.Say("Because " + n.Because + ".")}}
		if n.Late {
			item.Tag = &page.Tag{Text: "Overdue", Tone: page.Alert}
		}
		items.Items = append(items.Items, item)
	}
	return items
}

// deadlinesOf are those of a reader that this digest tells, and the items by which it is noted.
//
// A deadline is told of in the last digest that is at least so many Working Days before it, twice:
// so a digest tells what the next one would tell too late. What comes up later than that is told
// in the next digest there is, and so is one whose day has changed.
func (r *round) deadlinesOf(
	by *reader, weekly bool,
) (needs []due.Need, items []string, err error) {
	topic, _ := r.topic(topicDeadlines)
	how := by.how(topic)
	if by.person == nil || how == record.Never {
		return nil, nil, nil
	}
	cal := desk.Calendar(r.all)
	next := cal.Next(r.today.AddDays(1))
	if how == record.Weekly {
		if !weekly {
			return nil, nil, nil
		}
		next = cal.Next(monday(r.today).AddDays(7))
	}
	v, err := r.seen(by)
	if err != nil {
		return nil, nil, err
	}
	all, err := due.Needs(v, 0)
	if err != nil {
		return nil, nil, err
	}
	told, err := r.deadlines(r.ctx, by.id)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range all {
		tells := false
		for _, each := range []struct {
			name string
			days int
		}{{"first", firstDays}, {"last", lastDays}} {
			item := each.name + " " + n.Key + " " + n.By.String()
			if told[item] || !comes(cal, next, n, each.days) {
				continue
			}
			tells = true
			items = append(items, item)
		}
		if tells {
			needs = append(needs, n)
		}
	}
	return needs, items, nil
}

// comes reports whether the digest of a day would be too late to say something so many Working
// Days before a deadline. What has no day is said at once.
func comes(cal *calendar.Calendar, day calendar.Date, n due.Need, days int) bool {
	if n.By.IsZero() {
		return true
	}
	before, err := cal.Add(n.By, -days)
	return err != nil || day.After(before.To)
}
