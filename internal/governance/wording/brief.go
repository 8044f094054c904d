package wording

import (
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// cacheBriefs bounds the briefs that are kept, in octets.
const cacheBriefs = 4 << 20 // some 8,000

// briefKey is a version of a text of the Code.
type briefKey struct {
	id      string
	version register.Version
}

// briefsOf are [textsOf] without the documents and the clauses that they change, which are the
// most of them: what is in force follows from the texts of all Releases. They are not to be
// changed.
func (l *Library) briefsOf(
	v *register.View, releases []*record.Release,
) (map[string]*record.CodeText, error) {
	var names []register.Hit
	for _, r := range releases {
		names = append(names, register.Hit{Kind: "code_text", ID: record.CodeTextOf(r.ID)})
	}
	versions, err := v.Standing(names)
	if err != nil {
		return nil, err
	}
	texts := map[string]*record.CodeText{}
	var unknown []*record.Release
	for i, r := range releases {
		version, stands := versions[names[i]]
		brief, known := l.briefs.Get(briefKey{names[i].ID, version})
		switch {
		case stands && known:
			texts[r.ID] = brief
		case stands || len(versions) == 0:
			unknown = append(unknown, r)
		}
	}
	read, err := textsOf(v, unknown)
	for _, text := range read {
		brief := *text
		brief.Documents, brief.Clauses, brief.Corrections = nil, nil, nil
		texts[text.Release] = &brief
		if version, stands := versions[register.Hit{Kind: "code_text", ID: text.ID}]; stands {
			octets := 400 + len(text.ID) + 32*len(text.Modifications) + 32*len(text.LegalTexts)
			l.briefs.Put(briefKey{text.ID, version}, &brief, int64(octets))
		}
	}
	return texts, err
}
