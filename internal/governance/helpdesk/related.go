package helpdesk

import (
	"regexp"
	"slices"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
	"github.com/mains-energy/mains/internal/page"
)

// aboutKinds are the kinds of record that a ticket, or an answer for everybody, can be about.
const aboutKinds = "modification consultation event release publication meeting budget plan " +
	"change_request survey contact_list vacancy body party question_answer"

// mostRelated is how many records a text is found to be about.
const mostRelated = 10

// numbers are those of Modifications, however they are written.
var numbers = regexp.MustCompile(`(?i)\b(?:SECMP|MP|DP)[ -]?\d{1,4}[A-Z]?\b`)

// readerOf is whoever asked, with the rights that they have now: everybody where the register
// does not know them.
func readerOf(v *register.View, t *record.Ticket) (*policy.Reader, error) {
	if t.Person == "" {
		return policy.Public(), nil
	}
	rights, err := desk.Rights(v.As(policy.System()), t.Person)
	return policy.NewReader(rights), err
}

// related are the ids of records that a text names, by number or by address, of those that
// whoever asked may see.
func related(v *register.View, t *record.Ticket, text string) (ids []string, err error) {
	reader, err := readerOf(v, t)
	if err != nil {
		return nil, err
	}
	found, err := named(v.As(reader), text)
	for _, rec := range found {
		ids = append(ids, rec.Identity())
	}
	return ids, err
}

// named are the records that a text names and the reader of a view may see, each once.
func named(v *register.View, text string) (found []record.Titled, err error) {
	seen := map[string]bool{}
	add := func(rec record.Titled) {
		if !seen[rec.Identity()] && len(found) < mostRelated {
			seen[rec.Identity()] = true
			found = append(found, rec)
		}
	}
	var rest []string
	for word := range strings.FieldsSeq(text) {
		of, ok := addressed(word)
		if !ok {
			rest = append(rest, word)
			continue
		}
		rec, ok, err := desk.Find(v, of.Kind, of.ID)
		if err != nil {
			return nil, err
		}
		if ok {
			add(rec)
		}
	}
	q := register.Query{Key: "alias"}
	for _, word := range numbers.FindAllString(strings.Join(rest, " "), mostRelated) {
		word = strings.NewReplacer(" ", "", "-", "").Replace(word)
		if n, ok := record.ParseNumber(word); ok && !slices.Contains(q.Among, n.String()) {
			q.Among = append(q.Among, n.String())
		}
	}
	if len(q.Among) == 0 {
		return found, nil
	}
	mods, err := register.All[*record.Modification](v, q)
	for _, m := range mods {
		add(m)
	}
	return found, err
}

// addressed is the record that a word has the address of, with that of a site before it or without.
func addressed(word string) (of register.Hit, ok bool) {
	word = strings.TrimRight(word, ".,;:!?)>\"'")
	for _, kind := range strings.Fields(aboutKinds) {
		if i := strings.Index(word, "/"+desk.ListOf(kind).Path+"/"); i >= 0 {
			return record.At(word[i:])
		}
	}
	return of, false
}

// aboutField asks what something is about: numbers of Modifications and addresses of this site.
func aboutField(v *register.View, ids []string) (page.Field, error) {
	f := page.Field{Name: "about", Label: "Records that it is about", Control: page.Area, Rows: 3,
		Optional: true, Limit: 2000,
		Hint: "One on each line: a number such as MP192, or an address of this site"}
	found, err := desk.Several(v, aboutKinds, ids...)
	var lines []string
	for _, id := range ids {
		if rec := found[id]; rec != nil {
			lines = append(lines, string(desk.AddressOf(rec)))
		}
	}
	f.Values = []string{strings.Join(lines, "\n")}
	return f, err
}

// aboutOf are the records that are named in the field, each of which a reader may see. who says
// who that is.
func aboutOf(v *register.View, reader *policy.Reader, who string, in page.Input) ([]string, error) {
	var ids []string
	var faults page.Faults
	for line := range strings.SplitSeq(in.Text("about"), "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		found, err := named(v.As(reader), line)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			faults.Add("about", "Take out %q: %s can see nothing of that name", line, who)
		}
		for _, rec := range found {
			if !slices.Contains(ids, rec.Identity()) {
				ids = append(ids, rec.Identity())
			}
		}
	}
	return ids, faults.Err()
}
