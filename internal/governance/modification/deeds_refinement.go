package modification

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// The kinds and states of a solution.
const (
	option          = "option"
	alternative     = "alternative"
	solutionOpen    = "open"
	solutionChosen  = "chosen"
	solutionDropped = "dropped"
)

// legalText is the kind of document that says what the Code is to say.
const legalText = "legal_text"

// refiningDeeds are the deeds of the Refinement Process.
var refiningDeeds = []deed{{
	Step: process.Step{Event: "requirements", Label: "Write the business requirements",
		From: []string{refinement}, By: []string{secas, proposer}},
	lead: "They are numbered, and agreed by the Working Group before the DCC assesses them.",
	fields: func(d *dossier) ([]page.Field, error) {
		var texts []string
		for _, r := range d.m.Requirements {
			texts = append(texts, r.Text)
		}
		return []page.Field{
			filled(area("requirements", "Business requirements", "One on each line", "Enter a requirement"),
				strings.Join(texts, "\n")),
			choose("agreed", "Has the Working Group agreed them?", yesNo, "Choose yes or no"),
		}, nil
	},
	do: func(c *change) error {
		c.m.Requirements = nil
		for i, text := range linesOf(c.in.Text("requirements")) {
			c.m.Requirements = append(c.m.Requirements, record.Requirement{Number: i + 1, Text: text})
		}
		c.m.RequirementsOn = calendar.Date{}
		if c.in.Text("agreed") == "yes" {
			c.m.RequirementsOn = c.day()
		}
		return nil
	},
}, {
	Step: process.Step{Event: "solution", Label: "Write the Proposed Solution",
		From: []string{refinement}, By: []string{proposer, secas}},
	lead: "The Proposer owns the solution.",
	fields: func(d *dossier) ([]page.Field, error) {
		return []page.Field{filled(area("solution", "Proposed Solution", "", "Enter the solution"),
			d.m.Solution)}, nil
	},
	do: func(c *change) error { c.m.Solution = c.in.Text("solution"); return nil },
}, {
	Step: process.Step{Event: "add_solution", Label: "Add an option or an Alternative",
		From: []string{refinement}, By: []string{party, secas}},
	lead: "An option is a way to do what is proposed. An Alternative stands beside it, and the " +
		"Change Board votes on it separately.",
	fields: fixed(
		choose("kind", "What is it?", []choice{{option, "An option"}, {alternative, "An Alternative"}},
			"Choose one"),
		text("title", "What is it called?", "", "Enter a title"),
		area("text", "What is it?", "", "Enter what it is")),
	do: addSolution,
}, {
	Step: process.Step{Event: "settle_solution", Label: "Choose or drop a solution", Reason: true,
		From: []string{refinement}, By: []string{secas}},
	hindrance: func(d *dossier) string {
		if len(openSolutions(d)) == 0 {
			return "No option and no Alternative is open."
		}
		return ""
	},
	fields: func(d *dossier) ([]page.Field, error) {
		return []page.Field{
			choose("which", "Which one?", openSolutions(d), "Choose a solution"),
			choose("state", "What becomes of it?",
				[]choice{{solutionChosen, "It is chosen"}, {solutionDropped, "It is dropped"}}, "Choose one"),
		}, nil
	},
	do: settleSolution,
}, {
	Step: process.Step{Event: "costs", Label: "Write the business case",
		From: []string{refinement, report}, By: []string{secas, proposer}},
	fields: costFields, do: writeCosts,
}, {
	Step: process.Step{Event: "add_document", Label: "Add a document",
		From: []string{development, refinement, report, changeBoard, withAuthority, pending},
		By:   []string{secas, proposer}},
	lead: "Each version is kept as it is. Give its text, or the checksum of a file kept elsewhere.",
	fields: fixed(
		pick("kind", "What kind of document?", "", documentKinds, "Choose a kind"),
		text("title", "What is it called?", "", "Enter a title"),
		text("edition", "Version", "For example, 0.1", "Enter a version such as 0.1"),
		optional(text("changes", "Which document of the Code does it change?",
			"For legal text: for example, Appendix L", "")),
		optional(page.Field{Name: "text", Label: "Text", Control: page.Area, Rows: 12, Limit: 200_000}),
		optional(page.Field{Name: "sha256", Label: "SHA-256 of the file", Control: page.Line,
			Hint: "64 hexadecimal digits, where there is no text", Limit: 64})),
	do: addDocument,
}, {
	Step: process.Step{Event: "extend", Label: "Extend the timetable", Reason: true,
		From: []string{refinement, report}, By: []string{csc}},
	lead: "Extensions are counted and published with their reasons.",
	fields: func(d *dossier) ([]page.Field, error) {
		return []page.Field{
			choose("activity", "What needs more time?", extendable(d), "Choose an activity"),
			count("days", "How many Working Days more?", "", 5),
		}, nil
	},
	hindrance: func(d *dossier) string {
		if len(extendable(d)) == 0 {
			return "Nothing of the timetable is open."
		}
		return ""
	},
	do: func(c *change) error {
		var faults page.Faults
		days := whole(c.in, "days", 1, mostDays, &faults)
		if len(faults) > 0 {
			return faults
		}
		c.m.Extensions = append(c.m.Extensions, record.Extension{Activity: c.in.Text("activity"),
			Days: days, Reason: c.in.Text("reason"), On: c.day()})
		return nil
	},
}, {
	Step: process.Step{Label: "Accept the Modification Report"}, event: "accept_report",
	lead:   "The Modification Report goes out to consultation, and then to the Change Board.",
	fields: atMeeting(csc), hindrance: incomplete,
	do: func(c *change) error { c.m.ReportOn = c.day(); return nil },
}}

var yesNo = []choice{{"yes", "Yes"}, {"no", "No"}}

// extendable are the activities of the timetable that are not done.
func extendable(d *dossier) (open []choice) {
	for _, e := range d.plan() {
		if e.done.IsZero() && e.days > 0 {
			open = append(open, choice{e.name, e.what})
		}
	}
	return open
}

// openSolutions are the options and Alternatives that nothing was said about.
func openSolutions(d *dossier) (open []choice) {
	for _, s := range d.solutions {
		if s.State == solutionOpen {
			open = append(open, choice{s.ID, s.Title})
		}
	}
	return open
}

// incomplete says what the Modification Report lacks [M].
func incomplete(d *dossier) string {
	var lacks []string
	lack := func(is bool, what string) {
		if is {
			lacks = append(lacks, what)
		}
	}
	lack(d.m.Solution == "", "a Proposed Solution")
	lack(d.allowed(requirements) > 0 && d.m.RequirementsOn.IsZero(), "agreed business requirements")
	lack(d.legalTexts == 0, "legal text")
	lack(d.allowed(consulting) > 0 && d.consulted(consulting) == nil, "a Refinement Consultation")
	lack(d.openConsultation("refinement") != nil, "the end of the Refinement Consultation")
	for _, a := range d.assessments {
		lack(a.DeliveredOn.IsZero() && a.State != assessRefused, "the DCC's "+noun(a))
	}
	for _, s := range d.solutions {
		lack(s.Kind == option && s.State == solutionOpen, "a word on the option "+s.Title)
	}
	if len(lacks) == 0 {
		return ""
	}
	return "The Modification Report cannot be accepted: it lacks " + strings.Join(lacks, ", ") + "."
}

// addSolution adds an option or an Alternative.
func addSolution(c *change) error {
	id, err := c.tx.NewID("solution")
	if err != nil {
		return err
	}
	return c.tx.Put(&record.Solution{Head: record.Head{ID: id, Demo: c.m.Demo}, Modification: c.m.ID,
		Kind: c.in.Text("kind"), Title: c.in.Text("title"), Text: c.in.Text("text"),
		ProposedBy: c.hand.behalf(c.role, c.m), State: solutionOpen})
}

// settleSolution chooses or drops one. An Alternative is not chosen: the Change Board votes.
func settleSolution(c *change) error {
	s, err := register.Get[*record.Solution](c.tx.View, c.in.Text("which"))
	if err != nil {
		return err
	}
	if s.Kind == alternative && c.in.Text("state") == solutionChosen {
		return page.Faults{{Field: "state", Text: "An Alternative is voted on by the Change Board. " +
			"Leave it open, or drop it"}}
	}
	s.State, s.Reason = c.in.Text("state"), c.in.Text("reason")
	if s.State == solutionChosen {
		c.m.Solution = s.Text
	}
	return c.tx.Put(s)
}

// costOrder is the order in which costs are asked for.
var costOrder = []string{"dcc_build", "dcc_integration", "dcc_run", "parties", "sec"}

// costFields ask for the business case.
func costFields(d *dossier) ([]page.Field, error) {
	fields := []page.Field{filled(area("benefits", "What are the benefits?", "", "Enter the benefits"),
		d.m.Benefits)}
	for _, what := range costOrder {
		now := 0
		for _, c := range d.m.Costs {
			if c.What == what {
				now = c.Pounds
			}
		}
		fields = append(fields, count("cost_"+what, costNames[what], "Whole pounds", now))
	}
	return append(fields, text("source", "Where are these figures from?",
		"For example, the DCC Preliminary Assessment", "Enter where they are from")), nil
}

// writeCosts writes the business case.
func writeCosts(c *change) error {
	var faults page.Faults
	var costs []record.Cost
	for _, what := range costOrder {
		if n := whole(c.in, "cost_"+what, 0, mostPounds, &faults); n > 0 {
			costs = append(costs, record.Cost{What: what, Pounds: n, Source: c.in.Text("source")})
		}
	}
	c.m.Benefits, c.m.Costs = c.in.Text("benefits"), costs
	return faults.Err()
}

// addDocument adds one version of a document.
func addDocument(c *change) error {
	text, sum := c.in.Text("text"), strings.ToLower(c.in.Text("sha256"))
	digest, err := hex.DecodeString(sum)
	var faults page.Faults
	switch {
	case text == "" && sum == "":
		faults.Add("text", "Enter the text, or the checksum of the file")
	case sum != "" && (err != nil || len(digest) != sha256.Size):
		faults.Add("sha256", "Enter 64 hexadecimal digits")
	}
	if text != "" {
		made := sha256.Sum256([]byte(text))
		if sum != "" && sum != hex.EncodeToString(made[:]) {
			faults.Add("sha256", "This is not the checksum of the text. Leave it out, or mend it")
		}
		sum = hex.EncodeToString(made[:])
	}
	if c.in.Text("kind") == legalText && c.in.Text("changes") == "" {
		faults.Add("changes", "Enter which document of the Code the legal text changes")
	}
	before, err := c.file()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(before, func(d *record.ModificationDocument) bool {
		return d.Kind == c.in.Text("kind") && d.Title == c.in.Text("title") &&
			d.Version == c.in.Text("edition")
	}) {
		faults.Add("edition", "Version %s is there already, and stays as it is. Enter the next one",
			c.in.Text("edition"))
	}
	if len(faults) > 0 {
		return faults
	}
	id, err := c.tx.NewID("document")
	if err != nil {
		return fmt.Errorf("add a document: %w", err)
	}
	return c.tx.Put(&record.ModificationDocument{Head: record.Head{ID: id, Demo: c.m.Demo},
		Modification: c.m.ID, Kind: c.in.Text("kind"), Title: c.in.Text("title"),
		Version: c.in.Text("edition"), Changes: c.in.Text("changes"), AddedAt: c.tx.Now(), Text: text,
		SHA256: sum})
}
