package meeting

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/body/committee"
	"github.com/mains-energy/mains/internal/governance/body/paper"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// meetingActions are what a reader can do on the page of a meeting.
func meetingActions(v *register.View, d *committee.Dossier) (links []page.Link) {
	add := func(text string, path ...string) {
		links = append(links, page.Link{Text: text,
			To: page.At(append([]string{"meetings", d.Meeting.ID}, path...)...)})
	}
	r, state := v.Reader(), d.Stage()
	can := func(event string) bool {
		return slices.ContainsFunc(committee.Machine().Next(state), func(s process.Step) bool {
			return s.Event == event
		})
	}
	ahead := can("reschedule")
	if ahead && r.Sits(d.Body.ID) {
		add("Send apologies", "apologies")
	}
	if !r.Staff {
		return links
	}
	if can("publish_agenda") {
		add("Add an item", "agenda", "new")
		add("Publish the agenda", "agenda", "publish")
	}
	if ahead {
		add("Add a paper", "papers", "new")
	}
	for _, mark := range committee.Marks() {
		if ready, _ := paper.Waiting(d.Papers, mark); len(ready) > 0 {
			add("Publish the "+string(mark)+" pack", "packs", committee.MarkPath(mark), "publish")
		}
	}
	for _, each := range []struct {
		event, text string
		path        []string
	}{
		{"hold", "Record who was there", []string{"attendance"}},
		{"draft_minutes", "Publish draft minutes", []string{"minutes", "new"}},
		{"confirm_minutes", "Confirm the minutes", []string{"minutes", "confirm"}},
	} {
		if can(each.event) {
			add(each.text, each.path...)
		}
	}
	if d.Meeting.State == record.MeetingHeld {
		add("Record a decision", "decisions", "new")
	}
	if s := d.Meeting.State; s == record.MeetingHeld || s == record.MeetingExCommittee {
		add("Add an action", "actions", "new")
		if d.Rule.Votes {
			add("Ask for a decision by correspondence", "ballots", "new")
		}
	}
	return links
}
