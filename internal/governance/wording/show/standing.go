// Package show makes blocks of pages of the words of the Code: provisions with their links and
// terms, redlines, and the sentence that says how current a text is.
package show

import (
	"strconv"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/wording"
	"github.com/mains-energy/mains/internal/page"
)

// Standing says how current a text is: first of all whether it is in force. What is not in force
// is never said to be. Now is the day of the reader.
func Standing(s *wording.Standing, now calendar.Date) (blocks []page.Block) {
	for _, n := range Notices(s, now) {
		blocks = append(blocks, n)
	}
	return blocks
}

// Notices are [Standing], for those who do not make pages.
func Notices(s *wording.Standing, now calendar.Date) []page.Notice {
	notice := page.Notice{Tone: page.Good, Title: "In force"}
	switch {
	case s.Record == nil && len(s.Steps) == 0:
		notice.Tone, notice.Title = page.Wait, "No text"
		notice.Words = page.Words{page.T("No text of the Code is kept here for "), desk.On(s.On),
			page.T(".")}
	case len(s.Steps) == 0 && s.Asked:
		notice.Tone, notice.Title = page.Alert, "Not what was asked for"
		notice.Words = append(page.Words{page.T("Nothing of what was asked for could be added, as is " +
			"said below: this is the text without it. ")}, since(s, now)...)
	case len(s.Steps) == 0 && !s.Coming:
		notice.Words = since(s, now)
	case len(s.Steps) == 0:
		notice.Tone, notice.Title = page.Wait, "Not in force yet"
		notice.Words = append(page.Words{page.T("The text as it will be on "), desk.On(s.On),
			page.T(" if nothing more is approved for a Release until then: as it is today. ")},
			since(s, now)...)
	default:
		notice.Tone, notice.Title, notice.Words = page.Alert, "Not in force", withSteps(s)
	}
	if len(s.Lacks) == 0 {
		return []page.Notice{notice}
	}
	return []page.Notice{notice, {Tone: page.Alert, Title: "What this text is without",
		Words: page.Say(desk.Upper(Lacks(s.Lacks)))}}
}

// since says since when a text is in force, and with what it came.
func since(s *wording.Standing, now calendar.Date) (words page.Words) {
	if s.On.Before(now) {
		words = page.Words{page.T("On "), desk.On(s.On), page.T(" the Code said this, since ")}
	} else {
		words = page.Words{page.T("The Code says this since ")}
	}
	words = append(words, desk.On(s.Since))
	switch {
	case s.Release != nil:
		words = append(words, page.T(", with the "), desk.Link(s.Release))
	default:
		words = append(words, page.T(", when it was adopted"))
	}
	if version := s.Version(); version != "" {
		words = append(words, page.T(", in version "+version+" of the Code"))
	}
	return append(words, page.T("."))
}

// withSteps says what was added to the text in force.
func withSteps(s *wording.Standing) (words page.Words) {
	words = page.Words{page.T("This is no text of today: it is the Code as it would be")}
	if s.Coming {
		words = append(words, page.T(" on "), desk.On(s.On))
	}
	words = append(words, page.T(" with "))
	for i, step := range s.Steps {
		if i > 0 {
			words = append(words, page.T(", "))
		}
		if step.Modification == nil {
			words = append(words, page.T("the text drafted for the "), desk.Link(step.Release))
			continue
		}
		words = append(words, page.Link{Text: step.Name(), To: desk.AddressOf(step.Modification)})
		if step.Pending {
			words = append(words, page.T(" (nobody has approved it)"))
		} else {
			words = append(words, page.T(" (approved)"))
		}
	}
	return append(words, page.T("."))
}

// Lacks says what a text is without, and why.
func Lacks(lacks []wording.Lack) string {
	var lines, silent []string
	for _, l := range lacks {
		switch {
		case len(l.Clashes) > 0:
			lines = append(lines, l.Name()+" is not in it: "+Clash(l.Clashes[0])+
				more(len(l.Clashes)-1)+".")
		case l.Modification != nil:
			silent = append(silent, l.Name())
		default:
			lines = append(lines, "The "+l.Name()+" is live since "+l.Release.LiveOn().Long()+
				", and no text of it is kept here.")
		}
	}
	if len(silent) > 0 {
		lines = append(lines, "No legal text is kept here of "+strings.Join(silent, ", ")+".")
	}
	return strings.Join(lines, " ")
}

// Clash says in a clause of a sentence what is in conflict with what.
func Clash(c wording.Clash) string {
	what := Where(c.Slug, c.Number)
	if c.Ours == "" {
		return "its change of " + what + " does not fit the text before it: " + c.Why
	}
	return "its change of " + what + " is in conflict with " + c.Ours + ": " + c.Why
}

func more(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", and so at one other place"
	}
	return ", and so at " + strconv.Itoa(n) + " other places"
}
