package consultation

import (
	"math"
	"slices"
	"strconv"

	"github.com/mains-energy/mains/internal/governance/record"
)

// A collation must not reveal a respondent by arithmetic. It is safe because of its shape:
//
//   - Answers given in public are counted exactly: everybody can read them anyway.
//   - Anonymous answers and confidential ones are counted apart, so that what the text of an
//     anonymous answer tells cannot be taken away from a figure to leave a confidential one.
//   - Every answer is counted once, in one row of one batch. So no two figures overlap, and
//     whatever is added or taken away is made of whole rows.
//   - A row rests on no answer or on at least [threshold]. Categories with fewer are pooled; if
//     the pool has fewer as well, the smallest of the other rows joins it, for else the pool
//     would be the total less the rows.
//   - Within a row the positions are split by the same rule, and only if at least two figures
//     are left: where all agree, the split would tell what each of them said.
//
// A class of fewer than threshold answers is not shown at all, and looks like one of none.

// vote is an answer as it is counted.
type vote struct {
	given    record.Confidentiality
	category record.Category
	position string
}

// collate counts the answers to one question.
func collate(votes []vote) (rows []record.Count) {
	for _, given := range []record.Confidentiality{
		record.InPublic, record.Anonymous, record.InConfidence,
	} {
		byCategory := make([]counts, len(categories))
		total := 0
		for _, v := range votes {
			if v.given == given {
				byCategory[slices.Index(categories, v.category)][position(v.position)]++
				total++
			}
		}
		switch {
		case given == record.InPublic:
			rows = append(rows, exact(byCategory)...)
		case total >= threshold:
			rows = append(rows, protected(given, byCategory)...)
		}
	}
	return rows
}

// counts are how many took each of the positions, in their order.
type counts [positionCount]int

func (c counts) total() (n int) {
	for _, each := range c {
		n += each
	}
	return n
}

// exact are the rows of answers given in public.
func exact(byCategory []counts) (rows []record.Count) {
	for i, c := range byCategory {
		if c.total() == 0 {
			continue
		}
		row := record.Count{Given: record.InPublic, Categories: categories[i : i+1], Answers: c.total()}
		for p, n := range c {
			row.Positions = append(row.Positions,
				record.PositionCount{Positions: []string{positions[p].code}, Answers: n})
		}
		rows = append(rows, row)
	}
	return rows
}

// protected are the rows of answers that were not given in public: at least threshold.
func protected(given record.Confidentiality, byCategory []counts) (rows []record.Count) {
	numbers := make([]int, len(byCategory))
	for i, c := range byCategory {
		numbers[i] = c.total()
	}
	pool := pooled(numbers)
	together := record.Count{Given: given}
	var sum counts
	for i, c := range byCategory {
		if !pool[i] {
			rows = append(rows, record.Count{Given: given, Categories: categories[i : i+1],
				Answers: numbers[i], Positions: split(c)})
			continue
		}
		together.Categories = append(together.Categories, categories[i])
		for p, n := range c {
			sum[p] += n
		}
	}
	if len(together.Categories) > 0 {
		together.Answers, together.Positions = sum.total(), split(sum)
		rows = append(rows, together)
	}
	return rows
}

// pooled says which of some numbers are shown as one sum, so that none that is shown, and
// none that is left when others are taken from the whole, is below the threshold and not 0.
// It takes the ones below the threshold, and where their sum is still too small the smallest
// of the others.
func pooled(numbers []int) []bool {
	pool := make([]bool, len(numbers))
	sum, smallest := 0, -1
	for i, n := range numbers {
		switch {
		case n < threshold:
			pool[i] = true
			sum += n
		case smallest < 0 || n < numbers[smallest]:
			smallest = i
		}
	}
	if sum > 0 && sum < threshold && smallest >= 0 {
		pool[smallest] = true
	}
	return pool
}

// split is how the positions of a row are shown; none where fewer than two figures are left.
func split(c counts) (shown []record.PositionCount) {
	pool := pooled(c[:])
	together, figures := record.PositionCount{}, 0
	for p, n := range c {
		if !pool[p] {
			shown = append(shown,
				record.PositionCount{Positions: []string{positions[p].code}, Answers: n})
			figures++
			continue
		}
		together.Positions = append(together.Positions, positions[p].code)
		together.Answers += n
	}
	if together.Answers > 0 {
		figures++
	}
	if figures < 2 {
		return nil
	}
	if len(together.Positions) > 0 {
		shown = append(shown, together)
	}
	return shown
}

// average is that of figures that were not given in public, to two significant figures; 0
// where fewer than threshold contribute. How many do is not told, for the class of one of
// them may be too small to be counted. An average of nothing is not shown either: it would
// tell every figure.
func average(figures []int) int {
	sum := 0
	for _, f := range figures {
		sum += f
	}
	if len(figures) < threshold {
		return 0
	}
	text := strconv.FormatFloat(float64(sum)/float64(len(figures)), 'g', 2, 64)
	rounded, _ := strconv.ParseFloat(text, 64) // it was written above
	return int(math.Round(rounded))
}

// reply is an answer in a response, on its way to being counted and published.
type reply struct {
	vote
	given    *record.Given
	response *record.Response
}

// unpublished reports whether there is something in the reply that is to be published. Of an
// anonymous one only the text is.
func (r *reply) unpublished() bool {
	return r.given.Published == "" && (r.vote.given != record.Anonymous || r.given.Text.Text() != "")
}

// collateQuestion makes one batch of the answers to a question of all that were not counted
// before, and notes in them that they are. It also lists those whose text is published with
// it. In the first batch an anonymous text hides among all who may have responded; later ones
// come out threshold at a time, for who is late is easily guessed.
func collateQuestion(
	batch int, question string, replies []*reply,
) (q record.QuestionCollated, publish []*reply) {
	var votes []vote
	var costs, leadTimes []figure
	waiting := map[record.Confidentiality]int{}
	unpublished := map[record.Confidentiality]int{}
	for _, r := range replies {
		if r.given.Counted == 0 {
			votes = append(votes, r.vote)
			waiting[r.vote.given]++
		}
		if r.unpublished() {
			unpublished[r.vote.given]++
		}
		if r.vote.given != record.InPublic {
			costs = appendFigure(costs, r.given.Cost.Text(), &r.given.CostCounted)
			leadTimes = appendFigure(leadTimes, r.given.LeadTime.Text(), &r.given.LeadTimeCounted)
		}
	}
	for _, r := range replies {
		class := r.vote.given
		if r.given.Counted == 0 && (class == record.InPublic || waiting[class] >= threshold) {
			r.given.Counted = batch
		}
		if r.unpublished() &&
			(class != record.Anonymous || batch == 1 || unpublished[class] >= threshold) {
			publish = append(publish, r)
		}
	}
	return record.QuestionCollated{Question: question, Rows: collate(votes),
		Cost: counted(costs, batch), LeadTime: counted(leadTimes, batch)}, publish
}

// figure is a number that was given, and where it is noted that it was counted.
type figure struct {
	value   int
	counted *int
}

// appendFigure appends a figure that was given and not counted yet.
func appendFigure(list []figure, text string, counted *int) []figure {
	value, err := strconv.Atoi(text)
	if err != nil || *counted != 0 {
		return list
	}
	return append(list, figure{value, counted})
}

// counted is the average of figures, noted in those that are in it.
func counted(list []figure, batch int) int {
	values := make([]int, len(list))
	for i, f := range list {
		values[i] = f.value
	}
	shown := average(values)
	for _, f := range list {
		if shown > 0 {
			*f.counted = batch
		}
	}
	return shown
}
