package modification

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// mostReports is how many Modification Report Consultations a list looks back over: some
// years of them.
const mostReports = 200

// mostReleases is how many Releases a list looks back over.
const mostReleases = 60

// states derives the states of many Modifications with two questions to the register.
type states struct {
	v        *register.View
	cal      *calendar.Calendar
	reports  map[string]*record.Consultation // the latest, by Modification
	releases map[string]*record.Release
}

// newStates reads what states follow from.
func newStates(v *register.View) (*states, error) {
	s := &states{v: v, cal: desk.Calendar(v), reports: map[string]*record.Consultation{},
		releases: map[string]*record.Release{}}
	consultations, err := register.Find[*record.Consultation](v, register.Query{Key: "closes",
		Desc: true, Where: []register.Key{{Name: "type", Value: "modification_report"}},
		Limit: mostReports})
	if err != nil {
		return nil, err
	}
	for _, c := range consultations.Records {
		if s.reports[c.Modification] == nil && c.Withdrawal == nil {
			s.reports[c.Modification] = c
		}
	}
	releases, err := register.Find[*record.Release](v, register.Query{Key: "goes_live", Desc: true,
		Limit: mostReleases})
	for _, r := range releases.Records {
		s.releases[r.ID] = r
	}
	return s, err
}

// of is the state of one.
func (s *states) of(m *record.Modification) string {
	return derive(m, around{s.reports[m.ID], s.releases[m.TargetRelease]}, s.cal, s.v.Moment().So)
}
