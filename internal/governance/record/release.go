package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The contents of a Release. Where it does not say, it is not known which it is.
const (
	TextOnly      = "text_only"      // in force by its date alone
	SystemChanges = "system_changes" // of the DCC: built, tested, and live when somebody says so
)

// Release is an SEC Release: what goes live on one day.
type Release struct {
	Head
	Title       string        `json:"title"`
	GoesLiveOn  calendar.Date `json:"goes_live_on" label:"Goes live"`
	FirstOfYear bool          `json:"first_of_year,omitempty"`
	Content     string        `json:"content,omitempty" label:"Content"`

	Modifications []string `json:"modifications,omitempty" ref:"modification" label:"Contents"`

	Intended []string `json:"intended_modifications,omitempty" ref:"modification" label:"Intended"`

	Supporting string `json:"supporting_change,omitempty" ref:"modification" label:"Supporting change"`

	ApprovedList string `json:"approved_list,omitempty"`

	QuestionsTo []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`

	SECVersion string `json:"sec_version,omitempty" label:"SEC version"`

	// What follows is known of Releases that are run here.

	State     string        `json:"state,omitempty" label:"State"` // empty: planned
	NotedLive calendar.Date `json:"live_on,omitzero" label:"Live"` // as somebody said
	Reports   string        `json:"test_reports,omitempty" label:"Test reports"`
	Verdicts  []Verdict     `json:"go_no_go,omitempty" label:"Go or no go"`
	Moves     []Move        `json:"moves,omitempty" label:"Moved"`
	Scope     []ScopeChange `json:"scope_changes,omitempty" label:"Changes of the contents"`
	Cancelled string        `json:"cancelled,omitempty" label:"Why it was cancelled"`
}

// Verdict is whether a Release may go live, as the Panel said.
type Verdict struct {
	At      time.Time `json:"at"`
	Go      bool      `json:"go"`
	Meeting string    `json:"meeting,omitempty" ref:"meeting"`
	Reason  string    `json:"reason" label:"Reason"`
}

// ScopeChange moves a Modification into a Release or out of it.
type ScopeChange struct {
	At           time.Time `json:"at"`
	Modification string    `json:"modification" ref:"modification"`
	Out          bool      `json:"out,omitempty"`
	Reason       string    `json:"reason" label:"Reason"`
}

// Named implements register.Record.
func (r *Release) Named() (kind, id string) { return "release", r.ID }

// Heading is its title.
func (r *Release) Heading() string { return or(r.Title, r.ID) }

// Words are what search finds it by.
func (r *Release) Words() []string { return []string{r.Title} }

// Keys are what lists find it by. One without a day has the key undated in place of goes_live,
// and one that was cancelled the key cancelled: it comes into no list of what goes live.
func (r *Release) Keys() []register.Key {
	when := day("goes_live", r.GoesLiveOn)
	switch {
	case r.Cancelled != "":
		when = each("cancelled", or(r.GoesLiveOn.String(), "~"))
	case r.GoesLiveOn.IsZero():
		when = each("undated", "yes")
	}
	return together(when, each("modification", r.Modifications...),
		each("modification", r.Intended...), each("modification", r.Supporting),
		each("sec_version", r.SECVersion))
}

// Sequence rises with each change of when it goes live, or whether.
func (r *Release) Sequence() int {
	if r.Cancelled != "" {
		return len(r.Moves) + 1
	}
	return len(r.Moves)
}

// DocumentVersion is a version of a document of the Code, as the Document Log has it.
type DocumentVersion struct {
	Head
	Document string `json:"document" label:"Document"` // Section F, Appendix L
	Version  string `json:"version" label:"Version"`
	// Release is what it comes into force with, on the day of the Release; or EffectiveOn says.
	Release     string        `json:"release,omitempty" ref:"release" label:"Release"`
	EffectiveOn calendar.Date `json:"effective_on,omitzero" label:"In force from"`
	ChangedBy   []string      `json:"changed_by,omitempty" ref:"modification" label:"Changed by"`
}

// Named implements register.Record.
func (d *DocumentVersion) Named() (kind, id string) { return "document_version", d.ID }

// Heading is the document with its version.
func (d *DocumentVersion) Heading() string { return d.Document + ", version " + d.Version }

// Words are what search finds it by.
func (d *DocumentVersion) Words() []string { return []string{d.Document} }

// Keys are what lists find it by.
func (d *DocumentVersion) Keys() []register.Key {
	return together(each("document", d.Document), each("release", d.Release),
		each("modification", d.ChangedBy...), day("effective", d.EffectiveOn))
}
