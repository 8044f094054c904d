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
	if !cal.WorkingDay(r.today) || r.now.Before(r.today.At(digestHour, 0)) {
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

// digest is what a reader is told in the digest of the day, with the marks of it; no message where
// there is nothing.
func (r *round) digest(by *reader, p progress) (messages []post.Message, marks []mark, err error) {
	v, err := r.seen(by)
	if err != nil {
		return nil, nil, err
	}
	key := "digest-" + r.today.String() + "-" + by.id
	week := monday(r.today).String()
	weekly := p.week < week
	next := progress{day: r.today.String(), week: p.week, since: maps.Clone(p.since)}
	if weekly {
		next.week = week
	}
	waiting, err := r.lines(r.ctx, "reader = $1 AND message = ''", by.id)
	if err != nil {
		return nil, nil, err
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
	var now []told
	for _, t := range waiting {
		topic, known := r.topic(t.topic)
		switch {
		case !known || by.how(topic) == record.Never:
			t.message = letGo
			marks = append(marks, markLine(t))
		case comes[t.topic]:
			now = append(now, t)
		}
	}
	ls := newLines()
	gone, err := r.notices(v, now, ls)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range gone {
		t.message = letGo
		marks = append(marks, markLine(t))
	}
	if err := r.changes(v, by, since, ls); err != nil {
		return nil, nil, err
	}
	deadlines, items, err := r.deadlinesOf(by, weekly)
	if err != nil {
		return nil, nil, err
	}
	for _, item := range items {
		marks = append(marks, markDeadline(by.id, item, key))
	}
	marks = append(marks, markProgress(by.id, next))
	if len(ls.all)+len(deadlines) == 0 {
		return nil, marks, nil
	}
	for _, t := range now {
		t.message = key
		marks = append(marks, markLine(t))
	}
	return []post.Message{r.digestOf(by, key, deadlines, ls.all)}, marks, nil
}

// digestOf is the message of a digest.
func (r *round) digestOf(by *reader, key string, needs []due.Need, all []*line) post.Message {
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
	return r.message(by, key, scopeDigest, subject(said+": SEC digest, "+r.dayOf()), l)
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
