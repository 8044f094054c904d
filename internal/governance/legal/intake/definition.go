package intake

import (
	"regexp"
	"strings"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// Definitions begin with a term, and then say what it means, perhaps after a limit: ", in relation
// to a Device, means".
var (
	quotedTerm = regexp.MustCompile(`(?s)^["“]([^"“”\n]{1,120})["”] ?(.*)$`)
	meaning    = regexp.MustCompile(`^(?:[,(][^.;]{0,200}?[,)]? )?(?:means?|ha(?:s|ve) the (?:same ` +
		`)?meanings?|` +
		`shall (?:mean|have|be (?:construed|interpreted))|(?:is|are) (?:defined|to be construed))\b`)
)

// quotes stand around a term, and are not part of it.
const quotes = `"“”'‘’ `

// definition reads a paragraph that defines a term.
func definition(text string) (term, rest string, ok bool) {
	if lead, after, isStrong := strong(text); isStrong {
		term, rest = strings.Trim(lead, quotes+":"), strings.TrimLeft(after, quotes+":")
	} else {
		m := quotedTerm.FindStringSubmatch(withoutStrong.Replace(text))
		if m == nil {
			return "", text, false
		}
		term, rest = strings.Trim(m[1], quotes), m[2]
	}
	if term == "" || strings.Contains(term, "\n") || legal.Slug(term) == "" ||
		!meaning.MatchString(oneLine(rest)) {
		return "", text, false
	}
	return oneLine(term), rest, true
}

// defining says whether a table has a term in the first column of each row, and what it means in
// the second.
func defining(rows [][]string) bool {
	for _, row := range rows {
		if len(row) != 2 || legal.Slug(row[0]) == "" || !meaning.MatchString(row[1]) {
			return false
		}
	}
	return len(rows) > 0
}
