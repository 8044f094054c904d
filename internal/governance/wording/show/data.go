package show

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/repo"
	"github.com/mains-energy/mains/internal/governance/wording"
)

// StandingData is how current a text is, as programs read it.
type StandingData struct {
	InForce bool          `json:"in_force"`
	On      calendar.Date `json:"on"`
	Since   calendar.Date `json:"since,omitzero"`
	Release string        `json:"release,omitempty" ref:"release"`
	Version string        `json:"sec_version,omitempty"`
	Commit  string        `json:"commit,omitempty"`
	With    []string      `json:"with,omitempty" ref:"modification release"`
	Lacks   []string      `json:"without,omitempty"`
}

// Data is how current a text is.
func Data(s *wording.Standing) StandingData {
	d := StandingData{InForce: s.InForce(), On: s.On, Since: s.Since, Commit: s.Text.Commit()}
	if s.Release != nil {
		d.Release = s.Release.ID
	}
	d.Version = s.Version()
	for _, step := range s.Steps {
		if step.Modification != nil {
			d.With = append(d.With, step.Modification.ID)
		} else {
			d.With = append(d.With, step.Release.ID)
		}
	}
	for _, l := range s.Lacks {
		d.Lacks = append(d.Lacks, Lacks([]wording.Lack{l}))
	}
	return d
}

// ClauseData is a clause as programs read it.
type ClauseData struct {
	Number  string `json:"number"`
	Heading string `json:"heading,omitempty"`
	Term    string `json:"term,omitempty"`
	Text    string `json:"text,omitempty"`
	Closing string `json:"closing,omitempty"`
}

// ClausesData are clauses as programs read them.
func ClausesData(clauses []legal.Clause) []ClauseData {
	all := make([]ClauseData, len(clauses))
	for i, c := range clauses {
		all[i] = ClauseData(c)
	}
	return all
}

// DocumentData is a document as programs read it in the contents.
type DocumentData struct {
	Slug  string     `json:"slug"`
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Kind  legal.Kind `json:"kind"`
}

// Listing are documents as programs read them in the contents.
func Listing(heads []repo.Head) []DocumentData {
	all := []DocumentData{}
	for _, h := range heads {
		all = append(all, DocumentData(h))
	}
	return all
}

// MakingData is a text that changed something, as programs read it.
type MakingData struct {
	On            calendar.Date `json:"on"`
	Version       string        `json:"sec_version,omitempty"`
	Release       string        `json:"release,omitempty" ref:"release"`
	Modifications []string      `json:"modifications,omitempty" ref:"modification"`
	Documents     []string      `json:"documents,omitempty"`
	Corrections   []string      `json:"corrections,omitempty"`
	Commit        string        `json:"commit"`
}

// HistoryData are texts that changed something, as programs read them.
func HistoryData(history []wording.Making) []MakingData {
	all := []MakingData{}
	for _, m := range history {
		d := MakingData{On: m.On, Version: m.Version(), Release: m.Record.Release,
			Documents: m.Record.Documents, Commit: m.Record.Commit}
		for _, mod := range m.Modifications {
			d.Modifications = append(d.Modifications, mod.ID)
		}
		for _, c := range m.Corrections {
			d.Corrections = append(d.Corrections, c.Reason)
		}
		all = append(all, d)
	}
	return all
}

// PlaceData is a clause somewhere, as programs read it.
type PlaceData struct {
	Document string `json:"document"`
	Number   string `json:"number"`
}

// PlacesData are clauses that were found, as programs read them.
func PlacesData(found []wording.Found) []PlaceData {
	all := []PlaceData{}
	for _, f := range found {
		all = append(all, PlaceData{f.Document.Slug(), f.Number})
	}
	return all
}
