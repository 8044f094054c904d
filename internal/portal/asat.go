package portal

import (
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/page"
)

// The fields of the form that asks for a moment, and of every form that leads back.
const (
	momentField = "moment"
	thenField   = "then"
)

// asAtRoute asks for a moment, and leads to the page as at then.
func (p *Portal) asAtRoute() *route {
	return &route{Route: page.Route{Pattern: "/as-at",
		Form: func(ask *page.Ask) (*page.Form, error) {
			return momentForm(ask.Query.Get(thenField)), nil
		},
		Submit: func(_ *page.Ask, in page.Input) (*page.Done, error) {
			typed := in.Text(momentField)
			so, err := p.code.ParseMoment(typed)
			if err != nil {
				return nil, page.Faults{momentFault(err)}
			}
			then := in.Text(thenField)
			if !local(then) {
				then = "/"
			}
			at := address{moment: so.UTC().Format(time.RFC3339Nano), known: in.Text(knownQuery) == "now"}
			return &page.Done{To: page.Address(at.prefix() + then)}, nil
		},
	}}
}

// momentForm asks for a moment to see a page as at.
func momentForm(then string) *page.Form {
	if !local(then) {
		then = "/"
	}
	return &page.Form{
		Title: "See the register as at another moment",
		Fields: []page.Field{
			{Name: momentField, Label: "Moment", Control: page.Line,
				Hint: "For example, 20 January 2022, 20/01/2022, or 20 January 2022, 5pm, by the clocks " +
					"of London. A day alone is its start: what happens on that day comes later",
				Absent: "Enter a day, or a day and a time"},
			{Name: knownQuery, Label: "As known", Control: page.Choice, Values: []string{"then"},
				Options: []page.Option{
					{Value: "then", Label: "At that moment",
						Hint: "What was entered or put right later is left out"},
					{Value: "now", Label: "Now", Hint: "With all that was entered since"},
				}},
			{Name: thenField, Control: page.Hidden, Values: []string{then}},
		},
		Submit: "Go to that moment",
	}
}

// momentFault says what is wrong with a moment: a package that names itself first is not what
// the reader asked.
func momentFault(err error) page.Fault {
	text := err.Error()
	if origin, rest, found := strings.Cut(text, ": "); found && !strings.Contains(origin, " ") {
		text = rest
	}
	first, n := utf8.DecodeRuneInString(text)
	return page.Fault{Field: momentField, Text: string(unicode.ToUpper(first)) + text[n:]}
}

// refuseMoment answers where a moment cannot be read: with the form, and what was typed.
func (v *visit) refuseMoment(bad *badMoment) {
	fault := momentFault(bad.err)
	if v.wantsJSON() {
		v.sendRefusal(&refusal{http.StatusBadRequest, "That is not a moment", fault.Text})
		return
	}
	then := string(page.Address(v.path).With(v.query))
	known := "then"
	if v.known {
		known = "now"
	}
	in := page.Input{Values: map[string][]string{
		momentField: {strings.ToValidUTF8(bad.typed, "\uFFFD")}, knownQuery: {known}, thenField: {then}}}
	form := momentForm(then).Filled(in, page.Faults{fault})
	v.address, v.query = address{path: "/as-at"}, url.Values{}
	if err := v.sendForm(http.StatusBadRequest, form); err != nil {
		v.fault(err)
	}
}
