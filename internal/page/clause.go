package page

// Ins is words that were inserted. They are underlined, and said to be inserted.
type Ins string

// Del is words that were deleted. They are struck through, and said to be deleted.
type Del string

// Term is a defined term where it is used: a link to its definition, whose meaning shows on hover
// and on focus. The meaning is sent with each of them: where a term is used often, a subject that
// leaves Means empty but for its first use in a clause keeps the page small.
type Term struct {
	Text  string
	To    Address // where it is defined
	Means string  // in one sentence or two; empty: a link alone
}

func (Ins) inline()  {}
func (Del) inline()  {}
func (Term) inline() {}

// Clauses is provisions in the order of their text, each with its number. It may be long: a
// document as a whole.
type Clauses struct{ Clauses []Clause }

// Clause is one of Clauses. Its parts are clauses of their own that follow it, and so is what is
// said after these for all of them, which has neither a number nor an ID.
type Clause struct {
	// ID is the fragment that leads here: the number in full, such as "F8.7(a)". What has other
	// signs in it than letters, digits and . - _ ( ) [ ] becomes a fragment as a title does. It
	// must be unique on the page. Empty: nothing leads here.
	ID string
	// Number is the number as it is read beside the text: "F8.7", "(a)". Where the ID ends with
	// it, it is heard in full. Empty: there is none.
	Number string
	To     Address // the permanent address: the number leads there; empty: to the ID
	// Level is how deep it lies: 0 is the outermost. It is set in as far, but for titles that
	// have no text of their own.
	Level int
	// Heading stands above the text. Where there is no text, the number stands in it: "F8 Service
	// Levels". The levels of headings follow, never more than one down.
	Heading Words
	Text    []Passage
	Mark    Mark
	Was     string  // the number that it had before: "F8.6"; empty: the same
	Notes   []Words // said beside it, each a line: who changes it, guidance
}

// Passage is a paragraph of a clause, or a table.
type Passage struct {
	Words Words
	Rows  [][]Words // a table instead, whose first row names the columns; Words are empty then
}

// Mark is what became of a clause between two versions. It is said in words above the text, and
// a bar stands in the margin.
type Mark string

// The marks.
const (
	Unchanged Mark = ""
	Inserted  Mark = "inserted" // the whole is underlined
	Deleted   Mark = "deleted"  // the whole is struck through
	Changed   Mark = "changed"  // what of it is said by [Ins] and [Del]
	// Renumbered: the same words under another number. See [Clause].Was.
	Renumbered Mark = "renumbered"
)

func (Clauses) block() {}
