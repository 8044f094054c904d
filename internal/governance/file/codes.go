package file

import (
	"reflect"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/bulletin"
	"github.com/mains-energy/mains/internal/governance/consultation"
	"github.com/mains-energy/mains/internal/governance/contact"
	"github.com/mains-energy/mains/internal/governance/modification"
	"github.com/mains-energy/mains/internal/governance/party"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/programme"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/release"
	"github.com/mains-energy/mains/internal/governance/survey"
)

// personRoles are what people are to whom they work for: the first four are those that rights
// depend on, the others are of staff and officials [D].
var personRoles = []string{"delegate", "signatory", "administrator", "member", "chair", "secretary",
	"analyst", "helpdesk_agent", "official", "assessor"}

// Codes are the values that a text of a record may have, where its subject declares them; none
// where it is free. A field whose type has Choices is not among them.
func Codes(of reflect.Type, field string) []string {
	switch reflect.New(of).Interface().(type) {
	case *record.Modification:
		switch field {
		case "stage":
			return states(modification.Machine)
		case "impacted", "users":
			return append(audiences(), record.Category("").Choices()...)
		}
	case *record.DraftProposal:
		return in(field, "state", states(modification.DraftMachine))
	case *record.ImpactAssessment:
		return in(field, "state", states(modification.AssessmentMachine))
	case *record.Release:
		return in(field, "state", states(release.Machine))
	case *record.Budget:
		return in(field, "state", states(programme.BudgetLife))
	case *record.ChangeRequest:
		return in(field, "state", states(programme.RequestLife))
	case *record.Vacancy:
		return in(field, "status", states(bulletin.VacancyLife))
	case *record.Party:
		return in(field, "status", states(party.Accession))
	case *record.UserRole:
		return in(field, "state", states(party.UserEntry))
	case *record.Person:
		return in(field, "role", personRoles)
	case *record.Body:
		return in(field, "kind", []string{"sec", "transitional"})
	case *record.Seat, *record.Election:
		return in(field, "constituency", committee.Constituencies())
	case *record.Action:
		return in(field, "state", []string{record.ActionOpen, record.ActionDone, record.ActionDropped})
	case *record.OperationalContact, *record.ContactChange:
		return in(field, "dcc_user", contact.UserAnswers())
	case *record.Survey:
		return append(in(field, "status", states(survey.Life)),
			in(field, "audience", audiences())...)
	case *record.Consultation:
		return append(in(field, "type", consultation.Types()), in(field, "audience", audiences())...)
	case *record.Publication:
		return append(in(field, "kind", bulletin.PublicationKinds()),
			in(field, "audience", audiences())...)
	case *record.Event:
		return in(field, "audience", audiences())
	}
	return nil
}

// in are the values where the field is the one that has them.
func in(field, has string, values []string) []string {
	if field != has {
		return nil
	}
	return slices.Clone(values)
}

// states are those of a machine.
func states(m *process.Machine) (names []string) {
	for _, s := range m.States {
		names = append(names, s.Name)
	}
	return names
}

// audiences are the groups that something can be for.
func audiences() (groups []string) {
	for _, c := range record.Category("").Choices() {
		groups = append(groups, record.Groups(record.Category(c))...)
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// code checks what a field of codes holds.
func (r *Register) code(e entry, path string, codes []string, v reflect.Value, faults *Faults) {
	for i, text := range texts(v) {
		if text == "" || slices.Contains(codes, text) {
			continue
		}
		at := path
		if v.Kind() == reflect.Slice {
			at = element(path, i)
		}
		*faults = append(*faults, e.fault(at, "%q is not known here: want one of %s", text,
			strings.Join(codes, ", ")))
	}
}
