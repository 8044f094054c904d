package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/mains-energy/mains/internal/governance/inquiry"
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
	return c.ask(ctx, env, inquiry.Question{Newsletter: true, Of: c.Edition, AsAt: moment,
		HTML: c.Format == "html", Base: strings.TrimSuffix(c.Base, "/")})
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

// Run lists the records of a kind.
func (c *codeList) Run(ctx context.Context, env environment) error {
	moment, err := parseTime(c.AsAt)
	if err == nil {
		_, err = inquiry.ListCalled(c.Kind)
	}
	if err != nil {
		return usageError{err}
	}
	return c.ask(ctx, env, inquiry.Question{List: true, Of: c.Kind, AsAt: moment, JSON: c.JSON})
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
	return c.ask(ctx, env, inquiry.Question{Show: true, Of: c.ID, AsAt: moment, JSON: c.JSON})
}
