package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

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
	Format  string `default:"text" placeholder:"FORMAT" help:"text or html (default text)."`
	Base    string `default:"http://127.0.0.1:8080" placeholder:"URL" help:"Where the records are linked to (default http://127.0.0.1:8080)."`
}

// Run prints an edition.
func (c *codeNewsletter) Run(ctx context.Context, env environment) error {
	moment, err := parseTime(c.AsAt)
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return usageError{err}
	}
	var issue *newsletter.Issue
	err = c.read(ctx, moment, newsletter.Parties(), func(v *register.View) (err error) {
		issue, err = newsletter.Make(v, c.Edition)
		return err
	})
	var running *runningError
	if errors.As(err, &running) {
		issue, err = running.newsletter(ctx, env, c.Edition, moment)
	}
	if errors.Is(err, register.ErrNotFound) {
		return fmt.Errorf("there is no edition %s at that moment: mains code list newsletters says "+
			"which there are", c.Edition)
	}
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(c.Base, "/")
	if c.Format == "html" {
		document, err := issue.HTML(base)
		if err != nil {
			return err
		}
		_, err = env.out.Write(document)
		return err
	}
	_, err = fmt.Fprint(env.out, issue.Text(base))
	return err
}

// check refuses what no edition can be printed with.
func (c *codeNewsletter) check() error {
	if c.Format != "text" && c.Format != "html" {
		return fmt.Errorf("--format %q: want text or html", c.Format)
	}
	return checkBase(c.Base)
}

// checkBase refuses what is no address of a site.
func checkBase(text string) error {
	base, err := url.Parse(text)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" ||
		base.RawQuery != "" || base.Fragment != "" || strings.ContainsAny(text, " \t\r\n") {
		return fmt.Errorf("--base %q: want an address such as https://mains.example", text)
	}
	return nil
}

type codeList struct {
	registerOf
	asAt
	Kind string `arg:"" help:"modifications, consultations, meetings, …"`
	JSON bool   `name:"json" help:"Print the records as JSON."`
}

// recordRow is a record in a list.
type recordRow struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// Run lists the records of a kind.
func (c *codeList) Run(ctx context.Context, env environment) error {
	list, err := listCalled(c.Kind)
	var moment time.Time
	if err == nil {
		moment, err = parseTime(c.AsAt)
	}
	if err != nil {
		return usageError{err}
	}
	rows := []recordRow{}
	records := []register.Record{}
	err = c.read(ctx, moment, policy.System(), func(v *register.View) error {
		records, _, err = v.Records(list.Kind, register.Query{})
		for _, rec := range records {
			if titled, ok := rec.(record.Titled); ok {
				rows = append(rows, recordRow{titled.Identity(), titled.Heading()})
			}
		}
		return err
	})
	var running *runningError
	if errors.As(err, &running) {
		rows, err = running.list(ctx, env, list, moment)
	}
	if err != nil {
		return err
	}
	switch {
	case c.JSON && running == nil:
		return writeJSON(env.out, records)
	case c.JSON:
		return writeJSON(env.out, rows)
	}
	for _, row := range rows {
		fmt.Fprintf(env.out, "%-40s %s\n", row.ID, row.Title)
	}
	return nil
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
	moment, err := parseTime(c.AsAt)
	if err != nil {
		return usageError{err}
	}
	err = c.read(ctx, moment, policy.System(), func(v *register.View) error {
		var kinds []string
		for _, l := range record.Lists() {
			kinds = append(kinds, l.Kind)
		}
		rec, ok, err := desk.Find(v, strings.Join(kinds, " "), c.ID)
		if err != nil {
			return err
		}
		if !ok {
			return c.notThere()
		}
		if c.JSON {
			return writeJSON(env.out, rec)
		}
		return show(env, v, rec)
	})
	var running *runningError
	if errors.As(err, &running) {
		return running.show(ctx, env, c, moment)
	}
	return err
}

// notThere says that there is no such record.
func (c *codeShow) notThere() error {
	return fmt.Errorf("there is no record %s at that moment: mains code list KIND says what there is",
		c.ID)
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
