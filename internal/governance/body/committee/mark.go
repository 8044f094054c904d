package committee

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// Marks are the classifications, from what all may see to what few may.
func Marks() []record.Classification {
	return []record.Classification{"WHITE", "GREEN", "AMBER", "RED"}
}

// Rank says how few may see what bears a mark: 0 for WHITE.
func Rank(c record.Classification) int { return slices.Index(Marks(), c) }

// Readers says in words who may see what bears a mark.
func Readers(c record.Classification) string {
	marks := []policy.Mark{policy.White, policy.Green, policy.Amber, policy.Red}
	return marks[max(Rank(c), 0)].Readers()
}

// MarkTag is a mark as a tag.
func MarkTag(c record.Classification) page.Tag {
	tones := []page.Tone{page.Quiet, page.Good, page.Wait, page.Alert}
	return page.Tag{Text: string(c), Tone: tones[max(Rank(c), 0)]}
}

// MarkPath is a mark as addresses have it.
func MarkPath(c record.Classification) string { return strings.ToLower(string(c)) }
