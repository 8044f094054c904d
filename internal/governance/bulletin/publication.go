package bulletin

import (
	"net/url"
	"slices"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/governance/shelf"
	"github.com/mains-energy/mains/internal/page"
)

// publicationKinds are the kinds of publication.
var publicationKinds = shelf.Options("paper", "Paper", "report", "Report", "guidance", "Guidance",
	"download", "Download", "letter", "Letter", "decision_notice", "Decision notice", "web_page",
	"Web page")

// classes are the marks that a publication can have here, the lowest first. A RED paper is one
// of a meeting, and is handled there.
var classes = []record.Classification{"WHITE", "GREEN", "AMBER"}

// classOf is the mark of a publication: one that bears none is for everyone.
func classOf(p *record.Publication) record.Classification {
	if p.Classification == "" {
		return "WHITE"
	}
	return p.Classification
}

func publications() shelf.Of[*record.Publication] {
	type P = *record.Publication
	bound := publicationFields()
	return shelf.Of[P]{
		Listing: desk.Listing[P]{Kind: "publication", Parts: publicationParts, Above: kindsNav,
			Tell:    shelf.Each(tellPublication),
			Columns: []string{"id", "title", "kind", "classification", "contained_in", "meeting"},
			Lead:    "Papers that are not open to everyone are listed for those who may see them."},
		Adding: desk.Adding[P]{Label: "Add a publication",
			New: func(id string) P { return &record.Publication{Head: record.Head{ID: id}} },
			Fields: func(v *register.View, p P) ([]page.Field, error) {
				fields, err := desk.Asked(bound)(v, p)
				return append(fields, classField("WHITE")), err
			},
			Do: func(d *desk.Doing[P]) error {
				d.Record.PublishedOn = calendar.DateOf(d.Tx.Now())
				d.Record.Classification = record.Classification(d.In.Text("class"))
				if err := desk.Taken(bound)(d); err != nil {
					return err
				}
				return whose(d.Record)
			}},
		Deeds: desk.Deeds[P]{Deeds: []desk.Deed[P]{
			{Name: "change", Label: "Change the details", May: desk.StaffOf[P],
				Fields: desk.Asked(bound), Do: func(d *desk.Doing[P]) error {
					if err := desk.Taken(bound)(d); err != nil {
						return err
					}
					if err := notItself(d.Tx.View, d.Record); err != nil {
						return err
					}
					return whose(d.Record)
				}},
			addVersion(), takeBack(), mark(),
			shelf.Withdraw[P]("It is no longer shown. Pages of earlier days still show it.")}},
		Show: showPublication,
	}
}

func publicationFields() []desk.Bound[*record.Publication] {
	type P = *record.Publication
	return []desk.Bound[P]{
		shelf.Title(func(p P) *string { return &p.Title }),
		desk.BoundText(page.Field{Name: "kind", Label: "Kind", Control: page.Select,
			Options: publicationKinds}, func(p P) *string { return &p.Kind }),
		shelf.Area("summary", "Summary", "", func(p P) *string { return &p.Summary }),
		shelf.Line("pack", "Pack", "The pack of papers that it is in",
			func(p P) *string { return &p.ContainedIn }),
		bodyField(""),
		desk.BoundRef(page.Field{Name: "meeting", Label: "Meeting", Optional: true}, "meeting",
			register.Query{Key: "when", Desc: true}, func(p P) *string { return &p.Meeting }),
		shelf.Groups("audience", "For whom", func(p P) *[]string { return &p.Audience }),
		shelf.Line("version", "Version", "", func(p P) *string { return &p.Version }),
		desk.BoundRef(page.Field{Name: "supersedes", Label: "Replaces", Optional: true}, "publication",
			register.Query{Key: "title"}, func(p P) *string { return &p.Supersedes }),
		desk.BoundRef(page.Field{Name: "derived", Label: "Redacted from", Optional: true,
			Hint: "Where it is another in which some is left out"}, "publication",
			register.Query{Key: "title"}, func(p P) *string { return &p.DerivedFrom }),
	}
}

// bodyField asks of which body it is.
func bodyField(hint string) desk.Bound[*record.Publication] {
	return desk.BoundRef(page.Field{Name: "body", Label: "Body", Hint: hint, Optional: true}, "body",
		register.Query{Key: "title"}, func(p *record.Publication) *string { return &p.Body })
}

// classField asks for the mark.
func classField(now record.Classification) page.Field {
	f := page.Field{Name: "class", Label: "Classification", Control: page.Choice,
		Values: []string{string(now)}}
	marks := map[record.Classification]policy.Mark{"WHITE": policy.White, "GREEN": policy.Green,
		"AMBER": policy.Amber}
	for _, c := range classes {
		f.Options = append(f.Options, page.Option{Value: string(c), Label: string(c),
			Hint: "for " + marks[c].Readers()})
	}
	return f
}

// whose refuses an AMBER publication of no body: nobody would know who may see it.
func whose(p *record.Publication) error {
	if p.Classification == "AMBER" && p.Body == "" {
		return page.Faults{{Field: "body", Text: "Choose the body whose members may see it: it is AMBER"}}
	}
	return nil
}

// notItself refuses a publication that replaces itself, by way of others or at once.
func notItself(v *register.View, p *record.Publication) error {
	seen := map[string]bool{}
	for id := p.Supersedes; id != "" && !seen[id]; {
		if id == p.ID {
			return page.Faults{{Field: "supersedes", Text: "Choose another one: this one is replaced by it"}}
		}
		seen[id] = true
		before, err := register.Get[*record.Publication](v, id)
		if desk.Refusal(err) == page.ErrNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		id = before.Supersedes
	}
	return nil
}

// mark is the deed that changes the classification. It is raised at once; to lower it, the
// author's body agrees [D].
func mark() desk.Deed[*record.Publication] {
	type P = *record.Publication
	return desk.Deed[P]{Name: "mark", Label: "Change the classification", Reason: true,
		May:  desk.StaffOf[P],
		Lead: "Raising it needs nobody else. To lower it, the body that it comes from agrees.",
		Fields: func(v *register.View, p P) ([]page.Field, error) {
			fields := []page.Field{classField(classOf(p)),
				{Name: "agreed", Label: "Who agreed, and where", Control: page.Line, Optional: true,
					Hint: "Needed to lower it, such as: SEC Panel, Meeting 101"}}
			at := desk.BoundRef(page.Field{Name: "meeting", Label: "At which meeting of its body?",
				Optional: true, Hint: "Needed to lower it where it is of a body"}, "meeting",
				register.Query{Key: "body", Is: p.Body, Desc: true}, func(*record.Publication) *string {
					return new(string)
				})
			if p.Body == "" {
				at = bodyField("Needed to make it AMBER: whose members may see it")
			}
			more, err := at.Fields(v, p)
			return append(fields, more...), err
		},
		Do: func(d *desk.Doing[P]) error {
			p, to := d.Record, record.Classification(d.In.Text("class"))
			was, is := slices.Index(classes, classOf(p)), slices.Index(classes, to)
			switch {
			case was < 0:
				return page.Faults{{Field: "class", Text: "A RED paper is handled with its meeting"}}
			case was == is:
				return page.Faults{{Field: "class", Text: "Choose another one: it is " + string(to)}}
			case is < was && d.In.Text("agreed") == "":
				return page.Faults{{Field: "agreed", Text: "Enter who agreed to lower it, and where"}}
			case is < was && p.Body != "" && d.In.Text("meeting") == "":
				return page.Faults{{Field: "meeting", Text: "Choose the meeting at which its body agreed"}}
			case is < was:
				p.Agreed, p.AgreedAt = d.In.Text("agreed"), d.In.Text("meeting")
			}
			p.Classification = to
			if to == "AMBER" && p.Body == "" {
				p.Body = d.In.Text("body")
			}
			return whose(p)
		}}
}

// publicationParts are those of the kind that is asked for, or all, by title.
func publicationParts(_ *register.View, query url.Values) []desk.Part {
	q := register.Query{Key: "title"}
	if kind := query.Get("kind"); kind != "" {
		q.Where = []register.Key{{Name: "kind", Value: kind}}
	}
	return []desk.Part{{Empty: "There is none of this kind that you can see.", Query: q}}
}

// kindsNav leads to the publications of each kind.
func kindsNav(_ *register.View, query url.Values) []page.Block {
	nav := page.Nav{Label: "Kinds of publication", Links: []page.Link{
		{Text: "All", To: "/publications"}}}
	for _, k := range publicationKinds {
		link := page.Link{Text: k.Label,
			To: page.Address("/publications").With(url.Values{"kind": {k.Value}})}
		if query.Get("kind") == k.Value {
			link.Note = "shown"
		}
		nav.Links = append(nav.Links, link)
	}
	return []page.Block{nav}
}

// classTag is the mark of a publication.
func classTag(p *record.Publication) page.Tag {
	switch p.Classification {
	case "":
		return page.Tag{Text: "Open to everyone", Tone: page.Good}
	case "WHITE":
		return page.Tag{Text: "WHITE", Tone: page.Good}
	}
	return page.Tag{Text: string(p.Classification), Tone: page.Wait}
}

func tellPublication(_ *register.View, p *record.Publication) desk.Told {
	tag := classTag(p)
	body := []page.Words{page.Say(desk.Upper(desk.Plain(p.Kind)))}
	if p.ContainedIn != "" {
		body = append(body, page.Say("In "+p.ContainedIn))
	}
	return desk.Told{Data: p, Item: page.Item{Head: page.Words{desk.Link(p)}, Tag: &tag, Body: body},
		Entry: page.Entry{ID: p.ID, Title: p.Title, To: desk.AddressOf(p), Summary: p.Summary,
			Cells: []string{p.ID, p.Title, p.Kind, string(p.Classification), p.ContainedIn, p.Meeting}}}
}

// showPublication is the page of a publication.
func showPublication(l *shelf.Look[*record.Publication]) error {
	p := l.Rec
	tag := classTag(p)
	l.Title, l.Kicker, l.Tag, l.Lead = p.Heading(), desk.Upper(desk.Plain(p.Kind)), &tag, p.Summary
	suggestions, err := shelf.Reaching(l.V, "Suggestions to", p.SuggestionsTo)
	if err != nil {
		return err
	}
	rows := []page.Row{page.Fact("Who may see it", page.T(desk.Upper(l.Rec.Label().Mark.Readers())))}
	if !p.PublishedOn.IsZero() {
		rows = append(rows, page.Fact("Published", desk.On(p.PublishedOn)))
	}
	replaced, err := register.All[*record.Publication](l.V,
		register.Query{Key: "supersedes", Is: p.ID})
	if err != nil {
		return err
	}
	for _, by := range replaced {
		rows = append(rows, page.Fact("Replaced by", desk.Link(by)))
	}
	if len(replaced) > 0 {
		l.Blocks = append(l.Blocks, page.Notice{Tone: page.Wait, Words: page.Words{
			page.T("There is a later one: "), desk.Link(replaced[0])}})
	}
	if p.Classification == "" {
		rows = append(rows, page.Fact("Classification", page.Missing("none is printed")))
	}
	if err := l.Facts(append(rows, suggestions...), "kind", "summary", "published_on",
		"suggestions_to", "versions"); err != nil {
		return err
	}
	if len(p.Versions) > 0 {
		l.Section("Versions", versionTable(p))
	}
	return nil
}
