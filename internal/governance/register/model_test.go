package register_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// model says what a register answers, as plainly as it can be said: what a record is at a
// time, as known at another, is what the last of the deeds known by then said about that
// time or an earlier one.
type model struct {
	deeds []deed
	due   []dated
	last  time.Time // known
	texts map[string][]*text
}

// deed is what an act does to a record: n is nil where it ends or its secrets are erased.
type deed struct {
	id          string
	known, from time.Time
	n           *body
	erased      string
	label, was  policy.Label
	before      *body
	verb        string
}

// body is a record, with its secret apart.
type body struct {
	thing
	who *text
}

// text is a secret.
type text struct {
	says string
	when time.Time // it was erased
	why  string
}

// dated is a fact to come.
type dated struct {
	known time.Time
	id    string
	title string
}

// spell is the record at a time, as known at another; nil where there is none.
func (m *model) spell(id string, so, known time.Time) (n *body) {
	for _, d := range m.deeds {
		if d.id == id && d.erased == "" && !d.known.After(known) && !d.from.After(so) {
			n = d.n
		}
	}
	return n
}

// starts are the times since when something is said about a record, ascending.
func (m *model) starts(id string) (all []time.Time) {
	for _, d := range m.deeds {
		if d.id == id && d.erased == "" {
			all = append(all, d.from)
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// judged is the label of a record at a time, as known now: that of what it is, or else was
// last, or else will be first.
func (m *model) judged(id string, at time.Time) (l policy.Label) {
	if n := m.spell(id, at, m.last); n != nil {
		return n.Label()
	}
	starts := m.starts(id)
	for _, s := range slices.Backward(starts) {
		if n := m.spell(id, s, m.last); n != nil && !s.After(at) {
			return n.Label()
		}
	}
	for _, s := range starts {
		if n := m.spell(id, s, m.last); n != nil {
			return n.Label()
		}
	}
	for _, d := range m.deeds {
		if d.id == id {
			l = d.label
		}
	}
	return l
}

// put says that a record is n from an instant on; nil ends it. It reports whether that can
// be done.
func (m *model) put(id string, known, from time.Time, n *body, verb string) bool {
	d := deed{id: id, known: known, from: from, n: n, verb: verb, before: m.spell(id, from, m.last)}
	if d.before != nil {
		d.was = d.before.Label()
	}
	switch {
	case n != nil:
		d.label = n.Label()
		if n.who != nil && !slices.Contains(m.texts[id], n.who) {
			m.texts[id] = append(m.texts[id], n.who)
		}
	case d.before != nil:
		d.label = d.was
	default: // what is known of a later time ends
		for _, s := range m.starts(id) {
			if after := m.spell(id, s, m.last); after != nil && s.After(from) {
				d.label = after.Label()
				break
			}
		}
		if d.label.Mark == "" {
			return false
		}
	}
	m.last = known
	m.deeds = append(m.deeds, d)
	return true
}

func (m *model) erase(id string, known time.Time, why string) bool {
	if len(m.starts(id)) == 0 {
		return false
	}
	label := m.judged(id, known)
	n := m.spell(id, known, m.last)
	d := deed{id: id, known: known, from: known, n: n, before: n, erased: why, label: label,
		was: label, verb: writes.Verb}
	for _, s := range m.texts[id] {
		if s.when.IsZero() {
			s.when, s.why = known, why
		}
	}
	m.last = known
	m.deeds = append(m.deeds, d)
	return true
}

// settle puts in the facts dated up to an instant.
func (m *model) settle(until time.Time) {
	slices.SortStableFunc(m.due, func(a, b dated) int { return a.known.Compare(b.known) })
	for len(m.due) > 0 && !m.due[0].known.After(until) {
		f := m.due[0]
		m.due = m.due[1:]
		m.last = f.known
		if n := m.spell(f.id, f.known, f.known); n != nil {
			other := *n
			other.Title = f.title
			m.put(f.id, f.known, f.known, &other, "reach a date")
		}
	}
}

// looks is who looks at what, when.
type looks struct {
	reader    *policy.Reader
	so, known time.Time
	today     time.Time // of the policy
}

// sees is the record, where the reader may know of it.
func (m *model) sees(l looks, id string) *body {
	n := m.spell(id, l.so, l.known)
	if n == nil || !l.reader.May(n.Label()) || !l.reader.May(m.judged(id, l.today)) {
		return nil
	}
	return n
}

func (m *model) ids() []string {
	seen := map[string]bool{}
	for _, d := range m.deeds {
		seen[d.id] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// line writes a record with its secret.
func (b *body) line() string {
	if b == nil {
		return "-"
	}
	who := "none"
	if b.who != nil {
		who = b.who.says
	}
	if b.who != nil && !b.who.when.IsZero() {
		who = fmt.Sprint("erased ", b.who.when.UnixMicro(), b.who.why)
	}
	return fmt.Sprint(b.ID, " ", b.Title, " ", b.Status, b.Tags, b.Label(), " ", who)
}

// find lists what a query finds, all of it in its order.
func (m *model) find(l looks, q register.Query) (lines []string) {
	type place struct {
		value, id string
		n         *body
	}
	var places []place
	for _, id := range m.ids() {
		n := m.sees(l, id)
		if n == nil {
			continue
		}
		keys := append(n.Keys(), register.Key{Name: "id", Value: id})
		has := func(k register.Key) bool { return slices.Contains(keys, k) }
		if slices.ContainsFunc(q.Not, has) ||
			slices.ContainsFunc(q.Where, func(k register.Key) bool { return !has(k) }) {
			continue
		}
		for _, k := range keys {
			p := place{k.Value, id, n}
			names := append(q.Keys, cmp.Or(q.Key, "id"))[:max(1, len(q.Keys))]
			if slices.Contains(names, k.Name) && (q.Is == "" || k.Value == q.Is) &&
				(len(q.Among) == 0 || slices.Contains(q.Among, k.Value)) && k.Value >= q.From &&
				(q.To == "" || k.Value < q.To) && !slices.Contains(places, p) {
				places = append(places, p)
			}
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.id, b.id))
	})
	if q.Desc {
		slices.Reverse(places)
	}
	for _, p := range places {
		lines = append(lines, p.n.line())
	}
	return lines
}

// seen are the deeds that a reader may see, the first first; no id is all.
func (m *model) seen(l looks, id string, after time.Time) (seen []deed) {
	for _, d := range m.deeds {
		if (id == "" || d.id == id) && !d.known.After(l.known) && d.known.After(after) &&
			l.reader.May(d.label) && l.reader.May(m.judged(d.id, l.today)) {
			seen = append(seen, d)
		}
	}
	return seen
}

// events lists what a reader may see of what has happened.
func (m *model) events(l looks, id string, after time.Time) (lines []string) {
	for _, d := range m.seen(l, id, after) {
		before, now := "", ""
		if d.before != nil && l.reader.May(d.was) {
			before = d.before.Title
		}
		if d.n != nil {
			now = d.n.Title
		}
		lines = append(lines, fmt.Sprint(d.id, " ", d.verb, d.known.UnixMicro(), d.from.UTC(), " ",
			before, ">", now, d.erased, d.label))
	}
	return lines
}

// times are when the first and the last event of a record are known from.
func (m *model) times(l looks, id string) (first, last time.Time) {
	if seen := m.seen(l, id, time.Time{}); len(seen) > 0 {
		first, last = seen[0].known, seen[len(seen)-1].known
	}
	return first.UTC(), last.UTC()
}

// spells lists what a record is at all times, as known at the moment: each deed from its
// time until that of a later deed.
func (m *model) spells(l looks, id string) (lines []string) {
	if len(m.ids()) == 0 || !l.reader.May(m.judged(id, l.today)) {
		return nil
	}
	type spell struct {
		from, until time.Time
		n           *body
	}
	var all []spell
	for _, d := range m.deeds {
		if d.id != id || d.erased != "" || d.known.After(l.known) {
			continue
		}
		all = slices.DeleteFunc(all, func(s spell) bool { return !s.from.Before(d.from) })
		if last := len(all) - 1; last >= 0 {
			if s := &all[last]; s.until.IsZero() || s.until.After(d.from) {
				s.until = d.from
			}
		}
		if d.n != nil {
			all = append(all, spell{d.from, time.Time{}, d.n})
		}
	}
	for _, s := range all {
		if l.reader.May(s.n.Label()) {
			lines = append(lines, fmt.Sprint(s.from.UTC(), s.until.UTC(), " ", s.n.line()))
		}
	}
	return lines
}

// eventLine writes an event as the model does.
func eventLine(e register.Event) string {
	said := func(text string) string {
		var n thing
		if text != "" && json.Unmarshal([]byte(text), &n) != nil {
			return "unreadable"
		}
		return n.Title
	}
	return fmt.Sprint(e.ID, " ", e.Verb, e.Known.UnixMicro(), e.From.UTC(), " ", said(e.Before), ">",
		said(e.After), e.Erased, e.Label())
}

// search lists the ids that have words beginning with those asked for, as they are today.
func (m *model) search(l looks, text string) (ids []string) {
	l.so, l.known = l.today, m.last
	total := map[string]int{}
	for _, id := range m.ids() {
		n := m.sees(l, id)
		if n == nil {
			continue
		}
		weight := map[string]int{}
		for i, text := range n.Words() {
			for _, w := range strings.Fields(text) {
				weight[w] = max(weight[w]+1, 100/(i+1))
			}
		}
		all := len(strings.Fields(text)) > 0
		sum := 0
		for w, n := range weight {
			for _, p := range strings.Fields(text) {
				if strings.HasPrefix(w, p) {
					sum += n
				}
			}
		}
		for _, p := range strings.Fields(text) {
			all = all && slices.ContainsFunc(slices.Collect(maps.Keys(weight)), func(w string) bool {
				return strings.HasPrefix(w, p)
			})
		}
		if all {
			total[id] = sum
		}
	}
	return slices.SortedFunc(maps.Keys(total), func(a, b string) int {
		return cmp.Or(cmp.Compare(total[b], total[a]), cmp.Compare(a, b))
	})
}
