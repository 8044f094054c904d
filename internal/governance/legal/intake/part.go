package intake

import (
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// part takes a block that is a part of the clause before it, such as (a). It is no part if its
// number is none, or is taken.
func (b *builder) part(n number, blk block) bool {
	if n.part == "" || len(b.open) == 0 {
		return false
	}
	k, s, gap := b.place(n, blk.left)
	if k < 0 {
		return false
	}
	number := b.d.Clauses[b.open[k].clause].Number + "(" + n.part + ")"
	if legal.ValidNumber(number) != nil || b.seen[number] != "" {
		return false
	}
	b.leaveAbove(number)
	b.descend(k)
	said := "part " + number
	if gap {
		said += " (not next in its sequence)"
	}
	if n.shown != "("+n.part+")" {
		said += " (the text says " + n.shown + ")"
	}
	b.report.add(blk.where, n.shown+" "+oneLine(blk.text), Understood, said)
	b.open = b.open[:k+1]
	b.begin(legal.Clause{Number: number}, open{left: blk.left, style: s, part: n.part,
		listed: n.listed},
		blk.where)
	b.rest(blk, plain(blk.text))
	return true
}

// place finds what a part is a part of, as an index in open, and the style that it is counted in.
// gap: another should stand before it. -1: nothing.
func (b *builder) place(n number, left int) (k int, s style, gap bool) {
	end := len(b.open) - 1
	further := left > b.open[end].left // than all that is open
	begins, firstStyle := b.begins(n.part)
	switch {
	case begins && further && end > 0:
		return end, firstStyle, false
	case n.listed && further && end > 0: // its list begins later
		return end, likely(n.part), true
	}
	for k = end; k > 0; k-- { // it goes on with a sequence, best with one that stands as far in
		o := b.open[k]
		if o.part != "" && follows(o.part, n.part, o.style) && (left == o.left || !b.same(left)) {
			if begins && firstStyle != o.style && !n.listed && b.goesOn(n.part, firstStyle) {
				return end, firstStyle, false
			}
			return k - 1, o.style, false
		}
	}
	if begins {
		return b.under(left, firstStyle), firstStyle, false
	}
	plausible := n.listed || len(n.part) == 1 || fromRoman(strings.ToLower(n.part)) > 0 ||
		ordinal(n.part, numerals) > 0 // and no word in brackets
	for k = end; k > 0 && plausible; k-- {
		o := b.open[k]
		if o.part != "" && ordinal(n.part, o.style) > ordinal(stem(o.part, o.style), o.style) &&
			(left == o.left || !b.same(left)) {
			return k - 1, o.style, true
		}
	}
	for s = range styles {
		if ordinal(n.part, s) > 0 && (n.listed || n.shown[0] == '(' && (len(n.part) == 1 ||
			s == numerals)) {
			return b.under(left, s), s, true
		}
	}
	return -1, 0, false
}

// likely is the style of a part that nothing else tells the style of.
func likely(part string) style {
	if len(part) > 1 && ordinal(part, romans)+ordinal(part, capitalRomans) > 0 {
		if ordinal(part, romans) > 0 {
			return romans
		}
		return capitalRomans
	}
	for s := range styles {
		if s != romans && s != capitalRomans && ordinal(part, s) > 0 {
			return s
		}
	}
	return letters
}

// begins says whether a part is the first of a list, and in which style: (i) is Roman unless it
// follows (h).
func (b *builder) begins(part string) (bool, style) {
	for _, s := range []style{romans, capitalRomans, letters, capitals, numerals} {
		if first(part, s) {
			return true, s
		}
	}
	return false, 0
}

// same says whether an open part stands exactly so far in.
func (b *builder) same(left int) bool {
	for _, o := range b.open[1:] {
		if o.part != "" && o.left == left {
			return true
		}
	}
	return false
}

// goesOn says whether the next number in the text is the second of a style: (ii) after (i).
func (b *builder) goesOn(part string, s style) bool {
	for i := b.at + 1; i < len(b.blocks) && i <= b.at+lookAhead; i++ {
		n, _, ok := typed(b.blocks[i].text)
		if ok && n.part != "" {
			return follows(part, n.part, s)
		}
	}
	return false
}

// lookAhead is how many blocks on the next number is looked for.
const lookAhead = 20

// under is what the first of a list belongs to: the deepest that it stands further in than, or
// where all stand alike, the deepest that is not counted in the same style. A style that is open
// is not begun again within itself: then it is a new list of what that belongs to.
func (b *builder) under(left int, s style) int {
	k := len(b.open) - 1
	for k > 0 && b.open[k].left > left {
		k--
	}
	for i := k; i > 0; i-- {
		if b.open[i].part != "" && b.open[i].style == s && b.open[i].left >= left {
			return i - 1
		}
	}
	return k
}

// descend moves words that close a clause into the part that they follow, since another part
// follows them: order is kept, and what closes a clause stands last in it.
func (b *builder) descend(k int) {
	for i := 0; i <= k; i++ {
		from := &b.written[b.open[i].clause]
		if len(from.closing) == 0 {
			continue
		}
		next := b.open[i+1].clause
		to := &b.written[next]
		for _, text := range from.closing {
			b.report.add(b.blocks[b.at].where, text, Kept, "words of "+b.d.Clauses[next].Number+
				": a part follows that they do not close")
		}
		if next == len(b.d.Clauses)-1 {
			to.text = append(to.text, from.closing...)
		} else {
			to.closing = append(to.closing, from.closing...)
		}
		from.closing = nil
	}
}

// define takes a paragraph that is a definition.
func (b *builder) define(blk block) bool {
	term, rest, ok := definition(blk.text)
	if blk.define {
		term, rest, ok = strongTerm(blk.text)
	}
	if !ok || len(b.open) == 0 {
		return false
	}
	k := b.inside(blk.left)
	for k > 0 && b.d.Clauses[b.open[k].clause].Term != "" {
		k--
	}
	number := b.d.Clauses[b.open[k].clause].Number + "[" + legal.Slug(term) + "]"
	if legal.ValidNumber(number) != nil || legal.ValidNumber(term) == nil || b.seen[number] != "" {
		return false
	}
	b.leaveAbove(number)
	b.descend(k)
	c := legal.Clause{Number: number, Term: term}
	b.report.add(blk.where, oneLine(blk.text), Understood, as(&c))
	b.open = b.open[:k+1]
	b.begin(c, open{left: blk.left}, blk.where)
	if rest = plain(rest); rest != "" {
		b.written[len(b.written)-1].text = []string{rest}
	}
	return true
}

// strongTerm reads what its form says is a definition.
func strongTerm(text string) (term, rest string, ok bool) {
	term, rest, ok = strong(text)
	term = oneLine(strings.Trim(term, quotes))
	return term, rest, ok && legal.Slug(term) != ""
}

// leaveAbove leaves out headings that stand above a part.
func (b *builder) leaveAbove(number string) {
	for _, above := range b.above {
		b.report.add(above.where, oneLine(above.text), LeftOut, "a heading above "+number+
			": only clauses have headings")
	}
	b.above = nil
}
