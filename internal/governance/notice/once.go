package notice

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/post"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// notice is one by its id; nil where it was taken back.
func (r *round) notice(id string) (*record.Notice, error) {
	n, err := register.Get[*record.Notice](r.all, id)
	if errors.Is(err, register.ErrNotFound) {
		return nil, nil
	}
	return n, err
}

// aboutKinds are the kinds of record that a notice may be about.
func aboutKinds() string {
	f, _ := reflect.TypeFor[record.Notice]().FieldByName("About")
	return f.Tag.Get("ref")
}

// about is the record that a notice is about, nil where it is about none; ok is false where the
// reader of the view may not know of it, and for a notice that is no more.
func (r *round) about(
	v *register.View, n *record.Notice,
) (rec record.Titled, ok bool, err error) {
	switch {
	case n == nil:
		return nil, false, nil
	case n.About == "":
		return nil, true, nil
	}
	rec, ok, err = desk.Find(v, aboutKinds(), n.About)
	if err != nil || ok {
		return rec, ok, err
	}
	_, hidden, err := desk.Find(r.all, aboutKinds(), n.About)
	return nil, !hidden, err // what is no more, nobody may see, and it hides nothing
}

// due are the notices that came due, or to be, since the last round, the earliest first.
func (r *round) due(events []register.Event) (all []*record.Notice, err error) {
	from := r.cursor.Add(time.Microsecond)
	found, err := register.All[*record.Notice](r.all, register.Query{Key: "due",
		From: register.InstantKey(from), To: register.InstantKey(r.now.Add(time.Microsecond))})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	take := func(n *record.Notice) error {
		if n == nil || seen[n.ID] || n.Due.After(r.now) {
			return nil
		}
		seen[n.ID] = true
		done, _, err := r.done(r.ctx, n.ID)
		if !done {
			all = append(all, n)
		}
		return err
	}
	for _, n := range found {
		if err := take(n); err != nil {
			return nil, err
		}
	}
	for _, e := range events {
		if e.Kind != "notice" || e.After == "" {
			continue
		}
		n, err := r.notice(e.ID)
		if err != nil {
			return nil, err
		}
		if err := take(n); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b *record.Notice) int {
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all, nil
}

// once tells what has come up since the last round: it finds for whom notices are, and tells
// those who chose so at once.
func (r *round) once() error {
	if r.cursor.IsZero() {
		return r.begin()
	}
	if !r.now.After(r.cursor) {
		return nil
	}
	events, err := r.events(r.all, r.cursor.UnixMicro())
	if err != nil {
		return err
	}
	if err := r.forgetTickets(events); err != nil {
		return err
	}
	notices, err := r.due(events)
	if err != nil || len(events)+len(notices) == 0 {
		return err
	}
	s := &sending{d: r.Dispatcher, ctx: r.ctx}
	progress, err := r.welcome(s)
	if err != nil {
		return err
	}
	if err := r.confirm(s, events); err != nil {
		return err
	}
	soon := map[string][]told{} // by reader: what goes at once
	for _, n := range notices {
		if err := r.resolve(s, n, soon); err != nil {
			return err
		}
	}
	if err := r.atOnce(s, events, soon, progress); err != nil {
		return err
	}
	if err := s.flush(); err != nil {
		return err
	}
	for _, n := range notices { // what they find is written: whatever comes now, it is not again
		s.marks = append(s.marks, markDone(n.ID, r.now, ""))
	}
	s.marks = append(s.marks, markState(stateCursor, strconv.FormatInt(r.now.UnixMicro(), 10)))
	return s.flush()
}

// begin is the first round: what the register holds is known, and not told.
func (r *round) begin() error {
	s := &sending{d: r.Dispatcher, ctx: r.ctx}
	if _, err := r.welcome(s); err != nil {
		return err
	}
	s.marks = append(s.marks, markState(stateCursor, strconv.FormatInt(r.now.UnixMicro(), 10)))
	return s.flush()
}

// welcome notes readers that are new: they are told from now on.
func (r *round) welcome(s *sending) (map[string]progress, error) {
	who, err := r.audience()
	if err != nil {
		return nil, err
	}
	all, err := r.progress(r.ctx)
	if err != nil {
		return nil, err
	}
	for _, by := range who.readers {
		if _, known := all[by.id]; known {
			continue
		}
		p := progress{since: map[string]int64{}, week: monday(r.today).String()}
		if !r.now.Before(r.today.At(digestHour, 0)) {
			p.day = r.today.String()
		}
		for _, t := range r.topics {
			p.since[t.ID] = r.now.UnixMicro()
		}
		all[by.id] = p
		s.marks = append(s.marks, markProgress(by.id, p))
	}
	return all, nil
}

// found is one whom a notice reaches, or is to.
type found struct {
	aim
	rule   rule
	topic  record.Topic
	reader *reader // nil: nothing reaches them, or they have an address alone
	hidden bool    // they may not know what it is about
}

// recipients are all whom a notice is for, each by the first rule that finds them; faults are
// what is wrong with its rules.
func (r *round) recipients(n *record.Notice) (all []found, faults []string, err error) {
	who, err := r.audience()
	if err != nil {
		return nil, nil, err
	}
	to := n.To
	if len(to) == 0 && n.Person != "" {
		to = []string{"person:" + n.Person}
	}
	taken := map[string]bool{}
	for _, each := range to {
		rule, of, err := ruleOf(each)
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		aims, err := rule.find(r, n, of)
		if err != nil {
			return nil, nil, err
		}
		for _, a := range aims {
			if taken[a.id] || !r.theirs(n, a) {
				continue
			}
			taken[a.id] = true
			f := found{aim: a, rule: rule, reader: who.byID[a.id], topic: r.topicOf(n, rule)}
			if f.hidden, err = r.hides(n, f.reader); err != nil {
				return nil, nil, err
			}
			all = append(all, f)
		}
	}
	if address := n.Address.Text(); address != "" {
		all = append(all, found{aim: aim{id: n.ID, why: "you wrote to us", address: address},
			topic: r.topicOf(n, rule{topic: topicRequests})})
	}
	if len(all)+len(faults) == 0 && len(to) == 0 {
		faults = append(faults, "it says to nobody that it is for them")
	}
	return all, faults, nil
}

// theirs reports whether a notice about what a Party or a person alone may know is for one.
func (r *round) theirs(n *record.Notice, a aim) bool {
	if n.Person != "" {
		return a.id == OfPerson(n.Person)
	}
	if n.Party == "" {
		return true
	}
	return slices.ContainsFunc(r.who.people, func(p *record.Person) bool {
		party := r.who.acts(p)
		return OfPerson(p.ID) == a.id && party != nil && party.ID == n.Party
	})
}

// hides reports whether a reader may not know what a notice is about.
func (r *round) hides(n *record.Notice, by *reader) (bool, error) {
	if by == nil || n.About == "" {
		return false, nil
	}
	v, err := r.seen(by)
	if err != nil {
		return false, err
	}
	_, ok, err := r.about(v, n)
	return !ok, err
}

// topicOf is the topic by which people are told of a notice that a rule brings to them.
func (r *round) topicOf(n *record.Notice, by rule) record.Topic {
	for _, id := range []string{n.Topic, by.topic} {
		if t, ok := r.topic(id); ok {
			return t
		}
	}
	if n.About != "" {
		for kind := range strings.FieldsSeq(aboutKinds()) {
			if _, err := r.all.Record(kind, n.About); err == nil {
				if t, ok := r.ofKind(kind); ok {
					return t
				}
			}
		}
	}
	t, _ := r.topic(topicRequests)
	return t
}

// late reports whether a notice was due so long ago that nobody is told of it any more.
func (r *round) late(n *record.Notice) bool { return n.Due.Before(r.now.Add(-stale)) }

// resolve finds for whom a notice is. Those who are told at once come into soon; for the others it
// waits.
func (r *round) resolve(s *sending, n *record.Notice, soon map[string][]told) error {
	if r.late(n) {
		s.marks = append(s.marks, markDone(n.ID, r.now, "it was due more than "+
			calendar.Days(stale)+" ago: nobody is told any more"))
		return nil
	}
	all, faults, err := r.recipients(n)
	if err != nil {
		faults = append(faults, err.Error())
		r.config.Log.ErrorContext(r.ctx, "notice", "id", n.ID, "fault", err)
	}
	if len(faults) > 0 {
		r.config.Log.ErrorContext(r.ctx, "notice", "id", n.ID, "faults", faults)
		s.marks = append(s.marks, markDone(n.ID, r.now, strings.Join(faults, "; ")))
	}
	before, err := r.before(n)
	if err != nil {
		return err
	}
	for _, f := range all {
		if before[f.id] {
			continue
		}
		if err := r.bring(s, n, f, soon); err != nil {
			return err
		}
	}
	return nil
}

// before are those to whom a round that was cut off brought a notice already. Who had a message of
// it alone that was withheld since is told in their next digest: its key is taken.
func (r *round) before(n *record.Notice) (map[string]bool, error) {
	all, err := r.lines(r.ctx, "notice = $1", n.ID)
	if err != nil {
		return nil, err
	}
	who := map[string]bool{}
	for _, t := range all {
		if t.message == untold {
			_, err := r.config.Post.Get(r.ctx, messageOf(n)+"-"+t.reader)
			if errors.Is(err, post.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
		}
		who[t.reader] = true
	}
	return who, nil
}

// bring brings a notice to one of its recipients.
func (r *round) bring(s *sending, n *record.Notice, f found, soon map[string][]told) error {
	t := told{notice: n.ID, reader: f.id, topic: f.topic.ID, why: f.why}
	switch {
	case f.address != "":
		return r.toAddress(s, n, f)
	case f.reader == nil || f.hidden:
		return nil
	case f.rule.deadline && f.reader.how(f.topic) != record.Never:
		return nil // their own deadlines tell it, in good time
	}
	switch f.reader.how(f.topic) {
	case record.Never:
		return nil
	case record.AtOnce:
		soon[f.id] = append(soon[f.id], t)
	}
	return s.add(nil, []mark{markLine(t)})
}

// messageOf begins the keys of the messages of a notice alone; a hyphen and their reader follow.
func messageOf(n *record.Notice) string { return "notice-" + n.ID }

// toAddress writes to somebody who is not in the register.
func (r *round) toAddress(s *sending, n *record.Notice, f found) error {
	key := messageOf(n) + "-" + f.id
	l := r.single(nil, n, nil, f.why)
	if err := r.answer(l, n); err != nil {
		return err
	}
	if r.config.Guest != nil {
		more, err := r.config.Guest(r.all, f.id)
		if err != nil {
			return err
		}
		l.Blocks = append(l.Blocks, more...)
	}
	m := post.Message{Key: key, To: f.address, Subject: subject(n.Why), Text: l.Text(), HTML: l.HTML(),
		Bounce: f.id}
	if err := r.thread(&m, n); err != nil {
		return err
	}
	return s.add([]post.Message{m}, []mark{markLine(told{n.ID, f.id, f.topic.ID, f.why, key})})
}
