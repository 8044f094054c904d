package legal_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mains-energy/mains/internal/governance/legal"
)

// linked writes each reference as {words|slug number}.
func linked(in *legal.Document, text string) string {
	var b strings.Builder
	at := 0
	for _, r := range legal.References(in, text) {
		where := strings.TrimSpace(r.Slug + " " + r.Number)
		fmt.Fprintf(&b, "%s{%s|%s}", text[at:r.Start], text[r.Start:r.End], where)
		at = r.End
	}
	return b.String() + text[at:]
}

func TestReferences(t *testing.T) {
	section := &legal.Document{Name: "Section F", Kind: legal.Section,
		Clauses: []legal.Clause{{Number: "F8.7"}}}
	appendix := &legal.Document{Name: "Appendix L", Kind: legal.Appendix}
	for _, c := range []struct {
		in         *legal.Document
		text, want string
	}{
		{section, "under Section F8.7(a).", "under {Section F8.7(a)|section-f F8.7(a)}."},
		{section, "Sections F8.7 and F8.8 apply", "{Sections F8.7|section-f F8.7} and " +
			"{F8.8|section-f F8.8} apply"},
		{section, "Sections F8.7, G2(a)(i), or H1", "{Sections F8.7|section-f F8.7}, " +
			"{G2(a)(i)|section-g G2(a)(i)}, or {H1|section-h H1}"},
		{section, "Section F8.7(a) and (b)", "{Section F8.7(a)|section-f F8.7(a)} and " +
			"{(b)|section-f F8.7(b)}"},
		{section, "Section F8.7(a)(i) or (b)", "{Section F8.7(a)(i)|section-f F8.7(a)(i)} or " +
			"{(b)|section-f F8.7(b)}"},
		{section, "Section F8.7(a)(i) to (iii)", "{Section F8.7(a)(i)|section-f F8.7(a)(i)} to " +
			"{(iii)|section-f F8.7(a)(iii)}"},
		{section, "Section F8.7 and (b) more", "{Section F8.7|section-f F8.7} and (b) more"},
		{section, "Section F8.7 and G2", "{Section F8.7|section-f F8.7} and G2"},
		{section, "Section G (Security)", "{Section G|section-g} (Security)"},
		{section, "Appendix L, Appendix AB", "{Appendix L|appendix-l}, {Appendix AB|appendix-ab}"},
		{section, "Schedule 8 and Schedules 1 and 2", "{Schedule 8|schedule-8} and " +
			"{Schedules 1|schedule-1} and {2|schedule-2}"},
		{section, "clause 5.3 of Appendix L", "{clause 5.3 of Appendix L|appendix-l 5.3}"},
		{section, "Clauses 5.3 and 5.4(a) of Appendix L", "{Clauses 5.3|appendix-l 5.3} and " +
			"{5.4(a) of Appendix L|appendix-l 5.4(a)}"},
		{section, "clause F8.7", "{clause F8.7|section-f F8.7}"},
		{appendix, "clause G2.1", "{clause G2.1|section-g G2.1}"},
		{appendix, "clause 5.3 and paragraph 5.3(a)", "{clause 5.3|appendix-l 5.3} and " +
			"{paragraph 5.3(a)|appendix-l 5.3(a)}"},
		{appendix, "Section 5.3 here", "{Section 5.3|appendix-l 5.3} here"},
		{appendix, "Section 105 of the Act", "Section 105 of the Act"},
		{section, "Section 105 of the Act", "Section 105 of the Act"},
		{section, "section F8.7, Sectional F8, Section F8.7a, Section Fa", "section F8.7, " +
			"Sectional F8, Section F8.7a, Section Fa"},
		{section, "XSection F8 and éSection F8", "XSection F8 and éSection F8"},
		{section, "Section\nF8.7 “Section\u00a0F8”", "{Section\nF8.7|section-f F8.7} " +
			"“{Section\u00a0F8|section-f F8}”"},
		{section, "Section", "Section"}, {section, "clause ", "clause "},
		{nil, "clause 5", "{clause 5|5}"},
		{section, "Section F8.", "{Section F8|section-f F8}."},
	} {
		if got := linked(c.in, c.text); got != c.want {
			t.Errorf("%q:\n%s\nwant\n%s", c.text, got, c.want)
		}
	}
}

func TestReferencesOfAnyTextAreInItsOrder(t *testing.T) {
	pieces := []string{"Section", "Sections", "Appendix", "Schedules", "clause", "paragraphs", " ",
		" ", " ", "F8.7", "5.3", "(a)", "(ii)", "L", " and ", ", ", " of ", "é", "x"}
	in := &legal.Document{Name: "Appendix L", Kind: legal.Appendix}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		at := 0
		for _, r := range legal.References(in, text) {
			if r.Start < at || r.End <= r.Start || r.End > len(text) || r.Slug == "" {
				t.Fatalf("%q: %+v after %d", text, r, at)
			}
			if r.Number != "" && legal.ValidNumber(r.Number) != nil {
				t.Fatalf("%q: %q is no number", text, r.Number)
			}
			at = r.End
		}
	})
}

func TestTermsAreTheDefinitions(t *testing.T) {
	got := fmt.Sprint(legal.Terms(sectionFDocument()))
	const want = "[{Communications Hub section-f F8.8[communications-hub]} " +
		"{Tariff section-f F8.8[tariff]} {Party section-f F8.8[party]}]"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func named(words ...string) []legal.Term {
	var terms []legal.Term
	for _, w := range words {
		terms = append(terms, legal.Term{Term: w})
	}
	return terms
}

func TestUses(t *testing.T) {
	terms := named("Hub", "Communications Hub", "Party", "Communications Hub Function", "1st Tier", "£ Rate")
	for _, c := range []struct{ text, want string }{
		{"a Communications Hub.", "a {Communications Hub}."},
		{"Communications Hub Functions", "{Communications Hub Functions}"},
		{"Communications Hub Functional", "{Communications Hub} Functional"},
		{"Communications, Hub", "Communications, {Hub}"},
		{"Communications\nHubs", "{Communications\nHubs}"},
		{"Parties and the Party’s Hubs", "{Parties} and the {Party}’s {Hubs}"},
		{"Party's, “Party”, Party-led", "{Party}'s, “{Party}”, {Party}-led"},
		{"Hubbub, GitHub, hub, éHub", "Hubbub, GitHub, hub, éHub"},
		{"the 1st Tier at £ Rate", "the {1st Tier} at {£ Rate}"}, {"", ""},
	} {
		var b strings.Builder
		at := 0
		for _, u := range legal.Uses(c.text, terms) {
			b.WriteString(c.text[at:u.Start] + "{" + c.text[u.Start:u.End] + "}")
			at = u.End
		}
		if got := b.String() + c.text[at:]; got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// slowUses looks for each term at each word. The texts are of ASCII.
func slowUses(text string, terms []legal.Term) []legal.Use {
	word := func(i int) bool {
		return i >= 0 && i < len(text) && text[i] != ' ' && text[i] != ','
	}
	var uses []legal.Use
	for at := 0; at < len(text); at++ {
		best := legal.Use{}
		for _, plural := range []string{"", "s"} {
			for i, term := range terms {
				end := at + len(term.Term+plural)
				if !word(at-1) && strings.HasPrefix(text[at:], term.Term+plural) && !word(end) &&
					end > best.End {
					best = legal.Use{Start: at, End: end, Term: i}
				}
			}
		}
		if best.End > 0 {
			uses = append(uses, best)
			at = best.End - 1
		}
	}
	return uses
}

func TestUsesAreThoseThatASlowSearchFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		var terms []legal.Term
		for range 1 + s(6) {
			words := pick(s, "A", "B", "A B", "A B A", "B B", "As", "A Bs", "B, A")
			terms = append(terms, legal.Term{Term: words})
		}
		var b strings.Builder
		for range s(12) {
			b.WriteString(pick(s, "A", "B", "As", "Bs", "x") + pick(s, " ", " ", ", ", ""))
		}
		got, want := legal.Uses(b.String(), terms), slowUses(b.String(), terms)
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%v in %q: %v, want %v", terms, b.String(), got, want)
		}
	})
}
