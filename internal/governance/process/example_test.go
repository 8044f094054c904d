package process_test

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/process"
)

// edition is a small machine.
func edition() *process.Machine {
	return &process.Machine{
		Name: "edition", Title: "Newsletter edition", Start: "draft",
		States: []process.State{
			{Name: "draft", Label: "Draft", Doc: "Items are collected and edited."},
			{Name: "review", Label: "In review", Doc: "Someone else reads it."},
			{Name: "sent", Label: "Sent", Doc: "It was sent and never changes.", Final: true},
		},
		Steps: []process.Step{
			{Event: "submit", Label: "Send for review", From: []string{"draft"}, To: "review",
				By: []string{secas}},
			{Event: "send", Label: "Send", From: []string{"review"}, To: "sent", Timed: true},
			{Event: "return", Label: "Return", From: []string{"review"}, To: "draft",
				By: []string{secas, panel}, Reason: true, Clause: "SEC C"},
		},
	}
}

func ExampleMachine_Take() {
	m := edition()
	step, err := m.Take("review", "return")
	fmt.Println(step.To, step.Reason, err)
	_, err = m.Take("draft", "send")
	fmt.Println(err)
	// Output:
	// draft true <nil>
	// edition: "send" is not possible in state draft (Draft): possible are submit (Send for review)
}

func ExampleMachine_Text() {
	fmt.Print(edition().Text())
	// Output:
	// | State              | Step            | Leads to  | By           | Notes                |
	// |--------------------|-----------------|-----------|--------------|----------------------|
	// | Draft (draft)      | Send for review | In review | secas        | start                |
	// | In review (review) | Send            | Sent      | the clock    |                      |
	// | In review (review) | Return          | Draft     | secas, panel | with a reason; SEC C |
	// | Sent (sent)        | none            |           |              | final                |
}

func ExampleMachine_Path() {
	steps, ok := edition().Path("draft", "sent")
	for _, s := range steps {
		fmt.Println(s.Label)
	}
	fmt.Println(ok)
	// Output:
	// Send for review
	// Send
	// true
}

func ExampleMachine_SVG() {
	picture := edition().SVG("edition-12", "review", nil)
	_, rest, _ := strings.Cut(picture, "<desc")
	_, rest, _ = strings.Cut(rest, ">")
	description, _, _ := strings.Cut(rest, "<")
	fmt.Println(strings.ReplaceAll(description, ". ", ".\n"))
	// Output:
	// Main path: Draft, In review, Sent.
	// Now: In review.
	// Possible now: Send, to Sent; Return, to Draft.
}
