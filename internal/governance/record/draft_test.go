package record_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// TestDraftLabels: what is being written is known to whoever writes it and whoever it is with, and
// to everyone once it is issued; a mark that a record was given holds in every state.
func TestDraftLabels(t *testing.T) {
	issued := calendar.Date{Year: 2022, Month: 1, Day: 14}
	for _, tt := range []struct {
		rec  register.Record
		want string
	}{
		{&record.Budget{State: "draft"}, "staff"},
		{&record.Budget{State: "pfcg_review"}, "amber:panel"},
		{&record.Budget{State: "panel_review"}, "amber:panel"},
		{&record.Budget{State: "consultation"}, "white"},
		{&record.Budget{}, "white"},
		{&record.Budget{State: "draft", Head: record.Head{Visible: policy.Label{Mark: policy.Green}}},
			"green"},
		{&record.ChangeRequest{State: "drafted", RaisedBy: "demo-ls-a"}, "response:demo-ls-a"},
		{&record.ChangeRequest{State: "drafted", IssuedOn: issued}, "response"},
		{&record.ChangeRequest{}, "response"},
		{&record.ChangeRequest{IssuedOn: issued}, "white"},
		{&record.ChangeRequest{Consultation: "c"}, "white"},
		{&record.ChangeRequest{State: "issued_to_imf"}, "white"},
	} {
		if got := tt.rec.Label().String(); got != tt.want {
			t.Errorf("%+v is %s, want %s", tt.rec, got, tt.want)
		}
	}
}
