package release

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

type (
	deed  = desk.Deed[*record.Release]
	doing = desk.Doing[*record.Release]
)

func staff(r *policy.Reader, _ *record.Release) bool { return r.Staff }

// deeds are all that can be done with a Release, in the order in which they are offered.
func deeds() []deed {
	take := func(event string) deed { return desk.Take(Machine, event, staff) }
	onlySystem := take("build")
	onlySystem.Hindrance = system
	return []deed{
		{Name: "change", Label: "Change the details", May: staff, Hindrance: notOver,
			Fields: desk.Asked(details), Do: desk.Taken(details)},
		take("open_scope"), moveIn, moveOut, take("freeze"), take("reopen_scope"),
		take("draft_documents"), addDocument, onlySystem, take("test"), putToPanel(), verdict(),
		take("retest"), noteLive(), changeDate, noteVersion, take("review"), cancel(),
	}
}

// details are what is asked for of a Release beside its day.
var details = []desk.Bound[*record.Release]{
	desk.BoundText(page.Field{Name: "title", Label: "Title", Control: page.Line},
		func(r *record.Release) *string { return &r.Title }),
	desk.BoundText(page.Field{Name: "content", Label: "Content", Control: page.Choice,
		Options: []page.Option{
			{Value: record.TextOnly, Label: "Text only", Hint: "goes live by its date alone"},
			{Value: record.SystemChanges, Label: "System changes of the DCC",
				Hint: "built, tested, and live after a go of the Panel"},
		}}, func(r *record.Release) *string { return &r.Content }),
	desk.BoundRefs(page.Field{Name: "questions", Label: "Questions to", Optional: true}, "contact",
		register.Query{}, func(r *record.Release) *[]string { return &r.QuestionsTo }),
}

// notOver refuses where a Release is live or cancelled.
func notOver(v *register.View, r *record.Release) (string, error) {
	switch state := r.StateAt(v.Moment().So); {
	case record.ReleaseIsLive(state):
		return "It is live since " + r.LiveOn().Long() + ": that stays as it is.", nil
	case state == cancelled:
		return "It was cancelled. Plan another Release.", nil
	}
	return "", nil
}

// notCancelled refuses where a Release was cancelled.
func notCancelled(_ *register.View, r *record.Release) (string, error) {
	if r.Stored() == cancelled {
		return "It was cancelled: no document and no version of the Code comes with it.", nil
	}
	return "", nil
}

// system refuses where a Release has no system changes.
func system(_ *register.View, r *record.Release) (string, error) {
	switch r.Content {
	case record.SystemChanges:
		return "", nil
	case record.TextOnly:
		return "It is of text alone, and goes live by its date: it skips build and testing.", nil
	}
	return "Say first, under its details, whether it has system changes.", nil
}

// putToPanel notes the reports on its testing.
func putToPanel() deed {
	x := desk.Take(Machine, "put_to_panel", staff)
	x.Fields = func(_ *register.View, r *record.Release) ([]page.Field, error) {
		return []page.Field{{Name: "reports", Label: "Reports of the Testing Advisory Group",
			Control: page.Area, Hint: "Which ones, and what they come to"}}, nil
	}
	x.Do = func(d *doing) error { d.Record.Reports = d.In.Text("reports"); return nil }
	return x
}

// verdict notes what the Panel said. A Release with system changes needs its go [H].
func verdict() deed {
	x := desk.Take(Machine, "verdict", staff)
	x.Fields = func(v *register.View, r *record.Release) ([]page.Field, error) {
		meeting, err := panelMeetings(v)
		return []page.Field{
			{Name: "go", Label: "What did the Panel say?", Control: page.Choice, Options: []page.Option{
				{Value: "go", Label: "Go"}, {Value: "no", Label: "No go"}}},
			meeting,
			{Name: "reason", Label: "Reason", Control: page.Area,
				Hint: "It stands on the page of the Release."},
		}, err
	}
	x.Do = func(d *doing) error {
		d.Record.Verdicts = append(d.Record.Verdicts, record.Verdict{At: d.Tx.Now(),
			Go: d.In.Text("go") == "go", Meeting: d.In.Text("meeting"), Reason: d.In.Text("reason")})
		return nil
	}
	return x
}

// panelMeetings asks at which meeting of the Panel something was said.
func panelMeetings(v *register.View) (page.Field, error) {
	const meetings = 12
	f := page.Field{Name: "meeting", Label: "At which meeting?", Control: page.Select, Optional: true}
	found, err := register.Find[*record.Meeting](v, register.Query{Key: "when", Desc: true,
		To:    calendar.DateOf(v.Moment().So).AddDays(1).String(),
		Where: []register.Key{{Name: "body", Value: "panel"}}, Limit: meetings})
	for _, m := range found.Records {
		f.Options = append(f.Options, page.Option{Value: m.ID, Label: m.Heading()})
	}
	return f, err
}

// noteLive says that a Release with system changes is live, and with it what it holds.
func noteLive() deed {
	x := desk.Take(Machine, "note_live", staff)
	x.Lead = "What it holds is implemented from that day on."
	x.Hindrance = func(v *register.View, r *record.Release) (string, error) {
		n := len(r.Verdicts)
		switch {
		case n == 0 || !r.Verdicts[n-1].Go:
			return "It needs a go of the Panel. Note the go first, or send it back to testing.", nil
		case r.GoesLiveOn.IsZero():
			return "It has no day. Give it one first.", nil
		case v.Moment().So.Before(r.GoesLiveOn.Start()):
			return "Its day, " + r.GoesLiveOn.Long() + ", has not come yet. It can be noted as live " +
				"from then on, or its day changed.", nil
		}
		return "", nil
	}
	x.Fields = func(_ *register.View, r *record.Release) ([]page.Field, error) {
		return []page.Field{desk.DayField("on", "Since which day is it live?", r.GoesLiveOn)}, nil
	}
	x.Do = func(d *doing) error {
		on, err := desk.DayOf(d.In, "on")
		today := calendar.DateOf(d.Tx.Now())
		switch {
		case err != nil:
			return err
		case on.Before(d.Record.GoesLiveOn) || on.After(today):
			return page.Faults{{Field: "on", Text: "Enter a day from " + d.Record.GoesLiveOn.Long() +
				" to " + today.Long()}}
		}
		d.Record.NotedLive = on
		if on.Before(today) {
			d.From = on
		}
		if err := wording.TellChanges(d.Tx, d.Record); err != nil {
			return err
		}
		return implement(d)
	}
	return x
}

// implement brings the approved Modifications of a Release with system changes into force.
func implement(d *doing) error {
	all, err := gather(d.Tx.View, d.Record)
	if err != nil {
		return err
	}
	r := d.Record
	for _, m := range all.all() {
		if m.Stage != stagePending {
			continue
		}
		if slices.Contains(r.Intended, m.ID) {
			drop(r, m.ID)
			r.Modifications = append(r.Modifications, m.ID)
		}
		m.StageBefore, m.Stage, m.StageSince = m.Stage, stageImplemented, d.Tx.Now()
		m.TargetRelease, m.ImplementedOn = r.ID, r.NotedLive
		if err := d.Tx.Put(m); err != nil {
			return err
		}
	}
	return nil
}

// changeDate gives a Release another day. What follows from its day follows.
var changeDate = deed{
	Name: "change-date", Label: "Change its day", Reason: true, May: staff, Hindrance: notOver,
	Lead: "The documents that come with it, and text alone, are in force from the new day.",
	Fields: func(_ *register.View, r *record.Release) ([]page.Field, error) {
		return []page.Field{desk.DayField("on", "On which day does it go live?", r.GoesLiveOn)}, nil
	},
	Do: func(d *doing) error {
		on, err := comingDay(d)
		if err != nil {
			return err
		}
		if on == d.Record.GoesLiveOn {
			return page.Faults{{Field: "on", Text: "Enter another day: this is the one it has"}}
		}
		d.Record.Moves = append(d.Record.Moves, record.Move{From: d.Record.GoesLiveOn, To: on,
			Reason: d.In.Text("reason"), At: d.Tx.Now()})
		d.Record.GoesLiveOn = on
		return wording.TellChanges(d.Tx, d.Record)
	},
}

// comingDay is the day that a form says, which is after today.
func comingDay(d *doing) (calendar.Date, error) {
	on, err := desk.DayOf(d.In, "on")
	today := calendar.DateOf(d.Tx.Now())
	switch {
	case err != nil:
		return on, err
	case !on.After(today):
		return on, page.Faults{{Field: "on", Text: "Enter a day after " + today.Long()}}
	}
	return on, nil
}

// noteVersion says which version of the Code it is. A version is a label, not a number to
// count with [D].
var noteVersion = deed{
	Name: "note-version", Label: "Note the SEC version", May: staff, Hindrance: notCancelled,
	Fields: func(_ *register.View, r *record.Release) ([]page.Field, error) {
		f := page.Field{Name: "version", Label: "SEC version", Control: page.Line, Limit: 20,
			Hint: "As it is printed, such as 57.0"}
		if r.SECVersion != "" {
			f.Values = []string{r.SECVersion}
		}
		return []page.Field{f}, nil
	},
	Do: func(d *doing) error { d.Record.SECVersion = d.In.Text("version"); return nil },
}

// cancel says why a Release does not go live. What was meant for it is in no Release then.
func cancel() deed {
	x := desk.Take(Machine, "cancel", staff)
	x.Danger = true
	x.Lead = "Its Modifications are then in no Release, until they are moved into one."
	x.Do = func(d *doing) error {
		all, err := gather(d.Tx.View, d.Record)
		if err != nil {
			return err
		}
		for _, m := range all.all() {
			if m.TargetRelease == "" {
				continue
			}
			m.TargetRelease = ""
			if err := d.Tx.Put(m); err != nil {
				return err
			}
		}
		d.Record.Cancelled = d.In.Text("reason")
		return wording.TellChanges(d.Tx, d.Record)
	}
	return x
}

// addDocument adds a version of a document to the log.
var addDocument = deed{
	Name: "add-document", Label: "Add a version of a document", May: staff,
	Lead:      "It is in force from the day of the Release on.",
	Hindrance: notCancelled,
	Fields: func(v *register.View, r *record.Release) ([]page.Field, error) {
		d, err := gather(v, r)
		if err != nil {
			return nil, err
		}
		return []page.Field{
			{Name: "document", Label: "Document", Control: page.Line, Limit: 100,
				Hint: "As the Code calls it, such as Section F or Appendix L"},
			{Name: "version", Label: "Version", Control: page.Line, Limit: 20},
			{Name: "by", Label: "Changed by", Control: page.Checks, Optional: true,
				Options: choices(d.all())},
		}, nil
	},
	Do: func(d *doing) error {
		id, err := d.Tx.NewID("document-version")
		if err != nil {
			return err
		}
		doc := &record.DocumentVersion{Head: record.Head{ID: id}, Document: d.In.Text("document"),
			Version: d.In.Text("version"), Release: d.Record.ID, ChangedBy: d.In.All("by")}
		known, err := register.All[*record.DocumentVersion](d.Tx.View,
			register.Query{Key: "document", Is: doc.Document})
		if err != nil {
			return err
		}
		if slices.ContainsFunc(known, func(k *record.DocumentVersion) bool {
			return k.Version == doc.Version
		}) {
			return page.Faults{{Field: "version", Text: doc.Heading() +
				", is in the log already: enter another version"}}
		}
		return d.Tx.Put(doc)
	},
}

// choices are Modifications to choose from.
func choices(all []*record.Modification) (list []page.Option) {
	for _, m := range all {
		list = append(list, page.Option{Value: m.ID, Label: desk.Text(called(m))})
	}
	return list
}
