package consultation

import (
	"errors"
	"fmt"
	"net/url"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/outside"
	"github.com/mains-energy/mains/internal/page"
)

type (
	industryFeed  = *record.IndustryFeed
	industryDoing = desk.Doing[industryFeed]
)

// industryFeeds are the feeds of other bodies, as the administrator keeps them.
func industryFeeds() shelf.Of[industryFeed] {
	bound := feedFields()
	taken := func(d *industryDoing) error {
		if err := desk.Taken(bound)(d); err != nil {
			return err
		}
		d.Record.Wanted = true
		return nil
	}
	change := shelf.Change(bound)
	change.Do = taken
	return shelf.Of[industryFeed]{
		Listing: desk.Listing[industryFeed]{Kind: "industry_feed", Tell: shelf.Each(tellFeed),
			Columns: []string{"id", "title", "source", "type", "address", "read_at", "fault"},
			Lead: "Feeds in which other bodies tell of their consultations. What is new in one waits " +
				"among the suggestions.",
			Parts: func(*register.View, url.Values) []desk.Part {
				return []desk.Part{{Empty: "There is none that you can see.",
					Query: register.Query{Key: "title"}}}
			}},
		Adding: desk.Adding[industryFeed]{Label: "Add a feed", Fields: desk.Asked(bound), Do: taken,
			New: func(id string) industryFeed {
				return &record.IndustryFeed{Head: record.Head{ID: id}, Type: "open_industry"}
			}},
		Deeds: desk.Deeds[industryFeed]{Deeds: []desk.Deed[industryFeed]{change,
			paused("read", "Read it now", "It is read within a few minutes.", false),
			paused("pause", "Pause it", "It is not read until it is read again.", true),
			shelf.Withdraw[industryFeed]("It is read no more. What was listed from it stays.")}},
		Show: showFeed,
	}
}

// feedFields are what is asked of a feed.
func feedFields() []desk.Bound[industryFeed] {
	address := desk.BoundText(page.Field{Name: "address", Label: "Address of the feed",
		Control: page.Line, Limit: 500,
		Hint: "Atom, RSS or JSON Feed, beginning with https:// or http://"},
		func(f industryFeed) *string { return &f.Address })
	set := address.Set
	address.Set = func(f industryFeed, in page.Input) error {
		if _, err := outside.Parse(in.Text("address")); errors.Is(err, outside.ErrAddress) {
			return page.Faults{{Field: "address", Text: "Enter the whole address of the feed, such as " +
				"https://www.example.org/consultations.atom"}}
		}
		return set(f, in)
	}
	return []desk.Bound[industryFeed]{
		shelf.Title(func(f industryFeed) *string { return &f.Title }),
		desk.BoundText(page.Field{Name: "source", Label: "Who runs what is found in it",
			Control: page.Line, Limit: 200}, func(f industryFeed) *string { return &f.Source }),
		address,
		desk.BoundText(page.Field{Name: "type", Label: "Type of what is found in it",
			Control: page.Select, Options: options(types(true))},
			func(f industryFeed) *string { return &f.Type }),
		desk.BoundLines(page.Field{Name: "audience", Label: "Who should respond", Control: page.Checks,
			Optional: true, Options: options(audienceChoices())},
			func(f industryFeed) *[]string { return &f.Audience }),
	}
}

// paused is the deed that pauses a feed, or has it read again.
func paused(name, label, lead string, pause bool) desk.Deed[industryFeed] {
	return desk.Deed[industryFeed]{Name: name, Label: label, Lead: lead,
		May: desk.StaffOf[industryFeed],
		Hindrance: func(_ *register.View, f industryFeed) (string, error) {
			if pause && f.Paused {
				return "It is paused already.", nil
			}
			return "", nil
		},
		Do: func(d *industryDoing) error {
			d.Record.Paused, d.Record.Wanted = pause, !pause
			return nil
		}}
}

// feedAnswer says how the reading of a feed goes.
func feedAnswer(f industryFeed) (string, page.Tag) {
	switch {
	case f.Paused:
		return "It is paused", page.Tag{Text: "Paused", Tone: page.Wait}
	case f.Fault != "":
		return "It could not be read", page.Tag{Text: "At fault", Tone: page.Stop}
	case f.ReadAt.IsZero():
		return "It was not read yet", page.Tag{Text: "New", Tone: page.Wait}
	}
	return "It is read", page.Tag{Text: "Read", Tone: page.Good}
}

func tellFeed(_ *register.View, f industryFeed) desk.Told {
	text, tag := feedAnswer(f)
	if f.Fault != "" {
		text += ": " + f.Fault
	}
	return desk.Told{Data: f, Item: page.Item{Head: page.Words{desk.Link(f)}, Tag: &tag,
		Body: []page.Words{page.Say(f.Source), page.Say(text)}},
		Entry: page.Entry{ID: f.ID, Title: f.Title, Summary: text, To: desk.AddressOf(f),
			Cells: []string{f.ID, f.Title, f.Source, f.Type, f.Address, instant(f.ReadAt), f.Fault}}}
}

// showFeed is the page of a feed.
func showFeed(l *shelf.Look[industryFeed]) error {
	f := l.Rec
	text, tag := feedAnswer(f)
	l.Title, l.Tag = text, &tag
	counted := map[string]int{}
	for _, status := range []string{suggested, listed, declined} {
		n, err := register.Count[*record.Suggestion](l.V, register.Query{Key: "feed", Is: f.ID,
			Where: []register.Key{{Name: "status", Value: status}}})
		if err != nil {
			return err
		}
		counted[status] = n
	}
	found := page.Fact("Found in it", page.T(fmt.Sprintf("%d that wait, %d listed, %d declined",
		counted[suggested], counted[listed], counted[declined])))
	if err := l.Facts([]page.Row{found}); err != nil {
		return err
	}
	l.Blocks = append(l.Blocks, page.Nav{Label: "Related", Links: []page.Link{
		{Text: "Suggestions that wait", To: page.At("suggestions")},
		{Text: "Open industry consultations", To: industryAddress}}})
	return nil
}
