package portal

import (
	"slices"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/internal/page"
)

const servicesAddress page.Address = "/services"

// searchQuery is what is searched for, as the search box has it.
const searchQuery = "q"

// service is a Service Reference Variant, as a row of the access matrix and as a page.
type service struct {
	SRV     string     `json:"service_reference_variant"`
	Name    string     `json:"name"`
	Roles   []string   `json:"user_roles"`
	On      string     `json:"devices"`
	Kind    string     `json:"kind"` // critical, non-critical or DCC
	Future  string     `json:"future_dated"`
	Facts   []srv.Fact `json:"facts"`
	Becomes []becomes  `json:"becomes"`
}

// becomes is a Use Case that the Variant becomes, and when.
type becomes struct {
	UseCase string `json:"use_case"`
	Title   string `json:"title"`
	On      string `json:"devices"`
	When    string `json:"when,omitempty"`
}

func serviceOf(v *srv.Variant) service {
	s := service{
		SRV: v.SRV, Name: v.Name, On: v.On().String(), Kind: "non-critical", Future: v.Future.String(),
		Facts: v.Facts(), Roles: []string{}, Becomes: []becomes{},
	}
	switch {
	case v.NonDevice:
		s.Kind, s.On = "DCC", "the DCC"
	case v.Critical:
		s.Kind = "critical"
	}
	for _, role := range v.Roles {
		s.Roles = append(s.Roles, role.String())
	}
	for _, r := range v.Routes {
		s.Becomes = append(s.Becomes,
			becomes{r.UseCase.Code, r.UseCase.Title, r.On.String(), r.Condition()})
	}
	return s
}

// services is the content of the catalogue for programs.
type services struct {
	Services []service `json:"services"`
}

// servicesRoute is the catalogue: who may send what. A query keeps those whose number or name
// has its words in it.
func (p *Portal) servicesRoute() *route {
	return &route{Route: page.Route{Pattern: string(servicesAddress),
		View: func(ask *page.Ask) (*page.View, error) {
			content := services{[]service{}}
			sought := strings.ToLower(strings.TrimSpace(ask.Query.Get(searchQuery)))
			for _, v := range srv.All {
				if strings.Contains(strings.ToLower(v.SRV+" "+v.Name), sought) {
					content.Services = append(content.Services, serviceOf(v))
				}
			}
			return &page.View{
				Title:  "Service Requests",
				Lead:   "All Service Reference Variants, who may send them, and to which Devices they go.",
				Blocks: []page.Block{matrix(content.Services)},
				Data:   content,
			}, nil
		}}}
}

// matrix is who may send what.
func matrix(rows []service) page.Table {
	t := page.Table{Caption: "Who may send what", Columns: columns("SRV", "Name"), RowHeads: true,
		Empty: "No Service Request has that in its number or name."}
	var roles []string
	for role := duis.IS; role <= duis.MDR; role++ {
		roles = append(roles, role.String())
	}
	t.Columns = append(append(t.Columns, columns(roles...)...),
		columns("Kind", "Future dated", "Devices")...)
	for _, s := range rows {
		row := []page.Words{
			{page.Link{Text: s.SRV, To: page.At("services", s.SRV)}}, page.Say(s.Name)}
		for _, role := range roles {
			may := ""
			if slices.Contains(s.Roles, role) {
				may = "yes"
			}
			row = append(row, page.Say(may))
		}
		t.Rows = append(t.Rows, append(row, page.Say(s.Kind), page.Say(s.Future), page.Say(s.On)))
	}
	return t
}

// serviceRoute is one Variant: what it is, and what it becomes.
func (p *Portal) serviceRoute() *route {
	return &route{Route: page.Route{Pattern: string(servicesAddress) + "/{srv}",
		View: func(ask *page.Ask) (*page.View, error) {
			i := slices.IndexFunc(srv.All, func(v *srv.Variant) bool { return v.SRV == ask.Path["srv"] })
			if i < 0 {
				return nil, page.ErrNotFound
			}
			s := serviceOf(srv.All[i])
			facts := page.Summary{}
			for _, f := range s.Facts {
				facts.Rows = append(facts.Rows, page.Fact(f.Name, page.T(f.Text)))
			}
			view := &page.View{
				Title: s.Name, Kicker: "Service Request " + s.SRV, Data: s,
				Crumbs: []page.Link{{Text: "Service Requests", To: servicesAddress}},
				Blocks: []page.Block{section("What it is", facts)},
			}
			if len(s.Becomes) > 0 {
				view.Blocks = append(view.Blocks, section("What it becomes", useCases(s.Becomes)))
			}
			return view, nil
		}}}
}

// useCases are what a Variant becomes.
func useCases(rows []becomes) page.Table {
	t := page.Table{Caption: "Use Cases", Columns: columns("Use Case", "Title", "On", "When"),
		RowHeads: true}
	for _, b := range rows {
		t.Rows = append(t.Rows, []page.Words{page.Say(b.UseCase), page.Say(b.Title), page.Say(b.On),
			page.Say(b.When)})
	}
	return t
}
