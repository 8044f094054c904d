package page_test

import (
	"fmt"
	"net/url"

	"github.com/mains-energy/mains/internal/page"
)

// sampleList is a list of n consultations.
func sampleList(n int) *page.View {
	list := &page.List{Title: "Consultations", Dated: true, Columns: []string{"Reference", "Title", "Closes"},
		Next: "/consultations?page=2"}
	table := page.Table{Columns: []page.Column{{Title: "Consultation"}, {Title: "For"},
		{Title: "Closes"}, {Title: "State"}}}
	for i := range n {
		id := fmt.Sprintf("c%d", i+1)
		title := fmt.Sprintf("MP%03d Refinement Consultation", 100+i)
		closes := day(2022, 2, 1+i%28, 17)
		list.Entries = append(list.Entries, page.Entry{
			ID: "consultation-" + id, Title: title, To: page.At("consultations", id),
			Summary: "Closes at 5pm; responses to SECAS, please", Updated: day(2022, 1, 14, 9),
			Starts: closes, Sequence: i, Cancelled: i == 2,
			Cells: []string{id, title, closes.Format("2006-01-02")},
		})
		table.Rows = append(table.Rows, []page.Words{
			{page.Link{Text: title, To: page.At("consultations", id)}},
			page.Say("SEC Parties"), {page.When{At: closes}},
			{page.Tag{Text: "Open", Tone: page.Good}},
		})
	}
	return &page.View{
		Title: "Consultations", Lead: "What SEC Parties and others are asked about now.",
		Crumbs: []page.Link{{Text: "Home", To: "/"}},
		Blocks: []page.Block{table, page.Nav{Label: "Pages", Links: []page.Link{
			{Text: "Next page", To: "/consultations?page=2"}}}},
		Data: list.Entries, List: list, Updated: day(2022, 1, 20, 9),
	}
}

func sampleForm() *page.Form {
	return &page.Form{
		Kicker: "MP192 Refinement Consultation", Title: "Respond to the consultation",
		Lead:   "You respond for your Party. You can change the response until the deadline.",
		Crumbs: []page.Link{{Text: "Home", To: "/"}, {Text: "Consultations", To: "/consultations"}},
		Before: []page.Block{page.Notice{Tone: page.Wait, Title: "Closes at 5pm on 4 February 2022"}},
		Fields: []page.Field{
			{Name: "name", Label: "Your name", Control: page.Line, Limit: 80, Complete: "name",
				Group: "About you"},
			{Name: "email", Label: "E-mail address", Control: page.Email, Complete: "email",
				Hint: "Only for questions about your response.", Group: "About you"},
			{Name: "phone", Label: "Telephone number", Control: page.Phone, Optional: true,
				Group: "About you"},
			{Name: "secret", Label: "Password", Control: page.Password, Complete: "current-password"},
			{Name: "view", Label: "Do you agree with the Proposed Solution?", Control: page.Choice,
				Hint: "One answer for the whole Party.", Absent: "Say whether you agree",
				Options: []page.Option{{Value: "yes", Label: "Yes"},
					{Value: "no", Label: "No", Hint: "You are asked for the reason below."},
					{Value: "none", Label: "No view"}}},
			{Name: "why", Label: "Why?", Control: page.Area, Rows: 6, Limit: 4000},
			{Name: "category", Label: "Party Category", Control: page.Select,
				Options: []page.Option{{Value: "large", Label: "Large Supplier"},
					{Value: "small", Label: "Small Supplier"}}},
			{Name: "parts", Label: "What is confidential", Control: page.Checks, Optional: true,
				Options: []page.Option{{Value: "costs", Label: "Costs"},
					{Value: "names", Label: "Names", Hint: "Of people and of systems."}}},
			{Name: "from", Label: "When could you be ready?", Control: page.Day,
				Hint: "For example, 30 6 2022"},
			{Name: "cost", Label: "Cost to your organisation, in pounds", Control: page.Number,
				Optional: true},
			{Name: "pack", Control: page.Hidden, Values: []string{"pack-2"}},
		},
		After: []page.Block{page.Para{Words: page.Say("Your response is published with the " +
			"report, without what is confidential.")}},
		Submit: "Submit response", Second: "Save draft", Draft: true, Version: "7",
		Preview: &page.Preview{Button: "Show", Blocks: []page.Block{sampleClauses()}},
	}
}

func sampleFaults() *page.Form {
	form := sampleForm()
	form.Danger = true
	in := page.ReadInput(url.Values{
		"name": {"A <name>"}, "email": {"nobody"}, "view": {"maybe"}, "why": {"\nBecause\nso"},
		"category": {"small"}, "parts": {"costs", "other"}, "from-day": {"31"},
		"from-month": {"Feb"}, "from-year": {"2022"}, "cost": {"lots"}, "secret": {"s3cret"},
		"_version": {"6"},
	})
	return form.Filled(in, form.Check(in))
}
