package newsletter

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// otherPublications are the papers of meetings since the edition before, and publications of
// no meeting that neither this edition nor the one before has told of.
func otherPublications(m *maker, _ *Rule) (found []subject, err error) {
	meetings, err := m.recent()
	if err != nil {
		return nil, err
	}
	var papers []*record.Publication
	for _, q := range []register.Query{
		{Key: "meeting", Among: meetings, Limit: most},
		{Key: "loose", Is: "yes", Limit: most},
	} {
		if q.Key == "meeting" && len(meetings) == 0 {
			continue
		}
		all, err := register.Find[*record.Publication](m.v, q)
		if err != nil {
			return nil, err
		}
		papers = append(papers, all.Records...)
	}
	before, err := m.toldBefore()
	if err != nil {
		return nil, err
	}
	replaced := map[string]bool{}
	for _, p := range papers {
		replaced[p.Supersedes] = true
	}
	papers = slices.DeleteFunc(papers, func(p *record.Publication) bool {
		return p.Kind == webPage || m.told[ref(p)] || replaced[p.ID] || p.PublishedOn.After(m.day) ||
			p.Meeting == "" && (before[ref(p)] || m.isOld(p))
	})
	if err := arrange(m, papers, asEntered); err != nil {
		return nil, err
	}
	for _, p := range papers {
		entry, err := m.entry(p)
		if err != nil {
			return nil, err
		}
		found = append(found, subject{entry: entry})
	}
	return found, nil
}

// isOld reports whether a publication is known to be of a day before the edition before.
func (m *maker) isOld(p *record.Publication) bool {
	return !p.PublishedOn.IsZero() && p.PublishedOn.Before(m.since)
}

// webPage is the kind of a publication that is a page, and told of as one.
const webPage = "web_page"

// papersAhead is how many days after an edition the meetings are whose papers may be out.
const papersAhead = 45

// recent are the meetings since the edition before. One whose month alone is known counts
// where the month is a later one than that of the edition before.
func (m *maker) recent() (ids []string, err error) {
	all, err := register.Find[*record.Meeting](m.v, register.Query{Key: "when", From: m.since.String(),
		To: m.day.AddDays(papersAhead).String(), Limit: most})
	for _, r := range all.Records {
		m.note(r)
		if r.HeldOn.After(m.since) ||
			r.HeldOn.IsZero() && (m.since == calendar.Date{} || r.HeldMonth > monthOf(m.since)) {
			ids = append(ids, r.ID)
		}
	}
	return ids, err
}
