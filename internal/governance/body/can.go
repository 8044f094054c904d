package body

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// bodyActions are what a reader can do on the page of a body.
func bodyActions(v *register.View, of *record.Body) []page.Link {
	if !v.Reader().Staff {
		return nil
	}
	at := func(what string) page.Address { return page.At("bodies", of.ID, what, "new") }
	links := []page.Link{{Text: "Schedule a meeting", To: at("meetings")}}
	if rule := ruleOf(of); rule.Votes {
		links = append(links, page.Link{Text: "Ask for a decision by correspondence", To: at("ballots")})
		if rule.TermMonths > 0 {
			links = append(links, page.Link{Text: "Call an election", To: at("elections")})
		}
	}
	return links
}

// meetingActions are what a reader can do on the page of a meeting.
func meetingActions(v *register.View, d *dossier) (links []page.Link) {
	add := func(text string, path ...string) {
		links = append(links, page.Link{Text: text,
			To: page.At(append([]string{"meetings", d.meeting.ID}, path...)...)})
	}
	r, state := v.Reader(), d.stage()
	can := func(event string) bool {
		return slices.ContainsFunc(MeetingMachine().Next(state), func(s process.Step) bool {
			return s.Event == event
		})
	}
	ahead := can("reschedule")
	if ahead && r.Sits(d.body.ID) {
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
	for _, mark := range marks {
		if ready, _ := waiting(d.papers, mark); len(ready) > 0 {
			add("Publish the "+string(mark)+" pack", "packs", markPath(mark), "publish")
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
	if d.meeting.State == record.MeetingHeld {
		add("Record a decision", "decisions", "new")
	}
	if s := d.meeting.State; s == record.MeetingHeld || s == record.MeetingExCommittee {
		add("Add an action", "actions", "new")
		if d.rule.Votes {
			add("Ask for a decision by correspondence", "ballots", "new")
		}
	}
	return links
}

// itemActions are what a reader can do on the page of an item.
func itemActions(v *register.View, d *dossier, item *record.AgendaItem) (links []page.Link) {
	r := v.Reader()
	if d.rule.Votes && (r.Staff || r.Sits(d.body.ID)) && d.meeting.State != record.MeetingCancelled {
		links = append(links, page.Link{Text: "Keep out of this", To: desk.AddressOf(item) + "/recusal"})
	}
	if r.Staff && item.PublishedAt.IsZero() {
		links = append(links, page.Link{Text: "Take it off the agenda",
			To: desk.AddressOf(item) + "/remove"})
	}
	return links
}

// paperActions are what a reader can do on the page of a paper.
func paperActions(v *register.View, p *record.Paper) (links []page.Link) {
	r, at := v.Reader(), desk.AddressOf(p)
	if noted(p.Classification) {
		links = append(links, page.Link{Text: "Open this paper", To: at + "/open"})
	}
	if r.Staff || r.Sits(p.Body) {
		links = append(links, page.Link{Text: "Change the mark", To: at + "/mark"})
	}
	if r.Staff && rank(p.Classification) > 0 {
		links = append(links, page.Link{Text: "Make a redacted version", To: at + "/redaction"})
	}
	return links
}

// ballotActions are what a reader can do on the page of a decision by correspondence.
func ballotActions(v *register.View, x *record.Ballot) (links []page.Link) {
	r, at := v.Reader(), desk.AddressOf(x)
	open := v.Moment().So.Before(x.ClosesAt)
	if x.State != "" {
		return nil
	}
	if open && r.Sits(x.Body) {
		links = append(links, page.Link{Text: "Vote", To: at + "/vote"},
			page.Link{Text: "Keep out of this", To: at + "/recusal"})
	}
	if r.Staff && !open {
		links = append(links, page.Link{Text: "Count the votes", To: at + "/count"})
	}
	return links
}

// seatActions are what a reader can do on the page of a seat.
func seatActions(v *register.View, s *record.Seat) (links []page.Link) {
	r, at := v.Reader(), desk.AddressOf(s)
	held := standingOf(s, today(v)) == seatHeld
	if held && (r.Staff || r.Person != "" && r.Person == s.Holder) {
		links = append(links, page.Link{Text: "Name an alternate", To: at + "/alternate"})
	}
	if r.Staff {
		links = append(links, page.Link{Text: "Appoint somebody", To: at + "/appoint"})
	}
	if r.Staff && held {
		links = append(links, page.Link{Text: "End the membership", To: at + "/end"})
	}
	return links
}
