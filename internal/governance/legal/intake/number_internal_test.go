package intake

import (
	"testing"

	"pgregory.net/rapid"
)

func TestFollows(t *testing.T) {
	for _, tt := range []struct {
		prev, next string
		style      style
		want       bool
	}{
		{"a", "b", letters, true}, {"a", "c", letters, false}, {"z", "aa", letters, true},
		{"aa", "ab", letters, true}, {"aa", "bb", letters, true}, {"b", "ba", letters, true},
		{"ba", "c", letters, true}, {"ba", "bb", letters, true}, {"b", "bA", letters, true},
		{"i", "ii", romans, true}, {"iii", "iv", romans, true}, {"iv", "iii", romans, false},
		{"ii", "iiA", romans, true}, {"iiA", "iii", romans, true}, {"h", "i", letters, true},
		{"A", "B", capitals, true}, {"A", "AA", capitals, true}, {"I", "II", capitalRomans, true},
		{"9", "10", numerals, true}, {"1", "1A", numerals, true}, {"1A", "2", numerals, true},
		{"2", "1", numerals, false}, {"a", "B", letters, false},
	} {
		if got := follows(tt.prev, tt.next, tt.style); got != tt.want {
			t.Errorf("(%s) follows (%s): got %v, want %v", tt.next, tt.prev, got, tt.want)
		}
	}
}

// TestCounting says that each way of counting is read as it is written, and goes on by one.
func TestCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3998).Draw(t, "n")
		if got := fromRoman(roman(n)); got != n {
			t.Errorf("roman %d: got %d", n, got)
		}
		if !follows(roman(n), roman(n+1), romans) {
			t.Errorf("(%s) does not follow (%s)", roman(n+1), roman(n))
		}
		if got := ordinal(alphabetic(n), letters); got != n {
			t.Errorf("letters %d: got %d", n, got)
		}
		if n = n%51 + 1; !follows(letterRun(n), letterRun(n+1), letters) {
			t.Errorf("(%s) does not follow (%s)", letterRun(n+1), letterRun(n))
		}
	})
}

func TestTyped(t *testing.T) {
	for _, tt := range []struct{ text, letter, clause, part, rest string }{
		{"F8.7 Each", "F", "8.7", "", "Each"},
		{"F8.7A Each", "F", "8.7A", "", "Each"},
		{"5.3. Each", "", "5.3", "", "Each"},
		{"5. Each", "", "5", "5", "Each"},
		{"F8: Each", "F", "8", "", "Each"},
		{"(iv) each", "", "", "iv", "each"},
		{"b) each", "", "", "b", "each"},
		{"ii. each", "", "", "ii", "each"},
		{strongOn + "F8.7" + strongOff + " Each", "F", "8.7", "", "Each"},
		{strongOn + "F8 Return" + strongOff, "F", "8", "", strongOn + "Return" + strongOff},
		{"F8.7", "F", "8.7", "", ""},
	} {
		n, rest, ok := typed(tt.text)
		if !ok || n.letter != tt.letter || n.clause != tt.clause || n.part != tt.part || rest != tt.rest {
			t.Errorf("%q: got %+v, %q, %v", tt.text, n, rest, ok)
		}
	}
	for _, text := range []string{"", "Each", "F8.7(a) each", "i.e. this", "12,000", "(a)b", "A.1"} {
		if n, _, ok := typed(text); ok {
			t.Errorf("%q: got %+v, want no number", text, n)
		}
	}
}

func TestAfter(t *testing.T) {
	for _, tt := range [][2]string{{"8.7", "8.6"}, {"8.10", "8.9"}, {"9", "8.7"}, {"8.7A", "8.7"},
		{"8.8", "8.7A"},
		{"8.7AA", "8.7Z"}, {"8.1", "8"}} {
		if !after(tt[0], tt[1]) || after(tt[1], tt[0]) {
			t.Errorf("%s comes after %s: got %v, and the other way round %v", tt[0], tt[1],
				after(tt[0], tt[1]), after(tt[1], tt[0]))
		}
	}
}

func TestWordsAreWritten(t *testing.T) {
	var w words
	w.add("  a\u00a0 b", false)
	w.add("c ", true)
	w.add(" d", true)
	w.lineBreak(false)
	w.add("e\u00ad\u200bf", true)
	w.lineBreak(true)
	w.add(" g ", false)
	if got, want := w.String(), "a b\x01c d\x02\x03\x01ef\x02\ng"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
