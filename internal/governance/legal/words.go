package legal

// Span is words that are in both texts, or in one of them only.
type Span struct {
	Op   Op // Equal, Insert or Delete
	Text string
}

// Words finds which words are different between two texts. What is equal and what is deleted is
// together the text before; what is equal and what is inserted, the text after. No two spans in a
// row have the same operation, and what is deleted stands before what comes in its place. The time
// is bounded: texts that have little in common and many words are replaced as a whole.
func Words(before, after string) []Span {
	if before == after {
		if before == "" {
			return nil
		}
		return []Span{{Equal, before}}
	}
	if len(before)+len(after) > mostWords {
		return replaced(before, after)
	}
	// Texts of usual length need no memory but that of the spans.
	var roomA, roomB [256]lexeme
	a, b := lexemes(before, roomA[:0]), lexemes(after, roomB[:0])
	for len(a) > 0 && len(b) > 0 && same(before, after, a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && same(before, after, a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	d := differ{before: before, after: after, a: a, b: b, budget: mostSteps}
	var room [1024]int32
	if need := 2 * (len(a) + len(b) + 4); need <= len(room) {
		d.v = room[:need]
	} else {
		d.v = make([]int32, need)
	}
	d.differ(0, len(a), 0, len(b))
	return spans(before, after, a, b)
}

// Bounds of one comparison.
const (
	mostWords = 1 << 20 // octets of both texts; of more, all between the first and last change
	mostSteps = 4 << 20 // of a few nanoseconds each
)

// replaced is one change of all words from the first that is different to the last.
func replaced(before, after string) []Span {
	short := min(len(before), len(after))
	start, end := 0, 0
	for start < short && before[start] == after[start] {
		start++
	}
	for start > 0 && before[start-1] != ' ' && before[start-1] != '\n' {
		start--
	}
	for end < short-start && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	for end > 0 && before[len(before)-end] != ' ' && before[len(before)-end] != '\n' {
		end--
	}
	all := make([]Span, 0, 4)
	all = appendSpan(all, Equal, before[:start])
	all = appendSpan(all, Delete, before[start:len(before)-end])
	all = appendSpan(all, Insert, after[start:len(after)-end])
	return appendSpan(all, Equal, before[len(before)-end:])
}

// appendSpan adds a span that is not empty.
func appendSpan(to []Span, op Op, text string) []Span {
	if text == "" {
		return to
	}
	return append(to, Span{op, text})
}

// lexemeKind is what a piece of text is.
type lexemeKind uint8

const (
	wordLexeme lexemeKind = iota
	spaceLexeme
	signLexeme
)

// lexeme is a word, the space between words, or a sign such as a comma.
type lexeme struct {
	start, end uint32 // in the text
	hash       uint32
	kind       lexemeKind
	changed    bool // it is in one of the texts only
}

// nextLexeme is the first piece of a text that is not empty, and the rest.
func nextLexeme(s string) (lexeme, string) {
	kind, n := piecewise(s)
	t := lexeme{kind: kind, hash: 2166136261}
	for i := range n {
		t.hash = (t.hash ^ uint32(s[i])) * 16777619
	}
	t.end = uint32(n)
	return t, s[n:]
}

// kindOf is what the first character of a text belongs to, and its length as far as that matters:
// all beyond ASCII are letters but the signs of Latin 1 and the dashes, quotes and spaces of
// general punctuation.
func kindOf(s string) (kind lexemeKind, size int) {
	switch c := s[0]; {
	case isLower(c|0x20) || isDigit(c):
		return wordLexeme, 1
	case c == ' ' || c == '\n' || c == '\t' || c == '\r':
		return spaceLexeme, 1
	case c == 0xc2 && len(s) > 1: // U+0080 to U+00BF
		return signLexeme, 2
	case c == 0xe2 && len(s) > 2 && s[1]|1 == 0x81: // U+2000 to U+207F
		return signLexeme, 3
	case c >= 0x80:
		return wordLexeme, 1
	}
	return signLexeme, 1
}

// lexemes adds the pieces of a text.
func lexemes(s string, to []lexeme) []lexeme {
	at := uint32(0)
	for rest := s; rest != ""; {
		var t lexeme
		t, rest = nextLexeme(rest)
		t.start, t.end = at, at+t.end
		at = t.end
		to = append(to, t)
	}
	return to
}

// same says whether two pieces are.
func same(before, after string, x, y lexeme) bool {
	return x.hash == y.hash && before[x.start:x.end] == after[y.start:y.end]
}

// differ compares two lists of pieces after E. Myers, "An O(ND) difference algorithm and its
// variations" (1986), in linear space.
type differ struct {
	before, after string
	a, b          []lexeme
	v             []int32 // the furthest points forwards, then backwards
	budget        int
}

// differ marks what is changed between a[i:n] and b[j:m].
func (d *differ) differ(i, n, j, m int) {
	for {
		for i < n && j < m && same(d.before, d.after, d.a[i], d.b[j]) {
			i, j = i+1, j+1
		}
		for i < n && j < m && same(d.before, d.after, d.a[n-1], d.b[m-1]) {
			n, m = n-1, m-1
		}
		x, y := n, m
		ok := i < n && j < m
		if ok {
			x, y, ok = d.middle(i, n, j, m)
		}
		if !ok {
			for ; i < n; i++ {
				d.a[i].changed = true
			}
			for ; j < m; j++ {
				d.b[j].changed = true
			}
			return
		}
		d.differ(i, x, j, y)
		i, j = x, y
	}
}

// middle is a point that a shortest way from (i,j) to (n,m) goes through, and is neither; ok is
// false when there is no more time.
func (d *differ) middle(i, n, j, m int) (x, y int, ok bool) {
	w, h := n-i, m-j
	delta := w - h
	most := (w + h + 1) / 2
	half := len(d.v) / 2
	fore, back := d.v[:half], d.v[half:]
	mid := most + 1
	fore[mid+1], back[mid+1] = 0, 0
	low, high := 0, 0 // the diagonals that the last step of the other direction has reached
	for e := 0; e <= most; e++ {
		first, end := -e+2*max(0, e-h), e-2*max(0, e-w)
		if d.budget -= end - first + 1; d.budget < 0 {
			return 0, 0, false
		}
		for k := first; k <= end; k += 2 {
			x, y := further(fore, mid, k, e)
			for x < w && y < h && same(d.before, d.after, d.a[i+x], d.b[j+y]) {
				x, y, d.budget = x+1, y+1, d.budget-1
			}
			fore[mid+k] = int32(x)
			if c := delta - k; e > 0 && delta&1 != 0 && c >= low && c <= high &&
				x+int(back[mid+c]) >= w {
				return i + x, j + y, true
			}
		}
		low, high = first, end
		for k := first; k <= end; k += 2 {
			x, y := further(back, mid, k, e)
			for x < w && y < h && same(d.before, d.after, d.a[n-1-x], d.b[m-1-y]) {
				x, y, d.budget = x+1, y+1, d.budget-1
			}
			back[mid+k] = int32(x)
			if c := delta - k; delta&1 == 0 && c >= low && c <= high &&
				x+int(fore[mid+c]) >= w {
				return n - x, m - y, true
			}
		}
	}
	return 0, 0, false
}

// further is where one more change leads to on a diagonal.
func further(v []int32, mid, k, e int) (x, y int) {
	x = int(v[mid+k+1])
	if k != -e && (k == e || v[mid+k-1] >= v[mid+k+1]) {
		x = int(v[mid+k-1]) + 1
	}
	return x, x - k
}

// spans is what the marks say. Where two changes have no word between them, they are one.
func spans(before, after string, a, b []lexeme) []Span {
	var start, tail int // what is equal before and after all changes
	if len(a) > 0 {
		start, tail = int(a[0].start), len(before)-int(a[len(a)-1].end)
	} else {
		start, tail = int(b[0].start), len(after)-int(b[len(b)-1].end)
	}
	stopA, stopB := len(before)-tail, len(after)-tail
	atA, atB := start, start // how far the spans have come
	all := appendSpan(make([]Span, 0, 8), Equal, before[:start])
	for i, j := 0, 0; i < len(a) || j < len(b); {
		for more := true; more; {
			i, j = i+run(a[i:], true), j+run(b[j:], true)
			n := wordless(a[i:], b[j:])
			i, j, more = i+n, j+n, n > 0
		}
		endA, endB := startOf(a, i, stopA), startOf(b, j, stopB)
		all = appendSpan(all, Delete, before[atA:endA])
		all = appendSpan(all, Insert, after[atB:endB])
		n := min(run(a[i:], false), run(b[j:], false))
		i, j = i+n, j+n
		atA, atB = startOf(a, i, stopA), startOf(b, j, stopB)
		all = appendSpan(all, Equal, before[endA:atA])
	}
	return appendSpan(all, Equal, before[len(before)-tail:])
}

// startOf is where the i-th piece starts; of the one after the last, end.
func startOf(pieces []lexeme, i, end int) int {
	if i < len(pieces) {
		return int(pieces[i].start)
	}
	return end
}

// run is how many pieces from the first on are changed, or are not.
func run(pieces []lexeme, changed bool) int {
	n := 0
	for n < len(pieces) && pieces[n].changed == changed {
		n++
	}
	return n
}

// wordless is how many equal pieces, none of them a word, stand before the next change.
func wordless(a, b []lexeme) int {
	n := min(run(a, false), run(b, false))
	if n == len(a) && n == len(b) {
		return 0
	}
	for _, t := range a[:n] {
		if t.kind == wordLexeme {
			return 0
		}
	}
	return n
}
