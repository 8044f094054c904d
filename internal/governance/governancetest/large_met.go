package governancetest

import (
	"fmt"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// bodies are those that meet, of the demo register.
var bodies = strings.Fields(`panel change_board csc ssc tag tabasc opsg smki_pma working_group
	strategic_wg imf smdg`)

// planMeetings spreads the meetings evenly, the bodies in turn.
func (m *maker) planMeetings() {
	number := map[string]int{}
	for i := range m.Meetings {
		body := bodies[i%len(bodies)]
		day := m.nth(i, m.Meetings).AddDays(40)
		number[body]++
		id := fmt.Sprintf("%s-made-%d", body, number[body])
		meeting := &record.Meeting{Head: record.Head{ID: id}, Body: body, Number: 1_000 + number[body],
			Title: fmt.Sprintf("Meeting %d of %s", 1_000+number[body], body), HeldOn: day,
			StartsAt: day.Start().Add(10 * time.Hour), EndsAt: day.Start().Add(13 * time.Hour),
			Place: "online"}
		m.on(day.AddDays(-39), "plan a meeting", func(tx *register.Tx) error { return tx.Put(meeting) })
		m.on(day.AddDays(-7), "publish an agenda", func(tx *register.Tx) error {
			return m.agendaOf(tx, meeting)
		})
		m.on(day.AddDays(1), "note what a meeting decided", func(tx *register.Tx) error {
			return m.met(tx, meeting)
		})
		m.on(day.AddDays(20), "publish minutes", func(tx *register.Tx) error {
			return m.paper(tx, meeting, nil, record.MinutesKind)
		})
	}
}

// mark is the classification of a paper.
func (m *maker) mark() record.Classification {
	return one(m, record.Classification("WHITE"), "WHITE", "GREEN", "GREEN", "AMBER", "AMBER", "RED")
}

// agendaOf are the items of a meeting with their papers.
func (m *maker) agendaOf(tx *register.Tx, meeting *record.Meeting) error {
	for i := range m.between(4, 8) {
		item := &record.AgendaItem{Head: m.head("item"), Meeting: meeting.ID, Body: meeting.Body,
			Number: i + 1, Title: m.title(), Purpose: one(m, "decision", "discussion", "information"),
			Classification: m.mark(), PublishedAt: tx.Now()}
		if item.Classification == "RED" {
			item.Classification = "WHITE"
		}
		if err := tx.Put(item); err != nil {
			return err
		}
		if err := m.paper(tx, meeting, item, record.PaperKind); err != nil {
			return err
		}
	}
	return nil
}

// paper is one of a meeting.
func (m *maker) paper(
	tx *register.Tx, meeting *record.Meeting, item *record.AgendaItem, kind string,
) error {
	p := &record.Paper{Head: m.head("paper"), Title: m.title(), Kind: kind, Body: meeting.Body,
		Meeting: meeting.ID, Classification: m.mark(), From: "SECAS", PublishedAt: tx.Now(),
		Text: register.NewSecret(m.prose(8)), AddedBy: staff[0]}
	if item != nil {
		p.Item = item.ID
	}
	if p.Classification == "RED" {
		p.Recipients = []string{"demo-chair", staff[1]}
	}
	return tx.Put(p)
}

// met is what a meeting leaves behind.
func (m *maker) met(tx *register.Tx, meeting *record.Meeting) error {
	meeting.State = record.MeetingHeld
	if err := tx.Put(meeting); err != nil {
		return err
	}
	for _, s := range m.board[:len(m.board)/3] {
		if err := tx.Put(&record.Attendance{Head: m.head("attendance"), Meeting: meeting.ID,
			Body: meeting.Body, Seat: s.ID, Status: one(m, record.Present, record.Apologies),
			Classification: "GREEN"}); err != nil {
			return err
		}
	}
	day := meeting.HeldOn
	decision := &record.BodyDecision{Head: m.head("decision"), Title: m.title(), Body: meeting.Body,
		Meeting: meeting.ID, Classification: "WHITE", Text: m.sentence(12), Rationale: m.sentence(12),
		DecidedOn: day}
	action := &record.Action{Head: m.head("action"), Title: m.title(), Body: meeting.Body,
		Meeting: meeting.ID, Classification: "GREEN", Holder: one(m, staff...), DueOn: day.AddDays(30),
		State: record.ActionOpen}
	m.on(day.AddDays(m.between(5, 60)), "do an action", func(tx *register.Tx) error {
		action.State, action.DoneOn = record.ActionDone, calendar.DateOf(tx.Now())
		return tx.Put(action)
	})
	return put[register.Record](tx, decision, action)
}
