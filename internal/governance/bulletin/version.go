package bulletin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// maxVersionText is how long the text of a version may be, in characters [D].
const maxVersionText = 200_000

// versionData is a version of a publication as programs read it.
type versionData struct {
	Publication string        `json:"publication" ref:"publication"`
	Version     string        `json:"version"`
	On          calendar.Date `json:"on,omitzero"`
	Latest      bool          `json:"latest"`
	What        string        `json:"what,omitempty"`
	Link        string        `json:"link,omitempty"`
	SHA256      string        `json:"sha256,omitempty"`      // of the file at the link
	Text        string        `json:"text,omitempty"`        // as it was attached
	TextSHA256  string        `json:"text_sha256,omitempty"` // of its octets in UTF-8
}

// textSHA256 is the digest of a text that is attached; empty where there is none.
func textSHA256(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// versions are the addresses of versions of publications.
func versions(d *desk.Desk) []page.Route {
	return []page.Route{{
		Pattern: "/publications/{id}/versions/{version}",
		View: func(ask *page.Ask) (*page.View, error) {
			v, err := d.View(ask)
			if err != nil {
				return nil, err
			}
			p, err := register.Get[*record.Publication](v, ask.Path["id"])
			if err != nil {
				return nil, desk.Refusal(err)
			}
			i := slices.IndexFunc(p.Versions, func(each record.PublicationVersion) bool {
				return each.Version == ask.Path["version"]
			})
			if i < 0 {
				return nil, page.ErrNotFound
			}
			return showVersion(v, p, i)
		},
		Examples: func(ctx context.Context) (examples []map[string]string, err error) {
			all, err := register.All[*record.Publication](d.Now(ctx), register.Query{})
			for _, p := range all {
				for _, each := range p.Versions {
					examples = append(examples, map[string]string{"id": p.ID, "version": each.Version})
				}
			}
			return examples, err
		},
	}}
}

// showVersion is the page of a version: where it is, what it says, and how to check it.
func showVersion(v *register.View, p *record.Publication, i int) (*page.View, error) {
	each, last := &p.Versions[i], len(p.Versions)-1
	data := versionData{p.ID, each.Version, each.On, i == last, each.What, each.Link, each.SHA256,
		each.Text.Text(), textSHA256(each.Text.Text())}
	tag := page.Tag{Text: "Latest", Tone: page.Good}
	view := &page.View{Title: "Version " + each.Version, Kicker: p.Heading(), Tag: &tag, Data: data,
		Crumbs: append(desk.Crumbs("publication"), desk.Link(p))}
	if !data.Latest {
		tag = page.Tag{Text: "Replaced", Tone: page.Stop}
		view.Blocks = append(view.Blocks, page.Notice{Tone: page.Wait, Words: page.Words{
			page.T("There is a later one: "), versionLink(p, last)}})
	}
	rows := []page.Row{page.Fact("Of", desk.OnOrUnknown(each.On))}
	if each.What != "" {
		rows = append(rows, page.Fact("What changed", page.T(each.What)))
	}
	if each.Link != "" {
		rows = append(rows, page.Fact("File", page.Link{Text: each.Link, Out: each.Link}),
			page.Fact("SHA-256 of the file", page.Code(each.SHA256)))
	}
	when, why, erased := each.Text.Erased()
	switch {
	case erased:
		rows = append(rows, page.Fact("Text", page.Missing("removed"), page.T(" on "), desk.At(when),
			page.T(": "+why)))
	case data.Text != "":
		rows = append(rows, page.Fact("SHA-256 of the text", page.Code(data.TextSHA256),
			page.T(" of its octets in UTF-8, as “text” of the JSON form of this page has them")))
	}
	view.Blocks = append(view.Blocks, page.Summary{Rows: rows})
	if data.Text != "" {
		view.Blocks = append(view.Blocks, page.Section{Title: "What it says",
			Blocks: []page.Block{page.Verbatim{Text: data.Text}}})
	}
	return view, desk.Dated(v, p, view)
}

func versionLink(p *record.Publication, i int) page.Link {
	name := p.Versions[i].Version
	return page.Link{Text: "version " + name, To: page.At("publications", p.ID, "versions", name)}
}

// versionTable is the versions of a publication, the latest first, with what a reader checks theirs
// against.
func versionTable(p *record.Publication) page.Table {
	t := page.Table{Caption: "The latest first", RowHeads: true, Columns: []page.Column{
		{Title: "Version"}, {Title: "Of"}, {Title: "File"}, {Title: "SHA-256"}}}
	for i, each := range slices.Backward(p.Versions) {
		row := []page.Words{{versionLink(p, i)}, {desk.OnOrUnknown(each.On)}, page.Say("its text"),
			{page.Code(textSHA256(each.Text.Text()))}}
		if each.Link != "" {
			row[2], row[3] = page.Words{page.Link{Text: each.Link, Out: each.Link}},
				page.Words{page.Code(each.SHA256)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// addVersion is the deed that says where a version can be had, or what it says.
func addVersion() desk.Deed[*record.Publication] {
	type P = *record.Publication
	return desk.Deed[P]{Name: "add-version", Label: "Add a version", May: desk.StaffOf[P],
		Lead: "It is the latest from now on, and those before stay. Whoever may see the publication " +
			"reads the text; one whose readings are to be noted is a paper of its meeting.",
		Fields: func(*register.View, P) ([]page.Field, error) {
			return []page.Field{
				{Name: "version", Label: "Version", Control: page.Line, Limit: 40, Hint: "Such as 2.0"},
				{Name: "what", Label: "What changed", Control: page.Area, Rows: 3, Limit: 1000,
					Optional: true},
				{Name: "link", Label: "Where the file is", Control: page.Line, Limit: 1000, Optional: true},
				{Name: "sha256", Label: "SHA-256 of the file", Control: page.Line, Limit: 100,
					Optional: true, Hint: "What sha256sum, or certutil -hashfile FILE SHA256, prints of it"},
				{Name: "text", Label: "Its text", Control: page.Area, Rows: 15, Limit: maxVersionText,
					Optional: true, Hint: "Where it is a text: its own SHA-256 is made of it"},
			}, nil
		},
		Do: func(d *desk.Doing[P]) error {
			p, each := d.Record, record.PublicationVersion{Version: d.In.Text("version"),
				On: calendar.DateOf(d.Tx.Now()), What: d.In.Text("what"),
				SHA256: strings.ToLower(strings.Join(strings.Fields(d.In.Text("sha256")), ""))}
			if text := strings.ReplaceAll(d.In.Text("text"), "\r\n", "\n"); text != "" {
				each.Text = register.NewSecret(text)
			}
			var err error
			if each.Link, err = desk.LinkIn(d.In, "link"); err != nil {
				return err
			}
			if err := checkable(p, &each).Err(); err != nil {
				return err
			}
			p.Versions, p.Version = append(p.Versions, each), each.Version
			return nil
		}}
}

// checkable says why a version cannot be added: a reader is to be able to check what they hold.
func checkable(p *record.Publication, each *record.PublicationVersion) (faults page.Faults) {
	if !record.IsVersion(each.Version) {
		faults.Add("version", "Enter letters, digits and - with numbers after dots, such as 2.0")
	}
	if slices.ContainsFunc(p.Versions, func(o record.PublicationVersion) bool {
		return o.Version == each.Version
	}) {
		faults.Add("version", "Enter another one: there is a version %s already", each.Version)
	}
	switch {
	case each.Link == "" && each.SHA256 != "":
		faults.Add("link", "Enter where the file is that the SHA-256 is of")
	case each.Link == "" && each.Text.Empty():
		faults.Add("link", "Enter where the file is, or its text")
	case each.Link != "" && !record.IsSHA256(each.SHA256):
		faults.Add("sha256", "Enter the SHA-256 of the file, 64 hexadecimal digits: by it readers check "+
			"what they hold")
	}
	return faults
}

// takeBack is the deed that takes back a version that was added in error.
func takeBack() desk.Deed[*record.Publication] {
	type P = *record.Publication
	return desk.Deed[P]{Name: "take-back", Label: "Take back a version", Reason: true,
		May:  desk.StaffOf[P],
		Lead: "For one that was added in error. Pages of earlier days still show it.",
		Hindrance: func(_ *register.View, p P) (string, error) {
			if len(p.Versions) == 0 {
				return "It has no versions.", nil
			}
			return "", nil
		},
		Fields: func(_ *register.View, p P) ([]page.Field, error) {
			f := page.Field{Name: "which", Label: "Which version", Control: page.Choice}
			for _, each := range slices.Backward(p.Versions) {
				f.Options = append(f.Options, page.Option{Value: each.Version, Label: each.Version})
			}
			return []page.Field{f}, nil
		},
		Do: func(d *desk.Doing[P]) error {
			p := d.Record
			p.Versions = slices.DeleteFunc(p.Versions, func(each record.PublicationVersion) bool {
				return each.Version == d.In.Text("which")
			})
			p.Version = ""
			if n := len(p.Versions); n > 0 {
				p.Version = p.Versions[n-1].Version
			}
			return nil
		}}
}
