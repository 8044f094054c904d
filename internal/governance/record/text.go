package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// mostPlaces is how many clauses a record of the text is found by. What changed more clauses
// than that is found by its documents.
const mostPlaces = 500

// LegalText is a version of what a Modification would have the Code say: a commit of the
// repository, on top of the text that it starts from. Each version is a record of its own; the
// latest counts.
type LegalText struct {
	Head
	Modification string    `json:"modification" ref:"modification" label:"Modification"`
	Version      string    `json:"version" label:"Version"`
	Why          string    `json:"why,omitempty" label:"What changes with this version"`
	Base         string    `json:"base" label:"Starts from"` // a commit of the Code
	Commit       string    `json:"commit" label:"Commit"`
	Documents    []string  `json:"documents,omitempty" label:"Documents"` // by slug
	Clauses      []string  `json:"clauses,omitempty" label:"Clauses"`     // by [Place]
	AddedAt      time.Time `json:"added_at" label:"Added"`
	// PublishedAt is zero while it is the administrator's own.
	PublishedAt time.Time `json:"published_at,omitzero" label:"Published"`
}

// Place is a clause of a document as the keys of records name it.
func Place(slug, number string) string { return slug + " " + number }

// Named implements register.Record.
func (t *LegalText) Named() (kind, id string) { return "legal_text", t.ID }

// Heading says what it is.
func (t *LegalText) Heading() string { return "Legal text, version " + t.Version }

// Label is who may see it: the administrator, until it is published.
func (t *LegalText) Label() policy.Label {
	if t.PublishedAt.IsZero() {
		return t.or(policy.Label{Mark: policy.Staff})
	}
	return t.Head.Label()
}

// Words are none: the Modification is found.
func (t *LegalText) Words() []string { return nil }

// Keys are what lists find it by.
func (t *LegalText) Keys() []register.Key {
	return together(each("modification", t.Modification), instant("added", t.AddedAt),
		each("commit", t.Commit), each("document", first(t.Documents)...),
		each("clause", first(t.Clauses)...))
}

// CodeText is the text of the whole Code as it comes with a Release, or as it was adopted before
// there was one: a commit of the repository. Which one is in force at a moment follows from the
// Releases. An error that is corrected later is another version of the same record.
type CodeText struct {
	Head
	Release   string        `json:"release,omitempty" ref:"release" label:"Release"`
	AdoptedOn calendar.Date `json:"adopted_on,omitzero" label:"Adopted"`
	Base      string        `json:"base,omitempty"` // the commit that it was made on; empty: none
	Commit    string        `json:"commit" label:"Commit"`
	// Modifications are those whose legal text is in it, and LegalTexts the versions of it.
	Modifications []string  `json:"modifications,omitempty" ref:"modification" label:"Modifications"`
	LegalTexts    []string  `json:"legal_texts,omitempty" ref:"legal_text" label:"Legal texts"`
	Documents     []string  `json:"documents,omitempty" label:"Documents"` // that changed, by slug
	Clauses       []string  `json:"clauses,omitempty" label:"Clauses"`     // by [Place]
	DraftedAt     time.Time `json:"drafted_at" label:"Drafted"`
	// Original is the commit before the first correction; empty: nothing was corrected.
	Original string `json:"original,omitempty"`

	Corrections []Correction `json:"corrections,omitempty"`
}

// Correction is a mistake in a text that was put right after it was made.
type Correction struct {
	At      time.Time     `json:"at"`
	From    calendar.Date `json:"from" label:"Holds from"`
	Reason  string        `json:"reason" label:"Reason"`
	Commit  string        `json:"commit"` // the text as it was corrected
	Clauses []string      `json:"clauses,omitempty" label:"Clauses"`
}

// CodeTextOf is the id of the text of a Release.
func CodeTextOf(release string) string { return "text-" + release }

// Named implements register.Record.
func (t *CodeText) Named() (kind, id string) { return "code_text", t.ID }

// Heading says what it is.
func (t *CodeText) Heading() string {
	if !t.AdoptedOn.IsZero() {
		return "Text of the Code, adopted " + t.AdoptedOn.Long()
	}
	return "Text of the Code, drafted " + calendar.DateOf(t.DraftedAt).Long()
}

// Words are none: documents and clauses are found.
func (t *CodeText) Words() []string { return nil }

// Keys are what lists find it by.
func (t *CodeText) Keys() []register.Key {
	return together(day("adopted", t.AdoptedOn), each("release", t.Release),
		each("commit", t.Commit),
		each("modification", t.Modifications...), each("document", first(t.Documents)...),
		each("clause", first(t.Clauses)...))
}

// first are as many values as a record is found by.
func first(values []string) []string { return values[:min(len(values), mostPlaces)] }

// Watch is what somebody wants to hear of: a document, a clause with its parts, or a term.
type Watch struct {
	Head
	Person   string    `json:"person" ref:"person"`
	Document string    `json:"document,omitempty" label:"Document"` // by slug
	Clause   string    `json:"clause,omitempty" label:"Clause"`     // empty: all of the document
	Term     string    `json:"term,omitempty" label:"Term"`         // alone, as the Code writes it
	Since    time.Time `json:"since" label:"Since"`
}

// Named implements register.Record.
func (w *Watch) Named() (kind, id string) { return "watch", w.ID }

// Heading is what is watched.
func (w *Watch) Heading() string {
	switch {
	case w.Term != "":
		return "“" + w.Term + "”"
	case w.Clause != "":
		return w.Clause + " of " + w.Document
	}
	return w.Document
}

// Label is who may see it: the person.
func (w *Watch) Label() policy.Label {
	return policy.Label{Mark: policy.Personal, Scope: w.Person}
}

// Words are none.
func (w *Watch) Words() []string { return nil }

// Keys are what lists find it by.
func (w *Watch) Keys() []register.Key {
	term := w.Term
	if term != "" {
		term = "term " + term
	}
	return together(each("person", w.Person), each("document", w.Document), each("term", term))
}
