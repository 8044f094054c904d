package committee

import (
	"github.com/mains-energy/mains/internal/governance/process"
	"github.com/mains-energy/mains/internal/governance/record"
)

// Secretary takes most steps of the machines.
const Secretary = "secretary"

// members confirm minutes.
const members = "members"

// The stages of a meeting.
const (
	Scheduled        = "scheduled"
	Moved            = "rescheduled"
	AgendaPublished  = "agenda_published"
	PapersPublished  = "papers_published"
	MeetingHeld      = "held"
	MinutesDraft     = "minutes_draft"
	MinutesConfirmed = "minutes_confirmed"
	Cancelled        = "cancelled"
	ExCommittee      = "ex_committee"
)

// Machine is the life of a meeting [H], as far as a reader sees it: a stage that
// shows in papers alone is reached for those who may see one of them.
func Machine() *process.Machine {
	ahead := []string{Scheduled, Moved, AgendaPublished, PapersPublished}
	return &process.Machine{
		Name: "meeting", Title: "Meeting", Start: Scheduled,
		States: []process.State{
			{Name: Scheduled, Label: "Scheduled", Doc: "It has a date, or a month."},
			{Name: AgendaPublished, Label: "Agenda published", Doc: "What it will talk about is known."},
			{Name: PapersPublished, Label: "Papers published", Doc: "There is a pack to read."},
			{Name: MeetingHeld, Label: "Held", Doc: "Who was there is noted."},
			{Name: MinutesDraft, Label: "Minutes in draft", Doc: "The minutes wait to be confirmed."},
			{Name: MinutesConfirmed, Label: "Minutes confirmed", Final: true,
				Doc: "A later meeting of the body has confirmed the minutes."},
			{Name: Moved, Label: "Rescheduled", Doc: "It was moved to another day."},
			{Name: Cancelled, Label: "Cancelled", Doc: "It is not held. Its number is not used again.",
				Final: true},
			{Name: ExCommittee, Label: "By correspondence", Final: true,
				Doc: "It is not held: its members decide by correspondence."},
		},
		Steps: []process.Step{
			{Event: "publish_agenda", Label: "Publish the agenda",
				From: []string{Scheduled, Moved}, To: AgendaPublished, By: []string{Secretary}},
			{Event: "publish_agenda", Label: "Publish further items", From: []string{AgendaPublished},
				To: AgendaPublished, By: []string{Secretary}},
			{Event: "publish_agenda", Label: "Publish further items beside the papers",
				From: []string{PapersPublished}, To: PapersPublished, By: []string{Secretary}},
			{Event: "publish_papers", Label: "Publish a pack", From: []string{AgendaPublished},
				To: PapersPublished, By: []string{Secretary}},
			{Event: "publish_papers", Label: "Publish another pack",
				From: []string{PapersPublished}, To: PapersPublished, By: []string{Secretary}},
			{Event: "hold", Label: "Record who was there", From: []string{PapersPublished, AgendaPublished,
				Scheduled, Moved}, To: MeetingHeld, By: []string{Secretary}},
			{Event: "draft_minutes", Label: "Publish draft minutes", From: []string{MeetingHeld},
				To: MinutesDraft, By: []string{Secretary}},
			{Event: "draft_minutes", Label: "Publish minutes under another mark",
				From: []string{MinutesDraft}, To: MinutesDraft, By: []string{Secretary}},
			{Event: "confirm_minutes", Label: "Confirm the minutes", From: []string{MinutesDraft},
				To: MinutesConfirmed, By: []string{members}, Doc: "At a later meeting of the body."},
			{Event: "reschedule", Label: "Move", From: []string{Scheduled, Moved},
				To: Moved, By: []string{Secretary}, Reason: true},
			{Event: "reschedule", Label: "Move with its agenda", From: []string{AgendaPublished},
				To: AgendaPublished, By: []string{Secretary}, Reason: true},
			{Event: "reschedule", Label: "Move with its papers", From: []string{PapersPublished},
				To: PapersPublished, By: []string{Secretary}, Reason: true},
			{Event: "cancel", Label: "Cancel", From: ahead, To: Cancelled,
				By: []string{Secretary}, Reason: true},
			{Event: "correspond", Label: "Decide by correspondence", From: ahead, To: ExCommittee,
				By: []string{Secretary}, Reason: true},
		},
	}
}

// Seen is what of a meeting a reader may see, as far as it makes a stage.
type Seen struct{ Agenda, Papers, Minutes, Confirmed bool }

// Stage is the state of a meeting to whom this is seen.
func Stage(m *record.Meeting, s Seen) string {
	switch {
	case m.State == record.MeetingCancelled:
		return Cancelled
	case m.State == record.MeetingExCommittee:
		return ExCommittee
	case s.Confirmed:
		return MinutesConfirmed
	case s.Minutes:
		return MinutesDraft
	case m.State == record.MeetingHeld:
		return MeetingHeld
	case s.Papers:
		return PapersPublished
	case s.Agenda:
		return AgendaPublished
	case len(m.Moves) > 0:
		return Moved
	}
	return Scheduled
}

// Way are the states that a meeting has been in, to whom this is seen.
func Way(m *record.Meeting, s Seen) []string {
	past := []string{Scheduled}
	add := func(was bool, state string) {
		if was {
			past = append(past, state)
		}
	}
	held := m.State == record.MeetingHeld
	add(len(m.Moves) > 0, Moved)
	add(s.Agenda, AgendaPublished)
	add(s.Papers, PapersPublished)
	add(held, MeetingHeld)
	add(s.Minutes || s.Confirmed, MinutesDraft)
	add(s.Confirmed, MinutesConfirmed)
	if last := len(past) - 1; past[last] == Stage(m, s) {
		past = past[:last]
	}
	return past
}
