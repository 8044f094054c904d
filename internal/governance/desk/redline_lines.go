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

// between says what became of lines of which none stayed: those that are alike were changed, the
// others went and came.
func between(was, is []page.Words) (lines []line) {
	for len(was) > 0 && len(is) > 0 {
		spans, alike := worded(was[0], is[0])
		switch {
		case alike || len(was) == 1 && len(is) == 1:
			lines = append(lines, line{was[0], is[0], spans})
			was, is = was[1:], is[1:]
		case len(was) >= len(is):
			lines = append(lines, gone(was[0]))
			was = was[1:]
		default:
			lines = append(lines, come(is[0]))
			is = is[1:]
		}
	}
	for _, words := range was {
		lines = append(lines, gone(words))
	}
	for _, words := range is {
		lines = append(lines, come(words))
	}
	return lines
}

func gone(words page.Words) line {
	return line{was: words, Spans: []span{{legal.Delete, Text(words)}}}
}

func come(words page.Words) line {
	return line{is: words, Spans: []span{{legal.Insert, Text(words)}}}
}

// worded says word by word what became of a line, and whether a third of it stayed. A line with
// marks, such as a link or a day, goes and comes as a whole.
func worded(was, is page.Words) (spans []span, alike bool) {
	before, plain := plainText(was)
	after, also := plainText(is)
	whole := []span{{legal.Delete, Text(was)}, {legal.Insert, Text(is)}}
	if !plain || !also {
		return whole, false
	}
	spans = wordSpans(before, after)
	stayed := 0
	for _, s := range spans {
		if s.Op == legal.Equal {
			stayed += len(strings.TrimSpace(s.Text))
		}
	}
	if 3*stayed < max(len(before), len(after)) {
		return whole, false
	}
	return spans, true
}

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
