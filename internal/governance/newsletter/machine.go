package newsletter

import (
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
)

// The events of the life of an edition.
const (
	collect  = "collect"
	edit     = "edit"
	submit   = "submit"
	sendBack = "send_back"
	approve  = "approve"
	publish  = "publish"
	archive  = "archive"
)

// Who takes the steps.
const (
	byAdministrator = "the administrator"
	byAnother       = "another person of the administrator"
)

// Machine is the life of an edition [D].
func Machine() *process.Machine {
	const (
		collecting = string(record.EditionCollecting)
		draft      = string(record.EditionDraft)
		review     = string(record.EditionReview)
		approved   = string(record.EditionApproved)
		sent       = string(record.EditionSent)
		archived   = string(record.EditionArchived)
	)
	editors := []string{byAdministrator}
	return &process.Machine{
		Name: "edition", Title: "Edition of the newsletter", Start: collecting,
		States: []process.State{
			{Name: collecting, Label: "Being collected", Doc: "It says what the records say at the moment."},
			{Name: draft, Label: "Draft", Doc: "Its items were collected, and are edited."},
			{Name: review, Label: "In review", Doc: "Somebody else reads it."},
			{Name: approved, Label: "Approved", Doc: "It can be published as it is."},
			{Name: sent, Label: "Published", Doc: "It was published, and never changes.", Final: true},
			{Name: archived, Label: "Published, not the latest", Doc: "A later edition was published.",
				Final: true},
		},
		Steps: []process.Step{
			{Event: collect, Label: "Collect the items", From: []string{collecting}, To: draft, By: editors,
				Doc: "Its items are made from the records by the rules, and kept."},
			{Event: submit, Label: "Put it up for review", From: []string{draft}, To: review, By: editors},
			{Event: approve, Label: "Approve", From: []string{review}, To: approved,
				By: []string{byAnother}, Doc: "Not by who put it up."},
			{Event: publish, Label: "Publish", From: []string{approved}, To: sent, By: editors,
				Doc: "From then on its items never change."},
			{Event: archive, Label: "A later edition is published", From: []string{sent}, To: archived,
				Timed: true},
			{Event: collect, Label: "Collect again", From: []string{draft}, To: draft, By: editors,
				Doc: "What was edited or left out stays so."},
			{Event: edit, Label: "Edit", From: []string{draft}, To: draft, By: editors},
			{Event: sendBack, Label: "Send back", From: []string{review, approved}, To: draft, By: editors,
				Reason: true},
		},
	}
}
