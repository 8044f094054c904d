// Package inquiry asks a register questions on behalf of who may read all of it, and writes the
// answers as text or JSON: the command line, with and without a running system.
package inquiry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

// Question is what is asked of a register by who may read all of it. Exactly one of its first
// five fields says what; the edition is that of the day where Of is empty.
type Question struct {
	Newsletter bool `json:"newsletter,omitempty"` // an edition, by its id
	List       bool `json:"list,omitempty"`       // the records of a list, by its name
	Show       bool `json:"show,omitempty"`       // a record, by its id
	Verify     bool `json:"verify,omitempty"`     // whether every row is as the journal says

	Text *TextQuestion `json:"text,omitempty"` // the text of the Code
	Of   string        `json:"of,omitempty"`
	AsAt time.Time     `json:"as_at,omitzero"` // zero: now
	JSON bool          `json:"json,omitempty"`
	HTML bool          `json:"html,omitempty"` // of an edition
	Base string        `json:"base,omitempty"` // what its links begin with
}

// Answer answers a question as text, or as JSON where that is asked for. What it has written
// belongs to the answer also where it fails. Progress is told of records that were verified;
// it may be nil.
func (q Question) Answer(
	ctx context.Context, c *governance.Code, out io.Writer, progress func(done, total int),
) error {
	if q.Verify {
		return verify(ctx, c, out, progress)
	}
	v := Everything(ctx, c)
	if at := q.AsAt; !at.IsZero() {
		moment := v.Moment()
		if moment.So = at; at.Before(moment.Known) {
			moment.Known = at
		}
		v = c.Register().View(ctx, policy.System(), moment)
	}
	if q.Newsletter {
		v = v.As(newsletter.Parties())
	}
	switch {
	case q.Newsletter:
		return q.newsletter(v, out)
	case q.List:
		return q.list(v, out)
	case q.Show:
		return q.show(v, out)
	case q.Text != nil:
		return q.Text.answer(c.Library(), v, q.JSON, out)
	}
	return errors.New("nothing is asked of the register")
}

// Everything is a view of all that is so and known now.
func Everything(ctx context.Context, c *governance.Code) *register.View {
	now := c.Now()
	return c.Register().View(ctx, policy.System(), register.Moment{So: now, Known: now})
}

// verify says of a register whether it is as its journal says.
func verify(
	ctx context.Context, c *governance.Code, out io.Writer, progress func(done, total int),
) error {
	records := 0
	faults, err := c.Verify(ctx, func(done, total int) {
		if records = total; progress != nil {
			progress(done, total)
		}
	})
	if err != nil {
		return err
	}
	for _, f := range faults {
		fmt.Fprintln(out, f)
	}
	if n := len(faults); n > 0 {
		return fmt.Errorf("%s: the register is not as its journal says", Faults(n))
	}
	last := "there is no change yet"
	if at := c.Register().Last(); !at.IsZero() {
		last = "the last change is of " + at.Format(time.RFC3339)
	}
	_, err = fmt.Fprintf(out, "%d records hold with the journal; %s\n", records, last)
	return err
}

// Faults is how many faults there are, in words.
func Faults(n int) string {
	if n == 1 {
		return "1 fault"
	}
	return fmt.Sprintf("%d faults", n)
}

func (q Question) newsletter(v *register.View, out io.Writer) error {
	issue, err := newsletter.Make(v, q.Of)
	if errors.Is(err, register.ErrNotFound) {
		return fmt.Errorf("there is no edition %s at that moment: mains code list newsletters says "+
			"which there are", q.Of)
	}
	if err != nil {
		return err
	}
	if !q.HTML {
		_, err = io.WriteString(out, issue.Text(q.Base))
		return err
	}
	document, err := issue.HTML(q.Base)
	if err == nil {
		_, err = out.Write(document)
	}
	return err
}

func (q Question) list(v *register.View, out io.Writer) error {
	list, err := ListCalled(q.Of)
	if err != nil {
		return err
	}
	records, _, err := v.Records(list.Kind, register.Query{})
	if err != nil {
		return err
	}
	if q.JSON {
		return writeJSON(out, append([]register.Record{}, records...)) // none is a list too
	}
	for _, rec := range records {
		if titled, ok := rec.(record.Titled); ok {
			fmt.Fprintf(out, "%-40s %s\n", titled.Identity(), titled.Heading())
		}
	}
	return nil
}

// ListCalled is the list that somebody means.
func ListCalled(name string) (record.List, error) {
	var names []string
	for _, l := range record.Lists() {
		if folded(name) == folded(l.Name) || folded(name) == folded(l.Path) ||
			folded(name) == folded(l.Kind) {
			return l, nil
		}
		names = append(names, l.Path)
	}
	return record.List{}, fmt.Errorf("there is no kind of record called %q: want one of %s", name,
		strings.Join(names, ", "))
}

// folded is a name without what people do not mind: case, and what is between words.
func folded(name string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
}

// show shows a record: a line for each value that it has.
func (q Question) show(v *register.View, out io.Writer) error {
	var kinds []string
	for _, l := range record.Lists() {
		kinds = append(kinds, l.Kind)
	}
	rec, ok, err := Called(v, q.Of, kinds...)
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("there is no record %s at that moment: mains code list KIND says what there is",
			q.Of)
	}
	if q.JSON {
		return writeJSON(out, rec)
	}
	rows, err := desk.Facts(v, rec)
	if err != nil {
		return err
	}
	kind, id := rec.Named()
	fmt.Fprintf(out, "%s\n%s %s, %s\n\n", rec.Heading(), kind, id, desk.AddressOf(rec))
	for _, row := range rows {
		for i, value := range row.Values {
			term := row.Term
			if i > 0 {
				term = ""
			}
			fmt.Fprintf(out, "%-24s %s\n", term, desk.Text(value))
		}
	}
	return nil
}

// Called is the record of one of the kinds that somebody means: the one with the id, or else
// the first whose id is the same to people.
func Called(v *register.View, id string, kinds ...string) (rec record.Titled, ok bool, err error) {
	rec, ok, err = desk.Find(v, strings.Join(kinds, " "), id)
	for i := 0; err == nil && !ok && i < len(kinds); i++ {
		var ids []string
		ids, err = v.IDs(kinds[i], register.Query{})
		at := slices.IndexFunc(ids, func(each string) bool { return folded(each) == folded(id) })
		if err == nil && at >= 0 {
			rec, ok, err = desk.Find(v, kinds[i], ids[at])
		}
	}
	return rec, ok, err
}

func writeJSON(out io.Writer, v any) error {
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}
