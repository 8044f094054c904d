package helpdesk

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// wordsOf are the words of a text, each once, in lower case.
func wordsOf(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	slices.Sort(words)
	return slices.Compact(words)
}

// beginsIn reports whether one of several words, in order, begins with another.
func beginsIn(words []string, prefix string) bool {
	i, _ := slices.BinarySearch(words, prefix)
	return i < len(words) && strings.HasPrefix(words[i], prefix)
}

// publishedAll are all questions that are published: few by their nature.
func publishedAll(v *register.View) ([]*record.QuestionAnswer, error) {
	return register.All[*record.QuestionAnswer](v, register.Query{Key: "state",
		Is: string(record.QuestionPublished)})
}

// having are the ids of published questions that have a word beginning with each word.
func having(v *register.View, text string) (ids []string, err error) {
	all, err := publishedAll(v)
	asked := wordsOf(text)
	for _, q := range all {
		words := wordsOf(q.Question + " " + q.Answer)
		lacks := func(w string) bool { return !beginsIn(words, w) }
		if len(asked) > 0 && !slices.ContainsFunc(asked, lacks) {
			ids = append(ids, q.ID)
		}
	}
	return ids, err
}

// How alike a question has to be to what is typed to be shown. [D]
const (
	telling     = 4 // letters of a word that tells something
	inQuestion  = 3 // weight of a word of the question
	inAnswer    = 1 // of one of the answer alone
	leastWeight = 3
	mostShown   = 5
)

// suggested are the published questions that are most like a text, the most alike first.
func suggested(v *register.View, text string) ([]*record.QuestionAnswer, error) {
	all, err := publishedAll(v)
	if err != nil {
		return nil, err
	}
	asked := slices.DeleteFunc(wordsOf(text), func(w string) bool {
		return len(w) < telling || slices.Contains(common, w)
	})
	weight := map[string]int{}
	for _, q := range all {
		question, answer := wordsOf(q.Question), wordsOf(q.Answer)
		for _, w := range asked {
			switch {
			case beginsIn(question, w):
				weight[q.ID] += inQuestion
			case beginsIn(answer, w):
				weight[q.ID] += inAnswer
			}
		}
	}
	all = slices.DeleteFunc(all, func(q *record.QuestionAnswer) bool {
		return weight[q.ID] < leastWeight
	})
	slices.SortStableFunc(all, func(a, b *record.QuestionAnswer) int {
		return cmp.Compare(weight[b.ID], weight[a.ID])
	})
	return all[:min(len(all), mostShown)], nil
}

// common are words of most questions, which tell nothing.
var common = []string{"about", "does", "from", "have", "into", "please", "that", "their", "there",
	"they", "this", "what", "when", "where", "which", "will", "with", "would", "your"}

// searchForm asks for words.
func searchForm(*page.Ask) (*page.Form, error) {
	return &page.Form{Title: "Search questions and answers", Submit: "Search",
		Crumbs: crumbs(page.Link{Text: "Questions and answers", To: page.At("questions")}),
		Fields: []page.Field{{Name: "q", Label: "Words", Control: page.Line,
			Hint: "All of them, or their beginnings"}}}, nil
}

// submitSearch leads to the questions that have the words.
func submitSearch(_ *page.Ask, in page.Input) (*page.Done, error) {
	return &page.Done{To: page.At("questions").With(url.Values{"q": {in.Text("q")}})}, nil
}
