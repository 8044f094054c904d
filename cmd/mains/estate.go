package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/mains-energy/mains/eui"
)

type estateCommand struct {
	running
	JSON bool `name:"json" help:"Print JSON."`
}

// Run lists the homes and Devices of a running system.
func (c *estateCommand) Run(ctx context.Context, env environment) error {
	var devices []struct {
		EUI      eui.ID    `json:"eui"`
		Type     string    `json:"type"`
		Home     int       `json:"home"`
		Supply   bool      `json:"supply"`
		LastWake time.Time `json:"last_wake"`
		Waiting  int       `json:"waiting"`
	}
	var raw json.RawMessage
	if err := c.call(ctx, http.MethodGet, "/homes", nil, &raw); err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(env.out, raw)
	}
	if err := json.Unmarshal(raw, &devices); err != nil {
		return err
	}
	for _, d := range devices {
		fmt.Fprintf(env.out, "home %-3d %s %-6s", d.Home, d.EUI, d.Type)
		if !d.Supply {
			fmt.Fprint(env.out, "  without power")
		}
		if !d.LastWake.IsZero() {
			fmt.Fprintf(env.out, "  woke %s", d.LastWake.Format(time.RFC3339))
		}
		if d.Waiting > 0 {
			fmt.Fprintf(env.out, "  %d waiting", d.Waiting)
		}
		fmt.Fprintln(env.out)
	}
	return nil
}
