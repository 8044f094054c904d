package record

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Classification is the mark of a paper as it is printed: WHITE, GREEN, AMBER, RED.
type Classification string

// label is who may see a record of a classification; scope is the body of an AMBER paper,
// and the id of a RED one.
func (c Classification) label(h *Head, body string) policy.Label {
	switch {
	case h.Visible.Mark != "":
		return h.Visible
	case c == "GREEN":
		return policy.Label{Mark: policy.Green}
	case c == "AMBER":
		return policy.Label{Mark: policy.Amber, Scope: body}
	case c == "RED":
		return policy.Label{Mark: policy.Red, Scope: h.ID}
	}
	return policy.Label{Mark: policy.White}
}

// Publication is a paper, a page or a file that is published.
type Publication struct {
	Head
	Title          string         `json:"title"`
	Kind           string         `json:"kind" label:"Kind"`
	ContainedIn    string         `json:"contained_in,omitempty" label:"Contained in"`
	Classification Classification `json:"classification,omitempty" label:"Classification"`
	Audience       []string       `json:"audience,omitempty" label:"For"`
	Body           string         `json:"body,omitempty" ref:"body" label:"Body"`
	Meeting        string         `json:"meeting,omitempty" ref:"meeting" label:"Meeting"`

	SuggestionsTo []string `json:"suggestions_to,omitempty" ref:"contact" label:"Suggestions to"`

	PublishedOn calendar.Date `json:"published_on,omitzero" label:"Published"`
	Version     string        `json:"version,omitempty" label:"Version"`
	// Versions are those that can be had, the oldest first.
	Versions   []PublicationVersion `json:"versions,omitempty" label:"Versions"`
	Summary    string               `json:"summary,omitempty" label:"Summary"`
	Supersedes string               `json:"supersedes,omitempty" ref:"publication" label:"Replaces"`
	Agreed     string               `json:"agreed,omitempty" label:"Lower mark agreed"`
	AgreedAt   string               `json:"agreed_at,omitempty" ref:"meeting" label:"Agreed at"`
	// DerivedFrom is what it is a version of in which some is left out, for more to see.
	DerivedFrom string `json:"derived_from,omitempty" ref:"publication" label:"Redacted from"`
}

// PublicationVersion is what was published as a version: where the file is, with its digest, so
// that whoever has a file knows whether it is that one, or what it says, or both.
type PublicationVersion struct {
	Version string          `json:"version" label:"Version"`
	On      calendar.Date   `json:"on,omitzero" label:"Of"`
	What    string          `json:"what,omitempty" label:"What changed"`
	Link    string          `json:"link,omitempty" label:"Link"`
	SHA256  string          `json:"sha256,omitempty" label:"SHA-256"` // of the file at the link
	Text    register.Secret `json:"text,omitzero" label:"-" shown:"yes"`
}

// IsSHA256 reports whether text is a digest as hexadecimal digits in lower case.
func IsSHA256(text string) bool {
	octets, err := hex.DecodeString(text)
	return err == nil && len(octets) == sha256.Size && strings.ToLower(text) == text
}

// version is what a version is called: it stands in its address, and ends in no suffix of a form.
var version = regexp.MustCompile(`^[0-9A-Za-z-]+(\.[0-9]+)*$`)

// IsVersion reports whether a version can be called so: 2, 2.0, final-draft.
func IsVersion(name string) bool { return version.MatchString(name) }

// Check says which version cannot be checked by whoever has it.
func (p *Publication) Check() map[string]string {
	faults, seen := map[string]string{}, map[string]bool{}
	for _, each := range p.Versions {
		switch {
		case !IsVersion(each.Version):
			faults["versions"] = each.Version + " is no version: letters, digits and -, with numbers " +
				"after dots"
		case seen[each.Version]:
			faults["versions"] = "has two of the name " + each.Version
		case each.Link == "" && each.Text.Empty():
			faults["versions"] = each.Version + " has neither a link nor a text"
		case (each.Link == "") != (each.SHA256 == ""), each.SHA256 != "" && !IsSHA256(each.SHA256):
			faults["versions"] = each.Version + " needs sha256 beside link, of the file that is there: 64 " +
				"hexadecimal digits in lower case"
		}
		seen[each.Version] = true
	}
	return faults
}

// Named implements register.Record.
func (p *Publication) Named() (kind, id string) { return "publication", p.ID }

// Heading is its title.
func (p *Publication) Heading() string { return or(p.Title, p.ID) }

// Label is who may see it, by its classification.
func (p *Publication) Label() policy.Label { return p.Classification.label(&p.Head, p.Body) }

// Words are what search finds it by.
func (p *Publication) Words() []string { return []string{p.Title, p.ContainedIn} }

// Keys are what lists find it by. One of no meeting has the key loose.
func (p *Publication) Keys() []register.Key {
	loose := ""
	if p.Meeting == "" {
		loose = "yes"
	}
	return together(each("title", p.Title), each("kind", p.Kind), each("meeting", p.Meeting),
		each("body", p.Body), each("loose", loose), each("supersedes", p.Supersedes))
}
