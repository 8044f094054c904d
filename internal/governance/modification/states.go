package modification

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// followed are the stages that a Release coming into force may follow without anybody's act.
var followed = []string{appealWindow, panelWindow, objectionTime, pending}

// statesOf derives the states of Modifications at the moment of a view, by id: with a question
// for the consultations on the reports of those in that phase, and one for the Releases of those
// that may be in force.
func statesOf(v *register.View, all []*record.Modification) (map[string]string, error) {
	var reported, meant []string
	for _, m := range all {
		switch {
		case m.Stage == report:
			reported = append(reported, m.ID)
		case slices.Contains(followed, m.Stage):
			meant = append(meant, m.TargetRelease)
		}
	}
	reports := map[string]*record.Consultation{} // the latest
	if len(reported) > 0 {
		consultations, err := register.All[*record.Consultation](v, register.Query{Key: "modification",
			Among: reported, Where: []register.Key{{Name: "type", Value: "modification_report"}}})
		if err != nil {
			return nil, err
		}
		for _, c := range consultations {
			last := reports[c.Modification]
			if c.Withdrawal == nil && (last == nil || c.ClosesAt.After(last.ClosesAt)) {
				reports[c.Modification] = c
			}
		}
	}
	releases, err := desk.Several(v, "release", meant...)
	if err != nil {
		return nil, err
	}
	cal, states := desk.Calendar(v), map[string]string{}
	for _, m := range all {
		release, _ := releases[m.TargetRelease].(*record.Release)
		states[m.ID] = derive(m, around{reports[m.ID], release}, cal, v.Moment().So)
	}
	return states, nil
}
