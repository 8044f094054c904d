// Package wording says which text of the Code a moment has: what is in force, what it will be on a
// day to come, and what it would be with Modifications that are not decided.
//
// The register has the facts: a [record.CodeText] for each Release whose documents were drafted,
// and a [record.LegalText] for each version of what a Modification would have the Code say. The
// repository has the words, by commits that these name. In force is the text of the last Release
// that is live; where its text was made on another than the one before it, the two are merged
// here. What cannot be merged is left out and said: see [Standing.Lacks].
package wording

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/lru"
)

// Standing is the text of the Code at a moment, and what is to be said of it.
type Standing struct {
	Text    *Text
	Record  *record.CodeText // the last that is in it; nil: none was adopted
	Release *record.Release  // that it came with; nil: it was adopted
	Since   calendar.Date    // since when the text says this
	On      calendar.Date    // the day that is looked at
	Coming  bool             // the day is to come: it is not in force
	Asked   bool             // it was asked for with Modifications that are not in it by themselves
	Steps   []Step           // what was added to what is in force
	Lacks   []Lack           // what should be in it and is not
}

// InForce reports whether the text is in force on its day, that day has come, and nothing else was
// asked for.
func (s *Standing) InForce() bool {
	return s.Record != nil && !s.Coming && !s.Asked && len(s.Steps) == 0
}

// Version is the version of the Code that the text is; empty where that is not known.
func (s *Standing) Version() string { return versionOf(s.Release) }

// versionOf is the version of the Code that comes with a Release.
func versionOf(r *record.Release) string {
	if r == nil {
		return ""
	}
	return r.SECVersion
}

// Step is a text that is not in force, added to what is.
type Step struct {
	Release      *record.Release      // whose drafted text it is; or
	Modification *record.Modification // whose legal text it is
	LegalText    *record.LegalText
	Pending      bool // nobody has approved it
}

// Name is what people call it.
func (s Step) Name() string {
	if s.Modification != nil {
		return s.Modification.Number()
	}
	return s.Release.Heading()
}

// Lack is something that the text should have and has not.
type Lack struct {
	Step
	Clashes []Clash // with what it is in conflict; none: it has no text here
}

// member is a Release with its text.
type member struct {
	release *record.Release // nil: adopted
	text    *record.CodeText
	since   calendar.Date
}

// Library is where the text of the Code is. Its methods may be called from several goroutines.
type Library struct {
	Repo *repo.Repo

	uses    *lru.Cache[usesKey, uses]
	defined *lru.Cache[string, []Definition] // by blob
	briefs  *lru.Cache[briefKey, *record.CodeText]

	mu   sync.Mutex
	tags map[tagKey]string // tags that were made: a few for each Release
}

// Open is the library of a repository.
func Open(r *repo.Repo) *Library {
	return &Library{Repo: r,
		uses:    lru.New[usesKey, uses](cacheUses),
		defined: lru.New[string, []Definition](cacheDefined),
		briefs:  lru.New[briefKey, *record.CodeText](cacheBriefs),
		tags:    map[tagKey]string{}}
}

// At is the text at the moment of a view. A day that is later than what is known of is to
// come: what is in force then follows from what is planned. With are ids of Modifications whose
// legal text is added whatever was decided.
func (l *Library) At(v *register.View, with ...string) (*Standing, error) {
	so, known := v.Moment().So, v.Moment().Known
	today := v
	if coming(so, known) {
		today = v.At(known)
	}
	s, m, err := l.inForce(today, nil)
	if err != nil {
		return nil, err
	}
	s.On = calendar.DateOf(so)
	if coming(so, known) {
		s.Coming = true
		if err := m.plan(s, v, calendar.DateOf(known)); err != nil {
			return nil, err
		}
	}
	return s, m.add(s, v, with)
}

// coming reports whether a day is later than what is known of.
func coming(so, known time.Time) bool { return calendar.DateOf(so).After(calendar.DateOf(known)) }

// inForce is the text that is in force at the moment of a view; where a Release is given that is
// live, the text before it.
func (l *Library) inForce(
	v *register.View, before *record.Release,
) (*Standing, *merger, error) {
	chain, lacks, err := l.chainOf(v, before)
	if err != nil {
		return nil, nil, err
	}
	m := &merger{repo: l.Repo, ctx: v.Context()}
	s := &Standing{Lacks: lacks, On: calendar.DateOf(v.Moment().So)}
	if s.Text, err = textAt(v.Context(), l.Repo, ""); err != nil {
		return nil, nil, err
	}
	for _, each := range chain {
		if err := m.take(s, each); err != nil {
			return nil, nil, err
		}
	}
	if s.Release != nil {
		s.Record, err = TextOf(v, s.Release)
	}
	return s, m, err
}

// take adds the text of a Release to what came before it.
func (m *merger) take(s *Standing, each member) (err error) {
	step := Step{Release: each.release}
	if s.Text.Commit() == each.text.Base && len(s.Text.over) == 0 {
		if s.Text, err = textAt(m.ctx, m.repo, each.text.Commit); err != nil {
			return err
		}
		if each.release != nil {
			m.made = append(m.made, made{step.of(each), each.text.Base, each.text.Commit})
		}
	} else {
		put, clashes, err := m.combine(s.Text, each.text.Base, each.text.Commit, step.of(each))
		if err != nil {
			return err
		}
		if len(clashes) > 0 {
			s.Lacks = append(s.Lacks, Lack{Step: step, Clashes: clashes})
			return nil
		}
		s.Text = s.Text.with(put)
	}
	m.in = append(m.in, each.text.Modifications...)
	s.Record, s.Release, s.Since = each.text, each.release, each.since
	return nil
}

// of names the text of a member.
func (s Step) of(m member) string {
	if m.release == nil {
		return m.text.Heading()
	}
	return s.Name()
}

// chainOf are the texts that came into force one after the other, the first first; and the
// Releases after the first that are live without one. Where a Release is given that is live, they
// are those before it.
func (l *Library) chainOf(
	v *register.View, before *record.Release,
) (chain []member, lacks []Lack, err error) {
	so := v.Moment().So
	tomorrow := calendar.DateOf(so).AddDays(1).String()
	adopted, err := register.Find[*record.CodeText](v,
		register.Query{Key: "adopted", To: tomorrow, Desc: true, Limit: 1})
	if err != nil {
		return nil, nil, err
	}
	live, err := register.All[*record.Release](v, register.Query{Key: "goes_live", To: tomorrow})
	if err != nil {
		return nil, nil, err
	}
	until := before != nil && before.LiveAt(so)
	live = slices.DeleteFunc(live, func(r *record.Release) bool {
		return !r.LiveAt(so) || until && inOrder(r, before) >= 0
	})
	slices.SortFunc(live, inOrder)
	texts, err := l.briefsOf(v, live)
	if err != nil {
		return nil, nil, err
	}
	for _, text := range adopted.Records {
		chain = append(chain, member{text: text, since: text.AdoptedOn})
	}
	for _, r := range live {
		text := texts[r.ID]
		switch begun := len(chain) > 0; {
		case begun && r.LiveOn().Before(chain[0].since):
		case text != nil:
			chain = append(chain, member{r, text, r.LiveOn()})
		case begun:
			lacks = append(lacks, Lack{Step: Step{Release: r}})
		}
	}
	return chain, lacks, nil
}

// inOrder sorts Releases as they come into force.
func inOrder(a, b *record.Release) int {
	return cmp.Or(a.LiveOn().Compare(b.LiveOn()), cmp.Compare(a.ID, b.ID))
}

// textsOf are the drafted texts of Releases, by the id of the Release.
func textsOf(
	v *register.View, releases []*record.Release,
) (map[string]*record.CodeText, error) {
	var names []register.Hit
	for _, r := range releases {
		names = append(names, register.Hit{Kind: "code_text", ID: record.CodeTextOf(r.ID)})
	}
	found, err := v.Several(names)
	texts := map[string]*record.CodeText{}
	for _, rec := range found {
		text := rec.(*record.CodeText)
		texts[text.Release] = text
	}
	return texts, err
}

// Text is the text of a commit; of nothing where it is empty.
func (l *Library) Text(ctx context.Context, commit string) (*Text, error) {
	return textAt(ctx, l.Repo, commit)
}
