package notice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// atOnce tells those who chose so what has come up: what concerns them alone, and what has a
// message of its own, each by itself; all else in one message.
func (r *round) atOnce(
	s *sending, events []register.Event, soon map[string][]told, how map[string]progress,
) error {
	for _, by := range r.who.readers {
		since := r.changing(by, events, how[by.id])
		if len(soon[by.id]) == 0 && len(since) == 0 {
			continue
		}
		v, err := r.seen(by)
		if err != nil {
			return err
		}
		rest, err := r.byThemselves(s, v, by, soon[by.id])
		if err != nil {
			return err
		}
		if err := r.together(s, v, by, rest, since, how[by.id]); err != nil {
			return err
		}
	}
	return nil
}

// changing are the topics of which a reader is told at once and of which something has changed,
// with since when it counts.
func (r *round) changing(
	by *reader, events []register.Event, p progress,
) map[string]int64 {
	since := map[string]int64{}
	for _, t := range r.topics {
		if len(t.Kinds) == 0 || by.how(t) != record.AtOnce {
			continue
		}
		if slices.ContainsFunc(events, func(e register.Event) bool {
			return slices.Contains(t.Kinds, e.Kind)
		}) {
			since[t.ID] = p.since[t.ID]
		}
	}
	return since
}

// byThemselves writes the messages that stand alone, and returns what is left.
func (r *round) byThemselves(
	s *sending, v *register.View, by *reader, all []told,
) (rest []told, err error) {
	for _, t := range all {
		n, err := r.notice(t.notice)
		if err != nil {
			return nil, err
		}
		body := Body(nil)
		if n != nil {
			body = r.config.Bodies[n.Event]
		}
		if n == nil || t.topic != topicRequests && body == nil {
			rest = append(rest, t)
			continue
		}
		about, ok, err := r.about(v, n)
		if err != nil {
			return nil, err
		}
		if !ok { // those of the rest are let go
			rest = append(rest, t)
			continue
		}
		title, l := subject(n.Why), r.single(by, n, about, t.why)
		if body != nil {
			if title, l, err = body(v, n); err != nil {
				return nil, err
			}
			if l == nil {
				continue
			}
			l.Origin = r.config.Origin
			l.Foot = append(l.Foot, r.foot(by, t.topic, t.why)...)
		} else if err := r.answer(l, n); err != nil {
			return nil, err
		}
		t.message = messageOf(n) + "-" + by.id
		m := r.message(by, t.message, t.topic, title, l)
		if err := r.thread(&m, n); err != nil {
			return nil, err
		}
		of := tells{Reader: by.id, Topics: []string{t.topic},
			Records: []register.Hit{{Kind: "notice", ID: n.ID}}}
		if about != nil {
			kind, id := about.Named()
			of.Records = append(of.Records, register.Hit{Kind: kind, ID: id})
		}
		if err := r.telling(v, &m, l, of); err != nil {
			return nil, err
		}
		if err := s.add([]post.Message{m}, []mark{markLine(t)}); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

// together writes one message of all that is left, where something is.
func (r *round) together(
	s *sending, v *register.View, by *reader, all []told, since map[string]int64, p progress,
) error {
	ls := newLines()
	gone, err := r.notices(v, all, ls)
	if err != nil {
		return err
	}
	changed := r.windows(since)
	if err := r.changes(v, by, changed, ls); err != nil {
		return err
	}
	var marks []mark
	for _, t := range gone {
		t.message = letGo
		marks = append(marks, markLine(t))
	}
	if len(ls.all) == 0 {
		return s.add(nil, marks)
	}
	key := "once-" + strconv.FormatInt(r.now.UnixMicro(), 36) + "-" + by.id
	for _, t := range all {
		t.message = key
		marks = append(marks, markLine(t))
	}
	next := progress{day: p.day, week: p.week, since: map[string]int64{}}
	for topic, at := range p.since {
		next.since[topic] = at
	}
	for topic := range since {
		next.since[topic] = r.now.UnixMicro()
	}
	marks = append(marks, markProgress(by.id, next))
	topic, title := ls.all[0].topic, ls.all[0].title
	switch {
	case len(ls.all) > 1:
		title, topic = count(len(ls.all), "change")+": SEC, "+r.dayOf(), scopeOnce
	case len(ls.all[0].said) == 0:
	case strings.Contains(ls.all[0].said[0], title):
		title = ls.all[0].said[0]
	default:
		title += ": " + desk.Lower(ls.all[0].said[0])
	}
	l := &letter.Letter{Origin: r.config.Origin, Title: title, Blocks: r.sections(by, ls.all),
		Foot: r.foot(by, topic, "you chose to be told at once")}
	m := r.message(by, key, topic, subject(title), l)
	if err := r.telling(v, &m, l, tellingLines(by, ls.all, changed)); err != nil {
		return err
	}
	return s.add([]post.Message{m}, marks)
}

// scopeOnce is all that comes at once, but for what concerns the reader alone.
const scopeOnce = "at-once"

// single is the letter of one notice.
func (r *round) single(
	by *reader, n *record.Notice, about record.Titled, why string,
) *letter.Letter {
	l := &letter.Letter{Origin: r.config.Origin, Title: desk.Upper(n.Why)}
	for _, text := range paragraphs(n.Text) {
		l.Blocks = append(l.Blocks, page.Para{Words: page.Say(text)})
	}
	if about != nil {
		l.Blocks = append(l.Blocks, page.Para{Words: page.Words{
			page.Link{Text: heading(about), To: desk.AddressOf(about)}}})
	}
	l.Foot = r.foot(by, topicRequests, why)
	return l
}

// sections are lines by topic, in the order of the topics.
func (r *round) sections(by *reader, all []*line) (blocks []page.Block) {
	for _, t := range r.topics {
		var items page.Items
		more := 0
		for _, l := range all {
			switch {
			case l.topic != t.ID:
			case len(items.Items) >= mostLines:
				more++
			default:
				items.Items = append(items.Items, l.item())
			}
		}
		if len(items.Items) == 0 {
			continue
		}
		section := page.Section{Title: t.Title, Blocks: []page.Block{items}}
		if more > 0 {
			section.Blocks = append(section.Blocks, page.Para{Words: page.Words{
				page.T(fmt.Sprintf("And %d more: ", more)),
				page.Link{Text: "what has changed", To: "/changes"}}})
		}
		blocks = append(blocks, section)
	}
	return blocks
}

// foot says why a message comes, and how to end that.
func (r *round) foot(by *reader, scope, why string) []page.Block {
	words := page.Words{page.T("You get this because " + why + ".")}
	if by == nil {
		return []page.Block{page.Para{Words: words}}
	}
	words = append(words, page.T(" "), page.Link{Text: "Choose what you get", To: r.choicesOf(by)})
	if scope != topicRequests {
		words = append(words, page.T(", or "), page.Link{Text: "end these messages",
			To: r.stopPage(by.id, scope)})
	}
	return []page.Block{page.Para{Words: append(words, page.T("."))}}
}

// message is a letter to a reader. What concerns them alone is no list, and cannot be ended.
func (r *round) message(
	by *reader, key, scope, subject string, l *letter.Letter,
) post.Message {
	m := post.Message{Key: key, To: by.address, Subject: subject, Text: l.Text(), Bounce: by.id}
	if by.person != nil {
		m.Person = by.person.ID
	}
	if by.sub == nil || !by.sub.TextOnly {
		m.HTML = l.HTML()
	}
	if scope != topicRequests {
		m.Topic = scope
		m.Unsubscribe = r.config.Origin + string(r.stopPath(by.id, scope))
	}
	return m
}

// mostSubject is how many characters a subject has at most.
const mostSubject = 150

// subject is a text as the subject of a message.
func subject(text string) string {
	text = desk.Upper(strings.Join(strings.Fields(text), " "))
	if utf8.RuneCountInString(text) > mostSubject {
		text = string([]rune(text)[:mostSubject-2]) + " …"
	}
	return text
}
