// Package release is the SEC Releases: what goes live on which day, how it gets there, and
// the Document Log, which says which version of each document of the Code is in force.
package release

import (
	"net/url"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// kind is the kind of record that this package is about, and logKind that of the Document Log.
const (
	kind    = "release"
	logKind = "document_version"
)

type subject struct {
	*desk.Desk
	deeds  *desk.Deeds[*record.Release]
	adding *desk.Adding[*record.Release]
}

// Routes are the addresses of Releases and of the Document Log.
func Routes(d *desk.Desk) []page.Route {
	s := subject{Desk: d, adding: adding(d), deeds: &desk.Deeds[*record.Release]{
		Desk: d, Kind: kind, Machine: Machine, State: (*record.Release).Stored,
		Now: func(v *register.View, r *record.Release) (string, error) {
			return r.StateAt(v.Moment().So), nil
		},
		Enter: func(r *record.Release, state string) { r.State = state }, Deeds: deeds()}}
	listing := &desk.Listing[*record.Release]{Kind: kind, Columns: columns, Dated: true, Parts: parts,
		Lead: "A Release brings approved Modifications into force on one day.",
		Tell: tell, Offer: s.adding.Offer}
	examples := d.Examples(kind)
	return append([]page.Route{
		listing.Route(d), s.adding.Route(),
		{Pattern: "/releases/{id}", View: s.show, Examples: examples},
		{Pattern: "/releases/{id}/announcement", View: s.announcement, Examples: examples},
		{Pattern: "/releases/{id}/announcement/text", View: s.announcementText, Examples: examples},
		{Pattern: "/document-versions", View: s.log},
		{Pattern: "/document-versions/{id}", View: s.version, Examples: d.Examples(logKind)},
	}, append(s.textRoutes(), s.deeds.Routes()...)...)
}

// row is a Release as programs read it in a list.
type row struct {
	ID         string        `json:"id"`
	Title      string        `json:"title"`
	GoesLiveOn calendar.Date `json:"goes_live_on,omitzero"`
	State      string        `json:"state"`
	Content    string        `json:"content,omitempty"`
	SECVersion string        `json:"sec_version,omitempty"`
}

var columns = []string{"id", "title", "goes_live_on", "state", "content", "sec_version"}

// rowOf is a Release at the moment of a view.
func rowOf(v *register.View, r *record.Release) row {
	return row{r.ID, r.Heading(), r.GoesLiveOn, r.StateAt(v.Moment().So), r.Content, r.SECVersion}
}

// entry is a Release in feeds, and its day in calendars.
func entry(v *register.View, r *record.Release) page.Entry {
	heading, sentence := answer(r, v.Moment().So)
	at := rowOf(v, r)
	e := page.Entry{ID: r.ID, Title: "Goes live: " + r.Heading(), Summary: heading + ".",
		To: desk.AddressOf(r), Day: r.LiveOn().String(), Sequence: r.Sequence(),
		Cancelled: at.State == cancelled,
		Cells: []string{at.ID, at.Title, at.GoesLiveOn.String(), at.State, at.Content,
			at.SECVersion}}
	if sentence != "" {
		e.Summary += " " + sentence
	}
	return e
}

// parts are the Releases to come, the next first, and below them those of the past.
func parts(v *register.View, _ url.Values) []desk.Part {
	today := calendar.DateOf(v.Moment().So).AddDays(1).String()
	return []desk.Part{
		{Name: "coming", Title: "To come", Empty: "None is planned.",
			Query: register.Query{Key: "goes_live", From: today}},
		{Name: "undated", Title: "Without a day",
			Query: register.Query{Key: "undated"}},
		{Name: "past", Title: "Past", Empty: "None is known of.",
			Query: register.Query{Key: "goes_live", To: today, Desc: true}},
		{Name: "cancelled", Title: "Cancelled",
			Query: register.Query{Key: "cancelled", Desc: true}},
	}
}

// tell tells of Releases in the list.
func tell(v *register.View, all []*record.Release) (told []desk.Told, err error) {
	for _, r := range all {
		heading, _ := answer(r, v.Moment().So)
		state := tag(r.StateAt(v.Moment().So))
		item := page.Item{Head: page.Words{desk.Link(r)}, Tag: &state,
			Body: []page.Words{page.Say(heading)}}
		facts := content(r)
		if r.SECVersion != "" {
			facts = append(facts, page.T(". SEC version "+r.SECVersion))
		}
		item.Body = append(item.Body, facts)
		told = append(told, desk.Told{Item: item, Entry: entry(v, r), Data: rowOf(v, r)})
	}
	return told, nil
}

// content says what a Release changes.
func content(r *record.Release) page.Words {
	switch r.Content {
	case record.TextOnly:
		return page.Say("Text only: no system changes")
	case record.SystemChanges:
		return page.Say("With system changes of the DCC")
	}
	return page.Words{page.T("Whether it changes systems is "), desk.NotKnown}
}
