package record

import (
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Release is an SEC Release: what goes live on one day.
type Release struct {
	Head
	Title       string        `json:"title"`
	GoesLiveOn  calendar.Date `json:"goes_live_on" label:"Goes live"`
	FirstOfYear bool          `json:"first_of_year,omitempty"`
	Content     string        `json:"content,omitempty" label:"Content"` // text_only

	Modifications []string `json:"modifications,omitempty" ref:"modification" label:"Contents"`

	Intended []string `json:"intended_modifications,omitempty" ref:"modification" label:"Intended"`

	Supporting string `json:"supporting_change,omitempty" ref:"modification" label:"Supporting change"`

	ApprovedList string `json:"approved_list,omitempty"`

	QuestionsTo []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`

	SECVersion string `json:"sec_version,omitempty" label:"SEC version"`
}

// Named implements register.Record.
func (r *Release) Named() (kind, id string) { return "release", r.ID }

// Heading is its title.
func (r *Release) Heading() string { return or(r.Title, r.ID) }

// Words are what search finds it by.
func (r *Release) Words() []string { return []string{r.Title} }

// Keys are what lists find it by.
func (r *Release) Keys() []register.Key {
	return together(day("goes_live", r.GoesLiveOn), each("modification", r.Modifications...),
		each("modification", r.Intended...), each("modification", r.Supporting))
}
