package page

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The inputs that every form has beside its fields. No field has a name that begins as theirs
// do.
const (
	reserved    = "_"
	versionName = reserved + "version"
	onceName    = reserved + "once"
	secondName  = reserved + "second"
	staleName   = reserved + "stale"
	replaceName = reserved + "replace"
	previewName = reserved + "preview"
	seenName    = reserved + "seen"
)

// ReadInput takes what was posted apart.
func ReadInput(posted url.Values) Input {
	in := Input{
		Values:  make(map[string][]string, len(posted)),
		Version: posted.Get(versionName),
		Once:    posted.Get(onceName),
		Second:  posted.Has(secondName),
		Preview: posted.Has(previewName),
		Seen:    posted.Get(seenName),
		Stale:   posted.Has(staleName),
		Replace: posted.Has(replaceName),
	}
	for name, values := range posted {
		if !strings.HasPrefix(name, reserved) {
			in.Values[name] = values
		}
	}
	return in
}

// Keep is what was posted without what the form does not ask for: nobody has checked that.
// Numbers are in figures alone: 12000 where £12,000 or 12 000 was typed.
func (f *Form) Keep(in Input) Input {
	kept := Input{Values: make(map[string][]string, len(f.Fields)), Version: in.Version,
		Second: in.Second && f.Second != "", Stale: in.Stale, Replace: in.Replace, Seen: in.Seen,
		Preview: in.Preview && f.Preview != nil && !f.Shut}
	keep := func(name string) {
		if values, posted := in.Values[name]; posted {
			kept.Values[name] = values
		}
	}
	for i := range f.Fields {
		name := f.Fields[i].Name
		keep(name)
		switch f.Fields[i].Control {
		case Day:
			for _, part := range dayParts {
				keep(name + part)
			}
		case Number:
			kept.Values[name] = slices.Clone(kept.Values[name])
			for j, value := range kept.Values[name] {
				kept.Values[name][j] = figures(value)
			}
		}
	}
	return kept
}

// dayParts are the inputs of a day, after its name.
var dayParts = [...]string{"-day", "-month", "-year"}

// parts are the day, month and year of a field as they were typed; nil where it has none. A
// program may post the day whole, as 2022-01-28, under the name of the field.
func (in Input) parts(name string) []string {
	parts := make([]string, 0, len(dayParts))
	typed := false
	for _, part := range dayParts {
		parts = append(parts, in.Text(name+part))
		typed = typed || parts[len(parts)-1] != ""
	}
	if typed {
		return parts
	}
	if whole := in.Text(name); whole != "" {
		return []string{whole}
	}
	return nil
}

// Day reads a field that is a day: 2022-01-28, empty where nothing was typed. What is wrong
// is said as what the day must be: "must include a month". Months may be names.
func (in Input) Day(name string) (day, wrong string) {
	parts := in.parts(name)
	switch len(parts) {
	case 0:
		return "", ""
	case 1:
		if _, err := time.Parse(time.DateOnly, parts[0]); err != nil {
			return "", "must be a day, such as 2022-01-28"
		}
		return parts[0], ""
	}
	var absent []string
	for i, part := range parts {
		if part == "" {
			absent = append(absent, "a "+dayParts[i][1:])
		}
	}
	if len(absent) > 0 {
		return "", "must include " + strings.Join(absent, " and ")
	}
	d, dayErr := strconv.ParseUint(parts[0], 10, 8)
	m := month(parts[1])
	y, yearErr := strconv.ParseUint(parts[2], 10, 16)
	if yearErr == nil && len(parts[2]) != 4 {
		return "", "must have a year of four digits"
	}
	day = fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	if _, err := time.Parse(time.DateOnly, day); err != nil || dayErr != nil || yearErr != nil {
		return "", "must be a day that exists"
	}
	return day, ""
}

// month reads a month: its number or its name, short or long; 0 where it is none.
func month(typed string) time.Month {
	if n, err := strconv.ParseUint(typed, 10, 8); err == nil && len(typed) <= 2 {
		return time.Month(n)
	}
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if len(typed) >= 3 && len(typed) <= len(name) && strings.EqualFold(typed, name[:len(typed)]) {
			return m
		}
	}
	return 0
}

// Check holds what was posted against what the form declares, and says what is wrong in the
// order of the fields. The form is the one of now: where what was posted was made from
// another version, that is a fault as well; where it is shut and says why, that is all there is to
// say.
func (f *Form) Check(in Input) Faults {
	var faults Faults
	switch {
	case f.Shut && len(f.Faults) > 0:
		return slices.Clone(f.Faults)
	case in.Version != f.Version:
		faults.Add("", "This has changed since you opened it. Look through it, and submit again")
	case in.Stale && !in.Replace:
		faults.Add(replaceName, staleAdvice)
	}
	for i := range f.Fields {
		field := &f.Fields[i]
		if wrong := field.check(in, in.Second && f.Draft || in.Preview); wrong != "" {
			faults = append(faults, Fault{field.Name, wrong})
		}
	}
	if f.Also == nil {
		return faults
	}
	for _, more := range f.Also(in) {
		if !slices.ContainsFunc(faults, func(said Fault) bool { return said.Field == more.Field }) {
			faults = append(faults, more)
		}
	}
	return faults
}

// check says what is wrong with one field; nothing where it is right.
func (f *Field) check(in Input, draft bool) string {
	values := in.Values[f.Name]
	if f.Control == Day {
		values = in.parts(f.Name)
	}
	filled := false
	for _, value := range values {
		if !f.readable(value) {
			return f.say("take out what is not text: control characters, or damaged ones")
		}
		filled = filled || strings.TrimSpace(value) != ""
	}
	switch {
	case !filled && (f.Optional || draft || f.Control == Hidden):
		return ""
	case !filled && f.Absent != "":
		return f.Absent
	case !filled:
		return f.say(absent(f.Control))
	case len(values) > 1 && f.Control != Checks && f.Control != Day && f.Control != Hidden:
		return f.say("give one answer")
	}
	switch f.Control {
	case Day:
		if _, wrong := in.Day(f.Name); wrong != "" {
			return f.say("this " + wrong)
		}
		return ""
	case Choice, Select, Checks:
		return f.checkOptions(values)
	}
	return f.checkText(values)
}

// absent says what to do where nothing was filled in.
func absent(c Control) string {
	switch c {
	case Choice, Select:
		return "choose one"
	case Checks:
		return "choose at least one"
	case Day:
		return "enter a day"
	}
	return "fill this in"
}

// checkOptions asks for values that are among the options, each once.
func (f *Field) checkOptions(values []string) string {
	for i, value := range values {
		known := value == "" && f.Optional
		for _, o := range f.Options {
			known = known || o.Value == value
		}
		for _, before := range values[:i] {
			known = known && before != value
		}
		if !known {
			return f.say("choose from what is offered")
		}
	}
	return ""
}

// checkText asks for text within the limit, of the kind that the control is for.
func (f *Field) checkText(values []string) string {
	for _, value := range values {
		text := strings.ReplaceAll(value, "\r\n", "\n")
		if n, limit := utf8.RuneCountInString(text), f.limit(); n > limit {
			return f.say("use %s characters or fewer; these are %s", digits(limit), digits(n))
		}
		text = strings.TrimSpace(text)
		if f.oneLine() && len(text) > mostLine {
			return f.say("use fewer characters; these are more than can be kept")
		}
		switch {
		case f.Control == Email && !isEmail(text):
			return f.say("enter an e-mail address, such as name@example.com")
		case f.Control == Phone && !isPhone(text):
			return f.say("enter a telephone number, such as 020 7946 0000")
		case f.Control == Number && !isNumber(text):
			return f.say("enter a number, such as 12")
		}
	}
	return ""
}

// mostLine is how many octets a line has at most: lists are sorted by lines.
const mostLine = 1_000

// oneLine reports whether the control takes one line.
func (f *Field) oneLine() bool { return f.Control != Area && f.Control != Hidden }

// readable reports whether a value is text, on one line where the control has one.
func (f *Field) readable(value string) bool {
	for i, r := range value {
		_, n := utf8.DecodeRuneInString(value[i:])
		if unfit(r, n) || f.oneLine() && (r == '\n' || r == '\r') {
			return false
		}
	}
	return true
}

// say makes a fault of what is to be done: "Cost: enter a number".
func (f *Field) say(text string, args ...any) string {
	text = fmt.Sprintf(text, args...)
	label := or(strings.TrimRight(f.Label, ":. "), f.Name)
	if strings.HasSuffix(label, "?") {
		return label + " " + upper(text)
	}
	return label + ": " + text
}

// beside is the fault as it is said beside the field, where its label need not be repeated.
func (f *Field) beside() string {
	const mark = "\x00"
	before, _, _ := strings.Cut(f.say(mark), mark)
	if rest, found := strings.CutPrefix(f.Fault, before); found && rest != "" {
		return upper(rest)
	}
	return f.Fault
}

// upper is text with a capital.
func upper(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}

// limit is how many characters the field takes.
func (f *Field) limit() int {
	switch {
	case f.Limit > 0:
		return f.Limit
	case f.Control == Area:
		return 10_000
	case f.Control == Hidden:
		return 2_000
	case f.Control == Email:
		return 254
	case f.Control == Number, f.Control == Phone:
		return 40
	}
	return 300
}

// digits is a count with its thousands parted: 10,000.
func digits(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return fmt.Sprintf("%s,%03d", digits(n/1000), n%1000)
}

// isEmail reports whether text can be an e-mail address: a name, @, and a domain of at least
// two parts.
func isEmail(text string) bool {
	name, domain, found := strings.Cut(text, "@")
	parts := strings.Split(domain, ".")
	if !found || name == "" || len(parts) < 2 || strings.ContainsAny(text, " \t\"(),:;<>[\\]") {
		return false
	}
	for _, part := range parts {
		if part == "" || part[0] == '-' || part[len(part)-1] == '-' || strings.Contains(part, "@") {
			return false
		}
	}
	return true
}

// leastPhone is how many digits a telephone number has at least.
const leastPhone = 6

// isPhone reports whether text can be a telephone number: it may also say which extension.
func isPhone(text string) bool {
	n := 0
	for _, r := range text {
		if '0' <= r && r <= '9' {
			n++
		}
	}
	return n >= leastPhone
}

// figures is a number without the sign of pounds, and without what parts its thousands; other
// text as it is.
func figures(text string) string {
	whole, rest, point := strings.Cut(strings.TrimSpace(strings.TrimPrefix(text, "£")), ".")
	groups := strings.FieldsFunc(whole, func(r rune) bool {
		return r == ',' || r == ' ' || r == '\u00a0' || r == '\u202f'
	})
	for i, group := range groups {
		if i > 0 && len(group) != 3 || len(groups) > 1 && len(strings.TrimPrefix(group, "-")) > 3 {
			return text
		}
	}
	number := strings.Join(groups, "")
	if point {
		number += "." + rest
	}
	if !isNumber(number) {
		return text
	}
	return number
}

// isNumber reports whether text is a number in figures: a sign, digits, a point, digits.
func isNumber(text string) bool {
	whole, rest, point := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	for _, part := range []string{whole, rest} {
		if strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return whole != "" && (rest != "" || !point)
}
