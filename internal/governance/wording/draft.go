package wording

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// author is who commits are said to be by: people are in the journal of the register.
const author = "Code administrator"

// together is what is said of a commit of texts that were each made on another.
const together = "Bring the texts of Releases together"

// Trial is what the text of a Release would be made of.
type Trial struct {
	Steps []Step // that fit
	Lacks []Lack // Modifications that have no text, or whose text is in conflict
	base  *Text
}

// Trial merges the legal text of what was approved for a Release onto the text that will be in
// force before it, without writing anything.
func (l *Library) Trial(v *register.View, r *record.Release) (*Trial, error) {
	before, m, err := l.before(v, r)
	if err != nil {
		return nil, err
	}
	in, legal, err := publishedIn(v, []*record.Release{r})
	if err != nil {
		return nil, err
	}
	s := &Standing{Text: before.Text}
	if err := m.addApproved(s, r, in[r.ID], legal); err != nil {
		return nil, err
	}
	return &Trial{s.Steps, s.Lacks, before.Text}, nil
}

// Draft is the text of a Release by a trial: each Modification one after the other, with a commit
// of two parents. It changes nothing in the register, and takes no trial with a conflict.
func (l *Library) Draft(
	v *register.View, r *record.Release, trial *Trial, at time.Time,
) (*record.CodeText, error) {
	base, err := l.commit(v.Context(), trial.base, together, at)
	if err != nil {
		return nil, err
	}
	text := &record.CodeText{Head: record.Head{ID: record.CodeTextOf(r.ID), Demo: r.Demo},
		Release: r.ID, Base: base, Commit: base, DraftedAt: at}
	return text, l.merge(v.Context(), text, trial.Steps, at)
}

// TextOf is the drafted text of a Release; nil where there is none.
func TextOf(v *register.View, r *record.Release) (*record.CodeText, error) {
	texts, err := textsOf(v, []*record.Release{r})
	return texts[r.ID], err
}

// Correct puts another document into the text of a Release. It changes nothing in the register.
func (l *Library) Correct(
	ctx context.Context, t *record.CodeText, doc *legal.Document, why string, at time.Time,
) (*Edited, error) {
	edited, err := l.Commit(ctx, Edit{On: t.Commit, At: at, Message: "Correct the text: " + why,
		Put: map[string]*legal.Document{doc.Slug(): doc}})
	if err != nil {
		return nil, err
	}
	t.Commit = edited.Commit
	return edited, l.note(ctx, t)
}

// merge commits the steps of a Release, each with two parents.
func (l *Library) merge(
	ctx context.Context, text *record.CodeText, steps []Step, at time.Time,
) error {
	m := &merger{repo: l.Repo, ctx: ctx}
	for _, step := range steps {
		w, err := textAt(ctx, l.Repo, text.Commit)
		if err != nil {
			return err
		}
		put, _, err := m.combine(w, step.LegalText.Base, step.LegalText.Commit, step.Name())
		if err != nil {
			return err
		}
		parents := []string{text.Commit, step.LegalText.Commit}
		if text.Commit == "" { // the first text of all
			parents = parents[1:]
		}
		text.Commit, err = l.Repo.Commit(ctx, repo.Commit{
			Parents: parents, Put: put, At: at, Author: author,
			Message: "Merge " + step.Name() + ": " + step.Modification.Heading(),
		})
		if err != nil {
			return err
		}
		text.Modifications = append(text.Modifications, step.Modification.ID)
		text.LegalTexts = append(text.LegalTexts, step.LegalText.ID)
	}
	return l.note(ctx, text)
}

// note fills in what the text changes.
func (l *Library) note(ctx context.Context, text *record.CodeText) error {
	redlines, err := l.Repo.Compare(ctx, text.Base, text.Commit)
	text.Documents, text.Clauses = Changed(redlines)
	return err
}

// before is the text that will be in force before a Release, with those Releases that are to go
// live before it and have a text.
func (l *Library) before(v *register.View, r *record.Release) (*Standing, *merger, error) {
	s, m, err := l.inForce(v, r)
	if err != nil || r.LiveAt(v.Moment().So) {
		return s, m, err
	}
	today := calendar.DateOf(v.Moment().So)
	found, err := register.Find[*record.Release](v, register.Query{Key: "goes_live",
		From: today.AddDays(1).String(), Limit: mostPlanned})
	if err != nil {
		return nil, nil, err
	}
	texts, err := textsOf(v, found.Records)
	if err != nil {
		return nil, nil, err
	}
	for _, other := range found.Records {
		if text := texts[other.ID]; text != nil && other.ID != r.ID && inOrder(other, r) < 0 {
			if err := m.take(s, member{other, text, other.LiveOn()}); err != nil {
				return nil, nil, err
			}
		}
	}
	return s, m, nil
}

// commit is a wording as a commit: its own, where nothing lies over it.
func (l *Library) commit(
	ctx context.Context, w *Text, message string, at time.Time,
) (string, error) {
	if len(w.over) == 0 {
		return w.commit, nil
	}
	return l.Repo.Commit(ctx, repo.Commit{Parents: []string{w.commit}, Put: w.over, At: at,
		Author: author, Message: message})
}

// Current is the text that is in force at the moment of a view, as a commit.
func (l *Library) Current(v *register.View) (*Text, error) {
	s, _, err := l.inForce(v, nil)
	if err != nil {
		return nil, err
	}
	commit, err := l.commit(v.Context(), s.Text, together, v.Moment().Known)
	if err != nil {
		return nil, err
	}
	return l.Text(v.Context(), commit)
}

// Edit is a change of documents that was made by hand.
type Edit struct {
	On      string                     // the commit that was changed
	After   string                     // the one that it follows in the history; empty: On
	Base    string                     // what the change as a whole is compared with; empty: On
	Put     map[string]*legal.Document // nil: taken away
	Message string
	At      time.Time
}

// Edited is an edit as a commit, with what it changes since its base.
type Edited struct {
	Commit             string
	Documents, Clauses []string
	Redlines           []legal.Redline
}

// Follows is the commit that another version of the legal text of a Modification follows: the last
// one that is published and starts from the same text, or that text. So whoever clones the one
// has no draft before it that was never published.
func Follows(v *register.View, modification, base string) (string, error) {
	last, err := Published(v, modification)
	if last == nil || last.Base != base {
		return base, err
	}
	return last.Commit, nil
}

// Commit writes an edit. It changes nothing in the register.
func (l *Library) Commit(ctx context.Context, e Edit) (*Edited, error) {
	put, parents := e.Put, []string(nil)
	switch {
	case e.After != "" && e.After != e.On:
		var err error
		if put, err = l.since(ctx, e); err != nil {
			return nil, err
		}
		parents = []string{e.After}
	case e.On != "":
		parents = []string{e.On}
	}
	commit, err := l.Repo.Commit(ctx, repo.Commit{Parents: parents, Put: put, At: e.At,
		Author: author, Message: e.Message})
	if err != nil {
		return nil, err
	}
	if e.Base == "" {
		e.Base = e.On
	}
	return l.edited(ctx, e.Base, commit)
}

// edited is a commit with what it changes since another.
func (l *Library) edited(ctx context.Context, base, commit string) (*Edited, error) {
	redlines, err := l.Repo.Compare(ctx, base, commit)
	if err != nil {
		return nil, err
	}
	done := &Edited{Commit: commit, Redlines: redlines}
	done.Documents, done.Clauses = Changed(redlines)
	return done, nil
}

// since is all that an edit and what it was made on change of what it follows.
func (l *Library) since(ctx context.Context, e Edit) (map[string]*legal.Document, error) {
	redlines, err := l.Repo.Compare(ctx, e.After, e.On)
	if err != nil {
		return nil, err
	}
	put := maps.Clone(e.Put)
	if put == nil {
		put = map[string]*legal.Document{}
	}
	for _, r := range redlines {
		doc, edited := e.Put[r.Slug]
		if !edited {
			put[r.Slug] = r.After
		} else if doc == nil && r.Before == nil {
			delete(put, r.Slug) // a draft had it
		}
	}
	return put, nil
}

// Fresh are the clauses that a version of a legal text changes, and did not change alike in the
// last version that was published before it.
func (l *Library) Fresh(v *register.View, t *record.LegalText) ([]string, error) {
	last, err := Published(v, t.Modification)
	if err != nil || last == nil {
		return t.Clauses, err
	}
	redlines, err := l.Repo.Compare(v.Context(), last.Commit, t.Commit)
	if err != nil {
		return nil, err
	}
	_, differ := Changed(redlines)
	return slices.DeleteFunc(differ, func(place string) bool {
		return !slices.Contains(t.Clauses, place) && !slices.Contains(last.Clauses, place)
	}), nil
}

// Keeping says what becomes of a clause whose words both sides changed.
type Keeping bool

// What can become of it.
const (
	Refuse    Keeping = false // nothing is merged
	KeepWords Keeping = true  // it has the words of the change that is added
)

// Update is a legal text on top of what is in force now, where it was made on something else:
// what it changes is merged. Clashes say why that cannot be.
func (l *Library) Update(
	v *register.View, of *record.LegalText, name string, keep Keeping, at time.Time,
) (base string, done *Edited, clashes []Clash, err error) {
	ctx := v.Context()
	s, m, err := l.inForce(v, nil)
	if err != nil {
		return "", nil, nil, err
	}
	if base, err = l.commit(ctx, s.Text, together, at); err != nil {
		return "", nil, nil, err
	}
	if base == of.Base {
		return base, nil, nil, nil
	}
	m.keep = keep
	put, clashes, err := m.combine(s.Text, of.Base, of.Commit, name)
	if err != nil || len(clashes) > 0 {
		return base, nil, clashes, err
	}
	parents := []string{base}
	if public, err := Follows(v, of.Modification, of.Base); err != nil {
		return "", nil, nil, err
	} else if public != of.Base && public != base {
		parents = append(parents, public)
	}
	commit, err := l.Repo.Commit(ctx, repo.Commit{Parents: parents, Put: put, At: at,
		Author: author, Message: fmt.Sprintf("Bring %s up to date", name)})
	if err != nil {
		return "", nil, nil, err
	}
	done, err = l.edited(ctx, base, commit)
	return base, done, nil, err
}
