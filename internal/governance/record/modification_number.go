package record

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/register"
)

// The eras of a number: SECMP keeps its four digits for life; a Draft Proposal DP becomes a
// Modification Proposal MP of the same number when it is converted [H].
const (
	eraOld      = "SECMP"
	eraDraft    = "DP"
	eraProposal = "MP"
)

// Number is the number of a Modification, taken apart. All eras count in one series.
//
//	mod = "SECMP" 4DIGIT / ("DP" / "MP") 3*DIGIT [ALPHA]
type Number struct {
	Era  string // SECMP, DP, MP
	N    int    // 1 to 999999
	Part string // of a split: A to Z; empty: whole
}

// ParseNumber reads a number as people write it: in any case, with or without the zeros in
// front. ok is false where it is none.
func ParseNumber(text string) (n Number, ok bool) {
	text = strings.ToUpper(strings.TrimSpace(text))
	for _, era := range []string{eraOld, eraDraft, eraProposal} {
		if rest, found := strings.CutPrefix(text, era); found {
			n.Era, text = era, rest
			break
		}
	}
	if last := len(text) - 1; n.Era != "" && n.Era != eraOld && last > 0 &&
		'A' <= text[last] && text[last] <= 'Z' {
		text, n.Part = text[:last], text[last:]
	}
	if n.Era == "" || text == "" || len(text) > 6 || strings.Trim(text, "0123456789") != "" {
		return Number{}, false
	}
	n.N, _ = strconv.Atoi(text) // at most six digits
	return n, n.N > 0
}

// String is the number as it is printed: DP197, MP085A, SECMP0015.
func (n Number) String() string {
	if n.Era == eraOld {
		return fmt.Sprintf("%s%04d", n.Era, n.N)
	}
	return fmt.Sprintf("%s%03d%s", n.Era, n.N, n.Part)
}

// DraftNumber is the number of a new Draft Proposal.
func DraftNumber(n int) Number { return Number{Era: eraDraft, N: n} }

// Converted is the number after conversion to a Modification Proposal.
func (n Number) Converted() Number {
	if n.Era == eraDraft {
		n.Era = eraProposal
	}
	return n
}

// Split is the number of one of the proposals that n is split into: A is the first.
func (n Number) Split(i int) Number {
	n.Part = string(rune('A' + i))
	return n
}

// Twin is the number that means the same: DP197 and MP197. SECMP0015 has none: it is its own.
func (n Number) Twin() Number {
	switch n.Era {
	case eraDraft:
		n.Era = eraProposal
	case eraProposal:
		n.Era = eraDraft
	}
	return n
}

// Draft reports whether n is that of a Draft Proposal.
func (n Number) Draft() bool { return n.Era == eraDraft }

// Alias is a number that a Modification has or had, and since when.
type Alias struct {
	Number string        `json:"number"`
	From   calendar.Date `json:"from,omitzero" label:"From"`
}

// Number is the number that it has now.
func (m *Modification) Number() string {
	if last := len(m.Aliases) - 1; last >= 0 {
		return m.Aliases[last].Number
	}
	return m.ID
}

// numberKeys are its numbers, each with the one that means the same, and its place in the
// order of numbers.
func (m *Modification) numberKeys() (keys []register.Key) {
	for i, text := range append([]string{m.ID}, numbersOf(m.Aliases)...) {
		n, ok := ParseNumber(text)
		if !ok {
			keys = append(keys, each("alias", strings.ToUpper(text))...)
			continue
		}
		keys = append(keys, each("alias", n.String(), n.Twin().String())...)
		if i == 0 {
			number := fmt.Sprintf("%06d%s", n.N, n.Part)
			keys = append(keys, register.Key{Name: "number", Value: number},
				register.Key{Name: InStage(m.Stage), Value: number})
		}
	}
	return keys
}

// InStage is the key with the numbers of the Modifications in a stage.
func InStage(stage string) string { return "number in " + stage }

func numbersOf(aliases []Alias) (numbers []string) {
	for _, a := range aliases {
		numbers = append(numbers, a.Number)
	}
	return numbers
}
