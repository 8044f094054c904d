package statement

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// purpose is why personal data and confidential text of a kind of record are kept, who reads
// them, and how long.
type purpose struct {
	kind   string
	fields string // by their JSON names, with blanks between them
	why    string
	who    string
	until  string
}

// erased is how long most of it is kept. The Code names no time that we know of [D].
const erased = "until it is erased"

// afterEvent is how long what belongs to an event is kept.
var afterEvent = "until " + calendar.Days(record.RegistrationKept) + " after the event"

// Who reads some of it, in words that come more than once.
const (
	theyAndStaff = "the person and the code administrator"
	staffAlone   = "the code administrator"
	asMarked     = "who may see the record: everyone once it is published, as it is marked"
)

// purposes are those of all fields of the register that are kept apart. A test holds them against
// the kinds of record.
var purposes = []purpose{
	{"person", "known_as email", "To know who signs in, and to write to them", theyAndStaff, erased},
	{"subscription", "address", "To send what was asked for to who is not in the register",
		staffAlone, erased},
	{"notice", "address", "To answer who wrote and is not in the register", staffAlone, erased},
	{"ticket", "name address subject", "To answer a question to the helpdesk", theyAndStaff, erased},
	{"ticket", "token", "To show the question to whoever has its link, without signing in",
		"nobody: it is within the link", erased},
	{"ticket_entry", "from text files", "To answer a question to the helpdesk",
		theyAndStaff + "; of a note within, the code administrator alone", erased},
	{"feedback", "contact text", "To learn what readers think, and to answer them", theyAndStaff,
		erased},
	{"feedback_response", "quote", "To publish what was said, in the words of its author",
		"everyone", erased},
	{"registration", "name organisation address", "To let people into an event, and tell them of it",
		theyAndStaff, afterEvent + "; " + calendar.Days(record.ConfirmWithin) +
			" after it is cancelled, or where it is not confirmed"},
	{"registration", "token", "To show a registration to whoever has its link, without signing in",
		"nobody: it is within the link", afterEvent},
	{"event_question", "text", "To answer a question at an event", theyAndStaff, afterEvent},
	{"event", "join recording", "To let who is registered join, and hear it afterwards",
		"who is registered, and the code administrator", erased},
	{"contact_change", "name phone email hours out_of_hours",
		"To reach the right people where a device tells of something critical, or supply is lost",
		"who may use the list, for a purpose that they state; each look is noted", erased},
	{"contact_lookup", "about", "To see afterwards what contact details were used for",
		"the Party whose details they are, and the code administrator", erased},
	{"contact_export", "about", "To see afterwards what contact details were used for",
		"the Party that took them, and the code administrator", erased},
	{"survey_consent", "name phone email when", "To be called by the agency that runs a survey, " +
		"where somebody agreed to that", theyAndStaff + ", who hands it to the agency", "until the " +
		"consent is withdrawn, or others are given"},
	{"suggestion", "from", "To answer who suggested a consultation", staffAlone, erased},
	{"draft_proposal", "contact", "To reach who prepares a Draft Proposal",
		"the Party and the code administrator", erased},
	{"nomination", "called statement", "To stand for election to a committee",
		"the Party and the code administrator; of a candidate everyone", erased},
	{"response_draft", "text cost lead_time", "To prepare a response to a consultation",
		"the Party", "until it is sent, discarded or erased"},
	{"response", "text cost lead_time", "To say what a Party thinks, with reasons that may be " +
		"confidential", "the Party and the code administrator; of what is confidential also the Panel " +
		"and the Authority", erased},
	{"answer", "text cost lead_time", "To say what a Party thinks, with reasons that may be " +
		"confidential", asMarked, erased},
	{"publication", "text", "To be read by who may see the publication",
		"who may see the publication", erased},
	{"paper", "text", "To be read by who may see the paper", "who may see the paper", erased},
}

// beside is what is kept of people beside the register, in no journal.
var beside = []struct{ what, why, until string }{
	{"A session: who has signed in, and when they were last there",
		"To know a browser again", "8 hours without use, and 24 hours at most"},
	{"Passkeys: a public key, the name that its owner gave it, and when it was last used",
		"To sign in", "until its owner removes it"},
	{"Whom an identity provider means, where one is used", "To sign in",
		"until the person is erased"},
	{"An invitation", "To sign in for the first time", "until it is used or over"},
	{"Keys of programs: a digest, a name, the day of the last use", "To read data by a program",
		"until its owner revokes it or it expires"},
	{"Webhooks: the address, the topics, what was sent and answered",
		"To tell a program of changes", "until its owner removes it"},
	{"Mail as it was sent: to whom, when, what it said, whether it came back",
		"To send it, and to show what was sent", "until the person, the address or the registration " +
			"for an event is erased"},
}

// kept is personal data in the register, as programs read it.
type kept struct {
	Kind    string `json:"kind"`
	Field   string `json:"field"`
	Purpose string `json:"purpose"`
	Readers string `json:"readers"`
	Until   string `json:"until"`
}

// purposeOf is the purpose of a field; ok is false where none is declared.
func purposeOf(f field) (p purpose, ok bool) {
	for _, p := range purposes {
		if p.kind != f.Kind {
			continue
		}
		for name := range strings.FieldsSeq(p.fields) {
			if name == f.Name {
				return p, true
			}
		}
	}
	return p, false
}

// keptOf are the fields of the register that are kept apart, each with its purpose, once.
func keptOf(fields []field) (all []kept) {
	seen := map[string]bool{}
	for _, f := range fields {
		if seen[f.Kind+"."+f.Name] {
			continue
		}
		seen[f.Kind+"."+f.Name] = true
		p, _ := purposeOf(f)
		all = append(all, kept{f.Kind, f.Name, p.why, p.who, p.until})
	}
	return all
}

// privacy is what is kept of people.
func privacy(v *register.View) *page.View {
	fields := secrets()
	all := keptOf(fields)
	within := page.Table{Caption: "In the register", RowHeads: true, Columns: []page.Column{
		{Title: "In"}, {Title: "What"}, {Title: "Why"}, {Title: "Who reads it"}, {Title: "How long"}}}
	labels := map[string]string{}
	for _, f := range fields {
		labels[f.Kind+"."+f.Name] = f.Label
	}
	for _, k := range all {
		within.Rows = append(within.Rows, []page.Words{page.Say(desk.ListOf(k.Kind).Title),
			page.Say(desk.Upper(labels[k.Kind+"."+k.Field])), page.Say(k.Purpose), page.Say(k.Readers),
			page.Say(desk.Upper(k.Until))})
	}
	outside := page.Table{Caption: "Beside the register", RowHeads: true, Columns: []page.Column{
		{Title: "What"}, {Title: "Why"}, {Title: "How long"}}}
	for _, b := range beside {
		outside.Rows = append(outside.Rows, []page.Words{page.Say(b.what), page.Say(b.why),
			page.Say(desk.Upper(b.until))})
	}
	view := &page.View{Title: "Privacy",
		Lead: "What is kept of people here, why, who reads it, how long, and how to have it erased.",
		Data: map[string]any{"kept": all},
		Blocks: []page.Block{
			page.Section{Title: "What is kept", Blocks: []page.Block{within, outside,
				page.Prose{Text: loggedText}}},
			page.Section{Title: "Where it is kept", Blocks: []page.Block{page.Prose{Text: whereText}}},
			page.Section{Title: "How to have it erased", Blocks: []page.Block{
				page.Prose{Text: eraseText}}},
			page.Nav{Label: "Related", Links: []page.Link{{Text: "Cookies", To: "/cookies"}}},
		}}
	if v.Reader().Staff {
		view.Actions = []page.Link{{Text: "Erase personal data of a record", To: eraseAddress}}
	}
	return view
}

// What the page says in paragraphs.
const (
	loggedText = "The log of the server has who signed in, by what the register calls them and " +
		"not by name, and what went wrong, with the address of the page. Whoever runs the server may " +
		"keep more than this site knows of."
	whereText = "In the database of this site and in backups of it, which whoever runs it makes. " +
		"Personal data and confidential text are not in the records themselves and not in the history " +
		"of their changes: both hold a token and a hash with a random salt in their place.\n\n" +
		"Nothing is sent to others but mail to who is to have it, what a webhook tells to the address " +
		"that its owner gave, and contacts that somebody agreed to have handed to the agency of a " +
		"survey."
	eraseText = "Ask the helpdesk. The text is then erased, also from the pages of earlier days: " +
		"they say that something was removed, when and why. That a record was there stays known, and " +
		"the chain of the history still proves that nothing else was changed. Of a person what is " +
		"kept beside the register is erased with it. A backup that was made before still has it.\n\n" +
		"Who has signed in removes passkeys, keys and webhooks on their account. Who only has an " +
		"address stops messages by the link at the foot of each."
)
