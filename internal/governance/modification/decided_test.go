package modification_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestDecided: the first screen says who decides and when, and whether it is in force, at each
// stage of a path.
func TestDecided(t *testing.T) {
	w := newWorld(t)
	tags := regexp.MustCompile("<[^>]*>")
	holds := func(id string, words ...string) {
		t.Helper()
		text := strings.Join(strings.Fields(tags.ReplaceAllString(w.main("", mod(id)), " ")), " ")
		for _, want := range words {
			without, not := strings.CutPrefix(want, "!")
			if strings.Contains(text, without) == not {
				t.Errorf("%s: %s:\n%s", id, want, text)
			}
		}
	}
	holds("MP116", "In force Not yet: planned for 24 February 2022", "Decided by not known")
	id := w.raised() // on Thursday 20 January 2022
	holds(id, "In force Not yet", "Decided by The Change Board", "When it is decided not known")

	// Its consultation is to close on 17 March; papers until the 24th; the last Wednesday.
	w.do(analyst, mod(id)+"/convert", conversion("authority_determined"))
	holds(id, "Decided by The Authority", "After the Change Board has voted: 30 March 2022",
		"no meeting is announced yet", "!its path is")

	other := w.boarded("authority_determined")
	w.vote(other, "approve")
	holds(other, "Decided by The Authority", "When it is decided", "In force Not yet")
	w.do(official, mod(other)+"/determine-reject", values{"reason": "Too dear."})
	holds(other, "In force No ", "Decided by Ofgem Reject, ", "!When it is decided")

	own := w.boarded("self_governance")
	w.vote(own, "approve")
	holds(own, "Decided by Change Board Approve, ", "In force Not yet")

	holds("MP140", "In force not known", "!Decided by")
	holds("MP085", "In force No ", "!Decided by")
	holds("MP116", "In force Since 24 February 2022", "Decided by not known") // it is later now
}
