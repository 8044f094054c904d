package main

import (
	"context"

	"github.com/mains-energy/mains/internal/governance/inquiry"
)

// textOf says which part of the text of the Code.
type textOf struct {
	registerOf
	asAt
	Document string `arg:"" optional:"" help:"Name of the document, such as section-f (default: all)."`
	Clause   string `arg:"" optional:"" help:"Number of the clause, such as F8.7 (default: all)."`
	JSON     bool   `name:"json" help:"Print it as JSON."`
}

// answer asks for it.
func (t *textOf) answer(ctx context.Context, env environment, q inquiry.TextQuestion) error {
	moment, err := parseTime(t.AsAt)
	if err != nil {
		return usageError{err}
	}
	q.Document, q.Clause = t.Document, t.Clause
	return t.ask(ctx, env, inquiry.Question{Text: &q, AsAt: moment, JSON: t.JSON})
}

type codeText struct {
	textOf
	With []string `placeholder:"MODIFICATION" help:"Add the legal text of these, whatever was decided."`
}

// Run prints the text.
func (c *codeText) Run(ctx context.Context, env environment) error {
	return c.answer(ctx, env, inquiry.TextQuestion{Verb: inquiry.TextVerb, With: c.With})
}

type codeDiff struct {
	textOf
	From string `placeholder:"TEXT" help:"A day, a version of the Code, or a Modification for the text with what that would change (default: the text before the last change)."`
	To   string `placeholder:"TEXT" help:"The same (default: the text of the moment)."`
}

// Run prints what changed between two texts.
func (c *codeDiff) Run(ctx context.Context, env environment) error {
	return c.answer(ctx, env, inquiry.TextQuestion{Verb: inquiry.DiffVerb, From: c.From, To: c.To})
}

type codeLog struct {
	textOf
}

// Run prints which texts changed something.
func (c *codeLog) Run(ctx context.Context, env environment) error {
	return c.answer(ctx, env, inquiry.TextQuestion{Verb: inquiry.LogVerb})
}
