package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/internal/governance"
	"github.com/mains-energy/mains/internal/governance/calendar"
	"github.com/mains-energy/mains/internal/governance/legal"
	"github.com/mains-energy/mains/internal/governance/legal/intake"
)

type codeAdopt struct {
	registerOf
	Files  []string `arg:"" name:"file" help:"The documents: Markdown, HTML or DOCX, one in each file."`
	On     string   `placeholder:"DATE" help:"Day since when the text is in force (wanted unless --dry-run)."`
	Before bool     `help:"Read tracked changes as the text was before them (default: as they would leave it)."`
	DryRun bool     `help:"Say what is understood of the files, and take nothing."`
	Anyway bool     `help:"Adopt it though numbers are out of order or references lead nowhere."`
	All    bool     `help:"Report every piece of the files, not only what was left out."`
	JSON   bool     `name:"json" help:"Print the reports as JSON."`
}

// Help says what is read how.
func (codeAdopt) Help() string {
	return `Reads the documents of a Code and makes them the text that is in force since a day, in a
register that has no text yet. What was understood of each file is reported, and no word is
lost without a line that says so. docs/legal-text.md describes how documents are written; other
Markdown, HTML and DOCX are read as far as their clauses are numbered.

  mains code adopt --dry-run --all section-f.docx
  mains code adopt --data DIR --on 2021-11-04 code/*.md`
}

// adopted is what became of a file.
type adopted struct {
	File     string         `json:"file"`
	Document string         `json:"document,omitempty"`
	Report   *intake.Report `json:"report,omitempty"`
	Fault    string         `json:"fault,omitempty"`
	Checks   []string       `json:"checks,omitempty"` // what is wrong with numbers and references
	doc      *legal.Document
}

// Run adopts a text.
func (c *codeAdopt) Run(ctx context.Context, env environment) error {
	on, err := calendar.ParseDate(c.On)
	if err != nil && !(c.DryRun && c.On == "") {
		return usageError{fmt.Errorf("--on %q: want a day such as 2021-11-04", c.On)}
	}
	files, err := c.read(env)
	if err != nil {
		return err
	}
	faults := 0
	var documents []*legal.Document
	for _, f := range files {
		if f.Fault != "" {
			faults++
		} else {
			documents = append(documents, f.doc)
		}
	}
	check(files)
	if err := c.print(env, files); err != nil {
		return err
	}
	switch {
	case faults > 0:
		return fmt.Errorf("%d of %d files cannot be read: nothing was taken", faults, len(files))
	case c.DryRun:
		return nil
	case wrong(files) > 0 && !c.Anyway:
		return fmt.Errorf("%d places are to be looked at, see above: nothing was taken; --anyway takes "+
			"the text as it is", wrong(files))
	}
	return c.adopt(ctx, env, on, documents)
}

// read reads the files.
func (c *codeAdopt) read(env environment) (files []*adopted, err error) {
	var o intake.Options
	if c.Before {
		o.Tracked = intake.Before
	}
	for _, name := range c.Files {
		text, err := readSource(env, name)
		if err != nil {
			return nil, err
		}
		f := &adopted{File: name}
		if f.doc, f.Report, err = o.Read(name, text); err != nil {
			f.Fault = err.Error()
		} else {
			f.Document = f.doc.Name
		}
		files = append(files, f)
	}
	return files, nil
}

// set is documents by their slugs, for references to lead to.
type set map[string]*legal.Document

// Knows implements [legal.Known].
func (s set) Knows(slug, number string) bool {
	doc := s[slug]
	return doc != nil && (number == "" || doc.Find(number) >= 0)
}

// check says what is wrong with the numbers and the references of documents. It may be so in the
// Code itself.
func check(files []*adopted) {
	all := set{}
	for _, f := range files {
		if f.doc != nil {
			all[f.doc.Slug()] = f.doc
		}
	}
	for _, f := range files {
		if f.doc == nil {
			continue
		}
		for _, fault := range f.doc.Check(all) {
			f.Checks = append(f.Checks, fault.String())
		}
	}
}

// wrong is how much is wrong with files.
func wrong(files []*adopted) (n int) {
	for _, f := range files {
		n += len(f.Checks)
	}
	return n
}

// print reports what became of the files.
func (c *codeAdopt) print(env environment, files []*adopted) error {
	if c.JSON {
		return writeJSON(env.out, files)
	}
	for _, f := range files {
		if f.Fault != "" {
			fmt.Fprintf(env.err, "%s: %s\n", f.File, f.Fault)
			continue
		}
		report := *f.Report
		if !c.All {
			report.Lines = report.Omitted()
		}
		fmt.Fprintf(env.out, "%s is %s, %s\n%s", f.File, f.Document, f.doc.Title, &report)
		for _, line := range f.Checks {
			fmt.Fprintf(env.out, "look at %s\n", line)
		}
	}
	return nil
}

// adopt makes documents the text of the register.
func (c *codeAdopt) adopt(
	ctx context.Context, env environment, on calendar.Date, documents []*legal.Document,
) error {
	code, closing, err := c.openCode(ctx, false)
	if err != nil {
		return err
	}
	err = errors.Join(code.Adopt(ctx, &governance.Texts{On: on, Documents: documents}), closing())
	if err == nil && !c.JSON {
		fmt.Fprintf(env.out, "in force since %s, in %s: documents: %d\n", on.Long(), c.Data,
			len(documents))
	}
	return err
}
