package portal

import (
	"encoding/json"
	"html/template"
	"net/http"
	"strings"

	"github.com/mains-energy/mains/duis"
	"github.com/mains-energy/mains/duis/srv"
)

var servicesPage = template.Must(template.New("services.html").ParseFS(files, "services.html"))

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

// May reports whether a role may send the request, for the matrix.
func (s service) May(role string) bool {
	for _, each := range s.Roles {
		if each == role {
			return true
		}
	}
	return false
}

// services is the content of the catalogue, or of the page of one Variant.
type services struct {
	Roles    []string  `json:"-"`
	Services []service `json:"services"`
	One      *service  `json:"-"`
}

// catalogue serves /services and /services/{srv}, as pages or JSON.
func (p *Portal) catalogue(w http.ResponseWriter, r *http.Request) {
	number, isJSON := strings.CutSuffix(r.PathValue("srv"), ".json")
	content := services{}
	for role := duis.IS; role <= duis.MDR; role++ {
		content.Roles = append(content.Roles, role.String())
	}
	for _, v := range srv.All {
		if number == "" || v.SRV == number {
			content.Services = append(content.Services, serviceOf(v))
		}
	}
	var data any = content
	if number != "" {
		if len(content.Services) == 0 {
			http.Error(w, "no such Service Reference Variant", http.StatusNotFound)
			return
		}
		content.One = &content.Services[0]
		data = content.One
	}
	p.write(w, r, isJSON || wantsJSON(r), servicesPage, content, data)
}

// write sends a page, or its data as JSON.
func (p *Portal) write(
	w http.ResponseWriter, r *http.Request, asJSON bool, page *template.Template, content, data any,
) {
	var out strings.Builder
	kind := "text/html; charset=utf-8"
	var err error
	if asJSON {
		kind = "application/json"
		encoder := json.NewEncoder(&out)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(data)
	} else {
		err = page.Execute(&out, content)
	}
	if err != nil {
		p.fault(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'")
	w.Header().Set("Vary", "Accept")
	// A reader that has gone needs no answer.
	_, _ = w.Write([]byte(out.String()))
}
