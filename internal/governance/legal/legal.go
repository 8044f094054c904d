// Package legal is the words of the Code: documents made of clauses, how they are written as
// Markdown, what differs between two versions of them, and what several changes of one version
// come to together. It reads and writes nothing but its arguments.
//
// A document is a list of clauses. Each has a number, which is its address for good: F8.7(a).
// [Parse] and [Document.Append] are the two ways between a document and its file; [Compare] says
// what changed, as amendments that [Redline.Apply] applies; [Merge] brings two changes of one
// version together, and says where they are in each other's way. Nothing is merged silently:
// where the words of a clause were changed twice, or one change stands on what another removed,
// it is a [Conflict].
package legal

// Kind is what a document is within the Code.
type Kind string

// The kinds, in the order in which contents list them.
const (
	Section       Kind = "section"
	Schedule      Kind = "schedule"
	Appendix      Kind = "appendix"
	Specification Kind = "specification"
	Guidance      Kind = "guidance" // no rule: it stands beside the rules that it refers to
)

// Document is one document of the Code.
type Document struct {
	Name   string // "Section F", "Appendix L", "Schedule 8": as the Code refers to it
	Title  string // "Smart Metering System Requirements"
	Kind   Kind
	Notice string // said above the text, such as whose words it is; empty: nothing
	// Clauses are in the order of the text: the parts of a clause follow it.
	Clauses []Clause
}

// Clause is a provision with a number: the least that has an address, is compared, and is in
// conflict.
type Clause struct {
	// Number is unique within the document: "F8", "F8.7", "F8.7(a)", "F8.7(a)(ii)"; in a Schedule
	// or an Appendix "5.3(a)"; of a definition the number of the clause that it stands in, and the
	// term in the letters of addresses: "A1.1[communications-hub]". The number of what it is a part of
	// is a prefix: see [Parent].
	Number string
	// Heading stands above the clause: the title of F8 itself, or of a group of clauses that
	// begins here. Empty: there is none.
	Heading string
	// Term is what a definition defines, as the Code writes it; empty: it is no definition.
	Term string
	// Text is plain: paragraphs, parted by one empty line. A paragraph of lines that each begin with
	// "| " is a table.
	Text string
	// Closing is what is said after the parts of the clause, for all of them; empty: nothing.
	Closing string
}
