package intake

import (
	"regexp"
	"strconv"
	"strings"
)

// style is how the parts of a clause are counted.
type style uint8

const (
	letters       style = iota // (a) (b) … (z) (aa)
	romans                     // (i) (ii) (iii)
	capitals                   // (A) (B)
	capitalRomans              // (I) (II)
	numerals                   // (1) (2)
	styles
)

// Numbers as a text writes them, before a blank or at the end.
var (
	clauseNumber = regexp.MustCompile(`^([A-Z]{0,2})(\d{1,3}[A-Z]{0,3}(?:\.\d{1,3}[A-Z]{0,3}){0,5})`)
	partNumber   = regexp.MustCompile(`^\((\d{1,3}[A-Z]?|[a-z]{1,7}[A-Z]?|[A-Z]{1,7})\)|` +
		`^([a-z]|[ivx]{2,6}|\d{1,2})\)|` +
		`^([a-z]|[ivx]{2,6})\.`)
	listNumber = regexp.MustCompile(`^\(?(\d{1,5}|[a-z]{1,7}|[A-Z]{1,7})[).]?$`)
)

// number is a number that a text begins with, or a list gives.
type number struct {
	shown  string // as it stands there
	letter string // of a clause: the letter of its Section, if it is written
	clause string // of a clause: "8.7", without the letter
	part   string // of a part: "a"
	// listed: a list gives the number, and it is not among the words.
	listed bool
	// loose: a plain number such as "2." or "b.", which may be that of a clause or of a part.
	loose  bool
	strong bool // it is set in strong type
}

// typed reads the number that a text begins with. ok: there is one; rest is what follows it.
func typed(text string) (n number, rest string, ok bool) {
	inner, after := text, ""
	lead, rest, isStrong := strong(text)
	if isStrong {
		inner, after = lead, rest
	}
	end := 0
	if m := partNumber.FindStringSubmatch(inner); m != nil {
		n.part, end = m[1]+m[2]+m[3], len(m[0])
		n.loose = m[3] != ""
	} else if m := clauseNumber.FindStringSubmatch(inner); m != nil {
		n.letter, n.clause, end = m[1], m[2], len(m[0])
		if end < len(inner) && inner[end] == '.' {
			if n.letter == "" && !strings.Contains(n.clause, ".") {
				n.loose, n.part = true, n.clause
			}
			end++
		} else if end < len(inner) && inner[end] == ':' {
			end++
		}
	}
	if end == 0 || end < len(inner) && !strings.ContainsAny(inner[end:end+1], " \n"+softBreak) {
		return number{}, text, false
	}
	n.shown, n.strong = inner[:end], isStrong
	switch inner = strings.Trim(inner[end:], " \n"+softBreak); {
	case isStrong && inner != "":
		rest = strongOn + inner + strongOff
		if after != "" {
			rest += " " + after
		}
	case isStrong:
		rest = after
	default:
		rest = inner
	}
	return n, rest, true
}

// listedNumber reads the number that a list shows.
func listedNumber(label string) (n number, ok bool) {
	label = strings.TrimSpace(clean(label))
	n = number{shown: label, listed: true}
	if m := listNumber.FindStringSubmatch(label); m != nil {
		n.part = m[1]
		n.loose = label[0] != '('
		if n.loose && m[1][0] <= '9' {
			n.clause = m[1]
		}
		return n, true
	}
	trimmed := strings.TrimRight(label, ".: ")
	if m := partNumber.FindStringSubmatch(trimmed); m != nil && len(m[0]) == len(trimmed) {
		n.part = m[1] + m[2] + m[3]
		return n, true
	}
	m := clauseNumber.FindStringSubmatch(trimmed)
	if m == nil || len(m[0]) != len(trimmed) {
		return number{}, false
	}
	n.letter, n.clause = m[1], m[2]
	return n, true
}

// ordinal is which in its style a part is, from 1; 0: it is not of the style.
func ordinal(part string, s style) int {
	lower := strings.ToLower(part)
	switch s {
	case letters, capitals:
		if (s == letters) != (part == lower) || len(part) > 3 || part == "" {
			return 0
		}
		n := 0
		for _, c := range lower {
			if c < 'a' || c > 'z' {
				return 0
			}
			n = n*26 + int(c-'a') + 1
		}
		return n
	case romans, capitalRomans:
		if (s == romans) != (part == lower) {
			return 0
		}
		return fromRoman(lower)
	}
	n, err := strconv.Atoi(part)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// romanDigits are worth their values, largest first.
var romanDigits = []struct {
	value int
	text  string
}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"},
	{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}

// roman is a number from 1 to 3999 in small Roman numerals.
func roman(n int) string {
	var b strings.Builder
	for _, d := range romanDigits {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.text)
		}
	}
	return b.String()
}

// fromRoman reads what roman writes; 0: it is none.
func fromRoman(text string) int {
	n, rest := 0, text
	for _, d := range romanDigits {
		for strings.HasPrefix(rest, d.text) {
			n, rest = n+d.value, rest[len(d.text):]
		}
	}
	if rest != "" || n == 0 || n > 3999 || roman(n) != text {
		return 0
	}
	return n
}

// letterRun is the nth in the way that word processors go on after z: aa, bb, cc.
func letterRun(n int) string {
	if n < 1 || n > 26*8 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

// first says whether a part begins a list in a style.
func first(part string, s style) bool { return ordinal(part, s) == 1 }

// follows says whether a part may stand directly after another of the same style: the next one,
// or one that was put between later, such as (ba) after (b) or (1A) after (1).
func follows(prev, next string, s style) bool {
	if more, ok := strings.CutPrefix(next, prev); ok && inserted(more, s) {
		return true
	}
	p, n := ordinal(stem(prev, s), s), ordinal(stem(next, s), s)
	if o := ordinal(prev, s); o > 0 {
		if n := ordinal(next, s); n == o+1 || s == letters && doubled(prev, next) {
			return true
		}
	}
	return p > 0 && n == p+1
}

// inserted says whether letters mark a part that was put in later: they go on from a number with
// capitals, and from letters with one more.
func inserted(more string, s style) bool {
	if len(more) != 1 {
		return false
	}
	c := more[0]
	return s != capitals && s != capitalRomans && 'A' <= c && c <= 'Z' ||
		s == letters && 'a' <= c && c <= 'z' || s == capitals && 'A' <= c && c <= 'Z'
}

// stem is a part without what marks it as put in later.
func stem(part string, s style) string {
	n := len(part)
	if n < 2 {
		return part
	}
	c := part[n-1]
	if s != capitals && s != capitalRomans && 'A' <= c && c <= 'Z' {
		return part[:n-1]
	}
	if (s == letters || s == capitals) && n == 2 && part[0] != part[1] {
		return part[:1]
	}
	return part
}

// doubled says whether next comes after prev where aa is followed by bb.
func doubled(prev, next string) bool {
	for n := 26; n <= 52; n++ {
		if letterRun(n) == prev {
			return letterRun(n+1) == next
		}
	}
	return false
}

// after says whether the number of a clause comes after another in the order of a document.
func after(number, other string) bool {
	a, b := strings.Split(number, "."), strings.Split(other, ".")
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		x, xs := leading(a[i])
		y, ys := leading(b[i])
		if x != y {
			return x > y
		}
		return len(xs) > len(ys) || len(xs) == len(ys) && xs > ys
	}
	return len(a) > len(b)
}

// leading parts a step of a number: 7 and "A" of 7A.
func leading(step string) (n int, more string) {
	i := 0
	for i < len(step) && '0' <= step[i] && step[i] <= '9' {
		n = n*10 + int(step[i]-'0')
		i++
	}
	return n, step[i:]
}
