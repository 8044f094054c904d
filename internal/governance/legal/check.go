package legal

import (
	"strconv"
	"strings"
)

// Known is what else there is in the Code, for references to lead to.
type Known interface {
	// Knows says whether there is a clause with a number in the document with a slug; with an empty
	// number, whether there is the document.
	Knows(slug, number string) bool
}

// NotUsed is the text of a clause that keeps a number which is not used any more, so that those
// after it keep theirs.
const NotUsed = "Not used."

// Check is what is wrong with a document beyond what [Parse] asks for: [Document.Structure],
// clauses whose whole is missing, numbers that are not in their order or leave one out, and
// references that lead nowhere. Those to other documents are looked up in others; nil: they are
// not.
//
// Numbers follow one another: (a), (b); (i), (ii); (A), (B); 1, 2. One that is not used any more
// is kept, with the text [NotUsed]. What was inserted has a capital after the number before it:
// F8.7A, (aA). Parts begin with the first; clauses may begin with any, as in an excerpt.
// Definitions are in any order.
func (d *Document) Check(others Known) Faults {
	f := d.Structure()
	there := places(d.Clauses)
	before := make(map[string]string) // the number before this one, of each whole
	slug := d.Slug()
	for i := range d.Clauses {
		c := &d.Clauses[i]
		if ValidNumber(c.Number) != nil {
			continue
		}
		up := Parent(c.Number)
		if _, ok := there[up]; !ok && up != "" && depth(c.Number) == 0 {
			f.add(c.Number, "there is no clause %s that it is a part of: write ## %[1]s before it", up)
		}
		if c.Term == "" {
			key := up
			if depth(c.Number) > 0 {
				key += "(" // parts and clauses below one clause are two lists
			}
			if say := follows(before[key], c.Number); say != "" {
				f.add(c.Number, "%s", say)
			}
			before[key] = c.Number
		}
		for _, text := range []string{c.Text, c.Closing} {
			for _, r := range References(d, text) {
				known := true
				if r.Slug == slug {
					_, known = there[r.Number]
					known = known || r.Number == ""
				} else if others != nil {
					known = others.Knows(r.Slug, r.Number)
				}
				if !known {
					f.add(c.Number, "it refers to %s, and there is none: correct the reference, or "+
						"write what it refers to first", text[r.Start:r.End])
				}
			}
		}
	}
	return f
}

// follows says what is wrong with a number after the one before it in the same list; empty:
// nothing. before is empty for the first.
func follows(before, number string) string {
	part := last(number)
	if depth(number) == 0 {
		if before == "" {
			return ""
		}
		up := Parent(number)
		own, was := number[len(up):], before[len(Parent(before)):]
		if want := nextStep(was); own == want || isInserted(was, own) {
			return ""
		}
		return notNext(before, number, up+nextStep(was))
	}
	up := Parent(number)
	if before == "" {
		for _, first := range []string{"(a)", "(i)", "(A)", "(1)", "(I)"} {
			if part == first {
				return ""
			}
		}
		return "it is the first part of " + up + ": begin with (a), (i), (A) or (1)"
	}
	was := last(before)
	wants := nextTokens(strings.Trim(was, "()"))
	own := strings.Trim(part, "()")
	for _, want := range wants {
		if own == want {
			return ""
		}
	}
	if isInserted(strings.Trim(was, "()"), own) {
		return ""
	}
	want := "another"
	if len(wants) > 0 {
		want = up + "(" + wants[0] + ")"
	}
	return notNext(before, number, want)
}

// notNext says that a number is not the one that comes after another.
func notNext(before, number, want string) string {
	return number + " follows " + before + ": number it " + want + ", or insert what is left out " +
		"with the text " + NotUsed
}

// stem is a number without the capitals of what was inserted: .7 of .7A, a of aA.
func stem(s string) (stem, inserted string) {
	n := len(s)
	for n > 0 && isUpper(s[n-1]) {
		n--
	}
	if n == 0 { // a list of capitals
		return s, ""
	}
	return s[:n], s[n:]
}

// isInserted says whether a number was inserted after another: 7A after 7, 7C after 7A.
func isInserted(before, number string) bool {
	a, x := stem(before)
	b, y := stem(number)
	return a == b && orderLetters(x, y) < 0
}

// nextStep is the number after one such as F8, .7 or 5A.
func nextStep(s string) string {
	s, _ = stem(s)
	at := strings.IndexAny(s, "0123456789")
	n, err := strconv.Atoi(s[max(at, 0):])
	if err != nil {
		return s
	}
	return s[:at] + strconv.Itoa(n+1)
}

// nextTokens is what may follow the letters of a part. (i) may be the ninth letter or the first
// Roman number.
func nextTokens(s string) []string {
	s, _ = stem(s)
	if n, err := strconv.Atoi(s); err == nil {
		return []string{strconv.Itoa(n + 1)}
	}
	var next []string
	small := strings.ToLower(s)
	if v := roman(small); v > 0 {
		next = append(next, romanOf(v+1))
	}
	last := small[len(small)-1]
	switch {
	case last == 'z':
		next = append(next, strings.Repeat("a", len(small)+1))
	case len(small) == 1:
		next = append(next, string(last+1))
	case isLower(last): // after (aa) comes (bb), or (ab)
		next = append(next, small[:len(small)-1]+string(last+1))
		if strings.Count(small, string(last)) == len(small) {
			next = append(next, strings.Repeat(string(last+1), len(small)))
		}
	}
	if s != small {
		for i := range next {
			next[i] = strings.ToUpper(next[i])
		}
	}
	return next
}
