// Package legal is the words of the Code: documents made of clauses, how they are written as
// Markdown, what differs between two versions of them, and what several changes of one version
// come to together. It reads and writes nothing but its arguments.
//
// A document is a list of clauses. Each has a number, which is its address for good: F8.7(a).
// [Parse] and [Document.Append] are the two ways between a document and its file; [Compare] says
// what changed, as amendments that [Redline.Apply] applies, and [Words] which words; [Merge] brings
// two changes of one version together, and says where they are in each other's way. Nothing is
// merged silently: where the words of a clause were changed twice, or one change stands on what
// another removed, it is a [Conflict]. [Document.Check] finds numbers out of order and references
// that lead nowhere; [References] and [Finder] make links of the words.
//
// # The file
//
// A file has a head, and then clauses, with an empty line between them:
//
//	---
//	name: Section F
//	title: Smart Metering System Requirements
//	kind: section
//	notice: Whose words these are.
//	---
//
//	## F8 Return of Communications Hubs
//
//	### Return on ceasing to be a Party
//
//	**F8.7** A Party that ceases to be a Party shall return:
//
//	- (a) each Communications Hub that is not installed; and
//	- (b) each one that:
//	  - (i) is in transit; or
//	  - (ii) is on order,
//
//	in either case within one month.
//
//	**F8.8** In this Section:
//
//	- **Communications Hub** means a device.
//
// The head is lines of a key, a colon and a value: name and kind (one of [Kinds]) are needed. A
// value is as it stands, or in double quotes with \", \\ and \n within.
//
// # Clauses
//
//   - A clause begins with its number in bold. One with a title begins with ## and its number; its
//     text follows as paragraphs. It is written so where it is part of no other: F8, 5.
//   - ### is a heading above the clause that follows it. It has no number.
//   - A part is an item of a list: a dash, and its own letters in brackets. Its number is that of
//     what it is a part of, and the letters. Each list within a list is two spaces further in.
//   - A definition is a part with a term in bold instead of letters. Its number has the term in the
//     letters of addresses: F8.8[communications-hub]. It may have parts.
//   - A paragraph without a number belongs to the clause whose text stands as far in. Before the
//     parts of the clause it is of its text, after them it closes it ([Clause.Closing]). No part
//     follows what closes.
//   - Numbers are up to three capitals, digits, up to three capitals, and again after each dot
//     without the first capitals: F8.7A, 5.3.1. A part has up to eight letters or digits.
//
// # Text
//
// The text of a clause is plain: each character stands for itself ([Plain]). In the file a
// backslash stands before what would be markup, and a backslash at the end of a line breaks the
// line. A paragraph all of whose lines begin with | is a table; \| is a bar in a cell, and is so in
// the text too. A paragraph that begins as a part or a number does, and is words, has a backslash
// there: \(a), F8\.7.
//
// # What else is taken
//
// These are clear, and are written the usual way afterwards: CRLF and a byte order mark; lines that
// are broken anywhere in a paragraph, which are joined with a space; spaces and empty lines to
// spare; lists that stand further in; * and + for the dash of a list; ## before any clause; a
// heading with #### or with # after it; markup that is not escaped and is not two stars, as the
// characters it is.
//
// All else is a fault: [Parse] says the line, and what to write. It never guesses. What exceeds
// [MaxDocument], [MaxDepth] or [MaxNumber] is a fault too.
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
	// term in the letters of addresses: "A1.1[communications-hub]". The number of what it is a part
	// of is a prefix: see [Parent].
	Number string
	// Heading stands above the clause: the title of F8 itself, or of a group of clauses that
	// begins here. Empty: there is none.
	Heading string
	// Term is what a definition defines, as the Code writes it; empty: it is no definition.
	Term string
	// Text is plain, as [Plain] makes it: paragraphs, parted by one empty line. A paragraph of lines
	// that each begin with "| " is a table.
	Text string
	// Closing is what is said after the parts of the clause, for all of them; empty: nothing.
	Closing string
}
