package consultation

import (
	"slices"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
)

// threshold is the least number of answers, not given in public, that a figure of a
// collation rests on [D].
const threshold = 3

// usualDays is the least number of Working Days that a consultation is open without a
// reason given for less [D].
const usualDays = 15

// remindDays are how many Working Days before the closing those are reminded who have not
// responded [H].
var remindDays = [...]int{5, 1}

// categories are the Party Categories by which responses are counted, and last those who
// are in none.
var categories = []record.Category{"LS", "SS", "EN", "GN", "OSP", "DCC", ""}

// categoryName is what a category is called on pages.
func categoryName(c record.Category) string {
	if c == "" {
		return "outside the Party Categories"
	}
	return desk.Plain(string(c))
}

// choice is one of several that a form offers and the register keeps.
type choice struct{ code, label, hint string }

// positionCount is the length of positions.
const positionCount = 4

// positions are what can be said to a question [D].
var positions = [positionCount]choice{
	{"support", "Support", ""},
	{"do_not_support", "Do not support", ""},
	{"neutral", "Neutral", ""},
	{"no_interest", "No interest", "It does not concern us"},
}

// position is the place of one in positions.
func position(code string) int {
	return slices.IndexFunc(positions[:], func(p choice) bool { return p.code == code })
}

// confidentialities are how an answer may be given [S for the last two].
var confidentialities = []choice{
	{string(record.InPublic), "In public", "Published with the name of your organisation"},
	{string(record.Anonymous), "Anonymously",
		"The text is published without your name; leave out of it what names you"},
	{string(record.InConfidence), "In confidence",
		"Seen by the code administrator, the Panel and the Authority only"},
}

// dispositions are what can become of an answer [D].
var dispositions = []choice{
	{"accepted", "Accepted", "The proposal changes as the answer asks, or goes on as it supports"},
	{"noted", "Noted", "It asks for nothing that would change the proposal"},
	{"rejected", "Rejected", "Say why"},
	{"needs_change", "Needs a change", "It is right, and something else has to change for it"},
}

// labelOf is what a choice is called; the code where it is none of them.
func labelOf(choices []choice, code string) string {
	for _, c := range choices {
		if c.code == code {
			return c.label
		}
	}
	return code
}

// kind is a type of consultation.
type kind struct {
	code  string
	label string // empty: as the desk calls it
	costs bool   // asks what it would cost the respondent, and how long it would take
	// listed ones are run by somebody else and stand here for information only.
	listed bool
}

// kinds are the types of consultation: [S] for those of the newsletter, [H] for the
// request for information and the DCC's own, [D] for what each asks.
var kinds = []kind{
	{code: "development_feedback"},
	{code: "rfi", label: "Request for information", costs: true},
	{code: "refinement", costs: true},
	{code: "modification_report", costs: true},
	{code: "panel_budget"},
	{code: "jip_change_request"},
	{code: "dcc", label: "Consultation of the DCC", listed: true},
	{code: "government", label: "Consultation of government or Ofgem", listed: true},
	{code: "open_industry", label: "Open industry consultation", listed: true},
}

// kindOf is the type with a code; one without facts where there is none.
func kindOf(code string) kind {
	for _, k := range kinds {
		if k.code == code {
			return k
		}
	}
	return kind{code: code}
}

func (k kind) name() string {
	if k.label != "" {
		return k.label
	}
	return desk.Plain(k.code)
}

// audiences are whom a consultation can be for [S].
var audiences = []string{
	"sec_parties", "supplier_parties", "network_parties", "electricity_network_parties",
	"device_manufacturers",
}

// channels are how a response that is entered for somebody may have come [D].
var channels = []choice{
	{"email", "By email", ""},
	{"letter", "By letter", ""},
	{"meeting", "At a meeting", ""},
}
