package modification

import (
	"fmt"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// asideDeeds are the deeds beside the way: withdrawal, hold, split, merger, and the Release.
var asideDeeds = []deed{{
	Step: process.Step{Label: "Withdraw"}, event: "withdraw", danger: true,
	lead: "For ten Working Days another Party or a consumer body may adopt it.",
}, {
	Step: process.Step{Label: "Adopt"}, event: "adopt", back: true,
	lead:      "Your Party or consumer body becomes its Proposer, and it goes on where it was.",
	hindrance: func(d *dossier) string { return late(d, "It can no longer be adopted") },
	do: func(c *change) error {
		if c.hand.worksFor == c.m.Proposer {
			return page.Faults{{Text: "You have withdrawn it: somebody else may adopt it."}}
		}
		c.m.Proposer = c.hand.worksFor
		return nil
	},
}, {
	Step: process.Step{Label: "Put on hold"}, event: "hold",
	fields: atMeeting(csc, optional(text("waits_for", "Which Modification does it wait for?",
		"A number, such as MP197", ""))),
	do: func(c *change) error {
		if c.in.Text("waits_for") == "" {
			return nil
		}
		other, err := another(c, "waits_for")
		if err == nil {
			c.m.WaitsFor = other.ID
		}
		return err
	},
}, {
	Step: process.Step{Label: "Resume"}, event: "resume", back: true, fields: atMeeting(csc),
	do: func(c *change) error { c.m.WaitsFor = ""; return nil },
}, {
	Step: process.Step{Label: "Split"}, event: "split", danger: true,
	lead: "Each part goes on with its number and a letter, at the stage where it is now.",
	hindrance: func(d *dossier) string {
		if n, ok := record.ParseNumber(d.m.Number()); !ok || n.Part != "" {
			return "It is a part of a split already: a part is not split again."
		}
		return ""
	},
	fields: atMeeting(csc, area("parts", "What are the parts called?",
		"One on each line: A, then B and so on", "Enter at least two titles")),
	do: splitUp,
}, {
	Step: process.Step{Label: "Merge into another"}, event: "merge", danger: true,
	fields: atMeeting(csc, text("into", "Which Modification takes it up?",
		"A number, such as MP197", "Enter a number")),
	do: func(c *change) error {
		other, err := another(c, "into")
		if err != nil {
			return err
		}
		if !slices.Contains([]string{development, refinement}, other.Stage) {
			return page.Faults{{Field: "into", Text: fmt.Sprintf("%s is in the state %q and takes up "+
				"nothing more. Enter one that is in development or refinement", other.Number(),
				label(other.Stage))}}
		}
		c.m.MergedIn = other.ID
		return nil
	},
}, {
	Step: process.Step{Event: "assign_release", Label: "Assign to a Release",
		From: []string{development, refinement, report, changeBoard, withAuthority, appealWindow,
			objectionTime, pending}, By: []string{secas}},
	lead: "Before it is approved this is what is intended.",
	fields: func(d *dossier) ([]page.Field, error) {
		coming, err := comingReleases(d)
		var choices []choice
		for _, r := range coming {
			if r.Cancelled != "" {
				continue
			}
			choices = append(choices, choice{r.ID, r.Title + ", " + r.GoesLiveOn.Long()})
		}
		return []page.Field{
			filled(pick("release", "Which Release?", "", choices, "Choose a Release"), d.m.TargetRelease),
			choose("kind", "What does it change?", []choice{{"system", "DCC systems"},
				{"text", "Text of the Code alone"}}, "Choose one"),
			optional(area("why_late", "Why is there less time than usual?",
				fmt.Sprintf("Asked for where fewer than %d months are left for system changes, or %d for "+
					"text", systemLeadMonths, textLeadMonths), "")),
		}, err
	},
	do: assign,
}, {
	Step: process.Step{Label: "Say that it is live"}, event: "implement",
	lead: "For a Release with system changes, once it has gone live. Text alone is live by its date.",
	hindrance: func(d *dossier) string {
		switch {
		case d.release == nil:
			return "Assign it to a Release first."
		case d.release.Cancelled != "":
			return "Its Release was cancelled. Assign it to another one first."
		case d.release.LiveOn().IsZero() || d.today().Before(d.release.LiveOn()):
			return "Its Release has not gone live yet."
		}
		return ""
	},
	do: func(c *change) error { c.m.ImplementedOn = c.release.LiveOn(); return nil },
}}

// late says that a window has closed, and when; empty where it has not.
func late(d *dossier, text string) string {
	w, ok := window(d.m, d.cal)
	if !ok || w.InTime(d.v.Moment().So) {
		return ""
	}
	return fmt.Sprintf("%s: the time for it ended at %s. %s.", text, calendar.Moment(w.By), w.Working)
}

// mostParts is how many parts a Modification is split into.
const mostParts = 6

// splitUp makes the parts of a split.
func splitUp(c *change) error {
	titles := linesOf(c.in.Text("parts"))
	if len(titles) < 2 || len(titles) > mostParts {
		return page.Faults{{Field: "parts", Text: fmt.Sprintf("Enter from 2 to %d titles, one on each "+
			"line", mostParts)}}
	}
	whole, _ := record.ParseNumber(c.m.Number()) // hindrance has read it
	for i, title := range titles {
		part := *c.m
		part.ID, part.Title, part.SplitOf = whole.Split(i).String(), title, c.m.ID
		part.Aliases, part.Stage, part.StageSince = nil, c.state, c.tx.Now()
		if _, err := register.Get[*record.Modification](c.tx.View, part.ID); err == nil {
			return page.Faults{{Field: "parts", Text: part.ID + " is there already."}}
		}
		if err := c.tx.Put(&part); err != nil {
			return err
		}
	}
	return nil
}

// comingReleases are the Releases that have not gone live.
func comingReleases(d *dossier) ([]*record.Release, error) {
	found, err := register.Find[*record.Release](d.v, register.Query{Key: "goes_live",
		From: d.today().AddDays(1).String(), Limit: 12})
	return found.Records, err
}

// assign assigns the Modification to a Release.
func assign(c *change) error {
	r, err := register.Get[*record.Release](c.tx.View, c.in.Text("release"))
	if err != nil {
		return err
	}
	months := systemLeadMonths
	if c.in.Text("kind") == "text" {
		months = textLeadMonths
	}
	var faults page.Faults
	latest := c.day().AddDays(months * 365 / 12)
	if r.GoesLiveOn.Before(latest) && c.in.Text("why_late") == "" {
		faults.Add("why_late", "%s is less than %d months away. Enter why it can be done in less",
			r.Title, months)
	}
	if c.in.Text("kind") == "system" && r.Content == record.TextOnly {
		faults.Add("release", "%s is of text alone. Choose one with system changes", r.Title)
	}
	c.m.TargetRelease = r.ID
	return faults.Err()
}
