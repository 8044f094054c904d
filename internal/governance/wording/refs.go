package wording

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/repo"
)

// The names of what is cloned. The text in force is the main branch.
const (
	mainRef         = "refs/heads/main"
	modificationRef = "refs/heads/modifications/"
	releaseRef      = "refs/heads/releases/"
	tagRef          = "refs/tags/"
)

// Refs are the names under which the repository is cloned, as far as the reader of a view may
// see: the text in force, a branch for the legal text of each Modification and for the drafted
// text of each Release that is to come, and a tag for each text that is or was in force.
func (l *Library) Refs(v *register.View) (refs []repo.Ref, err error) {
	current, err := l.Current(v)
	if err != nil || current.Commit() == "" {
		return nil, err
	}
	refs = append(refs, repo.Ref{Name: mainRef, Hash: current.Commit()})
	drafts, err := register.All[*record.LegalText](v, register.Query{})
	if err != nil {
		return nil, err
	}
	latest := map[string]*record.LegalText{}
	for _, t := range drafts {
		if was := latest[t.Modification]; was == nil || was.AddedAt.Before(t.AddedAt) {
			latest[t.Modification] = t
		}
	}
	for id, t := range latest {
		refs = append(refs, repo.Ref{Name: modificationRef + id, Hash: t.Commit})
	}
	texts, err := register.All[*record.CodeText](v, register.Query{})
	if err != nil {
		return nil, err
	}
	releases, err := releasesOf(v, texts)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		r := releases[t.Release]
		switch {
		case t.Release == "" || r != nil && r.LiveAt(v.Moment().So):
			hash, err := l.tag(v, t, r)
			if err != nil {
				return nil, err
			}
			refs = append(refs, repo.Ref{Name: tagRef + tagName(t), Hash: hash})
		case r != nil && r.Cancelled == "":
			refs = append(refs, repo.Ref{Name: releaseRef + t.Release, Hash: t.Commit})
		}
	}
	slices.SortFunc(refs, func(a, b repo.Ref) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return refs, nil
}

// tagName is what a text is called among tags: v57.0 by its version, or the id of its Release.
func tagName(t *record.CodeText) string {
	switch {
	case t.Version != "":
		return "v" + t.Version
	case t.Release != "":
		return t.Release
	}
	return "adopted-" + t.AdoptedOn.String()
}

// tag is the annotated tag of a text that is in force, of the day since when it is. It is made
// once.
func (l *Library) tag(v *register.View, t *record.CodeText, r *record.Release) (string, error) {
	on, message := t.AdoptedOn, t.Heading()
	if r != nil {
		on, message = r.LiveOn(), r.Heading()
	}
	key := tagKey{tagName(t), t.Commit, message, on.String()}
	l.mu.Lock()
	hash := l.tags[key]
	l.mu.Unlock()
	if hash != "" {
		return hash, nil
	}
	hash, err := l.Repo.Tag(v.Context(), key.name, t.Commit, message, author, on.Start())
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tags[key] = hash
	return hash, nil
}

// tagKey is all that a tag is made of.
type tagKey struct{ name, commit, message, on string }
