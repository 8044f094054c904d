package paper

import (
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// edit changes what a paper says before it is published, and what minutes say before they are
// confirmed. The form does not show a text whose readings are noted.
func edit() desk.Deed[*record.Paper] {
	return desk.Deed[*record.Paper]{
		Name: "edit", Label: "Change what it says",
		May: func(r *policy.Reader, p *record.Paper) bool {
			return r.Staff && (p.PublishedAt.IsZero() ||
				p.Kind == record.MinutesKind && p.ConfirmedAt == "")
		},
		Fields: func(_ *register.View, p *record.Paper) ([]page.Field, error) {
			title := page.Field{Name: "title", Label: "Title", Control: page.Line, Limit: 200,
				Values: []string{p.Title}, Absent: "Enter a title"}
			text := TextField()
			if text.Values = []string{p.Text.Text()}; noted(p.Classification) {
				text.Values, text.Optional = nil, true
				text.Hint = "Leave it empty to keep the text as it is"
			}
			return []page.Field{title, text}, nil
		},
		Do: func(x *desk.Doing[*record.Paper]) error {
			x.Record.Title = x.In.Text("title")
			if text := x.In.Text("text"); text != "" && text != x.Record.Text.Text() {
				x.Record.Text = register.NewSecret(text)
			}
			return nil
		},
	}
}
