package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
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
		line := fmt.Sprintf("home %-3d %s %-6s", d.Home, d.EUI, d.Type)
		if !d.Supply {
			line += "  without power"
		}
		if !d.LastWake.IsZero() {
			line += "  woke " + d.LastWake.Format(time.RFC3339)
		}
		if d.Waiting > 0 {
			line += fmt.Sprintf("  %d waiting", d.Waiting)
		}
		fmt.Fprintln(env.out, strings.TrimRight(line, " "))
	}
	return nil
}
