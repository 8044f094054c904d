package body_test

import (
	"testing"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// TestAgenda makes an agenda under three marks.
func TestAgenda(t *testing.T) {
	s := begin(t)
	const at = "/meetings/panel-101"
	s.refuse(page.ErrSignIn, public, at+"/agenda/new", "title", "x", "purpose", "decision", "mark",
		"GREEN")
	s.refuse(page.ErrForbidden, member, at+"/agenda/new", "title", "x", "purpose", "decision",
		"mark", "GREEN")
	s.refuse("Enter a title", secretary, at+"/agenda/new", "purpose", "decision", "mark", "GREEN")
	s.refuse("choose from what is offered", secretary, at+"/agenda/new", "title", "x", "purpose",
		"decision", "mark", "RED")
	s.refuse("there is no MP999", secretary, at+"/agenda/new", "title", "x", "purpose", "decision",
		"mark", "GREEN", "about", "MP999")
	s.refuse("No item waits", secretary, at+"/agenda/publish")

	budget := s.item("panel-101", "Draft budget", "WHITE")
	gone := s.item("panel-101", "Taken off again", "WHITE")
	last := s.item("panel-101", "Operations Report", "WHITE")
	green := s.item("panel-101", "Transitional governance", "GREEN")
	amber := s.item("panel-101", "A security matter", "AMBER")
	for _, title := range []string{"Draft budget", "Transitional governance", "A security matter"} {
		s.shows(at, title, secretary, analyst)
		s.hides(at, title, public, party, member, authority)
	}
	s.missing(page.Address("/agenda-items/"+budget), public, member, authority)
	s.refuse(page.ErrForbidden, member, page.Address("/agenda-items/"+gone+"/remove"))
	s.do(secretary, page.Address("/agenda-items/"+gone+"/remove"))
	s.missing(page.Address("/agenda-items/"+gone), secretary)

	s.do(secretary, at+"/agenda/publish")
	s.refuse("stays on it", secretary, page.Address("/agenda-items/"+budget+"/remove"))
	s.shows(at, "Agenda published", public, member)
	s.shows(at, "Panel 101 item 1", public)
	s.shows(page.Address("/agenda-items/"+last), "Panel 101 item 2", public)
	s.shows(page.Address("/agenda-items/"+green), "Panel 101 item G1", party, member)
	s.shows(page.Address("/agenda-items/"+amber), "Panel 101 item A1", member, authority, secretary)
	s.missing(page.Address("/agenda-items/"+green), public)
	s.missing(page.Address("/agenda-items/"+amber), public, party, delegate)
	s.hides(at, "A security matter", public, party, delegate, official)

	late := s.item("panel-101", "Any other business", "WHITE")
	s.hides(at, "Any other business", public)
	s.do(secretary, at+"/agenda/publish")
	if item := get[*record.AgendaItem](s, late); item.Number != 3 {
		t.Errorf("a further item has number %d, want 3", item.Number)
	}
	s.refuse("No item waits", secretary, at+"/agenda/publish")
}

// TestAgendaAbout links an item with what it is about.
func TestAgendaAbout(t *testing.T) {
	s := begin(t)
	s.do(secretary, "/meetings/csc-36/agenda/new", "title", "New Draft Proposals", "purpose",
		"decision",
		"mark", "WHITE", "about", "DP197 DP198")
	s.do(secretary, "/meetings/csc-36/agenda/publish")
	items, err := register.All[*record.AgendaItem](s.now(),
		register.Query{Key: "about", Is: "DP198"})
	if err != nil || len(items) != 1 {
		t.Fatalf("%d items are about DP198: %v", len(items), err)
	}
	s.shows(page.Address("/agenda-items/"+items[0].ID), "modifications/DP198", public)
}
