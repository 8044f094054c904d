package consultation

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The attacker knows everything but what was not given in public: which Parties there are and
// in which category, all public answers, how many anonymous texts were published, in which
// batch, and how the collation is made. They go through everything that could have been said,
// keep what would have been published alike, and look whether somebody said the same in all
// of it.

// silent is a Party that gave no hidden answer; the others are what it gave.
const silent = -1

// attack enumerates what hidden Parties may have given. options is how many there are beside
// silence, publish what is published of an assignment. It returns the Parties, by assignment,
// whose answer is certain, to somebody outside or to one of the others who knows their own.
func attack(t *testing.T, parties, options int, publish func([]int) string) {
	t.Helper()
	type class struct {
		example []int
		pairs   [][][][2]int // [i][what i gave][j]: what j gave then, as the first two that differ
	}
	classes := map[string]*class{}
	given := make([]int, parties)
	for i := range given {
		given[i] = silent
	}
	for {
		text := publish(given)
		c := classes[text]
		if c == nil {
			c = &class{example: append([]int{}, given...), pairs: make([][][][2]int, parties)}
			for i := range parties {
				c.pairs[i] = make([][][2]int, options+1)
				for o := range c.pairs[i] {
					c.pairs[i][o] = make([][2]int, parties)
					for j := range parties {
						c.pairs[i][o][j] = [2]int{-2, -2}
					}
				}
			}
			classes[text] = c
		}
		for i, a := range given {
			for j, b := range given {
				pair := &c.pairs[i][a+1][j]
				switch {
				case pair[0] == -2:
					pair[0] = b
				case pair[0] != b && pair[1] == -2:
					pair[1] = b
				}
			}
		}
		if !next(given, options) {
			break
		}
	}
	for text, c := range classes {
		for i := range parties {
			for own := range options + 1 {
				for j := range parties {
					pair := c.pairs[i][own][j]
					if i != j && pair[0] >= 0 && pair[1] == -2 {
						t.Fatalf("Party %d, who gave %d, knows that Party %d gave %d, from\n%s\n(such as %v)",
							i, own-1, j, pair[0], text, c.example)
					}
				}
			}
			if certain(c.pairs[i]) {
				t.Fatalf("everybody knows what Party %d gave, from\n%s\n(such as %v)", i, text, c.example)
			}
		}
	}
}

// certain reports whether only one thing could have been given, and it is not silence.
func certain(byOwn [][][2]int) bool {
	possible := 0
	for own, others := range byOwn {
		for _, pair := range others {
			if pair[0] != -2 {
				if own == 0 {
					return false
				}
				possible++
				break
			}
		}
	}
	return possible == 1
}

// next counts on to the next assignment.
func next(given []int, options int) bool {
	for i := range given {
		if given[i]++; given[i] < options {
			return true
		}
		given[i] = silent
	}
	return false
}

// hidden are the classes that are not public.
var hidden = []record.Confidentiality{record.Anonymous, record.InConfidence}

// visible is what everybody can read of hidden answers to one question: the collation, and
// how many anonymous texts there are.
func visible(votes []vote) string {
	texts := 0
	for _, v := range votes {
		if v.given == record.Anonymous {
			texts++
		}
	}
	return fmt.Sprintf("%v, %d texts", collate(votes), texts)
}

// TestAttack holds the collation against the attacker for every shape of a register that is
// small enough to go through.
func TestAttack(t *testing.T) {
	for _, shape := range []struct {
		sizes   []int // Parties by category
		classes int   // 1: all hidden answers are of one class
	}{
		{[]int{1}, 2}, {[]int{3}, 2}, {[]int{4}, 2}, {[]int{2, 1}, 2}, {[]int{3, 1}, 2},
		{[]int{1, 1, 1}, 2}, {[]int{4, 1}, 2},
		{[]int{6}, 1}, {[]int{3, 3}, 1}, {[]int{5, 1}, 1}, {[]int{4, 2}, 1}, {[]int{4, 1, 1}, 1},
		{[]int{2, 2, 2}, 1}, {[]int{1, 1, 1, 1, 1, 1}, 1},
	} {
		for class := range 3 - shape.classes {
			t.Run(fmt.Sprintf("%v of %d from %d", shape.sizes, shape.classes, class), func(t *testing.T) {
				t.Parallel()
				var category []record.Category
				for i, n := range shape.sizes {
					for range n {
						category = append(category, categories[i])
					}
				}
				attack(t, len(category), shape.classes*positionCount, func(given []int) string {
					var votes []vote
					for i, g := range given {
						if g != silent {
							votes = append(votes, vote{hidden[class+g/positionCount], category[i],
								positions[g%positionCount].code})
						}
					}
					return visible(votes)
				})
			})
		}
	}
}

// TestAttackBatches is the attacker with two versions of a collation before them: that of the
// closing, and that of late responses, which counts also what the first kept back.
func TestAttackBatches(t *testing.T) {
	for _, sizes := range [][]int{{5}, {4, 1}, {3, 2}} {
		var category []record.Category
		for i, n := range sizes {
			for range n {
				category = append(category, categories[i])
			}
		}
		for _, given := range hidden {
			attack(t, len(category), 2*positionCount, func(assigned []int) string {
				var answers []*reply
				text := ""
				for batch := range 2 {
					for i, g := range assigned {
						if g != silent && g/positionCount == batch {
							answers = append(answers, &reply{
								vote:  vote{given, category[i], positions[g%positionCount].code},
								given: &record.Given{Text: register.NewSecret("text")},
							})
						}
					}
					q, publish := collateQuestion(batch+1, "q1", answers)
					texts := 0
					for _, r := range publish {
						r.given.Published = "answer"
						if given == record.Anonymous {
							texts++
						}
					}
					text += fmt.Sprintf("%v, %d texts; ", q.Rows, texts)
				}
				return text
			})
		}
	}
}

// TestShape holds large collations to the rules that make them safe.
func TestShape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		votes := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) vote {
			return vote{
				rapid.SampledFrom(append(hidden, record.InPublic)).Draw(t, "given"),
				rapid.SampledFrom(categories).Draw(t, "category"),
				positions[rapid.IntRange(0, positionCount-1).Draw(t, "position")].code,
			}
		}), 0, 60).Draw(t, "votes")
		number := map[record.Confidentiality]int{}
		for _, v := range votes {
			number[v.given]++
		}
		seen := map[record.Confidentiality]int{}
		covered := map[string]bool{}
		for _, row := range collate(votes) {
			seen[row.Given] += row.Answers
			for _, c := range row.Categories {
				key := string(row.Given) + string(c)
				if covered[key] {
					t.Fatalf("%s is in two rows", key)
				}
				covered[key] = true
			}
			if row.Given != record.InPublic {
				checkRow(t, row)
			}
		}
		for given, n := range number {
			if given != record.InPublic && n < threshold {
				n = 0
			}
			if seen[given] != n {
				t.Fatalf("%s: %d counted, want %d", given, seen[given], n)
			}
		}
	})
}

// checkRow holds a row of hidden answers to the threshold.
func checkRow(t *rapid.T, row record.Count) {
	if row.Answers != 0 && row.Answers < threshold {
		t.Fatalf("a row of %d: %v", row.Answers, row)
	}
	sum, figures := 0, 0
	for _, p := range row.Positions {
		if p.Answers != 0 && p.Answers < threshold {
			t.Fatalf("a figure of %d: %v", p.Answers, row)
		}
		if p.Answers > 0 {
			figures++
		}
		sum += p.Answers
	}
	if len(row.Positions) > 0 && (sum != row.Answers || figures < 2) {
		t.Fatalf("a split that tells: %v", row)
	}
}

// TestBatches: whatever comes late, every answer is counted once, in rows that hold in each
// batch, and nothing is kept back that three of a kind would show.
func TestBatches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var answers []*reply
		for batch := 1; batch <= 4; batch++ {
			for range rapid.IntRange(0, 6).Draw(t, "new") {
				text := &record.Given{Text: register.NewSecret("text")}
				answers = append(answers, &reply{given: text, vote: vote{
					rapid.SampledFrom(hidden).Draw(t, "given"), rapid.SampledFrom(categories).Draw(t, "category"),
					positions[rapid.IntRange(0, positionCount-1).Draw(t, "position")].code,
				}})
			}
			q, publish := collateQuestion(batch, "q1", answers)
			shown := map[record.Confidentiality]int{}
			for _, row := range q.Rows {
				checkRow(t, row)
				shown[row.Given] += row.Answers
			}
			texts, counted, waiting := 0, map[record.Confidentiality]int{}, map[record.Confidentiality]int{}
			for _, r := range publish {
				r.given.Published = "answer"
				if r.vote.given == record.Anonymous {
					texts++
				}
			}
			for _, r := range answers {
				switch r.given.Counted {
				case 0:
					waiting[r.vote.given]++
				case batch:
					counted[r.vote.given]++
				}
			}
			for _, class := range hidden {
				if shown[class] != counted[class] || waiting[class] >= threshold {
					t.Fatalf("batch %d, %s: %d shown, %d counted, %d wait", batch, class, shown[class],
						counted[class], waiting[class])
				}
			}
			if batch > 1 && texts > 0 && texts < threshold {
				t.Fatalf("batch %d: %d anonymous texts at once", batch, texts)
			}
		}
	})
}

// TestOrderTellsNothing: the order in which answers came is not to be seen.
func TestOrderTellsNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var votes []vote
	for range 40 {
		votes = append(votes, vote{hidden[random.IntN(2)], categories[random.IntN(len(categories))],
			positions[random.IntN(positionCount)].code})
	}
	want := fmt.Sprint(collate(votes))
	for range 20 {
		random.Shuffle(len(votes), func(i, j int) { votes[i], votes[j] = votes[j], votes[i] })
		if got := fmt.Sprint(collate(votes)); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}

func TestAverage(t *testing.T) {
	for _, test := range []struct {
		figures []int
		want    int
	}{
		{nil, 0},
		{[]int{100, 200}, 0},   // too few
		{[]int{0, 0, 0}, 0},    // would tell each
		{[]int{1, 0, 0, 0}, 0}, // rounds to nothing
		{[]int{100, 200, 300}, 200},
		{[]int{123456, 123456, 123456}, 120000},
		{[]int{7, 8, 9}, 8},
	} {
		if got := average(test.figures); got != test.want {
			t.Errorf("average(%v) = %d, want %d", test.figures, got, test.want)
		}
	}
}
