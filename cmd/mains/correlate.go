package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/mains-energy/mains/duis/srv"
	"github.com/mains-energy/mains/gbcs"
	"github.com/mains-energy/mains/gbcs/usecase"
)

type correlateCommand struct {
	Request string `arg:"" help:"The request document; - is standard input."`
	Message string `arg:"" name:"precommand" help:"The Pre-Command: hexadecimal, base64, a file with either, or the DUIS response that carries it."`
	where
	target
	JSON bool `name:"json" help:"Print JSON."`
}

// Help says what is compared.
func (correlateCommand) Help() string {
	return `Reads the Pre-Command (or Command) by itself, by the declaration of its Use Case, and
checks that it does all that the request asks and nothing else. Nothing of the
transformation is used, so that a fault in one shows in the other. Exit code 0 where they
agree; 1, with the first difference, where they do not. Signature and MAC are not looked
at: see mains decode --check.`
}

// correlated is what correlate --json prints.
type correlated struct {
	Correlates bool   `json:"correlates"`
	SRV        string `json:"srv"`
	UseCase    string `json:"use_case,omitempty"`
	Path       string `json:"path,omitempty"` // XPath of the first difference
	Difference string `json:"difference,omitempty"`
}

// Run compares a request with a message.
func (c *correlateCommand) Run(ctx context.Context, env environment) error {
	req, err := requestIn(env, c.Request)
	if err != nil {
		return err
	}
	keys, err := c.keys()
	if err != nil {
		return err
	}
	message, err := messageIn(env, c.Message)
	if err != nil {
		return err
	}
	in, err := c.inputs(ctx, env, c.Data, req, keys)
	if err != nil {
		return err
	}
	in.Device = 0 // the message says for itself which Use Case it is
	if c.Device != "" {
		in.Device, _ = usecase.ParseDevice(c.Device)
	}
	err = srv.Correlate(req, message, in)
	var difference *srv.Difference
	if err != nil && !errors.As(err, &difference) {
		return err
	}
	result := correlated{Correlates: err == nil, SRV: req.ServiceReferenceVariant}
	if m, parseErr := gbcs.Parse(message); parseErr == nil {
		if u, ok := usecase.ByMessage(m.Header.Message); ok {
			result.UseCase = u.Code
		}
	}
	if difference != nil {
		result.Path, result.Difference = difference.Path, difference.Says
	}
	if c.JSON {
		if failed := writeJSON(env.out, result); failed != nil {
			return failed
		}
	} else if err == nil {
		fmt.Fprintf(env.out, "correlates: %s does what %s asks, and nothing else\n", result.UseCase,
			req.RequestID)
	} else {
		fmt.Fprintf(env.out, "does not correlate: %v\n", err)
	}
	if err != nil {
		return quietError{err}
	}
	return nil
}

// messageIn is the one GBCS message in an input.
func messageIn(env environment, arg string) ([]byte, error) {
	inputs, err := findInputs(env, rejoined([]string{arg}))
	if err != nil {
		return nil, err
	}
	var found [][]byte
	for _, in := range inputs {
		items, err := in.items()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", arg, err)
		}
		for _, item := range items {
			if item.message != nil {
				found = append(found, item.message)
			}
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%.60s: %d GBCS messages: want one", arg, len(found))
	}
	return found[0], nil
}
