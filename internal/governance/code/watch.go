package code

import (
	"net/url"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/governance/wording/editor"
	"github.com/mains-energy/mains/internal/governance/wording/show"
	"github.com/mains-energy/mains/internal/page"
)

// mostWatches is how much one person can watch, and mostNotices how many notices are shown.
const (
	mostWatches = 200
	mostNotices = 100
)

// watchRoutes are the addresses of what people watch.
func (s subject) watchRoutes() []page.Route {
	return []page.Route{
		{Pattern: "/watches", View: s.watches},
		{Pattern: "/watches/add", Form: s.watchForm, Submit: s.watch},
		{Pattern: "/watches/{id}/end", Form: s.endForm, Submit: s.end},
	}
}

// watchAt is where a document, a clause or a term is put among what is watched.
func watchAt(slug, number, term string) page.Address {
	q := url.Values{}
	for name, value := range map[string]string{"document": slug, "clause": number, "term": term} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return page.At("watches", "add").With(q)
}

// whatOf says what is watched, with a link to it.
func whatOf(w *record.Watch) page.Link {
	switch {
	case w.Term != "":
		return page.Link{Text: "The term “" + w.Term + "”", To: termAt(w.Term)}
	case w.Clause != "":
		return page.Link{Text: show.Where(w.Document, w.Clause), To: show.At(w.Document, w.Clause)}
	}
	return page.Link{Text: show.Name(w.Document), To: show.At(w.Document, "")}
}

// aboutOf is where what a notice is about is shown.
func aboutOf(n *record.Notice) page.Address {
	if n.Event == wording.EventChanges {
		return desk.Address("release", n.About) + "/text"
	}
	return desk.Address("modification", n.About) + "/legal-text"
}

// watches is what the reader watches, and what came of it.
func (s subject) watches(ask *page.Ask) (*page.View, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	mine := register.Query{Key: "person", Is: ask.Who, Limit: mostWatches}
	watches, err := register.Find[*record.Watch](v, mine)
	if err != nil {
		return nil, err
	}
	view := &page.View{Title: "What you watch", Crumbs: []page.Link{desk.Home()},
		Lead: "You are told when a proposal touches it, when that is approved, and when it changes."}
	items := page.Items{Empty: "You watch nothing yet. Each page of a document, a clause and a term " +
		"of the Code offers it."}
	for _, w := range watches.Records {
		items.Items = append(items.Items, page.Item{Head: page.Words{whatOf(w)}, Body: []page.Words{{
			page.T("Since "), desk.At(w.Since), page.T(". "),
			page.Link{Text: "Stop watching", To: page.At("watches", w.ID, "end")}}}})
	}
	notices, err := heard(v, watches.Records)
	if err != nil {
		return nil, err
	}
	var timeline page.Timeline
	for _, t := range notices {
		timeline.Events = append(timeline.Events, page.TimelineEvent{
			When: page.Words{desk.At(t.Notice.Due)}, What: page.Words{page.Link{Text: t.Notice.Why,
				To: aboutOf(t.Notice)}}, Detail: []page.Words{page.Say(strings.Join(t.Watches, ", "))}})
	}
	blocks := []page.Block{timeline}
	if len(timeline.Events) == 0 {
		blocks = []page.Block{page.Para{Words: page.Say("Nothing yet.")}}
	}
	view.Blocks = []page.Block{items, page.Section{Title: "What happened to it", Blocks: blocks}}
	view.Data = map[string]any{"watches": watches.Records, "notices": notices}
	if !ask.Moment.AsAt {
		view.Actions = []page.Link{{Text: "Watch a document or a clause", To: "/watches/add"}}
	}
	return view, nil
}

// told is a notice that somebody hears, for what they watch.
type told struct {
	Notice  *record.Notice `json:"notice"`
	Watches []string       `json:"watches"` // what of theirs it is about, in words
}

// heard are the notices that are due and about what somebody watches, since they watch it; the
// latest first.
func heard(v *register.View, watches []*record.Watch) (all []told, err error) {
	since := v.Moment().So
	for _, w := range watches {
		since = earlier(since, w.Since)
	}
	query := register.Query{Key: "due", Desc: true, Limit: mostNotices,
		From: register.InstantKey(since), To: register.InstantKey(v.Moment().So) + "~",
		Where: []register.Key{{Name: "to", Value: wording.Watching}}}
	found, err := register.Find[*record.Notice](v, query)
	if err != nil {
		return nil, err
	}
	for _, n := range found.Records {
		t := told{Notice: n}
		for _, w := range watches {
			if !n.Due.Before(w.Since) && wording.Heard(n, w) {
				t.Watches = append(t.Watches, whatOf(w).Text)
			}
		}
		if len(t.Watches) > 0 {
			all = append(all, t)
		}
	}
	return all, nil
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// asked is the watch that a query asks for.
func (s subject) asked(ask *page.Ask, v *register.View, q url.Values) (*record.Watch, error) {
	w := &record.Watch{Person: ask.Who, Document: q.Get("document"), Clause: q.Get("clause"),
		Term: q.Get("term")}
	now, err := s.Library.At(v)
	if err != nil {
		return nil, err
	}
	if w.Term != "" {
		w.Document, w.Clause = "", ""
		w.Term, err = s.named(ask, now.Text, w.Term)
		return w, err
	}
	doc, err := now.Text.Document(v.Context(), w.Document)
	if err != nil {
		return nil, err
	}
	if doc == nil || w.Clause != "" && doc.Find(w.Clause) < 0 {
		return nil, page.ErrNotFound
	}
	return w, nil
}

// watchForm asks whether something is to be watched.
func (s subject) watchForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.Signed(ask)
	if err != nil {
		return nil, err
	}
	if len(ask.Query) == 0 {
		return s.choiceForm(v)
	}
	w, err := s.asked(ask, v, ask.Query)
	if err != nil {
		return nil, err
	}
	what := whatOf(w)
	return &page.Form{Title: "Watch " + desk.Lower(what.Text), Submit: "Watch",
		Lead: "You are told when a proposal touches it, when that is approved, and when it changes. " +
			"Nobody but you and the administrator sees what you watch.",
		Crumbs: []page.Link{desk.Home(), {Text: "What you watch", To: "/watches"}, what}}, nil
}

// choiceForm asks what is to be watched.
func (s subject) choiceForm(v *register.View) (*page.Form, error) {
	now, err := s.Library.At(v)
	if err != nil {
		return nil, err
	}
	heads, err := now.Text.Heads(v.Context())
	return &page.Form{Title: "Watch a document or a clause", Submit: "Watch",
		Lead:   "The page of each term offers to watch that.",
		Crumbs: []page.Link{desk.Home(), {Text: "What you watch", To: "/watches"}},
		Fields: editor.ChoiceFields(inOrder(heads), "", "", false)}, err
}

// watch notes that somebody watches something.
func (s subject) watch(ask *page.Ask, in page.Input) (*page.Done, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	q := ask.Query
	if len(q) == 0 {
		v, err := s.View(ask)
		if err != nil {
			return nil, err
		}
		now, err := s.Library.At(v)
		if err != nil {
			return nil, err
		}
		if q, err = editor.Chosen(ask.Context, now.Text, in); err != nil {
			return nil, err
		}
	}
	err := s.Act(ask, register.Act{Verb: "watch"}, func(tx *register.Tx) error {
		w, err := s.asked(ask, tx.View, q)
		if err != nil {
			return err
		}
		all, err := register.All[*record.Watch](tx.View, register.Query{Key: "person", Is: ask.Who})
		if err != nil {
			return err
		}
		for _, other := range all {
			if other.Document == w.Document && other.Clause == w.Clause && other.Term == w.Term {
				return page.Faults{{Text: "You watch this already."}}
			}
		}
		if len(all) >= mostWatches {
			return page.Faults{{Text: "You watch as much as one person can. Stop watching something first."}}
		}
		if w.ID, err = tx.NewID("watch"); err != nil {
			return err
		}
		w.Since = tx.Now()
		return tx.Put(w)
	})
	return &page.Done{To: "/watches", Notice: "You watch it from now on."}, err
}

// own is a watch of the reader.
func own(v *register.View, ask *page.Ask) (*record.Watch, error) {
	if ask.Who == "" {
		return nil, page.ErrSignIn
	}
	w, err := register.Get[*record.Watch](v, ask.Path["id"])
	switch {
	case err != nil:
		return nil, desk.Refusal(err)
	case w.Person != ask.Who:
		return nil, page.ErrForbidden
	}
	return w, nil
}

// endForm asks whether something is to be watched no more.
func (s subject) endForm(ask *page.Ask) (*page.Form, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	w, err := own(v, ask)
	if err != nil {
		return nil, err
	}
	return &page.Form{Title: "Stop watching", Kicker: whatOf(w).Text, Submit: "Stop watching",
		Crumbs: []page.Link{desk.Home(), {Text: "What you watch", To: "/watches"}}}, nil
}

// end notes that something is watched no more.
func (s subject) end(ask *page.Ask, _ page.Input) (*page.Done, error) {
	err := s.Act(ask, register.Act{Verb: "stop watching"}, func(tx *register.Tx) error {
		w, err := own(tx.View, ask)
		if err != nil {
			return err
		}
		return tx.End("watch", w.ID, tx.Now())
	})
	return &page.Done{To: "/watches", Notice: "You watch it no more."}, err
}
