package newsletter

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/letter"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// Letter is an issue as mail: what its page says, in the same order. Origin is the site as readers
// reach it, https://mains.example, without a slash at the end. Why it is sent, and how to end
// that, is for who sends it to add at the foot.
func Letter(i *Issue, origin string) *letter.Letter {
	return &letter.Letter{Origin: origin, Title: i.Title, Lead: i.lead(),
		Blocks: append([]page.Block{page.Para{Words: page.Words{
			page.Link{Text: "Read this edition on the site", To: i.Address()}}}}, i.blocks()...)}
}

// Text is the issue as plain text, as it is in mail.
func (i *Issue) Text(origin string) string { return Letter(i, origin).Text() }

// HTML is the issue as a document of its own, to be kept or printed. Its links lead to where
// readers reach the site: origin is as for [Letter].
func (i *Issue) HTML(origin string) ([]byte, error) {
	if _, err := url.Parse(origin); err != nil {
		return nil, fmt.Errorf("newsletter: origin %q: %w", origin, err)
	}
	return i.View().AppendPrint(nil, page.Frame{Self: i.Address()}, origin), nil
}

// feed is the items of the issue.
func (i *Issue) feed() []page.Entry {
	entries := []page.Entry{}
	for _, s := range i.Sections {
		for _, item := range s.Items {
			id := "edition-item/" + i.Edition + "/" + item.Key
			entries = append(entries, page.Entry{ID: id, Title: item.Headline, Summary: item.summary(),
				To: i.Address() + "#" + page.Address(page.Fragment(item.Key)), Updated: i.Day.Start()})
		}
	}
	return entries
}

// summary is what the item says below its headline, in lines.
func (i *Item) summary() string {
	var lines []string
	if i.Body != "" {
		lines = append(lines, i.Body)
	}
	for _, e := range i.Entries {
		if i.rule() == dateRule {
			for _, d := range e.Dates {
				lines = append(lines, d.On.Full()+": "+e.Title)
			}
			continue
		}
		if i.titled(&e) {
			lines = append(lines, e.Title)
		}
		for _, l := range e.Lines {
			lines = append(lines, l.Term+": "+spelt(l.Words))
		}
	}
	return strings.Join(lines, "\n")
}

// spelt is what words say, with the addresses of mail that they lead to.
func spelt(all []record.EditionWord) string {
	var b strings.Builder
	for _, w := range all {
		b.WriteString(w.Text)
		if to, is := strings.CutPrefix(w.Out, "mailto:"); is && to != w.Text {
			b.WriteString(" <" + to + ">")
		}
	}
	return b.String()
}
