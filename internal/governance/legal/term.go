package legal

import "strings"

// Term is a defined term, and where it is defined.
type Term struct {
	Term   string // as the Code writes it
	Slug   string // of the document
	Number string // of the clause that defines it
}

// Terms are the definitions of a document, in the order of its text.
func Terms(d *Document) []Term {
	var terms []Term
	slug := d.Slug()
	for i := range d.Clauses {
		if c := &d.Clauses[i]; c.Term != "" {
			terms = append(terms, Term{c.Term, slug, c.Number})
		}
	}
	return terms
}

// Use is where a defined term is used.
type Use struct {
	Start, End int // octets of the text
	Term       int // index in the terms
}

// Uses finds where a text uses terms. To look through many texts make a [Finder] once.
func Uses(text string, terms []Term) []Use { return NewFinder(terms).Uses(text) }

// Finder finds the uses of a list of terms. It is not changed by use: several goroutines may share
// it.
type Finder struct {
	next   map[step]int // where a word leads to
	term   []int        // of each place, the term that ends there; -1: none
	starts [256]bool    // the octets that the terms begin with
}

// step is a word after those that led to a place; 0 is the place before the first.
type step struct {
	from int
	word string
}

// NewFinder makes ready to find terms. Of two terms that are the same the first is found.
func NewFinder(terms []Term) *Finder {
	f := &Finder{next: make(map[step]int, 4*len(terms)), term: []int{-1}}
	for _, plural := range []bool{false, true} { // a term is found before the plural of another
		for i := range terms {
			words := Plain(terms[i].Term)
			switch {
			case words == "":
			case !plural:
				f.add(words, i)
			default:
				f.add(words+"s", i)
				if stem, ok := strings.CutSuffix(words, "y"); ok {
					f.add(stem+"ies", i)
				}
			}
		}
	}
	return f
}

// add makes the i-th term be found as words.
func (f *Finder) add(words string, i int) {
	f.starts[words[0]] = true
	at := 0
	for words != "" {
		kind, n := piecewise(words)
		s := step{at, pieceWord(words[:n], kind)}
		words = words[n:]
		next, ok := f.next[s]
		if !ok {
			next = len(f.term)
			f.term = append(f.term, -1)
			f.next[s] = next
		}
		at = next
	}
	if f.term[at] < 0 {
		f.term[at] = i
	}
}

// Uses finds where a text uses the terms: whole words, written as the definition writes them or
// with the s or ies of a plural. Of terms that begin at the same word the longest is used, and none
// within it. They are in the order of the text.
func (f *Finder) Uses(text string) []Use {
	var uses []Use
	for at := 0; at < len(text); {
		kind, n := piecewise(text[at:])
		if !f.starts[text[at]] {
			at += n
			continue
		}
		use := Use{Term: -1}
		place, ok := f.next[step{0, pieceWord(text[at:at+n], kind)}]
		for end := at + n; ok; end += n {
			if f.term[place] >= 0 {
				use = Use{at, end, f.term[place]}
			}
			if end == len(text) {
				break
			}
			kind, n = piecewise(text[end:])
			place, ok = f.next[step{place, pieceWord(text[end:end+n], kind)}]
		}
		if use.Term < 0 {
			_, n = piecewise(text[at:])
			at += n
			continue
		}
		uses = append(uses, use)
		at = use.End
	}
	return uses
}

// pieceWord is a piece as the finder compares it: a line may break between two words of a term.
func pieceWord(piece string, kind lexemeKind) string {
	if kind == spaceLexeme && len(piece) == 1 {
		return " "
	}
	return piece
}

// piecewise is the kind and the length of the piece that a text begins with.
func piecewise(s string) (kind lexemeKind, n int) {
	kind, n = kindOf(s)
	for kind != signLexeme && n < len(s) {
		next, size := kindOf(s[n:])
		if next != kind {
			break
		}
		n += size
	}
	return kind, n
}
