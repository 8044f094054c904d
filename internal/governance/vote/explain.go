package vote

import (
	"fmt"
	"strings"
)

// Grid is a small table: the head, then a row for each category, then one for the whole.
type Grid struct {
	Head []string
	Rows [][]string
}

// Grid is r as the table that is published.
func (r *Result) Grid() Grid {
	g := Grid{Head: []string{
		"Category", "Approve", "Reject", "Abstain", "Not voted", "Vacant", "Outcome",
	}}
	row := func(title string, t Tally, notVoted, vacant int, o Outcome) {
		cells := []string{title}
		for _, n := range []int{t.Approve, t.Reject, t.Abstain, notVoted, vacant} {
			cells = append(cells, fmt.Sprint(n))
		}
		g.Rows = append(g.Rows, append(cells, o.String()))
	}
	notVoted, vacant := 0, 0
	for _, c := range r.Categories {
		row(c.Category.Title, c.Tally, c.NotVoted, c.Vacant, c.Outcome)
		notVoted, vacant = notVoted+c.NotVoted, vacant+c.Vacant
	}
	title := "Votes that decide"
	if r.Rule.Method == ByCategory {
		title = "Categories"
	}
	row(title, r.Total, notVoted, vacant, r.Outcome)
	return g
}

// String is o as a table says it; empty where it is empty.
func (o Outcome) String() string {
	switch o {
	case Approved:
		return "Approved"
	case Rejected:
		return "Rejected"
	case Abstained:
		return "Abstained"
	case NoDecision:
		return "No decision"
	}
	return string(o)
}

// word is o within a sentence.
func (o Outcome) word() string { return strings.ToLower(o.String()) }

// Sentences explain r step by step: each category, the quorum, the outcome, and then the
// ballots that were changed and those that do not count.
func (r *Result) Sentences() (sentences []string) {
	for _, c := range r.Categories {
		sentences = append(sentences, c.Sentence())
	}
	for _, t := range r.Quorum.Terms {
		sentences = append(sentences, "Quorum. "+t.Working())
	}
	sentences = append(sentences, r.Reason())
	return append(sentences, sayBallots(r.Votes, r.Refused)...)
}

// Sentence says how c voted and, where categories decide, why it has its outcome.
func (c CategoryCount) Sentence() string {
	text := fmt.Sprintf("%s: %s and %s", c.Category.Title, c.Tally.words(),
		say(c.NotVoted, "has not voted", "have not voted"))
	if c.Vacant > 0 {
		text += "; " + say(c.Vacant, "seat is vacant", "seats are vacant")
	}
	switch {
	case c.Outcome == Approved:
		text += ". More approve than reject, so the category approves"
	case c.Outcome == Rejected:
		text += ". More reject than approve, so the category rejects"
	case c.Outcome == Abstained && c.Approve == 0:
		text += ". Nobody approves or rejects, so the category abstains"
	case c.Outcome == Abstained:
		text += ". As many approve as reject, so the category abstains"
	}
	return text + "."
}

// words are the numbers of t.
func (t Tally) words() string {
	return say(t.Approve, "approves", "approve") + ", " + say(t.Reject, "rejects", "reject") +
		", " + say(t.Abstain, "abstains", "abstain")
}

// say is a number with what is said of one, or of any other number.
func say(n int, one, other string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", other)
}

// Working says what t asks for, what that is in seats, and whether it is met.
func (t TermCount) Working() string {
	text := t.Term.Title + ": " + say(t.Seats, "seat", "seats")
	if t.Vacant > 0 {
		text += ", " + say(t.Vacant, "is vacant", "are vacant")
	}
	if t.Failed > 0 {
		text += ", " + say(t.Failed, "has failed to attend", "have failed to attend")
	}
	if t.Counting < t.Seats {
		text += ", " + say(t.Counting, "is left", "are left")
	}
	text += "; " + say(t.Needed, "is needed", "are needed") +
		" and " + say(t.Attending, "attends", "attend")
	if t.Met {
		return text + ": met."
	}
	return text + ": not met."
}

// Reason says why r has its outcome.
func (r *Result) Reason() string {
	text := "Votes: "
	if r.Rule.Method == ByCategory {
		text = "Categories: "
	}
	text += r.Total.words()
	switch {
	case r.Total.Approve > r.Total.Reject:
		text += ", so more approve than reject"
	case r.Total.Reject > r.Total.Approve:
		text += ", so more reject than approve"
	case r.Casting != "":
		text += ", a tie; the casting vote is to " + string(r.Casting)
	case r.Rule.Casting != "":
		text += ", a tie; no casting vote was cast, and by the rule a tie is " + r.Rule.Tie.word()
	default:
		text += ", a tie; by the rule a tie is " + r.Rule.Tie.word()
	}
	end := "it is " + r.Tally.word()
	switch {
	case r.Outcome == NoDecision && r.Quorum.Attending == 0:
		end = "nobody attends, so there is no decision"
	case r.Outcome == NoDecision:
		end = "the quorum is not met, so there is no decision; otherwise it would be " + r.Tally.word()
	}
	if r.Closed.IsZero() {
		end = "the vote is open, and as it stands " + end
	}
	return text + ". " + strings.ToUpper(end[:1]) + end[1:] + "."
}

// sayBallots tells of ballots that were changed and of those that do not count.
func sayBallots(votes []Vote, refused []*Refusal) (sentences []string) {
	for _, v := range votes {
		if n := len(v.Earlier); n > 0 {
			var was []string
			for _, b := range v.Earlier {
				was = append(was, string(b.Position))
			}
			sentences = append(sentences, fmt.Sprintf("Seat %s changed its vote from %s to %s.",
				v.Seat.ID, strings.Join(was, ", then "), v.Counts.Position))
		}
	}
	for _, r := range refused {
		sentences = append(sentences, fmt.Sprintf("Not counted: %s.",
			strings.TrimPrefix(r.Error(), "vote: ")))
	}
	return sentences
}
