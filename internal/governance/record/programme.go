package record

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The states of a budget before it is issued for consultation.
const (
	BudgetDraft = "draft"
	BudgetPFCG  = "pfcg_review" // with the Panel Finance and Contracts Group: members of the Panel
	BudgetPanel = "panel_review"
)

// Budget is a budget of the Panel.
type Budget struct {
	Head
	Title         string        `json:"title"`
	Owners        []string      `json:"owners,omitempty" ref:"organisation body" label:"Owner"`
	State         string        `json:"state" label:"State"`
	Consultation  string        `json:"consultation,omitempty" ref:"consultation" label:"Consultation"`
	FirstYearFrom calendar.Date `json:"first_year_from" label:"First year begins"`
	LastYearTo    calendar.Date `json:"last_year_to" label:"Last year ends"`

	Version     string        `json:"version,omitempty" label:"Version"`
	Meeting     string        `json:"meeting,omitempty" ref:"meeting" label:"Approved at"`
	PublishedOn calendar.Date `json:"published_on,omitzero" label:"Published"`
	Amended     string        `json:"amended,omitempty" label:"Why it is amended"`
	// Amends is the budget that this one amends within its years; empty: it is no amendment.
	Amends string `json:"amends,omitempty" ref:"budget" label:"Amends"`
	// Categories are what its amounts are parted into, as it calls them; none: they are for all.
	Categories []string `json:"categories,omitempty" label:"Cost categories"`
	Amounts    []Amount `json:"amounts,omitempty" label:"Amounts"`
	// Considered is what came of the responses to its consultation, at the meeting ConsideredAt.
	Considered   string          `json:"considered,omitempty" label:"What came of the responses"`
	ConsideredAt string          `json:"considered_at,omitempty" ref:"meeting" label:"Considered at"`
	Versions     []BudgetVersion `json:"versions,omitempty" label:"Versions"` // the latest last
}

// Amount is what a budget has for a Regulatory Year in a cost category, in whole pounds. Without
// a category it is for the whole of the year.
type Amount struct {
	YearFrom calendar.Date `json:"year_from"`
	Category string        `json:"category,omitempty"`
	Pounds   int           `json:"pounds"`
}

// BudgetVersion is a version of a budget as it was when it was made.
type BudgetVersion struct {
	Version string        `json:"version"`
	On      calendar.Date `json:"on,omitzero"`
	What    string        `json:"what,omitempty"` // what is different in it
	Amounts []Amount      `json:"amounts,omitempty" label:"-"`
}

// Named implements register.Record.
func (b *Budget) Named() (kind, id string) { return "budget", b.ID }

// Heading is its title.
func (b *Budget) Heading() string { return or(b.Title, b.ID) }

// Label is who may see it until it is issued for consultation: the administrator while it is a
// draft, and then also who is to consider it, the Panel and the group of its members.
func (b *Budget) Label() policy.Label {
	switch b.State {
	case BudgetDraft:
		return b.or(policy.Label{Mark: policy.Staff})
	case BudgetPFCG, BudgetPanel:
		return b.or(policy.Label{Mark: policy.Amber, Scope: "panel"})
	}
	return b.Head.Label()
}

// Asks implements [Consulting]: it is there from its first version on, which is the one that is
// consulted on once that is noted.
func (b *Budget) Asks() Asking {
	asks := Asking{Consultation: b.Consultation, Type: "panel_budget"}
	if len(b.Versions) > 0 {
		asks.Since = b.Versions[0].On
	}
	return asks
}

// Approval is the day on which the Panel approved it: that of the last version that is of an
// approval. No day: it is not approved, or when is not known.
func (b *Budget) Approval() (on calendar.Date) {
	for _, v := range b.Versions {
		if _, minor, ok := VersionParts(v.Version); ok && minor == 0 {
			on = v.On
		}
	}
	return on
}

// VersionParts are the two numbers of a version of a budget, 0 and 3 of 0.3: the second is 0 of one
// that is approved, and of no other. Ok is false for what is written in another way, as 1.00 is.
func VersionParts(version string) (major, minor int, ok bool) {
	first, second, _ := strings.Cut(version, ".")
	major, wrong := strconv.Atoi(first)
	minor, wrongMinor := strconv.Atoi(second)
	if wrong != nil || wrongMinor != nil || major < 0 || minor < 0 || major+minor == 0 ||
		fmt.Sprintf("%d.%d", major, minor) != version {
		return 0, 0, false
	}
	return major, minor, true
}

// Words are what search finds it by.
func (b *Budget) Words() []string { return []string{b.Title} }

// Keys are what lists find it by.
func (b *Budget) Keys() []register.Key {
	return together(each("state", b.State), each("consultation", b.Consultation),
		day("first_year", b.FirstYearFrom), each("amends", b.Amends), each("title", b.Title))
}
