package policy

// Mark is a class of secrecy.
type Mark string

// The marks. The first four are those of the Panel Information Policy; the others are ours,
// for what is no paper.
const (
	White        Mark = "white"        // everyone
	Green        Mark = "green"        // SEC Parties and scheme stakeholders
	Amber        Mark = "amber"        // one body: its members, the administrator, the Authority
	Red          Mark = "red"          // named recipients
	Party        Mark = "party"        // one Party: what its people work on
	Response     Mark = "response"     // what a Party has sent, until it is published
	Confidential Mark = "confidential" // what a Party marked so: also the Panel, the Authority
	Personal     Mark = "personal"     // about one person
	Staff        Mark = "staff"        // the administrator's own
)

// rule says who may see the records of a mark.
type rule struct {
	mark Mark
	who  string // in words, for the page that explains it
	all  func(*Rights) bool
	some func(*Rights) []string // the scopes seen, where not all are
}

func nobody(*Rights) bool   { return false }
func none(*Rights) []string { return nil }

// known reports whether the reader is a SEC Party or a scheme stakeholder.
func known(r *Rights) bool {
	return r.Staff || r.Authority || r.Observer || len(r.Parties)+len(r.Bodies) > 0
}

func official(r *Rights) bool { return r.Staff || r.Authority }

// marks is the policy. The order is that of the constants.
var marks = []rule{
	{White, "everyone", func(*Rights) bool { return true }, none},
	{Green, "SEC Parties and scheme stakeholders", known, none},
	{Amber, "members of the body, the administrator and the Authority", official,
		func(r *Rights) []string { return r.Bodies }},
	{Red, "the recipients it names", nobody, func(r *Rights) []string { return r.Grants }},
	{Party, "people of the Party", nobody, func(r *Rights) []string { return r.Parties }},
	{Response, "people of the Party and the administrator",
		func(r *Rights) bool { return r.Staff }, func(r *Rights) []string { return r.Parties }},
	{Confidential, "people of the Party, the administrator, the Panel and the Authority",
		func(r *Rights) bool { return official(r) || r.Panel },
		func(r *Rights) []string { return r.Parties }},
	{Personal, "the person and the administrator",
		func(r *Rights) bool { return r.Staff }, func(r *Rights) []string { return person(r) }},
	{Staff, "the administrator", func(r *Rights) bool { return r.Staff }, none},
}

func person(r *Rights) []string {
	if r.Person == "" {
		return nil
	}
	return []string{r.Person}
}

// Valid reports whether there is such a mark.
func (m Mark) Valid() bool { return m.Readers() != "" }

// Readers says in words who may see records of the mark; empty where there is no such mark.
func (m Mark) Readers() string {
	for _, r := range marks {
		if r.mark == m {
			return r.who
		}
	}
	return ""
}

// Marks lists all marks, for those who walk the policy.
func Marks() []Mark {
	all := make([]Mark, len(marks))
	for i, r := range marks {
		all[i] = r.mark
	}
	return all
}
