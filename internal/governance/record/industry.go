package record

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Suggestion is a consultation of somebody else that a reader would have listed.
type Suggestion struct {
	Head
	Title    string          `json:"title"`
	Source   string          `json:"source" label:"Run by"`
	Type     string          `json:"type" label:"Type"`
	ClosesOn calendar.Date   `json:"closes_on,omitzero" label:"Closes on"`
	Link     string          `json:"link" label:"Address"`
	Audience []string        `json:"audience,omitempty" label:"Who should respond"`
	Document string          `json:"document,omitempty" label:"Document"`
	From     register.Secret `json:"from,omitzero" label:"Suggested by" shown:"yes"`
	Status   string          `json:"status" label:"Status"` // suggested, listed, declined
	Reason   string          `json:"reason,omitempty" label:"Reason"`
	ListedAs string          `json:"listed_as,omitempty" ref:"consultation" label:"Listed as"`
	// Feed is the feed that it was found in, and Entry the digest of what the entry is called
	// there: none is suggested twice.
	Feed    string `json:"feed,omitempty" ref:"industry_feed" label:"Found in"`
	Entry   string `json:"entry,omitempty"`
	Summary string `json:"summary,omitempty" label:"Summary"`
}

// Named implements register.Record.
func (s *Suggestion) Named() (kind, id string) { return "suggestion", s.ID }

// Heading is its title.
func (s *Suggestion) Heading() string { return or(s.Title, s.ID) }

// Label is who may see it: the administrator.
func (s *Suggestion) Label() policy.Label { return policy.Label{Mark: policy.Staff} }

// Words are what search finds it by.
func (s *Suggestion) Words() []string { return []string{s.Title, s.Source} }

// Keys are what lists find it by.
func (s *Suggestion) Keys() []register.Key {
	return together(each("status", s.Status), each("entry", s.Entry), each("feed", s.Feed),
		linked(s.Link))
}

// SameLink asks for the records that have the same address elsewhere: whatever its scheme, its
// port where it is the usual one, the case of its host, and a slash at its end.
func SameLink(link string) register.Query {
	q := register.Query{Key: "link"}
	if keys := linked(link); len(keys) > 0 {
		q.Is = keys[0].Value
	}
	return q
}

// linked is the key that [SameLink] asks for: a digest, since addresses may be longer than keys.
func linked(link string) []register.Key {
	if link == "" {
		return nil
	}
	if u, err := url.Parse(link); err == nil {
		host := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(u.Host), ":443"), ":80")
		link = host + strings.TrimRight(u.EscapedPath(), "/") + "?" + u.RawQuery
	}
	sum := sha256.Sum256([]byte(link))
	return each("link", hex.EncodeToString(sum[:16]))
}

// IndustryFeed is a feed in which another body tells of its consultations: Atom, RSS or JSON. What
// is new in it becomes suggestions.
type IndustryFeed struct {
	Head
	Title    string   `json:"title"`
	Source   string   `json:"source" label:"Run by"`
	Address  string   `json:"address" label:"Address"`
	Type     string   `json:"type" label:"Type"` // of what is found in it
	Audience []string `json:"audience,omitempty" label:"Who should respond"`
	Paused   bool     `json:"paused,omitempty" label:"Paused"`
	// Wanted says that it is to be read without waiting for the next hour.
	Wanted  bool      `json:"wanted,omitempty"`
	ReadAt  time.Time `json:"read_at,omitzero" label:"Last read"`
	Fault   string    `json:"fault,omitempty" label:"Last fault"` // of the last reading
	FaultAt time.Time `json:"fault_at,omitzero" label:"At fault since"`
}

// Named implements register.Record.
func (f *IndustryFeed) Named() (kind, id string) { return "industry_feed", f.ID }

// Heading is its title.
func (f *IndustryFeed) Heading() string { return or(f.Title, f.ID) }

// Label is who may see it: the administrator.
func (f *IndustryFeed) Label() policy.Label { return policy.Label{Mark: policy.Staff} }

// Words are what search finds it by.
func (f *IndustryFeed) Words() []string { return []string{f.Title, f.Source} }

// Keys are what lists find it by.
func (f *IndustryFeed) Keys() []register.Key { return each("title", f.Title) }
