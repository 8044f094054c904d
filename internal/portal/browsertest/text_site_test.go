package browsertest_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mains-energy/mains/internal/clock"
	"github.com/mains-energy/mains/internal/governance/governancetest"
	"github.com/mains-energy/mains/internal/page"
	"github.com/mains-energy/mains/internal/portal"
)

// texts is a Code of a text and a form that changes it.
type texts struct {
	posted atomic.Int64  // how many forms were sent
	asked  chan string   // what previews are asked for
	answer chan struct{} // lets each of them be answered
	fails  atomic.Bool   // whether they are
}

// textSite serves it.
func textSite(t *testing.T, c *texts) string {
	t.Helper()
	p, err := portal.New(portal.Config{Network: struct{ portal.Network }{}, Code: c,
		Wall: clock.NewFrozen(governancetest.Start), Random: rand.NewChaCha8([32]byte{1}),
		Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(p.Handler())
	t.Cleanup(server.Close)
	return server.URL
}

func (*texts) Now() time.Time { return governancetest.Start }

func (*texts) Frame(*page.Ask) page.Frame {
	return page.Frame{Nav: []page.Link{{Text: "The Code", To: "/text"}}}
}

func (*texts) ParseMoment(text string) (time.Time, error) { return time.Parse(time.DateOnly, text) }

func (*texts) Moment(t time.Time) string { return t.Format("15:04 on 2 January 2006") }

func (*texts) Person(context.Context, string) (portal.Person, error) {
	return portal.Person{}, page.ErrNotFound
}

func (*texts) Demo(context.Context) ([]portal.Person, error) { return nil, nil }

func (c *texts) Routes() []page.Route {
	return []page.Route{
		{Pattern: "/", View: c.text}, {Pattern: "/text", View: c.text},
		{Pattern: "/edit", Form: c.edit, Submit: c.sent, Preview: c.preview},
	}
}

func (*texts) text(*page.Ask) (*page.View, error) {
	return &page.View{Title: "Section F", Kicker: "The Code", Tabs: []page.Tab{
		{Text: "Text", To: "/text", Current: true}, {Text: "History", To: "/text?history"}},
		Blocks: []page.Block{
			page.Notice{Tone: page.Wait, Title: "Not in force: as it would be with MP192."},
			page.Clauses{Clauses: provisions()}}}, nil
}

// provisions are clauses of every kind, enough for several sheets.
func provisions() (clauses []page.Clause) {
	hub := page.Term{Text: "Communications Hub", To: "/text#F8.7",
		Means: "a Device that connects the other Devices of a premises to the wide area network."}
	supplier := page.Term{Text: "Supplier", To: "/text#F1", Means: "a Party that supplies energy."}
	say := func(words ...page.Inline) []page.Passage { return []page.Passage{{Words: words}} }
	for i := 1; i <= 9; i++ {
		n := fmt.Sprintf("F%d", i)
		at := func(part string) page.Address { return page.At("text", n+part) }
		clauses = append(clauses,
			page.Clause{ID: n, Number: n, To: at(""), Heading: page.Say("Hubs and their parts")},
			page.Clause{ID: n + ".7", Number: n + ".7", To: at(".7"), Level: 1, Mark: page.Changed,
				Text: say(page.T("Each "), supplier, page.T(" "), page.Del("may"), page.T(" "),
					page.Ins("shall"), page.T(" order each "), hub, page.T(" that it wants to have "+
						"within five months, and has to say of every single "), hub, page.T(":")),
				Notes: []page.Words{{page.T("Changed by "), page.Link{Text: "MP192", To: "/text"}}}},
			page.Clause{ID: n + ".7(a)", Number: "(a)", To: at(".7(a)"), Level: 2, Mark: page.Inserted,
				Text: say(page.T("how many of each "), hub, page.T(" there are to be;"))},
			page.Clause{ID: n + ".7(b)", Number: "(b)", To: at(".7(b)"), Level: 2, Mark: page.Deleted,
				Text: say(page.T("where each is to go."))},
			page.Clause{ID: n + ".8", Number: n + ".8", To: at(".8"), Level: 1, Was: n + ".9",
				Mark: page.Renumbered, Text: []page.Passage{{Rows: [][]page.Words{
					{page.Say("Variant"), page.Say("From")}, {{hub}, page.Say("2022")}}}}})
	}
	return clauses
}

func (*texts) edit(*page.Ask) (*page.Form, error) {
	return &page.Form{Title: "Change clause F8.7", Submit: "Save", Preview: &page.Preview{},
		Fields: []page.Field{{Name: "text", Label: "Text", Control: page.Area, Plain: true, Rows: 12},
			{Name: "why", Label: "Why"}}}, nil
}

func (c *texts) sent(*page.Ask, page.Input) (*page.Done, error) {
	c.posted.Add(1)
	return &page.Done{To: "/text"}, nil
}

func (c *texts) preview(_ *page.Ask, in page.Input) ([]page.Block, error) {
	text := in.Text("text")
	if c.asked != nil {
		c.asked <- text
		<-c.answer
	}
	if c.fails.Load() {
		return nil, fmt.Errorf("preview of %q", text)
	}
	if strings.Contains(text, "F99") {
		return nil, page.Faults{{Field: "text", Text: "There is no clause F99"}}
	}
	return []page.Block{page.Clauses{Clauses: []page.Clause{{ID: "F8.7", Number: "F8.7",
		Mark: page.Changed, Text: []page.Passage{{Words: page.Words{page.Ins(text)}}}}}}}, nil
}
