package main

import (
	"context"
	"fmt"

	"github.com/mains-energy/mains/internal/system"
)

type resetCommand struct {
	Data string `default:"${data}" placeholder:"DIR" help:"Data directory to reset (default ${data})."`
	Yes  bool   `help:"Really do it: keys, homes and requests are gone for good."`
}

// Run empties the data directory of a system that is not running.
func (c *resetCommand) Run(ctx context.Context, env environment) error {
	if !c.Yes {
		return fmt.Errorf("this removes the keys, homes and requests in %s for good: say --yes", c.Data)
	}
	if err := system.Reset(ctx, c.Data); err != nil {
		return err
	}
	fmt.Fprintf(env.out, "%s is as if it had never been used\n", c.Data)
	return nil
}
