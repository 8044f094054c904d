package page

import "time"

// Block is a piece of a view. The blocks are the types of this file, and of clause.go, that have
// the method.
type Block interface{ block() }

// Inline is a run of words within a block: text, or one of the marks below.
type Inline interface{ inline() }

// T is plain text.
type T string

// Strong is text that matters more.
type Strong string

// Code is an identifier that programs use.
type Code string

// Missing is said in place of what is not there: "not known", "removed on 3 May 2023".
type Missing string

// When is an instant or a day, with its machine form; Text is what is read.
type When struct {
	Text string
	At   time.Time // zero where only the day is known
	Day  string    // 2022-01-28
}

func (T) inline()       {}
func (Strong) inline()  {}
func (Code) inline()    {}
func (Missing) inline() {}
func (When) inline()    {}
func (Link) inline()    {}
func (Tag) inline()     {}

// Words is a run of inlines, set one after the other as they are, without added space.
type Words []Inline

// Say makes words of text alone.
func Say(text string) Words { return Words{T(text)} }

// Section is blocks under a heading. Sections may be nested; the levels follow.
type Section struct {
	ID     string // fragment; empty: made of the title
	Title  string
	Blocks []Block
}

// Para is a paragraph.
type Para struct{ Words Words }

// Prose is text that a person wrote: paragraphs are parted by empty lines, lines that begin
// with "- " are a list. Nothing else is markup.
type Prose struct{ Text string }

// Verbatim is text as it is, line by line, such as that of a message.
type Verbatim struct{ Text string }

// Summary is facts as terms and values.
type Summary struct{ Rows []Row }

// Row is one fact. Each value is set on a line of its own.
type Row struct {
	Term   string
	Values []Words
	Change Address // in forms and lists to check: where to change it; empty: nowhere
}

// Fact makes a row of one value.
func Fact(term string, value ...Inline) Row { return Row{Term: term, Values: []Words{value}} }

// Table is rows and columns. The first cell of a row names it where RowHeads is set.
type Table struct {
	Caption  string
	Columns  []Column
	Rows     [][]Words
	RowHeads bool
	Empty    string // said in place of a table without rows
}

// Column is the head of a column.
type Column struct {
	Title  string
	Number bool // set to the right
}

// Items is a list of things, each with a head and a line of facts below.
type Items struct {
	Items   []Item
	Ordered bool
	Empty   string // said where there is none
}

// Item is one of Items.
type Item struct {
	Head Words
	Tag  *Tag
	Body []Words // lines below the head
}

// Timeline is what happened and what is to come, in order.
type Timeline struct{ Events []TimelineEvent }

// TimelineEvent is one of a Timeline.
type TimelineEvent struct {
	When   Words
	What   Words
	Detail []Words
	Ahead  bool // not yet
}

// Figure is a picture, with the same in words or figures for those who do not see it.
type Figure struct {
	Caption string
	SVG     string // made by this program, never from outside
	Table   *Table // the figures behind it
	Text    string // or what it shows
}

// Notice is a sentence that must not be missed.
type Notice struct {
	Tone  Tone
	Title string
	Words Words
}

// Details is what most readers may skip.
type Details struct {
	Summary string
	Blocks  []Block
}

// Nav is links to pages of a list, or to parts of the site.
type Nav struct {
	Label string
	Links []Link
}

func (Section) block()  {}
func (Para) block()     {}
func (Prose) block()    {}
func (Verbatim) block() {}
func (Summary) block()  {}
func (Table) block()    {}
func (Items) block()    {}
func (Timeline) block() {}
func (Figure) block()   {}
func (Notice) block()   {}
func (Details) block()  {}
func (Nav) block()      {}
