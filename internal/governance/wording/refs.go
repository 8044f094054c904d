package wording

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
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
		if was := latest[t.Modification]; was == nil || inTime(was, t) < 0 {
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
	slices.SortFunc(texts, func(a, b *record.CodeText) int {
		return cmp.Or(since(a, releases).Compare(since(b, releases)), cmp.Compare(a.ID, b.ID))
	})
	tags := map[string]bool{}
	for _, t := range texts {
		r := releases[t.Release]
		switch so := v.Moment().So; {
		case t.Commit == "": // it says nothing
		case t.Release == "" && !t.AdoptedOn.Start().After(so), r != nil && r.LiveAt(so):
			name := tagName(t, r)
			if tags[name] { // two have one version
				name = t.ID
			}
			tags[name] = true
			for i, commit := range commitsOf(t) { // a tag stays: a correction has its own
				of := name
				if i > 0 {
					of += "-corrected-" + strconv.Itoa(i)
				}
				hash, err := l.tag(v, of, commit, t, r)
				if err != nil {
					return nil, err
				}
				refs = append(refs, repo.Ref{Name: tagRef + of, Hash: hash})
			}
		case r != nil && r.Cancelled == "":
			refs = append(refs, repo.Ref{Name: releaseRef + t.Release, Hash: t.Commit})
		}
	}
	slices.SortFunc(refs, func(a, b repo.Ref) int { return cmp.Compare(a.Name, b.Name) })
	return refs, nil
}

// commitsOf are the commits of a text: as it came into force, and after each correction.
func commitsOf(t *record.CodeText) []string {
	if t.Original == "" {
		return []string{t.Commit}
	}
	commits := []string{t.Original}
	for _, c := range t.Corrections {
		commits = append(commits, c.Commit)
	}
	return commits
}

// since is the day of a text: of its Release, or when it was adopted.
func since(t *record.CodeText, releases map[string]*record.Release) calendar.Date {
	if r := releases[t.Release]; r != nil {
		return r.LiveOn()
	}
	return t.AdoptedOn
}

// tagged are the versions that can be in the name of a tag.
var tagged = regexp.MustCompile(`^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$`)

// tagName is what a text is called among tags: v57.0 by its version, or the id of its Release.
func tagName(t *record.CodeText, r *record.Release) string {
	switch version := versionOf(r); {
	case tagged.MatchString(version) && !strings.HasSuffix(version, ".lock"):
		return "v" + version
	case t.Release != "":
		return t.Release
	}
	return "adopted-" + t.AdoptedOn.String()
}

// tag is the annotated tag of a text that is in force, of the day since when it is. It is made
// once.
func (l *Library) tag(
	v *register.View, name, commit string, t *record.CodeText, r *record.Release,
) (string, error) {
	on, message := t.AdoptedOn, t.Heading()
	if r != nil {
		on, message = r.LiveOn(), r.Heading()
	}
	key := tagKey{name, commit, message, on.String()}
	l.mu.Lock()
	hash := l.tags[key]
	l.mu.Unlock()
	if hash != "" {
		return hash, nil
	}
	hash, err := l.Repo.Tag(v.Context(), key.name, commit, message, author, on.Start())
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
