package newsletter

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/page"
)

// columns is how wide the text is. Addresses are never broken.
const columns = 78

// Text is the issue as plain text of 78 columns. Each item ends with the addresses of its
// records, below base: https://mains.example, without a slash at the end.
func (i *Issue) Text(base string) string {
	t := &text{base: base}
	t.heading(i.Title, "=")
	t.para(0, i.lead())
	for _, s := range i.Sections {
		t.blank()
		t.heading(s.Title, "-")
		if len(s.Items) == 0 {
			t.para(0, nothing)
		}
		for _, item := range s.Items {
			t.item(s.ID, &item)
		}
	}
	if len(i.Sections) == 0 {
		t.blank()
		t.para(0, notKept)
	}
	return t.b.String()
}

// text is a plain text that is being written.
type text struct {
	b     strings.Builder
	base  string
	items int // written so far
}

func (t *text) blank() { t.b.WriteByte('\n') }

// heading writes a line and underlines it.
func (t *text) heading(title, with string) {
	t.para(0, title)
	longest := 0
	for _, l := range wrapped(title, columns) {
		longest = max(longest, utf8.RuneCountInString(l))
	}
	t.b.WriteString(strings.Repeat(with, longest) + "\n")
}

// para writes a paragraph, indented.
func (t *text) para(indent int, words string) { t.hang(indent, indent, words) }

// hang writes a paragraph whose first line has another indent than the rest.
func (t *text) hang(first, rest int, words string) {
	indent := first
	for _, l := range wrapped(words, columns-max(first, rest)) {
		t.b.WriteString(strings.Repeat(" ", indent) + l + "\n")
		indent = rest
	}
}

// prose writes paragraphs that are parted by empty lines.
func (t *text) prose(indent int, words string) {
	for p := range strings.SplitSeq(strings.ReplaceAll(words, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(p) == "" {
			continue
		}
		t.blank()
		for l := range strings.SplitSeq(p, "\n") {
			rest := indent
			if strings.HasPrefix(l, "- ") {
				rest += 2
			}
			t.hang(indent, rest, l)
		}
	}
}

// item writes an item. The welcome has no number.
func (t *text) item(section string, item *Item) {
	t.blank()
	indent, number := 0, ""
	if section != welcome {
		t.items++
		number = strconv.Itoa(t.items) + ". "
		indent = len(number)
	}
	t.hang(0, indent, number+item.Headline)
	t.prose(indent, item.Body)
	if item.rule() == dateRule {
		t.dates(indent, item.Entries)
		return
	}
	for _, e := range item.Entries {
		t.blank()
		at := indent
		if item.titled(&e) {
			t.para(indent, e.Title)
			at += 2
		}
		for _, l := range e.Lines {
			t.hang(at, at+2, l.Term+": "+plain(l.Words))
		}
		if section == welcome {
			continue // the record of its record is this very edition
		}
		for _, ref := range refsOf(&e) {
			t.address(at, ref)
		}
	}
}

// address writes where a record is.
func (t *text) address(indent int, ref record.EditionRef) {
	to := t.base + string(desk.Address(ref.Kind, ref.ID))
	t.b.WriteString(strings.Repeat(" ", indent) + to + "\n")
}

// dates writes days with what is on each.
func (t *text) dates(indent int, entries []record.EditionEntry) {
	t.blank()
	for _, e := range entries {
		for _, d := range e.Dates {
			t.hang(indent, indent+2, d.On.Full()+": "+e.Title)
			t.address(indent+2, record.EditionRef{Kind: e.Kind, ID: e.ID})
		}
	}
}

// wrapped are words in lines of at most width columns; a longer word has a line alone.
func wrapped(words string, width int) (lines []string) {
	line, length := "", 0
	for w := range strings.FieldsSeq(words) {
		n := utf8.RuneCountInString(w)
		if line != "" && length+1+n > width {
			lines, line, length = append(lines, line), "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+w, length+n
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// HTML is the issue as a document of its own. Its links lead to where readers reach the site:
// base is as for [Issue.Text].
func (i *Issue) HTML(base string) ([]byte, error) {
	self := i.Address()
	home, err := url.Parse(base + string(self))
	if err != nil {
		return nil, fmt.Errorf("newsletter: base %q: %w", base, err)
	}
	document := i.View().AppendHTML(nil, page.Frame{Self: self})
	return addresses.ReplaceAllFunc(document, func(found []byte) []byte {
		name, value, _ := strings.Cut(string(found), `"`)
		value = html.UnescapeString(strings.TrimSuffix(value, `"`))
		to, err := url.Parse(value)
		if err != nil || to.IsAbs() || strings.HasPrefix(value, "#") {
			return found
		}
		if strings.HasPrefix(value, "/") { // the site may lie below a path
			return []byte(name + `"` + html.EscapeString(base+value) + `"`)
		}
		return []byte(name + `"` + html.EscapeString(home.ResolveReference(to).String()) + `"`)
	}), nil
}

// addresses are the attributes of a page that lead somewhere.
var addresses = regexp.MustCompile(` (?:href|src|action)="[^"]*"`)
