package release

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The stages of Modifications that matter here.
const (
	stagePending     = record.ModificationPending
	stageImplemented = record.ModificationImplemented
)

// most is how many Modifications and documents of a Release are looked at.
const most = 200

// dossier is a Release with what belongs to it, as far as its reader may know of it.
type dossier struct {
	v     *register.View
	r     *record.Release
	state string

	contents   []*record.Modification // approved, and in it
	intended   []*record.Modification // meant to be in it
	supporting []*record.Modification // correct what others in it say
	elsewhere  []*record.Modification // once in it, now in another Release
	left       []*record.Modification // once moved in or out, now in none
	documents  []*record.DocumentVersion
}

// open reads the dossier of the Release that an ask is about.
func (s subject) open(ask *page.Ask) (*dossier, error) {
	v, err := s.View(ask)
	if err != nil {
		return nil, err
	}
	r, err := register.Get[*record.Release](v, ask.Path["id"])
	if err != nil {
		return nil, desk.Refusal(err)
	}
	return gather(v, r)
}

// gather reads what belongs to a Release.
func gather(v *register.View, r *record.Release) (*dossier, error) {
	d := &dossier{v: v, r: r, state: r.StateAt(v.Moment().So)}
	ids := slices.Concat(r.Modifications, r.Intended, []string{r.Supporting})
	for _, c := range r.Scope {
		ids = append(ids, c.Modification)
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return id == "" })
	var all []*record.Modification
	if len(ids) > 0 {
		named, err := register.Find[*record.Modification](v, register.Query{Among: ids, Limit: most})
		if err != nil {
			return nil, err
		}
		all = named.Records
	}
	slices.SortFunc(all, func(a, b *record.Modification) int {
		return slices.Index(ids, a.ID) - slices.Index(ids, b.ID)
	})
	meant, err := register.Find[*record.Modification](v,
		register.Query{Key: "release", Is: r.ID, Limit: most})
	if err != nil {
		return nil, err
	}
	for _, m := range meant.Records {
		if !slices.Contains(ids, m.ID) {
			all = append(all, m)
		}
	}
	for _, m := range all {
		d.place(m)
	}
	d.documents, err = register.All[*record.DocumentVersion](v,
		register.Query{Key: "release", Is: r.ID, Limit: most})
	return d, err
}

// place puts a Modification where it belongs. What the Release itself says comes first; of a
// Modification that only says it is meant for the Release, its stage decides.
func (d *dossier) place(m *record.Modification) {
	named := m.ID == d.r.Supporting || slices.Contains(d.r.Modifications, m.ID) ||
		slices.Contains(d.r.Intended, m.ID)
	list := &d.intended
	switch {
	case !named && m.TargetRelease != d.r.ID:
		list = &d.left
	case m.TargetRelease != "" && m.TargetRelease != d.r.ID:
		list = &d.elsewhere
	case m.ID == d.r.Supporting, len(m.Supports) > 0:
		list = &d.supporting
	case slices.Contains(d.r.Modifications, m.ID):
		list = &d.contents
	case slices.Contains(d.r.Intended, m.ID):
	case m.Stage == stagePending, m.Stage == stageImplemented:
		list = &d.contents
	case m.Over():
		return
	}
	*list = append(*list, m)
}

// all are the Modifications that belong to it.
func (d *dossier) all() []*record.Modification {
	return slices.Concat(d.contents, d.intended, d.supporting)
}

// stage is that of a Modification: what was approved is implemented once text alone is live.
func (d *dossier) stage(m *record.Modification) string {
	if m.Stage == stagePending && d.r.Content == record.TextOnly && record.ReleaseIsLive(d.state) {
		return stageImplemented
	}
	return m.Stage
}

// supports are the Modifications that one corrects: those it names, and where it names none,
// those of this Release that it is related to.
func (d *dossier) supports(m *record.Modification) (of []*record.Modification) {
	ids := m.Supports
	if len(ids) == 0 {
		ids = m.Related
	}
	for _, other := range d.all() {
		if other.ID != m.ID && slices.Contains(ids, other.ID) {
			of = append(of, other)
		}
	}
	return of
}

// effective is the day from which a version of a document is in force: that of the Release it
// comes with, where it comes with one.
func effective(d *record.DocumentVersion, with *record.Release) calendar.Date {
	if with == nil {
		return d.EffectiveOn
	}
	return with.LiveOn()
}

// called is a Modification as a link, with its number and its title.
func called(m *record.Modification) page.Words {
	link := page.Link{Text: m.Number(), To: desk.AddressOf(m)}
	if m.Title == "" {
		return page.Words{link, page.T(", "), page.Missing("title not known")}
	}
	link.Text += " " + m.Title
	return page.Words{link}
}

// stageTag is the stage of a Modification in words.
func stageTag(stage string) *page.Tag {
	t := &page.Tag{Text: desk.Upper(desk.Plain(stage)), Tone: page.Wait}
	switch {
	case stage == "":
		t.Text, t.Tone = "Stage not known", page.Quiet
	case stage == stageImplemented, stage == stagePending:
		t.Tone = page.Good
	case (&record.Modification{Stage: stage}).Over():
		t.Tone = page.Stop
	}
	return t
}
