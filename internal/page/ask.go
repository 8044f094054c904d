package page

import (
	"strconv"
	"strings"
)

// AppendHTML appends the form as a whole document. It is posted to the address that was asked
// for.
func (f *Form) AppendHTML(b []byte, frame Frame) []byte {
	h := head{title: f.Title, kicker: f.Kicker, crumbs: f.Crumbs, script: true}
	problems := f.problems()
	h.faulty = len(problems) > 0
	b = frame.open(b, h)

	m := begin(b, frame.Self)
	m.raw("<main id=\"" + idMain + "\" tabindex=\"-1\">\n")
	ids := make([]string, len(f.Fields))
	for i := range f.Fields {
		ids[i] = m.id("field-" + f.Fields[i].Name)
	}
	m.problems(f.Fields, ids, problems)
	m.title(f.Kicker, f.Title)
	if f.Lead != "" {
		m.element(`<p class="lead">`, f.Lead, "p")
	}
	m.blocks(f.Before)
	form := ""
	if f.Preview != nil && !f.Shut {
		if f.Preview.First != "" {
			form = m.id("form")
		}
		m.preview(f.Preview, form)
	}
	m.raw(`<form class="ask" method="post" novalidate`)
	if form != "" {
		m.attribute("id", form)
	}
	if frame.Self.valid() {
		m.attribute("action", string(frame.Self))
	}
	m.raw(">\n")
	if f.Version != "" {
		m.void("input", "type", "hidden", "name", versionName, "value", f.Version)
	}
	if f.Once != "" {
		m.void("input", "type", "hidden", "name", onceName, "value", f.Once)
	}
	if !f.Shut || len(f.Faults) > 0 {
		m.fields(f.Fields, ids)
	}
	if !f.Shut {
		m.blocks(f.After)
		m.buttons(f)
	}
	m.raw("</form>\n</main>\n")
	return frame.close(m.b, h)
}

// problems are what is wrong with the form, each once.
func (f *Form) problems() Faults {
	if len(f.Faults) > 0 {
		return f.Faults
	}
	var faults Faults
	for _, field := range f.Fields {
		if field.Fault != "" {
			faults = append(faults, Fault{field.Name, field.Fault})
		}
	}
	return faults
}

// problems appends what is wrong, with links to the fields.
func (m *markup) problems(fields []Field, ids []string, faults Faults) {
	if len(faults) == 0 {
		return
	}
	m.raw("<div class=\"faults\" role=\"alert\" aria-labelledby=\"" + idFaults +
		"\" tabindex=\"-1\" autofocus>\n<h2 id=\"" + idFaults + "\">There is a problem</h2>\n<ul>\n")
	for _, fault := range faults {
		m.raw("<li>")
		to := ""
		for i := range fields {
			if fields[i].Name == fault.Field && fields[i].Control != Hidden && to == "" {
				to = ids[i]
			}
		}
		if text := or(fault.Text, "Look at this again"); to == "" {
			m.text(text)
		} else {
			m.raw("<a")
			m.attribute("href", "#"+to)
			m.raw(">")
			m.text(text)
			m.raw("</a>")
		}
		m.raw("</li>\n")
	}
	m.raw("</ul>\n</div>\n")
}

// buttons appends the one primary button, the second one, and that of the preview.
func (m *markup) buttons(f *Form) {
	m.raw(`<p class="buttons"><button type="submit"`)
	if f.Danger {
		m.raw(` class="danger"`)
	}
	m.raw(">")
	m.text(or(f.Submit, "Continue"))
	m.raw("</button>")
	if f.Second != "" {
		m.raw("\n<button type=\"submit\" class=\"second\" name=\"" + secondName + "\" value=\"yes\">")
		m.text(or(f.Second, "Save"))
		m.raw("</button>")
	}
	if f.Preview != nil {
		m.raw("\n<button type=\"submit\" class=\"second\" name=\"" + previewName + "\" value=\"yes\">")
		m.text(or(f.Preview.Button, "Preview"))
		m.raw("</button>")
	}
	m.raw("</p>\n")
}

// fields appends the questions; those in a row with one group under its legend.
func (m *markup) fields(fields []Field, ids []string) {
	group := ""
	for i := range fields {
		if fields[i].Group != group {
			if group != "" {
				m.raw("</fieldset>\n")
			}
			if group = fields[i].Group; group != "" {
				m.element("<fieldset class=\"group\">\n<legend>", or(group, "More"), "legend")
			}
		}
		m.field(&fields[i], ids[i])
	}
	if group != "" {
		m.raw("</fieldset>\n")
	}
}

// field appends one question.
func (m *markup) field(f *Field, id string) {
	if f.Control == Hidden {
		for _, value := range f.Values {
			m.void("input", "type", "hidden", "name", f.Name, "value", value)
		}
		return
	}
	m.raw("<div class=\"field")
	if f.Fault != "" {
		m.raw(" field-fault")
	}
	if f.saved != "" {
		m.raw(" field-stale")
	}
	m.raw("\">\n")
	switch f.Control {
	case Choice, Checks, Day:
		m.set(f, id)
	default:
		m.raw("<label")
		m.attribute("for", id)
		m.raw(">")
		m.label(f)
		m.raw("</label>\n")
		list := m.remarks(f, id)
		m.said(list)
		m.control(f, id, list)
	}
	m.raw("</div>\n")
}

// label appends the words of a label or legend.
func (m *markup) label(f *Field) {
	m.text(or(f.Label, or(f.Name, "Answer")))
	if f.Optional {
		m.raw(` <span class="optional">(optional)</span>`)
	}
}

// remark is what is said about a field, and the id by which its control refers to it.
type remark struct{ class, id, text string }

// remarks are the hint, the limit and the fault of a field, and what is saved now.
func (m *markup) remarks(f *Field, id string) (list []remark) {
	if f.Hint != "" {
		list = append(list, remark{"hint", m.id(id + "-hint"), f.Hint})
	}
	if f.Control == Area || f.Control == Line && f.Limit > 0 {
		text := "Up to " + digits(f.limit()) + " characters."
		list = append(list, remark{"hint", m.id(id + "-limit"), text})
	}
	if f.Fault != "" {
		list = append(list, remark{"fault", m.id(id + "-fault"), f.beside()})
	}
	if f.saved != "" {
		list = append(list, remark{"saved", m.id(id + "-saved"), "Saved now: " + f.saved})
	}
	return list
}

// said appends remarks.
func (m *markup) said(list []remark) {
	for _, r := range list {
		m.raw("<p")
		m.attribute("class", r.class)
		m.attribute("id", r.id)
		m.raw(">")
		if r.class == "fault" {
			m.raw(`<span class="away">Error: </span>`)
		}
		m.element("", r.text, "p")
	}
}

// describe appends the attributes that tie an element to what is said about it.
func (m *markup) describe(list []remark) {
	if len(list) == 0 {
		return
	}
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.id
	}
	m.attribute("aria-describedby", strings.Join(ids, " "))
}

// common appends the attributes that the control of a field has in every case.
func (m *markup) common(f *Field, id string, list []remark) {
	m.attribute("id", id)
	m.attribute("name", f.Name)
	m.describe(list)
	m.invalid(f)
	if f.Complete != "" {
		m.attribute("autocomplete", f.Complete)
	}
}

// invalid appends the attribute of what is filled in wrongly.
func (m *markup) invalid(f *Field) {
	if f.Fault != "" {
		m.raw(` aria-invalid="true"`)
	}
}

// control appends the control of a field that is one element.
func (m *markup) control(f *Field, id string, list []remark) {
	value := ""
	if len(f.Values) > 0 {
		value = f.Values[0]
	}
	switch f.Control {
	case Area:
		m.raw("<textarea")
		m.common(f, id, list)
		m.attribute("rows", strconv.Itoa(max(f.Rows, 5)))
		if f.Plain {
			m.raw(` class="plain" spellcheck="true"`)
		}
		m.element(">\n", value, "textarea") // the first line end is dropped by readers
	case Select:
		m.raw("<select")
		m.common(f, id, list)
		m.raw(">\n<option value=\"\">Choose one</option>\n")
		for _, o := range f.Options {
			m.raw("<option")
			m.attribute("value", o.Value)
			if o.Value == value {
				m.raw(" selected")
			}
			m.element(">", or(o.Label, or(o.Value, "None")), "option")
		}
		m.raw("</select>\n")
	default:
		m.raw("<input")
		m.common(f, id, list)
		m.raw(inputType(f.Control))
		if f.Control != Password {
			m.attribute("value", value)
		}
		m.raw(">\n")
	}
}

// inputType is the type of the input that a control of one line is.
func inputType(c Control) string {
	switch c {
	case Email:
		return ` type="email" spellcheck="false"`
	case Phone:
		return ` type="tel"`
	case Number:
		return ` type="text" inputmode="decimal" class="short"`
	case Password:
		return ` type="password"`
	}
	return ` type="text"`
}

// set appends a field of several controls under one legend. The first of them has the id of
// the field, so that a link to the field leads there.
func (m *markup) set(f *Field, id string) {
	list := m.remarks(f, id)
	m.raw("<fieldset")
	if f.Control == Choice {
		m.raw(` role="radiogroup"`)
		m.invalid(f)
	}
	m.describe(list)
	m.raw(">\n<legend>")
	m.label(f)
	m.raw("</legend>\n")
	m.said(list)
	if f.Control == Day {
		m.day(f, id)
	} else {
		m.options(f, id)
	}
	m.raw("</fieldset>\n")
}

// options appends the options of a choice or of checks.
func (m *markup) options(f *Field, id string) {
	kind := "radio"
	if f.Control == Checks {
		kind = "checkbox"
	}
	for i, o := range f.Options {
		if i > 0 {
			id = m.id("field-" + f.Name + "-" + strconv.Itoa(i+1))
		}
		m.raw("<div class=\"option\">\n<input type=\"" + kind + "\"")
		m.attribute("id", id)
		m.attribute("name", f.Name)
		m.attribute("value", o.Value)
		for _, value := range f.Values {
			if value == o.Value {
				m.raw(" checked")
				break
			}
		}
		hint := ""
		if o.Hint != "" {
			hint = m.id(id + "-hint")
			m.attribute("aria-describedby", hint)
		}
		if f.Control == Checks {
			m.invalid(f)
		}
		m.raw(">\n<label")
		m.attribute("for", id)
		m.element(">", or(o.Label, or(o.Value, "None")), "label")
		if o.Hint != "" {
			m.raw("<p class=\"hint\"")
			m.attribute("id", hint)
			m.element(">", o.Hint, "p")
		}
		m.raw("</div>\n")
	}
}

// day appends the three inputs of a day.
func (m *markup) day(f *Field, id string) {
	parts := f.Values
	if len(parts) == 1 {
		if y, rest, ok := strings.Cut(parts[0], "-"); ok {
			month, d, _ := strings.Cut(rest, "-")
			parts = []string{strings.TrimPrefix(d, "0"), strings.TrimPrefix(month, "0"), y}
		}
	}
	m.raw("<div class=\"day\">\n")
	for i, label := range [...]string{"Day", "Month", "Year"} {
		if i > 0 {
			id = m.id("field-" + f.Name + dayParts[i])
		}
		m.raw("<div>\n<label")
		m.attribute("for", id)
		m.raw(">" + label + "</label>\n<input type=\"text\"")
		if i != 1 { // a month may be a name
			m.raw(` inputmode="numeric"`)
		}
		m.attribute("class", "day"+dayParts[i])
		m.attribute("id", id)
		m.attribute("name", f.Name+dayParts[i])
		if i < len(parts) {
			m.attribute("value", parts[i])
		}
		m.invalid(f)
		m.raw(">\n</div>\n")
	}
	m.raw("</div>\n")
}
