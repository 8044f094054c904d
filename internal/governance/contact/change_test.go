package contact_test

import (
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

// TestOldForm: a form that was opened before the opt-in was withdrawn, or before others were given
// or taken back, undoes none of that; and whoever opts in again says so.
func TestOldForm(t *testing.T) {
	s := begin(t)
	to := s.listed(keeper)
	opened := func() *page.Form {
		form, err := s.Form(keeper, to+"/change")
		if err != nil {
			t.Fatal(err)
		}
		return form
	}
	send := func(form *page.Form) error {
		in := page.Input{Values: map[string][]string{}, Version: form.Version}
		for _, f := range form.Fields {
			in.Values[f.Name] = f.Values
		}
		now := s.Code.Now()
		_, err := s.Routes()["/operational-contacts/{id}/change"].Submit(&page.Ask{
			Context: t.Context(), Who: keeper, Moment: page.Moment{So: now, Known: now},
			Path: map[string]string{"id": strings.TrimPrefix(to, "/operational-contacts/")}}, in)
		return err
	}
	refused := func(form *page.Form, verb string) {
		t.Helper()
		if err := send(form); err == nil ||
			!strings.Contains(err.Error(), "while you were at it ("+verb) {
			t.Errorf("the form from before %q: %v", verb, err)
		}
	}
	form := opened()
	s.Do(keeper, to+"/opt-out")
	refused(form, "withdraw the opt-in")
	s.as(staff, "/contact-changes?show=waiting", "Nothing waits")
	s.Do(keeper, to+"/change", "main-phone", "01632 960128")
	s.as(staff, "/contact-changes?show=waiting", "Nothing waits")
	s.hidden(seeker, to)
	s.Do(keeper, to+"/change", "opt-in", "yes")
	form = opened()
	s.Do(keeper, s.waiting()+"/withdraw")
	refused(form, "withdraw the details")
	form = opened()
	s.Do(keeper, to+"/change", "opt-in", "yes")
	refused(form, "change the details")
	if err := send(opened()); err != nil {
		t.Errorf("the form of now: %v", err)
	}
}
