package page_test

import (
	"bytes"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/mains-energy/mains/internal/page"
)

func TestDay(t *testing.T) {
	for _, c := range []struct{ day, month, year, want, wrong string }{
		{"", "", "", "", ""},
		{"28", "1", "2022", "2022-01-28", ""},
		{" 1 ", "09", "2022", "2022-09-01", ""},
		{"29", "Feb", "2024", "2024-02-29", ""},
		{"4", "february", "2022", "2022-02-04", ""},
		{"29", "2", "2022", "", "must be a day that exists"},
		{"31", "dec", "2022", "2022-12-31", ""},
		{"31", "4", "2022", "", "must be a day that exists"},
		{"0", "4", "2022", "", "must be a day that exists"},
		{"1", "13", "2022", "", "must be a day that exists"},
		{"1", "0", "2022", "", "must be a day that exists"},
		{"1", "257", "2022", "", "must be a day that exists"},
		{"1", "ma", "2022", "", "must be a day that exists"},
		{"257", "1", "2022", "", "must be a day that exists"},
		{"-1", "1", "2022", "", "must be a day that exists"},
		{"1", "1", "22", "", "must have a year of four digits"},
		{"1", "1", "12022", "", "must have a year of four digits"},
		{"1", "1", "next", "", "must be a day that exists"},
		{"", "1", "2022", "", "must include a day"},
		{"1", "", "", "", "must include a month and a year"},
	} {
		got, wrong := page.ReadInput(url.Values{"from-day": {c.day}, "from-month": {c.month},
			"from-year": {c.year}}).Day("from")
		if got != c.want || wrong != c.wrong {
			t.Errorf("%q %q %q: got %q, %q; want %q, %q",
				c.day, c.month, c.year, got, wrong, c.want, c.wrong)
		}
	}
	whole := page.Input{Values: map[string][]string{"from": {"2022-01-28"}}}
	if got, wrong := whole.Day("from"); got != "2022-01-28" || wrong != "" {
		t.Errorf("a whole day: got %q, %q", got, wrong)
	}
	whole.Values["from"] = []string{"28.1.2022"}
	if got, wrong := whole.Day("from"); got != "" || wrong != "must be a day, such as 2022-01-28" {
		t.Errorf("no whole day: got %q, %q", got, wrong)
	}
}

// right is an input that has nothing wrong, for sampleForm.
func right() url.Values {
	return url.Values{
		"name": {"A name"}, "email": {"name@example.com"}, "secret": {"s3cret"}, "view": {"no"},
		"why": {"Because\r\nso"}, "category": {"small"}, "parts": {"costs", "names"},
		"from-day": {"30"}, "from-month": {"6"}, "from-year": {"2022"}, "cost": {"-12.50"},
		"pack": {"pack-2"}, "_version": {"7"},
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, value, field, want string
	}{
		{"name", "", "name", "Your name: fill this in"},
		{"name", " \t", "name", "Your name: fill this in"},
		{"name", strings.Repeat("é", 80), "", ""},
		{"name", strings.Repeat("é", 81), "name",
			"Your name: use 80 characters or fewer; these are 81"},
		{"name", "a\u202eb", "name",
			"Your name: take out what is not text: control characters, or damaged ones"},
		{"name", "a\x00b", "name",
			"Your name: take out what is not text: control characters, or damaged ones"},
		{"name", "a\xffb", "name",
			"Your name: take out what is not text: control characters, or damaged ones"},
		{"name", "a\nb", "name",
			"Your name: take out what is not text: control characters, or damaged ones"},
		{"email", "a@b.example", "", ""},
		{"email", "nobody", "email",
			"E-mail address: enter an e-mail address, such as name@example.com"},
		{"phone", "", "", ""},
		{"phone", "+44 (0)20 7946 0000 ext. 12", "", ""},
		{"phone", "call me at 12", "phone",
			"Telephone number: enter a telephone number, such as 020 7946 0000"},
		{"view", "", "view", "Say whether you agree"},
		{"view", "maybe", "view",
			"Do you agree with the Proposed Solution? Choose from what is offered"},
		{"why", strings.Repeat("\r\n", 1999) + "ab", "", ""},
		{"why", strings.Repeat("a", 4001), "why",
			"Why? Use 4,000 characters or fewer; these are 4,001"},
		{"why", "a\x07", "why",
			"Why? Take out what is not text: control characters, or damaged ones"},
		{"why", "", "why", "Why? Fill this in"},
		{"category", "", "category", "Party Category: choose one"},
		{"category", "huge", "category", "Party Category: choose from what is offered"},
		{"parts", "costs", "", ""},
		{"parts", "other", "parts", "What is confidential: choose from what is offered"},
		{"from-day", "31", "from", "When could you be ready? This must be a day that exists"},
		{"from-day", "", "from", "When could you be ready? This must include a day"},
		{"cost", "12", "", ""},
		{"cost", "12,5", "cost", "Cost to your organisation, in pounds: enter a number, such as 12"},
		{"_version", "6", "",
			"This has changed since you opened it. Look through it, and submit again"},
		{"stray", "what no field asks for", "", ""},
	} {
		posted := right()
		posted.Set(c.name, c.value)
		faults := sampleForm().Check(page.ReadInput(posted))
		var want page.Faults
		if c.want != "" {
			want = page.Faults{{Field: c.field, Text: c.want}}
		}
		if !slices.Equal(faults, want) {
			t.Errorf("%s %.40q: got %q, want %q", c.name, c.value, faults, want)
		}
	}
}

func TestCheckSeveral(t *testing.T) {
	posted := right()
	posted["view"] = []string{"yes", "no"}
	posted["parts"] = []string{"costs", "costs"}
	posted["from-day"], posted["from-month"], posted["from-year"] = nil, nil, nil
	want := page.Faults{
		{Field: "view", Text: "Do you agree with the Proposed Solution? Give one answer"},
		{Field: "parts", Text: "What is confidential: choose from what is offered"},
		{Field: "from", Text: "When could you be ready? Enter a day"},
	}
	if got := sampleForm().Check(page.ReadInput(posted)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestKeep holds what is handed on to what the form asks for. A field may be called as the inputs
// of every form are.
func TestKeep(t *testing.T) {
	form := page.Form{Version: "7", Fields: []page.Field{{Name: "version", Control: page.Line},
		{Name: "from", Control: page.Day}, {Name: "second", Control: page.Line, Optional: true}}}
	got := form.Keep(page.ReadInput(url.Values{"_version": {"7"}, "_second": {"yes"}, "_once": {"x"},
		"version": {"61.0"}, "from-day": {"1"}, "from-year": {"2022"}, "version-day": {"1"},
		"state": {"approved"}}))
	want := page.Input{Version: "7", Values: map[string][]string{"version": {"61.0"},
		"from-day": {"1"}, "from-year": {"2022"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestFigures takes numbers as people write them.
func TestFigures(t *testing.T) {
	form := page.Form{Fields: []page.Field{{Name: "n", Control: page.Number}}}
	for typed, want := range map[string]string{"£12,000": "12000", "12 000": "12000",
		"1 250 000.50": "1250000.50", "£ 12": "12", "-1,000": "-1000", "1\u00a0000": "1000",
		"12,5": "12,5", "1,0000": "1,0000", "1234,567": "1234,567", "12": "12", "twelve": "twelve",
		"": ""} {
		posted := url.Values{"n": {typed}}
		if got := form.Keep(page.ReadInput(posted)).Text("n"); got != want || posted["n"][0] != typed {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// TestDraft holds the second button to keep what is unfinished, and nothing that is wrong.
func TestDraft(t *testing.T) {
	draft := page.ReadInput(url.Values{"_second": {"yes"}, "_version": {"7"}})
	if !draft.Second {
		t.Error("the second button was pressed")
	}
	if faults := sampleForm().Check(draft); faults != nil {
		t.Errorf("nothing is wrong with nothing: %q", faults)
	}
	draft.Values["email"] = []string{"nobody"}
	if faults := sampleForm().Check(draft); len(faults) != 1 || faults[0].Field != "email" {
		t.Errorf("got %q, want a fault of email", faults)
	}
	form := sampleForm()
	form.Draft = false
	if faults := form.Check(draft); len(faults) != 7 {
		t.Errorf("got %q, want 7 faults", faults)
	}
}

func TestEmailsAndNumbers(t *testing.T) {
	form := page.Form{Fields: []page.Field{
		{Name: "l", Label: "L", Control: page.Line, Optional: true},
		{Name: "e", Label: "E", Control: page.Email, Optional: true},
		{Name: "n", Label: "N", Control: page.Number, Optional: true},
	}}
	check := func(field, value string) bool {
		return form.Check(page.Input{Values: map[string][]string{field: {value}}}) == nil
	}
	if !check("l", strings.Repeat("€", 300)) || check("l", strings.Repeat("\U0001F4A1", 300)) {
		t.Error("a line has up to 300 characters and 1,000 octets")
	}
	for _, good := range []string{"a@b.c", "SEC.Change+x@mail.example.co.uk", "o'n@b-c.example"} {
		if !check("e", good) {
			t.Errorf("%q is an e-mail address", good)
		}
	}
	for _, bad := range []string{"a", "@b.c", "a@", "a@b", "a@b.", "a@.c", "a@-b.c", "a@b-.c",
		"a b@c.d", "a@b@c.d", "a@b.c, d@e.f", "A <a@b.c>"} {
		if check("e", bad) {
			t.Errorf("%q is no e-mail address", bad)
		}
	}
	for _, good := range []string{"0", "12", "-1", "3.25", " 7 "} {
		if !check("n", good) {
			t.Errorf("%q is a number", good)
		}
	}
	for _, bad := range []string{"-", ".5", "5.", "1e3", "0x1", "+1", "1.2.3", "1 000", "--1", "٣"} {
		if check("n", bad) {
			t.Errorf("%q is no number", bad)
		}
	}
}

func TestFormAsShown(t *testing.T) {
	form := sampleForm()
	form.Once = "a token"
	got := form.AppendHTML(nil, sampleFrame("/consultations/c1/respond"))
	wants(t, got, `<form class="ask" method="post" novalidate action="/consultations/c1/respond">`,
		`<input type="hidden" name="_once" value="a token">`,
		"<title>Respond to the consultation – MP192 Refinement Consultation – mains</title>",
		`<input type="hidden" name="_version" value="7">`,
		`<input type="hidden" name="pack" value="pack-2">`,
		`<fieldset class="group">`+"\n<legend>About you</legend>",
		`<label for="field-phone">Telephone number <span class="optional">(optional)</span></label>`,
		`<p class="hint" id="field-name-limit">Up to 80 characters.</p>`,
		`id="field-name" name="name" aria-describedby="field-name-limit" autocomplete="name"`,
		`<fieldset role="radiogroup" aria-describedby="field-view-hint">`,
		`<button type="submit">Submit response</button>`,
		`<button type="submit" class="second" name="_second" value="yes">Save draft</button>`,
		`<script defer src="`+string(page.ScriptAddress())+`"></script>`)
	lacks(t, got, "Error: ", "aria-invalid", "There is a problem", "What you can do")
	if bytes.Count(got, []byte(`class="group"`)) != 1 {
		t.Errorf("want one group in\n%s", got)
	}
}

// TestFormWithFaults holds a form to keep what was typed and to say what is wrong.
func TestFormWithFaults(t *testing.T) {
	got := sampleFaults().AppendHTML(nil, sampleFrame("/consultations/c1/respond"))
	wants(t, got, "<title>Error: Respond to the consultation",
		`<div class="faults" role="alert" aria-labelledby="there-is-a-problem"`,
		"<li>This has changed since you opened it.",
		`<li><a href="#field-email">E-mail address: enter an e-mail address`,
		`<li><a href="#field-view">`, `<li><a href="#field-from">`,
		`id="field-email" name="email" aria-describedby="field-email-hint field-email-fault`+
			` field-email-saved" aria-invalid="true"`,
		`<p class="fault" id="field-email-fault"><span class="away">Error: </span>`+
			"Enter an e-mail address, such as name@example.com</p>",
		`value="A &lt;name&gt;"`, `value="nobody"`,
		">\n\nBecause\nso</textarea>", `value="small" selected>`, `value="costs" checked`,
		`name="from-day" value="31" aria-invalid="true"`, `name="from-month" value="Feb"`,
		`<input type="hidden" name="_version" value="7">`,
		`<button type="submit" class="danger">Submit response</button>`)
	lacks(t, got, "s3cret", `value="names" checked`, `value="large" selected`)
}

// TestNumber reads a number as people write it, and leaves other text as it is.
func TestNumber(t *testing.T) {
	for typed, want := range map[string]string{"£12,000": "12000", " 12 000.50 ": "12000.50",
		"-1,250": "-1250", "a lot": "a lot", "£ a,lot": "£ a,lot", "1,25": "1,25", "": ""} {
		form := page.Form{Fields: []page.Field{{Name: "n", Control: page.Number}}}
		if got := form.Keep(page.ReadInput(url.Values{"n": {typed}})).Values["n"][0]; got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// TestStale holds a form that has changed to show both texts, and to ask before one replaces the
// other.
func TestStale(t *testing.T) {
	form := page.Form{Title: "t", Version: "8", Fields: []page.Field{
		{Name: "same", Label: "Same", Values: []string{"as it was"}},
		{Name: "why", Label: "Why?", Control: page.Area, Group: "1. First", Values: []string{"a\nb"}},
		{Name: "on", Label: "On", Control: page.Day, Values: []string{"2022-01-28"}},
		{Name: "view", Label: "View", Control: page.Choice, Options: []page.Option{{Value: "yes",
			Label: "I agree"}, {Value: "no", Label: "I do not"}}, Values: []string{"yes"}}}}
	posted := url.Values{"_version": {"7"}, "same": {"as it was "}, "why": {"mine"},
		"on-day": {"28"}, "on-month": {"Jan"}, "on-year": {"2022"}, "view": {"no"}}
	in := page.ReadInput(posted)
	again := form.Filled(in, form.Check(in))
	got := again.AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, ">Saved now: a\nb</p>", "mine</textarea>", ">Saved now: I agree</p>",
		`value="no" checked`, "1. First, Why?: differs from what is saved now",
		`name="_stale" value="yes"`,
		`name="_replace"`, "Replace it with what stands here")
	lacks(t, got, "Saved now: as it was", "Saved now: 28")
	posted.Set("_version", "8")
	posted.Set("_stale", "yes")
	in = form.Keep(page.ReadInput(posted))
	faults := form.Check(in)
	if len(faults) != 1 || !strings.HasPrefix(faults[0].Text, "Choose whether") {
		t.Errorf("replaced without being asked: %v", faults)
	}
	wants(t, form.Filled(in, faults).AppendHTML(nil, page.Frame{}), ">Saved now: a\nb</p>",
		`<a href="#field-_replace">Choose whether`)
	posted.Set("_replace", "yes")
	if faults := form.Check(form.Keep(page.ReadInput(posted))); faults != nil {
		t.Errorf("asked for and refused: %v", faults)
	}
}

// TestAlso holds a form to say at once what its fields declare and what is found beyond.
func TestAlso(t *testing.T) {
	form := page.Form{Fields: []page.Field{{Name: "a", Label: "A"}, {Name: "b", Label: "B"}},
		Also: func(page.Input) page.Faults {
			return page.Faults{{Field: "a", Text: "A, again"}, {Field: "b", Text: "Not b"}}
		}}
	want := page.Faults{{Field: "a", Text: "A: fill this in"}, {Field: "b", Text: "Not b"}}
	if got := form.Check(page.ReadInput(url.Values{"b": {"x"}})); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPreview holds a preview to be asked for by a button of its own, whatever is filled in yet,
// and to leave what was typed as it is.
func TestPreview(t *testing.T) {
	form := page.Form{Title: "t", Version: "7", Preview: &page.Preview{},
		Fields: []page.Field{{Name: "a", Label: "A", Control: page.Area, Plain: true},
			{Name: "n", Label: "N", Control: page.Number}}}
	got := form.AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, `<div class="preview" role="region" tabindex="0" aria-labelledby="preview">`,
		`<h2 id="preview">Preview</h2>`, `role="status">What you fill in is shown here`,
		`class="second" name="_preview" value="yes">Preview</button>`,
		`class="plain" spellcheck="true">`)
	in := form.Keep(page.ReadInput(url.Values{"_version": {"7"}, "_preview": {"yes"}, "a": {" x"}}))
	if faults := form.Check(in); !in.Preview || faults != nil {
		t.Errorf("%t, %q: want a preview of what is there", in.Preview, faults)
	}
	form.Preview.Button = "Show"
	got = form.Previewed(in, []page.Block{sampleClauses(), page.Section{Title: "Preview"}}).
		AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, `aria-labelledby="preview" autofocus>`, `role="status">Nothing is saved yet.</p>`,
		"<h3>Preview</h3>", `id="preview-2"`, ">\n x</textarea>", ">Show</button>", "<h3><a class=\"no\"")
	in.Values["n"] = []string{"many"}
	if faults := form.Check(in); len(faults) != 1 {
		t.Errorf("%q: want a fault of what is no number", faults)
	}
	form.Preview.First = "Look first"
	wants(t, form.AppendHTML(nil, page.Frame{}), ` id="form"`)
	lacks(t, form.AppendHTML(nil, page.Frame{}), "_seen")
	one, other := []page.Block{page.Prose{Text: "One"}}, []page.Block{page.Prose{Text: "Other"}}
	got = form.Previewed(in, one).AppendHTML(nil, page.Frame{})
	well(t, got)
	_, rest, _ := strings.Cut(string(got), `form="form" name="_seen" value="`)
	seen, _, _ := strings.Cut(rest, `"`)
	in = form.Keep(page.ReadInput(url.Values{"_seen": {seen}}))
	if form.Unseen(in, one) != nil || form.Unseen(in, other) == nil ||
		form.Unseen(page.Input{}, one) == nil {
		t.Errorf("%q: want what was shown to be known again, and nothing else", seen)
	}
	form.Shut = true
	lacks(t, form.AppendHTML(nil, page.Frame{}), "Preview", "Show")
	plain := page.Form{}
	if plain.Keep(in).Preview || form.Keep(in).Preview {
		t.Error("a form without a preview, or that is shut, shows one")
	}
}

// TestShut holds a form that nothing can be sent with to show only what was typed.
func TestShut(t *testing.T) {
	form := page.Form{Title: "Closed", Shut: true, Fields: []page.Field{{Name: "a", Label: "A"}}}
	lacks(t, form.AppendHTML(nil, page.Frame{}), `name="a"`, `<button type="submit">Continue`)
	got := form.Filled(page.ReadInput(url.Values{"a": {"typed"}}), page.Faults{{Text: "Closed"}}).
		AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, `value="typed"`)
	lacks(t, got, `<button type="submit">Continue`)
	form.Version, form.Faults = "2", page.Faults{{Text: "It is closed."}}
	faults := form.Check(page.Input{Version: "1"})
	if len(faults) != 1 || faults[0] != form.Faults[0] {
		t.Errorf("what was opened before it was shut is answered by %q", faults)
	}
}

// TestPasswords holds passwords to be asked for again, wherever they come from.
func TestPasswords(t *testing.T) {
	form := page.Form{Title: "t", Fields: []page.Field{
		{Name: "p", Label: "Password", Control: page.Password, Values: []string{"s3cret"}}}}
	lacks(t, form.AppendHTML(nil, page.Frame{}), "s3cret")
	again := form.Filled(page.ReadInput(url.Values{"p": {"s3cret"}}), nil)
	if again.Fields[0].Values != nil {
		t.Errorf("filled in again: %q", again.Fields[0].Values)
	}
}

func TestFormWithADay(t *testing.T) {
	form := page.Form{Title: "t", Fields: []page.Field{
		{Name: "d", Label: "From", Control: page.Day, Values: []string{"2022-01-08"},
			Fault: "Enter a later day"}}}
	got := form.AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, `id="field-d" name="d-day" value="8"`, `name="d-month" value="1"`,
		`name="d-year" value="2022"`, `<a href="#field-d">Enter a later day</a>`,
		"Error: </span>Enter a later day</p>", `<form class="ask" method="post" novalidate>`)
}

func TestFaultsOfTheWhole(t *testing.T) {
	form := page.Form{Title: "t", Fields: []page.Field{{Name: "a", Label: "A", Control: page.Hidden}}}
	var faults page.Faults
	faults.Add("", "The consultation has closed")
	faults.Add("a", "No such pack")
	got := form.Filled(page.Input{}, faults).AppendHTML(nil, page.Frame{})
	well(t, got)
	wants(t, got, "<li>The consultation has closed</li>", "<li>No such pack</li>")
}
