package desk

import (
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/page"
)

// line is what became of a line, or paragraph, from one version to another: nil where there was
// none.
type line struct {
	was, is page.Words
	Spans   []span `json:"spans"`
}

// span is a run of words that stayed, came or went.
type span struct {
	Op   legal.Op `json:"op"` // equal, insert or delete
	Text string   `json:"text"`
}

// parted are lines with each paragraph on a line of its own.
func parted(lines []page.Words) (parts []page.Words) {
	for _, words := range lines {
		text, plain := plainText(words)
		if !plain {
			parts = append(parts, words)
			continue
		}
		for part := range strings.SplitSeq(text, "\n") {
			if part = strings.TrimSpace(part); part != "" {
				parts = append(parts, page.Say(part))
			}
		}
	}
	return parts
}

// plainText is what words say that have no marks.
func plainText(words page.Words) (text string, plain bool) {
	for _, w := range words {
		if _, is := w.(page.T); !is {
			return "", false
		}
	}
	return Text(words), true
}

// mostAligned bounds the lines of one version times those of the other which are compared each
// with each: beyond that all between the first and the last difference counts as changed.
const mostAligned = 1 << 18

// align says what became of lines.
func align(was, is []page.Words) (lines []line) {
	same := func(i, j int) bool { return Text(was[i]) == Text(is[j]) }
	stay := func(i int) {
		lines = append(lines, line{was[i], was[i], []span{{legal.Equal, Text(was[i])}}})
	}
	start := 0
	for start < min(len(was), len(is)) && same(start, start) {
		stay(start)
		start++
	}
	i, j := len(was), len(is)
	for i > start && j > start && same(i-1, j-1) {
		i, j = i-1, j-1
	}
	end, from := i, [2]int{start, start}
	for _, pair := range common(from, [2]int{i, j}, same) {
		lines = append(lines, between(was[from[0]:pair[0]], is[from[1]:pair[1]])...)
		stay(pair[0])
		from = [2]int{pair[0] + 1, pair[1] + 1}
	}
	lines = append(lines, between(was[from[0]:i], is[from[1]:j])...)
	for i := end; i < len(was); i++ {
		stay(i)
	}
	return lines
}

// common are the places of the most lines from one place up to another that two lists have in the
// same order.
func common(from, to [2]int, same func(i, j int) bool) (pairs [][2]int) {
	n, m := to[0]-from[0], to[1]-from[1]
	if n*m > mostAligned {
		return nil
	}
	most := make([][]int, n+1) // of what is left from i and j on
	most[n] = make([]int, m+1)
	for i := n - 1; i >= 0; i-- {
		most[i] = make([]int, m+1)
		for j := m - 1; j >= 0; j-- {
			if most[i][j] = max(most[i+1][j], most[i][j+1]); same(from[0]+i, from[1]+j) {
				most[i][j] = most[i+1][j+1] + 1
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case same(from[0]+i, from[1]+j):
			pairs = append(pairs, [2]int{from[0] + i, from[1] + j})
			i, j = i+1, j+1
		case most[i+1][j] >= most[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// mostPaired bounds likewise the octets of lines between two that stayed which are compared each
// with each: beyond that each is compared with the one that stands in its place.
const mostPaired = 1 << 17

// between says what became of lines of which none stayed: those that are alike were changed, the
// others went and came.
func between(was, is []page.Words) (lines []line) {
	if len(was) == 1 && len(is) == 1 {
		spans, _ := worded(was[0], is[0])
		return []line{{was[0], is[0], spans}}
	}
	gone := func(n int) {
		for _, words := range was[:n] {
			lines = append(lines, line{was: words, Spans: []span{{legal.Delete, Text(words)}}})
		}
		was = was[n:]
	}
	come := func(n int) {
		for _, words := range is[:n] {
			lines = append(lines, line{is: words, Spans: []span{{legal.Insert, Text(words)}}})
		}
		is = is[n:]
	}
	done := [2]int{}
	for _, pair := range alike(was, is) {
		gone(pair[0] - done[0])
		come(pair[1] - done[1])
		spans, _ := worded(was[0], is[0])
		lines = append(lines, line{was[0], is[0], spans})
		was, is, done = was[1:], is[1:], [2]int{pair[0] + 1, pair[1] + 1}
	}
	gone(len(was))
	come(len(is))
	return lines
}

// alike are the places of lines that are alike, in the order of both lists, so that together they
// are as much alike as can be.
func alike(was, is []page.Words) (pairs [][2]int) {
	n, m := len(was), len(is)
	if m*octets(was)+n*octets(is) > mostPaired {
		for i := range min(n, m) {
			if _, much := worded(was[i], is[i]); much > 0 {
				pairs = append(pairs, [2]int{i, i})
			}
		}
		return pairs
	}
	of, best := make([][]int, n+1), make([][]int, n+1) // a pair; all that is left from it on
	best[n] = make([]int, m+1)
	for i := n - 1; i >= 0; i-- {
		of[i], best[i] = make([]int, m+1), make([]int, m+1)
		for j := m - 1; j >= 0; j-- {
			_, of[i][j] = worded(was[i], is[j])
			best[i][j] = max(best[i+1][j], best[i][j+1], best[i+1][j+1]+of[i][j])
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch best[i][j] {
		case best[i+1][j]:
			i++
		case best[i][j+1]:
			j++
		default:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		}
	}
	return pairs
}

// octets are how long lines are together.
func octets(lines []page.Words) (n int) {
	for _, words := range lines {
		n += len(Text(words))
	}
	return n
}

// worded says word by word what became of a line, and how much of it stayed beyond half of it, in
// thousandths of that; 0: no more. A line of which less stayed, or that has marks such as a link or
// a day, goes and comes as a whole.
func worded(was, is page.Words) (spans []span, much int) {
	before, plain := plainText(was)
	after, also := plainText(is)
	whole := []span{{legal.Delete, Text(was)}, {legal.Insert, Text(is)}}
	if !plain || !also {
		return whole, 0
	}
	spans = wordSpans(before, after)
	stayed := 0
	for _, s := range spans {
		if s.Op == legal.Equal {
			stayed += letters(s.Text)
		}
	}
	longest := max(letters(before), letters(after), 1)
	if 2*stayed <= longest {
		return whole, 0
	}
	return spans, 1000 * (2*stayed - longest) / longest
}

// letters are how long a text is without its blanks.
func letters(text string) int { return len(text) - strings.Count(text, " ") }

// The most that stands between changes as it is: lines, and octets of one.
const (
	mostContext = 2
	longContext = 300
)

// blocks are the lines of a field one below the other; what stayed and is long is folded.
func (r *redline) blocks() (blocks []page.Block) {
	var run []line // that stayed
	fold := func() {
		long := len(run) > mostContext
		for _, l := range run {
			long = long || len(l.Spans[0].Text) > longContext
		}
		var paras []page.Block
		for _, l := range run {
			paras = append(paras, page.Para{Words: l.words()})
		}
		if long {
			paras = []page.Block{page.Details{Summary: folded(run), Blocks: paras}}
		}
		blocks, run = append(blocks, paras...), nil
	}
	for _, l := range r.Lines {
		if l.stayed() {
			run = append(run, l)
			continue
		}
		fold()
		blocks = append(blocks, page.Para{Words: l.words()})
	}
	fold()
	return blocks
}

// stayed reports whether nothing became of the line.
func (l line) stayed() bool { return len(l.Spans) == 1 && l.Spans[0].Op == legal.Equal }

// folded says what is not shown at once.
func folded(run []line) string {
	const most = 60
	begins := run[0].Spans[0].Text
	if len(begins) > most {
		begins = strings.ToValidUTF8(begins[:most], "") + " …"
	}
	if len(run) == 1 {
		return "Not changed: " + begins
	}
	return fmt.Sprintf("%d paragraphs not changed, from: %s", len(run), begins)
}
