package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/mains-energy/mains/internal/governance/desk"
	"github.com/mains-energy/mains/internal/governance/newsletter"
	"github.com/mains-energy/mains/internal/governance/policy"
	"github.com/mains-energy/mains/internal/governance/record"
	"github.com/mains-energy/mains/internal/governance/register"
)

type codeNewsletter struct {
	registerOf
	asAt
	Edition string `arg:"" optional:"" help:"Id of the edition (default: that of the day)."`
	Format  string `default:"text" enum:"text,html" help:"text or html (default text)."`
	Base    string `default:"http://127.0.0.1:8080" placeholder:"URL" help:"Where the records are linked to (default http://127.0.0.1:8080)."`
}

// Run prints an edition.
func (c *codeNewsletter) Run(ctx context.Context, env environment) error {
	return c.read(ctx, c.asAt, newsletter.Parties(), func(v *register.View) error {
		issue, err := newsletter.Make(v, c.Edition)
		if err != nil {
			return notThere(err, "edition", c.Edition)
		}
		base := strings.TrimSuffix(c.Base, "/")
		if c.Format == "html" {
			_, err = env.out.Write(issue.HTML(base))
			return err
		}
		_, err = fmt.Fprint(env.out, issue.Text(base))
		return err
	})
}

type codeList struct {
	registerOf
	asAt
	Kind string `arg:"" help:"modifications, consultations, meetings, …"`
	JSON bool   `name:"json" help:"Print the records as JSON."`
}

// Run lists the records of a kind.
func (c *codeList) Run(ctx context.Context, env environment) error {
	list, err := listCalled(c.Kind)
	if err != nil {
		return usageError{err}
	}
	return c.read(ctx, c.asAt, policy.System(), func(v *register.View) error {
		records, _, err := v.Records(list.Kind, register.Query{})
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(env.out, records)
		}
		for _, rec := range records {
			if titled, ok := rec.(record.Titled); ok {
				fmt.Fprintf(env.out, "%-40s %s\n", titled.Identity(), titled.Heading())
			}
		}
		return nil
	})
}

// listCalled is the list that somebody means.
func listCalled(name string) (record.List, error) {
	var names []string
	for _, l := range record.Lists() {
		if name == l.Name || name == l.Path || name == l.Kind {
			return l, nil
		}
		names = append(names, l.Path)
	}
	return record.List{}, fmt.Errorf("there is no kind of record called %q: want one of %s", name,
		strings.Join(names, ", "))
}

type codeShow struct {
	registerOf
	asAt
	ID   string `arg:"" help:"Id of the record, such as MP192."`
	JSON bool   `name:"json" help:"Print the record as JSON."`
}

// Run shows a record.
func (c *codeShow) Run(ctx context.Context, env environment) error {
	return c.read(ctx, c.asAt, policy.System(), func(v *register.View) error {
		var kinds []string
		for _, l := range record.Lists() {
			kinds = append(kinds, l.Kind)
		}
		rec, ok, err := desk.Find(v, strings.Join(kinds, " "), c.ID)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("there is no record %s at that moment: mains code list KIND says what there is",
				c.ID)
		}
		if c.JSON {
			return writeJSON(env.out, rec)
		}
		return show(env, v, rec)
	})
}

// show prints what a record says, a line for each value.
func show(env environment, v *register.View, rec record.Titled) error {
	rows, err := desk.Facts(v, rec)
	if err != nil {
		return err
	}
	kind, id := rec.Named()
	fmt.Fprintf(env.out, "%s\n%s %s, %s\n\n", rec.Heading(), kind, id, desk.AddressOf(rec))
	for _, row := range rows {
		for i, value := range row.Values {
			term := row.Term
			if i > 0 {
				term = ""
			}
			fmt.Fprintf(env.out, "%-24s %s\n", term, desk.Text(value))
		}
	}
	return nil
}

// notThere says that a record is not there.
func notThere(err error, kind, id string) error {
	if id == "" {
		return err
	}
	return fmt.Errorf("there is no %s %s at that moment: %w", kind, id, err)
}
