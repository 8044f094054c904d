package record

import (
	"time"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Survey asks people how something is done.
type Survey struct {
	Head
	Title         string   `json:"title"`
	Owners        []string `json:"owners,omitempty" ref:"organisation body" label:"From"`
	Status        string   `json:"status" label:"Status"`
	Participation string   `json:"participation,omitempty" label:"Participation"`
	Mode          string   `json:"mode,omitempty" label:"How"`
	Audience      []string `json:"audience,omitempty" label:"For"`
	Purpose       string   `json:"purpose,omitempty" label:"Purpose"`
	Outcome       string   `json:"outcome,omitempty" label:"Outcome"`
	Reports       []string `json:"reports,omitempty" label:"Reports"`
	FollowUp      string   `json:"follow_up,omitempty" label:"What follows"`
	FeedbackVia   []string `json:"feedback_via,omitempty" ref:"contact" label:"Feedback to"`
	QuestionsTo   []string `json:"questions_to,omitempty" ref:"contact" label:"Questions to"`

	Agency  string `json:"agency,omitempty" label:"Run by"`
	Consent string `json:"consent,omitempty" label:"Consent"` // what who opts in agrees to
	// ConsentVersion counts the texts of Consent that there were; 0: the first.
	ConsentVersion int           `json:"consent_version,omitempty"`
	OpensOn        calendar.Date `json:"opens_on,omitzero" label:"Opens"`
	ClosesOn       calendar.Date `json:"closes_on,omitzero" label:"Closes"`
	Results        []Finding     `json:"results,omitempty" label:"Results"`
	Withdrawn      string        `json:"withdrawn,omitempty" label:"Why it was withdrawn"`
}

// Check says what would be read before it is published.
func (s *Survey) Check() map[string]string {
	if len(s.Results) > 0 && s.Status != SurveyPublished {
		return map[string]string{"results": "can be read by all: with them the status is " +
			SurveyPublished + "; until then leave them out, or have them in survey_results"}
	}
	return nil
}

// SurveyPublished is the status of a survey whose results are published.
const SurveyPublished = "results_published"

// Finding is a result of a survey.
type Finding struct {
	Metric     string `json:"metric"`
	Value      string `json:"value"`
	Comparison string `json:"comparison,omitempty"` // with other codes, or the year before
	Year       int    `json:"year,omitempty"`
}

// Named implements register.Record, as do the methods of that name below.
func (s *Survey) Named() (kind, id string) { return "survey", s.ID }

// Heading is its title.
func (s *Survey) Heading() string { return or(s.Title, s.ID) }

// Words are what search finds it by.
func (s *Survey) Words() []string { return []string{s.Title, s.Purpose + " " + s.Outcome} }

// Keys are what lists find it by.
func (s *Survey) Keys() []register.Key {
	keys := together(each("status", s.Status), each("title", s.Title))
	switch s.Status {
	case "upcoming", "open":
		keys = append(keys, closing(s.ClosesOn))
	case "closed", "withdrawn":
		keys = append(keys, register.Key{Name: "closing", Value: over})
	}
	return keys
}

// SurveyResult is a result of a survey that is not published yet. It ends when it is, is taken
// back, or the survey is withdrawn.
type SurveyResult struct {
	Head
	Survey  string    `json:"survey" ref:"survey" label:"Survey"`
	Finding Finding   `json:"finding"`
	At      time.Time `json:"at" label:"Entered"`
}

// Named implements register.Record.
func (r *SurveyResult) Named() (kind, id string) { return "survey_result", r.ID }

// Heading is what was asked, and what came of it.
func (r *SurveyResult) Heading() string { return r.Finding.Metric + ": " + r.Finding.Value }

// Label is who may see it: the administrator.
func (r *SurveyResult) Label() policy.Label { return policy.Label{Mark: policy.Staff} }

// Words are none.
func (r *SurveyResult) Words() []string { return nil }

// Keys are what lists find it by.
func (r *SurveyResult) Keys() []register.Key {
	return together(each("survey", r.Survey), instant("at", r.At))
}

// SurveyConsent is that a person agrees to be called for a survey: to which text, since when, and
// until when. Once it is withdrawn, who agreed to what and when is all that is left.
type SurveyConsent struct {
	Head
	Survey  string          `json:"survey" ref:"survey" label:"Survey"`
	Person  string          `json:"person" ref:"person"`
	Party   string          `json:"party" ref:"party" label:"Party"`
	Text    string          `json:"text" label:"Agreed to"`
	Version int             `json:"version,omitempty"` // of the text, as the survey counts them
	Name    register.Secret `json:"name,omitzero" label:"Name" shown:"yes"`
	Phone   register.Secret `json:"phone,omitzero" label:"Telephone" shown:"yes"`
	Email   register.Secret `json:"email,omitzero" label:"E-mail" shown:"yes"`
	When    register.Secret `json:"when,omitzero" label:"When to call" shown:"yes"`

	GivenAt     time.Time `json:"given_at" label:"Given"`
	ChangedAt   time.Time `json:"changed_at,omitzero" label:"Details changed"`
	WithdrawnAt time.Time `json:"withdrawn_at,omitzero" label:"Withdrawn"`
	EndedAt     time.Time `json:"ended_at,omitzero" label:"Ended"`
}

// Stands reports whether it was neither withdrawn nor ended.
func (c *SurveyConsent) Stands() bool { return c.Over().IsZero() }

// Over is when it was withdrawn or ended; the zero time: it stands.
func (c *SurveyConsent) Over() time.Time {
	if c.WithdrawnAt.IsZero() {
		return c.EndedAt
	}
	return c.WithdrawnAt
}

// Named implements register.Record.
func (c *SurveyConsent) Named() (kind, id string) { return "survey_consent", c.ID }

// Heading says what it is.
func (c *SurveyConsent) Heading() string { return "Consent to be called" }

// Label is who may see it: the person and the administrator.
func (c *SurveyConsent) Label() policy.Label {
	return policy.Label{Mark: policy.Personal, Scope: c.Person}
}

// Words are none.
func (c *SurveyConsent) Words() []string { return nil }

// Keys are what lists find it by.
func (c *SurveyConsent) Keys() []register.Key {
	keys := together(each("survey", c.Survey), each("person", c.Person), instant("given", c.GivenAt))
	if c.Stands() {
		keys = append(keys, register.Key{Name: "standing", Value: c.Survey})
	}
	return keys
}

// SurveyHandover is that those who agreed to be called for a survey were handed over to whoever
// calls them.
type SurveyHandover struct {
	Head
	Survey string    `json:"survey" ref:"survey" label:"Survey"`
	To     string    `json:"to" label:"Handed over to"`
	By     string    `json:"by" ref:"person"`
	At     time.Time `json:"at" label:"When"`
	Count  int       `json:"count" label:"How many"`
	Given  []string  `json:"given" ref:"survey_consent"`
	// Told is up to when the agency was told of what to delete.
	Told time.Time `json:"told,omitzero" label:"Agency told to delete"`
}

// Owes reports whether a consent that was handed over is over, and the agency was not told since to
// delete it.
func (h *SurveyHandover) Owes(c *SurveyConsent) bool {
	return !c.Stands() && h.Told.Before(c.Over())
}

// Named implements register.Record.
func (h *SurveyHandover) Named() (kind, id string) { return "survey_handover", h.ID }

// Heading says what it is.
func (h *SurveyHandover) Heading() string { return "Hand-over to " + or(h.To, h.ID) }

// Label is who may see it: the administrator.
func (h *SurveyHandover) Label() policy.Label { return policy.Label{Mark: policy.Staff} }

// Words are none.
func (h *SurveyHandover) Words() []string { return nil }

// Keys are what lists find it by.
func (h *SurveyHandover) Keys() []register.Key {
	return together(each("survey", h.Survey), instant("at", h.At))
}
